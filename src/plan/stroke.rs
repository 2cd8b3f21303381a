//! What is painted on the skin with a brush: where to work and where not, how densely, and scars.
//!
//! Strokes lie on each other in their order, and a later one wins. [`Paint::Erase`] brings back what the plan has
//! without painting. Dots and skin ask for different strokes ([`on`]), so that painting one leaves the other alone.

use super::numbers::{Number, Numbers, number};
use super::ranges;
use super::words::words;

/// One stroke of the brush.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// What it leaves.
    pub paint: Paint,
    /// Radius of the brush along the skin, mm, [`ranges::BRUSH_MM`]. Its edge is soft inwards, the eraser's
    /// outwards.
    pub radius_mm: f32,
    /// Dots per cm² relative to what the sessions want, [`ranges::ZONE_DENSITY`]; counts for [`Paint::Density`] only.
    pub density: f32,
    /// The way of its middle in scalp coordinates: mm to the left and to the front of the top of the head, along the
    /// skin, each [`ranges::PLACE_MM`]; at least one place, at most [`ranges::STROKE_PLACES_MAX`].
    pub path_mm: Vec<[f32; 2]>,
}

impl Stroke {
    /// A stroke of the usual size and density that has not been drawn yet.
    pub fn usual(paint: Paint) -> Stroke {
        Stroke { paint, radius_mm: 10.0, density: 0.5, path_mm: Vec::new() }
    }
}

impl Numbers for Stroke {
    fn numbers(&mut self) -> Vec<Number<'_>> {
        let density = number("density", &mut self.density, ranges::ZONE_DENSITY);
        vec![
            number("radius_mm", &mut self.radius_mm, ranges::BRUSH_MM).written(),
            if self.paint == Paint::Density { density.written() } else { density },
        ]
    }
}

/// What a stroke leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paint {
    /// Every session works here, also where the plan would find nothing missing.
    Treat,
    /// No dots here.
    Leave,
    /// Dots denser or thinner than the sessions want them.
    Density,
    /// A scar: bare, paler skin.
    Scar,
    /// Nothing painted.
    Erase,
}

words!(Paint in "paint" {
    Treat = "treat";
    Leave = "leave";
    Density = "density";
    Scar = "scar";
    Erase = "erase";
});

/// What is painted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaintedOn {
    /// The skin: scars.
    Skin,
    /// The work of the sessions: treat, leave, density.
    Work,
}

impl Paint {
    /// Whether a stroke changes it.
    fn is_on(self, layer: PaintedOn) -> bool {
        match self {
            Paint::Erase => true,
            Paint::Scar => layer == PaintedOn::Skin,
            Paint::Treat | Paint::Leave | Paint::Density => layer == PaintedOn::Work,
        }
    }
}

/// The strokes that matter to one of them, in their order: none that erase before anything is painted on it.
pub fn on(layer: PaintedOn, strokes: &[Stroke]) -> Vec<Stroke> {
    let matter = strokes.iter().filter(|stroke| stroke.paint.is_on(layer));
    matter.skip_while(|stroke| stroke.paint == Paint::Erase).cloned().collect()
}

/// The most that strokes can make of a density, 1 or more.
pub fn densest(strokes: &[Stroke]) -> f32 {
    let painted = strokes.iter().filter(|stroke| stroke.paint == Paint::Density);
    painted.map(|stroke| stroke.density).fold(1.0, f32::max)
}
