//! The relief of skin as a tile that repeats: plates of horn with furrows between them, fine arcs on them that bend
//! round pores, pores with a pale rim, and the unevenness of a mm and more beneath. A pixel reads the mean slope over
//! its footprint and how much slopes vary within it, so what is too small to see becomes roughness and never sparkles
//! (Toksvig 2005; Olano and Baker 2010, "LEAN mapping").
//!
//! Sizes are those of close photographs of scalps: `docs/optics.md#gloss`. Known limits: heights are chosen so that
//! pictures have the photographs' contrast; one relief for all of the head, and its pores are not the hairs' own.

mod direction;
mod felt;
mod plates;
mod pores;
pub mod tile;

use half::f16;
use rayon::prelude::*;

use crate::render::noise;
use direction::Directions;
use felt::Strands;
use plates::Plates;
use pores::Pores;
use tile::{SIDE_MM, SIDE_TEXELS, noise_at, smooth};

/// Plates of both sizes that photographs show: of 0.4 mm, and of 0.2 mm on them.
const PLATES: [Plates; 2] = [
    Plates { cells: 38, longer: 1.75, tilt: 0.08, dome_mm: 0.006, furrow_mm: [0.006, 0.045], seed: 20 },
    Plates { cells: 80, longer: 1.75, tilt: 0.08, dome_mm: 0.003, furrow_mm: [0.0045, 0.03], seed: 30 },
];
/// Arcs as wide and long as photographs show them.
const FELT: Strands = Strands {
    per_mm2: 36.0,
    width_mm: [0.03, 0.055],
    length_mm: [0.15, 0.45],
    height_mm: 0.007,
    stray: 0.3,
    seed: 1,
};
/// Waves of the skin beneath: cells on a side of the tile and height, mm.
const WAVES: [(i32, f32); 4] = [(6, 0.022), (13, 0.014), (27, 0.01), (45, 0.006)];

/// Slope along u and v, their summed squares, and height without its waves (mm, level in the mean), from the finest
/// level to the coarsest.
pub struct Relief {
    /// Row by row, each level half as wide as the one before.
    pub levels: Vec<Vec<[f16; 4]>>,
}

impl Relief {
    /// The tile; about 0.2 s of one core, shared by all of them.
    pub fn new() -> Relief {
        let side = SIDE_TEXELS as usize;
        let mut fine = fine();
        let mean = fine.iter().sum::<f32>() / fine.len() as f32;
        fine.par_iter_mut().for_each(|height| *height -= mean);
        let heights: Vec<f32> = fine.iter().zip(waves()).map(|(fine, wave)| fine + wave).collect();
        let mut level: Vec<[f32; 4]> =
            (0..side * side).into_par_iter().map(|i| slopes(&heights, fine[i], i)).collect();
        let mut levels = vec![halves(&level)];
        while level.len() > 1 {
            level = noise::coarser(&level);
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

/// Plates, arcs and pores: the height of the fine relief, mm.
fn fine() -> Vec<f32> {
    let pores = Pores::new();
    let directions = Directions::new(&pores);
    let [mut heights, small] = PLATES.map(|plates| plates.heights(&directions));
    heights.par_iter_mut().zip(small).for_each(|(height, small)| *height += small);
    FELT.lay(&directions, &mut heights);
    pores.sink(&mut heights);
    heights
}

/// Height of the skin beneath, mm.
fn waves() -> Vec<f32> {
    smooth(|at| WAVES.iter().map(|(cells, height_mm)| height_mm * noise_at(at, *cells, 4)).sum())
}

fn slopes(heights_mm: &[f32], fine_mm: f32, i: usize) -> [f32; 4] {
    let side = SIDE_TEXELS as usize;
    let (x, y) = (i % side, i / side);
    let at = |x: usize, y: usize| heights_mm[(y % side) * side + x % side];
    let per_mm = 0.5 * side as f32 / SIDE_MM;
    let u = (at(x + 1, y) - at(x + side - 1, y)) * per_mm;
    let v = (at(x, y + 1) - at(x, y + side - 1)) * per_mm;
    [u, v, u * u + v * v, fine_mm]
}

fn halves(level: &[[f32; 4]]) -> Vec<[f16; 4]> {
    level.par_iter().map(|texel| texel.map(f16::from_f32)).collect()
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
        let height = relief.levels.last().map_or(1.0, |level| level[0][3].to_f32().abs());
        assert!(height < 2e-4, "hollows and ridges even out, {height} mm");
    }

    /// Coherence of the slopes' direction over squares of a mm: 0 none, 1 all one way.
    fn coherence(relief: &Relief, slope: impl Fn([f32; 2], usize) -> [f32; 2]) -> f32 {
        let side = SIDE_TEXELS as usize;
        let squares = SIDE_MM as usize;
        let texels = side / squares;
        let one = |k: usize| {
            let (mut along, mut across, mut all) = (0.0, 0.0, 0.0);
            for i in 0..texels * texels {
                let (x, y) = ((k % squares) * texels + i % texels, (k / squares) * texels + i / texels);
                let texel = relief.levels[0][y * side + x];
                let [u, v] = slope([texel[0].to_f32(), texel[1].to_f32()], i);
                (along, across, all) = (along + u * u - v * v, across + 2.0 * u * v, all + u * u + v * v);
            }
            f32::hypot(along, across) / all
        };
        (0..squares * squares).map(one).sum::<f32>() / (squares * squares) as f32
    }

    #[test]
    fn strands_run_one_way_within_a_mm() {
        let relief = Relief::new();
        let found = coherence(&relief, |slope, _| slope);
        println!("coherence {found}");
        assert!(found > 0.25, "{found}");
        let mixed = coherence(&relief, |[u, v], i| if i % 2 == 0 { [u, v] } else { [v, -u] });
        assert!(mixed < 0.25, "planted: strands that cross each other at right angles must be seen, {mixed}");
    }
}
