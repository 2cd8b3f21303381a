//! How far a region of the scalp reaches into its surroundings: 1 inside, falling to 0 over a width.

use glam::{Vec2, vec2};
use rayon::prelude::*;

use crate::math::bilinear;
use crate::scalp::coordinates::ATLAS_RADIUS_MM;

/// Distance of the nodes, atlas mm.
const CELL_MM: f32 = 4.0;
/// Nodes on a side of the atlas square.
const SIDE: usize = (2.0 * ATLAS_RADIUS_MM / CELL_MM) as usize + 1;
/// Fraction of a region from which a node counts as inside.
const INSIDE: f32 = 0.5;

/// A grid of that over the whole atlas; empty where the width is none.
pub struct Spread(Vec<[f32; 1]>);

impl Spread {
    /// Spreads `region` (0..=1 of an atlas place) by `width_mm`, quadratically falling.
    pub fn new(region: impl Fn(Vec2) -> f32 + Sync, width_mm: f32) -> Spread {
        if width_mm < CELL_MM {
            return Spread(Vec::new());
        }
        let node = |i: usize| vec2((i % SIDE) as f32, (i / SIDE) as f32) * CELL_MM - ATLAS_RADIUS_MM;
        let start = |i: usize| if region(node(i)) >= INSIDE { 0.0 } else { f32::MAX };
        let mut distances_mm: Vec<f32> = (0..SIDE * SIDE).into_par_iter().map(start).collect();
        sweep(&mut distances_mm);
        Spread(distances_mm.into_iter().map(|d| [(1.0 - d / width_mm).max(0.0).powi(2)]).collect())
    }

    /// Between 0 and 1 at an atlas place, bilinear.
    #[inline]
    pub fn at_atlas(&self, atlas: Vec2) -> f32 {
        if self.0.is_empty() {
            return 0.0;
        }
        let p = ((atlas + ATLAS_RADIUS_MM) / CELL_MM).clamp(Vec2::ZERO, Vec2::splat(SIDE as f32 - 1.001));
        bilinear(&self.0, SIDE, p.x, p.y)[0]
    }
}

/// Chamfer distance in two passes (Borgefors 1986): right to 4 % on a grid.
fn sweep(distances_mm: &mut [f32]) {
    let diagonal = CELL_MM * std::f32::consts::SQRT_2;
    let steps = [(-1, 0, CELL_MM), (0, -1, CELL_MM), (-1, -1, diagonal), (1, -1, diagonal)];
    let count = distances_mm.len();
    for (sign, order) in [(1, false), (-1, true)] {
        for n in 0..count {
            let i = if order { count - 1 - n } else { n };
            let (x, y) = ((i % SIDE) as isize, (i / SIDE) as isize);
            for (dx, dy, length) in steps {
                let (u, v) = (x + sign * dx, y + sign * dy);
                if (0..SIDE as isize).contains(&u) && (0..SIDE as isize).contains(&v) {
                    let near = distances_mm[v as usize * SIDE + u as usize] + length;
                    distances_mm[i] = distances_mm[i].min(near);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disc_reaches_its_width_and_no_farther() {
        let disc = |p: Vec2| f32::from(p.length() < 40.0);
        let spread = Spread::new(disc, 20.0);
        let at = |r: f32, turn: f32| spread.at_atlas(Vec2::from_angle(turn) * r);
        for i in 0..16 {
            let turn = i as f32 * 0.39;
            assert!(at(35.0, turn) == 1.0 && at(66.0, turn) == 0.0);
            assert!((at(50.0, turn) - 0.25).abs() < 0.15, "{}", at(50.0, turn));
        }
        assert_eq!(Spread::new(disc, 0.0).at_atlas(Vec2::ZERO), 0.0);
        assert_eq!(Spread::new(|_| 0.0, 20.0).at_atlas(Vec2::ZERO), 0.0);
    }
}
