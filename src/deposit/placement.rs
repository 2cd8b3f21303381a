//! Which site holds a dot, which a hair, which nothing.
//!
//! Takes a plan, ranked sites (any prefix is even over the scalp) and their area, gives dots and hairs. A site's
//! *rank density* q = (rank + 1) / area is compared with what the plan wants there: the client's own follicular
//! units first (q < H), then session by session (q < H + D1, H + D1 + D2, ...). So every session fills the gaps of
//! the ones before, dots sit between follicles, more density adds dots and moves none, and a session switched off
//! leaves its places empty.
//!
//! Sources: unit sizes 28/53/19 % of 1/2/3 hairs (Guo, `smp_domain.md` 4), jitter 15 % and hairline x0.8
//! (`smp_domain.md` 11), healed diameter 0.6 x needle (1a). Known limits: a soft blend of hair and dots within the
//! miniaturised border is our reading of "negative space"; no scars, no eyebrows, no second needle for the hairline.

use super::growth;
use super::{Dot, Hair};
use crate::plan::{Pigment, Plan, Session, Zones};
use crate::rng;
use crate::scalp::Site;
use crate::scalp::coordinates::atlas_from_mean;
use crate::scalp::field::smoothstep;
use crate::scalp::hair_loss::Retention;
use crate::scalp::hairline::Curve;
use crate::scalp::regions::{Distances, ZONES, distances_at, zone_weights_above};
use rayon::prelude::*;

/// Height of the pigment column a strike leaves, mm (OCT shows vertical columns; the height is a guess).
const COLUMN_MM: f32 = 0.4;
/// Healed pigment radius per needle diameter: a 0.25 mm needle leaves 0.15 mm (clinics 0.10..0.17).
const RADIUS_PER_NEEDLE: f32 = 0.30;
/// Relative standard deviation of size and tone.
const JITTER: f32 = 0.15;
/// Size and tone of dots at the very hairline.
const EDGE_SCALE: f32 = 0.8;

/// Items drawn from a site's hash; one per question, so that no answer moves another.
#[derive(Clone, Copy)]
enum Draw {
    Radius = 1,
    Depth,
    Tau,
    Feather,
}

fn normal(site: &Site, draw: Draw) -> f32 {
    rng::normal(site.hash, draw as u64)
}

/// Dots of every enabled session in order of site. `tau_550` gives the Napierian thickness of a settled dot for a
/// pigment and a dilution (ml water per ml pigment); `area_cm2` is the area over which the sites are spread.
pub fn dots(plan: &Plan, sites: &[Site], area_cm2: f32, tau_550: impl Fn(Pigment, f32) -> f32) -> Vec<Dot> {
    let curve = Curve::new(&plan.hairline, plan.seed);
    let retention = Retention::new(&plan.hair_loss, 0.0);
    let taus: Vec<f32> = plan.sessions.iter().map(|s| tau_550(s.pigment, s.dilution)).collect();
    let total: f32 = units_per_cm2(plan) + plan.sessions.iter().map(|s| s.density_per_cm2).sum::<f32>();
    let dot = |(rank, site): (usize, &Site)| {
        let q = rank_density(rank, area_cm2);
        let index = if q < total { session_at(plan, &curve, &retention, site, q)? } else { return None };
        let session = plan.sessions.get(index).filter(|s| s.enabled)?;
        Some(strike(plan, &curve, site, session, Place { rank, index, tau: taus[index] }))
    };
    sites.par_iter().enumerate().filter_map(dot).collect()
}

/// The client's own hairs, one to three per follicular unit, in order of site.
pub fn hairs(plan: &Plan, sites: &[Site], area_cm2: f32) -> Vec<Hair> {
    let retention = Retention::new(&plan.hair_loss, 0.0);
    let unit = |(rank, site)| {
        let left = hair_left(plan, &retention, site, rank_density(rank, area_cm2));
        let count = if left > 0.0 { growth::hairs_of_unit(site.hash) } else { 0 };
        (0..count).map(move |k| growth::hair(site, &plan.client.hair, left, k))
    };
    sites.par_iter().enumerate().flat_map_iter(unit).collect()
}

