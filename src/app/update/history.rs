//! Undo, redo, and which document is shown.

use crate::app::document::Document;
use crate::app::history::UndoStep;
use crate::app::state::State;
use crate::app::story::Story;
use crate::studio::Moment;

/// Remembers what has changed as a step, if anything has.
pub fn record(state: &mut State) {
    let seen = state.seen();
    let State { history, plan, pressed, now_s, .. } = state;
    history.record(plan, seen, *pressed, *now_s);
}

/// Goes one step back.
pub fn undo(state: &mut State) {
    let step = state.history.undo();
    show_step(state, step);
}

/// Goes one step forth.
pub fn redo(state: &mut State) {
    let step = state.history.redo();
    show_step(state, step);
}

fn show_step(state: &mut State, step: Option<UndoStep>) {
    let Some(UndoStep { plan, seen }) = step else { return };
    state.plan = (*plan).clone();
    state.story = Story::Idle;
    (state.shown, state.moment) = (seen.document, seen.moment);
    (state.settings.light, state.settings.adjustment) = (seen.light, seen.adjustment);
}

/// Shows another document. The plan before stays one undo away, with its own file.
pub fn show(state: &mut State, document: Document) {
    state.plan = document.saved.clone();
    state.moment = Moment::settled(&state.plan);
    state.story = Story::Idle;
    state.documents.push(document);
    state.shown = state.documents.len() - 1;
    state.message = None;
}
