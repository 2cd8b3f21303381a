//! Eyelashes: they lead down and forward from the closed lid and curl up, and fan out to the sides. In the client's
//! hair colour. Lengths from 6 mm at the inner corner to 10 mm at the outer third; curl and fan chosen by eye.

use glam::{Vec3, vec3};

use super::Hair;
use crate::plan::Plan;
use crate::scalp::site::Draw;
use crate::scalp::{Scalp, Site, lashes};

/// Which fraction of a lash points out of the lid; the rest is its curl.
const OUT: f32 = 0.95;

/// The lashes of a head.
pub fn lashes(plan: &Plan, scalp: &Scalp) -> Vec<Hair> {
    let turned = |site: &Site, way: Vec3| scalp.head.mean_from_head.head_slope(site.mean_position) * way;
    scalp.lashes.iter().map(|site| hair(plan, site, |way| turned(site, way).normalize_or(Vec3::Z))).collect()
}

/// One lash; `turned` takes directions of the mean head to this one.
fn hair(plan: &Plan, site: &Site, turned: impl Fn(Vec3) -> Vec3) -> Hair {
    let draw = |what: Draw| what.unit(site.hash);
    let along = lashes::along(site.mean_position);
    let fan =
        (-0.35 + 1.05 * along + 0.24 * (2.0 * draw(Draw::LashFan) - 1.0)) * site.mean_position.x.signum();
    let out = turned(vec3(fan, -0.93 + 0.16 * (2.0 * draw(Draw::LashDown) - 1.0), 0.4));
    // The curl is square to the way out, so that the shaft bends from one to the other.
    let up = turned(vec3(0.35 * fan, 0.35, 0.9));
    let curl = (up - out * up.dot(out)).normalize_or(up);
    let longest = 1.0 - 0.42 * ((along - 0.68) / 0.68).powi(2);
    Hair {
        position: site.position,
        normal: out,
        direction: (out * OUT + curl * (1.0 - OUT * OUT).sqrt()).normalize_or(out),
        radius_mm: 0.5 * plan.client.hair.shaft_mm * (0.8 + 0.25 * draw(Draw::LashWidth)),
        length_mm: 10.0 * longest * (0.78 + 0.22 * draw(Draw::LashLength)),
        grows: false,
        // Lashes are the last to turn white.
        grey: draw(Draw::LashGrey) < 0.2 * plan.client.hair.grey,
    }
}
