//! The story along the bottom: a caption that says what is seen, a line to drag, session marks to move, stops to tap.

use egui::{Align, Button, Layout, RichText, Ui, vec2};

use super::compare;
use super::light;
use super::scrubber;
use super::widgets::button;
use crate::app::caption::caption;
use crate::app::command::Command;
use crate::app::state::State;
use crate::studio::Moment;
use crate::timeline::Timeline;
use crate::words::{say, text, tip};

pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    ui.add_space(6.0);
    first_row(ui, state, commands);
    scrubber::ui(ui, state, commands);
    let line = Timeline::of(&state.plan);
    ui.horizontal_wrapped(|ui| {
        for stop in line.stops(&state.plan) {
            let here = close(&line, state.moment, stop.moment);
            let tip = say!("stop-tip", stop = stop.label.to_lowercase());
            if ui.selectable_label(here, &stop.label).on_hover_text(tip).clicked() {
                commands.push(Command::Show(stop.moment));
            }
        }
    });
    ui.add_space(4.0);
}

/// Play, the caption, the light. Of constant height, so that the head keeps its size while the caption changes.
fn first_row(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let lines = if ui.available_width() < 900.0 { 2.0 } else { 1.0 };
    let height = (lines * ui.text_style_height(&egui::TextStyle::Body) + 4.0).max(26.0);
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_height(height);
        if state.presenting && state.kiosk.is_none() && button(ui, "present-leave").clicked() {
            commands.push(Command::StopPresenting);
        }
        light::ui(ui, state, commands);
        if state.presenting {
            compare::menu(ui, state, commands);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            play(ui, state, commands);
            ui.add(egui::Label::new(RichText::new(caption(&state.plan, state.moment)).strong()).wrap());
        });
    });
}

fn play(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let label = if state.story.is_playing() { text("play.pause") } else { text("play") };
    let button = Button::new(label).min_size(vec2(72.0, 26.0));
    if ui.add(button).on_hover_text(tip("play")).clicked() {
        commands.push(Command::TogglePlay);
    }
}

fn close(line: &Timeline, a: Moment, b: Moment) -> bool {
    (line.place(a) - line.place(b)).abs() < 1e-3
}
