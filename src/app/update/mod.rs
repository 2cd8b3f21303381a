//! The only room that changes the state: by a command of the person, or by an event from outside. Each change gives
//! the effects it asks for; `io` carries them out.

mod brush;
mod compare;
mod export;
mod files;
mod history;
mod kiosk;
mod loupe;
mod notify;
mod question;
mod view;

use super::command::Command;
use super::dialog::Dialog;
use super::effect::Effect;
use super::event::{DialogAnswer, DrawnBy, Event, SceneEvent};
use super::hint::Hint;
use super::orbit;
use super::question::FollowUp;
use super::state::State;
use super::story::Story;
use crate::words::say;
use notify::tell;

/// The state, and the only way to change it.
pub struct Store {
    state: State,
}

impl Store {
    /// Begins with `state`.
    pub fn new(state: State) -> Store {
        Store { state }
    }

    /// The state as it is.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Carries a command out, and remembers for undo what it changed.
    #[must_use]
    pub fn execute(&mut self, command: Command) -> Vec<Effect> {
        execute(&mut self.state, command)
    }

    /// Takes an event.
    #[must_use]
    pub fn receive(&mut self, event: Event) -> Vec<Effect> {
        receive(&mut self.state, event)
    }
}

/// Carries a command out, and remembers for undo what it changed.
pub fn execute(state: &mut State, command: Command) -> Vec<Effect> {
    if !kiosk::is_allowed(state, &command) {
        return Vec::new();
    }
    let effects = change(state, command);
    brush::refresh_tint(state);
    history::record(state);
    effects
}

fn change(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Edit(plan) => state.plan = *plan,
        Command::Undo => history::undo(state),
        Command::Redo => history::redo(state),
        Command::Press | Command::Release => {
            state.pressed = command == Command::Press;
            state.history.begin_step();
        }
        Command::Key => state.history.begin_step(),
        Command::Show(moment) => {
            state.story = Story::Idle;
            state.moment = moment;
            hint_done(state, Hint::Time);
        }
        Command::Light(key) => state.settings.light = key,
        Command::Adjust(adjustment) => state.settings.adjustment = adjustment,
        Command::TurnLight(drag) => {
            let turn_deg = &mut state.settings.adjustment.turn_deg;
            *turn_deg = orbit::turned_light(*turn_deg, drag);
        }
        Command::QualityTier(quality) => state.settings.quality = quality,
        Command::FlyTo(view) => view::fly_to(state, |prepared| prepared.framing(view)),
        Command::Orbit(drag) => {
            view::move_camera(state, |camera, _| orbit::orbit(camera, drag));
            hint_done(state, Hint::Turn);
        }
        Command::Pan(drag) => {
            let height = state.viewport_points.y;
            view::move_camera(state, |camera, home| orbit::pan(camera, drag, height, home));
        }
        Command::Zoom(factor) => view::move_camera(state, |camera, _| orbit::zoom(camera, factor)),
        Command::Centre(place) => view::centre(state, place),
        Command::Open(path) => return files::leave_for(state, FollowUp::Open(path)),
        Command::OpenDemo => return files::leave_for(state, FollowUp::Demo),
        Command::Drop(path) => return files::take_dropped(state, path),
        Command::BrowseOpen => return vec![Effect::Browse(Dialog::Open)],
        Command::BrowseScan => return vec![Effect::Browse(Dialog::Scan)],
        Command::Save => return files::save_in_place(state),
        Command::BrowseSave => return vec![Effect::Browse(Dialog::Save)],
        Command::Answer(answer) => return question::answer(state, answer),
        Command::Close => return files::leave_for(state, FollowUp::Quit),
        Command::Export(action) => return export::act(state, action),
        Command::Brush(action) => brush::act(state, action),
        Command::Loupe(action) => loupe::act(state, action),
        Command::Compare(action) => return compare::act(state, action),
        Command::TogglePanel => state.settings.panel_open = !state.settings.panel_open,
        Command::Dismiss => state.message = None,
        Command::Go(chapter) => {
            brush::put_away(state);
            state.chapter = chapter;
            state.settings.panel_open = true;
            hint_done(state, Hint::UndoStep);
        }
        Command::Technician(on) => state.settings.technician = on,
        Command::TogglePresenting => {
            brush::put_away(state);
            state.presenting = !state.presenting;
        }
        Command::StopPresenting => state.presenting = false,
        Command::TogglePlay => view::toggle_play(state),
        Command::HoldExit(_) => {} // only a stand listens
        Command::HintSeen(hint) => hint_done(state, hint),
        Command::Theme(theme) => state.settings.theme = theme,
    }
    Vec::new()
}

/// Takes an event.
pub fn receive(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Tick(now_s) => return tick(state, now_s),
        Event::ViewportSized(points) => state.viewport_points = points,
        Event::WindowSized(points) => {
            if !state.fills_screen() {
                state.settings.window_points = points.to_array();
            }
        }
        Event::DeviceOpened(drawn_by) => device_opened(state, drawn_by),
        Event::Measured(quality) => state.measured = Some(quality),
        Event::Scene(event) => receive_scene(state, event),
        Event::Export(event) => export::receive(state, event),
        Event::Dialog(dialog, answer) => {
            let effects = match answer {
                DialogAnswer::Chosen(path) => question::chosen(state, dialog, path),
                DialogAnswer::Unavailable => {
                    question::ask_path(state, dialog);
                    Vec::new()
                }
                DialogAnswer::Cancelled => {
                    state.follow_up = None;
                    Vec::new()
                }
            };
            brush::refresh_tint(state);
            history::record(state);
            return effects;
        }
        Event::Autosave(result) => notify::autosave(state, result),
        Event::ShadersEdited(result) => notify::shaders(state, result),
    }
    Vec::new()
}

/// What the worker has prepared.
fn receive_scene(state: &mut State, event: SceneEvent) {
    match event {
        SceneEvent::Busy(busy) => state.is_preparing = busy,
        SceneEvent::Prepared(result) => {
            view::receive(state, result);
            brush::refresh_tint(state);
        }
        SceneEvent::Beside(other, result) => compare::receive(state, &other, result),
        SceneEvent::Warnings(warnings) => state.warnings = warnings,
        SceneEvent::Figures(figures) => compare::receive_figures(state, figures),
        SceneEvent::Cut(spot, cut) => loupe::receive(state, spot, cut),
    }
}

/// Time goes on: for the story, the stand and a flight.
fn tick(state: &mut State, now_s: f64) -> Vec<Effect> {
    let passed_s = now_s - std::mem::replace(&mut state.now_s, now_s);
    view::play(state);
    let effects = kiosk::tick(state, passed_s);
    view::fly(state);
    effects
}

/// Notes who draws, and tells the person where another adapter was passed over for it.
fn device_opened(state: &mut State, drawn_by: DrawnBy) {
    if !drawn_by.passed_over.is_empty() && state.kiosk.is_none() {
        let (adapter, others) = (drawn_by.adapter.clone(), drawn_by.others());
        tell(state, say!("drawn-instead", adapter = adapter, others = others));
    }
    state.drawn_by = Some(drawn_by);
}

fn hint_done(state: &mut State, hint: Hint) {
    if !state.settings.hints_seen.contains(&hint) {
        state.settings.hints_seen.push(hint);
    }
}
