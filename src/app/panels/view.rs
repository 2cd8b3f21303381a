//! Light and named views.

use egui::Ui;

use super::section;
use crate::app::command::Command;
use crate::app::state::State;
use crate::render::camera::View;
use crate::render::look::{Look, PRESETS};

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
        let current = &state.settings.light;
        egui::ComboBox::from_label("Light").selected_text(light_name(current)).width(170.0).show_ui(
            ui,
            |ui| {
                for (key, _) in PRESETS {
                    if ui.selectable_label(current == key, light_name(key)).clicked() {
                        commands.push(Command::Light((*key).to_owned()));
                    }
                }
            },
        );
    });
}
