//! Scenes that arrive, the camera that looks at them, and the story that plays.

use std::sync::Arc;

use glam::{Vec2, Vec3};

use super::notify::fail;
use crate::app::event::SceneResult;
use crate::app::orbit::{self, Flight};
use crate::app::state::State;
use crate::app::story::{LENGTH_S, Story, moment_at};
use crate::render::camera::{Camera, View};
use crate::studio::Prepared;

/// Takes a new scene; a new head sets the camera.
pub fn receive(state: &mut State, result: SceneResult) {
    match result {
        Ok(prepared) => {
            let is_new = state.prepared.as_ref().is_none_or(|old| !Arc::ptr_eq(&old.head, &prepared.head));
            if is_new {
                state.camera = Some(prepared.framing(View::ThreeQuarter));
                (state.flight, state.loupe) = (None, None);
            }
            state.prepared = Some(prepared);
        }
        Err(reason) => fail(state, reason),
    }
}

/// Moves the camera at once; `to` is told where the head's middle is.
pub fn move_camera(state: &mut State, to: impl FnOnce(&Camera, Vec3) -> Camera) {
    if let (Some(camera), Some(prepared)) = (&state.camera, &state.prepared) {
        state.camera = Some(to(camera, prepared.surface.center));
        state.flight = None;
    }
}

/// Begins to fly to another camera.
pub fn fly_to(state: &mut State, to: impl FnOnce(&Prepared) -> Camera) {
    if let (Some(from), Some(prepared)) = (state.camera, &state.prepared) {
        state.flight = Some(Flight { from, to: to(prepared), start_s: state.now_s });
    }
}

/// Flies until the skin under a place of the picture, -1..1, y up, is in its middle.
pub fn centre(state: &mut State, place: Vec2) {
    let (Some(from), Some(prepared)) = (state.camera, state.prepared.clone()) else { return };
    let (eye, direction) = orbit::ray(&from, place, state.picture_aspect());
    if let Some(target) = prepared.head.ray_hit(eye, direction) {
        state.flight = Some(Flight { from, to: Camera { target, ..from }, start_s: state.now_s });
    }
}

/// Goes on with a flight.
pub fn fly(state: &mut State) {
    let Some(flight) = state.flight else { return };
    let (camera, arrived) = flight.at(state.now_s);
    state.camera = Some(camera);
    if arrived {
        state.flight = None;
    }
}

/// Plays the story: on from where it was paused, or else from its start. Or pauses it.
pub fn toggle_play(state: &mut State) {
    let (now_s, before) = (state.now_s, state.moment);
    state.story = match state.story {
        Story::Idle => Story::Playing { start_s: now_s, before },
        Story::Paused { second } => Story::Playing { start_s: now_s - f64::from(second), before },
        Story::Playing { start_s, .. } => Story::Paused { second: (now_s - start_s) as f32 },
    };
}

/// Shows the moment the story has come to.
pub fn play(state: &mut State) {
    let Story::Playing { start_s, .. } = state.story else { return };
    let second = (state.now_s - start_s) as f32;
    state.moment = moment_at(&state.plan, second);
    if second >= LENGTH_S {
        state.story = Story::Idle;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Command;
    use crate::app::testing::TestWindow;

    #[test]
    fn playing_pauses_goes_on_and_ends() {
        let mut window = TestWindow::demo();
        let settled = window.moment;
        window.tick(100.0);
        window.apply(Command::TogglePlay);
        assert!(window.tick(103.0));
        let at_3_s = window.moment;
        assert_eq!(at_3_s, moment_at(&window.plan, 3.0));
        window.apply(Command::TogglePlay);
        assert!(!window.tick(150.0) && window.moment == at_3_s);
        window.apply(Command::TogglePlay);
        assert!(window.tick(151.0) && window.moment == moment_at(&window.plan, 4.0));
        assert!(!window.tick(151.0 + f64::from(LENGTH_S)));
        assert_eq!(window.story, Story::Idle);
        assert_ne!(window.moment, settled);
    }
}
