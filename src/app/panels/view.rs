//! Light and named views.

use egui::Ui;

use super::section;
use crate::app::command::Command;
use crate::app::state::State;
use crate::render::camera::View;
use crate::render::look::{Adjustment, Look, PRESETS};
use crate::render::quality::Quality;

const VIEWS: [(&str, View); 6] = [
    ("Front", View::Front),
    ("¾ left", View::ThreeQuarter),
    ("¾ right", View::ThreeQuarterRight),
    ("Side", View::Left),
    ("Back", View::Back),
    ("Top", View::Top),
];

fn light_name(key: &str) -> String {
    Look::preset(key).map(|look| look.name).unwrap_or_else(|_| key.to_owned())
}

pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    section(ui, "View", true, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (number, (label, view)) in (1..).zip(VIEWS) {
                if ui.button(label).on_hover_text(format!("Key {number}")).clicked() {
                    commands.push(Command::Look(view));
                }
            }
        });
        light(ui, state, commands);
        adjustment(ui, state, commands);
        quality(ui, state, commands);
    });
}

fn light(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let current = &state.settings.light;
    egui::ComboBox::from_label("Light").selected_text(light_name(current)).width(170.0).show_ui(ui, |ui| {
        for (key, _) in PRESETS {
            if ui.selectable_label(current == key, light_name(key)).clicked() {
                commands.push(Command::Light((*key).to_owned()));
            }
        }
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
    if ui.add_enabled(is_changed, egui::Button::new("Light as it was")).clicked() {
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
    egui::ComboBox::from_label("While moving").selected_text(name(chosen)).width(170.0).show_ui(ui, |ui| {
        for quality in [None].into_iter().chain(Quality::ALL.map(Some)) {
            if ui.selectable_label(chosen == quality, name(quality)).clicked() {
                commands.push(Command::Quality(quality));
            }
        }
    });
}
