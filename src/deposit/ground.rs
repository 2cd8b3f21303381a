//! What a plan finds at each site before any session is decided: the hair that is left, the skin to be treated, the
//! way to the hairline. Each part is kept while what it comes from stays, so that an edit of a session costs only
//! the sessions.
//!
//! Known limits: the blend into the surrounding hair is measured in the atlas, whose mm are 0.85 to 1.16 of the skin's
//! on the upper scalp and up to twice those above the ears.

use glam::Vec2;
use rayon::prelude::*;

use super::spread::Spread;
use crate::plan::{Hair, HairLoss, Hairline, Plan, Scar, Target};
use crate::rng;
use crate::scalp::field::smoothstep;
use crate::scalp::hair_loss::Retention;
use crate::scalp::hairline::{Curve, Edge};
use crate::scalp::scars::Scars;
use crate::scalp::{Place, Site, hair_density, regions};

/// Share of missing hair from which dots begin to be placed, and from which skin is fully treated.
const THIN: [f32; 2] = [0.05, 0.6];
/// Density of dots right where untouched hair begins, relative to full treatment.
const BLEND_START: f32 = 0.5;
/// Density of dots among the hairs right beside a scar, relative to the scar itself.
const SCAR_MARGIN: f32 = 0.2;
/// A scar is treated this far around at least, mm.
const SCAR_MARGIN_MM: f32 = 4.0;
/// The client's own edge fades over this width, mm.
const NATURAL_EDGE_MM: f32 = 5.0;
/// Distances ahead of the hairline end at 40 mm: whatever the fade, no dot lies further ahead, mm.
const AHEAD_MM: f32 = -39.9;
/// Temples, sideburns and nape are drawn with an edge of this width, mm.
const SIDE_EDGE_MM: f32 = 4.0;

/// Hair and skin at a site, today.
#[derive(Clone, Copy, Debug, Default)]
pub struct Here {
    /// Share of the client's hair that is left, 0..=1.
    pub left: f32,
    /// How much hair is missing here or nearby, as [`Target::Loss`] sees it, 0..=1.
    loss: f32,
    /// How near a scar is, as [`Target::Scars`] sees it, 0..=1.
    scar: f32,
    /// Pigment that the skin takes, 1 for sound skin.
    pub uptake: f32,
}

impl Here {
    /// How fully skin is treated for a target, 0..=1.
    pub fn treated(&self, target: Target, place: &Place) -> f32 {
        match target {
            Target::Loss => self.loss,
            Target::BetweenHair => {
                smoothstep(0.0, NATURAL_EDGE_MM, place.edges.boundary_mm).max(missing(self.left))
            }
            Target::Scars => self.scar,
        }
    }
}

/// How far a place with this share of its hair counts as bare, 0..=1.
fn missing(left: f32) -> f32 {
    smoothstep(THIN[0], THIN[1], 1.0 - left)
}

/// The drawn hairline at a site.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line {
    /// Behind the line, mm; negative ahead of it.
    pub behind_mm: f32,
    /// How far within the drawn temples, sideburns and nape, 0..=1.
    pub within: f32,
}

/// What a plan finds at each site.
#[derive(Default)]
pub struct Ground {
    /// Hair and skin, by site.
    pub here: Vec<Here>,
    /// The hairline, by site, where it was ever asked for: at all sites that a session treats.
    pub line: Vec<Option<Line>>,
    /// How the hairline fades in.
    pub edge: Edge,
    /// Sites where a session may put a dot, in order of rank.
    pub open: Vec<u32>,
    curve: Option<Curve>,
    hair_of: Option<(Hair, HairLoss, Vec<Scar>, f32, u64)>,
    line_of: Option<(Hairline, u64)>,
    open_of: Targets,
}

/// Which [`Target`]s the sessions of a plan have.
type Targets = [bool; Target::ALL.len()];

impl Ground {
    /// The ground of a plan on these sites.
    pub fn new(plan: &Plan, sites: &[Site], places: &[Place]) -> Ground {
        let mut ground = Ground::default();
        ground.update(plan, sites, places);
        ground
    }

