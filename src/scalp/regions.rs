//! Where hair can grow and what the parts of the scalp are called.
//!
//! Takes a point of the mean frame (mm), gives signed distances (mm, positive on the hair side) to the measured
//! lines of `assets/head/scalp_lines.csv`, and the seven zones of [`Zone`] with soft borders.
//!
//! Sources: boundary and coronal lines z = 35 and z = -62 mm from `assets/head/README.md` (a recommendation, not a
//! norm). Known limits: the borders temporal / parietal / occipital / nape are our choice (vertical planes through
//! the ears, behind them, and a level at y = -12 mm); zones are not anatomy that can be felt.

use super::coordinates::{atlas_from_angles, atlas_from_mean, line};
use super::field::{Field, Outline, smoothstep};
use super::hairline::{PEAK_MM, RECESS_MM};
use crate::plan::Zone;
use glam::{Vec2, Vec3, vec2};
use std::sync::LazyLock;

/// Zones in the order of [`zone_weights`].
pub const ZONES: [Zone; 7] = [
    Zone::Frontal,
    Zone::MidScalp,
    Zone::Vertex,
    Zone::Temporal,
    Zone::Parietal,
    Zone::Occipital,
    Zone::Nape,
];

/// Width of the soft border between zones, mm.
const BORDER_MM: f32 = 8.0;
/// Sites are wanted this far outside the boundary too, so that soft edges have room, mm.
const MARGIN_MM: f32 = 4.0;
/// How much further down the forehead the lowest drawn hairline may lie, with its sparse edge, mm.
const FOREHEAD_MM: f32 = 20.0;

/// Distances to (whole boundary, sides and nape alone, upper edge of the fringe).
static LINES: LazyLock<Field<3>> = LazyLock::new(|| {
    let outlines = [Outline::new(&line("scalp_boundary"), &[]), sides(), fringe()];
    Field::new(|atlas| [0, 1, 2].map(|i| outlines[i].nearest(atlas).distance_mm))
});

/// Temple, sideburn, ear and nape; the region is closed over the forehead, below any hairline.
fn sides() -> Outline {
    let mut edge = line("hairline_lower");
    edge.reverse();
    Outline::new(
        &edge,
        &[atlas_from_angles(56.0, 14.0), atlas_from_angles(48.0, 6.0), atlas_from_angles(0.0, 2.0)],
    )
}

/// The crown above the lateral and occipital fringe; in front the edge runs on down past the temple peak.
fn fringe() -> Outline {
    let down = [atlas_from_angles(53.0, 26.0), atlas_from_angles(49.0, 8.0)];
    let mut edge = line("zone_parietal_fringe");
    edge.reverse();
    edge.extend(down);
    Outline::new(&edge, &[atlas_from_angles(0.0, 0.0)])
}

/// Atlas places that close the region behind a hairline, from its end to the mid-plane: well outside temple,
/// sideburn and nape, whose own edge is [`Distances::sides_mm`].
pub fn behind_hairline() -> [Vec2; 6] {
    let [a, b, c] = [(57.0, 4.0), (58.0, -25.0), (66.0, -48.0)].map(|(a, e)| atlas_from_angles(a, e));
    [a, b, c, vec2(300.0, 95.0), vec2(300.0, -300.0), vec2(0.0, -300.0)]
}

/// Signed distances at one place, mm.
#[derive(Clone, Copy, Debug)]
pub struct Distances {
    /// To the edge of the hair-bearing scalp, positive inside. Its front is the juvenile hairline, the lowest that
    /// grows; a drawn one may lie lower.
    pub boundary_mm: f32,
    /// To the edge of the scalp at temple, ear and nape alone, positive inside; the forehead counts as inside, for
    /// there the hairline decides.
    pub sides_mm: f32,
    /// To the upper edge of the lateral and occipital fringe, positive above it.
    pub fringe_mm: f32,
}

/// All distances at an atlas place (`coordinates::atlas_from_mean`).
pub fn distances_at(atlas: Vec2) -> Distances {
    let [boundary_mm, sides_mm, fringe_mm] = LINES.at_atlas(atlas);
    Distances { boundary_mm, sides_mm, fringe_mm }
}

/// All distances at a mean-frame point.
pub fn distances(mean_position: Vec3) -> Distances {
    distances_at(atlas_from_mean(mean_position))
}

/// [`Distances::boundary_mm`] at a mean-frame point.
pub fn boundary_distance_mm(mean_position: Vec3) -> f32 {
    distances(mean_position).boundary_mm
}

/// Whether follicle sites are wanted here: the hair-bearing scalp, a few mm around it, and as much of the forehead
/// as the lowest drawn hairline (45 mm above the glabella) with its sparse edge can reach.
pub fn is_scalp(mean_position: Vec3) -> bool {
    let atlas = atlas_from_mean(mean_position);
    let forehead = if atlas.y > 0.0 { 1.0 - smoothstep(RECESS_MM, PEAK_MM, atlas.x.abs()) } else { 0.0 };
    distances_at(atlas).boundary_mm > -MARGIN_MM - FOREHEAD_MM * forehead
}

