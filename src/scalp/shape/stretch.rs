//! Three stretches along the axes that bring a head to its measures.

use glam::Vec3;

use crate::plan::HeadShape;

/// How much of a change of the skull's length its front half takes, face included; the rest is behind the ears.
const FRONT_FRACTION: f32 = 0.6;
/// Where and over how much the change of scale lies, mm: at the ears, and at the eyes.
const EARS: ScaleStep = ScaleStep { at_mm: -15.0, soft_mm: 14.0 };
const EYES: ScaleStep = ScaleStep { at_mm: 32.0, soft_mm: 8.0 };

/// What the features left, mm.
pub struct FeatureMeasures {
    /// Glabella before the ears.
    pub front_mm: f32,
    /// Back of the head behind the ears.
    pub back_mm: f32,
    /// Widest half breadth above the ears.
    pub half_breadth_mm: f32,
    /// Top of the head above the ears.
    pub top_mm: f32,
    /// Sellion above the ears.
    pub sellion_mm: f32,
    /// Menton above the ears, so negative.
    pub menton_mm: f32,
}

/// The stretches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    across: f32,
    up: TwoScales,
    forward: TwoScales,
}

impl Stretch {
    /// The stretches from `measured` to the measures of `shape`.
    pub fn to(shape: &HeadShape, measured: &FeatureMeasures) -> Stretch {
        let front = 1.0 + FRONT_FRACTION * (shape.length_mm / shape.person.shape().length_mm - 1.0);
        // In fractions of the lower (back) and the upper (front) scale, how far two points lie apart.
        let length = EARS.fractions(measured.front_mm, -measured.back_mm);
        let face = EYES.fractions(measured.sellion_mm, measured.menton_mm);
        let top = EYES.fractions(measured.top_mm, 0.0);
        let [lower, upper] = solve([face, top], [shape.face_mm, shape.height_mm]);
        Stretch {
            across: 0.5 * shape.breadth_mm / measured.half_breadth_mm,
            up: TwoScales { lower, upper, change: EYES },
            forward: TwoScales {
                lower: (shape.length_mm - front * length[1]) / length[0],
                upper: front,
                change: EARS,
            },
        }
    }

    /// Stretched, mm.
    pub fn apply(&self, p: Vec3) -> Vec3 {
        Vec3::new(p.x * self.across, self.up.apply(p.y), self.forward.apply(p.z))
    }

    /// The point that is stretched to `p`, mm.
    pub fn undo(&self, p: Vec3) -> Vec3 {
        Vec3::new(p.x / self.across, self.up.undo(p.y), self.forward.undo(p.z))
    }

    /// Scales across and forward at a depth of the neck, mm.
    pub fn neck_scales(&self, z_mm: f32) -> [f32; 2] {
        [self.across, self.forward.slope(z_mm)]
    }
}

/// A soft change from one scale to another.
#[derive(Clone, Copy, Debug, PartialEq)]
struct ScaleStep {
    at_mm: f32,
    soft_mm: f32,
}

impl ScaleStep {
    /// The part of `x` that the upper scale has by now: the integral of a logistic step, 0 at x = 0.
    fn upper_mm(self, x: f32) -> f32 {
        let ramp = |x: f32| {
            let t = (x - self.at_mm) / self.soft_mm;
            self.soft_mm * (t.max(0.0) + (-t.abs()).exp().ln_1p())
        };
        ramp(x) - ramp(0.0)
    }

    /// How much of the way from `from` to `to` has the lower and the upper scale, mm.
    fn fractions(self, to: f32, from: f32) -> [f32; 2] {
        let upper = self.upper_mm(to) - self.upper_mm(from);
        [to - from - upper, upper]
    }

    /// Fraction of the upper scale at `x`.
    fn step(self, x: f32) -> f32 {
        1.0 / (1.0 + (-(x - self.at_mm) / self.soft_mm).exp())
    }
}

/// A stretch along one axis; both scales are positive, so it has a way back.
#[derive(Clone, Copy, Debug, PartialEq)]
struct TwoScales {
    lower: f32,
    upper: f32,
    change: ScaleStep,
}

impl TwoScales {
    fn apply(&self, x: f32) -> f32 {
        self.lower * x + (self.upper - self.lower) * self.change.upper_mm(x)
    }

    fn slope(&self, x: f32) -> f32 {
        self.lower + (self.upper - self.lower) * self.change.step(x)
    }

    /// Newton's way back; the slope lies between the two scales, which are near each other.
    fn undo(&self, y: f32) -> f32 {
        let mut x = 2.0 * y / (self.lower + self.upper);
        for _ in 0..8 {
            let off = y - self.apply(x);
            x += off / self.slope(x);
            if off.abs() < 1e-5 {
                break;
            }
        }
        x
    }
}

/// The two scales that give two measures, by Cramer's rule.
fn solve([[a, b], [c, d]]: [[f32; 2]; 2], [e, f]: [f32; 2]) -> [f32; 2] {
    let determinant = a * d - b * c;
    [(e * d - b * f) / determinant, (a * f - e * c) / determinant]
}
