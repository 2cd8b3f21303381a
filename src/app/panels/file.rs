//! Opening and saving.

use std::path::Path;

use egui::{Button, Label, RichText, TextEdit, Ui};

use super::{choice, section};
use crate::app::command::Command;
use crate::app::state::State;
use crate::app::taking::{Keepsake, Size, Take};

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
        });
        recent(ui, state, commands);
        ui.add(Label::new(RichText::new(state.document().place()).small().weak()).truncate());
    });
}

/// What is taken home.
pub fn take_home(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    section(ui, "Take home", true, |ui| {
        ui.horizontal_wrapped(|ui| {
            for keepsake in Keepsake::ALL {
                if ui.button(keepsake.label()).on_hover_text(keepsake.tip()).clicked() {
                    commands.push(Command::Take(Take::Browse(keepsake)));
                }
            }
        });
        let mut size = state.taking.size;
        let tip = "How large the picture is; larger ones take longer and more of the graphics memory";
        choice(ui, ("Picture size", tip), &mut size, &Size::ALL, Size::label);
        if size != state.taking.size {
            commands.push(Command::Take(Take::Size(size)));
        }
        client(ui, state, commands);
    });
}

/// Whose handout it is; asked for, never remembered.
fn client(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let was = &state.taking.client;
    let mut is_named = was.is_some();
    let mut name = was.clone().unwrap_or_default();
    ui.checkbox(&mut is_named, "Client's name on the handout")
        .on_hover_text("Prints a name under the handout; it is kept nowhere else");
    if is_named {
        ui.add(TextEdit::singleline(&mut name).hint_text("Name").desired_width(180.0))
            .on_hover_text("The name as it is printed");
    }
    let now = is_named.then_some(name);
    if now != *was {
        commands.push(Command::Take(Take::Client(now)));
    }
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
