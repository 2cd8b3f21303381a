//! How the client's own hair grows out of a follicular unit.
//!
//! Takes a site, the client and what hair finds there, gives trimmed hairs. Directions follow the
//! usual stream: a whorl behind the vertex, a little to the right, forward over the top, down the sides and back.
//!
//! Known limits: one whorl, turning one way; partings, cowlicks and double crowns are not modelled. Tilt, its
//! mean as in photographs of stubble, and miniaturisation (down to half the width, 0.6 of the length) are guesses.

use super::tufts::Tuft;
use super::{Hair, Lie};
use crate::math::smoothstep;
use crate::plan::{Client, Ethnicity, Plan};
use crate::scalp::Site;
use crate::scalp::coordinates::mean_surface;
use crate::scalp::site::Draw;
use glam::{Quat, Vec3, vec2};
use std::f32::consts::TAU;
use std::sync::LazyLock;

/// Centre of the crown whorl, mm, mean frame.
static WHORL: LazyLock<Vec3> = LazyLock::new(|| mean_surface(vec2(-9.0, -66.0)));

/// Hairs of a unit: one in 28.4 %, two in 52.6 %, three in 17.5 %, four in 1.5 % of units (Guo; mean 1.92).
pub fn hairs_of_unit(hash: u64) -> u64 {
    match Draw::UnitHairs.unit(hash) {
        u if u < 0.284 => 1,
        u if u < 0.810 => 2,
        u if u < 0.985 => 3,
        _ => 4,
    }
}

/// Days after a session without a trim: the first shave is due after 4 to 7 (`docs/practice.md#care-and-records`).
const UNTOUCHED_DAYS: f32 = 5.0;
/// So many days after the last session pictures are taken right after a trim, or scrubbing over years would flicker.
const STORY_DAYS: f32 = 60.0;

/// How much hair has grown since its last trim, mm, on a day of the plan. Hair is trimmed for each session, then left
/// for some days, then trimmed at the client's pace.
pub fn grown_mm(plan: &Plan, day: f32) -> f32 {
    let every_days = plan.client.hair.trim_every_days;
    let before = plan.sessions.iter().map(|session| session.day).filter(|start| *start <= day);
    let since = before.fold(None, |latest: Option<f32>, start| Some(latest.map_or(start, |l| l.max(start))));
    let days = match since.map(|start| day - start) {
        Some(since) if every_days > 0.0 && since < UNTOUCHED_DAYS => since,
        Some(since) if every_days > 0.0 && since < STORY_DAYS => (since - UNTOUCHED_DAYS) % every_days,
        _ => 0.0,
    };
    days * plan.client.ethnicity.growth_mm_per_day()
}

/// Least and greatest angle between a shaft and its skin, degrees; curly hair lies flatter.
const TILT_DEG: [f32; 2] = [25.0, 60.0];
const CURLY_TILT_DEG: [f32; 2] = [12.0, 32.0];
/// Mean fractions of a shaft's length that lie along the skin: the mean cosines over those angles.
const LYING: f32 = 0.726;
const CURLY_LYING: f32 = 0.923;
/// Curly hair over its cut height: it lies flatter and coils, and the trimmer passes over it.
const CURLY_LONGER: f32 = 1.6;
/// Radius of the rings that curly hair lies in, mm, from and to.
const CURL_MM: [f32; 2] = [0.8, 1.8];
/// How far hairs turn out of the stream in all, and the hairs of one unit from each other, radians, standard
/// deviations: 20 to 30 degrees in photographs of short hair.
const TURN_RAD: f32 = 0.42;
const APART_RAD: f32 = 0.11;
/// So many hairs stray, and turn so much further.
const STRAYS: f32 = 0.06;
const STRAYING: f32 = 2.2;
/// Diameters of the thinnest and the thickest hairs over the mean (a deviation of 22 %, as measured).
const WIDTHS: [f32; 2] = [0.62, 1.38];
/// So many hairs are growing anew, and are so long, as a fraction.
const NEW: f32 = 0.08;
const NEW_LENGTH: f32 = 0.4;
/// How far a tip bends to the side, as a fraction of the length, standard deviation.
const BEND: f32 = 0.16;
/// How far a tuft draws a unit's tips to its middle, from and to.
const DRAWN: [f32; 2] = [0.4, 1.0];
/// How much more or less hair than the usual lies over a unit of long hair, in its own lengths.
const UNDER: f32 = 0.45;
/// At the edge of the scalp hair is so thin, short and coloured, as fractions of the usual.
const EDGE_WIDTH: f32 = 0.4;
const EDGE_LENGTH: f32 = 0.35;
const EDGE_COLOUR: f32 = 0.45;

/// What hair finds at a site.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    /// Fraction of hair left there, which miniaturises it.
    pub left: f32,
    /// 0 at the edge of the scalp, 1 well inside.
    pub inside: f32,
    /// The tuft of the site.
    pub tuft: Tuft,
}

