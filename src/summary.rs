//! What a plan comes to: counts, depths, densities; for `papilla stats` and the window.

use std::fmt;

use serde::Serialize;

use crate::deposit::Dot;
use crate::plan::{Plan, Zone};
use crate::scalp::{Scalp, regions};
use crate::stages::Placed;

/// Figures of a whole plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Dots of all sessions that are switched on.
    pub dots: usize,
    /// Hairs that are left.
    pub hairs: usize,
    /// Hair-bearing skin, cm².
    pub scalp_area_cm2: f32,
    /// Dots over the whole hair-bearing skin, per cm².
    pub dots_per_cm2: f32,
    /// Depths of all dots.
    pub depth: Depths,
    /// By session, in order.
    pub sessions: Vec<SessionSummary>,
    /// By zone.
    pub zones: Vec<ZoneSummary>,
}

/// Mean and extreme depths, mm; all 0 without dots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Depths {
    /// Mean, mm.
    pub mean_mm: f32,
    /// Shallowest, mm.
    pub min_mm: f32,
    /// Deepest, mm.
    pub max_mm: f32,
}

/// Figures of one session.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionSummary {
    /// Title.
    pub name: String,
    /// Day of treatment.
    pub day: f32,
    /// Dots.
    pub dots: usize,
    /// Their depths.
    pub depth: Depths,
    /// Dots in each zone, in the order of [`Zone::ALL`].
    pub dots_by_zone: Vec<ZoneSummary>,
}

/// Dots of one zone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneSummary {
    /// Zone.
    pub zone: &'static str,
    /// Dots in it.
    pub dots: usize,
}

impl Summary {
    /// Figures of `plan` with what was placed for it on `scalp`.
    pub fn of(plan: &Plan, scalp: &Scalp, placed: &Placed) -> Summary {
        let shown: Vec<Dot> = placed
            .dots
            .iter()
            .filter(|dot| plan.sessions.get(dot.session as usize).is_some_and(|session| session.enabled))
            .copied()
            .collect();
        let sessions = plan.sessions.iter().zip(0..).map(|(session, index)| {
            let own: Vec<Dot> = shown.iter().filter(|dot| dot.session == index).copied().collect();
            SessionSummary {
                name: session.name.clone(),
                day: session.day,
                dots: own.len(),
                depth: Depths::of(&own),
                dots_by_zone: by_zone(&own, scalp),
            }
        });
        Summary {
            dots: shown.len(),
            hairs: placed.hairs.len(),
            scalp_area_cm2: scalp.area_cm2,
            dots_per_cm2: shown.len() as f32 / scalp.area_cm2.max(1e-3),
            depth: Depths::of(&shown),
            sessions: sessions.collect(),
            zones: by_zone(&shown, scalp),
        }
    }
}

impl Depths {
    fn of(dots: &[Dot]) -> Depths {
        if dots.is_empty() {
            return Depths::default();
        }
        let depths = || dots.iter().map(|dot| dot.depth_mm);
        Depths {
            mean_mm: (depths().map(f64::from).sum::<f64>() / dots.len() as f64) as f32,
            min_mm: depths().fold(f32::INFINITY, f32::min),
            max_mm: depths().fold(0.0, f32::max),
        }
    }
}

fn by_zone(dots: &[Dot], scalp: &Scalp) -> Vec<ZoneSummary> {
    let mut counts = [0usize; Zone::ALL.len()];
    for dot in dots {
        let place = scalp.head.mean_from_head.transform_point3(dot.position);
        counts[regions::zone(place) as usize] += 1;
    }
    Zone::ALL.into_iter().map(|zone| ZoneSummary { zone: zone.key(), dots: counts[zone as usize] }).collect()
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} dots on {:.0} cm² of scalp, {:.0} hairs left",
            self.dots, self.scalp_area_cm2, self.hairs
        )?;
        for session in &self.sessions {
            writeln!(
                f,
                "  day {:>4}  {:>6} dots  {:.2} mm deep ({:.2} to {:.2})  {}",
                session.day,
                session.dots,
                session.depth.mean_mm,
                session.depth.min_mm,
                session.depth.max_mm,
                session.name
            )?;
        }
        for zone in self.zones.iter().filter(|zone| zone.dots > 0) {
            writeln!(f, "  {:<10} {:>6} dots", zone.zone, zone.dots)?;
        }
        Ok(())
    }
}
