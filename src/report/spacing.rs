//! How evenly dots lie: nearest neighbours, as trichoscopy would count them.

use std::num::NonZero;

use kiddo::{ImmutableKdTree, SquaredEuclidean};
use rayon::prelude::*;
use serde::Serialize;

use crate::deposit::Dot;

/// Nearest neighbours among the dots; all 0 for fewer than two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Spacing {
    /// Mean distance, mm.
    pub mean_mm: f32,
    /// Smallest, mm.
    pub min_mm: f32,
    /// 5 % of dots have a neighbour nearer than this, mm.
    pub p05_mm: f32,
    /// Standard deviation over the mean: about 0.52 where dots lie at random, 0 in a lattice, blue noise 0.1 to 0.2.
    pub variation: f32,
    /// Mean distance over that of as many dots at random (Clark and Evans 1954): 1 random, 2.15 a hexagonal lattice.
    pub regularity: f32,
}

/// A dot finds itself first.
const TWO: NonZero<usize> = NonZero::<usize>::MIN.saturating_add(1);

impl Spacing {
    /// Spacing of these dots along the skin; straight distances, which at 1 mm are the same.
    pub fn of(dots: &[Dot]) -> Spacing {
        if dots.len() < 2 {
            return Spacing::default();
        }
        let points: Vec<[f32; 3]> = dots.iter().map(|dot| dot.position.to_array()).collect();
        let Ok(tree) = ImmutableKdTree::<f32, 3>::new_from_slice(&points) else { return Spacing::default() };
        let nearest = |point: &[f32; 3]| {
            let two = tree.query(point).nearest_n::<SquaredEuclidean<f32>>(TWO).execute();
            two.get(1).map_or(0.0, |other| other.distance.sqrt())
        };
        let mut distances: Vec<f32> = points.par_iter().map(nearest).collect();
        distances.sort_by(f32::total_cmp);
        let n = distances.len() as f32;
        let mean_mm = distances.iter().sum::<f32>() / n;
        let variance = distances.iter().map(|d| (d - mean_mm).powi(2)).sum::<f32>() / n;
        Spacing {
            mean_mm,
            min_mm: distances[0],
            p05_mm: distances[distances.len() / 20],
            variation: variance.sqrt() / mean_mm.max(1e-6),
            regularity: mean_mm / random_mm(&tree, &points),
        }
    }
}

/// Mean distance to the nearest of as many dots at random, 1 / (2 sqrt(density)), with the density that each dot sees
/// in its own surroundings: treated areas have no simple border.
fn random_mm(tree: &ImmutableKdTree<f32, 3>, points: &[[f32; 3]]) -> f32 {
    const WITHIN_MM: f32 = 3.0;
    let alone = |point: &[f32; 3]| {
        let near = tree
            .query(point)
            .within::<SquaredEuclidean<f32>>(WITHIN_MM * WITHIN_MM)
            .unsorted()
            .execute()
            .len();
        let per_mm2 = near as f32 / (std::f32::consts::PI * WITHIN_MM * WITHIN_MM);
        0.5 / per_mm2.sqrt()
    };
    // Every 16th dot is enough for a mean.
    let every: Vec<&[f32; 3]> = points.iter().step_by(16).collect();
    let apart: Vec<f32> = every.par_iter().map(|point| alone(point)).collect();
    // Summed in order, so that the same plan gives the same number to the last digit.
    apart.iter().sum::<f32>() / apart.len() as f32
}
