//! Bald patches of alopecia areata: round, slightly uneven, with a border of miniaturised hair.
//!
//! Distances are mm between points of the mean head's skin, where a disc of radius r has pi r² of it wherever the
//! head is nearly a sphere (Archimedes). Known limits: widths of border and unevenness are guesses; a patch smaller
//! than its border is thin in the middle, not bald.

use crate::math::smoothstep;
use crate::plan::Patch;
use crate::scalp::coordinates::mean_surface;
use glam::{Vec2, Vec3};

/// Width of the border relative to the radius, and its least and most, mm.
const BORDER: f32 = 0.5;
const BORDER_MM: [f32; 2] = [8.0, 12.0];
/// Variance of a smooth step of width 1: a soft border adds pi times this and its width² to the area.
const STEP_VARIANCE: f32 = 0.05;
/// Unevenness of the radius: bulges around, relative height.
const BULGES: [(f32, f32); 3] = [(2.0, 0.05), (3.0, 0.035), (5.0, 0.02)];
/// Turn of the bulges per mm left and front, radians: no two patches are alike, and a dragged one changes slowly.
const TURN_PER_MM: Vec2 = Vec2::new(0.11, 0.07);

/// A patch ready to be asked.
pub struct BaldPatch {
    centre: Vec3,
    /// Unit tangents to the left and to the front.
    axes: [Vec3; 2],
    turn: f32,
    radius_mm: f32,
    border_mm: f32,
}

impl BaldPatch {
    pub fn new(patch: &Patch) -> BaldPatch {
        let at = Vec2::from(patch.at_mm);
        let step = |d: Vec2| mean_surface(at + d) - mean_surface(at - d);
        let left = step(Vec2::X).normalize_or(Vec3::X);
        let border_mm = (BORDER * patch.radius_mm).clamp(BORDER_MM[0], BORDER_MM[1]);
        let uneven = 1.0 + BULGES.iter().map(|(_, height)| 0.5 * height * height).sum::<f32>();
        let square = patch.radius_mm.powi(2) - STEP_VARIANCE * border_mm * border_mm;
        BaldPatch {
            centre: mean_surface(at),
            axes: [left, step(Vec2::Y).reject_from(left).normalize_or(Vec3::Z)],
            turn: at.dot(TURN_PER_MM),
            radius_mm: (square / uneven).max(0.0).sqrt(),
            border_mm,
        }
    }

    /// Fraction of the hair left at a point of the mean head's skin, mm.
    fn retained(&self, p: Vec3) -> f32 {
        let away = p - self.centre;
        let far = 2.0 * self.radius_mm + self.border_mm;
        if away.length_squared() > far * far {
            return 1.0;
        }
        let [x, y] = self.axes.map(|axis| axis.dot(away));
        let angle = y.atan2(x);
        let bulge: f32 = BULGES.iter().map(|(k, height)| height * (k * angle + k * self.turn).cos()).sum();
        let half = 0.5 * self.border_mm;
        smoothstep(-half, half, away.length() - self.radius_mm * (1.0 + bulge))
    }
}

/// Fraction of the hair that patches leave at an atlas place.
pub fn retained(spots: &[BaldPatch], atlas: Vec2) -> f32 {
    if spots.is_empty() {
        return 1.0;
    }
    let p = mean_surface(atlas);
    spots.iter().map(|spot| spot.retained(p)).product()
}
