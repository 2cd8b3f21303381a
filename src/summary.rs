//! Counts of a plan, quick enough for every edit; the whole story is in the report.

use crate::plan::Plan;
use crate::scalp::Scalp;
use crate::stages::Placed;

/// Counts of a whole plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Dots of all sessions that are switched on.
    pub dots: usize,
    /// Dots of each session, 0 where it is switched off.
    pub sessions: Vec<usize>,
    /// Hairs that are left.
    pub hairs: usize,
    /// Hair-bearing skin, cm².
    pub scalp_area_cm2: f32,
}

impl Summary {
    /// Counts of `plan` with what was placed for it on `scalp`.
    pub fn of(plan: &Plan, scalp: &Scalp, placed: &Placed) -> Summary {
        let mut sessions = vec![0; plan.sessions.len()];
        for dot in &placed.dots {
            if let Some(count) = sessions.get_mut(dot.session as usize) {
                *count += 1;
            }
        }
        Summary {
            dots: sessions.iter().sum(),
            sessions,
            hairs: placed.hairs.len(),
            scalp_area_cm2: scalp.area_cm2,
        }
    }
}
