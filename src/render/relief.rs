//! The relief of skin as a tile that repeats: a felt of short arcs that bend round pores, pores with a pale rim, and
//! the unevenness of a mm and more beneath them. A pixel reads the mean slope over its footprint and how much slopes
//! vary within it, so what is too small to see becomes roughness and never sparkles (Toksvig 2005; Olano and Baker
//! 2010, "LEAN mapping").
//!
//! Sizes are those of close photographs of scalps: `docs/optics.md#gloss`. Known limits: heights are chosen so that
//! pictures have the photographs' contrast; one relief for all of the head, and its pores are not the hairs' own.

use std::f32::consts::PI;

use glam::{Vec2, ivec2, vec2};
use half::f16;
use rayon::prelude::*;

use crate::render::noise::{self, cell_hash};
use crate::rng;

/// Side of the tile, mm.
pub const SIDE_MM: f32 = 16.0;
/// Texels on a side: 16 µm each, half of the narrowest arc.
pub const SIDE_TEXELS: u32 = 1024;

/// Texels in a mm.
const PER_MM: f32 = SIDE_TEXELS as f32 / SIDE_MM;

/// What the felt is made of, from fine to coarse. The fine ones are as wide and long as photographs show arcs; heights
/// give their contrast.
const FELT: [Strands; 3] = [
    Strands {
        per_mm2: 36.0,
        width_mm: [0.03, 0.055],
        length_mm: [0.25, 0.75],
        height_mm: 0.0125,
        stray: 0.3,
        seed: 1,
    },
    Strands {
        per_mm2: 6.0,
        width_mm: [0.08, 0.16],
        length_mm: [0.35, 1.0],
        height_mm: 0.018,
        stray: 0.35,
        seed: 2,
    },
    Strands {
        per_mm2: 2.2,
        width_mm: [0.2, 0.34],
        length_mm: [0.45, 0.9],
        height_mm: 0.018,
        stray: 0.4,
        seed: 3,
    },
];
/// Felt is thick in places and all but gone in others: cells of that on a side of the tile.
const UNEVEN_CELLS: i32 = 13;
/// Cells of the direction's waves on a side of the tile, and how far each turns it, radians.
const DIRECTION: [(i32, f32); 3] = [(4, 2.4), (11, 1.3), (27, 0.8)];
/// The direction is kept at so many places on a side of the tile.
const DIRECTION_PLACES: usize = 128;
/// What runs by a pore bends so far from it, mm.
const BEND_MM: f32 = 0.4;
/// Fraction of strands that cross the others, and at what angle, radians.
const CROSSING: (f32, f32) = (0.12, 1.1);
/// Pores on a side of the tile: 113 per cm², one each 0.9 mm.
const PORES: i32 = 17;
/// Fraction of cells without a pore.
const NO_PORE: f32 = 0.15;
/// Least and most radius of a pore, mm, at 1/e of its depth; its depth, and height of its rim, mm.
const PORE_RADIUS_MM: [f32; 2] = [0.07, 0.16];
const PORE_DEPTH_MM: f32 = 0.026;
const RIM_MM: f32 = 0.006;
/// Beyond so many radii nothing is left of a pore.
const PORE_REACH: f32 = 3.5;
/// Waves of the skin beneath: cells on a side of the tile and height, mm.
const WAVES: [(i32, f32); 4] = [(6, 0.022), (13, 0.014), (27, 0.01), (45, 0.006)];

/// Arcs of one kind: how many, how wide and long, how high or deep, and how far their direction strays, radians.
struct Strands {
    per_mm2: f32,
    width_mm: [f32; 2],
    length_mm: [f32; 2],
    height_mm: f32,
    stray: f32,
    seed: u64,
}

/// Slope along u and v, their summed squares, and height without its waves (mm, level in the mean), from the finest
/// level to the coarsest.
pub struct Relief {
    /// Row by row, each level half as wide as the one before.
    pub levels: Vec<Vec<[f16; 4]>>,
}

/// One dab of a strand.
#[derive(Clone, Copy)]
struct Dab {
    at: Vec2,
    sigma_mm: f32,
    height_mm: f32,
}