    /// Brings the ground of the same sites up to date with a plan.
    pub fn update(&mut self, plan: &Plan, sites: &[Site], places: &[Place]) {
        let today = HairLoss { future_stages: 0.0, stages_per_decade: 0.0, ..plan.hair_loss.clone() };
        let hair_of = (plan.client.hair, today, plan.scars.clone(), plan.hairline.blend_mm, plan.seed);
        let same_hair = self.hair_of.as_ref() == Some(&hair_of);
        if !same_hair {
            look(plan, places, &mut self.here);
            self.hair_of = Some(hair_of);
        }
        let line_of = (plan.hairline, plan.seed);
        let same_line = self.line_of == Some(line_of);
        if !same_line {
            let curve = Curve::new(&plan.hairline, plan.seed);
            self.edge = curve.edge();
            self.curve = Some(curve);
            self.line.clear();
            self.line.resize(sites.len(), None);
            self.line_of = Some(line_of);
        }
        let targets = Target::ALL.map(|target| plan.sessions.iter().any(|s| s.target == target));
        if !same_hair || !same_line || self.open_of != targets {
            self.open = self.open_sites(&plan.hairline, targets, sites, places);
            self.open_of = targets;
        }
    }

    /// Looks for the hairline at every site that these targets treat.
    fn open_sites(
        &mut self,
        hairline: &Hairline,
        targets: Targets,
        sites: &[Site],
        places: &[Place],
    ) -> Vec<u32> {
        let Some(curve) = &self.curve else { return Vec::new() };
        let is_open = |(rank, line): (usize, &mut Option<Line>)| {
            let (here, place) = (&self.here[rank], &places[rank]);
            let is_treated = |target: &Target| here.treated(*target, place) > 0.0;
            if !Target::ALL.iter().zip(targets).any(|(target, is_used)| is_used && is_treated(target)) {
                return None;
            }
            let line = line.get_or_insert_with(|| Line::at(hairline, curve, &sites[rank], place));
            (line.within > 0.0 && line.behind_mm > AHEAD_MM).then_some(rank as u32)
        };
        self.line.par_iter_mut().enumerate().with_min_len(4096).filter_map(is_open).collect()
    }
}

impl Line {
    fn at(hairline: &Hairline, curve: &Curve, site: &Site, place: &Place) -> Line {
        let sides_mm = regions::drawn_sides_mm(place.atlas, place.edges.sides_mm, hairline);
        Line {
            behind_mm: curve.signed_distance_at(place.atlas),
            within: smoothstep(0.0, SIDE_EDGE_MM, sides_mm + raggedness_mm(site)),
        }
    }
}

/// Share of the client's hair that is left at a place of sound or scarred skin.
pub fn left(retention: &Retention, scars: &Scars, atlas: Vec2) -> f32 {
    retention.at_atlas(atlas) * (1.0 - scars.at_atlas(atlas).bare)
}

/// Follicular units per cm² at a site with the share `left` of its hair; the natural edge fades over some mm.
pub fn units_per_cm2(hair: &Hair, site: &Site, place: &Place, left: f32) -> f32 {
    let inside = place.edges.boundary_mm + raggedness_mm(site);
    hair.units_per_cm2()
        * hair_density::relative(&place.zones)
        * left
        * smoothstep(0.0, NATURAL_EDGE_MM, inside)
}

/// How far a site sees the edge of the scalp moved, mm, ±1.2.
fn raggedness_mm(site: &Site) -> f32 {
    const DRAW: u64 = 4;
    1.2 * (2.0 * rng::unit(site.hash, DRAW) - 1.0)
}

/// Hair and skin at every site, into the room of the ones before.
fn look(plan: &Plan, places: &[Place], into: &mut Vec<Here>) {
    let (retention, scars) = (Retention::new(&plan.hair_loss, 0.0), Scars::new(&plan.scars, plan.seed));
    let thin = |atlas| missing(left(&retention, &scars, atlas));
    let spread = Spread::new(thin, plan.hairline.blend_mm);
    let margin_mm = plan.hairline.blend_mm.max(SCAR_MARGIN_MM);
    let here = |place: &Place| {
        let scar = scars.at_atlas(place.atlas);
        let left = retention.at_atlas(place.atlas) * (1.0 - scar.bare);
        let near = if scars.is_empty() { 0.0 } else { 1.0 - smoothstep(0.0, margin_mm, scar.distance_mm) };
        Here {
            left,
            loss: missing(left).max(BLEND_START * spread.at_atlas(place.atlas)),
            scar: scar.bare.max(SCAR_MARGIN * near),
            uptake: scar.uptake,
        }
    };
    places.par_iter().map(here).collect_into_vec(into);
}
