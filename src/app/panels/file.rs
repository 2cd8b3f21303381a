//! Opening and saving.

use std::path::Path;

use egui::{Button, Label, RichText, Ui};

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
            let open = "Open a plan, or a picture that Papilla saved (Ctrl+O); or drop one on the window";
            button("Open…", open, Command::BrowseOpen);
            button("Save", "Save the plan (Ctrl+S)", Command::Save);
            button("Save as…", "Save the plan under another name", Command::BrowseSave);
            button("Demo", "Start from the demo plan; undo brings yours back", Command::OpenDemo);
            let picture =
                "Save what you see as a PNG, fully converged; it carries the plan, without its title";
            button("Picture…", picture, Command::BrowsePicture);
        });
        recent(ui, state, commands);
        ui.add(Label::new(RichText::new(state.document().place()).small().weak()).truncate());
    });
}

fn recent(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    ui.menu_button("Recent plans", |ui| {
        if state.settings.recent.is_empty() {
            ui.weak("None yet");
        }
        for path in &state.settings.recent {
            let there = path.is_file();
            let tip = path.display().to_string();
            if ui.add_enabled(there, Button::new(name(path, there))).on_hover_text(tip).clicked() {
                commands.push(Command::Open(path.clone()));
                ui.close();
            }
        }
    })
    .response
    .on_hover_text("Plans opened or saved last");
}

/// File and folder, so that plans of one name are told apart.
fn name(path: &Path, there: bool) -> String {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().display().to_string();
    let folder = part(path.parent().and_then(Path::file_name));
    let missing = if there { "" } else { " (missing)" };
    format!("{} in {folder}{missing}", part(path.file_name()))
}
