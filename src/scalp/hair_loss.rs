//! Male-pattern hair loss: how much of the client's own hair is left where.
//!
//! Takes a Norwood-Hamilton type and a mean-frame point (mm), gives 0 (bald) ..= 1 (full hair). Three soft shapes
//! make every type ([`Pattern`]): a receding front line of the hairline family, a round patch at the crown, and
//! loss over the whole top down to the lateral fringe.
//!
//! Geometry: `smp_domain.md` 4b (Norwood as tabled in PMC6580804: in II the temple triangles reach no further back
//! than 2 cm before the coronal line through the ear canals, in III they pass it). Hair lost on the mean head, cm²:
//! I 5, II 23, III 47, IV 100, V 154, VI 244, VII 288. The figures there (II 20..30, III 40..60, IV 80..100,
//! V 120..150, VI 150..200, VII 200..250) are from memory and for scalps of about 520 cm²; this one has 645, so the
//! upper types exceed them by up to that ratio, and the shape of the fringe decided.
//! Known limits: no A variants, no III vertex, no diffuse or female loss; borders (8..16 mm) are our choice.

use super::coordinates::{atlas_from_mean, mean_surface};
use super::field::{Field, smoothstep};
use super::hairline::Shape;
use super::regions::distances_at;
use crate::plan::LossPattern as Norwood;
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

/// Hair left by type; each keeps at most what the one before kept.
static RETAINED: LazyLock<Vec<Field<1>>> = LazyLock::new(|| {
    let mut fields: Vec<Field<1>> = Vec::with_capacity(PATTERNS.len());
    for pattern in PATTERNS {
        let law = pattern.law();
        let before = |atlas| fields.last().map_or(1.0, |field| field.at_atlas(atlas)[0]);
        fields.push(Field::new(|atlas| [law(atlas).min(before(atlas))]));
    }
    fields
});

