//! How the head is seen in a rectangle of the window.

use egui::{Rect, vec2};
use glam::{Vec2, Vec3};

use crate::app::state::State;
use crate::render::camera::Camera;
use crate::scalp::head::Head;

/// Skin turned further from the eye than this cosine has no marks: they would jump at the outline.
const EDGE_ON: f32 = 0.12;

/// A head, who looks at it, and where its picture is.
pub struct Sight<'a> {
    /// The whole picture.
    pub picture: Rect,
    /// The part of it that is shown.
    pub seen: Rect,
    /// Who looks.
    pub camera: &'a Camera,
    /// What is looked at.
    pub head: &'a Head,
}

impl Sight<'_> {
    /// This plan's head in the head's rectangle; none while there is no head yet.
    pub fn of(state: &State, rectangle: Rect) -> Option<Sight<'_>> {
        let [picture, seen] = state.places(rectangle)[0];
        let (prepared, camera) = (state.prepared.as_ref()?, state.camera.as_ref()?);
        Some(Sight { picture, seen, camera, head: &prepared.head })
    }

    /// Where a point of the head is in the window, points.
    pub fn point(&self, p: Vec3) -> Vec2 {
        let clip = self.camera.clip_from_world(self.picture.aspect_ratio(), Vec2::ZERO).project_point3(p);
        let at = self.picture.center() + 0.5 * self.picture.size() * vec2(clip.x, -clip.y);
        Vec2::new(at.x, at.y)
    }

    /// Whether the skin at a point is turned to the eye and in the picture.
    pub fn faces(&self, p: Vec3) -> bool {
        let Some((_, normal)) = self.head.nearest(p) else { return false };
        let at = self.point(p);
        self.is_towards(p, normal) && self.seen.contains(egui::pos2(at.x, at.y))
    }

    /// Whether skin of this unit normal is turned to the eye.
    pub fn is_towards(&self, p: Vec3, normal: Vec3) -> bool {
        normal.dot((self.camera.eye() - p).normalize_or(Vec3::Z)) > EDGE_ON
    }

    /// Points of the window to a mm of the head.
    pub fn points_per_mm(&self) -> f32 {
        self.picture.height() / self.camera.height_mm()
    }
}
