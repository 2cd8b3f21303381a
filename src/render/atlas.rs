//! Where a point of the skin lies in the halo atlas, a flat map of the scalp with a texel of about 0.4 mm.

use glam::{Vec2, Vec3};

use crate::math::tangent_frame;
use crate::scalp::{MeanFromHead, coordinates};

/// Side of the atlas, texels.
pub const SIDE_TEXELS: u32 = 1024;

/// Map from the head frame to the atlas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Atlas {
    /// The scalp of a head, by its scalp coordinates.
    Scalp {
        /// Takes the head to the mean head.
        mean_from_head: MeanFromHead,
    },
    /// A flat square in the plane y = 0 with half this side, mm.
    Square {
        /// Half the side, mm.
        half_mm: f32,
    },
}

impl Atlas {
    /// Half the side of the atlas, mm.
    pub fn half_mm(&self) -> f32 {
        match self {
            Atlas::Scalp { .. } => coordinates::ATLAS_RADIUS_MM,
            Atlas::Square { half_mm } => *half_mm,
        }
    }

    /// Place of a point, mm.
    pub fn place(&self, position: Vec3) -> Vec2 {
        match self {
            Atlas::Scalp { mean_from_head } => coordinates::atlas_from_mean(mean_from_head.point(position)),
            Atlas::Square { .. } => Vec2::new(position.x, position.z),
        }
    }

    /// Place of a point, mm, and how a step along each of the two tangents there moves in the atlas.
    pub fn place_and_steps(&self, position: Vec3, normal: Vec3) -> (Vec2, [Vec2; 2]) {
        let tangents = tangent_frame(normal);
        match self {
            Atlas::Scalp { mean_from_head } => {
                let mean_position = mean_from_head.point(position);
                let (columns, slope) =
                    (coordinates::atlas_jacobian(mean_position), mean_from_head.slope(mean_position));
                let steps = tangents.map(|t| {
                    let step = slope * t;
                    columns[0] * step.x + columns[1] * step.y + columns[2] * step.z
                });
                (coordinates::atlas_from_mean(mean_position), steps)
            }
            Atlas::Square { .. } => (self.place(position), tangents.map(|t| Vec2::new(t.x, t.z))),
        }
    }
}
