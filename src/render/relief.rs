//! The relief of skin as a tile that repeats: furrows between polygons of 0.5 mm, pores, and the unevenness of a few
//! mm beneath them. A pixel reads the mean slope over its footprint and how much slopes vary within it, so what is
//! too small to see becomes roughness and never sparkles (Toksvig 2005; Olano and Baker 2010, "LEAN mapping").
//!
//! Sizes: `docs/optics.md#gloss` asks for 0.1 to 0.5 mm. Known limits: depths are chosen by eye between the 20
//! and 100 µm that are given for primary lines; one relief for all of the head; lines have no direction.

use glam::{Vec2, ivec2, vec2};
use half::f16;
use rayon::prelude::*;

use crate::render::noise::{self, cell_hash};
use crate::rng;

/// Side of the tile, mm.
pub const SIDE_MM: f32 = 16.0;
/// Texels on a side: 31 µm each, a quarter of a pore.
pub const SIDE_TEXELS: u32 = 512;

/// Polygons of the fine and of the coarse furrows on a side of the tile, and the depth and half width of each, mm.
const FURROWS: [Furrows; 2] = [
    Furrows { cells: 29, depth_mm: 0.018, width_mm: 0.075, seed: 1 },
    Furrows { cells: 11, depth_mm: 0.015, width_mm: 0.17, seed: 2 },
];
/// Furrows are deep in places and all but gone in others; cells of that on a side of the tile. By eye.
const UNEVEN_CELLS: i32 = 15;
/// Pores on a side of the tile: 120 per cm², of follicles and glands.
const PORES: i32 = 17;
/// Depth and half width of a pore, mm.
const PORE_MM: [f32; 2] = [0.035, 0.065];
/// Waves of the skin beneath: cells on a side of the tile and height, mm.
const WAVES: [(i32, f32); 2] = [(6, 0.018), (13, 0.009)];

/// One family of furrows.
struct Furrows {
    cells: i32,
    depth_mm: f32,
    width_mm: f32,
    seed: u64,
}

/// Slope along u and v, their summed squares, and height (mm), from the finest level to the coarsest.
pub struct Relief {
    /// Row by row, each level half as wide as the one before.
    pub levels: Vec<Vec<[f16; 4]>>,
}

impl Relief {
    /// The tile; about 20 ms on two cores.
    pub fn new() -> Relief {
        let side = SIDE_TEXELS as usize;
        let heights_mm: Vec<f32> =
            (0..side * side).into_par_iter().map(|i| height_mm(place(i, side))).collect();
        let mut level: Vec<[f32; 4]> = (0..side * side).map(|i| slopes(&heights_mm, i)).collect();
        let mut levels = vec![halves(&level)];
        while level.len() > 1 {
            level = coarser(&level);
            levels.push(halves(&level));
        }
        Relief { levels }
    }

    /// Summed variance of the slopes along both axes over the whole tile: what is left where a pixel sees all of it.
    pub fn variance(&self) -> f32 {
        self.levels.last().map_or(0.0, |level| level[0][2].to_f32())
    }
}

impl Default for Relief {
    fn default() -> Self {
        Self::new()
    }
}

/// Place of a texel's middle in the tile, mm.
fn place(i: usize, side: usize) -> Vec2 {
    vec2((i % side) as f32 + 0.5, (i / side) as f32 + 0.5) * (SIDE_MM / side as f32)
}

/// Height of the skin at a place of the tile, mm.
fn height_mm(at: Vec2) -> f32 {
    let depth = 0.55 + 0.45 * noise::value(at * (UNEVEN_CELLS as f32 / SIDE_MM), UNEVEN_CELLS, 5);
    let furrows: f32 = FURROWS.iter().map(|f| -depth * f.depth_mm * f.furrow(at)).sum();
    let waves: f32 = WAVES
        .iter()
        .map(|(cells, height_mm)| height_mm * noise::value(at * (*cells as f32 / SIDE_MM), *cells, 4))
        .sum();
    furrows + waves - PORE_MM[0] * pore(at)
}

