//! Skin tone, in every way a technician may know it.

use super::numbers::{Number, Numbers, number};
use super::ranges;
use super::words::words;

/// A client's skin tone as it was told. `optics::tone` finds the [`Skin`] that looks like it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tone {
    /// Volume fractions of melanin and blood.
    Fractions(Skin),
    /// A named tone.
    Named(SkinTone),
    /// Fitzpatrick's phototype, told from burning and tanning.
    Fitzpatrick(Fitzpatrick),
    /// Number on the Monk scale, 1 (lightest) to 10, [`ranges::MONK`].
    Monk(u8),
    /// Individual typology angle, degrees, [`ranges::ITA_DEG`]; of a colorimeter.
    Ita(f32),
    /// Measured CIE L*a*b* (D65, 2°, surface reflection included), [`ranges::LAB`]; of a colorimeter or a photograph.
    Lab([f32; 3]),
}

impl Default for Tone {
    fn default() -> Self {
        Tone::Named(SkinTone::Intermediate)
    }
}

impl Numbers for Tone {
    /// Those of this way of telling it; none where it is told in words, on a scale or in a list.
    fn numbers(&mut self) -> Vec<Number<'_>> {
        match self {
            Tone::Fractions(Skin { melanin, blood }) => vec![
                number("melanin", melanin, ranges::MELANIN).written(),
                number("blood", blood, ranges::BLOOD).written(),
            ],
            Tone::Ita(degrees) => vec![number("ita_deg", degrees, ranges::ITA_DEG).written()],
            Tone::Named(_) | Tone::Fitzpatrick(_) | Tone::Monk(_) | Tone::Lab(_) => Vec::new(),
        }
    }
}

/// Skin by its chromophores: what all optics is computed from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skin {
    /// Volume fraction of melanosomes in the epidermis, [`ranges::MELANIN`].
    pub melanin: f32,
    /// Volume fraction of whole blood in the dermis, [`ranges::BLOOD`].
    pub blood: f32,
}

impl Skin {
    /// Blood of a calm, light scalp, and where the plan does not say (`docs/optics.md#measured-skin`).
    pub const BLOOD: f32 = 0.0053;

    /// Blood of a calm scalp of that melanin. Measured forearms ask for more the darker they are: 0.0051, 0.0056, 0.0067
    /// and 0.0075 from light to brown, which this meets within 11 %; darker than brown nobody was measured (`docs/optics.md#measured-skin`).
    pub fn calm_blood(melanin: f32) -> f32 {
        const RISING: [f32; 2] = [0.037, 0.1];
        const RISE: f32 = 0.5;
        Self::BLOOD * (melanin.clamp(RISING[0], RISING[1]) / RISING[0]).powf(RISE)
    }

    /// Fractions whose computed reflectance meets the measured class mean of a tone (`docs/optics.md#measured-skin`).
    ///
    /// Very light, intermediate and brown stand in the table there; light and tan are interpolated in ln R between
    /// their neighbours at 450, 620 and 700 nm; dark has no measured mean and sits inside 0.18 to 0.43.
    pub fn from_tone(tone: SkinTone) -> Self {
        let melanin = match tone {
            SkinTone::VeryLight => 0.012,
            SkinTone::Light => 0.022,
            SkinTone::Intermediate => 0.037,
            SkinTone::Tan => 0.067,
            SkinTone::Brown => 0.10,
            SkinTone::Dark => 0.25,
        };
        Self { melanin, blood: Self::calm_blood(melanin) }
    }

    /// The named tone nearest in melanin, by ratio: lightness goes with its logarithm.
    pub fn tone(self) -> SkinTone {
        let apart = |tone: SkinTone| (self.melanin / Self::from_tone(tone).melanin).ln().abs();
        let nearer = |a, b| if apart(b) < apart(a) { b } else { a };
        SkinTone::ALL.into_iter().fold(SkinTone::VeryLight, nearer)
    }
}

/// Named skin tones, the bands of the individual typology angle, light to dark (`docs/optics.md#skin-tones`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SkinTone {
    VeryLight,
    Light,
    Intermediate,
    Tan,
    Brown,
    Dark,
}

words!(SkinTone in "skin-tone" {
    VeryLight = "very-light";
    Light = "light";
    Intermediate = "intermediate";
    Tan = "tan";
    Brown = "brown";
    Dark = "dark";
});

/// Fitzpatrick's phototypes (Arch. Dermatol. 124 (1988) 869): how skin burns and tans. A crude guide to colour, taken
/// as the six tone bands in order (`docs/optics.md#skin-tones`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Fitzpatrick {
    I,
    II,
    III,
    IV,
    V,
    VI,
}

words!(Fitzpatrick in "fitzpatrick" {
    I = "I" | "i" | "1";
    II = "II" | "ii" | "2";
    III = "III" | "iii" | "3";
    IV = "IV" | "iv" | "4";
    V = "V" | "v" | "5";
    VI = "VI" | "vi" | "6";
});

impl Fitzpatrick {
    /// The tone band of the same rank.
    pub fn tone(self) -> SkinTone {
        SkinTone::ALL[self as usize]
    }
}

/// Individual typology angle of a Monk number: the ten ranks spread evenly over the angles of measured skin, 65° to
/// -65°. The swatches themselves are no colours of skin (1 to 5 are lighter than anyone measured,
/// `docs/optics.md#skin-tones`) and are never fitted.
pub fn ita_deg_of_monk(monk: u8) -> f32 {
    const LIGHTEST_DEG: f32 = 65.0;
    const DARKEST_DEG: f32 = -65.0;
    let rank = f32::from(monk.clamp(ranges::MONK[0], ranges::MONK[1]) - 1) / 9.0;
    LIGHTEST_DEG + rank * (DARKEST_DEG - LIGHTEST_DEG)
}
