//! The beard: coarse hair in the client's colour, a shadow when it is short. Off unless the plan asks for it.

use glam::Vec3;

use super::Hair;
use crate::plan::Plan;
use crate::scalp::site::Draw;
use crate::scalp::{Scalp, Site, beard};

/// Beard hair over scalp hair, diameter (about 0.12 mm against 0.075; Tolgyesi 1983 has 1.5 to 2).
const COARSER: f32 = 1.5;
/// Diameter of its hairs where they stand thinnest, over where they stand densest. A guess.
const FINE: f32 = 0.55;
/// How steeply it leaves the skin, from 1 lying to 0 upright; a guess.
const LYING: f32 = 0.75;

/// The beard that a plan gives a head.
pub fn beard(plan: &Plan, scalp: &Scalp) -> Vec<Hair> {
    let sites = &scalp.beard;
    let kept = |(rank, site): &(usize, &Site)| {
        let wanted = plan.client.hair.beard * beard::fraction(site.mean_position);
        (*rank as f32 + 0.5) < wanted * sites.len() as f32
    };
    sites.iter().enumerate().filter(kept).map(|(_, site)| hair(plan, scalp, site)).collect()
}

fn hair(plan: &Plan, scalp: &Scalp, site: &Site) -> Hair {
    let draw = |what: Draw| what.unit(site.hash);
    let stray = Vec3::new(
        2.0 * draw(Draw::BeardStrayX) - 1.0,
        2.0 * draw(Draw::BeardStrayY) - 1.0,
        2.0 * draw(Draw::BeardStrayZ) - 1.0,
    ) * 0.35;
    let along = scalp.head.mean_from_head.head_slope(site.mean_position)
        * (beard::stream(site.mean_position) + stray);
    let tangent = (along - site.normal * along.dot(site.normal)).normalize_or(Vec3::NEG_Y);
    let of = &plan.client.hair;
    let strength = FINE + (1.0 - FINE) * beard::fraction(site.mean_position).sqrt();
    Hair {
        position: site.position,
        normal: site.normal,
        direction: (tangent * LYING + site.normal * (1.0 - LYING * LYING).sqrt()).normalize(),
        radius_mm: 0.5 * of.shaft_mm * COARSER * strength * (0.8 + 0.4 * draw(Draw::BeardWidth)),
        length_mm: of.beard_mm * (0.8 + 0.4 * draw(Draw::BeardLength)),
        grows: false,
        grey: draw(Draw::BeardGrey) < plan.client.hair.grey,
        lie: Default::default(),
    }
}