impl Furrows {
    /// 1 at the bottom of a furrow, 0 on a polygon: by the difference to the two nearest middles (Worley 1996).
    fn furrow(&self, at: Vec2) -> f32 {
        let mut nearest = [f32::MAX; 2];
        for (_, d2) in around(at, self.cells, 0.8, self.seed) {
            if d2 < nearest[0] {
                nearest = [d2, nearest[0]];
            } else if d2 < nearest[1] {
                nearest[1] = d2;
            }
        }
        let apart_mm = nearest[1].sqrt() - nearest[0].sqrt();
        (-(apart_mm / self.width_mm).powi(2)).exp()
    }
}

/// 1 in the middle of a pore. Every fifth is missing, sizes differ.
fn pore(at: Vec2) -> f32 {
    let depth = |(hash, d2): (u64, f32)| {
        let size = rng::unit(hash, 2);
        if size < 0.2 { 0.0 } else { size * (-d2 / (PORE_MM[1] * (0.6 + 0.6 * size)).powi(2)).exp() }
    };
    around(at, PORES, 0.9, 3).map(depth).fold(0.0, f32::max)
}

/// The jittered middles of the nine cells about a place: their hash and their squared distance, mm².
fn around(at: Vec2, cells: i32, jitter: f32, seed: u64) -> impl Iterator<Item = (u64, f32)> {
    let cell_mm = SIDE_MM / cells as f32;
    let home = (at / cell_mm).floor().as_ivec2();
    (0..9).map(move |k| {
        let cell = home + ivec2(k % 3 - 1, k / 3 - 1);
        let hash = cell_hash(cell, cells, seed);
        let off = vec2(rng::unit(hash, 0), rng::unit(hash, 1)) - 0.5;
        let middle = (cell.as_vec2() + 0.5 + jitter * off) * cell_mm;
        (hash, middle.distance_squared(at))
    })
}

fn slopes(heights_mm: &[f32], i: usize) -> [f32; 4] {
    let side = SIDE_TEXELS as usize;
    let (x, y) = (i % side, i / side);
    let at = |x: usize, y: usize| heights_mm[(y % side) * side + x % side];
    let per_mm = 0.5 * side as f32 / SIDE_MM;
    let u = (at(x + 1, y) - at(x + side - 1, y)) * per_mm;
    let v = (at(x, y + 1) - at(x, y + side - 1)) * per_mm;
    [u, v, u * u + v * v, heights_mm[i]]
}

/// Every four texels averaged to one.
fn coarser(level: &[[f32; 4]]) -> Vec<[f32; 4]> {
    let side = (level.len() as f32).sqrt() as usize;
    let half = side / 2;
    let mean = |i: usize| {
        let corner = 2 * (i / half) * side + 2 * (i % half);
        let four = [corner, corner + 1, corner + side, corner + side + 1].map(|k| level[k]);
        std::array::from_fn(|c| 0.25 * four.iter().map(|texel| texel[c]).sum::<f32>())
    };
    (0..half * half).map(mean).collect()
}

fn halves(level: &[[f32; 4]]) -> Vec<[f16; 4]> {
    level.iter().map(|texel| texel.map(f16::from_f32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tile_repeats_without_a_seam() {
        let relief = Relief::new();
        let side = SIDE_TEXELS as usize;
        let height = |x: usize, y: usize| relief.levels[0][y * side + x][3].to_f32();
        let step = |a: usize, b: usize| {
            (0..side)
                .map(|k| (height(a, k) - height(b, k)).abs().max((height(k, a) - height(k, b)).abs()))
                .fold(0.0, f32::max)
        };
        let (within, seam) = (step(200, 201), step(side - 1, 0));
        assert!(seam < 1.6 * within, "{seam} mm beside {within}");
        assert!(step(200, 231) > 1.6 * within, "planted: a tile cut a mm off must be seen");
    }

    #[test]
    fn coarser_levels_keep_what_slopes_vary() {
        let relief = Relief::new();
        assert_eq!(relief.levels.len(), SIDE_TEXELS.ilog2() as usize + 1);
        // 5 to 20 degrees of slope: between a polished and a chapped skin.
        assert!((0.008..0.13).contains(&relief.variance()), "{}", relief.variance());
        let mean = relief.levels.last().map_or(1.0, |level| level[0][0].to_f32().abs());
        assert!(mean < 1e-3, "a whole tile is level, {mean}");
    }
}
