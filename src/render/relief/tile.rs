//! The square of skin that repeats, and maps over it.

use glam::{Vec2, vec2};
use rayon::prelude::*;

use crate::render::noise;

/// Side of the tile, mm.
pub const SIDE_MM: f32 = 16.0;
/// Texels on a side: 16 µm each, half of the narrowest arc.
pub const SIDE_TEXELS: u32 = 1024;

/// Texels in a mm.
pub const PER_MM: f32 = SIDE_TEXELS as f32 / SIDE_MM;

/// Rows of the tile are worked on in so many bands.
pub const BANDS: usize = 32;
/// Rows of a band.
pub const ROWS: usize = SIDE_TEXELS as usize / BANDS;

/// The nearest way from one place of the tile to another, mm.
pub fn way(from: Vec2, to: Vec2) -> Vec2 {
    let d = to - from;
    d - (d / SIDE_MM).round() * SIDE_MM
}

/// Place of a texel's middle in the tile, mm.
pub fn place(i: usize) -> Vec2 {
    let side = SIDE_TEXELS as usize;
    vec2((i % side) as f32 + 0.5, (i / side) as f32 + 0.5) / PER_MM
}

/// Noise at a place of the tile, mm, of so many cells on its side.
pub fn noise_at(at: Vec2, cells: i32, seed: u64) -> f32 {
    noise::value(at * (cells as f32 / SIDE_MM), cells, seed)
}

/// What varies over no less than an eighth of a mm, at each texel: reckoned at every eighth, quadratic between them, so
/// that slopes have no steps.
pub fn smooth(value: impl Fn(Vec2) -> f32 + Sync) -> Vec<f32> {
    const STEP: usize = 8;
    let side = SIDE_TEXELS as usize;
    let few = side / STEP;
    let at = |i: usize| vec2((i % few) as f32, (i / few) as f32) * (SIDE_MM / few as f32);
    let values: Vec<f32> = (0..few * few).into_par_iter().map(|i| value(at(i))).collect();
    // The nearest value to each texel of a line, the one before it and the one after, and their weights.
    let taps: Vec<([usize; 3], [f32; 3])> = (0..side)
        .map(|texel| {
            let at = (texel as f32 + 0.5) / STEP as f32 + 0.5;
            let (cell, t) = (at.floor() as usize, at - at.floor());
            let weights = [0.5 * (1.0 - t) * (1.0 - t), 0.75 - (t - 0.5) * (t - 0.5), 0.5 * t * t];
            ([0, 1, 2].map(|k| (cell + few + k - 1) % few), weights)
        })
        .collect();
    let mut all = vec![0.0; side * side];
    all.par_chunks_mut(side).zip(&taps).for_each(|(line, (rows, down))| {
        let tap = |x: usize| (0..3).map(|k| down[k] * values[rows[k] * few + x]).sum::<f32>();
        let few_of_line: Vec<f32> = (0..few).map(tap).collect();
        for (texel, (places, across)) in line.iter_mut().zip(&taps) {
            *texel = (0..3).map(|k| across[k] * few_of_line[places[k]]).sum();
        }
    });
    all
}
