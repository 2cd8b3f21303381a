//! Shoulders, chest, back and upper arms under cloth, as a distance from a few rounded parts that melt into each other
//! and into the neck (smooth minimum of Quilez 2013). All lengths in mm from the middle of the collar's edge.
//!
//! Measures of a man whose neck is 375 mm round: biacromial breadth 400 mm, shoulders that fall by 20 to 22 degrees
//! (ANSUR II 2012 has 415 mm and 356 mm for men and women; the slope is that of pattern books). Others are the same
//! body, larger or smaller by the root of the neck's girth.
//!
//! Known limits: arms hang, are closed against the body by cloth and end with it; one build for all.

use glam::{Vec2, Vec3, vec3};

use super::neck::Neck;
use crate::math::smoothstep;

/// Girth of the neck for which the measures below are, mm.
const USUAL_GIRTH_MM: f32 = 375.0;
/// Smallest and largest body beside the usual one.
const SIZES: [f32; 2] = [0.86, 1.14];
/// Parts melt into each other over this, mm.
const MELT_MM: f32 = 56.0;
/// Neck and body do over this, mm.
const NECK_MELT_MM: f32 = 30.0;

/// A round part between two points, of two radii.
struct Limb(Vec3, f32, Vec3, f32);
/// An ellipsoid: middle and radii.
struct Ball(Vec3, Vec3);

/// From the neck along the shoulder to the acromion.
const TRAPEZIUS: Limb = Limb(vec3(24.0, -34.0, -26.0), 30.0, vec3(152.0, -84.0, -14.0), 38.0);
/// Shoulder cap and the arm in its sleeve.
const ARM: Limb = Limb(vec3(168.0, -112.0, -12.0), 46.0, vec3(210.0, -720.0, 6.0), 54.0);
/// Rib cage; below its middle it goes on as it is there.
const CHEST: Ball = Ball(vec3(0.0, -225.0, -12.0), vec3(170.0, 205.0, 114.0));
const BREAST: Ball = Ball(vec3(44.0, -172.0, 50.0), vec3(112.0, 92.0, 54.0));
const BLADE: Ball = Ball(vec3(76.0, -140.0, -64.0), vec3(76.0, 96.0, 46.0));

/// A body below a neck.
pub struct Body<'a> {
    neck: &'a Neck,
    size: f32,
}

impl Body<'_> {
    /// The body that suits a neck.
    pub fn below(neck: &Neck) -> Body<'_> {
        let size = (neck.girth_mm() / USUAL_GIRTH_MM).sqrt().clamp(SIZES[0], SIZES[1]);
        Body { neck, size }
    }

    /// Distance from the neck's skin alone, mm; `from` from the middle of the collar's edge.
    fn off_neck_mm(&self, from: Vec3) -> f32 {
        let p = self.neck.from_axis(self.neck.middle + from);
        p.x.hypot(p.z) - self.neck.radius_mm(p.x.atan2(p.z))
    }

    /// Distance from the surface, about, mm; less than 0 inside.
    pub fn distance_mm(&self, from: Vec3) -> f32 {
        let p = vec3(from.x.abs(), from.y, from.z) / self.size;
        let parts =
            [limb(p, &TRAPEZIUS), limb(p, &ARM), column(p, &CHEST), ball(p, &BREAST), ball(p, &BLADE)];
        let body = parts.into_iter().reduce(|a, b| melted(a, b, MELT_MM)).unwrap_or(f32::MAX);
        // At its edge the collar lies against the skin: they melt below.
        let below_edge_mm = -(from.y + super::neck::SLOPE * from.z);
        let over_mm = NECK_MELT_MM * smoothstep(0.0, 24.0, below_edge_mm);
        melted(self.off_neck_mm(from), self.size * body, over_mm.max(1.0))
    }

    /// Where its outline in the half plane at a turn from the front runs, from the collar's edge out and down to
    /// `end_mm` below it: (out, up) every `step_mm`.
    pub fn outline(&self, turn_rad: f32, end_mm: f32, step_mm: f32) -> Vec<Vec2> {
        /// No outline is longer than so many depths.
        const LONGEST: f32 = 3.0;
        let (sin, cos) = turn_rad.sin_cos();
        let place = |p: Vec2| vec3(sin * p.x, p.y, cos * p.x);
        let distance = |p: Vec2| self.distance_mm(place(p));
        let slope = |p: Vec2| {
            let (x, y) = (Vec2::X * 0.5, Vec2::Y * 0.5);
            Vec2::new(distance(p + x) - distance(p - x), distance(p + y) - distance(p - y))
        };
        let onto = |p: Vec2| {
            let g = slope(p);
            p - distance(p) * g / g.length_squared().max(1e-3)
        };
        let mut at = self.edge(turn_rad);
        let mut outline = vec![at];
        while at.y > -end_mm && (outline.len() as f32) * step_mm < LONGEST * end_mm {
            let g = slope(at).normalize_or(Vec2::X);
            at = onto(onto(at + step_mm * Vec2::new(g.y, -g.x)));
            outline.push(at);
        }
        outline
    }

    /// The collar's edge on the neck at a turn: (out, up).
    fn edge(&self, turn_rad: f32) -> Vec2 {
        let (sin, cos) = turn_rad.sin_cos();
        let mut out = self.neck.radius_mm(turn_rad);
        for _ in 0..6 {
            let up = -super::neck::SLOPE * cos * out;
            out -= self.off_neck_mm(vec3(sin * out, up, cos * out));
        }
        Vec2::new(out, -super::neck::SLOPE * cos * out)
    }
}

fn limb(p: Vec3, Limb(a, radius_a, b, radius_b): &Limb) -> f32 {
    let along = b - a;
    let t = ((p - a).dot(along) / along.length_squared()).clamp(0.0, 1.0);
    p.distance(a + along * t) - (radius_a + (radius_b - radius_a) * t)
}

fn ball(p: Vec3, Ball(middle, radii): &Ball) -> f32 {
    let q = (p - middle) / radii;
    let (far, steep) = (q.length(), (q / radii).length());
    far * (far - 1.0) / steep.max(1e-6)
}

/// A ball whose lower half goes on straight.
fn column(p: Vec3, part: &Ball) -> f32 {
    ball(vec3(p.x, p.y.max(part.0.y), p.z), part)
}

fn melted(a: f32, b: f32, over: f32) -> f32 {
    let h = (1.0 - (a - b).abs() / over).max(0.0);
    a.min(b) - 0.25 * over * h * h
}
