//! The way between a head and the mean head, where every scalp law is written: a pose for a scan, a shape for the
//! built-in head.

use glam::{Affine3A, Mat3, Vec3};

use super::shape::Warp;

/// From the head frame to the mean frame, and back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanFromHead {
    pose: Affine3A,
    warp: Option<Warp>,
}

impl MeanFromHead {
    /// The mean head itself.
    pub const IDENTITY: MeanFromHead = MeanFromHead { pose: Affine3A::IDENTITY, warp: None };

    /// For the mean head in another shape; none for the mean head as it is.
    pub fn shaped(warp: Option<Warp>) -> MeanFromHead {
        MeanFromHead { warp, ..MeanFromHead::IDENTITY }
    }

    /// The place on the mean head, mm, of a point of this head, mm. Within 0.001 mm for a shaped head.
    pub fn point(&self, position: Vec3) -> Vec3 {
        let posed = self.pose.transform_point3(position);
        self.warp.as_ref().map_or(posed, |warp| warp.undo(posed))
    }

    /// How small steps of this head are on the mean one, at a place on that, mm.
    pub fn slope(&self, mean_position: Vec3) -> Mat3 {
        self.head_slope(mean_position).inverse()
    }

    /// The point of this head, mm, of a place on the mean head, mm.
    pub fn head_point(&self, mean_position: Vec3) -> Vec3 {
        let warped = self.warp.as_ref().map_or(mean_position, |warp| warp.apply(mean_position));
        self.pose.inverse().transform_point3(warped)
    }

    /// How small steps of the mean head at `mean_position`, mm, are on this one.
    pub fn head_slope(&self, mean_position: Vec3) -> Mat3 {
        let warp = self.warp.as_ref().map_or(Mat3::IDENTITY, |warp| warp.slope(mean_position));
        Mat3::from(self.pose.inverse().matrix3) * warp
    }
}

impl From<Affine3A> for MeanFromHead {
    /// A head that differs from the mean head by where and how large it is.
    fn from(pose: Affine3A) -> MeanFromHead {
        MeanFromHead { pose, warp: None }
    }
}
