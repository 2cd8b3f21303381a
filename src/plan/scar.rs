//! Scars on the scalp: skin without hair that is paler and takes pigment in its own way.

use super::numbers::{Number, Numbers, number};
use super::ranges;
use super::words::words;

/// One scar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scar {
    /// What left it.
    pub kind: ScarKind,
    /// Middle in scalp coordinates: mm to the left and to the front of the top of the head, along the skin,
    /// [`ranges::PLACE_MM`].
    pub at_mm: [f32; 2],
    /// Extent around the head, mm, [`ranges::SCAR_LENGTH_MM`].
    pub length_mm: f32,
    /// Extent up and down, mm, [`ranges::SCAR_WIDTH_MM`].
    pub width_mm: f32,
    /// Round scars per cm² of a [`ScarKind::Fue`] field, [`ranges::SCAR_DENSITY_PER_CM2`].
    pub per_cm2: f32,
    /// Their diameter, mm, [`ranges::SCAR_DOT_MM`].
    pub dot_mm: f32,
    /// How far the skin has lost its colour, [`ranges::FRACTION`].
    pub paleness: f32,
    /// Pigment that it takes, relative to sound skin, [`ranges::UPTAKE`].
    pub uptake: f32,
}

impl Scar {
    /// A usual scar of a kind: a strip from ear to ear, a harvested back of the head, a burn
    /// (`docs/practice.md#scars-and-hair-between`).
    pub fn usual(kind: ScarKind) -> Scar {
        let (at_mm, length_mm, width_mm) = match kind {
            ScarKind::Strip => ([0.0, -146.0], 200.0, 3.5),
            ScarKind::Fue => ([0.0, -140.0], 200.0, 45.0),
            ScarKind::Burn => ([48.0, 5.0], 45.0, 30.0),
        };
        Scar { kind, at_mm, length_mm, width_mm, per_cm2: 22.0, dot_mm: 0.9, paleness: 0.6, uptake: 0.8 }
    }
}

impl Numbers for Scar {
    fn numbers(&mut self) -> Vec<Number<'_>> {
        vec![
            number("length_mm", &mut self.length_mm, ranges::SCAR_LENGTH_MM),
            number("width_mm", &mut self.width_mm, ranges::SCAR_WIDTH_MM),
            number("per_cm2", &mut self.per_cm2, ranges::SCAR_DENSITY_PER_CM2),
            number("dot_mm", &mut self.dot_mm, ranges::SCAR_DOT_MM),
            number("paleness", &mut self.paleness, ranges::FRACTION),
            number("uptake", &mut self.uptake, ranges::UPTAKE),
        ]
    }
}

/// What left a scar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScarKind {
    /// A strip cut for a transplant (FUT): one line.
    Strip,
    /// Follicles punched out for a transplant (FUE): hundreds of white dots.
    Fue,
    /// A burn or a wound: an uneven patch.
    Burn,
}

words!(ScarKind in "scar-kind" {
    Strip = "strip";
    Fue = "fue";
    Burn = "burn";
});
