//! Where: geometry on the CPU. Head mesh and landmarks, scalp coordinates, zones, hairline, hair loss, sites.

mod assembly;
pub mod beard;
pub mod brows;
pub mod coordinates;
pub mod creases;
pub mod eyes;
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
pub mod site;
pub mod sites;
pub mod strokes;
pub mod subdivide;

pub use assembly::{Scalp, SiteBudget};
pub use mean_from_head::MeanFromHead;
pub use mesh::Mesh;
pub use place::Place;
pub use site::Site;
