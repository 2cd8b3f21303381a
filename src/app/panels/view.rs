//! Named views.

use egui::Ui;

use crate::app::command::Command;
use crate::render::camera::View;
use crate::words::{say, text};

const VIEWS: [(&str, View); 6] = [
    ("view-front", View::Front),
    ("view-left", View::ThreeQuarter),
    ("view-right", View::ThreeQuarterRight),
    ("view-side", View::Left),
    ("view-back", View::Back),
    ("view-top", View::Top),
];

pub fn ui(ui: &mut Ui, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        for (number, (key, view)) in (1..).zip(VIEWS) {
            let label = text(key);
            let tip = say!("view-tip", view = label.to_lowercase(), number = number);
            if ui.button(label).on_hover_text(tip).clicked() {
                commands.push(Command::FlyTo(view));
            }
        }
    });
}
