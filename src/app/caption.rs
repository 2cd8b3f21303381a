//! What is being seen at a moment, in words a client understands. Pure.

use crate::deposit::time::{DAYS_PER_YEAR, SETTLED_DAY};
use crate::plan::{Plan, Session};
use crate::studio::Moment;
use crate::words::{say, text};

/// What `plan` shows at `moment`, in a sentence.
pub fn caption(plan: &Plan, moment: Moment) -> String {
    let Moment::Day(day) = moment else {
        return text("caption-before").to_owned();
    };
    let today = format!("{day:.0}");
    let done = |s: &&Session| s.enabled && s.day <= day;
    let Some(latest) = plan.sessions.iter().rfind(done) else {
        return say!("caption-no-session", day = today);
    };
    let number = plan.sessions.iter().filter(done).count();
    let after = day - latest.day;
    if after < 1.0 {
        return say!("caption-just-after", day = today, session = number);
    }
    if after < 60.0 {
        let state = healing(after);
        let sentence = if number == 1 {
            say!("caption-first-weeks", day = today, state = state)
        } else {
            let ago = count(after, "days");
            say!("caption-weeks", day = today, ago = ago, session = number, state = state)
        };
        return and(sentence, next_session(plan, day));
    }
    let sentence = say!("caption-years", ago = long(after), session = number, state = years(plan, after));
    and(sentence, own_hair(plan, after))
}

/// One sentence, or two.
fn and(sentence: String, next: Option<String>) -> String {
    next.into_iter().fold(sentence, |all, next| all + " " + &next)
}

/// The first weeks after a session.
fn healing(after: f32) -> &'static str {
    match after {
        a if a < 4.5 => text("caption-state.scabs"),
        a if a < 7.0 => text("caption-state.shed"),
        a if a < 16.0 => text("caption-state.light"),
        a if a < SETTLED_DAY - 0.5 => text("caption-state.returning"),
        _ => text("caption-state.settled"),
    }
}

/// When the next layer comes, where one does.
fn next_session(plan: &Plan, day: f32) -> Option<String> {
    let next = plan.sessions.iter().find(|s| s.enabled && s.day > day)?;
    Some(say!("caption-next-session", time = long(next.day - day)))
}

/// The years after: how far the pigment has gone towards the time of a touch-up.
fn years(plan: &Plan, after: f32) -> &'static str {
    let [early, late] = plan.fading.longevity.half_life_years();
    match after / DAYS_PER_YEAR {
        y if y < 1.0 => text("caption-state.settled"),
        y if y < early => text("caption-state.softer"),
        y if y < late => text("caption-state.lighter"),
        _ => text("caption-state.faded"),
    }
}

/// Hair that goes on falling out while the pigment stays.
fn own_hair(plan: &Plan, after: f32) -> Option<String> {
    let steps = plan.hair_loss.stages_per_decade * after / (10.0 * DAYS_PER_YEAR);
    (steps >= 0.5).then(|| text("caption-own-hair").to_owned())
}

/// Days, months or years, whichever says it shortest.
fn long(days: f32) -> String {
    let years = days / DAYS_PER_YEAR;
    match days {
        d if d < 60.0 => count(d.max(1.0), "days"),
        _ if years < 0.96 => count(years * 12.0, "months"),
        _ if years < 1.95 && (years - 1.0).abs() > 0.05 => {
            say!("years.fraction", number = format!("{years:.1}"))
        }
        _ => count(years, "years"),
    }
}

fn count(value: f32, unit: &'static str) -> String {
    say!(unit, count = value.round())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Longevity;

    fn at(plan: &Plan, day: f32) -> String {
        caption(plan, Moment::Day(day))
    }

    #[test]
    fn every_phase_has_its_words() {
        let plan = Plan::demo();
        assert!(caption(&plan, Moment::Before).starts_with("Before the first session"));
        let year = DAYS_PER_YEAR;
        let phases = [
            (0.0, "Day 0, just after session 1: darker, bolder"),
            (3.0, "Day 3: tiny scabs"),
            (6.0, "Day 6: the scabs are shed"),
            (
                9.0,
                "Day 9: lighter than it will be; colour returns by week four. The next session is in 3 days.",
            ),
            (12.4, "Day 12, just after session 2"),
            (13.0, "Day 13, 1 day after session 2: tiny scabs"),
            (33.0, "Day 33, 9 days after session 3: lighter than it will be"),
            (44.0, "Day 44, 20 days after session 3: colour is coming back."),
            (52.0, "Day 52, 28 days after session 3: settled"),
            (24.0 + 0.25 * year, "3 months after session 3: settled"),
            (24.0 + 1.0 * year, "1 year after session 3: a little softer"),
            (24.0 + 1.5 * year, "1.5 years after session 3: a little softer"),
            (24.0 + 5.0 * year, "5 years after session 3: clearly lighter; this is the time for a touch-up"),
            (24.0 + 10.0 * year, "10 years after session 3: faded; a touch-up would bring it back."),
        ];
        for (day, words) in phases {
            assert!(at(&plan, day).starts_with(words), "day {day}: {}", at(&plan, day));
        }
    }

    #[test]
    fn the_words_follow_the_plan() {
        let mut plan = Plan::demo();
        plan.fading.longevity = Longevity::Fast;
        assert!(at(&plan, 24.0 + 3.0 * DAYS_PER_YEAR).contains("touch-up"));
        plan.fading.longevity = Longevity::Slow;
        assert!(!at(&plan, 24.0 + 3.0 * DAYS_PER_YEAR).contains("touch-up"));
        assert!(!at(&plan, 3000.0).contains("own hair"));
        plan.hair_loss.stages_per_decade = 2.0;
        assert!(at(&plan, 3000.0).contains("own hair"));
        plan.sessions[1].enabled = false;
        assert!(at(&plan, 12.0).contains("The next session is in 12 days"), "{}", at(&plan, 12.0));
        plan.sessions.clear();
        assert_eq!(at(&plan, 12.0), "Day 12: no session yet.");
    }
}