impl Relief {
    /// The tile; about 0.2 s of one core, shared by all of them.
    pub fn new() -> Relief {
        let side = SIDE_TEXELS as usize;
        let mut fine = felt(&pores());
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

/// A pore: where, mm, and radius, mm.
#[derive(Clone, Copy)]
struct Pore {
    at: Vec2,
    radius_mm: f32,
    /// How much longer than wide along u and v.
    stretch: Vec2,
}

/// The pore of each cell; radius 0 where there is none.
fn pores() -> Vec<Pore> {
    let cell_mm = SIDE_MM / PORES as f32;
    let pore = |i: i32| {
        let cell = ivec2(i % PORES, i / PORES);
        let hash = cell_hash(cell, PORES, 3);
        let off = vec2(rng::unit(hash, 0), rng::unit(hash, 1)) - 0.5;
        let [least, most] = PORE_RADIUS_MM;
        let size = rng::unit(hash, 2);
        let radius_mm =
            if size < NO_PORE { 0.0 } else { least + (most - least) * (size - NO_PORE) / (1.0 - NO_PORE) };
        let stretch = (0.5 * rng::unit(hash, 3) - 0.25).exp();
        Pore {
            at: (cell.as_vec2() + 0.5 + 0.8 * off) * cell_mm,
            radius_mm,
            stretch: vec2(stretch, stretch.recip()),
        }
    };
    (0..PORES * PORES).map(pore).collect()
}

/// The nearest way from one place of the tile to another, mm.
fn way(from: Vec2, to: Vec2) -> Vec2 {
    let d = to - from;
    d - (d / SIDE_MM).round() * SIDE_MM
}

/// Number of the cell of a place of the tile.
fn cell_of(at: Vec2) -> usize {
    let cell = (at * (PORES as f32 / SIDE_MM)).floor().as_ivec2();
    (cell.y * PORES + cell.x) as usize
}

/// Pores of the nine cells about a cell.
fn about(cell: usize, pores: &[Pore]) -> impl Iterator<Item = Pore> + '_ {
    let home = ivec2(cell as i32 % PORES, cell as i32 / PORES);
    (0..9).filter_map(move |k| {
        let cell = (home + ivec2(k % 3 - 1, k / 3 - 1)).rem_euclid(ivec2(PORES, PORES));
        let pore = pores[(cell.y * PORES + cell.x) as usize];
        (pore.radius_mm > 0.0).then_some(pore)
    })
}

impl Pore {
    /// The way from its middle to a place, mm, as if it were round.
    fn way_to(&self, at: Vec2) -> Vec2 {
        self.stretch * way(self.at, at)
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
        let reach_mm = 1.01 * PORE_REACH * pore.radius_mm / pore.stretch.min_element();
        NearPore { pore, at: middle - way(pore.at, middle), reach_mm2: reach_mm * reach_mm }
    }

