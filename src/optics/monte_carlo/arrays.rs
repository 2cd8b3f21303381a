//! Arrays of opaque discs at each plane: random ones (Poisson), or any that are given.
//!
//! One array of the greatest density on a torus, dealt in random order: its first discs are the arrays of lesser
//! densities. Every path sees it from a place of its own, so the mean over paths is the mean over the array.

use super::bundle::{Score, Tally};
use super::path::{Crossing, Path};
use crate::rng;

/// Side of the torus, mm.
pub const SIDE_MM: f32 = 32.0;
/// Side of a cell of the look-up, mm; no less than the greatest radius.
const CELL_MM: f32 = 0.5;
/// Cells along a side.
const CELLS: i32 = (SIDE_MM / CELL_MM) as i32;
/// Seed of the discs' places.
const SEED: u64 = 0xD07;

/// Light that random arrays take away.
#[derive(Clone, Debug)]
pub struct Arrays {
    radii_mm: Vec<f32>,
    /// Number of discs of each density, ascending.
    counts: Vec<u32>,
    /// Discs of each cell: place in mm, rank.
    cells: Vec<Vec<(f32, f32, u32)>>,
    lost: Tally,
    /// Room for a path: least rank of a disc hit, by radius.
    least: Vec<u32>,
}

impl Arrays {
    /// Arrays of discs of these radii (mm, at most 0.5) and densities (mm⁻², ascending) at each of `planes` planes.
    pub fn new(planes: usize, radii_mm: &[f32], per_mm2: &[f32], tissues: usize) -> Arrays {
        let most = per_mm2.last().map_or(0, |n| discs_of(*n));
        let place = |rank: u32, axis: u64| SIDE_MM * rng::unit(SEED, 2 * u64::from(rank) + axis);
        let places: Vec<[f32; 2]> = (0..most).map(|rank| [place(rank, 0), place(rank, 1)]).collect();
        Arrays::of(&places, planes, radii_mm, per_mm2, tissues)
    }

    /// The same with discs at these places of the torus, mm; the first of them are the arrays of lesser densities.
    pub fn of(
        places: &[[f32; 2]],
        planes: usize,
        radii_mm: &[f32],
        per_mm2: &[f32],
        tissues: usize,
    ) -> Arrays {
        let counts: Vec<u32> = per_mm2.iter().map(|n| discs_of(*n)).collect();
        let mut cells = vec![Vec::new(); (CELLS * CELLS) as usize];
        for ([x, y], rank) in places.iter().zip(0u32..) {
            cells[cell_of((x / CELL_MM) as i32, (y / CELL_MM) as i32)].push((*x, *y, rank));
        }
        Arrays {
            radii_mm: radii_mm.to_vec(),
            least: vec![0; radii_mm.len()],
            lost: Tally::new(planes * radii_mm.len() * counts.len(), tissues),
            counts,
            cells,
        }
    }

    /// Contrast 1 - R/R0 of an array; `returned`: weight of all packets that came back in the tissue.
    pub fn contrast(&self, plane: usize, radius: usize, density: usize, tissue: usize, returned: f64) -> f64 {
        self.lost.get(self.cell(plane, radius, density), tissue) / returned
    }

    fn cell(&self, plane: usize, radius: usize, density: usize) -> usize {
        (plane * self.radii_mm.len() + radius) * self.counts.len() + density
    }

    /// Notes the discs that a crossing lies in.
    fn hit(&mut self, x: f32, y: f32) {
        let widest = self.radii_mm.iter().copied().fold(0.0, f32::max);
        let range =
            |v: f32| (((v - widest) / CELL_MM).floor() as i32)..=(((v + widest) / CELL_MM).floor() as i32);
        for i in range(x) {
            for j in range(y) {
                for &(disc_x, disc_y, rank) in &self.cells[cell_of(i, j)] {
                    let square = around(x - disc_x).powi(2) + around(y - disc_y).powi(2);
                    for (least, radius) in self.least.iter_mut().zip(&self.radii_mm) {
                        if rank < *least && square < radius * radius {
                            *least = rank;
                        }
                    }
                }
            }
        }
    }

    fn add_plane(&mut self, plane: usize, crossings: &[Crossing], from: (f32, f32), weights: &[f64]) {
        self.least.fill(u32::MAX);
        for c in crossings {
            self.hit(around(c.x + from.0), around(c.y + from.1));
        }
        for radius in 0..self.least.len() {
            for density in 0..self.counts.len() {
                if self.least[radius] < self.counts[density] {
                    self.lost.add(self.cell(plane, radius, density), 1.0, weights);
                }
            }
        }
    }
}

/// Number of discs of a density.
pub fn discs_of(per_mm2: f32) -> u32 {
    (per_mm2 * SIDE_MM * SIDE_MM).round() as u32
}

/// Cell of the look-up, round the torus.
fn cell_of(i: i32, j: i32) -> usize {
    (i.rem_euclid(CELLS) * CELLS + j.rem_euclid(CELLS)) as usize
}

/// A difference the short way round the torus.
pub fn around(difference: f32) -> f32 {
    difference - SIDE_MM * (difference / SIDE_MM).round()
}

impl Score for Arrays {
    fn add(&mut self, path: &Path, weights: &[f64]) {
        let from = |axis: u64| SIDE_MM * rng::unit(SEED ^ 0x5EED, 2 * path.item + axis);
        let from = (from(0), from(1));
        for (plane, crossings) in path.crossings.iter().enumerate() {
            if crossings.is_empty() {
                return;
            }
            self.add_plane(plane, crossings, from, weights);
        }
    }

    fn merge(&mut self, other: &Arrays) {
        self.lost.merge(&other.lost);
    }
}
