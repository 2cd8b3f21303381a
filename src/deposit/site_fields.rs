//! What a plan finds at each site before any session is decided: the hair that is left, the skin to be treated, the
//! way to the hairline. Each part is kept while what it comes from stays, so that an edit of a session costs only
//! the sessions.
//!
//! Known limits: the blend into the surrounding hair is measured in the atlas, whose mm are 0.85 to 1.16 of the skin's
//! on the upper scalp and up to twice those above the ears.

use glam::Vec2;
use rayon::prelude::*;

use super::spread::Spread;
use crate::math::smoothstep;
use crate::memo::Memo;
use crate::plan::stroke::{self, PaintedOn};
use crate::plan::{ClientHair, HairLoss, Hairline, Plan, Scar, Stroke, Target};
use crate::scalp::field::{CELL_MM, Plane};
use crate::scalp::hair_loss::Retention;
use crate::scalp::hairline::{Curve, HairlineEdge};
use crate::scalp::place::NATURAL_EDGE_MM;
use crate::scalp::scars::Scars;
use crate::scalp::strokes::{Painted, Painting};
use crate::scalp::{Place, regions};

/// Fraction of missing hair from which dots begin to be placed, and from which skin is fully treated: dots and the hair
/// that is left are together about as dark as either alone, or the border would show as a dark line.
const THIN: [f32; 2] = [0.05, 0.75];
/// Density of dots right where untouched hair begins, relative to full treatment.
const BLEND_START: f32 = 0.25;
/// Density of dots among the hairs right beside a scar, relative to the scar itself.
const SCAR_MARGIN: f32 = 0.2;
/// A scar is treated this far around at least, mm.
const SCAR_MARGIN_MM: f32 = 4.0;
/// Distances ahead of the hairline end at 40 mm: whatever the fade, no dot lies further ahead, mm.
const AHEAD_MM: f32 = -39.9;
/// Sites in a part of the work, at least.
const LEAST: usize = 4096;
/// Temples, sideburns and nape are drawn with an edge of this width, mm.
const SIDE_EDGE_MM: f32 = 4.0;

/// Hair and skin at a place, today.
#[derive(Clone, Copy, Debug)]
struct SkinSample {
    /// Fraction of the client's hair that is left, 0..=1.
    left: f32,
    /// How much hair is missing here or nearby, as [`Target::Loss`] sees it, 0..=1.
    loss: f32,
    /// How near a scar is, as [`Target::Scars`] sees it, 0..=1.
    scar: f32,
    /// Pigment that the skin takes, 1 for sound skin.
    uptake: f32,
    /// What is painted.
    painted: Painted,
}

impl SkinSample {
    /// How fully skin is treated for each of these targets, 0..=1, beyond where dots are painted denser; 0 for all
    /// others.
    fn treated(&self, targets: Targeted, boundary_mm: f32) -> [f32; Target::ALL.len()] {
        let between = || smoothstep(0.0, NATURAL_EDGE_MM, boundary_mm).max(missing(self.left));
        std::array::from_fn(|i| match Target::ALL[i] {
            target if !targets[target as usize] => 0.0,
            Target::Loss => self.painted(self.loss),
            Target::BetweenHair => self.painted(between()),
            Target::Scars => self.painted(self.scar),
        })
    }

    /// How fully skin is treated where the plan by itself would treat it this fully.
    fn painted(&self, found: f32) -> f32 {
        let Painted { treat, leave, density, .. } = self.painted;
        found.max(treat) * (1.0 - leave) * density
    }
}

/// How far a place with this fraction of its hair counts as bare, 0..=1.
fn missing(left: f32) -> f32 {
    smoothstep(THIN[0], THIN[1], 1.0 - left)
}

/// The drawn hairline at a site.
#[derive(Clone, Copy, Debug, Default)]
pub struct HairlineDistance {
    /// Behind the line, mm; negative ahead of it.
    pub behind_mm: f32,
    /// How far within the drawn temples, sideburns and nape, 0..=1.
    pub within: f32,
}

/// What a plan finds at one site.
#[derive(Clone, Copy, Debug, Default)]
pub struct SiteTreatment {
    /// How fully skin is treated for each target, in the order of [`Target::ALL`]: 0..=1, beyond where dots are
    /// painted denser.
    pub treated: [f32; Target::ALL.len()],
    /// Follicular units of the client per cm².
    pub units_per_cm2: f32,
    /// Pigment that the skin takes, 1 for sound skin.
    pub uptake: f32,
    /// The hairline, where the site is treated.
    pub line: Option<HairlineDistance>,
}

/// What a plan finds at each site.
#[derive(Default)]
pub struct SiteFields {
    /// How the hairline fades in.
    pub edge: HairlineEdge,
    /// In order of rank.
    pub found: Vec<SiteTreatment>,
    curve: Memo<(Hairline, u64), Curve>,
    skin: Memo<SkinOf, SkinLaws>,
    painting: Memo<Vec<Stroke>, Painting>,
    targets: Memo<Targeted, ()>,
}

/// What hair and skin come from: hair, its loss, scars, painted ones too, the width of the blend, the seed.
type SkinOf = (ClientHair, HairLoss, Vec<Scar>, Vec<Stroke>, f32, u64);

/// Which [`Target`]s the sessions of a plan have.
type Targeted = [bool; Target::ALL.len()];

impl SiteFields {
    /// The fields of a plan on sites in these places.
    pub fn new(plan: &Plan, places: &[Place]) -> SiteFields {
        let mut fields = SiteFields::default();
        fields.update(plan, places);
        fields
    }

