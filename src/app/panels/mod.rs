//! Panels: each reads the state and answers with commands.

mod client;
mod course;
mod file;
mod hairline;
mod head;
mod loss;
mod question;
mod sessions;
mod timeline;
mod view;

use egui::{Key, KeyboardShortcut, Modifiers, Panel, RichText, ScrollArea, Ui};
use glam::Vec2;

use super::command::Command;
use super::state::State;
use super::viewport;
use crate::plan::Plan;
use crate::render::camera::View;

/// The whole window; gives the rectangle of the head, points.
pub fn ui(ui: &mut Ui, state: &State, busy: bool, commands: &mut Vec<Command>) -> egui::Rect {
    gestures(ui, commands);
    if state.question.is_none() {
        shortcuts(ui, state, commands);
    }
    if state.settings.panel_open {
        Panel::left("plan")
            .default_size(292.0)
            .size_range(240.0..=420.0)
            .show(ui, |ui| side(ui, state, commands));
    }
    Panel::bottom("timeline").show(ui, |ui| timeline::ui(ui, state, commands));
    let rectangle = viewport::ui(ui, commands);
    overlay(ui, rectangle, state, busy, commands);
    question::ui(ui, state, commands);
    if ui.input(|input| input.pointer.any_released()) {
        commands.push(Command::Release);
    }
    rectangle
}

/// Where a step of undo begins: at a press, a key that is not held or typed, an assistive technology's action.
fn gestures(ui: &mut Ui, commands: &mut Vec<Command>) {
    let typing = ui.ctx().text_edit_focused();
    ui.input(|input| {
        if input.pointer.any_pressed() {
            commands.push(Command::Press);
        }
        let parts = |event: &egui::Event| match event {
            egui::Event::Key { pressed, repeat, .. } => *pressed && !*repeat && !typing,
            egui::Event::AccessKitActionRequest(_) => true,
            _ => false,
        };
        if input.events.iter().any(parts) {
            commands.push(Command::Key);
        }
    });
}

fn side(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.heading("Papilla");
        if state.is_unsaved() {
            ui.label(RichText::new("unsaved").small().weak());
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button("Hide").on_hover_text("Fold this panel away (H)").clicked() {
                commands.push(Command::TogglePanel);
            }
            let [undo, redo] = state.can_undo_redo();
            for (can, label, tip, command) in [
                (redo, "Redo", "Do it again (Ctrl+Shift+Z)", Command::Redo),
                (undo, "Undo", "Take the last step back (Ctrl+Z)", Command::Undo),
            ] {
                if ui.add_enabled(can, egui::Button::new(label)).on_hover_text(tip).clicked() {
                    commands.push(command);
                }
            }
        });
    });
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let mut plan = state.plan.clone();
        view::ui(ui, state, commands);
        client::ui(ui, &mut plan);
        head::ui(ui, &mut plan);
        loss::ui(ui, &mut plan);
        hairline::ui(ui, &mut plan);
        sessions::ui(ui, &mut plan, state);
        course::ui(ui, &mut plan);
        if plan != state.plan {
            commands.push(Command::Edit(Box::new(plan)));
        }
        file::ui(ui, state, commands);
        ui.add_space(8.0);
        ui.label(RichText::new("A preview is a planning aid, never a promise.").small().weak());
    });
}

/// Busy mark, message, progress; drawn over the head.
fn overlay(ui: &mut Ui, rectangle: egui::Rect, state: &State, busy: bool, commands: &mut Vec<Command>) {
    let corner = rectangle.left_top() + egui::vec2(12.0, 10.0);
    egui::Area::new(egui::Id::unique("notes")).fixed_pos(corner).show(ui.ctx(), |ui| {
        if !state.settings.panel_open && ui.button("Show panel").on_hover_text("Open the panel (H)").clicked()
        {
            commands.push(Command::TogglePanel);
        }
        if busy {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(if state.prepared.is_none() { "Building the head…" } else { "Placing dots…" });
            });
        }
        if let Some(export) = &state.export {
            ui.add(egui::ProgressBar::new(export.progress()).desired_width(240.0).text("Making the picture"));
            if ui.button("Cancel").clicked() {
                commands.push(Command::CancelPicture);
            }
        }
        if let Some(message) = &state.message {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(460.0);
                let text = RichText::new(&message.text);
                ui.label(if message.is_error { text.color(ui.visuals().error_fg_color) } else { text });
                if ui.small_button("OK").clicked() {
                    commands.push(Command::Dismiss);
                }
            });
        }
    });
}

