//! Facts about the client: skin, hair, hair loss.

use super::Tone;
use super::words::words;

/// Facts about the client.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Client {
    /// Skin tone, as it was told.
    pub tone: Tone,
    /// Hair that is left.
    pub hair: Hair,
}

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
