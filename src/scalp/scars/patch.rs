//! A burn or a wound: an oval patch of uneven outline.

use crate::plan::Scar;
use crate::rng;
use crate::scalp::coordinates::mean_surface;
use glam::{Vec2, Vec3};
use std::f32::consts::TAU;

/// Bulges of the outline around, relative height.
const BULGES: [(f32, f32); 4] = [(2.0, 0.08), (3.0, 0.08), (5.0, 0.05), (9.0, 0.03)];

/// Deepest inside that is told apart, relative to the smaller half extent: distances about the centre are not.
const DEEPEST: f32 = 0.7;

/// A patch ready to be asked.
pub struct ScarPatch {
    centre: Vec3,
    /// Unit tangents around the head and down.
    axes: [Vec3; 2],
    /// Half extents along them, mm.
    half_mm: Vec2,
    phases: [f32; BULGES.len()],
}

impl ScarPatch {
    pub fn new(scar: &Scar, seed: u64) -> ScarPatch {
        let at = Vec2::from(scar.at_mm);
        let down = at.normalize_or(Vec2::NEG_Y);
        let step = |d: Vec2| mean_surface(at + d) - mean_surface(at - d);
        let around = step(down.perp()).normalize_or(Vec3::X);
        ScarPatch {
            centre: mean_surface(at),
            axes: [around, step(down).reject_from(around).normalize_or(Vec3::Z)],
            half_mm: 0.5 * Vec2::new(scar.length_mm, scar.width_mm),
            phases: std::array::from_fn(|k| TAU * rng::unit(seed, k as u64)),
        }
    }

    /// Distance to its edge, mm, negative inside: exact at the edge to first order.
    pub fn distance_mm(&self, p: Vec3) -> f32 {
        let away = p - self.centre;
        let flat = Vec2::from(self.axes.map(|axis| axis.dot(away)));
        // Lengths are those on the skin, which bends away from the tangent plane.
        let place = flat.normalize_or_zero() * away.length();
        let scaled = place / self.half_mm;
        let slope = (scaled / self.half_mm).length();
        let deepest_mm = -DEEPEST * self.half_mm.min_element();
        if slope < 1e-4 {
            return deepest_mm;
        }
        let angle = scaled.to_angle();
        let bulge = |((k, height), phase): (&(f32, f32), &f32)| height * (k * angle + phase).cos();
        let edge = 1.0 + BULGES.iter().zip(&self.phases).map(bulge).sum::<f32>();
        ((scaled.length() - edge) * scaled.length() / slope).max(deepest_mm)
    }
}
