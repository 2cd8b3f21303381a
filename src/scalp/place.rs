//! Where a site lies in the terms of the scalp's laws: found once for a head, asked at every edit of the plan.

use glam::{Vec2, Vec3};

use super::coordinates::atlas_from_mean;
use super::hair_density;
use super::regions::{Distances, distances_at, zone_weights_above};
use super::site::Draw;
use crate::math::smoothstep;

/// The client's own edge fades over this width, mm.
pub const NATURAL_EDGE_MM: f32 = 5.0;
/// A site sees the edges of the scalp moved by this at most, mm: no edge of hair is a drawn line.
const EDGE_JITTER_MM: f32 = 1.2;

/// A point of the scalp in scalp coordinates.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// In the atlas, mm.
    pub atlas: Vec2,
    /// To the edges of the scalp, mm.
    pub edges: Distances,
    /// How far this site sees those edges moved, mm.
    pub edge_jitter_mm: f32,
    /// Hairs per cm² with none lost, relative to the back of the head; fading to 0 at the scalp's own ragged edge.
    pub hair: f32,
    /// Fraction of each zone, in the order of [`super::regions::ZONES`].
    pub zones: [f32; 7],
}

impl Place {
    /// The place of a site on a mean-frame point, mm; its hash draws how it sees the edges.
    pub fn of(mean_position: Vec3, hash: u64) -> Place {
        let atlas = atlas_from_mean(mean_position);
        let edges = distances_at(atlas);
        let zones = zone_weights_above(mean_position, edges.fringe_mm);
        let edge_jitter_mm = EDGE_JITTER_MM * (2.0 * Draw::RaggedEdge.unit(hash) - 1.0);
        let inside = smoothstep(0.0, NATURAL_EDGE_MM, edges.boundary_mm + edge_jitter_mm);
        Place { atlas, edges, edge_jitter_mm, hair: hair_density::relative(&zones) * inside, zones }
    }
}