    fn is_felt(&self, at: Vec2) -> bool {
        self.at.distance_squared(at) < self.reach_mm2
    }
}

/// Direction of the strands: turns slowly, and round pores.
fn direction(at: Vec2, pores: &[Pore]) -> Vec2 {
    let turn: f32 = DIRECTION
        .iter()
        .map(|(cells, turn)| turn * noise::value(at * (*cells as f32 / SIDE_MM), *cells, 6))
        .sum();
    let mut along = Vec2::from_angle(turn);
    for pore in about(cell_of(at), pores) {
        let off = pore.way_to(at);
        let outward = off.normalize_or_zero();
        along -= outward * outward.dot(along) * (-off.length_squared() / (BEND_MM * BEND_MM)).exp();
    }
    along.normalize_or(Vec2::X)
}

/// The same at a grid of places.
fn directions(pores: &[Pore]) -> Vec<Vec2> {
    let n = DIRECTION_PLACES;
    let at = |i: usize| vec2((i % n) as f32, (i / n) as f32) * (SIDE_MM / n as f32);
    (0..n * n).into_par_iter().map(|i| direction(at(i), pores)).collect()
}

/// Rows of the tile are worked on in so many bands.
const BANDS: usize = 32;
const ROWS: usize = SIDE_TEXELS as usize / BANDS;

/// All strands and pores: the height of the fine relief, mm.
fn felt(pores: &[Pore]) -> Vec<f32> {
    let directions = directions(pores);
    let direction = |at: Vec2| {
        let n = DIRECTION_PLACES as i32;
        let cell = (at * (n as f32 / SIDE_MM)).round().as_ivec2().rem_euclid(ivec2(n, n));
        directions[(cell.y * n + cell.x) as usize]
    };
    let mut bands: Vec<Vec<Dab>> = (0..BANDS).map(|_| Vec::new()).collect();
    for strands in &FELT {
        let count = (strands.per_mm2 * SIDE_MM * SIDE_MM) as u64;
        let all: Vec<Vec<Dab>> =
            (0..count).into_par_iter().map(|item| strands.dabs(item, &direction)).collect();
        for dab in all.into_iter().flatten() {
            dab.bands().for_each(|band| bands[band].push(dab));
        }
    }
    let cells = 0..(PORES * PORES) as usize;
    let near: Vec<Vec<NearPore>> =
        cells.map(|cell| about(cell, pores).map(|pore| NearPore::of(pore, cell)).collect()).collect();
    let side = SIDE_TEXELS as usize;
    let mut heights = vec![0.0f32; side * side];
    heights.par_chunks_mut(ROWS * side).zip(&bands).enumerate().for_each(|(band, (part, dabs))| {
        dabs.iter().for_each(|dab| dab.add(part, band * ROWS));
        for (i, height) in part.iter_mut().enumerate() {
            let at = place(band * ROWS * side + i);
            let felt = near[cell_of(at)].iter().filter(|near| near.is_felt(at));
            felt.for_each(|NearPore { pore, .. }| {
                *height = with_pore(*height, pore.radius_mm, pore.way_to(at));
            });
        }
    });
    heights
}

/// The height beside a pore: in its mouth little of the felt is left.
fn with_pore(height: f32, radius_mm: f32, off: Vec2) -> f32 {
    let r = off.length() / radius_mm;
    if r > PORE_REACH {
        return height;
    }
    let dimple = (-r * r).exp();
    let rim = (-((r - 1.55) / 0.6).powi(2)).exp();
    let size = radius_mm / PORE_RADIUS_MM[1];
    height * (1.0 - 0.8 * dimple) + size * (RIM_MM * rim - PORE_DEPTH_MM * dimple)
}

impl Strands {
    /// One strand: high or deep in its middle, nothing at its ends.
    fn dabs(&self, item: u64, direction: &impl Fn(Vec2) -> Vec2) -> Vec<Dab> {
        let draw = |what: u64| rng::unit(rng::hash(self.seed, item), what);
        let between = |[least, most]: [f32; 2], t: f32| least + (most - least) * t;
        let length_mm = between(self.length_mm, draw(2));
        let sigma_mm = between(self.width_mm, draw(3)) / 2.355;
        let crossing = if draw(10) < CROSSING.0 { CROSSING.1 } else { 0.0 };
        let stray = Vec2::from_angle(crossing + self.stray * (draw(4) + draw(5) - 1.0) * 2.0);
        let mut at = vec2(draw(0), draw(1)) * SIDE_MM;
        let uneven = 0.8 + 0.9 * noise::value(at * (UNEVEN_CELLS as f32 / SIDE_MM), UNEVEN_CELLS, 7);
        // More are high than deep: glints, not cracks.
        let sign = if draw(6) < 0.6 { 1.0 } else { -1.0 };
        let height_mm = sign * self.height_mm * (0.15 + 1.7 * draw(7) * draw(8)) * uneven;
        let step_mm = 1.6 * sigma_mm;
        let steps = (length_mm / step_mm).ceil();
        let mut along = stray.rotate(direction(at)) * if draw(9) < 0.5 { 1.0 } else { -1.0 };
        (0..steps as usize)
            .map(|k| {
                let turned = stray.rotate(direction(at));
                let turned = if turned.dot(along) < 0.0 { -turned } else { turned };
                along = (along + 0.5 * turned).normalize_or(along);
                at += along * step_mm;
                let part = (k as f32 + 0.5) / steps;
                // Dabs 1.6 deviations apart add up to 1.57 of one.
                Dab { at, sigma_mm, height_mm: height_mm * (PI * part).sin().powi(2) / 1.57 }
            })
            .collect()
    }
}

impl Dab {
    /// Texels to either side that it reaches.
    fn reach(&self) -> i32 {
        (2.7 * self.sigma_mm * PER_MM).ceil() as i32
    }

