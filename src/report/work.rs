//! Dots, minutes and millilitres by session; density and coverage by zone.
//!
//! Sources: 14 000 dots in 3 hours (`docs/practice.md#spacing-and-density`). Guess: ten times the pigment that stays is
//! mixed, the rest is wiped off; no figure was found.

use serde::Serialize;

use super::depth::Depths;
use crate::deposit::Dot;
use crate::plan::{Plan, Zone};
use crate::scalp::{Scalp, regions};

/// Dots in a minute of work.
const DOTS_PER_MINUTE: f32 = 14_000.0 / 180.0;
/// Pigment mixed over pigment that stays in the skin.
const MIXED_OVER_KEPT: f32 = 10.0;
const MM3_PER_ML: f32 = 1000.0;
const MM2_PER_CM2: f32 = 100.0;

/// Figures of one session.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionWork {
    /// Title.
    pub name: String,
    /// Day of treatment.
    pub day: f32,
    /// Dots.
    pub dots: usize,
    /// Work, minutes.
    pub minutes: f32,
    /// Pigment mix that stays in the skin, ml.
    pub kept_ml: f32,
    /// Pigment mix to prepare, ml.
    pub mixed_ml: f32,
    /// Concentrate in that, ml.
    pub concentrate_ml: f32,
    /// Depths of its dots.
    pub depth: Depths,
    /// Its dots in each zone, in the order of [`Zone::ALL`].
    pub zones: Vec<ZoneWork>,
}

/// Dots of one zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneWork {
    /// Zone.
    pub zone: &'static str,
    /// Its skin, cm².
    pub area_cm2: f32,
    /// Dots in it.
    pub dots: usize,
    /// Dots over all of its skin, per cm².
    pub dots_per_cm2: f32,
    /// Fraction of its skin that settled pigment covers, overlaps counted twice.
    pub coverage: f32,
}

/// Hair-bearing skin by zone, cm², counted from the sites: any prefix of them is even over the scalp.
pub struct ZoneAreas([f32; Zone::ALL.len()]);

impl ZoneAreas {
    /// The areas of a head.
    pub fn of(scalp: &Scalp) -> ZoneAreas {
        let each = scalp.site_area_cm2 / scalp.places.len().max(1) as f32;
        let mut areas = [0.0; Zone::ALL.len()];
        for place in scalp.places.iter().filter(|place| place.edges.boundary_mm > 0.0) {
            areas[regions::largest(&place.zones) as usize] += each;
        }
        ZoneAreas(areas)
    }
}

/// Figures of every session.
pub fn sessions(plan: &Plan, scalp: &Scalp, shown: &[Dot], areas: &ZoneAreas) -> Vec<SessionWork> {
    let session = |(session, index): (&crate::plan::Session, u32)| {
        let own: Vec<Dot> = shown.iter().filter(|dot| dot.session == index).copied().collect();
        let kept_ml = own.iter().map(volume_mm3).sum::<f32>() / MM3_PER_ML;
        let mixed_ml = MIXED_OVER_KEPT * kept_ml;
        SessionWork {
            name: session.name.clone(),
            day: session.day,
            dots: own.len(),
            minutes: own.len() as f32 / DOTS_PER_MINUTE,
            kept_ml,
            mixed_ml,
            concentrate_ml: mixed_ml / (1.0 + session.dilution),
            depth: Depths::of(&own),
            zones: zones(scalp, &own, areas),
        }
    };
    plan.sessions.iter().zip(0..).map(session).collect()
}

/// Figures of every zone.
pub fn zones(scalp: &Scalp, dots: &[Dot], areas: &ZoneAreas) -> Vec<ZoneWork> {
    let mut counts = [0usize; Zone::ALL.len()];
    let mut pigment_mm2 = [0.0; Zone::ALL.len()];
    for dot in dots {
        let zone = scalp.places.get(dot.site as usize).map(|place| regions::largest(&place.zones));
        let Some(zone) = zone else { continue };
        counts[zone as usize] += 1;
        pigment_mm2[zone as usize] += area_mm2(dot);
    }
    let zone = |zone: Zone| {
        let (area_cm2, dots) = (areas.0[zone as usize], counts[zone as usize]);
        ZoneWork {
            zone: zone.key(),
            area_cm2,
            dots,
            dots_per_cm2: dots as f32 / area_cm2.max(1e-3),
            coverage: pigment_mm2[zone as usize] / (MM2_PER_CM2 * area_cm2).max(1e-3),
        }
    };
    Zone::ALL.into_iter().map(zone).collect()
}

fn area_mm2(dot: &Dot) -> f32 {
    std::f32::consts::PI * dot.radius_mm * dot.radius_mm
}

fn volume_mm3(dot: &Dot) -> f32 {
    area_mm2(dot) * dot.column_mm
}
