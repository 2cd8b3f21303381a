//! What one strike of the needle leaves.

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
