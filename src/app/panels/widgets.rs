//! Widgets with words of the catalogue, and words that several panels share.

use std::ops::RangeInclusive;

use egui::{Response, RichText, Slider, Ui};

use crate::plan::Plan;
use crate::words::{say, text, tip, unit};

/// Adds a slider with the words of `key`.
pub fn add_slider(ui: &mut Ui, slider: Slider<'_>, key: &'static str) -> Response {
    ui.add(slider.text(text(key)).suffix(unit(key))).on_hover_text(tip(key))
}

/// A slider over the plan's own range.
pub fn slider(ui: &mut Ui, value: &mut f32, range: RangeInclusive<f32>, key: &'static str) {
    add_slider(ui, Slider::new(value, range), key);
}

/// A slider over whole numbers.
pub fn whole_slider(ui: &mut Ui, value: &mut f32, range: RangeInclusive<f32>, key: &'static str) {
    add_slider(ui, Slider::new(value, range).fixed_decimals(0), key);
}

/// A slider over a range whose lower end matters most.
pub fn long_slider(ui: &mut Ui, value: &mut f32, range: RangeInclusive<f32>, key: &'static str) {
    add_slider(ui, Slider::new(value, range).logarithmic(true).smallest_positive(0.05), key);
}

/// A slider over a fraction, shown in %.
pub fn fraction_slider(ui: &mut Ui, value: &mut f32, range: RangeInclusive<f32>, key: &'static str) {
    let slider = Slider::new(value, range).custom_formatter(|fraction, _| percent(fraction, 0));
    let typed = |text: &str| Some(text.trim().trim_end_matches('%').trim().parse::<f64>().ok()? / 100.0);
    add_slider(ui, slider.custom_parser(typed), key);
}

/// A fraction in words.
pub fn percent(fraction: f64, decimals: usize) -> String {
    say!("percent", number = format!("{:.decimals$}", fraction * 100.0))
}

/// A button with the words of `key`.
pub fn button(ui: &mut Ui, key: &'static str) -> Response {
    ui.button(text(key)).on_hover_text(tip(key))
}

/// A button that cannot always be pressed.
pub fn button_if(ui: &mut Ui, enabled: bool, key: &'static str) -> Response {
    ui.add_enabled(enabled, egui::Button::new(text(key))).on_hover_text(tip(key))
}

/// A box to tick.
pub fn checkbox(ui: &mut Ui, on: &mut bool, key: &'static str) -> Response {
    ui.checkbox(on, text(key)).on_hover_text(tip(key))
}

/// A button that opens a menu.
pub fn menu(ui: &mut Ui, key: &'static str, contents: impl FnOnce(&mut Ui)) {
    ui.menu_button(text(key), contents).response.on_hover_text(tip(key));
}

/// The technician's word of a label like "Norwood V: temples and crown".
pub fn in_short(label: &'static str) -> &'static str {
    label.split(':').next().unwrap_or(label)
}

/// The client's words of such a label.
pub fn in_detail(label: &'static str) -> &'static str {
    label.split_once(": ").map_or("", |(_, words)| words)
}

/// The client's words of such a label, as a sentence begins.
pub fn in_plain(label: &'static str) -> String {
    let words = label.split_once(": ").map_or(label, |(_, words)| words);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A choice among words. Its key names the widget: words of two may be the same in some language.
pub fn choice<T: Copy + PartialEq, W: Into<egui::WidgetText>>(
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
pub fn section(ui: &mut Ui, key: &'static str, open: bool, contents: impl FnOnce(&mut Ui)) {
    let title = RichText::new(text(key)).strong();
    egui::CollapsingHeader::new(title).id_salt(key).default_open(open).show(ui, contents);
}

/// A part of a section that folds.
pub fn fold(ui: &mut Ui, key: &'static str, contents: impl FnOnce(&mut Ui)) {
    egui::CollapsingHeader::new(text(key)).id_salt(key).show(ui, contents);
}

/// Sum of what all sessions that are on put into a cm².
pub fn planned_density_per_cm2(plan: &Plan) -> f32 {
    plan.sessions.iter().filter(|session| session.enabled).map(|session| session.density_per_cm2).sum()
}
