//! Questions that must be answered first: a dialog over everything, whose way out loses nothing.

use std::path::Path;
use std::time::SystemTime;

use egui::{Key, Modal, RichText, TextEdit, Ui};

use super::widgets::choice;
use crate::app::command::Command;
use crate::app::dialog::Dialog;
use crate::app::question::{Answer, FollowUp, Offer, Question};
use crate::app::state::State;
use crate::plan::{Axis, HeadSource, LengthUnit};
use crate::words::{say, text, tip};

pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let Some(question) = &state.question else { return };
    let mut answer = None;
    let frame = egui::Frame::popup(ui.style()).inner_margin(16.0);
    let modal = Modal::new(egui::Id::unique("question")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(440.0);
        ui.spacing_mut().item_spacing.y = 6.0;
        match question {
            Question::Recover(offers) => recover(ui, offers, &mut answer),
            Question::Unsaved(follow_up) => unsaved(ui, state, follow_up, &mut answer),
            Question::Changed => changed(ui, state, &mut answer),
            Question::Head(head) => describe(ui, head, &mut answer),
            Question::Path { dialog, path } => type_path(ui, *dialog, path, &mut answer),
        }
    });
    if modal.should_close() {
        answer = answer.or(Some(Answer::Cancel));
    }
    if answer.as_ref().is_some_and(|answer| !matches!(answer, Answer::Type(_) | Answer::Describe(_))) {
        // What had the keyboard goes with the question.
        ui.memory_mut(|memory| memory.focused().into_iter().for_each(|id| memory.surrender_focus(id)));
    }
    commands.extend(answer.map(Command::Answer));
}

fn title(ui: &mut Ui, text: impl Into<RichText>) {
    ui.heading(text);
    ui.add_space(6.0);
}

/// Buttons in a row, the usual answer first; that has the keyboard until another is chosen.
fn row(ui: &mut Ui, answer: &mut Option<Answer>, buttons: &[(&'static str, Answer)]) {
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        for (index, (key, then)) in buttons.iter().enumerate() {
            let button = ui.button(text(key)).on_hover_text(tip(key));
            if index == 0 && ui.memory(|memory| memory.focused().is_none()) {
                button.request_focus();
            }
            if button.clicked() {
                *answer = Some(then.clone());
            }
        }
    });
}

fn recover(ui: &mut Ui, offers: &[Offer], answer: &mut Option<Answer>) {
    title(ui, say!("recover", count = offers.len()));
    ui.label(text("recover-nothing-lost"));
    egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for (index, offer) in offers.iter().enumerate() {
            ui.add_space(8.0);
            ui.push_id(index, |ui| offered(ui, offer, index, answer));
        }
    });
    row(ui, answer, &[("recover-later", Answer::Cancel)]);
}

fn offered(ui: &mut Ui, offer: &Offer, index: usize, answer: &mut Option<Answer>) {
    match &offer.found {
        Ok(found) => {
            ui.label(RichText::new(&found.draft.plan.name).strong());
            let place = found.draft.path.as_ref().map(|path| path.display().to_string());
            let place = place.unwrap_or_else(|| text("recover-never-saved").to_owned());
            ui.label(say!("recover-kept", ago = ago(found.kept_at), place = place));
        }
        Err(reason) => {
            ui.colored_label(ui.visuals().error_fg_color, reason);
        }
    }
    let discard = ("recover-discard", Answer::Discard(index));
    let recover = ("recover-go-on", Answer::Recover(index));
    let all = [recover, discard];
    row(ui, answer, if offer.found.is_ok() { &all } else { &all[1..] });
}

/// How long ago, in words. Local clocks need a table of time zones; this needs none.
fn ago(then: SystemTime) -> String {
    let seconds = then.elapsed().unwrap_or_default().as_secs();
    match seconds {
        0..120 => text("ago").to_owned(),
        120..7200 => say!("ago.minutes", count = seconds / 60),
        7200..172_800 => say!("ago.hours", count = seconds / 3600),
        _ => say!("ago.days", count = seconds / 86_400),
    }
}

