//! The loupe: a spot of the skin from near, straight from above, and the skin cut open there.

use std::f32::consts::FRAC_PI_2;

use glam::{Vec2, Vec3};

use super::orbit;
use super::state::State;
use crate::plan::{Patch, Plan, ranges};
use crate::render::camera::{Camera, Projection};
use crate::report::cut::Cut;
use crate::scalp::coordinates::atlas_from_mean;

/// Pixels per mm of skin.
pub const PX_PER_MM: f32 = 40.0;

/// What may be asked of the loupe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// Hold it over the skin under this place of the picture, -1..1, y up.
    At(Vec2),
    /// Put it away.
    Close,
}

/// A loupe over a spot.
#[derive(Clone, Debug, PartialEq)]
pub struct Loupe {
    /// The spot, mm, head frame.
    pub spot: Vec3,
    /// Unit outward normal there.
    pub normal: Vec3,
    /// The skin cut open, once that is known.
    pub cut: Option<Cut>,
}

impl Loupe {
    /// The viewer of a picture so many pixels high.
    pub fn camera(&self, height_px: f32) -> Camera {
        let Vec3 { x, y, z } = self.normal;
        Camera {
            target: self.spot,
            azimuth_rad: x.atan2(z),
            elevation_rad: y.clamp(-1.0, 1.0).asin().clamp(-FRAC_PI_2 + 1e-3, FRAC_PI_2 - 1e-3),
            distance_mm: 60.0,
            projection: Projection::Parallel { height_mm: height_px / PX_PER_MM },
        }
    }

    /// The cut: through the spot, to the right as the loupe sees it.
    pub fn plane(&self) -> (Vec3, Vec3, Vec3) {
        (self.spot, self.camera(1.0).right_up().0, self.normal)
    }
}

impl State {
    pub(super) fn look_close(&mut self, look: Look) {
        self.loupe = match look {
            Look::At(place) => self.spot_under(place).map(|(spot, normal)| Loupe { spot, normal, cut: None }),
            Look::Close => None,
        };
    }

    /// Skin under a place of the picture, mm, head frame, and its unit outward normal.
    pub(super) fn spot_under(&self, place: Vec2) -> Option<(Vec3, Vec3)> {
        let (camera, head) = (self.camera.as_ref()?, &self.prepared.as_ref()?.head);
        let size = self.picture_points();
        let (eye, direction) = orbit::ray(camera, place, size.x / size.y.max(1.0));
        head.nearest(head.ray_hit(eye, direction)?)
    }

    /// The plan with a bald patch where the loupe is held; none where the plan has no room for one.
    pub fn with_patch_here(&self) -> Option<Plan> {
        let (loupe, prepared) = (self.loupe.as_ref()?, self.prepared.as_ref()?);
        let at = atlas_from_mean(prepared.head.mean_from_head.point(loupe.spot));
        let mut plan = self.plan.clone();
        let patches = &mut plan.hair_loss.patches;
        if patches.len() >= ranges::SPOTS_MAX {
            return None;
        }
        let range = ranges::PLACE_MM.range();
        let at_mm = at.to_array().map(|mm| mm.clamp(*range.start(), *range.end()));
        patches.push(Patch { at_mm, ..Patch::default() });
        Some(plan)
    }

    /// Takes the cut at a spot.
    pub fn receive_cut(&mut self, spot: Vec3, cut: Cut) {
        if let Some(loupe) = self.loupe.as_mut().filter(|loupe| loupe.spot == spot) {
            loupe.cut = Some(cut);
        }
    }

    /// Where the spot is in the picture, -1..1, y up; none while it faces away.
    pub fn spot_place(&self) -> Option<Vec2> {
        let (loupe, camera) = (self.loupe.as_ref()?, self.camera.as_ref()?);
        let size = self.picture_points();
        let clip = camera.clip_from_world(size.x / size.y.max(1.0), Vec2::ZERO).project_point3(loupe.spot);
        let is_seen = loupe.normal.dot(camera.eye() - loupe.spot) > 0.0;
        (is_seen && clip.truncate().abs().max_element() <= 1.0).then_some(clip.truncate())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_millimetre_is_forty_pixels_and_the_spot_is_in_the_middle() {
        for normal in [Vec3::Y, Vec3::new(0.3, 0.8, -0.4).normalize(), Vec3::Z] {
            let loupe = Loupe { spot: Vec3::new(10.0, 90.0, -20.0), normal, cut: None };
            let camera = loupe.camera(200.0);
            assert!(camera.outward().dot(normal) > 0.999, "{normal}");
            let clip = |at| camera.clip_from_world(1.0, Vec2::ZERO).project_point3(at).truncate();
            assert!(clip(loupe.spot).length() < 1e-3);
            let (_, right, _) = loupe.plane();
            let px = 0.5 * 200.0 * clip(loupe.spot + right).x;
            assert!((px - PX_PER_MM).abs() < 0.1, "{px}");
        }
    }
}
