//! The story played in twenty seconds: before, each session, healing, settled, years.

use crate::plan::Plan;
use crate::studio::Moment;
use crate::timeline::Timeline;

/// Length of the story, seconds.
pub const LENGTH_S: f32 = 20.0;

/// Fractions of the story, relative: it rests where there is something to see, and hurries between.
const BEFORE: f32 = 2.0;
const JUST_TREATED: f32 = 1.0;
const UNTIL_NEXT: f32 = 1.0;
const HEALING: f32 = 5.0;
const SETTLED: f32 = 2.0;
const YEARS: f32 = 6.0;
const AFTER: f32 = 1.0;

/// Where the playing stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Story {
    /// The moment was chosen by the person.
    #[default]
    Idle,
    /// It runs: its second 0 was at `start_s`; what was shown before.
    Playing { start_s: f64, before: Moment },
    /// It was paused at this second.
    Paused { second: f32 },
}

impl Story {
    /// The moment that was shown before it began to play; none while it does not.
    pub fn began_at(&self) -> Option<Moment> {
        match self {
            Story::Playing { before, .. } => Some(*before),
            _ => None,
        }
    }

    /// Whether it plays.
    pub fn is_playing(&self) -> bool {
        self.began_at().is_some()
    }
}

/// A stretch of the story: its fraction, and the day at its start and end. No day is before.
struct StoryPart {
    fraction: f32,
    days: Option<[f32; 2]>,
}

fn stretches(plan: &Plan) -> Vec<StoryPart> {
    let stretch = |fraction, from, to| StoryPart { fraction, days: Some([from, to]) };
    let mut days: Vec<f32> = plan.sessions.iter().filter(|s| s.enabled).map(|s| s.day).collect();
    days.sort_by(f32::total_cmp);
    let line = Timeline::of(plan);
    let mut all = vec![StoryPart { fraction: BEFORE, days: None }];
    for (index, &day) in days.iter().enumerate() {
        all.push(stretch(JUST_TREATED, day, day));
        if let Some(&next) = days.get(index + 1) {
            all.push(stretch(UNTIL_NEXT, day, next));
        }
    }
    let [settled, end] = [line.settled_day(), line.last_day()];
    if let Some(&last) = days.last() {
        all.push(stretch(HEALING, last, settled));
    }
    all.push(stretch(SETTLED, settled, settled));
    all.push(stretch(YEARS, settled, end));
    all.push(stretch(AFTER, end, end));
    all
}

/// The moment that the story of `plan` shows at a second.
pub fn moment_at(plan: &Plan, second: f32) -> Moment {
    let all = stretches(plan);
    let fractions: f32 = all.iter().map(|stretch| stretch.fraction).sum();
    let mut place = second.clamp(0.0, LENGTH_S) / LENGTH_S * fractions;
    for StoryPart { fraction, days } in &all {
        if place < *fraction {
            let Some([from, to]) = days else { return Moment::Before };
            let t = place / fraction;
            // Years grow by the square, as on the line: the first is slow.
            let t = if to - from > 1000.0 { t * t } else { t };
            return Moment::Day(from + (to - from) * t);
        }
        place -= fraction;
    }
    Moment::Day(Timeline::of(plan).last_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(plan: &Plan) -> Vec<Moment> {
        (0..=2000).map(|i| moment_at(plan, i as f32 * LENGTH_S / 2000.0)).collect()
    }

    /// Seconds that the story spends on moments from `from` to `to`.
    fn seconds(moments: &[Moment], from: Moment, to: Moment) -> f32 {
        moments.iter().filter(|at| (from..=to).contains(*at)).count() as f32 * LENGTH_S / 2000.0
    }

    #[test]
    fn it_starts_before_and_ends_with_the_years_and_never_goes_back() {
        let none = Plan { sessions: Vec::new(), ..Plan::demo() };
        for plan in [Plan::demo(), none] {
            let moments = moments(&plan);
            assert_eq!(moments[0], Moment::Before);
            assert!(moments.is_sorted(), "time ran backwards");
            let end = *moments.last().unwrap();
            assert_eq!(end, Moment::Day(Timeline::of(&plan).last_day()));
            assert_eq!(moment_at(&plan, 1e9), end);
        }
        let mut backwards = moments(&Plan::demo());
        backwards.swap(700, 1900);
        assert!(!backwards.is_sorted(), "the check sees nothing");
    }

    #[test]
    fn each_phase_has_its_fraction() {
        let moments = moments(&Plan::demo());
        for at in [Moment::Before, Moment::Day(0.0), Moment::Day(12.0)] {
            assert!(seconds(&moments, at, at) > 0.7, "{at:?}: {} s", seconds(&moments, at, at));
        }
        let between = |from, to| seconds(&moments, Moment::Day(from), Moment::Day(to));
        assert!(between(24.0, 51.9) > 4.0, "healing");
        assert!(between(52.1, 5000.0) > 5.0, "years");
    }

    #[test]
    fn a_disabled_session_is_not_told() {
        let mut plan = Plan::demo();
        plan.sessions[1].enabled = false;
        assert!(seconds(&moments(&plan), Moment::Day(12.0), Moment::Day(12.0)) < 0.1);
    }
}
