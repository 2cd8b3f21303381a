//! Orbit, pan, zoom and flights as pure functions of a camera.

use std::f32::consts::FRAC_PI_2;

use glam::{Vec2, Vec3};

use crate::render::camera::Camera;

/// Turn per point of drag, radians.
const TURN_PER_POINT_RAD: f32 = 0.0075;
/// Highest elevation, radians: just short of the pole, where left and right would swap.
const STEEPEST_RAD: f32 = FRAC_PI_2 - 0.02;
/// Closest and farthest distance, mm.
const DISTANCE_MM: (f32, f32) = (40.0, 6000.0);
/// How far the target may leave the head, mm.
const LEASH_MM: f32 = 160.0;
/// Length of a flight between named views, seconds.
pub const FLIGHT_S: f64 = 0.45;

/// Turns the head with the pointer.
pub fn orbit(camera: &Camera, drag_points: Vec2) -> Camera {
    Camera {
        azimuth_rad: camera.azimuth_rad - drag_points.x * TURN_PER_POINT_RAD,
        elevation_rad: (camera.elevation_rad + drag_points.y * TURN_PER_POINT_RAD)
            .clamp(-STEEPEST_RAD, STEEPEST_RAD),
        ..*camera
    }
}

/// The lights' turn and rise after a drag of so many points, degrees: they follow the pointer.
pub fn turned_light(turn_deg: [f32; 2], drag: Vec2) -> [f32; 2] {
    const DEG_PER_POINT: f32 = 0.4;
    let turn = turn_deg[0] + DEG_PER_POINT * drag.x;
    let rise = turn_deg[1] - DEG_PER_POINT * drag.y;
    [(turn + 180.0).rem_euclid(360.0) - 180.0, rise.clamp(-90.0, 90.0)]
}

/// Slides the picture with the pointer; the skin at the target's distance keeps under it.
pub fn pan(camera: &Camera, drag_points: Vec2, viewport_height_points: f32, home: Vec3) -> Camera {
    let mm_per_point = camera.height_mm() / viewport_height_points.max(1.0);
    let (right, up) = camera.right_up();
    let target = camera.target + (up * drag_points.y - right * drag_points.x) * mm_per_point;
    Camera { target: home + (target - home).clamp_length_max(LEASH_MM), ..*camera }
}

/// Comes closer (factor over 1) or goes back.
pub fn zoom(camera: &Camera, factor: f32) -> Camera {
    Camera { distance_mm: (camera.distance_mm / factor).clamp(DISTANCE_MM.0, DISTANCE_MM.1), ..*camera }
}

/// Direction through a place of the viewport (-1..1, y up), from the eye.
pub fn ray(camera: &Camera, place: Vec2, aspect: f32) -> (Vec3, Vec3) {
    let (right, up) = camera.right_up();
    let half_height = 0.5 * camera.height_mm() / camera.distance_mm;
    let direction = -camera.outward() + (right * place.x * aspect + up * place.y) * half_height;
    (camera.eye(), direction.normalize())
}

/// A short eased move between two cameras.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flight {
    /// Where it began.
    pub from: Camera,
    /// Where it ends.
    pub to: Camera,
    /// When it began, seconds.
    pub start_s: f64,
}

impl Flight {
    /// The camera at a time, and whether it has arrived.
    pub fn at(&self, now_s: f64) -> (Camera, bool) {
        let t = ((now_s - self.start_s) / FLIGHT_S).clamp(0.0, 1.0);
        (self.from.eased_to(&self.to, t as f32), t >= 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::camera::View;

    fn camera() -> Camera {
        Camera::framing(View::Front, Vec3::ZERO, 150.0)
    }

    #[test]
    fn a_drag_to_the_right_shows_the_subjects_right() {
        assert!(orbit(&camera(), Vec2::new(50.0, 0.0)).azimuth_rad < 0.0);
    }

    #[test]
    fn a_light_follows_the_pointer_and_comes_round() {
        let to = |drag| turned_light([170.0, 80.0], drag);
        assert_eq!(to(Vec2::new(50.0, 0.0)), [-170.0, 80.0]);
        assert_eq!(to(Vec2::new(0.0, -50.0)), [170.0, 90.0]);
        assert_eq!(to(Vec2::new(0.0, 50.0)), [170.0, 60.0], "a pointer that sinks takes the light down");
    }

    #[test]
    fn elevation_never_passes_the_pole() {
        let high = orbit(&camera(), Vec2::new(0.0, 1e6));
        assert!(high.elevation_rad < FRAC_PI_2 && high.outward().is_finite());
    }

    #[test]
    fn a_flight_turns_the_short_way_and_arrives() {
        let from = Camera { azimuth_rad: 3.0, ..camera() };
        let to = Camera { azimuth_rad: -3.0, ..camera() };
        let flight = Flight { from, to, start_s: 1.0 };
        let (half, arrived) = flight.at(1.0 + 0.5 * FLIGHT_S);
        assert!(!arrived && half.azimuth_rad > 3.0, "{half:?}");
        assert!(flight.at(9.0).1);
    }

    #[test]
    fn the_middle_ray_meets_the_target() {
        let camera = camera();
        let (eye, direction) = ray(&camera, Vec2::ZERO, 1.5);
        assert!((eye + direction * camera.distance_mm).distance(camera.target) < 0.01);
    }

    #[test]
    fn zoom_is_bounded_and_reversible() {
        let near = zoom(&camera(), 1e9);
        assert_eq!(near.distance_mm, DISTANCE_MM.0);
        let back = zoom(&zoom(&camera(), 2.0), 0.5);
        assert!((back.distance_mm - camera().distance_mm).abs() < 1e-3);
    }
}
