//! Facts about the client: skin and hair.

use super::Tone;
use super::numbers::{Number, Numbers, number};
use super::ranges;
use super::words::words;

/// Facts about the client.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// Skin tone, as it was told.
    pub tone: Tone,
    /// Whose averages hold for hair that was not measured, and how fast it grows.
    pub ethnicity: Ethnicity,
    /// Hair that is left.
    pub hair: ClientHair,
    /// Freckles: 0 none, 1 covered.
    pub freckles: f32,
    /// How much its sebum makes the skin shine.
    pub shine: Shine,
}

impl Default for Client {
    /// The usual tone and hair, a few freckles.
    fn default() -> Self {
        Self {
            tone: Tone::default(),
            ethnicity: Ethnicity::default(),
            hair: ClientHair::default(),
            freckles: 0.15,
            shine: Shine::default(),
        }
    }
}

impl Numbers for Client {
    /// The hair's, and the skin's own; those that tell the skin tone are [`Tone`]'s.
    fn numbers(&mut self) -> Vec<Number<'_>> {
        let mut numbers = self.hair.numbers();
        numbers.push(number("freckles", &mut self.freckles, ranges::FRACTION));
        numbers
    }
}

/// The client's own hair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClientHair {
    /// Colour of shaft and root.
    pub colour: HairColour,
    /// Shaft diameter, mm, [`ranges::SHAFT_MM`].
    pub shaft_mm: f32,
    /// Hairs per cm² where there is no loss, [`ranges::HAIR_DENSITY_PER_CM2`].
    pub density_per_cm2: f32,
    /// Length of the trimmed shaft above the skin, mm, [`ranges::STUBBLE_MM`].
    pub stubble_mm: f32,
    /// Days from trim to trim, [`ranges::TRIM_DAYS`]; 0 keeps the hair at its length.
    pub trim_every_days: f32,
    /// Fraction of hairs that have turned white, 0..=1, [`ranges::FRACTION`].
    pub grey: f32,
    /// Beard, as a fraction of a full one, [`ranges::FRACTION`]; 0 is shaved with a blade.
    pub beard: f32,
    /// Its length, mm, [`ranges::BEARD_MM`].
    pub beard_mm: f32,
}

impl Numbers for ClientHair {
    fn numbers(&mut self) -> Vec<Number<'_>> {
        vec![
            number("shaft_mm", &mut self.shaft_mm, ranges::SHAFT_MM).written(),
            number("hair_density_per_cm2", &mut self.density_per_cm2, ranges::HAIR_DENSITY_PER_CM2).written(),
            number("stubble_mm", &mut self.stubble_mm, ranges::STUBBLE_MM).written(),
            number("trim_every_days", &mut self.trim_every_days, ranges::TRIM_DAYS),
            number("grey", &mut self.grey, ranges::FRACTION),
            number("beard", &mut self.beard, ranges::FRACTION),
            number("beard_mm", &mut self.beard_mm, ranges::BEARD_MM),
        ]
    }
}

impl ClientHair {
    /// Hairs per follicular unit: 28, 53, 18 % of one, two, three (Guo 2017, mean 1.92).
    pub const PER_UNIT: f32 = 1.9;

    /// Follicular units per cm² where there is no loss.
    pub fn units_per_cm2(&self) -> f32 {
        self.density_per_cm2 / Self::PER_UNIT
    }
}

impl Default for ClientHair {
    /// Dark brown; the middle of the measured shafts and densities; a day after the trimmer (`docs/practice.md#hair`).
    fn default() -> Self {
        Self {
            colour: HairColour::DarkBrown,
            shaft_mm: 0.075,
            density_per_cm2: 190.0,
            stubble_mm: 0.4,
            trim_every_days: 0.0,
            grey: 0.0,
            beard: 0.0,
            beard_mm: 0.8,
        }
    }
}

/// How much skin shines by its own sebum, some hours after it was washed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Shine {
    Matt,
    #[default]
    Normal,
    Oily,
}

words!(Shine in "shine" {
    Matt = "matt";
    Normal = "normal";
    Oily = "oily";
});

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

words!(HairColour in "hair-colour" {
    Black = "black";
    DarkBrown = "dark-brown";
    Brown = "brown";
    LightBrown = "light-brown";
    Blond = "blond";
    Red = "red";
    Grey = "grey";
    White = "white";
});

/// Whose averages hold for hair that was not measured (Loussouarn 2005 and Birnbaum in `docs/practice.md#hair`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Ethnicity {
    #[default]
    Caucasian,
    Hispanic,
    Asian,
    African,
}

words!(Ethnicity in "hair-type" {
    Caucasian = "caucasian";
    Hispanic = "hispanic";
    Asian = "asian";
    African = "african";
});

impl Ethnicity {
    /// Hairs per cm² where none are lost.
    pub fn density_per_cm2(self) -> f32 {
        match self {
            Self::Caucasian => 226.0,
            Self::Hispanic => 174.0,
            Self::Asian => 175.0,
            Self::African => 161.0,
        }
    }

    /// Diameter of a circle as large as the mean cross-section, mm (TRI Princeton: 4079, 5063, 4210 µm²; for
    /// Hispanic hair no figure was found: the mean of the first two).
    pub fn shaft_mm(self) -> f32 {
        match self {
            Self::Caucasian => 0.072,
            Self::Hispanic => 0.076,
            Self::Asian => 0.080,
            Self::African => 0.073,
        }
    }

    /// Growth, mm per day (Loussouarn 2005: 367, 411, 280 µm; Hispanic hair between the first two).
    pub fn growth_mm_per_day(self) -> f32 {
        match self {
            Self::Caucasian => 0.367,
            Self::Hispanic => 0.389,
            Self::Asian => 0.411,
            Self::African => 0.280,
        }
    }
}