impl Pattern {
    fn law(self) -> impl Fn(Vec2) -> f32 + Sync {
        let (shape, half) = (self.shape(), 0.5 * self.border_mm);
        let (front, crown) = (shape.outline(), mean_surface(CROWN));
        let hair = move |d: f32| smoothstep(-half, half, d); // d: mm into the hair
        move |atlas| {
            let p = mean_surface(atlas);
            let top = self.top_border_mm(p.z) - distances_at(atlas).fringe_mm;
            let crown = if self.crown_mm > 0.0 { p.distance(crown) - self.crown_mm } else { f32::MAX };
            let bare = merged(front.nearest(atlas).distance_mm, crown);
            let thinned = 1.0 - self.top_loss * (1.0 - hair(top));
            if self.top_loss < 1.0 { hair(bare) * thinned } else { hair(merged(bare, top)) }
        }
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
    retained_at(pattern, atlas_from_mean(mean_position))
}

/// [`retained`] at an atlas place, for callers that have it.
pub fn retained_at(pattern: Norwood, atlas: Vec2) -> f32 {
    const SEVEN: [Norwood; 7] =
        [Norwood::I, Norwood::II, Norwood::III, Norwood::IV, Norwood::V, Norwood::VI, Norwood::VII];
    let k = SEVEN.iter().position(|p| *p == pattern).unwrap_or(4);
    RETAINED[k].at_atlas(atlas)[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalp::coordinates::ATLAS_RADIUS_MM;
    use crate::scalp::field::skin_cm2_per_atlas_mm2;
    use crate::scalp::regions::boundary_distance_mm;
    use Norwood::*;

    const TYPES: [Norwood; 7] = [I, II, III, IV, V, VI, VII];

    /// Surface points 3 mm of atlas apart inside the natural boundary, with the skin they stand for, cm².
    fn scalp() -> Vec<(Vec3, f32)> {
        let n = (ATLAS_RADIUS_MM / 3.0) as i32;
        let all = (-n..=n).flat_map(move |i| (-n..=n).map(move |k| vec2(i as f32, k as f32) * 3.0));
        let points = all.map(|a| (mean_surface(a), 9.0 * skin_cm2_per_atlas_mm2(a)));
        points.filter(|(p, _)| boundary_distance_mm(*p) > 0.0).collect()
    }

    fn lost_cm2(pattern: Norwood, scalp: &[(Vec3, f32)]) -> f32 {
        scalp.iter().map(|(p, area)| area * (1.0 - retained(pattern, *p))).sum()
    }

    /// `smp_domain.md` 4b gives areas (from memory) for scalps of about 520 cm²; this one has 645.
    #[test]
    fn bald_areas() {
        let scalp = scalp();
        let ranges = [
            (0.0, 10.0),
            (20.0, 30.0),
            (40.0, 60.0),
            (80.0, 105.0),
            (120.0, 165.0),
            (150.0, 248.0),
            (200.0, 310.0),
        ];
        for (pattern, (low, high)) in TYPES.into_iter().zip(ranges) {
            let lost = lost_cm2(pattern, &scalp);
            println!("{pattern:?}: {lost:.1} cm2");
            assert!((low..high).contains(&lost), "{pattern:?}: {lost}");
        }
    }

    /// Largest hair regained anywhere when loss goes one type further.
    fn regained(types: &[Norwood]) -> f32 {
        let worse = |w: &[Norwood], p: Vec3| retained(w[1], p) - retained(w[0], p);
        let scalp = scalp();
        types.windows(2).flat_map(|w| scalp.iter().map(move |(p, _)| worse(w, *p))).fold(0.0, f32::max)
    }

    #[test]
    fn every_type_loses_what_the_one_before_lost() {
        let back = regained(&TYPES);
        assert!(back < 0.03, "{back}");
        assert!(regained(&[III, II]) > 0.9, "planted: a swapped order must be seen");
    }

    #[test]
    fn recession_reaches_where_norwood_says() {
        // Rearmost bald place of the front half, mm before the coronal line through the ear canals (z = 0).
        let rear = |pattern| {
            let bald = |p: &Vec3| p.z > -30.0 && p.x.abs() > 20.0 && retained(pattern, *p) < 0.5;
            scalp().into_iter().map(|(p, _)| p).filter(bald).map(|p| p.z).fold(f32::MAX, f32::min)
        };
        assert!((20.0..32.0).contains(&rear(II)), "{}", rear(II));
        assert!((-5.0..20.0).contains(&rear(III)), "{}", rear(III));
    }

    #[test]
    fn crown_band_and_fringe() {
        let at = |pattern, y: f32| retained(pattern, mean_surface(vec2(0.0, y)));
        assert!(at(III, -70.0) > 0.95 && at(IV, -70.0) < 0.05);
        let band = [IV, V, VI].map(|pattern| at(pattern, -10.0));
        assert!(band[0] > 0.8 && (0.2..0.7).contains(&band[1]) && band[2] < 0.05, "{band:?}");
        for pattern in TYPES {
            assert!(at(pattern, -190.0) > 0.99, "the nape keeps its hair");
            assert!(retained(pattern, Vec3::new(76.0, 50.0, -20.0)) > 0.95, "so does the side");
        }
    }

    #[test]
    fn borders_are_soft() {
        for pattern in TYPES {
            let steepest = (0..180).map(|i| {
                let at = |y: f32| retained(pattern, mean_surface(vec2(5.0, y)));
                (at(i as f32 - 110.0) - at(i as f32 - 109.0)).abs()
            });
            let steepest = steepest.fold(0.0, f32::max);
            assert!(steepest < 0.25, "{pattern:?}: {steepest} per mm");
        }
    }

    #[test]
    fn mirror_symmetric() {
        for (p, _) in scalp() {
            assert_eq!(retained(V, p), retained(V, Vec3::new(-p.x, p.y, p.z)));
        }
    }
}
