//! The story as one line: before, each session, healing, settled, years. Pure: days to places on the line.

use crate::deposit::time::{DAYS_PER_YEAR, SETTLED_DAY};
use crate::plan::{Plan, ranges};
use crate::studio::Moment;
use crate::words::{say, text};

/// The line's last day, in years after the last session.
const YEARS: f32 = 10.0;
/// Fraction of the line for "before".
const BEFORE_FRACTION: f32 = 0.06;
/// Fraction of the line up to "settled"; the years have the rest.
const HEALING_FRACTION: f32 = 0.62;

/// A place of the line with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Words a client understands.
    pub label: String,
    /// Moment it stands for.
    pub moment: Moment,
}

/// The line of one plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timeline {
    last_session_day: f32,
}

impl Timeline {
    /// The line of `plan`.
    pub fn of(plan: &Plan) -> Timeline {
        Timeline { last_session_day: plan.last_session_day() }
    }

    /// When the last session has settled.
    pub fn settled_day(&self) -> f32 {
        self.last_session_day + SETTLED_DAY
    }

    /// The line's last day.
    pub fn last_day(&self) -> f32 {
        self.last_session_day + YEARS * DAYS_PER_YEAR
    }

    /// Moment at a place 0..1 of the line. Healing days are linear; years grow by the square, so the first is wide.
    pub fn moment(&self, place: f32) -> Moment {
        if place < BEFORE_FRACTION {
            return Moment::Before;
        }
        if place <= HEALING_FRACTION {
            let fraction = (place - BEFORE_FRACTION) / (HEALING_FRACTION - BEFORE_FRACTION);
            return Moment::Day(fraction * self.settled_day());
        }
        let fraction = ((place - HEALING_FRACTION) / (1.0 - HEALING_FRACTION)).min(1.0);
        Moment::Day(self.settled_day() + fraction * fraction * (self.last_day() - self.settled_day()))
    }

    /// Place 0..1 of a moment.
    pub fn place(&self, moment: Moment) -> f32 {
        let Moment::Day(day) = moment else { return 0.0 };
        if day <= self.settled_day() {
            return BEFORE_FRACTION
                + (HEALING_FRACTION - BEFORE_FRACTION) * (day / self.settled_day()).max(0.0);
        }
        let fraction = (day - self.settled_day()) / (self.last_day() - self.settled_day());
        HEALING_FRACTION + (1.0 - HEALING_FRACTION) * fraction.clamp(0.0, 1.0).sqrt()
    }

    /// Before, each session, healing, settled, years.
    pub fn stops(&self, plan: &Plan) -> Vec<Stop> {
        let stop = |label: String, moment| Stop { label, moment };
        let mut stops = vec![stop(text("stop-before").to_owned(), Moment::Before)];
        let sessions = plan.sessions.iter().enumerate().filter(|(_, session)| session.enabled);
        stops.extend(sessions.map(|(i, s)| stop(say!("stop-session", number = i + 1), Moment::Day(s.day))));
        let last = self.last_session_day;
        stops.push(stop(text("stop-healing").to_owned(), Moment::Day(last + 9.0)));
        stops.push(stop(text("stop-settled").to_owned(), Moment::Day(self.settled_day())));
        for years in [1.0, 5.0, YEARS] {
            stops.push(stop(say!("years", count = years), Moment::Day(last + years * DAYS_PER_YEAR)));
        }
        stops
    }
}

/// A moment in two words: its name on the line, or its day.
pub fn short_name(plan: &Plan, moment: Moment) -> String {
    let line = Timeline::of(plan);
    let is_here = |stop: &Stop| (line.place(stop.moment) - line.place(moment)).abs() < 1e-3;
    if let Some(stop) = line.stops(plan).into_iter().find(is_here) {
        return stop.label;
    }
    let Some(day) = moment.day() else { return text("stop-before").to_owned() };
    match day {
        day if day < 100.0 => say!("stop-day", number = format!("{day:.0}")),
        day if day < DAYS_PER_YEAR => {
            say!("stop-month", number = format!("{:.0}", day * 12.0 / DAYS_PER_YEAR))
        }
        day => say!("years.fraction", number = format!("{:.1}", day / DAYS_PER_YEAR)),
    }
}

/// The plan with a session on another day: a whole day, between the sessions before and after it.
pub fn with_session_on(plan: &Plan, index: usize, day: f32) -> Plan {
    let mut plan = plan.clone();
    let earliest = index.checked_sub(1).map_or(ranges::DAY.min, |before| plan.sessions[before].day + 1.0);
    let latest = plan.sessions.get(index + 1).map_or(ranges::DAY.max, |after| after.day - 1.0);
    if let Some(session) = plan.sessions.get_mut(index)
        && earliest <= latest
    {
        session.day = day.round().clamp(earliest, latest);
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_and_moment_are_each_others_inverse() {
        let line = Timeline { last_session_day: 24.0 };
        for day in [0.0, 3.0, 24.0, 52.0, 60.0, 400.0, 3000.0] {
            let place = line.place(Moment::Day(day));
            let Moment::Day(back) = line.moment(place) else { panic!("{day} became before") };
            assert!((back - day).abs() < 0.05 + day * 1e-3, "{day} -> {place} -> {back}");
        }
        assert_eq!(line.moment(line.place(Moment::Before)), Moment::Before);
    }

    #[test]
    fn time_never_runs_backwards_along_the_line() {
        let line = Timeline { last_session_day: 24.0 };
        let moments: Vec<Moment> = (0..=1000).map(|i| line.moment(i as f32 / 1000.0)).collect();
        assert!(moments.is_sorted() && moments[0] == Moment::Before);
        let backwards: Vec<Moment> = moments.iter().rev().copied().collect();
        assert!(!backwards.is_sorted(), "planted: the check sees time that runs back");
    }

    #[test]
    fn the_line_and_a_moment_call_the_same_day_settled() {
        let mut plan = Plan::demo();
        plan.sessions[2].enabled = false;
        assert_eq!(short_name(&plan, Moment::settled(&plan)), text("stop-settled"));
        let counted = Moment::Day(plan.sessions[2].day + SETTLED_DAY);
        assert_ne!(
            short_name(&plan, counted),
            text("stop-settled"),
            "planted: a session that is off counted"
        );
    }

    #[test]
    fn a_session_moves_between_its_neighbours_and_no_further() {
        let plan = Plan::demo();
        for (day, expected) in [(15.4, 15.0), (-40.0, 1.0), (900.0, 23.0)] {
            let moved = with_session_on(&plan, 1, day);
            assert_eq!(moved.sessions[1].day, expected);
            assert_eq!(moved.validate(), []);
        }
        assert_eq!(with_session_on(&plan, 2, 1e6).validate(), []);
        let mut crowded = plan.clone();
        crowded.sessions[1].day = 0.5;
        crowded.sessions[2].day = 1.0;
        assert_eq!(with_session_on(&crowded, 1, 9.0), crowded, "no room to move");
    }
}
