//! Hair loss: how much of the client's own hair is left where, now and as the pattern moves on.
//!
//! Takes a plan's [`HairLoss`] and the steps of the scale by which it has moved on, gives a [`Retention`]: 0 (bald)
//! ..= 1 (full hair) at any place of the atlas. Named patterns are laws of the mean head (`patterns`), alopecia
//! areata is round patches anywhere (`patches`); diffuse loss thins front, top and crown besides.
//!
//! Sources: `docs/practice.md#norwood-and-ludwig`. Known limits: loss moves on along one chain for each scale, evenly
//! in time and in place between two steps; diffuse loss spares the fringe altogether and is even above it; patches
//! neither grow nor heal.

mod patches;
mod patterns;
#[cfg(test)]
mod tests;

use super::field::{CELL_MM, Plane};
use super::regions::distances_at;
use crate::math::smoothstep;
use crate::plan::{HairLoss, LossPattern};
use glam::Vec2;
use patches::BaldPatch;

/// Width over which diffuse loss ends at the upper edge of the fringe, mm (a guess).
const DIFFUSE_BORDER_MM: f32 = 20.0;

/// How much of the client's hair is left where.
#[derive(Clone)]
pub struct Retention {
    left: Plane<1>,
}

impl Retention {
    /// The loss of a plan moved on by `stages_on` steps of its scale, a whole number or not. Loss never gives hair
    /// back as they grow.
    pub fn new(loss: &HairLoss, stages_on: f32) -> Retention {
        let (pattern, part) = moved_on(loss.pattern, stages_on);
        let (now, next) = (patterns::retained(pattern), patterns::retained(next(pattern)));
        let spots: Vec<BaldPatch> = loss.patches.iter().map(BaldPatch::new).collect();
        let left = Plane::new(CELL_MM, |atlas| {
            let [now] = now.at_atlas(atlas);
            let [next] = if part > 0.0 { next.at_atlas(atlas) } else { [now] };
            let even = if loss.diffuse > 0.0 { 1.0 - loss.diffuse * above_fringe(atlas) } else { 1.0 };
            [(now + part * (next - now)) * even * patches::retained(&spots, atlas)]
        });
        Retention { left }
    }

    /// Fraction of the hair left at an atlas place, 0 (bald) ..= 1 (full); before the own front line it is 0.
    #[inline]
    pub fn at_atlas(&self, atlas: Vec2) -> f32 {
        self.left.at_atlas(atlas)[0]
    }
}

/// 1 on front, top and crown, 0 on the fringe.
fn above_fringe(atlas: Vec2) -> f32 {
    smoothstep(-0.5 * DIFFUSE_BORDER_MM, 0.5 * DIFFUSE_BORDER_MM, distances_at(atlas).fringe_mm)
}

/// The last pattern reached after so many steps, and the part of the way to the next one, 0..1.
fn moved_on(pattern: LossPattern, stages: f32) -> (LossPattern, f32) {
    let stages = stages.max(0.0);
    let reached = (0..stages as u32).fold(pattern, |pattern, _| next(pattern));
    (reached, stages.fract())
}

/// The next pattern on the same scale; the last one stays.
fn next(pattern: LossPattern) -> LossPattern {
    use LossPattern::*;
    match pattern {
        None => I,
        I => II,
        II => III,
        III | IIIVertex => IV,
        IV => V,
        V | Va => VI,
        VI | VII => VII,
        IIa => IIIa,
        IIIa => IVa,
        IVa => Va,
        LudwigI => LudwigII,
        LudwigII | LudwigIII => LudwigIII,
        Total => Total,
    }
}
