//! How the client's own hair grows out of a follicular unit.
//!
//! Takes a site, the client's hair and the fraction of hair left there, gives trimmed hairs. Directions follow the
//! usual stream: a whorl behind the vertex, a little to the right, forward over the top, down the sides and back.
//!
//! Known limits: one whorl, turning one way; partings, cowlicks and double crowns are not modelled. Tilt 35..50
//! degrees and miniaturisation (down to half the width, 0.6 of the length) are guesses.

use super::Hair;
use crate::math::smoothstep;
use crate::plan::{self, Plan};
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

/// Least and greatest angle between a shaft and its skin, degrees.
const TILT_DEG: [f32; 2] = [35.0, 50.0];
/// Mean fraction of a shaft's length that lies along the skin: the mean cosine over those angles.
pub const MEAN_LYING: f32 = 0.74;

/// Hair `k` of the unit at a site; `left` is the fraction of hair left there, which miniaturises it.
pub fn hair(site: &Site, of: &plan::ClientHair, left: f32, k: u64) -> Hair {
    let draw = |what: Draw| what.unit_of(site.hash, k);
    let growth = stream(site);
    // The first hair stands on the site, its companions 0.1 to 0.25 mm from it.
    let away_mm = if k == 0 { 0.0 } else { 0.1 + 0.15 * draw(Draw::HairAway) };
    let turn = TAU * (Draw::UnitTurn.unit(site.hash) + 0.37 * k as f32);
    let tilt = (TILT_DEG[0] + (TILT_DEG[1] - TILT_DEG[0]) * draw(Draw::HairTilt)).to_radians();
    let along = Quat::from_axis_angle(site.normal, 0.2 * (2.0 * draw(Draw::HairTurn) - 1.0)) * growth;
    Hair {
        position: site.position + Quat::from_axis_angle(site.normal, turn) * growth * away_mm,
        normal: site.normal,
        direction: (along * tilt.cos() + site.normal * tilt.sin()).normalize(),
        radius_mm: 0.5 * of.shaft_mm * (0.5 + 0.5 * left) * (0.85 + 0.3 * draw(Draw::HairWidth)),
        length_mm: of.stubble_mm * (0.6 + 0.4 * left) * (0.85 + 0.3 * draw(Draw::HairLength)),
        grows: true,
        grey: draw(Draw::HairGrey) < of.grey,
    }
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
        let off = |[low, high]: [f32; 2]| {
            let mean_cosine = (high.to_radians().sin() - low.to_radians().sin()) / (high - low).to_radians();
            (MEAN_LYING / mean_cosine - 1.0).abs()
        };
        assert!(off(TILT_DEG) < 0.01, "{}", off(TILT_DEG));
        assert!(off([30.0, 45.0]) > 0.05, "planted: another tilt must be seen");
    }
}
