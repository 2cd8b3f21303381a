//! Vellus: the fine pale hair of bare scalp and of the forehead before the hairline, a glimmer at the silhouette.
//!
//! Thickness and length are from textbooks (under 0.03 mm, under 2 mm); real skin has ten times as many, most of which
//! nobody sees.

use std::f32::consts::TAU;

use glam::Quat;
use rayon::prelude::*;

use super::placement::{rank_density, units_left};
use super::scalp_edge::ScalpEdge;
use super::{Hair, Lie, growth};
use crate::plan::Plan;
use crate::scalp::hair_loss::Retention;
use crate::scalp::scars::Scars;
use crate::scalp::site::Draw;
use crate::scalp::{Scalp, Site};

/// Vellus hairs drawn per cm².
const PER_CM2: f32 = 7.0;
/// Their radius, mm, from and to.
const RADIUS_MM: [f32; 2] = [0.010, 0.015];
/// Their length, mm, from and to.
const LENGTH_MM: [f32; 2] = [0.8, 2.0];
/// Fraction of the client's colour that they lack.
const PALE: f32 = 0.4;

/// Vellus by the step of the scale `stages_on` from today, on sites that hold no other hair.
pub fn vellus(plan: &Plan, scalp: &Scalp, stages_on: f32) -> Vec<Hair> {
    let (retention, scars) = (Retention::new(&plan.hair_loss, stages_on), Scars::of(plan));
    let edge = ScalpEdge::new(plan.seed);
    let bears = |rank: usize| {
        let (site, place) = (&scalp.sites[rank], &scalp.places[rank]);
        let units = units_left(plan, place, &retention, &scars).1;
        let held = units * ScalpEdge::density(edge.inside_mm(site, place));
        let above = rank_density(rank, scalp.site_area_cm2) - held;
        ((0.0..PER_CM2).contains(&above) && scars.at_atlas(place.atlas).bare < 0.5).then(|| hair(site))
    };
    (0..scalp.sites.len()).into_par_iter().with_min_len(4096).filter_map(bears).collect()
}

fn hair(site: &Site) -> Hair {
    let draw = |what: Draw| what.unit(site.hash);
    let within = |[from, to]: [f32; 2], what: Draw| from + (to - from) * draw(what);
    let turn = 0.1 * TAU * Draw::VellusTurn.normal(site.hash);
    let along = Quat::from_axis_angle(site.normal, turn) * growth::stream(site);
    let tilt = within([0.3, 0.9], Draw::VellusTilt);
    Hair {
        position: site.position,
        normal: site.normal,
        direction: (along * tilt.cos() + site.normal * tilt.sin()).normalize_or(site.normal),
        radius_mm: within(RADIUS_MM, Draw::VellusWidth),
        length_mm: within(LENGTH_MM, Draw::VellusLength),
        grows: false,
        grey: false,
        lie: Lie { pale: PALE, is_vellus: true, ..Lie::default() },
    }
}
