//! The law of a dot in a client's own skin, at any depth, by band: read from `assets/optics/depth_law.csv`.
//!
//! Baked by [`super::monte_carlo`] (`papilla optics bake`) for grids of melanin, blood and depth. Between tissues it
//! is straight in ln melanin and the root of blood, between depths straight in z: contrast and halo width by their
//! logarithms (contrast falls nearly exponentially), the rest as it is. Outside the grids the nearest values hold.
//!
//! Known limits: the core's widths are the same for all bands and tissues, gains of columns the same for all tissues
//! (both those of light skin).

use std::sync::LazyLock;

use super::cie::{BANDS, Spectrum};
use super::dot::DotLaw;
use super::monte_carlo::bake::{self, BLOOD, COMMON, MELANIN, QUANTITIES};
use super::monte_carlo::survey::{COLUMN_TOPS, DEPTHS_MM};
use crate::plan::Skin;

/// Least contrast, so that its logarithm stays finite.
const LEAST: f64 = 1e-5;

/// The whole file: tables in its order, contrast and halo width as logarithms.
struct Baked {
    /// Of each of [`QUANTITIES`]: by tissue and depth.
    own: [Vec<Spectrum>; 4],
    /// Of each of [`COMMON`]: by depth, or top of column.
    common: [Vec<Spectrum>; 4],
}

static BAKED: LazyLock<Baked> = LazyLock::new(|| read(include_str!("../../assets/optics/depth_law.csv")));

fn read(text: &str) -> Baked {
    let mut own = QUANTITIES.map(|quantity| bake::rows(text, quantity));
    for logarithmic in [0, 2] {
        own[logarithmic].iter_mut().flatten().for_each(|x| *x = x.max(LEAST).ln());
    }
    Baked { own, common: COMMON.map(|quantity| bake::rows(text, quantity)) }
}

/// The law in one skin: by depth of the grid and band.
#[derive(Clone, Debug)]
pub struct DepthLaw {
    /// [`QUANTITIES`], logarithms as baked.
    own: [Vec<Spectrum>; 4],
}

impl DepthLaw {
    /// The law in a skin. Melanin and blood outside the grid are clamped.
    pub fn new(skin: &Skin) -> DepthLaw {
        let melanin = between(&MELANIN, skin.melanin, f64::ln);
        // Attenuation goes with the root of absorption.
        let blood = between(&BLOOD, skin.blood, f64::sqrt);
        let own = |table: &Vec<Spectrum>| -> Vec<Spectrum> {
            (0..DEPTHS_MM.len())
                .map(|depth| {
                    let mut sum = [0.0; BANDS];
                    for (m, weight_m) in melanin {
                        for (b, weight_b) in blood {
                            let row = table.get((m * BLOOD.len() + b) * DEPTHS_MM.len() + depth);
                            let weight = weight_m * weight_b;
                            sum.iter_mut().zip(row.into_iter().flatten()).for_each(|(s, x)| *s += weight * x);
                        }
                    }
                    sum
                })
                .collect()
        };
        DepthLaw { own: BAKED.own.each_ref().map(own) }
    }

    /// The law at a depth in every band; depths outside the grid are clamped.
    pub fn at(&self, depth_mm: f64) -> [DotLaw; BANDS] {
        let depths = straight(&DEPTHS_MM, depth_mm);
        let tops = straight(&COLUMN_TOPS.map(|top| DEPTHS_MM[top]), depth_mm);
        let mix = |table: &[Spectrum], taps: [(usize, f64); 2], band: usize| -> f64 {
            taps.iter().filter_map(|(i, weight)| Some(weight * table.get(*i)?[band])).sum()
        };
        std::array::from_fn(|band| {
            let own = |i: usize| mix(&self.own[i], depths, band);
            let common = |i: usize, taps| mix(&BAKED.common[i], taps, band);
            DotLaw {
                contrast: own(0).exp(),
                core_mix: own(1),
                halo_sigma_mm: own(2).exp(),
                nu: own(3),
                sigma_a_mm: common(0, depths),
                sigma_b_mm: common(1, depths),
                column_gains: [common(2, tops), common(3, tops)],
            }
        })
    }
}

/// The two levels round a value and their weights, straight in a function of it.
fn between(levels: &[f32], value: f32, of: fn(f64) -> f64) -> [(usize, f64); 2] {
    let grid: Vec<f64> = levels.iter().map(|x| of(f64::from(*x))).collect();
    straight(&grid, of(f64::from(value.max(1e-9))))
}

/// The two grid points round a value and their weights; clamped at the ends.
fn straight(grid: &[f64], value: f64) -> [(usize, f64); 2] {
    let above = grid.partition_point(|x| *x <= value).clamp(1, grid.len() - 1);
    let t = ((value - grid[above - 1]) / (grid[above] - grid[above - 1])).clamp(0.0, 1.0);
    [(above - 1, 1.0 - t), (above, t)]
}

#[cfg(test)]
mod tests;