/// Share of hair left around a site of rank density `q` that roots one of the client's units, otherwise 0.
fn hair_left(plan: &Plan, retention: &Retention, site: &Site, q: f32) -> f32 {
    if q >= units_per_cm2(plan) {
        return 0.0;
    }
    let atlas = atlas_from_mean(site.mean_position);
    let left = retention.at_atlas(atlas);
    if q < units_at(plan, site, left, distances_at(atlas)) { left } else { 0.0 }
}

/// Sites per cm² down to this rank.
fn rank_density(rank: usize, area_cm2: f32) -> f32 {
    (rank + 1) as f32 / area_cm2.max(1e-3)
}

/// The client's follicular units per cm² where there is no loss.
fn units_per_cm2(plan: &Plan) -> f32 {
    plan.client.hair.units_per_cm2()
}

/// Follicular units per cm² at a site with the share `left` of its hair; the natural edge fades over 5 mm.
fn units_at(plan: &Plan, site: &Site, left: f32, edges: Distances) -> f32 {
    let inside = edges.boundary_mm + raggedness_mm(site);
    units_per_cm2(plan) * left * smoothstep(0.0, 5.0, inside)
}

/// How far a site sees the edge of the scalp moved, mm, ±1.2.
fn raggedness_mm(site: &Site) -> f32 {
    1.2 * (2.0 * rng::unit(site.hash, Draw::Feather as u64) - 1.0)
}

/// Index of the session that owns a site of rank density `q`, if any.
fn session_at(plan: &Plan, curve: &Curve, retention: &Retention, site: &Site, q: f32) -> Option<usize> {
    let p = site.mean_position;
    let atlas = atlas_from_mean(p);
    let (left, edges) = (retention.at_atlas(atlas), distances_at(atlas));
    let mut upto = units_at(plan, site, left, edges);
    // Treated in proportion to what is missing; a few dots lie between the thinning hairs of the border.
    let treated = smoothstep(0.05, 0.6, 1.0 - left);
    if q < upto || treated <= 0.0 {
        return None;
    }
    let side = smoothstep(0.0, 4.0, edges.sides_mm + raggedness_mm(site));
    let share = treated * side * curve.edge().share(curve.signed_distance_mm(p), 1.0, site.hash);
    let weights = zone_weights_above(p, edges.fringe_mm);
    plan.sessions.iter().position(|session| {
        upto += share * session.density_per_cm2 * zone_share(session.zones, &weights);
        q < upto
    })
}

/// Share of a place that lies in the zones of a session.
fn zone_share(zones: Zones, weights: &[f32; 7]) -> f32 {
    ZONES.iter().zip(weights).filter(|(zone, _)| zones.contains(**zone)).map(|(_, weight)| weight).sum()
}

/// Where a dot comes from.
struct Place {
    rank: usize,
    index: usize,
    tau: f32,
}

/// One needle strike, settled.
fn strike(plan: &Plan, curve: &Curve, site: &Site, session: &Session, place: Place) -> Dot {
    let softness = plan.hairline.softness_mm.max(0.5);
    let behind = smoothstep(0.5, 1.2, curve.signed_distance_mm(site.mean_position) / softness);
    let edge = EDGE_SCALE + (1.0 - EDGE_SCALE) * behind;
    let depth = session.depth_mm + session.depth_spread_mm * normal(site, Draw::Depth);
    Dot {
        position: site.position,
        normal: site.normal,
        site: place.rank as u32,
        session: place.index as u32,
        depth_mm: depth.clamp(0.02, 2.0),
        radius_mm: RADIUS_PER_NEEDLE * session.needle_mm * edge * (1.0 + JITTER * normal(site, Draw::Radius)),
        column_mm: COLUMN_MM,
        tau: place.tau * edge * (1.0 + JITTER * normal(site, Draw::Tau)),
    }
}

#[cfg(test)]
#[path = "placement_tests.rs"]
mod tests;
