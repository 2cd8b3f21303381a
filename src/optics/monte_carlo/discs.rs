//! Single discs of pigment at each plane, seen at distances from their centre.

use super::bundle::{Score, Tally};
use super::path::{Crossing, Path};

/// Azimuths at which a disc off the centre is tried on every path.
const AZIMUTHS: usize = 4;

/// Light that discs take away.
#[derive(Clone, Debug)]
pub struct Discs {
    radii_mm: Vec<f32>,
    /// Optical thickness along the normal; infinite: opaque.
    tau: f32,
    centres: Centres,
    lost: Tally,
    /// Room for a path: by centre.
    nearest: Vec<f32>,
}

/// Places of discs: offsets in all azimuths.
#[derive(Clone, Debug)]
pub(super) struct Centres {
    pub x: Vec<f32>,
    pub y: Vec<f32>,
    /// Offset each belongs to, and its fraction in it.
    pub of: Vec<(usize, f64)>,
    pub offsets: usize,
}

impl Centres {
    pub fn new(offsets_mm: &[f32], azimuths: usize) -> Centres {
        let mut centres = Centres { x: vec![], y: vec![], of: vec![], offsets: offsets_mm.len() };
        for (i, &offset) in offsets_mm.iter().enumerate() {
            let n = if offset == 0.0 { 1 } else { azimuths };
            for k in 0..n {
                let angle = std::f32::consts::TAU * k as f32 / n as f32;
                centres.x.push(offset * angle.cos());
                centres.y.push(offset * angle.sin());
                centres.of.push((i, 1.0 / n as f64));
            }
        }
        centres
    }
}

impl Discs {
    /// Opaque discs of these radii at these offsets from the point looked at, mm, at each of `planes` planes.
    pub fn opaque(planes: usize, radii_mm: &[f32], offsets_mm: &[f32], tissues: usize) -> Discs {
        Discs::grey(f32::INFINITY, planes, radii_mm, offsets_mm, tissues)
    }

    /// The same of optical thickness `tau`.
    pub fn grey(tau: f32, planes: usize, radii_mm: &[f32], offsets_mm: &[f32], tissues: usize) -> Discs {
        let centres = Centres::new(offsets_mm, AZIMUTHS);
        Discs {
            radii_mm: radii_mm.to_vec(),
            tau,
            nearest: vec![0.0; centres.x.len()],
            lost: Tally::new(planes * radii_mm.len() * offsets_mm.len(), tissues),
            centres,
        }
    }

    /// Contrast 1 - R/R0 of a disc; `returned`: weight of all packets that came back in the tissue.
    pub fn contrast(&self, plane: usize, radius: usize, offset: usize, tissue: usize, returned: f64) -> f64 {
        self.lost.get(self.cell(plane, radius, offset), tissue) / returned
    }

    fn cell(&self, plane: usize, radius: usize, offset: usize) -> usize {
        (plane * self.radii_mm.len() + radius) * self.centres.offsets + offset
    }

    /// A path dies in an opaque disc that any of its crossings lies in.
    fn add_opaque(&mut self, plane: usize, crossings: &[Crossing], weights: &[f64]) {
        self.nearest.fill(f32::INFINITY);
        for c in crossings {
            let places = self.centres.x.iter().zip(&self.centres.y);
            for (nearest, (x, y)) in self.nearest.iter_mut().zip(places) {
                let square = (c.x - x) * (c.x - x) + (c.y - y) * (c.y - y);
                *nearest = if square < *nearest { square } else { *nearest };
            }
        }
        for radius in 0..self.radii_mm.len() {
            let reach = self.radii_mm[radius] * self.radii_mm[radius];
            for centre in 0..self.nearest.len() {
                if self.nearest[centre] < reach {
                    let (offset, fraction) = self.centres.of[centre];
                    self.lost.add(self.cell(plane, radius, offset), fraction, weights);
                }
            }
        }
    }

    /// A path is dimmed by e^(-τ/|cos|) at every crossing inside a grey disc.
    fn add_grey(&mut self, plane: usize, crossings: &[Crossing], weights: &[f64]) {
        for radius in 0..self.radii_mm.len() {
            let reach = self.radii_mm[radius] * self.radii_mm[radius];
            for centre in 0..self.centres.x.len() {
                let (x, y) = (self.centres.x[centre], self.centres.y[centre]);
                let inside = |c: &&Crossing| (c.x - x) * (c.x - x) + (c.y - y) * (c.y - y) < reach;
                let slant: f64 = crossings.iter().filter(inside).map(|c| 1.0 / f64::from(c.cos)).sum();
                if slant > 0.0 {
                    let (offset, fraction) = self.centres.of[centre];
                    let taken = -(-f64::from(self.tau) * slant).exp_m1();
                    self.lost.add(self.cell(plane, radius, offset), fraction * taken, weights);
                }
            }
        }
    }
}

impl Score for Discs {
    fn add(&mut self, path: &Path, weights: &[f64]) {
        for (plane, crossings) in path.crossings.iter().enumerate() {
            if crossings.is_empty() {
                return;
            }
            if self.tau.is_infinite() {
                self.add_opaque(plane, crossings, weights);
            } else {
                self.add_grey(plane, crossings, weights);
            }
        }
    }

    fn merge(&mut self, other: &Discs) {
        self.lost.merge(&other.lost);
    }
}