/// Keys; none while a text field has the keyboard.
fn shortcuts(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let ctrl = |key| KeyboardShortcut::new(Modifiers::COMMAND, key);
    let redo = KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    let typing = ui.ctx().text_edit_focused();
    ui.input_mut(|input| {
        for (shortcut, command) in [
            (redo, Command::Redo),
            (ctrl(Key::Z), Command::Undo),
            (ctrl(Key::Y), Command::Redo),
            (ctrl(Key::S), Command::Save),
            (ctrl(Key::O), Command::BrowseOpen),
            (ctrl(Key::Q), Command::Close),
        ] {
            if input.consume_shortcut(&shortcut) {
                commands.push(command);
            }
        }
        if typing {
            return;
        }
        let plain = |key| KeyboardShortcut::new(Modifiers::NONE, key);
        let side = if looks_from_the_right(state) { View::Right } else { View::Left };
        for (key, command) in [
            (Key::Num1, Command::Look(View::Front)),
            (Key::Num2, Command::Look(View::ThreeQuarter)),
            (Key::Num3, Command::Look(View::ThreeQuarterRight)),
            (Key::Num4, Command::Look(side)),
            (Key::Num5, Command::Look(View::Back)),
            (Key::Num6, Command::Look(View::Top)),
            (Key::ArrowLeft, Command::Orbit(Vec2::new(-20.0, 0.0))),
            (Key::ArrowRight, Command::Orbit(Vec2::new(20.0, 0.0))),
            (Key::ArrowUp, Command::Orbit(Vec2::new(0.0, 20.0))),
            (Key::ArrowDown, Command::Orbit(Vec2::new(0.0, -20.0))),
            (Key::Plus, Command::Zoom(1.15)),
            (Key::Equals, Command::Zoom(1.15)),
            (Key::Minus, Command::Zoom(1.0 / 1.15)),
            (Key::H, Command::TogglePanel),
            (Key::Escape, Command::CancelPicture),
        ] {
            if input.consume_shortcut(&plain(key)) {
                commands.push(command);
            }
        }
    });
}

/// Key 4 shows the side; pressed again, the other one.
fn looks_from_the_right(state: &State) -> bool {
    state.camera.is_some_and(|camera| {
        let turn = camera.azimuth_rad.rem_euclid(std::f32::consts::TAU);
        (turn - std::f32::consts::FRAC_PI_2).abs() < 0.05
    })
}

/// A slider with its unit, over the plan's own range.
fn slider(
    ui: &mut Ui,
    value: &mut f32,
    range: std::ops::RangeInclusive<f32>,
    (label, unit, tip): (&str, &str, &str),
) {
    ui.add(egui::Slider::new(value, range).text(label).suffix(unit)).on_hover_text(tip);
}

/// A slider over a range whose lower end matters most.
fn long_slider(
    ui: &mut Ui,
    value: &mut f32,
    range: std::ops::RangeInclusive<f32>,
    (label, unit, tip): (&str, &str, &str),
) {
    let slider = egui::Slider::new(value, range).logarithmic(true).smallest_positive(0.05);
    ui.add(slider.text(label).suffix(unit)).on_hover_text(tip);
}

/// The technician's word of a label like "Norwood V: temples and crown".
fn in_short(label: &'static str) -> &'static str {
    label.split(':').next().unwrap_or(label)
}

/// The client's words of such a label.
fn in_detail(label: &'static str) -> &'static str {
    label.split_once(": ").map_or("", |(_, words)| words)
}

/// A choice among words.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    value: &mut T,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) {
    egui::ComboBox::from_label(label).selected_text(word(*value)).width(140.0).truncate().show_ui(ui, |ui| {
        for &option in all {
            ui.selectable_value(value, option, word(option));
        }
    });
}

/// A section that folds.
fn section(ui: &mut Ui, title: &str, open: bool, contents: impl FnOnce(&mut Ui)) {
    egui::CollapsingHeader::new(RichText::new(title).strong()).default_open(open).show(ui, contents);
}

/// Sum of what all sessions that are on put into a cm².
fn planned_density_per_cm2(plan: &Plan) -> f32 {
    plan.sessions.iter().filter(|session| session.enabled).map(|session| session.density_per_cm2).sum()
}

#[cfg(test)]
mod tests;
