//! Panels: each reads the state and answers with commands.

pub mod brush;
mod client;
mod compare;
mod course;
mod file;
mod focus;
mod hairline;
mod handles;
mod head;
mod keys;
mod light;
mod loss;
pub mod loupe;
mod notes;
mod painted;
mod question;
mod rail;
mod scrubber;
mod sessions;
mod side;
mod sight;
mod timeline;
mod view;
mod viewport;
mod widgets;

use egui::{Panel, Rect, TextureId, Ui};

use super::command::Command;
use super::state::State;

/// The whole window, with the loupe's picture where there is one. Gives the rectangle of the head, points, and what is
/// asked for.
pub fn ui(ui: &mut Ui, state: &State, loupe_picture: Option<TextureId>) -> (Rect, Vec<Command>) {
    let mut asked = Vec::new();
    let commands = &mut asked;
    state.settings.theme.apply(ui.ctx());
    keys::gestures(ui, commands);
    keys::stand(ui, state, commands);
    if state.question.is_none() {
        keys::shortcuts(ui, state, commands);
    }
    Panel::bottom("timeline").show(ui, |ui| timeline::ui(ui, state, commands));
    if !state.presenting {
        Panel::left("steps").exact_size(108.0).resizable(false).show(ui, |ui| rail::ui(ui, state, commands));
        if state.settings.panel_open {
            Panel::left("plan")
                .default_size(292.0)
                .size_range(240.0..=420.0)
                .show(ui, |ui| side::ui(ui, state, commands));
        }
    }
    let rectangle = viewport::ui(ui, state, commands);
    compare::over(ui, rectangle, state, commands);
    painted::over(ui, rectangle, state);
    handles::over(ui, rectangle, state, commands);
    loupe::over(ui, rectangle, state, loupe_picture, commands);
    notes::ui(ui, rectangle, state, commands);
    question::ui(ui, state, commands);
    focus::ring(ui, state);
    if ui.input(|input| input.pointer.any_released()) {
        commands.push(Command::Release);
    }
    (rectangle, asked)
}

#[cfg(test)]
mod tests;