    /// Bands of rows that it reaches.
    fn bands(self) -> impl Iterator<Item = usize> {
        let (row, rows) = ((self.at.y * PER_MM - 0.5).round() as i32, ROWS as i32);
        let [first, last] = [row - self.reach(), row + self.reach()].map(|row| row.div_euclid(rows));
        (first..=last).map(|band| band.rem_euclid(BANDS as i32) as usize)
    }

    /// Adds itself to the rows of a band that starts at this one.
    fn add(&self, part: &mut [f32], first_row: usize) {
        let side = SIDE_TEXELS as i32;
        let home = self.at * PER_MM - 0.5;
        let (x, y) = (home.x.round() as i32, home.y.round() as i32);
        let rate = -0.5 / (self.sigma_mm * PER_MM).powi(2);
        let bell = |d: f32| (rate * d * d).exp();
        let around = |middle: i32| middle - self.reach()..=middle + self.reach();
        let across: Vec<f32> = around(x).map(|x| bell(x as f32 - home.x)).collect();
        for row in around(y) {
            let at = row.rem_euclid(side) as usize;
            if !(first_row..first_row + ROWS).contains(&at) {
                continue;
            }
            let height_mm = self.height_mm * bell(row as f32 - home.y);
            let line = &mut part[(at - first_row) * SIDE_TEXELS as usize..][..SIDE_TEXELS as usize];
            // What reaches over the tile's seam goes on at the line's start.
            let first = (x - self.reach()).rem_euclid(side) as usize;
            let (here, beyond) = across.split_at(across.len().min(line.len() - first));
            let add = |texels: &mut [f32], weights: &[f32]| {
                texels.iter_mut().zip(weights).for_each(|(height, weight)| *height += height_mm * weight);
            };
            add(&mut line[first..], here);
            add(line, beyond);
        }
    }
}

/// Place of a texel's middle in the tile, mm.
fn place(i: usize) -> Vec2 {
    let side = SIDE_TEXELS as usize;
    vec2((i % side) as f32 + 0.5, (i / side) as f32 + 0.5) / PER_MM
}

/// Height of the skin beneath, mm; smooth, so an eighth of the places is enough.
fn waves() -> Vec<f32> {
    const STEP: usize = 8;
    let side = SIDE_TEXELS as usize;
    let few = side / STEP;
    let wave = |i: usize| {
        let at = vec2((i % few) as f32, (i / few) as f32) * (SIDE_MM / few as f32);
        WAVES
            .iter()
            .map(|(cells, height_mm)| height_mm * noise::value(at * (*cells as f32 / SIDE_MM), *cells, 4))
            .sum::<f32>()
    };
    let values: Vec<f32> = (0..few * few).into_par_iter().map(wave).collect();
    // Quadratic between them: slopes have no steps.
    let weights = |t: f32| [0.5 * (1.0 - t) * (1.0 - t), 0.75 - (t - 0.5) * (t - 0.5), 0.5 * t * t];
    (0..side * side)
        .into_par_iter()
        .map(|i| {
            let at = place(i) * (few as f32 / SIDE_MM) + 0.5;
            let cell = at.floor();
            let (across, down) = (weights(at.x - cell.x), weights(at.y - cell.y));
            let mut sum = 0.0;
            for (y, down) in down.iter().enumerate() {
                for (x, across) in across.iter().enumerate() {
                    let (x, y) = (cell.x as usize + few + x - 1, cell.y as usize + few + y - 1);
                    sum += across * down * values[(y % few) * few + x % few];
                }
            }
            sum
        })
        .collect()
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
        assert!(found > 0.25, "{found}");
        let mixed = coherence(&relief, |[u, v], i| if i % 2 == 0 { [u, v] } else { [v, -u] });
        assert!(mixed < 0.25, "planted: strands that cross each other at right angles must be seen, {mixed}");
    }
}
