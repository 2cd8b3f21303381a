//! Opening and saving.

use egui::Ui;

use super::section;
use crate::app::command::Command;
use crate::app::state::State;

pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    section(ui, "File", true, |ui| {
        ui.horizontal_wrapped(|ui| {
            let mut button = |label: &str, tip: &str, command: Command| {
                if ui.button(label).on_hover_text(tip).clicked() {
                    commands.push(command);
                }
            };
            button("Open…", "Open a plan (Ctrl+O); or drop one on the window", Command::BrowseOpen);
            button("Save", "Save the plan (Ctrl+S)", Command::Save);
            button("Save as…", "Save the plan under another name", Command::BrowseSave);
            button("Demo", "Start from the demo plan; undo brings yours back", Command::OpenDemo);
            button("Picture…", "Save what you see as a PNG, fully converged", Command::BrowsePicture);
            button("Undo", "Take the last edit back (Ctrl+Z)", Command::Undo);
            button("Redo", "Do it again (Ctrl+Shift+Z)", Command::Redo);
        });
        let name = state.path.as_ref().map_or("built-in demo, not saved".into(), |p| p.display().to_string());
        ui.add(egui::Label::new(egui::RichText::new(name).small().weak()).truncate());
    });
}
