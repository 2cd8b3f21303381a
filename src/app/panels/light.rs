//! The light on the head.

use egui::{ComboBox, Ui};

use crate::app::command::Command;
use crate::app::state::State;
use crate::render::look::{Look, PRESETS};

fn name(key: &str) -> String {
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
