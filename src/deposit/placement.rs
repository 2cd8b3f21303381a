//! Which site holds a dot, which a hair, which nothing.
//!
//! Takes a plan, ranked sites (any prefix is even over the scalp), what lies there ([`SiteFields`]) and their area,
//! gives dots and hairs. A site's *rank density* q = (rank + 1) / area is compared with what the plan wants there: the
//! client's own follicular units first (q < H), then session by session (q < H + D1, H + D1 + D2, ...). So every
//! session fills the gaps of the ones before, dots sit between follicles, more density adds dots and moves none, and a
//! session switched off leaves its places empty. Hair that is lost later leaves its dots alone.
//!
//! Sources: unequal strength, size and density of dots (`docs/practice.md#photographs-against-words`). Known
//! limits: one needle for a whole session; a hand's errors of place, depth and size are independent from dot to dot
//! (those of strength are evened, `super::evening`).

use super::evening::{self, Strike};
use super::growth::{self, Ground};
use super::scalp_edge::ScalpEdge;
use super::site_fields::{self, HairlineDistance, SiteFields, SiteTreatment};
use super::tufts::{Tuft, Tufts};
use super::{Dot, Hair};
use crate::math::smoothstep;
use crate::plan::stroke;
use crate::plan::{Hairline, Pigment, Plan, Session, Target, Zone};
use crate::scalp::hair_density;
use crate::scalp::hair_loss::Retention;
use crate::scalp::hairline::HairlineEdge;
use crate::scalp::regions::ZONES;
use crate::scalp::scars::Scars;
use crate::scalp::site::Draw;
use crate::scalp::sites::measure::hexagonal_mm;
use crate::scalp::{Place, Site};
use glam::Vec3;
use kiddo::{ImmutableKdTree, SquaredEuclidean};
use rayon::prelude::*;

/// Height of the pigment column a strike leaves, mm (OCT shows vertical columns; the height is chosen so that fields
/// have the hue of photographs).
pub const COLUMN_MM: f32 = 0.2;
/// Healed pigment radius per needle diameter: a 0.25 mm needle leaves 0.33 mm. Clinics say 0.07 to 0.17 mm, surgeons
/// 0.3 to 0.5, photographs show 0.25 to 0.40 (`docs/practice.md#photographs-against-words`): what is seen decides.
pub const RADIUS_PER_NEEDLE: f32 = 0.66;
/// Shade of dots at the very hairline, where less is pressed in. They are as large as those behind, only fewer.
const EDGE_SHADE: f32 = 0.9;
/// Depths come in steps of this, mm: finer than any law sees, and few enough for a table (`render::pigment_states`).
const DEPTH_STEP_MM: f32 = 0.005;

/// Dots of every enabled session in order of site. `fields` is of the same sites; `tau_550` gives the Napierian
/// thickness of a settled dot for a pigment and a dilution (ml water per ml pigment); `area_cm2` is the area over which
/// the sites are spread.
pub fn dots(
    plan: &Plan,
    sites: &[Site],
    fields: &SiteFields,
    places: &[Place],
    area_cm2: f32,
    tau_550: impl Fn(Pigment, f32) -> f32,
) -> Vec<Dot> {
    let request =
        |session| SessionRequest::new(session, fields.edge, tau_550(session.pigment, session.dilution));
    let requests: Vec<SessionRequest> = plan.sessions.iter().map(request).collect();
    let crowding = Crowding::new(plan, sites, fields, area_cm2);
    let (most, densest) = (most_per_cm2(plan), Densest::new(plan));
    let dot = |(rank, found): (usize, &SiteTreatment)| {
        let q = rank_density(rank, area_cm2);
        let can_be = |most: f32| found.units_per_cm2 <= q && q < found.units_per_cm2 + most;
        let line = found.line.filter(|line| !line.is_outside() && can_be(densest.at(found)))?;
        let site = &sites[rank];
        let index = session_at(&requests, found, &line, &places[rank], site.hash, q)?;
        let request = &requests[index];
        let is_placed = !crowding.is_too_near(site, request.session.keep_off_mm);
        is_placed.then(|| {
            let (dot, strike) = strike(&plan.hairline, request, index, site, rank, &line);
            (Dot { tau: dot.tau * found.uptake, ..dot }, strike)
        })
    };
    let used = ((most * area_cm2) as usize).min(sites.len());
    let (dots, strikes): (Vec<Dot>, Vec<Strike>) =
        fields.found[..used].par_iter().enumerate().with_min_len(1024).filter_map(dot).unzip();
    let evened = |(dot, factor): (Dot, f32)| {
        let is_enabled = requests[dot.session as usize].session.enabled;
        let radius_mm = dot.radius_mm * evening::area_factor(factor).sqrt();
        is_enabled.then_some(Dot { tau: dot.tau * factor, radius_mm, ..dot })
    };
    dots.into_iter().zip(evening::factors(&strikes)).filter_map(evened).collect()
}

