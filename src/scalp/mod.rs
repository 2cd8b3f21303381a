//! Where: geometry on the CPU. Head mesh and landmarks, scalp coordinates, zones, hairline, hair loss, sites.

mod assembly;
pub mod beard;
pub mod brows;
pub mod coordinates;
pub mod field;
pub mod guides;
pub mod hair_density;
pub mod hair_loss;
pub mod hairline;
pub mod handles;
pub mod head;
pub mod icp;
pub mod import;
pub mod lashes;
pub mod marks;
mod mean_from_head;
pub mod mean_head;
pub mod mesh;
pub mod occlusion;
pub mod place;
pub mod regions;
pub mod register;
pub mod repair;
pub mod scars;
mod shape;
pub mod sites;
pub mod strokes;
pub mod subdivide;

pub use assembly::{Scalp, SiteBudget};
pub use mean_from_head::MeanFromHead;
pub use place::Place;

use glam::Vec3;

/// A triangle mesh in the head frame, mm. All vertex lists have one length.
#[derive(Clone, Debug, Default)]
pub struct Mesh {
    /// Vertex positions, mm, head frame.
    pub positions: Vec<Vec3>,
    /// Smooth unit normals, outward.
    pub normals: Vec<Vec3>,
    /// Unoccluded share of the sky above each vertex, 0 (crevice) to 1 (open).
    pub ambient: Vec<f32>,
    /// Counter-clockwise seen from outside.
    pub triangles: Vec<[u32; 3]>,
}

/// One follicle site: a place where a dot or a hair may be. Its index in the list is its rank: any prefix of the
/// list is blue noise over the scalp, so density is a threshold on rank.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// On the surface, mm, head frame.
    pub position: Vec3,
    /// Unit outward normal.
    pub normal: Vec3,
    /// The same place on the mean head, mm, mean frame: the argument of every scalp law.
    pub mean_position: Vec3,
    /// Hash of (seed, rank), for the site's own jitter.
    pub hash: u64,
}
