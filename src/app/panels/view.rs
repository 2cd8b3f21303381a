//! Named views.

use egui::Ui;

use crate::app::command::Command;
use crate::render::camera::View;

const VIEWS: [(&str, View); 6] = [
    ("Front", View::Front),
    ("¾ left", View::ThreeQuarter),
    ("¾ right", View::ThreeQuarterRight),
    ("Side", View::Left),
    ("Back", View::Back),
    ("Top", View::Top),
];

pub fn ui(ui: &mut Ui, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        for (number, (label, view)) in (1..).zip(VIEWS) {
            let tip = format!("Turn the head: {} (Alt+{number})", label.to_lowercase());
            if ui.button(label).on_hover_text(tip).clicked() {
                commands.push(Command::Look(view));
            }
        }
    });
}