/// The client's own hairs by the step of the scale `stages_on` from today, one to four per follicular unit, in order
/// of site.
pub fn hairs(plan: &Plan, sites: &[Site], places: &[Place], area_cm2: f32, stages_on: f32) -> Vec<Hair> {
    let retention = Retention::new(&plan.hair_loss, stages_on);
    let scars = Scars::of(plan);
    let used = ((most_units_per_cm2(plan) * area_cm2) as usize).min(sites.len());
    let client = &plan.client;
    let tufts = Tufts::new(sites, area_cm2, client.hair.stubble_mm, growth::is_curly(client.ethnicity));
    let edge = ScalpEdge::new(plan.seed);
    let unit = |rank: usize| {
        let (site, place) = (&sites[rank], &places[rank]);
        let (left, units) = units_left(plan, place, &retention, &scars);
        let inside_mm = edge.inside_mm(site, place);
        let grows = rank_density(rank, area_cm2) < units * ScalpEdge::density(inside_mm);
        let count = if grows { growth::hairs_of_unit(site.hash) } else { 0 };
        let tuft = if grows { tufts.of(site) } else { Tuft::default() };
        let fields = Ground { left, inside: ScalpEdge::strength(inside_mm), tuft };
        (0..count).map(move |k| growth::hair(site, client, &fields, k))
    };
    (0..used).into_par_iter().with_min_len(1024).flat_map_iter(unit).collect()
}

/// The fraction of hair left at a place, and its units per cm².
pub(super) fn units_left(plan: &Plan, place: &Place, retention: &Retention, scars: &Scars) -> (f32, f32) {
    let left = site_fields::left(retention, scars, place.atlas);
    (left, site_fields::units_per_cm2(&plan.client.hair, place, left))
}

/// Sites per cm² down to this rank.
pub(super) fn rank_density(rank: usize, area_cm2: f32) -> f32 {
    (rank + 1) as f32 / area_cm2.max(1e-3)
}

/// The client's follicular units per cm² where they are densest.
fn most_units_per_cm2(plan: &Plan) -> f32 {
    plan.client.hair.units_per_cm2() * hair_density::MOST
}

/// Units and dots per cm² that a plan can want in one place.
fn most_per_cm2(plan: &Plan) -> f32 {
    most_units_per_cm2(plan) + stroke::densest(&plan.strokes) * Densest::new(plan).0.iter().sum::<f32>()
}

/// Dots per cm² that all sessions of a target together can want in one place, in the order of [`Target::ALL`], before
/// what is painted.
struct Densest([f32; Target::ALL.len()]);

impl Densest {
    fn new(plan: &Plan) -> Densest {
        let in_any_zone =
            |s: &Session| s.density_per_cm2 * s.zone_density.iter().copied().fold(0.0, f32::max);
        let of = |target| plan.sessions.iter().filter(|s| s.target == target).map(in_any_zone).sum();
        Densest(Target::ALL.map(of))
    }

    /// A little more than they can want at a site: sums are rounded.
    fn at(&self, found: &SiteTreatment) -> f32 {
        1.001 * self.0.iter().zip(&found.treated).map(|(densest, treated)| densest * treated).sum::<f32>()
    }
}

/// What a session wants, ready to be asked at many sites.
struct SessionRequest<'a> {
    session: &'a Session,
    /// Dots per cm² in each zone, in the order of [`ZONES`].
    by_zone: [f32; 7],
    edge: HairlineEdge,
    /// Napierian thickness of a settled dot at 550 nm.
    tau: f32,
    /// Light that its dots take ([`evening::mean_taken`]).
    mean_taken: f32,
}