    /// Brings the fields of the same places up to date with a plan.
    pub fn update(&mut self, plan: &Plan, places: &[Place]) {
        self.found.resize(places.len(), SiteTreatment::default());
        self.update_line(plan, places);
        self.update_skin(plan, places);
    }

    fn update_line(&mut self, plan: &Plan, places: &[Place]) {
        let line_of = (plan.hairline, plan.seed);
        if self.curve.is_of(&line_of) {
            return;
        }
        let curve = self.curve.get_or(line_of, |(hairline, seed)| Curve::new(hairline, *seed));
        let draw = |(found, place): (&mut SiteTreatment, &Place)| {
            found.line = found.line.map(|_| HairlineDistance::at(&plan.hairline, curve, place));
        };
        self.found.par_iter_mut().zip(places).with_min_len(LEAST).for_each(draw);
        self.edge = curve.edge();
    }

    fn update_skin(&mut self, plan: &Plan, places: &[Place]) {
        let today = HairLoss { future_stages: 0.0, stages_per_decade: 0.0, ..plan.hair_loss.clone() };
        let (scars, painted) = (plan.scars.clone(), stroke::on(PaintedOn::Skin, &plan.strokes));
        let skin_of = (plan.client.hair, today, scars, painted, plan.hairline.blend_mm, plan.seed);
        let painting_of = stroke::on(PaintedOn::Work, &plan.strokes);
        let targets = Target::ALL.map(|target| plan.sessions.iter().any(|s| s.target == target));
        let same_skin = self.skin.is_of(&skin_of) && self.painting.is_of(&painting_of);
        if !self.targets.changed(targets) && same_skin {
            return;
        }
        let skin = self.skin.get_or(skin_of, |_| SkinLaws::new(plan));
        let painting = self.painting.get_or(painting_of, |strokes| Painting::new(strokes));
        let Some(curve) = self.curve.latest() else { return };
        let find = |(found, place): (&mut SiteTreatment, &Place)| {
            let here = skin.at(place.atlas, painting.at_atlas(place.atlas));
            found.treated = here.treated(targets, place.edges.boundary_mm);
            found.units_per_cm2 = units_per_cm2(&plan.client.hair, place, here.left);
            found.uptake = here.uptake;
            if found.line.is_none() && found.is_treated() {
                found.line = Some(HairlineDistance::at(&plan.hairline, curve, place));
            }
        };
        self.found.par_iter_mut().zip(places).with_min_len(LEAST).for_each(find);
    }
}

impl SiteTreatment {
    fn is_treated(&self) -> bool {
        self.treated.iter().any(|fraction| *fraction > 0.0)
    }
}

impl HairlineDistance {
    fn at(hairline: &Hairline, curve: &Curve, place: &Place) -> HairlineDistance {
        let sides_mm = regions::drawn_sides_mm(place.atlas, place.edges.sides_mm, hairline);
        HairlineDistance {
            behind_mm: curve.signed_distance_at(place.atlas),
            within: smoothstep(0.0, SIDE_EDGE_MM, sides_mm + place.edge_jitter_mm),
        }
    }

    /// Whether the hairline keeps dots off.
    pub fn is_outside(&self) -> bool {
        self.within <= 0.0 || self.behind_mm <= AHEAD_MM
    }
}

/// Fraction of the client's hair that is left at a place of sound or scarred skin.
pub fn left(retention: &Retention, scars: &Scars, atlas: Vec2) -> f32 {
    retention.at_atlas(atlas) * (1.0 - scars.at_atlas(atlas).bare)
}

/// Follicular units per cm² at a site with the fraction `left` of its hair.
pub fn units_per_cm2(hair: &ClientHair, place: &Place, left: f32) -> f32 {
    hair.units_per_cm2() * place.hair * left
}

/// The laws of hair and skin that hold for a plan.
struct SkinLaws {
    /// [`SkinSample::left`] and [`SkinSample::loss`] of skin without scars.
    hair: Plane<2>,
    scars: Scars,
    margin_mm: f32,
}

impl SkinLaws {
    fn new(plan: &Plan) -> SkinLaws {
        let retention = Retention::new(&plan.hair_loss, 0.0);
        let scars = Scars::of(plan);
        let thin = |atlas| missing(left(&retention, &scars, atlas));
        let spread = Spread::new(thin, plan.hairline.blend_mm);
        let hair = Plane::new(CELL_MM, |atlas| {
            let left = retention.at_atlas(atlas);
            [left, missing(left).max(BLEND_START * spread.at_atlas(atlas))]
        });
        SkinLaws { hair, scars, margin_mm: plan.hairline.blend_mm.max(SCAR_MARGIN_MM) }
    }

    fn at(&self, atlas: Vec2, painted: Painted) -> SkinSample {
        let [left, loss] = self.hair.at_atlas(atlas);
        if self.scars.is_empty() {
            return SkinSample { left, loss, scar: 0.0, uptake: 1.0, painted };
        }
        let scar = self.scars.at_atlas(atlas);
        let left = left * (1.0 - scar.bare);
        let near = 1.0 - smoothstep(0.0, self.margin_mm, scar.distance_mm);
        SkinSample {
            left,
            loss: missing(left).max(loss),
            scar: scar.bare.max(SCAR_MARGIN * near),
            uptake: scar.uptake,
            painted,
        }
    }
}

#[cfg(test)]
#[path = "site_fields_tests.rs"]
mod tests;
