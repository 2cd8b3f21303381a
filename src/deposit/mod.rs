//! What the needle leaves: dots per session from plan and sites; hairs that are left; what time does to both.

mod beard;
mod brows;
mod face;
pub mod ground;
pub mod growth;
mod lashes;
pub mod placement;
mod spread;
pub mod time;

pub use face::face;

use glam::Vec3;

/// Pigment left by one needle strike, as it is once settled (day 28), before years of fading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// On the skin surface above the column, mm, head frame.
    pub position: Vec3,
    /// Unit outward normal there.
    pub normal: Vec3,
    /// Index of its site.
    pub site: u32,
    /// Index of its session in the plan.
    pub session: u32,
    /// Depth of the top of the pigment column below the surface, mm.
    pub depth_mm: f32,
    /// Settled pigment radius, mm.
    pub radius_mm: f32,
    /// Height of the pigment column, mm; 0 is a flat disc.
    pub column_mm: f32,
    /// Napierian optical thickness of the settled pigment at 550 nm.
    pub tau: f32,
}

/// One hair: a root seen through skin and a shaft above it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hair {
    /// Where it leaves the skin, mm, head frame.
    pub position: Vec3,
    /// Unit outward normal there.
    pub normal: Vec3,
    /// Unit direction of growth.
    pub direction: Vec3,
    /// Shaft radius, mm.
    pub radius_mm: f32,
    /// Length of the shaft right after a trim, mm.
    pub length_mm: f32,
    /// Grows from trim to trim; brows, lashes and beard do not.
    pub grows: bool,
    /// Has turned white.
    pub grey: bool,
}