impl<'a> SessionRequest<'a> {
    fn new(session: &'a Session, edge: HairlineEdge, tau: f32) -> SessionRequest<'a> {
        let per_cm2 = |zone: Zone| {
            let fraction =
                if session.zones.contains(zone) { session.zone_density[zone as usize] } else { 0.0 };
            fraction * session.density_per_cm2
        };
        let mean_taken = evening::mean_taken(session, tau);
        SessionRequest { session, by_zone: ZONES.map(per_cm2), edge, tau, mean_taken }
    }

    /// Dots per cm² that the session wants at a site.
    fn per_cm2(&self, found: &SiteTreatment, line: &HairlineDistance, place: &Place, hash: u64) -> f32 {
        let treated = found.treated[self.session.target as usize];
        if treated <= 0.0 {
            return 0.0;
        }
        let by_zone: f32 =
            self.by_zone.iter().zip(&place.zones).map(|(wanted, fraction)| wanted * fraction).sum();
        let behind_mm = line.behind_mm - self.session.edge_back_mm;
        by_zone * treated * line.within * self.edge.fraction(behind_mm, self.session.softness, hash)
    }
}

/// Index of the session that owns a site, if any.
fn session_at(
    requests: &[SessionRequest],
    found: &SiteTreatment,
    line: &HairlineDistance,
    place: &Place,
    hash: u64,
    q: f32,
) -> Option<usize> {
    let mut upto = found.units_per_cm2;
    if q < upto {
        return None;
    }
    requests.iter().position(|request| {
        upto += request.per_cm2(found, line, place, hash);
        q < upto
    })
}

/// Follicles that hold hair, to keep off them. Sites are no nearer to each other than their spacing allows, so this
/// is only looked up for distances beyond it.
struct Crowding {
    follicles: Option<ImmutableKdTree<f32, 3>>,
    spacing_mm: f32,
}

impl Crowding {
    /// No two of n samples are nearer than this fraction of the hexagonal spacing (`scalp::sites`).
    const LEAST_SPACING: f32 = 0.70;

    fn new(plan: &Plan, sites: &[Site], fields: &SiteFields, area_cm2: f32) -> Crowding {
        let count = ((most_per_cm2(plan) * area_cm2) as usize).clamp(1, sites.len().max(1));
        let spacing_mm = Self::LEAST_SPACING * hexagonal_mm(f64::from(100.0 * area_cm2), count) as f32;
        let widest = plan.sessions.iter().map(|s| s.keep_off_mm).fold(0.0, f32::max);
        if widest <= spacing_mm {
            return Crowding { follicles: None, spacing_mm };
        }
        let held = |&rank: &usize| rank_density(rank, area_cm2) < fields.found[rank].units_per_cm2;
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

/// One needle strike, settled, in skin that takes all of its pigment, and what evening asks of it.
fn strike(
    hairline: &Hairline,
    request: &SessionRequest,
    session_index: usize,
    site: &Site,
    site_index: usize,
    line: &HairlineDistance,
) -> (Dot, Strike) {
    let session = request.session;
    let softness_mm = (hairline.softness_mm * session.softness).max(0.5);
    let behind_mm = line.behind_mm - session.edge_back_mm;
    let edge = EDGE_SHADE + (1.0 - EDGE_SHADE) * smoothstep(0.5, 1.2, behind_mm / softness_mm);
    let depth = session.depth_mm + session.depth_spread_mm * Draw::DotDepth.normal(site.hash);
    let size = (1.0 + session.size_jitter * Draw::DotSize.normal(site.hash)).max(0.3);
    let shade = session.shade_of(Draw::DotShade.normal(site.hash));
    let dot = Dot {
        position: site.position + off_hand(session, site),
        normal: site.normal,
        site: site_index as u32,
        session: session_index as u32,
        depth_mm: (depth.clamp(0.02, 2.0) / DEPTH_STEP_MM).round() * DEPTH_STEP_MM,
        radius_mm: RADIUS_PER_NEEDLE * session.needle_mm * size,
        column_mm: COLUMN_MM,
        tau: request.tau * edge * shade,
    };
    let strike = Strike {
        position: site.position,
        session: session_index as u32,
        size: size * size / (1.0 + session.size_jitter * session.size_jitter),
        shade,
        mean_taken: request.mean_taken,
        tau: request.tau,
    };
    (dot, strike)
}

/// How far the hand missed the site, mm, along the skin.
fn off_hand(session: &Session, site: &Site) -> Vec3 {
    let across = site.normal.any_orthonormal_vector();
    let along = site.normal.cross(across);
    session.position_jitter_mm
        * (across * Draw::DotAcross.normal(site.hash) + along * Draw::DotAlong.normal(site.hash))
}

#[cfg(test)]
#[path = "placement_tests.rs"]
mod tests;
