//! A spot of the skin.

use glam::Vec3;

/// A spot of the skin, in the frame of the head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkinSpot {
    /// Where it is, mm.
    pub place: Vec3,
    /// Unit outward normal there.
    pub normal: Vec3,
}
