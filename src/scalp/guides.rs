//! Landmark rules of hairline design as numbers of one line on one head, for warnings.
//!
//! Sources of the rules (`docs/practice.md#hairlines`): mid-frontal point 7 to 10 cm above the glabella, corner on the
//! line of the outer canthus, temple peak about 5 cm from the corner (Garg), thirds of equal height. Here they are
//! measured, not judged.
//! Known limits: the left side of the line before waves and asymmetry; heights are along the head's own axes, so a
//! head from a file is taken as upright as it was registered.

use super::coordinates::{CENTRE, atlas_from_mean, mean_surface};
use super::hairline::{HairlineShape, PEAK_MM};
use super::head::{Head, Landmarks};
use crate::plan::Hairline;
use glam::{Vec2, Vec3};

/// Pieces of the path from the glabella to the hairline.
const STEPS: usize = 40;
/// Rays towards the skin start so far from the mean head, times its own distance from the centre.
const OUTSIDE: f32 = 1.6;

/// A hairline on a head, in the measures of the rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Guides {
    /// Mid-frontal point above the glabella along the skin, mm.
    pub mid_frontal_mm: f32,
    /// Corner outside the vertical line through the outer canthus, mm; negative: inside.
    pub corner_outside_canthus_mm: f32,
    /// Temple peak from the corner in a straight line, mm.
    pub temple_peak_from_corner_mm: f32,
    /// Straight heights, mm: hairline to glabella (between the brows), glabella to nose base, nose base to chin.
    pub thirds_mm: [f32; 3],
    /// Landmarks that the head does not have; the mean head's own stand in for them.
    pub missing: Vec<&'static str>,
}

impl Guides {
    /// Measures a line on a head.
    pub fn of(line: &Hairline, head: &Head) -> Guides {
        let mut missing = Vec::new();
        let mut landmark = |name| {
            let own = head.landmarks.get(name);
            if own.is_none() {
                missing.push(name);
            }
            own.unwrap_or_else(|| head_from_mean(head, Landmarks::mean().get(name).unwrap_or_default()))
        };
        let [glabella, nose_base, chin, canthus] =
            ["glabella", "subnasale", "menton", "outer_canthus"].map(&mut landmark);
        let curve = HairlineShape::of(line).line();
        let on_head = |atlas: &Vec2| skin(head, *atlas);
        let [middle, corner, peak] = points(&curve).map(|atlas| on_head(&atlas));
        let path = path(atlas_from_mean(head.mean_from_head.point(glabella)), points(&curve)[0]);
        Guides {
            mid_frontal_mm: length_mm(path.map(|atlas| on_head(&atlas))),
            corner_outside_canthus_mm: corner.x - canthus.x,
            temple_peak_from_corner_mm: corner.distance(peak),
            thirds_mm: [middle.y - glabella.y, glabella.y - nose_base.y, nose_base.y - chin.y],
            missing,
        }
    }
}

/// Mid-frontal point, corner and temple peak of a line, atlas mm. The corner is where the line between the other two
/// is furthest from straight.
fn points(line: &[Vec2]) -> [Vec2; 3] {
    let first = line.first().copied().unwrap_or_default();
    let peak = line.iter().copied().find(|p| p.x >= PEAK_MM - 1.0).unwrap_or(first);
    let across = (peak - first).perp().normalize_or_zero();
    let off = |p: &Vec2| across.dot(*p - first).abs();
    let before = line.iter().copied().filter(|p| p.x < peak.x);
    [first, before.max_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(first), peak]
}

/// Places on the way from one place of the atlas to another.
fn path(from: Vec2, to: Vec2) -> impl Iterator<Item = Vec2> {
    (0..=STEPS).map(move |k| from.lerp(to, k as f32 / STEPS as f32))
}

fn length_mm(points: impl Iterator<Item = Vec3>) -> f32 {
    let points: Vec<Vec3> = points.collect();
    points.windows(2).map(|w| w[0].distance(w[1])).sum()
}

/// The head's skin at an atlas place, mm, head frame; the mean head's where a ray misses.
pub(super) fn skin(head: &Head, atlas: Vec2) -> Vec3 {
    let on_mean = mean_surface(atlas);
    let [skin, centre] = [on_mean, CENTRE].map(|p| head_from_mean(head, p));
    let outside = centre + OUTSIDE * (skin - centre);
    head.ray_hit(outside, centre - outside).unwrap_or(skin)
}

fn head_from_mean(head: &Head, p: Vec3) -> Vec3 {
    head.mean_from_head.head_point(p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::HairlineStyle::*;
    use glam::Affine3A;

    fn of(line: Hairline) -> Guides {
        Guides::of(&line, &Head::built_in().unwrap())
    }

    #[test]
    fn the_usual_line_keeps_the_rules() {
        let usual = of(Hairline::default());
        println!("{usual:?}");
        assert!((usual.mid_frontal_mm - 72.0).abs() < 3.0, "{usual:?}");
        assert!(usual.corner_outside_canthus_mm.abs() < 12.0, "{usual:?}");
        assert!((25.0..60.0).contains(&usual.temple_peak_from_corner_mm), "{usual:?}");
        assert!(
            (usual.thirds_mm[1] - 73.0).abs() < 1.0 && (usual.thirds_mm[2] - 67.5).abs() < 1.0,
            "{usual:?}"
        );
        assert!(usual.missing.is_empty());
    }

    #[test]
    fn broken_rules_show() {
        let usual = of(Hairline::default());
        let low = of(Hairline { height_mm: 52.0, ..Hairline::default() });
        assert!((usual.mid_frontal_mm - low.mid_frontal_mm - 20.0).abs() < 1.5, "{low:?}");
        assert!(low.thirds_mm[0] < usual.thirds_mm[0] - 8.0 && low.thirds_mm[1] == usual.thirds_mm[1]);
        let wide = of(Hairline { corner_out_mm: 10.0, style: Boxed, ..Hairline::default() });
        let boxed = of(Hairline { style: Boxed, ..Hairline::default() });
        let out = wide.corner_outside_canthus_mm - boxed.corner_outside_canthus_mm;
        assert!((5.0..12.0).contains(&out), "{out}");
    }

    #[test]
    fn a_head_without_a_landmark_says_so_and_another_size_counts() {
        let mut head = Head::built_in().unwrap();
        let usual = Guides::of(&Hairline::default(), &head);
        head.landmarks = Landmarks::default();
        let bare = Guides::of(&Hairline::default(), &head);
        assert_eq!(bare.missing, ["glabella", "subnasale", "menton", "outer_canthus"]);
        assert_eq!(Guides { missing: Vec::new(), ..bare }, usual);
        let mut small = Head::built_in().unwrap();
        small.mean_from_head = Affine3A::from_scale(Vec3::splat(1.0 / 0.9)).into();
        small.mesh.positions.iter_mut().for_each(|p| *p *= 0.9);
        small.landmarks = Landmarks::default();
        let small = Guides::of(&Hairline::default(), &small);
        assert!((small.mid_frontal_mm / usual.mid_frontal_mm - 0.9).abs() < 0.01, "{small:?}");
    }
}
