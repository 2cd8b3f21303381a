//! What a technician asks of a plan: work, pigment, spacing, depth, how well it matches, and what to beware of. For
//! `papilla stats` and the window.
//!
//! ```text
//! work       dots, minutes and millilitres by session; density and coverage by zone
//! spacing    nearest neighbours among the dots
//! depth      fractions of pigment by layer of skin
//! blur       how wide a dot is once settled and after five years
//! cut        the skin cut open at a spot
//! difference two plans beside each other
//! matching   treated scalp against the shaved donor area, by light and date; the hairline's edge
//! warnings   in the technician's words
//! ```

pub mod blur;
pub mod cut;
pub mod depth;
pub mod difference;
pub mod matching;
pub mod spacing;
mod text;
pub mod warnings;
pub mod work;

use serde::Serialize;

use crate::deposit::Dot;
use crate::plan::Plan;
use crate::scalp::Scalp;
use crate::stages::Placed;

/// Everything at once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Dots of all sessions that are switched on.
    pub dots: usize,
    /// Hairs that are left.
    pub hairs: usize,
    /// Hair-bearing skin, cm².
    pub scalp_area_cm2: f32,
    /// By session, in order.
    pub sessions: Vec<work::SessionWork>,
    /// By zone.
    pub zones: Vec<work::ZoneWork>,
    /// Depths of all dots.
    pub depth: depth::Depths,
    /// Nearest neighbours.
    pub spacing: spacing::Spacing,
    /// Widths of the dots.
    pub blur: blur::Blur,
    /// Treated scalp against the shaved donor area.
    pub matching: Vec<matching::Match>,
    /// The hairline's edge.
    pub edge: matching::EdgeContrast,
    /// What to beware of.
    pub warnings: Vec<warnings::Warning>,
}

impl Report {
    /// The report of `plan` with what was placed for it on `scalp`. Takes some 0.1 s.
    pub fn of(plan: &Plan, scalp: &Scalp, placed: &Placed) -> Report {
        let shown = shown(plan, &placed.dots);
        let zone_areas = work::ZoneAreas::of(scalp);
        let matching = matching::matches(plan);
        Report {
            dots: shown.len(),
            hairs: placed.hairs.len(),
            scalp_area_cm2: scalp.area_cm2,
            sessions: work::sessions(plan, scalp, &shown, &zone_areas),
            zones: work::zones(scalp, &shown, &zone_areas),
            depth: depth::Depths::of(&shown),
            spacing: spacing::Spacing::of(&shown),
            blur: blur::Blur::of(plan, &shown),
            edge: matching::EdgeContrast::of(plan),
            warnings: warnings::of(plan, scalp, &shown, &matching),
            matching,
        }
    }

    /// Only what to beware of.
    pub fn warnings_of(plan: &Plan, scalp: &Scalp, placed: &Placed) -> Vec<warnings::Warning> {
        warnings::of(plan, scalp, &shown(plan, &placed.dots), &matching::matches(plan))
    }
}

/// Dots of sessions that are switched on.
fn shown(plan: &Plan, dots: &[Dot]) -> Vec<Dot> {
    let on = |dot: &&Dot| plan.sessions.get(dot.session as usize).is_some_and(|session| session.enabled);
    dots.iter().filter(on).copied().collect()
}
