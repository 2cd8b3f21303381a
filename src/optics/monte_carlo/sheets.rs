//! Endless sheets of pigment at each plane.

use super::bundle::{BundleResult, Score, Tally};
use super::path::Path;

/// Light that sheets of given optical thickness take away.
#[derive(Clone, Debug)]
pub struct Sheets {
    /// Napierian optical thickness along the normal; infinite: opaque.
    taus: Vec<f64>,
    lost: Tally,
}

impl Sheets {
    /// Sheets of these optical thicknesses at each of `planes` planes.
    pub fn new(planes: usize, taus: &[f64], tissues: usize) -> Sheets {
        Sheets { taus: taus.to_vec(), lost: Tally::new(planes * taus.len(), tissues) }
    }

    /// Contrast 1 - R/R0 of a sheet; `returned`: weight of all packets that came back in the tissue.
    pub fn contrast(&self, plane: usize, tau: usize, tissue: usize, returned: f64) -> f64 {
        self.lost.get(plane * self.taus.len() + tau, tissue) / returned
    }
}

impl Score for Sheets {
    fn add(&mut self, path: &Path, weights: &[f64]) {
        for (plane, crossings) in path.crossings.iter().enumerate() {
            if crossings.is_empty() {
                return;
            }
            let slant: f64 = crossings.iter().map(|c| 1.0 / f64::from(c.cos)).sum();
            for (i, tau) in self.taus.iter().enumerate() {
                self.lost.add(plane * self.taus.len() + i, -(-tau * slant).exp_m1(), weights);
            }
        }
    }

    fn merge(&mut self, other: &Sheets) {
        self.lost.merge(&other.lost);
    }
}

impl BundleResult<Sheets> {
    /// Contrast 1 - R/R0 of a sheet.
    pub fn contrast(&self, plane: usize, tau: usize, tissue: usize) -> f64 {
        self.score.contrast(plane, tau, tissue, self.returned(tissue))
    }
}
