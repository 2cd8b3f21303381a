//! Where a site lies in the terms of the scalp's laws: found once for a head, asked at every edit of the plan.

use glam::{Vec2, Vec3};

use super::coordinates::atlas_from_mean;
use super::regions::{Distances, distances_at, zone_weights_above};

/// A point of the scalp in scalp coordinates.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// In the atlas, mm.
    pub atlas: Vec2,
    /// To the edges of the scalp, mm.
    pub edges: Distances,
    /// Share of each zone, in the order of [`super::regions::ZONES`].
    pub zones: [f32; 7],
}

impl Place {
    /// The place of a mean-frame point, mm.
    pub fn of(mean_position: Vec3) -> Place {
        let atlas = atlas_from_mean(mean_position);
        let edges = distances_at(atlas);
        Place { atlas, edges, zones: zone_weights_above(mean_position, edges.fringe_mm) }
    }
}
