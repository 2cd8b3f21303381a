//! Eyebrows: what makes a bald head a face. Untouched by treatment; they take the client's hair colour.
//!
//! Hairs near the nose stand upright, the others lie outwards along the brow, the lower ones a little up and the
//! upper ones a little down. Lengths, widths and tilts are chosen by eye.

use glam::Vec3;

use super::Hair;
use crate::plan::Plan;
use crate::scalp::Site;
use crate::scalp::site::Draw;

/// Brow hairs for the brow sites of a head.
pub fn brows(plan: &Plan, sites: &[Site]) -> Vec<Hair> {
    sites.iter().map(|site| hair(plan, site)).collect()
}

fn hair(plan: &Plan, site: &Site) -> Hair {
    let draw = |what: Draw| what.unit(site.hash);
    let side = site.mean_position.x.signum();
    let outward_mm = site.mean_position.x.abs();
    // 1 at the head of the brow, 0 from its middle on.
    let upright = (1.0 - (outward_mm - 9.0) / 14.0).clamp(0.0, 1.0);
    let tail = ((outward_mm - 36.0) / 22.0).clamp(0.0, 1.0);
    let stray = 0.35 * (2.0 * draw(Draw::BrowStray) - 1.0);
    let along = Vec3::new(side, 0.32 + 1.6 * upright - 0.62 * tail + stray, 0.0);
    let tangent = (along - site.normal * along.dot(site.normal)).normalize_or(Vec3::Y);
    Hair {
        position: site.position,
        normal: site.normal,
        direction: (tangent + site.normal * (0.10 + 0.12 * draw(Draw::BrowTilt))).normalize(),
        radius_mm: 0.5 * plan.client.hair.shaft_mm * (0.75 + 0.3 * draw(Draw::BrowWidth)),
        length_mm: (4.2 + 3.2 * draw(Draw::BrowLength)) * (1.0 - 0.35 * tail),
        grows: false,
        // Brows turn later than the scalp.
        grey: draw(Draw::BrowGrey) < 0.4 * plan.client.hair.grey,
    }
}
