//! Which site holds a dot, which a hair, which nothing.
//!
//! Takes a plan, ranked sites (any prefix is even over the scalp), what lies there ([`Ground`]) and their area, gives
//! dots and hairs. A site's *rank density* q = (rank + 1) / area is compared with what the plan wants there: the
//! client's own follicular units first (q < H), then session by session (q < H + D1, H + D1 + D2, ...). So every
//! session fills the gaps of the ones before, dots sit between follicles, more density adds dots and moves none, and
//! a session switched off leaves its places empty. Hair that is lost later leaves its dots alone.
//!
//! Sources: jitter 15 % and hairline x0.8 (`smp_domain.md` 11), healed diameter 0.6 x needle (1a). Known limits: one
//! needle for a whole session; a hand's errors are independent from dot to dot.

use super::ground::{self, Ground, Here, Line};
use super::growth;
use super::{Dot, Hair};
use crate::plan::{Pigment, Plan, Session, Zones};
use crate::rng;
use crate::scalp::field::smoothstep;
use crate::scalp::hair_density;
use crate::scalp::hair_loss::Retention;
use crate::scalp::regions::ZONES;
use crate::scalp::scars::Scars;
use crate::scalp::sites::measure::hexagonal_mm;
use crate::scalp::{Place, Site};
use glam::Vec3;
use kiddo::{ImmutableKdTree, SquaredEuclidean};
use rayon::prelude::*;

/// Height of the pigment column a strike leaves, mm (OCT shows vertical columns; the height is a guess).
pub const COLUMN_MM: f32 = 0.4;
/// Healed pigment radius per needle diameter: a 0.25 mm needle leaves 0.15 mm (clinics 0.10..0.17).
pub const RADIUS_PER_NEEDLE: f32 = 0.30;
/// Size and tone of dots at the very hairline.
const EDGE_SCALE: f32 = 0.8;
/// Depths come in steps of this, mm: finer than any law sees, and few enough for a table (`render::levels`).
const DEPTH_STEP_MM: f32 = 0.005;

/// Items drawn from a site's hash; one per question, so that no answer moves another.
#[derive(Clone, Copy)]
enum Draw {
    Radius = 1,
    Depth,
    Tau,
    OffX = 5,
    OffY,
}

fn normal(site: &Site, draw: Draw) -> f32 {
    rng::normal(site.hash, draw as u64)
}

/// Dots of every enabled session in order of site. `ground` is of the same sites; `tau_550` gives the Napierian
/// thickness of a settled dot for a pigment and a dilution (ml water per ml pigment); `area_cm2` is the area over which
/// the sites are spread.
pub fn dots(
    plan: &Plan,
    sites: &[Site],
    ground: &Ground,
    places: &[Place],
    area_cm2: f32,
    tau_550: impl Fn(Pigment, f32) -> f32,
) -> Vec<Dot> {
    let taus: Vec<f32> = plan.sessions.iter().map(|s| tau_550(s.pigment, s.dilution)).collect();
    let crowding = Crowding::new(plan, sites, ground, places, area_cm2);
    let most = most_per_cm2(plan);
    let dot = |rank: &u32| {
        let rank = *rank as usize;
        let q = rank_density(rank, area_cm2);
        let index = session_at(plan, ground, rank, &places[rank], &sites[rank], q)?;
        let session = plan.sessions.get(index).filter(|s| s.enabled)?;
        if crowding.is_too_near(&sites[rank], session.keep_off_mm) {
            return None;
        }
        strike(plan, ground, session, &sites[rank], Struck { rank, index, tau: taus[index] })
    };
    let used = ground.open.partition_point(|rank| rank_density(*rank as usize, area_cm2) < most);
    ground.open[..used].par_iter().with_min_len(1024).filter_map(dot).collect()
}

/// The client's own hairs by the step of the scale `stages_on` from today, one to four per follicular unit, in order
/// of site.
pub fn hairs(plan: &Plan, sites: &[Site], places: &[Place], area_cm2: f32, stages_on: f32) -> Vec<Hair> {
    let retention = Retention::new(&plan.hair_loss, stages_on);
    let scars = Scars::new(&plan.scars, plan.seed);
    let used = ((most_units_per_cm2(plan) * area_cm2) as usize).min(sites.len());
    let unit = |rank: usize| {
        let (site, place) = (&sites[rank], &places[rank]);
        let left = ground::left(&retention, &scars, place.atlas);
        let units = ground::units_per_cm2(&plan.client.hair, site, place, left);
        let grows = rank_density(rank, area_cm2) < units;
        let count = if grows { growth::hairs_of_unit(site.hash) } else { 0 };
        (0..count).map(move |k| growth::hair(site, &plan.client.hair, left, k))
    };
    (0..used).into_par_iter().with_min_len(1024).flat_map_iter(unit).collect()
}

/// Sites per cm² down to this rank.
fn rank_density(rank: usize, area_cm2: f32) -> f32 {
    (rank + 1) as f32 / area_cm2.max(1e-3)
}

/// The client's follicular units per cm² where they are densest.
fn most_units_per_cm2(plan: &Plan) -> f32 {
    plan.client.hair.units_per_cm2() * hair_density::MOST
}

/// Units and dots per cm² that a plan can want in one place.
fn most_per_cm2(plan: &Plan) -> f32 {
    let densest = |s: &Session| s.density_per_cm2 * s.zone_density.iter().copied().fold(0.0, f32::max);
    most_units_per_cm2(plan) + plan.sessions.iter().map(densest).sum::<f32>()
}

