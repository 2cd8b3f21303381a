//! The stand: the head turns and tells its story by itself, any touch takes over, and a while without one brings the
//! start back and forgets the visitor.

use glam::Vec2;

use super::chapter::Chapter;
use super::command::Command;
use super::compare::Compare;
use super::document::Document;
use super::orbit;
use super::settings::Settings;
use super::state::State;
use super::story::Story;

/// Without a touch for this long, the visitor is forgotten, seconds.
const IDLE_S: f64 = 60.0;
/// Escape held for this long closes the window, seconds.
pub const HOLD_S: f64 = 3.0;
/// How fast the head turns by itself, points of a drag per second: once round in a minute and a half.
const TURN_POINTS_PER_S: f64 = 9.0;
/// Size of text and targets, percent.
const TEXT_PERCENT: u16 = 150;

/// Where the stand is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kiosk {
    /// When the visitor last touched anything; none while nobody is there.
    touched_s: Option<f64>,
    /// Since when Escape is held.
    held_since_s: Option<f64>,
}

impl State {
    /// A window for a stand: full screen, large, a client's words, and nothing remembered.
    pub fn at_a_stand(document: Document, mut settings: Settings) -> State {
        settings.appearance.text_percent = settings.appearance.text_percent.max(TEXT_PERCENT);
        settings.technician = false;
        let mut state = State::new(document, settings);
        state.kiosk = Some(Kiosk::default());
        state.presenting = true;
        state
    }

    /// Whether the head turns and tells its story by itself.
    pub fn attracts(&self) -> bool {
        self.kiosk.is_some_and(|kiosk| kiosk.touched_s.is_none())
    }

    /// Whether the window fills the screen.
    pub fn fills_screen(&self) -> bool {
        self.presenting || self.kiosk.is_some()
    }

    /// For how long Escape has been held at a stand, seconds.
    pub fn exit_held_s(&self) -> Option<f64> {
        Some(self.now_s - self.kiosk?.held_since_s?)
    }

    /// Whether a stand lets a visitor do this; notes that somebody is there.
    pub(super) fn lets(&mut self, command: &Command) -> bool {
        let now_s = self.now_s;
        let Some(kiosk) = &mut self.kiosk else { return true };
        match command {
            Command::HoldExit(held) => {
                kiosk.held_since_s = held.then(|| kiosk.held_since_s.unwrap_or(now_s));
                return false;
            }
            // Files, pictures and the window belong to whoever put up the stand.
            Command::Open(_)
            | Command::Drop(_)
            | Command::BrowseOpen
            | Command::OpenDemo
            | Command::Close => {
                return false;
            }
            Command::Save | Command::SaveAs(_) | Command::BrowseSave => return false,
            Command::Compare(Compare::Browse | Compare::Open(_)) => return false,
            Command::Take(_) | Command::Technician(_) => {
                return false;
            }
            Command::TogglePresenting | Command::StopPresenting => return false,
            _ => {}
        }
        if kiosk.touched_s.replace(now_s).is_none() {
            self.presenting = false;
            self.story = Story::Idle;
        }
        true
    }

    /// Turns the head and tells the story while nobody is there; forgets who has left. True while something moves.
    pub(super) fn attend(&mut self, passed_s: f64) -> bool {
        let Some(kiosk) = self.kiosk else { return false };
        if self.exit_held_s().is_some_and(|held_s| held_s >= HOLD_S) {
            self.quit = true;
        }
        if kiosk.touched_s.is_some_and(|at| self.now_s - at >= IDLE_S) {
            self.forget_visitor();
        }
        if self.attracts() {
            if self.story == Story::Idle && self.prepared.is_some() {
                self.toggle_play();
            }
            let drag = Vec2::new((TURN_POINTS_PER_S * passed_s.min(0.5)) as f32, 0.0);
            self.move_camera(|camera, _| orbit::orbit(camera, drag));
        }
        self.attracts() || kiosk.held_since_s.is_some()
    }

    /// Back to the start: the plan, its history, the light, the step. The head stays on the screen meanwhile.
    fn forget_visitor(&mut self) {
        let start = State::at_a_stand(self.first_document().clone(), self.at_start.clone());
        let before = std::mem::replace(self, start);
        self.camera = before
            .prepared
            .as_ref()
            .map(|prepared| prepared.framing(crate::render::camera::View::ThreeQuarter));
        (self.prepared, self.measured, self.now_s) = (before.prepared, before.measured, before.now_s);
        (self.viewport_points, self.chapter) = (before.viewport_points, Chapter::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::taking::{Keepsake, Take};
    use crate::plan::Plan;
    use crate::studio::Moment;

    fn stand() -> State {
        let mut state = State::at_a_stand(Document::demo(), Settings::default());
        state.tick(1000.0);
        state
    }

    fn edit(state: &mut State) {
        state.apply(Command::Edit(Box::new(Plan { seed: 99, ..Plan::demo() })));
    }

    #[test]
    fn a_visitor_takes_over_and_is_forgotten_after_a_minute() {
        let mut state = stand();
        let start = state.settings.clone();
        assert!(state.attracts() && state.presenting);
        state.apply(Command::Press);
        assert!(!state.attracts() && !state.presenting, "a touch takes over");
        edit(&mut state);
        state.apply(Command::Light("noon-sun".into()));
        state.apply(Command::Go(Chapter::Hairline));
        state.apply(Command::Show(Moment::Before));
        assert!(state.draft().is_none() && state.to_remember().is_none(), "a visitor leaves no trace");
        state.tick(1059.0);
        assert_eq!((state.plan.seed, state.attracts()), (99, false), "forgotten too soon");
        state.apply(Command::Release);
        state.tick(1100.0);
        assert_eq!(state.plan.seed, 99, "a touch begins the minute anew");
        state.tick(1120.0);
        assert_eq!(
            (state.plan.clone(), state.settings.clone(), state.chapter),
            (Plan::demo(), start, Chapter::Client)
        );
        assert!(state.attracts() && state.presenting);
        assert_eq!(state.can_undo_redo(), [false, false], "undo would bring the visitor back");
    }

    #[test]
    fn a_visitor_cannot_open_save_or_leave() {
        let mut state = stand();
        for command in [
            Command::Close,
            Command::Save,
            Command::BrowseOpen,
            Command::Take(Take::Browse(Keepsake::Picture)),
            Command::Drop("x.toml".into()),
            Command::Technician(true),
        ] {
            state.apply(command.clone());
            let idle = !state.quit && state.dialog.is_none() && state.question.is_none();
            assert!(idle && !state.settings.technician, "{command:?}");
        }
        let mut desk = State::new(Document::demo(), Settings::default());
        desk.apply(Command::Save);
        assert!(desk.dialog.is_some(), "elsewhere they do");
    }

    #[test]
    fn escape_closes_only_when_held() {
        let mut state = stand();
        for now_s in [1000.0, 1001.0, 1002.9] {
            state.tick(now_s);
            state.apply(Command::HoldExit(true));
        }
        state.apply(Command::HoldExit(false));
        state.tick(1004.0);
        assert!(!state.quit && state.exit_held_s().is_none(), "let go in time");
        state.apply(Command::HoldExit(true));
        state.tick(1007.1);
        assert!(state.quit);
    }

    #[test]
    fn elsewhere_nothing_moves_by_itself() {
        let mut desk = State::new(Document::demo(), Settings::default());
        desk.apply(Command::Press);
        assert!(!desk.tick(500.0) && !desk.attracts() && desk.to_remember().is_some());
    }
}
