//! Opening and saving.

use std::path::Path;

use egui::{Button, Label, RichText, TextEdit, Ui};

use super::widgets::{self, button, checkbox, choice, section};
use crate::app::command::Command;
use crate::app::export::{ExportAction, ExportKind, ExportSize};
use crate::app::state::State;
use crate::words::{say, text, tip};

pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    section(ui, "file", true, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (key, command) in [
                ("file-open", Command::BrowseOpen),
                ("file-save", Command::Save),
                ("file-save-as", Command::BrowseSave),
                ("file-demo", Command::OpenDemo),
            ] {
                if button(ui, key).clicked() {
                    commands.push(command);
                }
            }
        });
        recent(ui, state, commands);
        ui.add(Label::new(RichText::new(state.document().place()).small().weak()).truncate());
    });
}

/// What can be exported.
pub fn exports(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    section(ui, "export-home", true, |ui| {
        ui.horizontal_wrapped(|ui| {
            for kind in ExportKind::ALL {
                if button(ui, kind.key()).clicked() {
                    commands.push(Command::Export(ExportAction::Browse(kind)));
                }
            }
        });
        let mut size = state.exports.size;
        choice(ui, "picture-size", &mut size, &ExportSize::ALL, ExportSize::label);
        if size != state.exports.size {
            commands.push(Command::Export(ExportAction::Size(size)));
        }
        client(ui, state, commands);
    });
}

/// Whose handout it is; asked for, never remembered.
fn client(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let was = &state.exports.client;
    let mut is_named = was.is_some();
    let mut name = was.clone().unwrap_or_default();
    checkbox(ui, &mut is_named, "client-name-on-handout");
    if is_named {
        ui.add(TextEdit::singleline(&mut name).hint_text(text("client-name")).desired_width(180.0))
            .on_hover_text(tip("client-name"));
    }
    let now = is_named.then_some(name);
    if now != *was {
        commands.push(Command::Export(ExportAction::Client(now)));
    }
}

fn recent(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    widgets::menu(ui, "file-recent", |ui| {
        if state.settings.recent.is_empty() {
            ui.weak(text("file-recent.none"));
        }
        for path in &state.settings.recent {
            let there = path.is_file();
            let tip = path.display().to_string();
            if ui.add_enabled(there, Button::new(name(path, there))).on_hover_text(tip).clicked() {
                commands.push(Command::Open(path.clone()));
                ui.close();
            }
        }
    });
}

/// File and folder, so that plans of one name are told apart.
fn name(path: &Path, there: bool) -> String {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().display().to_string();
    let folder = part(path.parent().and_then(Path::file_name));
    let key = if there { "file-in-folder" } else { "file-in-folder.missing" };
    say!(key, file = part(path.file_name()), folder = folder)
}
