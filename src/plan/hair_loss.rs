//! Hair loss today, and how it may go on.

use super::numbers::{Number, Numbers, number};
use super::ranges;
use super::words::words;

/// Hair loss today, and how it may go on.
#[derive(Clone, Debug, PartialEq)]
pub struct HairLoss {
    /// Which hair is gone.
    pub pattern: LossPattern,
    /// Fraction of hair lost evenly on front, top and crown besides, [`ranges::FRACTION`].
    pub diffuse: f32,
    /// Steps of the scale by which the pattern is moved on while the pigment stays, [`ranges::STAGES`].
    pub future_stages: f32,
    /// Steps of the scale that ten years add, [`ranges::STAGES`].
    pub stages_per_decade: f32,
    /// Bald patches of alopecia areata.
    pub patches: Vec<Patch>,
}

impl Default for HairLoss {
    /// Type V, where most of what a plan can do shows.
    fn default() -> Self {
        Self {
            pattern: LossPattern::V,
            diffuse: 0.0,
            future_stages: 0.0,
            stages_per_decade: 0.0,
            patches: Vec::new(),
        }
    }
}

impl Numbers for HairLoss {
    fn numbers(&mut self) -> Vec<Number<'_>> {
        vec![
            number("diffuse", &mut self.diffuse, ranges::FRACTION),
            number("future_stages", &mut self.future_stages, ranges::STAGES),
            number("stages_per_decade", &mut self.stages_per_decade, ranges::STAGES),
        ]
    }
}

impl HairLoss {
    /// Steps of the scale to come by `years` after the first session.
    pub fn stages_on(&self, years: f32) -> f32 {
        self.future_stages + self.stages_per_decade * years.max(0.0) / 10.0
    }
}

/// A round bald patch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Patch {
    /// Centre in scalp coordinates: mm to the left and to the front of the top of the head, along the skin,
    /// [`ranges::PLACE_MM`].
    pub at_mm: [f32; 2],
    /// Radius, mm, [`ranges::PATCH_MM`].
    pub radius_mm: f32,
}

impl Default for Patch {
    /// A coin on the crown.
    fn default() -> Self {
        Self { at_mm: [25.0, -75.0], radius_mm: 14.0 }
    }
}

impl Numbers for Patch {
    fn numbers(&mut self) -> Vec<Number<'_>> {
        vec![number("radius_mm", &mut self.radius_mm, ranges::PATCH_MM).written()]
    }
}

/// Named patterns of loss: Norwood-Hamilton with its A variants (men), Ludwig (women), none and total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum LossPattern {
    None,
    I,
    II,
    IIa,
    III,
    IIIa,
    IIIVertex,
    IV,
    IVa,
    V,
    Va,
    VI,
    VII,
    LudwigI,
    LudwigII,
    LudwigIII,
    Total,
}

words!(LossPattern in "hair-loss" {
    None = "none";
    I = "norwood-1" | "norwood-i" | "norwood-I";
    II = "norwood-2" | "norwood-ii" | "norwood-II";
    IIa = "norwood-2a";
    III = "norwood-3" | "norwood-iii" | "norwood-III";
    IIIa = "norwood-3a";
    IIIVertex = "norwood-3-vertex";
    IV = "norwood-4" | "norwood-iv" | "norwood-IV";
    IVa = "norwood-4a";
    V = "norwood-5" | "norwood-v" | "norwood-V";
    Va = "norwood-5a";
    VI = "norwood-6" | "norwood-vi" | "norwood-VI";
    VII = "norwood-7" | "norwood-vii" | "norwood-VII";
    LudwigI = "ludwig-1";
    LudwigII = "ludwig-2";
    LudwigIII = "ludwig-3";
    Total = "total";
});
