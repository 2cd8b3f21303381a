//! Facts about the client: skin, hair, hair loss.

use super::words::words;

/// Facts about the client.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// Skin tone.
    pub skin: Skin,
    /// Hair that is left.
    pub hair: Hair,
}

impl Default for Client {
    fn default() -> Self {
        Self { skin: Skin::from_tone(SkinTone::Intermediate), hair: Hair::default() }
    }
}

/// Skin tone by chromophores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skin {
    /// Volume fraction of melanosomes in the epidermis, [`ranges::MELANIN`](super::ranges::MELANIN).
    pub melanin: f32,
    /// Volume fraction of whole blood in the dermis, [`ranges::BLOOD`](super::ranges::BLOOD).
    pub blood: f32,
}

impl Skin {
    /// Blood of a calm scalp where the plan does not say (`skin_optics.md` 1.3).
    pub const BLOOD: f32 = 0.005;

    /// Fractions whose computed reflectance meets the measured class mean of a tone (`skin_optics.md` 1.3, 6).
    ///
    /// Very light, intermediate and brown stand in the table there; light and tan are interpolated in ln R between
    /// their neighbours at 450, 620 and 700 nm; dark has no measured mean and sits inside 0.18 to 0.43.
    pub fn from_tone(tone: SkinTone) -> Self {
        let (melanin, blood) = match tone {
            SkinTone::VeryLight => (0.012, 0.006),
            SkinTone::Light => (0.022, 0.006),
            SkinTone::Intermediate => (0.037, 0.005),
            SkinTone::Tan => (0.067, 0.005),
            SkinTone::Brown => (0.10, 0.005),
            SkinTone::Dark => (0.25, 0.005),
        };
        Self { melanin, blood }
    }

    /// The named tone nearest in melanin, by ratio: lightness goes with its logarithm.
    pub fn tone(self) -> SkinTone {
        let apart = |tone: SkinTone| (self.melanin / Self::from_tone(tone).melanin).ln().abs();
        let nearer = |a, b| if apart(b) < apart(a) { b } else { a };
        SkinTone::ALL.into_iter().fold(SkinTone::VeryLight, nearer)
    }
}

/// Named skin tones, the bands of the individual typology angle, light to dark (`smp_domain.md` 6).
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

words!(SkinTone {
    VeryLight = "very-light", "Very light";
    Light = "light", "Light";
    Intermediate = "intermediate", "Intermediate";
    Tan = "tan", "Tan";
    Brown = "brown", "Brown";
    Dark = "dark", "Dark";
});

/// The client's own hair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hair {
    /// Colour of shaft and root.
    pub colour: HairColour,
    /// Shaft diameter, mm, [`ranges::SHAFT_MM`](super::ranges::SHAFT_MM).
    pub shaft_mm: f32,
    /// Hairs per cm² where there is no loss, [`ranges::HAIR_DENSITY_PER_CM2`](super::ranges::HAIR_DENSITY_PER_CM2).
    pub density_per_cm2: f32,
    /// Length of the trimmed shaft above the skin, mm, [`ranges::STUBBLE_MM`](super::ranges::STUBBLE_MM).
    pub stubble_mm: f32,
}

impl Hair {
    /// Hairs per follicular unit: 28, 53, 18 % of one, two, three (Guo 2017, mean 1.92).
    pub const PER_UNIT: f32 = 1.9;

    /// Follicular units per cm² where there is no loss.
    pub fn units_per_cm2(&self) -> f32 {
        self.density_per_cm2 / Self::PER_UNIT
    }
}

impl Default for Hair {
    /// Dark brown; the middle of the measured shafts and densities; a day after the trimmer (`smp_domain.md` 4).
    fn default() -> Self {
        Self { colour: HairColour::DarkBrown, shaft_mm: 0.075, density_per_cm2: 190.0, stubble_mm: 0.4 }
    }
}

/// Named hair colours, dark to light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum HairColour {
    Black,
    DarkBrown,
    Brown,
    LightBrown,
    Blond,
    Red,
    Grey,
    White,
}

words!(HairColour {
    Black = "black", "Black";
    DarkBrown = "dark-brown", "Dark brown";
    Brown = "brown", "Brown";
    LightBrown = "light-brown", "Light brown";
    Blond = "blond", "Blond";
    Red = "red", "Red";
    Grey = "grey", "Grey";
    White = "white", "White";
});

/// Hair loss today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HairLoss {
    /// Norwood-Hamilton type.
    pub pattern: Norwood,
}

impl Default for HairLoss {
    /// Type V, where most of what a plan can do shows.
    fn default() -> Self {
        Self { pattern: Norwood::V }
    }
}

/// Norwood-Hamilton scale, types I to VII.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Norwood {
    I,
    II,
    III,
    IV,
    V,
    VI,
    VII,
}

words!(Norwood {
    I = "norwood-1" | "norwood-i" | "norwood-I", "Norwood I: hardly any loss";
    II = "norwood-2" | "norwood-ii" | "norwood-II", "Norwood II: temples slightly back";
    III = "norwood-3" | "norwood-iii" | "norwood-III", "Norwood III: temples far back";
    IV = "norwood-4" | "norwood-iv" | "norwood-IV", "Norwood IV: temples and crown";
    V = "norwood-5" | "norwood-v" | "norwood-V", "Norwood V: temples and crown, a thin bridge between";
    VI = "norwood-6" | "norwood-vi" | "norwood-VI", "Norwood VI: temples and crown joined";
    VII = "norwood-7" | "norwood-vii" | "norwood-VII", "Norwood VII: a horseshoe at the back and sides";
});