/// Hair `k` of the unit at a site.
pub fn hair(site: &Site, client: &Client, fields: &Ground, k: u64) -> Hair {
    let of = &client.hair;
    let is_curly = is_curly(client.ethnicity);
    let Ground { left, inside, tuft } = *fields;
    let draw = |what: Draw| what.unit_of(site.hash, k);
    let growth = stream(site);
    // The first hair stands on the site, its companions 0.1 to 0.25 mm from it.
    let away_mm = if k == 0 { 0.0 } else { 0.1 + 0.15 * draw(Draw::HairAway) };
    let turn = TAU * (Draw::UnitTurn.unit(site.hash) + 0.37 * k as f32);
    let [flat, steep] = tilts_deg(client.ethnicity);
    // The hairs of a unit are nearly parallel.
    let unit_tilt = 0.85 * Draw::UnitTilt.unit(site.hash) + 0.15 * draw(Draw::HairTilt);
    let tilt = (flat + (steep - flat) * unit_tilt).to_radians();
    let strays = if draw(Draw::HairStray) < STRAYS { STRAYING } else { 1.0 };
    let unit_rad = (TURN_RAD * TURN_RAD - tuft.turn_deviation_rad().powi(2)).max(0.0).sqrt();
    let lean = tuft.turn_rad
        + strays
            * (unit_rad * Draw::UnitLean.normal(site.hash) + APART_RAD * 3.46 * (draw(Draw::HairTurn) - 0.5));
    let along = Quat::from_axis_angle(site.normal, lean) * growth;
    let longer = if is_curly { CURLY_LONGER } else { 1.0 };
    let edge = |at_edge: f32| at_edge + (1.0 - at_edge) * inside;
    let width = WIDTHS[0] + (WIDTHS[1] - WIDTHS[0]) * draw(Draw::HairWidth);
    let new = if draw(Draw::HairNew) < NEW { NEW_LENGTH } else { 1.0 };
    let length_mm = of.stubble_mm
        * new
        * longer
        * (0.6 + 0.4 * left)
        * edge(EDGE_LENGTH)
        * (0.8 + 0.2 * draw(Draw::HairLength) + 0.2 * Draw::UnitDrawn.unit(site.hash));
    let drawn = (DRAWN[0] + (DRAWN[1] - DRAWN[0]) * Draw::UnitDrawn.unit(site.hash)) * tuft.strength;
    // No tip goes further to its tuft than half its own length.
    let towards = tuft.towards_mm.clamp_length_max(0.6 * length_mm) * drawn / strays;
    let bend = 3.46 * BEND * (draw(Draw::HairBend) - 0.5) * length_mm * smoothstep(1.0, 6.0, length_mm);
    let curl = CURL_MM[0] + (CURL_MM[1] - CURL_MM[0]) * draw(Draw::HairCurlWidth);
    Hair {
        position: site.position + Quat::from_axis_angle(site.normal, turn) * growth * away_mm,
        normal: site.normal,
        direction: (along * tilt.cos() + site.normal * tilt.sin()).normalize(),
        radius_mm: 0.5 * of.shaft_mm * (0.5 + 0.5 * left) * edge(EDGE_WIDTH) * width,
        length_mm,
        grows: true,
        grey: draw(Draw::HairGrey) < of.grey,
        lie: Lie {
            drawn_mm: towards + along.cross(site.normal) * bend,
            curl_mm: if is_curly { curl } else { 0.0 },
            curl_phase: draw(Draw::HairCurl),
            under: UNDER * (2.0 * Draw::UnitUnder.unit(site.hash) - 1.0 + tuft.under - tuft.strength),
            pale: 1.0 - edge(EDGE_COLOUR),
            ..Lie::default()
        },
    }
}

/// Mean length of hair along the skin over its cut height.
pub fn mean_lying(ethnicity: Ethnicity) -> f32 {
    if is_curly(ethnicity) { CURLY_LONGER * CURLY_LYING } else { LYING }
}

/// Least and greatest angle between a shaft and its skin, degrees.
pub fn tilts_deg(ethnicity: Ethnicity) -> [f32; 2] {
    if is_curly(ethnicity) { CURLY_TILT_DEG } else { TILT_DEG }
}

/// Sine of the angle between root and skin that stands for all of a client's: its inverse is the mean of theirs.
pub fn root_rise(ethnicity: Ethnicity) -> f32 {
    let [flat, steep] = tilts_deg(ethnicity).map(f32::to_radians);
    (steep - flat) / ((0.5 * steep).tan() / (0.5 * flat).tan()).ln()
}

/// Whose hair coils: all of it here, though it does so in every degree.
pub fn is_curly(ethnicity: Ethnicity) -> bool {
    ethnicity == Ethnicity::African
}

/// Unit tangent along which hair lies at a site.
pub fn stream(site: &Site) -> Vec3 {
    let n = site.normal;
    let tangent = |v: Vec3| v - n * n.dot(v);
    let away = site.mean_position - *WHORL;
    let from_whorl = tangent(away).normalize_or(n.any_orthonormal_vector());
    let swirl = Quat::from_axis_angle(n, 1.1 * (-away.length() / 22.0).exp());
    let steep = 1.0 - smoothstep(0.0, 0.6, n.y);
    (swirl * from_whorl + 1.2 * steep * tangent(Vec3::NEG_Y)).normalize_or(from_whorl)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shafts_lie_as_the_mean_of_their_tilts() {
        let off = |[low, high]: [f32; 2], lying: f32| {
            let mean_cosine = (high.to_radians().sin() - low.to_radians().sin()) / (high - low).to_radians();
            (lying / mean_cosine - 1.0).abs()
        };
        assert!(off(TILT_DEG, LYING) < 0.01 && off(CURLY_TILT_DEG, CURLY_LYING) < 0.01);
        assert!(off([20.0, 50.0], LYING) > 0.05, "planted: another tilt must be seen");
    }
}
