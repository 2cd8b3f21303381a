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
use crate::scalp::scars::{ScarSkin, Scars};
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

/// Hair and skin at a place, today.
#[derive(Clone, Copy, Debug)]
struct Here {
    /// Share of the client's hair that is left, 0..=1.
    left: f32,
    /// How much hair is missing here or nearby, as [`Target::Loss`] sees it, 0..=1.
    loss: f32,
    /// How near a scar is, as [`Target::Scars`] sees it, 0..=1.
    scar: f32,
    /// Pigment that the skin takes, 1 for sound skin.
    uptake: f32,
}

impl Here {
    /// How fully skin is treated for each of these targets, 0..=1; 0 for all others.
    fn treated(&self, targets: Targets, boundary_mm: f32) -> [f32; Target::ALL.len()] {
        let between = || smoothstep(0.0, NATURAL_EDGE_MM, boundary_mm).max(missing(self.left));
        std::array::from_fn(|i| match Target::ALL[i] {
            target if !targets[target as usize] => 0.0,
            Target::Loss => self.loss,
            Target::BetweenHair => between(),
            Target::Scars => self.scar,
        })
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

/// A site that a session treats if the hairline lets it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Open {
    /// Index of the site.
    pub rank: u32,
    /// The hairline there.
    pub line: Line,
    /// How fully skin is treated for each target, 0..=1, in the order of [`Target::ALL`].
    pub treated: [f32; Target::ALL.len()],
    /// Follicular units of the client per cm².
    pub units_per_cm2: f32,
    /// Pigment that the skin takes, 1 for sound skin.
    pub uptake: f32,
}

impl Open {
    /// Whether the hairline keeps dots off the site.
    pub fn is_outside(&self) -> bool {
        self.line.within <= 0.0 || self.line.behind_mm <= AHEAD_MM
    }
}

/// What a plan finds at each site.
#[derive(Default)]
pub struct Ground {
    /// How the hairline fades in.
    pub edge: Edge,
    /// Sites that are treated, in order of rank.
    pub open: Vec<Open>,
    curve: Option<Curve>,
    skin: Option<Skin>,
    skin_of: Option<(Hair, HairLoss, Vec<Scar>, f32, u64)>,
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
        let line_of = (plan.hairline, plan.seed);
        if self.line_of != Some(line_of) {
            let curve = Curve::new(&plan.hairline, plan.seed);
            let draw = |open: &mut Open| {
                let rank = open.rank as usize;
                open.line = Line::at(&plan.hairline, &curve, &sites[rank], &places[rank]);
            };
            self.open.par_iter_mut().with_min_len(1024).for_each(draw);
            self.edge = curve.edge();
            self.curve = Some(curve);
            self.line_of = Some(line_of);
        }
        let today = HairLoss { future_stages: 0.0, stages_per_decade: 0.0, ..plan.hair_loss.clone() };
        let skin_of = (plan.client.hair, today, plan.scars.clone(), plan.hairline.blend_mm, plan.seed);
        let open_of = Target::ALL.map(|target| plan.sessions.iter().any(|s| s.target == target));
        let same_skin = self.skin_of.as_ref() == Some(&skin_of);
        if !same_skin || self.open_of != open_of {
            let skin = self.skin.take().filter(|_| same_skin).unwrap_or_else(|| Skin::new(plan));
            self.open = self.look(plan, &skin, open_of, sites, places);
            self.skin = Some(skin);
            self.skin_of = Some(skin_of);
            self.open_of = open_of;
        }
    }

    /// Every site that these targets treat; the hairline is known where one was treated before.
    fn look(
        &self,
        plan: &Plan,
        skin: &Skin,
        targets: Targets,
        sites: &[Site],
        places: &[Place],
    ) -> Vec<Open> {
        const PART: usize = 4096;
        let Some(curve) = &self.curve else { return Vec::new() };
        let reach = skin.reach(targets);
        let look = |(part, places): (usize, &[Place])| {
            let first = part * PART;
            let mut known = &self.open[self.open.partition_point(|open| (open.rank as usize) < first)..];
            let open = |(i, place): (usize, &Place)| {
                if !reach.touches(place.atlas) {
                    return None;
                }
                let here = skin.at(place.atlas);
                let treated = here.treated(targets, place.edges.boundary_mm);
                if treated.iter().all(|share| *share <= 0.0) {
                    return None;
                }
                let (rank, site) = (first + i, &sites[first + i]);
                known = &known[known.iter().take_while(|open| (open.rank as usize) < rank).count()..];
                let line = match known.first().filter(|open| open.rank as usize == rank) {
                    Some(open) => open.line,
                    None => Line::at(&plan.hairline, curve, site, place),
                };
                Some(Open {
                    rank: rank as u32,
                    line,
                    treated,
                    units_per_cm2: units_per_cm2(&plan.client.hair, site, place, here.left),
                    uptake: here.uptake,
                })
            };
            places.iter().enumerate().filter_map(open).collect::<Vec<Open>>()
        };
        places.par_chunks(PART).enumerate().flat_map_iter(look).collect()
    }

    /// Follicular units of the client per cm² at a site; none before the first update.
    pub fn units_per_cm2(&self, plan: &Plan, site: &Site, place: &Place) -> f32 {
        let left = |skin: &Skin| skin.at(place.atlas).left;
        self.skin.as_ref().map_or(0.0, |skin| units_per_cm2(&plan.client.hair, site, place, left(skin)))
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

/// The laws of hair and skin that hold for a plan.
struct Skin {
    retention: Retention,
    scars: Scars,
    spread: Spread,
    margin_mm: f32,
}

impl Skin {
    fn new(plan: &Plan) -> Skin {
        let retention = Retention::new(&plan.hair_loss, 0.0);
        let scars = Scars::new(&plan.scars, plan.seed);
        let thin = |atlas| missing(left(&retention, &scars, atlas));
        let spread = Spread::new(thin, plan.hairline.blend_mm);
        Skin { retention, scars, spread, margin_mm: plan.hairline.blend_mm.max(SCAR_MARGIN_MM) }
    }

    fn at(&self, atlas: Vec2) -> Here {
        let scar = if self.scars.is_empty() { ScarSkin::SOUND } else { self.scars.at_atlas(atlas) };
        let left = self.retention.at_atlas(atlas) * (1.0 - scar.bare);
        let near = 1.0 - smoothstep(0.0, self.margin_mm, scar.distance_mm);
        Here {
            left,
            loss: missing(left).max(BLEND_START * self.spread.at_atlas(atlas)),
            scar: scar.bare.max(SCAR_MARGIN * near),
            uptake: scar.uptake,
        }
    }

    /// All places that these targets treat and some around them, cheap to ask. Laws are asked every 4 mm; what is
    /// missed between lies within twice that, but for scars, which may be smaller: their margins are not.
    fn reach(&self, targets: Targets) -> Spread {
        const AROUND_MM: f32 = 9.0;
        let treated = |atlas| {
            let here = self.at(atlas);
            let treated = here.treated(targets, regions::distances_at(atlas).boundary_mm);
            f32::from(here.scar > 0.0 || treated.iter().any(|share| *share > 0.0))
        };
        Spread::new(treated, AROUND_MM)
    }
}

#[cfg(test)]
#[path = "ground_tests.rs"]
mod tests;
