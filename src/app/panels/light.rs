//! The light on the head, and how finely it is drawn.

use egui::{ComboBox, Ui};

use super::widgets::{button_if, checkbox, section};
use crate::app::command::Command;
use crate::app::state::State;
use crate::render::lighting::{Adjustment, LightingPreset, PRESETS};
use crate::render::quality::QualityTier;
use crate::words::{say, text, tip, unit};

/// A light's name.
pub fn name(key: &str) -> String {
    LightingPreset::preset(key).map(|lighting| lighting.name).unwrap_or_else(|_| key.to_owned())
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
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, text("light"));
        info.current_text_value = Some(name(current));
        info
    });
    shown.response.on_hover_text(tip("light"));
}

/// The technician's: the light changed by hand, and how finely the head is drawn.
pub fn by_hand(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    section(ui, "light-and-picture", false, |ui| {
        adjustment(ui, state, commands);
        quality(ui, state, commands);
    });
}

fn adjustment(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let was = state.settings.adjustment;
    let mut now = was;
    let most = Adjustment::MOST_STOPS;
    ui.horizontal(|ui| {
        let exposure = egui::Slider::new(&mut now.exposure_stops, -most..=most).step_by(0.1);
        ui.add(exposure.suffix(unit("exposure"))).on_hover_text(tip("exposure"));
        ui.label(text("exposure"));
    });
    ui.horizontal(|ui| {
        let [turn, rise] = &mut now.turn_deg;
        ui.add(egui::DragValue::new(turn).speed(1.0).range(-180.0..=180.0).suffix("°").max_decimals(0))
            .on_hover_text(text("light-turned.turn-tip"));
        ui.add(egui::DragValue::new(rise).speed(1.0).range(-90.0..=90.0).suffix("°").max_decimals(0))
            .on_hover_text(text("light-turned.rise-tip"));
        ui.label(text("light-turned"));
    });
    checkbox(ui, &mut now.neutral_backdrop, "neutral-backdrop");
    checkbox(ui, &mut now.film, "film");
    let is_changed = was != Adjustment::default();
    let back = button_if(ui, is_changed, "light-as-it-was");
    if back.on_disabled_hover_text(tip("light-as-it-was")).clicked() {
        now = Adjustment::default();
    }
    if now != was {
        commands.push(Command::Adjust(now));
    }
}

fn quality(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let name = |quality: Option<QualityTier>| match quality {
        Some(quality) => quality.label().to_owned(),
        None => {
            let measured = state.measured.map_or(text("quality.measuring"), QualityTier::label);
            say!("quality.as-measured", quality = measured)
        }
    };
    let chosen = state.settings.quality;
    let list = ComboBox::new("quality", text("quality")).selected_text(name(chosen)).width(140.0).truncate();
    let shown = list.show_ui(ui, |ui| {
        for quality in [None].into_iter().chain(QualityTier::ALL.map(Some)) {
            if ui.selectable_label(chosen == quality, name(quality)).clicked() {
                commands.push(Command::QualityTier(quality));
            }
        }
    });
    shown.response.on_hover_text(tip("quality"));
    if let Some(drawn_by) = &state.drawn_by {
        let small = |text: String| egui::Label::new(egui::RichText::new(text).small().weak()).wrap();
        ui.add(small(say!("drawn-by", adapter = drawn_by.adapter.clone())));
        if !drawn_by.passed_over.is_empty() {
            ui.add(small(say!("passed-over", others = drawn_by.others())));
        }
    }
}
