//! How much the client's skin shines on a day: its sebum, and how smooth the blade has left it.
//!
//! Takes a plan and a day, gives oiliness from 0, matt, to 1: what the lobes of gloss are mixed by
//! (`docs/optics.md#gloss`). The lamp has no say in it.
//!
//! Measured: a degreased forehead has its casual level of sebum again after 2 hours (Rode, Ivens and Serup 2000, Skin
//! Res. Technol. 6, 92). Seen in clinics: shine is skin, and comes with a wet shave (`docs/practice.md#light-and-finish`).
//! By eye: how much of it each is.
//! Known limits: skin is washed before each session and, else, some hours before a picture; sweat, powder and cream are
//! not modelled. Fresh skin that swells and weeps shines by itself, where it is red (`shaders/skin.wgsl`).

use super::growth::grown_mm;
use crate::math::smoothstep;
use crate::plan::{Plan, Shine};

/// Hours in which sebum comes back to 1 - 1/e of its casual level: 0.86 of it after the 2 hours measured.
const REFATTING_HOURS: f32 = 1.0;
/// Stubble up to which skin is as smooth as after a blade, and from which it is rough, mm. By eye.
const SHAVEN_MM: [f32; 2] = [0.05, 0.25];
/// Oiliness that smooth skin looks to have more. By eye.
const SHAVEN_MORE: f32 = 0.22;

/// Oiliness of skin at its casual level of sebum: the middle is what lamps had been set to by photographs, the others by eye.
fn casual(shine: Shine) -> f32 {
    match shine {
        Shine::Matt => 0.1,
        Shine::Normal => 0.45,
        Shine::Oily => 0.8,
    }
}

/// Fraction of its casual level that sebum has come back to, so many hours after it was washed off.
fn come_back(hours: f32) -> f32 {
    -(-hours.max(0.0) / REFATTING_HOURS).exp_m1()
}

/// Oiliness of the scalp, 0..=1, on a day of the plan; none is before the first session.
pub fn oiliness(plan: &Plan, day: Option<f32>) -> f32 {
    let since_washed = |day: f32| {
        let sessions = plan.sessions.iter().filter(|session| session.enabled);
        sessions.map(|session| day - session.day).filter(|days| *days >= 0.0).fold(f32::INFINITY, f32::min)
    };
    let days = day.map_or(f32::INFINITY, since_washed);
    let stubble_mm = plan.client.hair.stubble_mm + day.map_or(0.0, |day| grown_mm(plan, day));
    let smooth = 1.0 - smoothstep(SHAVEN_MM[0], SHAVEN_MM[1], stubble_mm);
    (casual(plan.client.shine) * come_back(24.0 * days) + SHAVEN_MORE * smooth).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(shine: Shine, stubble_mm: f32) -> Plan {
        let mut plan = Plan::demo();
        plan.client.shine = shine;
        plan.client.hair.stubble_mm = stubble_mm;
        plan
    }

    #[test]
    fn the_client_decides_and_the_blade_adds() {
        let [matt, normal, oily] = Shine::ALL.map(|shine| oiliness(&plan(shine, 0.4), None));
        assert!(matt < normal - 0.2 && normal < oily - 0.2, "{matt} {normal} {oily}");
        for shine in Shine::ALL {
            let [shaven, trimmed] = [0.0, 0.4].map(|stubble_mm| oiliness(&plan(shine, stubble_mm), None));
            assert!(shaven > trimmed + 0.1 && shaven <= 1.0, "{shine:?}: {shaven} {trimmed}");
        }
    }

    /// Whether sebum comes back as measured: hardly any at once, nearly all after two hours and before four.
    fn is_measured(law: impl Fn(f32) -> f32) -> bool {
        law(0.0) == 0.0 && law(0.5) < 0.6 && law(2.0) > 0.8 && law(4.0) > 0.95 && law(1e6) == 1.0
    }

    #[test]
    fn washed_skin_is_matt_for_hours_and_each_session_washes_it() {
        assert!(is_measured(come_back));
        assert!(!is_measured(|hours| come_back(hours / 24.0)), "planted: hours taken for days");
        let plan = plan(Shine::Oily, 0.4);
        let at = |day: f32| oiliness(&plan, Some(day));
        let session = plan.sessions[1].day;
        assert!(at(session) < 0.05 && at(session + 0.25) > 0.75 && at(session - 0.01) > 0.75);
        let off = {
            let mut plan = plan.clone();
            plan.sessions[1].enabled = false;
            oiliness(&plan, Some(session))
        };
        assert!(off > 0.75, "a session that is off washes nobody");
    }

    #[test]
    fn a_shaven_head_loses_its_shine_as_it_grows() {
        let mut plan = plan(Shine::Normal, 0.0);
        plan.client.hair.trim_every_days = 4.0;
        let day = plan.last_session_day() + 5.0;
        let [shaven, grown] = [0.0, 3.0].map(|days| oiliness(&plan, Some(day + days)));
        assert!(shaven > grown + 0.1, "{shaven} {grown}");
    }
}