/// Share of each zone at a point, in the order of [`ZONES`]; they sum to one and change over about 8 mm.
pub fn zone_weights(mean_position: Vec3) -> [f32; 7] {
    zone_weights_above(mean_position, distances(mean_position).fringe_mm)
}

/// [`zone_weights`] where the distance to the fringe is known.
pub fn zone_weights_above(mean_position: Vec3, fringe_mm: f32) -> [f32; 7] {
    let beyond = |x: f32| smoothstep(-0.5 * BORDER_MM, 0.5 * BORDER_MM, x);
    let p = mean_position;
    let top = beyond(fringe_mm);
    let (front, back) = (beyond(p.z - 35.0), beyond(-62.0 - p.z));
    let side = 1.0 - top;
    let temple = beyond(p.z - 5.0);
    let rear = (1.0 - temple) * beyond(-48.0 - p.z);
    let low = beyond(-12.0 - p.y);
    [
        top * front,
        top * (1.0 - front - back),
        top * back,
        side * temple,
        side * (1.0 - temple - rear) * (1.0 - low),
        side * rear * (1.0 - low),
        side * (1.0 - temple) * low,
    ]
}

/// The zone with the largest share.
pub fn zone(mean_position: Vec3) -> Zone {
    let weights = zone_weights(mean_position);
    let largest = (1..ZONES.len()).fold(0, |best, i| if weights[i] > weights[best] { i } else { best });
    ZONES[largest]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Hairline, HairlineStyle};
    use crate::scalp::coordinates::{ATLAS_RADIUS_MM, mean_surface};
    use crate::scalp::field::skin_cm2_per_atlas_mm2;
    use crate::scalp::hairline::Curve;

    /// Atlas places 3 mm apart, their surface points and the skin they stand for, cm².
    fn places() -> impl Iterator<Item = (Vec3, f32)> {
        let n = (ATLAS_RADIUS_MM / 3.0) as i32;
        let all = (-n..=n).flat_map(move |i| (-n..=n).map(move |k| vec2(i as f32, k as f32) * 3.0));
        let disc = all.filter(|a| a.length() < ATLAS_RADIUS_MM);
        disc.map(|a| (mean_surface(a), 9.0 * skin_cm2_per_atlas_mm2(a)))
    }

    #[test]
    fn area_is_the_published_one_of_this_boundary() {
        let area: f32 = places().filter(|(p, _)| boundary_distance_mm(*p) > 0.0).map(|(_, a)| a).sum();
        assert!((area - 645.0).abs() < 4.0, "{area}");
        let bloated: f32 = places().filter(|(p, _)| boundary_distance_mm(*p) > -1.0).map(|(_, a)| a).sum();
        assert!(bloated - 645.0 > 6.0, "planted: one mm too wide must be seen, {bloated}");
    }

    #[test]
    fn distances_are_millimetres() {
        let p = Vec3::new(0.0, 105.0, 64.5); // the mature line, 10 mm behind the juvenile one
        assert!((boundary_distance_mm(p) - 10.0).abs() < 0.5, "{}", boundary_distance_mm(p));
        for (p, _) in places().step_by(37) {
            assert!(boundary_distance_mm(p).abs() < 220.0);
            let within = boundary_distance_mm(p) > 0.0;
            assert!(!within || boundary_distance_mm(p) < distances(p).sides_mm + 1.0, "{p}");
        }
    }

    #[test]
    fn zone_weights_sum_to_one_and_name_the_landmarks() {
        for (p, _) in places() {
            let w = zone_weights(p);
            assert!(
                (w.iter().sum::<f32>() - 1.0).abs() < 1e-5 && w.iter().all(|x| (-1e-6..=1.0).contains(x)),
                "{p} {w:?}"
            );
        }
        let named = [
            (Vec3::new(0.0, 110.0, 58.0), Zone::Frontal),
            (Vec3::new(0.0, 131.0, -12.0), Zone::MidScalp),
            (Vec3::new(0.0, 108.0, -80.0), Zone::Vertex),
            (Vec3::new(68.0, 55.0, 28.0), Zone::Temporal),
            (Vec3::new(76.0, 60.0, -20.0), Zone::Parietal),
            (Vec3::new(0.0, 30.0, -106.0), Zone::Occipital),
            (Vec3::new(0.0, -40.0, -80.0), Zone::Nape),
        ];
        for (p, expected) in named {
            assert_eq!(zone(p), expected, "{p}");
        }
    }

    #[test]
    fn sites_reach_wherever_a_dot_may_be() {
        use HairlineStyle::*;
        for style in [Natural, Rounded, WidowsPeak, Defined, Receded] {
            let curve =
                Curve::new(&Hairline { style, height_mm: 45.0, softness_mm: 10.0, ..Hairline::default() }, 3);
            for (p, _) in places() {
                let wanted = distances(p).sides_mm > 0.0 && curve.signed_distance_mm(p) > 0.0;
                assert!(!wanted || is_scalp(p), "{style:?} {p}");
            }
        }
        assert!(!is_scalp(Vec3::new(0.0, 45.0, 92.0)), "the glabella is no scalp");
        assert!(!is_scalp(Vec3::new(73.0, 0.0, 0.0)), "the ear is no scalp");
    }
}
