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

use egui::{Panel, Response, RichText, Slider, Ui};

use std::ops::RangeInclusive;

use super::command::Command;
use super::state::State;
use super::viewport;
use crate::plan::Plan;
use crate::words::{say, text, tip, unit};

/// The whole window; gives the rectangle of the head, points.
pub fn ui(ui: &mut Ui, state: &State, busy: bool, commands: &mut Vec<Command>) -> egui::Rect {
    state.settings.appearance.apply(ui.ctx());
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
    loupe::over(ui, rectangle, state, commands);
    notes::ui(ui, rectangle, state, busy, commands);
    question::ui(ui, state, commands);
    focus::ring(ui, state);
    if ui.input(|input| input.pointer.any_released()) {
        commands.push(Command::Release);
    }
    rectangle
}

/// Adds a slider with the words of `key`.
fn add_slider(ui: &mut Ui, slider: Slider<'_>, key: &'static str) -> Response {
    ui.add(slider.text(text(key)).suffix(unit(key))).on_hover_text(tip(key))
}

/// A slider over the plan's own range.
fn slider(ui: &mut Ui, value: &mut f32, range: RangeInclusive<f32>, key: &'static str) {
    add_slider(ui, Slider::new(value, range), key);
}

/// A slider over whole numbers.
fn whole_slider(ui: &mut Ui, value: &mut f32, range: RangeInclusive<f32>, key: &'static str) {
    add_slider(ui, Slider::new(value, range).fixed_decimals(0), key);
}

/// A slider over a range whose lower end matters most.
fn long_slider(ui: &mut Ui, value: &mut f32, range: RangeInclusive<f32>, key: &'static str) {
    add_slider(ui, Slider::new(value, range).logarithmic(true).smallest_positive(0.05), key);
}

/// A slider over a share, shown in %.
fn share_slider(ui: &mut Ui, value: &mut f32, range: RangeInclusive<f32>, key: &'static str) {
    let slider = Slider::new(value, range).custom_formatter(|share, _| percent(share, 0));
    let typed = |text: &str| Some(text.trim().trim_end_matches('%').trim().parse::<f64>().ok()? / 100.0);
    add_slider(ui, slider.custom_parser(typed), key);
}

/// A share in words.
fn percent(share: f64, decimals: usize) -> String {
    say!("percent", number = format!("{:.decimals$}", share * 100.0))
}

/// A button with the words of `key`.
fn button(ui: &mut Ui, key: &'static str) -> Response {
    ui.button(text(key)).on_hover_text(tip(key))
}

/// A button that cannot always be pressed.
fn button_if(ui: &mut Ui, enabled: bool, key: &'static str) -> Response {
    ui.add_enabled(enabled, egui::Button::new(text(key))).on_hover_text(tip(key))
}

/// A box to tick.
fn checkbox(ui: &mut Ui, on: &mut bool, key: &'static str) -> Response {
    ui.checkbox(on, text(key)).on_hover_text(tip(key))
}

/// A button that opens a menu.
fn menu(ui: &mut Ui, key: &'static str, contents: impl FnOnce(&mut Ui)) {
    ui.menu_button(text(key), contents).response.on_hover_text(tip(key));
}

/// The technician's word of a label like "Norwood V: temples and crown".
fn in_short(label: &'static str) -> &'static str {
    label.split(':').next().unwrap_or(label)
}

/// The client's words of such a label.
fn in_detail(label: &'static str) -> &'static str {
    label.split_once(": ").map_or("", |(_, words)| words)
}

/// The client's words of such a label, as a sentence begins.
fn in_plain(label: &'static str) -> String {
    let words = label.split_once(": ").map_or(label, |(_, words)| words);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A choice among words. Its key names the widget: words of two may be the same in some language.
fn choice<T: Copy + PartialEq, W: Into<egui::WidgetText>>(
    ui: &mut Ui,
    key: &'static str,
    value: &mut T,
    all: &[T],
    word: impl Fn(T) -> W,
) {
    let list = egui::ComboBox::new(key, text(key)).selected_text(word(*value)).width(140.0).truncate();
    let shown = list.show_ui(ui, |ui| {
        for &option in all {
            ui.selectable_value(value, option, word(option));
        }
    });
    shown.response.on_hover_text(tip(key));
}

/// A section that folds.
fn section(ui: &mut Ui, key: &'static str, open: bool, contents: impl FnOnce(&mut Ui)) {
    let title = RichText::new(text(key)).strong();
    egui::CollapsingHeader::new(title).id_salt(key).default_open(open).show(ui, contents);
}

/// A part of a section that folds.
fn fold(ui: &mut Ui, key: &'static str, contents: impl FnOnce(&mut Ui)) {
    egui::CollapsingHeader::new(text(key)).id_salt(key).show(ui, contents);
}

/// Sum of what all sessions that are on put into a cm².
fn planned_density_per_cm2(plan: &Plan) -> f32 {
    plan.sessions.iter().filter(|session| session.enabled).map(|session| session.density_per_cm2).sum()
}

#[cfg(test)]
mod tests;
