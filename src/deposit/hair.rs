//! A hair as it grows.

use glam::Vec3;

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
