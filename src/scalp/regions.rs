//! Where hair can grow and what the parts of the scalp are called.
//!
//! Takes a point of the mean frame (mm), gives signed distances (mm, positive on the hair side) to the measured
//! lines of `assets/head/scalp_lines.csv` and to the edges drawn from them ([`drawn_sides_mm`]), and the seven zones
//! of [`Zone`] with soft borders.
//!
//! Sources: boundary and coronal lines z = 35 and z = -62 mm from `assets/head/README.md` (a recommendation, not a
//! norm). Known limits: the borders temporal / parietal / occipital / nape are our choice (vertical planes through
//! the ears, behind them, and a level at y = -12 mm); zones are not anatomy that can be felt. Sites reach 15 mm
//! before the temple peak and 12 mm below the sideburn, but only 4 mm below the nape: it can be drawn up, not down.

use super::coordinates::{atlas_from_angles, atlas_from_mean, line, mean_surface};
use super::field::{Field, Outline};
use super::hairline::{PEAK_MM, RECESS_MM};
use crate::math::smoothstep;
use crate::plan::{Hairline, Zone};
use glam::{Vec2, Vec3};
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
/// The same before the temple peak.
const TEMPLE_MM: f32 = 15.0;
/// Lowest that a sideburn can be drawn below its natural end, mm.
const SIDEBURN_MM: f32 = 12.0;

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

/// Whether follicle sites are wanted here: the hair-bearing scalp, a few mm around it, as much of the forehead as the
/// lowest drawn hairline (45 mm above the glabella) with its sparse edge can reach, and the longest sideburn.
pub fn is_scalp(mean_position: Vec3) -> bool {
    let atlas = atlas_from_mean(mean_position);
    let boundary_mm = distances_at(atlas).boundary_mm;
    let before = if atlas.y > 0.0 { before_mm(atlas.x.abs()) } else { 0.0 };
    let sideburn = || boundary_mm > -2.0 * SIDEBURN_MM && lowered_mm(atlas, SIDEBURN_MM) > -MARGIN_MM;
    boundary_mm > -MARGIN_MM - before || (mean_position.y < SIDEBURN_TOP_MM[0] && sideburn())
}

/// How far before the boundary sites are wanted at an atlas `x`, mm.
fn before_mm(x: f32) -> f32 {
    let forehead = FOREHEAD_MM * (1.0 - smoothstep(RECESS_MM, PEAK_MM, x));
    let temple =
        TEMPLE_MM * smoothstep(RECESS_MM, PEAK_MM, x) * (1.0 - smoothstep(PEAK_MM, PEAK_MM + TEMPLE_MM, x));
    forehead + temple
}

/// Height over which a lengthened sideburn begins to stretch, mm: none of it above the second.
const SIDEBURN_TOP_MM: [f32; 2] = [2.0, 36.0];
/// Sideburn and ear, from back to front, mm before the ear canals: nothing moves behind the first.
const SIDEBURN_BACK_MM: [f32; 2] = [-12.0, -2.0];
/// Skin of the cheek before the sideburn: nothing moves before the second.
const SIDEBURN_FRONT_MM: [f32; 2] = [32.0, 46.0];
/// Nape and back of the head: a raised nape is whole below the first height and leaves all above the second, mm.
const NAPE_TOP_MM: [f32; 2] = [-8.0, 42.0];
/// The nape from behind the ears to the back, mm before the ear canals.
const NAPE_BACK_MM: [f32; 2] = [-18.0, -36.0];

/// Distance to the drawn edge of temple side, sideburn and nape, mm, positive inside, where the natural one
/// ([`Distances::sides_mm`]) is `sides_mm`. The edge is the natural one slid along the meridians, the skin between
/// stretched; away from the edge it is no longer an exact distance.
pub fn drawn_sides_mm(atlas: Vec2, sides_mm: f32, line: &Hairline) -> f32 {
    if line.sideburn_down_mm == 0.0 && line.nape_up_mm == 0.0 {
        return sides_mm;
    }
    let p = mean_surface(atlas);
    let sideburn = smoothstep(SIDEBURN_TOP_MM[1], SIDEBURN_TOP_MM[0], p.y)
        * smoothstep(SIDEBURN_BACK_MM[0], SIDEBURN_BACK_MM[1], p.z)
        * smoothstep(SIDEBURN_FRONT_MM[1], SIDEBURN_FRONT_MM[0], p.z);
    let nape =
        smoothstep(NAPE_TOP_MM[1], NAPE_TOP_MM[0], p.y) * smoothstep(NAPE_BACK_MM[0], NAPE_BACK_MM[1], p.z);
    let up_mm = sideburn * line.sideburn_down_mm.min(SIDEBURN_MM) - nape * line.nape_up_mm;
    if up_mm == 0.0 { sides_mm } else { distances_at(up_the_meridian(atlas, up_mm)).sides_mm }
}

/// Distance to the edge of a sideburn so much longer, mm.
fn lowered_mm(atlas: Vec2, sideburn_down_mm: f32) -> f32 {
    let natural = distances_at(atlas).sides_mm;
    drawn_sides_mm(atlas, natural, &Hairline { sideburn_down_mm, ..Hairline::default() })
}

/// The place so many mm of skin nearer to the top of the head.
fn up_the_meridian(atlas: Vec2, up_mm: f32) -> Vec2 {
    let out = atlas.normalize_or(Vec2::NEG_Y);
    let skin_mm = 0.5 * mean_surface(atlas + out).distance(mean_surface(atlas - out));
    atlas - out * (up_mm / skin_mm.max(0.1))
}

/// Fraction of each zone at a point, in the order of [`ZONES`]; they sum to one and change over about 8 mm.
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

/// The zone with the largest share at a mean-frame point.
pub fn zone(mean_position: Vec3) -> Zone {
    largest(&zone_weights(mean_position))
}

/// The zone with the largest share.
pub fn largest(weights: &[f32; 7]) -> Zone {
    let largest = (1..ZONES.len()).fold(0, |best, i| if weights[i] > weights[best] { i } else { best });
    ZONES[largest]
}

#[cfg(test)]
#[path = "regions_tests.rs"]
mod tests;
