//! What a stand lets a visitor do, and what it does by itself.

use glam::Vec2;

use super::view;
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::comparison::CompareAction;
use crate::app::effect::Effect;
use crate::app::kiosk::{HOLD_S, TURN_POINTS_PER_S};
use crate::app::orbit;
use crate::app::state::State;
use crate::app::story::Story;
use crate::render::camera::View;

/// Whether a stand lets a visitor do this; notes that somebody is there.
pub fn is_allowed(state: &mut State, command: &Command) -> bool {
    let now_s = state.now_s;
    let Some(kiosk) = &mut state.kiosk else { return true };
    match command {
        Command::HoldExit(held) => {
            kiosk.held_since_s = held.then(|| kiosk.held_since_s.unwrap_or(now_s));
            return false;
        }
        // Files, pictures and the window belong to whoever put up the stand.
        Command::Open(_) | Command::Drop(_) | Command::BrowseOpen | Command::OpenDemo => return false,
        Command::Save | Command::BrowseSave | Command::Close => return false,
        Command::Compare(CompareAction::Browse) => return false,
        Command::Export(_) | Command::Technician(_) => return false,
        Command::TogglePresenting | Command::StopPresenting => return false,
        _ => {}
    }
    if kiosk.touched_s.replace(now_s).is_none() {
        state.presenting = false;
        state.story = Story::Idle;
    }
    true
}

/// Turns the head and tells the story while nobody is there; forgets who has left.
pub fn tick(state: &mut State, passed_s: f64) -> Vec<Effect> {
    let Some(kiosk) = state.kiosk else { return Vec::new() };
    let closes = state.exit_held_s().is_some_and(|held_s| held_s >= HOLD_S);
    if kiosk.is_left(state.now_s) {
        forget_visitor(state);
    }
    if state.attracts() {
        if state.story == Story::Idle && state.prepared.is_some() {
            view::toggle_play(state);
        }
        let drag = Vec2::new((TURN_POINTS_PER_S * passed_s.min(0.5)) as f32, 0.0);
        view::move_camera(state, |camera, _| orbit::orbit(camera, drag));
    }
    if closes { vec![Effect::Quit] } else { Vec::new() }
}

/// Back to the start: the plan, its history, the light, the step. The head stays on the screen meanwhile.
fn forget_visitor(state: &mut State) {
    let start = State::at_a_stand(state.documents[0].clone(), state.first_settings.clone());
    let before = std::mem::replace(state, start);
    state.camera = before.prepared.as_ref().map(|prepared| prepared.framing(View::ThreeQuarter));
    (state.prepared, state.measured, state.now_s) = (before.prepared, before.measured, before.now_s);
    (state.viewport_points, state.chapter) = (before.viewport_points, Chapter::default());
    (state.drawn_by, state.is_preparing) = (before.drawn_by, before.is_preparing);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::document::Document;
    use crate::app::export::{ExportAction, ExportKind};
    use crate::app::settings::Settings;
    use crate::app::testing::TestWindow;
    use crate::plan::Plan;
    use crate::studio::Moment;

    fn stand() -> TestWindow {
        let mut window = TestWindow::new(State::at_a_stand(Document::demo(), Settings::default()));
        window.tick(1000.0);
        window
    }

    fn edit(window: &mut TestWindow) {
        window.apply(Command::Edit(Box::new(Plan { seed: 99, ..Plan::demo() })));
    }

    #[test]
    fn a_visitor_takes_over_and_is_forgotten_after_a_minute() {
        let mut window = stand();
        let start = window.settings.clone();
        assert!(window.attracts() && window.presenting);
        window.apply(Command::Press);
        assert!(!window.attracts() && !window.presenting, "a touch takes over");
        edit(&mut window);
        window.apply(Command::Light("noon-sun".into()));
        window.apply(Command::Go(Chapter::Hairline));
        window.apply(Command::Show(Moment::Before));
        assert!(window.draft().is_none() && window.to_remember().is_none(), "a visitor leaves no trace");
        window.tick(1059.0);
        assert_eq!((window.plan.seed, window.attracts()), (99, false), "forgotten too soon");
        window.apply(Command::Release);
        window.tick(1100.0);
        assert_eq!(window.plan.seed, 99, "a touch begins the minute anew");
        window.tick(1120.0);
        assert_eq!(
            (window.plan.clone(), window.settings.clone(), window.chapter),
            (Plan::demo(), start, Chapter::Client)
        );
        assert!(window.attracts() && window.presenting);
        assert_eq!(window.can_undo_redo(), [false, false], "undo would bring the visitor back");
    }

    #[test]
    fn a_visitor_cannot_open_save_or_leave() {
        let mut window = stand();
        for command in [
            Command::Close,
            Command::Save,
            Command::BrowseOpen,
            Command::Export(ExportAction::Browse(ExportKind::Picture)),
            Command::Drop("x.toml".into()),
            Command::Technician(true),
        ] {
            window.apply(command.clone());
            let idle = window.effects.is_empty() && window.question.is_none();
            assert!(idle && !window.settings.technician, "{command:?}");
        }
        let mut desk = TestWindow::demo();
        desk.apply(Command::Save);
        assert!(desk.take_dialog().is_some(), "elsewhere they do");
    }

    #[test]
    fn escape_closes_only_when_held() {
        let mut window = stand();
        for now_s in [1000.0, 1001.0, 1002.9] {
            window.tick(now_s);
            window.apply(Command::HoldExit(true));
        }
        window.apply(Command::HoldExit(false));
        window.tick(1004.0);
        assert!(!window.quits() && window.exit_held_s().is_none(), "let go in time");
        window.apply(Command::HoldExit(true));
        window.tick(1007.1);
        assert!(window.quits());
    }

    #[test]
    fn elsewhere_nothing_moves_by_itself() {
        let mut desk = TestWindow::demo();
        desk.apply(Command::Press);
        desk.tick(500.0);
        assert!(!desk.is_moving() && !desk.attracts() && desk.to_remember().is_some());
    }
}
