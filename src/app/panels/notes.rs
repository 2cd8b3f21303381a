//! What is drawn over the head: busy mark, message, progress, the first start's hints.

use egui::{Area, Frame, Id, ProgressBar, RichText, Ui};

use super::widgets::button;
use crate::app::command::Command;
use crate::app::export::ExportAction;
use crate::app::kiosk::HOLD_S;
use crate::app::state::State;
use crate::words::{say, text, tip};

/// Widest note, points.
const WIDTH: f32 = 380.0;

pub fn ui(ui: &mut Ui, head: egui::Rect, state: &State, commands: &mut Vec<Command>) {
    let width = WIDTH.min(head.width() - 48.0).max(80.0);
    // Below the names of the halves.
    let down = if state.both().is_some() { 46.0 } else { 10.0 };
    let corner = head.left_top() + egui::vec2(12.0, down);
    Area::new(Id::unique("notes")).fixed_pos(corner).show(ui.ctx(), |ui| {
        ui.set_max_width(width);
        // While the story plays, the next scene is always on its way.
        if state.is_preparing && !state.story.is_playing() {
            note(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spinner();
                    let key = if state.prepared.is_none() { "busy-head" } else { "busy-dots" };
                    ui.label(text(key));
                });
            });
        }
        if let Some(running) = &state.exports.running {
            note(ui, |ui| {
                let text = say!("export-making", noun = running.kind.noun());
                ui.add(ProgressBar::new(running.progress).desired_width(width - 20.0).text(text));
                if button(ui, "export-cancel").clicked() {
                    commands.push(Command::Export(ExportAction::Cancel));
                }
            });
        }
        if let Some(held_s) = state.exit_held_s() {
            let left_s = (HOLD_S - held_s).max(0.0);
            note(ui, |ui| ui.label(say!("hold-to-close", seconds = left_s.round_ties_even())));
        }
        message(ui, state, commands);
        hints(ui, state, commands);
    });
}

fn note<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) {
    Frame::popup(ui.style()).show(ui, contents);
}

fn message(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let Some(message) = &state.message else { return };
    note(ui, |ui| {
        let said = RichText::new(&message.text);
        ui.label(if message.is_error { said.color(ui.visuals().error_fg_color) } else { said });
        if button(ui, "message-ok").clicked() {
            commands.push(Command::Dismiss);
        }
    });
}

/// What to try first; not over a presentation.
fn hints(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    if state.presenting
        || state.comparing.is_some()
        || state.prepared.is_none()
        || state.hints().next().is_none()
    {
        return;
    }
    note(ui, |ui| {
        ui.strong(text("welcome"));
        for hint in state.hints() {
            ui.horizontal_wrapped(|ui| {
                if ui.small_button(text("hint-ok")).on_hover_text(tip("hint-ok")).clicked() {
                    commands.push(Command::HintSeen(hint));
                }
                ui.label(hint.text());
            });
        }
    });
}
