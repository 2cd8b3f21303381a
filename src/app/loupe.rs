//! The loupe: a spot of the skin from near, straight from above, and the skin cut open there.

use std::f32::consts::FRAC_PI_2;

use glam::{Vec2, Vec3};

use super::spot::SkinSpot;
use crate::render::camera::{Camera, Projection};
use crate::report::cut::{Cut, CutPlane};

/// Pixels per mm of skin.
pub const PX_PER_MM: f32 = 40.0;

/// What may be asked of the loupe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LoupeAction {
    /// Hold it over the skin under this place of the picture, -1..1, y up.
    At(Vec2),
    /// Put it away.
    Close,
}

/// A loupe over a spot.
#[derive(Clone, Debug, PartialEq)]
pub struct Loupe {
    /// Where it is held.
    pub spot: SkinSpot,
    /// The skin cut open, once that is known.
    pub cut: Option<Cut>,
}

impl Loupe {
    /// The viewer of a picture so many pixels high.
    pub fn camera(&self, height_px: f32) -> Camera {
        let Vec3 { x, y, z } = self.spot.normal;
        Camera {
            target: self.spot.place,
            azimuth_rad: x.atan2(z),
            elevation_rad: y.clamp(-1.0, 1.0).asin().clamp(-FRAC_PI_2 + 1e-3, FRAC_PI_2 - 1e-3),
            distance_mm: 60.0,
            projection: Projection::Parallel { height_mm: height_px / PX_PER_MM },
        }
    }

    /// The cut: through the spot, to the right as the loupe sees it.
    pub fn plane(&self) -> CutPlane {
        let SkinSpot { place, normal } = self.spot;
        CutPlane { spot: place, right: self.camera(1.0).right_up().0, normal }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_millimetre_is_forty_pixels_and_the_spot_is_in_the_middle() {
        for normal in [Vec3::Y, Vec3::new(0.3, 0.8, -0.4).normalize(), Vec3::Z] {
            let loupe = Loupe { spot: SkinSpot { place: Vec3::new(10.0, 90.0, -20.0), normal }, cut: None };
            let camera = loupe.camera(200.0);
            assert!(camera.outward().dot(normal) > 0.999, "{normal}");
            let clip = |at| camera.clip_from_world(1.0, Vec2::ZERO).project_point3(at).truncate();
            assert!(clip(loupe.spot.place).length() < 1e-3);
            let CutPlane { right, .. } = loupe.plane();
            let px = 0.5 * 200.0 * clip(loupe.spot.place + right).x;
            assert!((px - PX_PER_MM).abs() < 0.1, "{px}");
        }
    }
}
