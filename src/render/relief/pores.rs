//! Pores: dimples with a pale rim, one near the middle of most cells of a grid.

use glam::{Vec2, ivec2, vec2};
use rayon::prelude::*;

use crate::render::noise::cell_hash;
use crate::render::relief::tile::{SIDE_MM, place, way};
use crate::rng;

/// Pores on a side of the tile: 113 per cm², one each 0.9 mm.
const PORES: i32 = 17;
/// Fraction of cells without a pore.
const NO_PORE: f32 = 0.15;
/// Least and most radius of a pore, mm, at 1/e of its depth; its depth, and height of its rim, mm.
const RADIUS_MM: [f32; 2] = [0.07, 0.16];
const DEPTH_MM: f32 = 0.026;
const RIM_MM: f32 = 0.004;
/// Fraction of other relief that is gone in a pore's middle.
const LEVELS: f32 = 0.8;
/// Beyond so many radii nothing is left of a pore.
const REACH: f32 = 3.5;
/// What runs by a pore bends so far from it, mm.
const BEND_MM: f32 = 0.4;

/// The pore of each cell of the tile; radius 0 where there is none.
pub struct Pores(Vec<Pore>);

#[derive(Clone, Copy)]
struct Pore {
    at: Vec2,
    radius_mm: f32,
    /// How much longer than wide along u and v.
    stretch: Vec2,
}

impl Pores {
    /// Those of the tile.
    pub fn new() -> Pores {
        let cell_mm = SIDE_MM / PORES as f32;
        let pore = |i: i32| {
            let cell = ivec2(i % PORES, i / PORES);
            let hash = cell_hash(cell, PORES, 3);
            let off = vec2(rng::unit(hash, 0), rng::unit(hash, 1)) - 0.5;
            let [least, most] = RADIUS_MM;
            let size = rng::unit(hash, 2);
            let radius_mm = if size < NO_PORE {
                0.0
            } else {
                least + (most - least) * (size - NO_PORE) / (1.0 - NO_PORE)
            };
            let stretch = (0.5 * rng::unit(hash, 3) - 0.25).exp();
            Pore {
                at: (cell.as_vec2() + 0.5 + 0.8 * off) * cell_mm,
                radius_mm,
                stretch: vec2(stretch, stretch.recip()),
            }
        };
        Pores((0..PORES * PORES).map(pore).collect())
    }

    /// A direction at a place of the tile, mm, bent round the pores about it; not of length 1.
    pub fn bend(&self, mut along: Vec2, at: Vec2) -> Vec2 {
        for pore in self.about(cell_of(at)) {
            let off = pore.way_to(at);
            let outward = off.normalize_or_zero();
            along -= outward * outward.dot(along) * (-off.length_squared() / (BEND_MM * BEND_MM)).exp();
        }
        along
    }

    /// Sinks them into the heights of the tile, mm.
    pub fn sink(&self, heights: &mut [f32]) {
        let cells = 0..(PORES * PORES) as usize;
        let near: Vec<Vec<NearPore>> =
            cells.map(|cell| self.about(cell).map(|pore| NearPore::of(pore, cell)).collect()).collect();
        heights.par_iter_mut().enumerate().for_each(|(i, height)| {
            let at = place(i);
            let felt = near[cell_of(at)].iter().filter(|near| near.is_felt(at));
            felt.for_each(|near| *height = near.pore.sunk(*height, at));
        });
    }

    /// Pores of the nine cells about a cell.
    fn about(&self, cell: usize) -> impl Iterator<Item = Pore> + '_ {
        let home = ivec2(cell as i32 % PORES, cell as i32 / PORES);
        (0..9).filter_map(move |k| {
            let cell = (home + ivec2(k % 3 - 1, k / 3 - 1)).rem_euclid(ivec2(PORES, PORES));
            let pore = self.0[(cell.y * PORES + cell.x) as usize];
            (pore.radius_mm > 0.0).then_some(pore)
        })
    }
}

/// Number of the cell of a place of the tile.
fn cell_of(at: Vec2) -> usize {
    let cell = (at * (PORES as f32 / SIDE_MM)).floor().as_ivec2();
    (cell.y * PORES + cell.x) as usize
}

impl Pore {
    /// The way from its middle to a place, mm, as if it were round.
    fn way_to(&self, at: Vec2) -> Vec2 {
        self.stretch * way(self.at, at)
    }

    /// A height at a place with this pore in it: in its mouth little else is left.
    fn sunk(&self, height_mm: f32, at: Vec2) -> f32 {
        let r = self.way_to(at).length() / self.radius_mm;
        if r > REACH {
            return height_mm;
        }
        let dimple = (-r * r).exp();
        let rim = (-((r - 1.55) / 0.6).powi(2)).exp();
        let size = self.radius_mm / RADIUS_MM[1];
        height_mm * (1.0 - LEVELS * dimple) + size * (RIM_MM * rim - DEPTH_MM * dimple)
    }
}

/// A pore as one of the cells about it sees it: where it lies beyond the tile's seam too, mm, and how far it is felt,
/// mm squared.
struct NearPore {
    pore: Pore,
    at: Vec2,
    reach_mm2: f32,
}

impl NearPore {
    fn of(pore: Pore, cell: usize) -> NearPore {
        let middle =
            (ivec2(cell as i32 % PORES, cell as i32 / PORES).as_vec2() + 0.5) * (SIDE_MM / PORES as f32);
        // A little more, for rounding.
        let reach_mm = 1.01 * REACH * pore.radius_mm / pore.stretch.min_element();
        NearPore { pore, at: middle - way(pore.at, middle), reach_mm2: reach_mm * reach_mm }
    }

    fn is_felt(&self, at: Vec2) -> bool {
        self.at.distance_squared(at) < self.reach_mm2
    }
}
