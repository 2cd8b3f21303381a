//! Fine arcs that run beside each other and round pores, each a row of dabs.

use std::f32::consts::PI;

use glam::{Vec2, vec2};
use rayon::prelude::*;

use crate::render::relief::direction::Directions;
use crate::render::relief::tile::{BANDS, PER_MM, ROWS, SIDE_MM, SIDE_TEXELS, noise_at};
use crate::rng;

/// Felt is thick in places and all but gone in others: cells of that on a side of the tile.
const UNEVEN_CELLS: i32 = 13;
/// Fraction of strands that cross the others, and at what angle, radians.
const CROSSING: (f32, f32) = (0.12, 1.1);

/// Arcs of one kind.
pub struct Strands {
    /// How many.
    pub per_mm2: f32,
    /// Least and most width and length, mm.
    pub width_mm: [f32; 2],
    /// See `width_mm`.
    pub length_mm: [f32; 2],
    /// How high or deep they are about, mm.
    pub height_mm: f32,
    /// How far their direction strays, radians.
    pub stray: f32,
    /// Draws of this kind.
    pub seed: u64,
}

/// One dab of a strand.
#[derive(Clone, Copy)]
struct Dab {
    at: Vec2,
    sigma_mm: f32,
    height_mm: f32,
}

impl Strands {
    /// Lays them on the heights of the tile, mm.
    pub fn lay(&self, directions: &Directions, heights: &mut [f32]) {
        let count = (self.per_mm2 * SIDE_MM * SIDE_MM) as u64;
        let strands: Vec<Vec<Dab>> =
            (0..count).into_par_iter().map(|item| self.dabs(item, directions)).collect();
        let mut bands: Vec<Vec<Dab>> = (0..BANDS).map(|_| Vec::new()).collect();
        for dab in strands.into_iter().flatten() {
            dab.bands().for_each(|band| bands[band].push(dab));
        }
        let rows = heights.par_chunks_mut(ROWS * SIDE_TEXELS as usize);
        rows.zip(&bands).enumerate().for_each(|(band, (part, dabs))| {
            dabs.iter().for_each(|dab| dab.add(part, band * ROWS));
        });
    }

    /// One strand: high or deep in its middle, nothing at its ends.
    fn dabs(&self, item: u64, directions: &Directions) -> Vec<Dab> {
        let draw = |what: u64| rng::unit(rng::hash(self.seed, item), what);
        let between = |[least, most]: [f32; 2], t: f32| least + (most - least) * t;
        let length_mm = between(self.length_mm, draw(2));
        let sigma_mm = between(self.width_mm, draw(3)) / 2.355;
        let crossing = if draw(10) < CROSSING.0 { CROSSING.1 } else { 0.0 };
        let stray = Vec2::from_angle(crossing + self.stray * (draw(4) + draw(5) - 1.0) * 2.0);
        let mut at = vec2(draw(0), draw(1)) * SIDE_MM;
        let uneven = 0.8 + 0.9 * noise_at(at, UNEVEN_CELLS, 7);
        // More are high than deep: glints, not cracks.
        let sign = if draw(6) < 0.6 { 1.0 } else { -1.0 };
        let height_mm = sign * self.height_mm * (0.15 + 1.7 * draw(7) * draw(8)) * uneven;
        let step_mm = 1.6 * sigma_mm;
        let steps = (length_mm / step_mm).ceil();
        let mut along = stray.rotate(directions.at(at)) * if draw(9) < 0.5 { 1.0 } else { -1.0 };
        (0..steps as usize)
            .map(|k| {
                let turned = stray.rotate(directions.at(at));
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
