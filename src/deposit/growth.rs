//! How the client's own hair grows out of a follicular unit.
//!
//! Takes a site, the client's hair and the share of hair left there, gives trimmed hairs. Directions follow the
//! usual stream: a whorl behind the vertex, a little to the right, forward over the top, down the sides and back.
//!
//! Known limits: one whorl, turning one way; partings, cowlicks and double crowns are not modelled. Tilt 35..50
//! degrees and miniaturisation (down to half the width, 0.6 of the length) are guesses.

use super::Hair;
use crate::plan;
use crate::rng;
use crate::scalp::Site;
use crate::scalp::coordinates::mean_surface;
use crate::scalp::field::smoothstep;
use glam::{Quat, Vec3, vec2};
use std::f32::consts::TAU;
use std::sync::LazyLock;

/// Centre of the crown whorl, mm, mean frame.
static WHORL: LazyLock<Vec3> = LazyLock::new(|| mean_surface(vec2(-9.0, -66.0)));

/// Hairs of a unit: one in 28 %, two in 53 %, three in 19 % of units (Guo; mean 1.9).
pub fn hairs_of_unit(hash: u64) -> u64 {
    match rng::unit(hash, 0x48) {
        u if u < 0.28 => 1,
        u if u < 0.81 => 2,
        _ => 3,
    }
}

/// Hair `k` of the unit at a site; `left` is the share of hair left there, which miniaturises it.
pub fn hair(site: &Site, of: &plan::Hair, left: f32, k: u64) -> Hair {
    let draw = |item: u64| rng::unit(site.hash, 0x100 + 16 * k + item);
    let growth = stream(site);
    // The first hair stands on the site, its companions 0.1 to 0.25 mm from it.
    let away_mm = if k == 0 { 0.0 } else { 0.1 + 0.15 * draw(0) };
    let turn = TAU * (rng::unit(site.hash, 0x49) + 0.37 * k as f32);
    let tilt = (35.0 + 15.0 * draw(1)).to_radians();
    let along = Quat::from_axis_angle(site.normal, 0.2 * (2.0 * draw(2) - 1.0)) * growth;
    Hair {
        position: site.position + Quat::from_axis_angle(site.normal, turn) * growth * away_mm,
        normal: site.normal,
        direction: (along * tilt.cos() + site.normal * tilt.sin()).normalize(),
        radius_mm: 0.5 * of.shaft_mm * (0.5 + 0.5 * left) * (0.85 + 0.3 * draw(3)),
        length_mm: of.stubble_mm * (0.6 + 0.4 * left) * (0.85 + 0.3 * draw(4)),
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
