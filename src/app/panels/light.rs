//! The light on the head, and how finely it is drawn.

use egui::{ComboBox, Ui};

use super::section;
use crate::app::command::Command;
use crate::app::state::State;
use crate::render::look::{Adjustment, Look, PRESETS};
use crate::render::quality::Quality;

/// A light's name.
pub fn name(key: &str) -> String {
    Look::preset(key).map(|look| look.name).unwrap_or_else(|_| key.to_owned())
}

pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let current = &state.settings.light;
    let list = ComboBox::from_id_salt("light").selected_text(name(current)).width(150.0).truncate();
    let shown = list.show_ui(ui, |ui| {
        for (key, _) in PRESETS {
            if ui.selectable_label(current == key, name(key)).clicked() {
                commands.push(Command::Light((*key).to_owned()));
            }
        }
    });
    shown.response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Light");
        info.current_text_value = Some(name(current));
        info
    });
    shown.response.on_hover_text("Light on the head: in the sun, in the office, at the mirror");
}

/// The technician's: the light changed by hand, and how finely the head is drawn.
pub fn by_hand(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    section(ui, "Light and picture", false, |ui| {
        adjustment(ui, state, commands);
        quality(ui, state, commands);
    });
}

fn adjustment(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let was = state.settings.adjustment;
    let mut now = was;
    let most = Adjustment::MOST_STOPS;
    ui.horizontal(|ui| {
        ui.add(egui::Slider::new(&mut now.exposure_stops, -most..=most).step_by(0.1).suffix(" stops"))
            .on_hover_text("Makes the whole picture brighter or darker, as a camera's exposure does");
        ui.label("Exposure");
    });
    ui.horizontal(|ui| {
        let [turn, rise] = &mut now.turn_deg;
        ui.add(egui::DragValue::new(turn).speed(1.0).range(-180.0..=180.0).suffix("°").max_decimals(0))
            .on_hover_text("Moves the lights round the head. On the head itself: Alt and drag");
        ui.add(egui::DragValue::new(rise).speed(1.0).range(-90.0..=90.0).suffix("°").max_decimals(0))
            .on_hover_text("Raises or lowers the lights. On the head itself: Alt and drag");
        ui.label("Light turned, raised");
    });
    ui.checkbox(&mut now.neutral_backdrop, "Neutral grey behind the head")
        .on_hover_text("An even mid-grey for judging colour, instead of the studio backdrop");
    let is_changed = was != Adjustment::default();
    let back = ui.add_enabled(is_changed, egui::Button::new("Light as it was"));
    let tip = "Takes back what was changed of the light by hand";
    if back.on_hover_text(tip).on_disabled_hover_text(tip).clicked() {
        now = Adjustment::default();
    }
    if now != was {
        commands.push(Command::Adjust(now));
    }
}

fn quality(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let name = |quality: Option<Quality>| match quality {
        Some(quality) => quality.label().to_owned(),
        None => format!("As this machine can: {}", state.measured.map_or("measuring", Quality::label)),
    };
    let chosen = state.settings.quality;
    let list = ComboBox::from_label("While moving").selected_text(name(chosen)).width(140.0).truncate();
    let shown = list.show_ui(ui, |ui| {
        for quality in [None].into_iter().chain(Quality::ALL.map(Some)) {
            if ui.selectable_label(chosen == quality, name(quality)).clicked() {
                commands.push(Command::Quality(quality));
            }
        }
    });
    let tip = "How finely the head is drawn while it moves; at rest it is always finest";
    shown.response.on_hover_text(tip);
}
