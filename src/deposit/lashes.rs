//! Eyelashes: they lead down and forward from the closed lid and curl up, forward from open ones and curl away from
//! the eye, and fan out to the sides. In the client's
//! hair colour. Lengths from 6 mm at the inner corner to 10 mm at the outer third; curl and fan chosen by eye.

use glam::{Vec3, vec3};

use super::{Hair, Lie};
use crate::plan::Plan;
use crate::scalp::lashes::Lid;
use crate::scalp::site::Draw;
use crate::scalp::{Scalp, Site, lashes};

/// Which fraction of a lash points out of the lid; the rest is its curl.
const OUT: f32 = 0.95;

/// The lashes of a head.
pub fn lashes(plan: &Plan, scalp: &Scalp) -> Vec<Hair> {
    let turned = |site: &Site, way: Vec3| scalp.head.mean_from_head.head_slope(site.mean_position) * way;
    let way_of = |site: &Site| Way::of(lashes::lid(&scalp.head, site));
    let grown = |site: &Site| {
        let hair = hair(plan, site, way_of(site), |way| turned(site, way).normalize_or(Vec3::Z));
        let falls_mm = lashes::blink_mm(&scalp.head, site);
        Hair { lie: Lie { lid_mm: falls_mm, ..hair.lie }, ..hair }
    };
    scalp.lashes.iter().map(grown).collect()
}

/// How the lashes of a lid grow.
struct Way {
    /// Down (negative) and forward; what is left of the fan.
    down: f32,
    forward: f32,
    fan: f32,
    /// Up and forward of the curl.
    curl: [f32; 2],
    /// Longest, mm.
    longest_mm: f32,
    /// Width over that of the client's hair.
    width: f32,
}

impl Way {
    fn of(lid: Lid) -> Way {
        match lid {
            Lid::Closed => {
                Way { down: -0.93, forward: 0.4, fan: 1.0, curl: [0.35, 0.9], longest_mm: 10.0, width: 1.0 }
            }
            Lid::Upper => {
                Way { down: -0.28, forward: 0.9, fan: 0.9, curl: [1.0, 0.25], longest_mm: 9.6, width: 1.05 }
            }
            Lid::Lower => {
                Way { down: -0.42, forward: 0.85, fan: 0.9, curl: [-0.8, 0.3], longest_mm: 4.8, width: 0.62 }
            }
        }
    }
}

/// One lash; `turned` takes directions of the mean head to this one.
fn hair(plan: &Plan, site: &Site, way: Way, turned: impl Fn(Vec3) -> Vec3) -> Hair {
    let draw = |what: Draw| what.unit(site.hash);
    let along = lashes::along(site.mean_position);
    let fan = (-0.35 + 1.05 * along + 0.24 * (2.0 * draw(Draw::LashFan) - 1.0))
        * site.mean_position.x.signum()
        * way.fan;
    let out = turned(vec3(fan, way.down + 0.16 * (2.0 * draw(Draw::LashDown) - 1.0), way.forward));
    // The curl is square to the way out, so that the shaft bends from one to the other.
    let up = turned(vec3(0.35 * fan, way.curl[0], way.curl[1]));
    let curl = (up - out * up.dot(out)).normalize_or(up);
    let longest = 1.0 - 0.42 * ((along - 0.68) / 0.68).powi(2);
    Hair {
        position: site.position,
        normal: out,
        direction: (out * OUT + curl * (1.0 - OUT * OUT).sqrt()).normalize_or(out),
        radius_mm: 0.5 * plan.client.hair.shaft_mm * way.width * (0.8 + 0.25 * draw(Draw::LashWidth)),
        length_mm: way.longest_mm * longest * (0.78 + 0.22 * draw(Draw::LashLength)),
        grows: false,
        // Lashes are the last to turn white.
        grey: draw(Draw::LashGrey) < 0.2 * plan.client.hair.grey,
        lie: Lie { is_close: true, ..Lie::default() },
    }
}
