//! Male-pattern hair loss: how much of the client's own hair is left where.
//!
//! Takes a Norwood-Hamilton type and a mean-frame point (mm), gives 0 (bald) ..= 1 (full hair). Three soft shapes
//! make every type ([`Pattern`]): a receding front line of the hairline family, a round patch at the crown, and
//! loss over the whole top down to the lateral fringe.
//!
//! Geometry: `smp_domain.md` 4b (Norwood as tabled in PMC6580804: in II the temple triangles reach no further back
//! than 2 cm before the coronal line through the ear canals, in III they pass it). Bald areas aim at its figures
//! (II 20..30, III 40..60, IV 80..100, V 120..150, VI 150..200, VII 200..250 cm²), which are from memory there.
//! Known limits: no A variants, no III vertex, no diffuse or female loss; borders (10..20 mm) are our choice.

use super::coordinates::mean_surface;
use super::field::{Field, smoothstep};
use super::hairline::Shape;
use super::regions::fringe_distance_mm;
use crate::plan::Norwood;
use glam::{Vec2, Vec3, vec2};
use std::sync::LazyLock;

/// The measures of one Norwood type.
#[derive(Clone, Copy, Debug)]
struct Pattern {
    /// Own front line: mid-frontal height above the glabella, mm.
    front_mm: f32,
    /// Depth of the temple bays beyond the measured line, mm.
    recess_mm: f32,
    /// Radius of the bald patch at the crown, mm; 0 is none.
    crown_mm: f32,
    /// Height of the lower border of loss over the top above the measured fringe line behind the ears, mm.
    top_mm: f32,
    /// Share of hair lost between the borders of the two sides, bays and crown apart.
    top_loss: f32,
    /// Width of the miniaturised border, mm.
    border_mm: f32,
}

const fn pattern(
    front_mm: f32,
    recess_mm: f32,
    crown_mm: f32,
    top_mm: f32,
    top_loss: f32,
    border_mm: f32,
) -> Pattern {
    Pattern { front_mm, recess_mm, crown_mm, top_mm, top_loss, border_mm }
}

/// Types I to VII.
const PATTERNS: [Pattern; 7] = [
    pattern(62.0, 1.0, 0.0, 30.0, 0.0, 8.0),
    pattern(66.0, 17.0, 0.0, 30.0, 0.0, 10.0),
    pattern(70.0, 38.0, 0.0, 30.0, 0.0, 12.0),
    pattern(77.0, 42.0, 30.0, 36.0, 0.08, 14.0),
    pattern(90.0, 34.0, 38.0, 40.0, 0.35, 16.0),
    pattern(110.0, 19.0, 42.0, 34.0, 1.0, 16.0),
    pattern(110.0, 24.0, 42.0, 10.0, 1.0, 16.0),
];

/// Centre of loss at the crown, atlas mm (mid-plane, behind the vertex, at the hair whorl).
const CROWN: Vec2 = vec2(0.0, -70.0);

static RETAINED: LazyLock<[Field<1>; 7]> = LazyLock::new(|| PATTERNS.map(|pattern| pattern.field()));

impl Pattern {
    fn field(&self) -> Field<1> {
        let (shape, half) = (self.shape(), 0.5 * self.border_mm);
        let (front, crown) = (shape.outline(), mean_surface(CROWN));
        let hair = |d: f32| smoothstep(-half, half, d); // d: mm into the hair
        Field::new(|atlas| {
            let p = mean_surface(atlas);
            let top = self.top_border_mm(p.z) - fringe_distance_mm(p);
            let crown = if self.crown_mm > 0.0 { p.distance(crown) - self.crown_mm } else { f32::MAX };
            let bare = merged(front.nearest(atlas).distance_mm, crown);
            let thinned = 1.0 - self.top_loss * (1.0 - hair(top));
            [if self.top_loss < 1.0 { hair(bare) * thinned } else { hair(merged(bare, top)) }]
        })
    }

    /// Height of that border above the fringe line at a place `z`: in front it meets the temple bays.
    fn top_border_mm(&self, z: f32) -> f32 {
        let front = self.top_mm.min(6.0);
        front + (self.top_mm - front) * smoothstep(45.0, -60.0, z)
    }

    fn shape(&self) -> Shape {
        Shape { height_mm: self.front_mm, recess_mm: self.recess_mm, peak_mm: 1.0, round_mm: 6.0, crisp: 0.0 }
    }
}

/// Distance to the union of two bald shapes, mm, with the notch between them filled over about 30 mm.
fn merged(a: f32, b: f32) -> f32 {
    const FILL_MM: f32 = 30.0;
    let h = (1.0 - (a - b).abs() / FILL_MM).max(0.0);
    a.min(b) - 0.25 * FILL_MM * h * h
}

/// Share of the client's own hair that is left, 0 (bald) ..= 1 (full); before the own front line it is 0.
pub fn retained(pattern: Norwood, mean_position: Vec3) -> f32 {
    RETAINED[pattern as usize].at(mean_position)[0]
}