/// Index of the session that owns the site of this rank, if any.
fn session_at(
    plan: &Plan,
    ground: &Ground,
    rank: usize,
    place: &Place,
    site: &Site,
    q: f32,
) -> Option<usize> {
    let (here, line) = (&ground.here[rank], ground.line[rank].as_ref()?);
    let mut upto = ground::units_per_cm2(&plan.client.hair, site, place, here.left);
    if q < upto {
        return None;
    }
    plan.sessions.iter().position(|session| {
        upto += wanted_per_cm2(session, ground, (here, line), place, site);
        q < upto
    })
}

/// Dots per cm² that a session wants at a site.
fn wanted_per_cm2(
    session: &Session,
    ground: &Ground,
    (here, line): (&Here, &Line),
    place: &Place,
    site: &Site,
) -> f32 {
    let treated = here.treated(session.target, place) * line.within;
    if treated <= 0.0 {
        return 0.0;
    }
    let behind_mm = line.behind_mm - session.edge_back_mm;
    let share = treated * ground.edge.share(behind_mm, session.softness, site.hash);
    share * session.density_per_cm2 * zone_share(session.zones, &session.zone_density, &place.zones)
}

/// Density that a session has at a place by its zones, relative to its own.
fn zone_share(zones: Zones, density: &[f32; 7], weights: &[f32; 7]) -> f32 {
    let shares = ZONES.iter().zip(weights).filter(|(zone, _)| zones.contains(**zone));
    shares.map(|(zone, weight)| weight * density[*zone as usize]).sum()
}

/// Follicles that hold hair, to keep off them. Sites are no nearer to each other than their spacing allows, so this
/// is only looked up for distances beyond it.
struct Crowding {
    follicles: Option<ImmutableKdTree<f32, 3>>,
    spacing_mm: f32,
}

impl Crowding {
    /// No two of n samples are nearer than this share of the hexagonal spacing (`scalp::sites`).
    const LEAST_SPACING: f32 = 0.70;

    fn new(plan: &Plan, sites: &[Site], ground: &Ground, places: &[Place], area_cm2: f32) -> Crowding {
        let count = ((most_per_cm2(plan) * area_cm2) as usize).clamp(1, sites.len().max(1));
        let spacing_mm = Self::LEAST_SPACING * hexagonal_mm(f64::from(100.0 * area_cm2), count) as f32;
        let widest = plan.sessions.iter().map(|s| s.keep_off_mm).fold(0.0, f32::max);
        if widest <= spacing_mm {
            return Crowding { follicles: None, spacing_mm };
        }
        let hair = &plan.client.hair;
        let held = |&rank: &usize| {
            let units = ground::units_per_cm2(hair, &sites[rank], &places[rank], ground.here[rank].left);
            rank_density(rank, area_cm2) < units
        };
        let follicles: Vec<[f32; 3]> =
            (0..sites.len()).filter(held).map(|rank| sites[rank].position.to_array()).collect();
        Crowding { follicles: ImmutableKdTree::new_from_slice(&follicles).ok(), spacing_mm }
    }

    fn is_too_near(&self, site: &Site, keep_off_mm: f32) -> bool {
        let Some(follicles) = self.follicles.as_ref().filter(|_| keep_off_mm > self.spacing_mm) else {
            return false;
        };
        let nearest =
            follicles.query(&site.position.to_array()).nearest_one::<SquaredEuclidean<f32>>().execute();
        nearest.distance < keep_off_mm * keep_off_mm
    }
}

/// Where a dot comes from.
struct Struck {
    rank: usize,
    index: usize,
    tau: f32,
}

/// One needle strike, settled.
fn strike(plan: &Plan, ground: &Ground, session: &Session, site: &Site, struck: Struck) -> Option<Dot> {
    let softness_mm = (plan.hairline.softness_mm * session.softness).max(0.5);
    let behind_mm = ground.line[struck.rank]?.behind_mm - session.edge_back_mm;
    let edge = EDGE_SCALE + (1.0 - EDGE_SCALE) * smoothstep(0.5, 1.2, behind_mm / softness_mm);
    let depth = session.depth_mm + session.depth_spread_mm * normal(site, Draw::Depth);
    let size = 1.0 + session.size_jitter * normal(site, Draw::Radius);
    let shade = 1.0 + session.shade_jitter * normal(site, Draw::Tau);
    Some(Dot {
        position: site.position + off_hand(session, site),
        normal: site.normal,
        site: struck.rank as u32,
        session: struck.index as u32,
        depth_mm: (depth.clamp(0.02, 2.0) / DEPTH_STEP_MM).round() * DEPTH_STEP_MM,
        radius_mm: RADIUS_PER_NEEDLE * session.needle_mm * edge * size.max(0.3),
        column_mm: COLUMN_MM,
        tau: struck.tau * edge * shade.max(0.1) * ground.here[struck.rank].uptake,
    })
}

/// How far the hand missed the site, mm, along the skin.
fn off_hand(session: &Session, site: &Site) -> Vec3 {
    let across = site.normal.any_orthonormal_vector();
    let along = site.normal.cross(across);
    session.position_jitter_mm * (across * normal(site, Draw::OffX) + along * normal(site, Draw::OffY))
}

#[cfg(test)]
#[path = "placement_tests.rs"]
mod tests;