fn unsaved(ui: &mut Ui, state: &State, follow_up: &FollowUp, answer: &mut Option<Answer>) {
    let next = match follow_up {
        FollowUp::Quit => text("unsaved.quit").to_owned(),
        FollowUp::Demo => text("unsaved.demo").to_owned(),
        FollowUp::Open(path) => {
            let file = path.file_name().unwrap_or_default().display().to_string();
            say!("unsaved.open", file = file)
        }
    };
    title(ui, next);
    ui.label(RichText::new(&state.plan.name).strong());
    ui.label(state.document().place());
    let give_up = match follow_up {
        FollowUp::Quit => "unsaved-quit",
        _ => "unsaved-go-on",
    };
    let buttons =
        [("unsaved-save", Answer::Save), (give_up, Answer::DoNotSave), ("unsaved-cancel", Answer::Cancel)];
    row(ui, answer, &buttons);
}

fn changed(ui: &mut Ui, state: &State, answer: &mut Option<Answer>) {
    title(ui, text("changed"));
    ui.label(say!("changed-where", path = state.document().place()));
    ui.label(text("changed-nothing-lost"));
    let buttons = [
        ("changed-save-as", Answer::SaveElsewhere),
        ("changed-overwrite", Answer::Overwrite),
        ("changed-reload", Answer::Reload),
        ("changed-cancel", Answer::Cancel),
    ];
    row(ui, answer, &buttons);
}

fn describe(ui: &mut Ui, head: &HeadSource, answer: &mut Option<Answer>) {
    let HeadSource::File { path, frame, skin } = head else { return };
    title(ui, text("scan"));
    ui.label(path.display().to_string());
    let mut frame = *frame;
    choice(ui, "scan-unit", &mut frame.unit, &or_found(LengthUnit::ALL), |unit| {
        unit.map_or(text("scan-found"), LengthUnit::label)
    });
    let axis = |axis: Option<Axis>| axis.map_or(text("scan-found"), Axis::label);
    choice(ui, "scan-up", &mut frame.up, &or_found(Axis::ALL), axis);
    choice(ui, "scan-forward", &mut frame.forward, &or_found(Axis::ALL), axis);
    let now = HeadSource::File { path: path.clone(), frame, skin: *skin };
    if now != *head {
        *answer = Some(Answer::Describe(now));
    }
    let buttons = [("scan-use", Answer::UseHead), ("scan-cancel", Answer::Cancel)];
    row(ui, answer, &buttons);
}

/// All words of a list, before them "as found".
fn or_found<T: Copy>(all: impl IntoIterator<Item = T>) -> Vec<Option<T>> {
    std::iter::once(None).chain(all.into_iter().map(Some)).collect()
}

/// The path of a file to open or save, typed by hand.
fn type_path(ui: &mut Ui, dialog: Dialog, path: &str, answer: &mut Option<Answer>) {
    let saves = dialog.file_name().is_some();
    title(ui, text(if saves { "path-save" } else { "path-open" }));
    ui.label(text("path-why"));
    let mut typed = path.to_owned();
    let name = ui.label(text("path"));
    let field = TextEdit::singleline(&mut typed).desired_width(f32::INFINITY);
    let field = ui.add(field).labelled_by(name.id).on_hover_text(tip("path"));
    if field.changed() {
        *answer = Some(Answer::Type(typed.clone()));
    }
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        *answer = Some(Answer::UsePath(typed.clone()));
    }
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    if saves && Path::new(typed.trim()).is_file() {
        ui.colored_label(ui.visuals().warn_fg_color, text("path-replaces"));
    }
    let use_it = if saves { "path-save-here" } else { "path-open-this" };
    row(ui, answer, &[(use_it, Answer::UsePath(typed)), ("path-cancel", Answer::Cancel)]);
}
