//! Questions that must be answered first: a dialog over everything, whose way out loses nothing.

use std::time::SystemTime;

use egui::{Button, Modal, RichText, Ui};

use super::choice;
use crate::app::command::Command;
use crate::app::question::{Answer, Offer, Question, Then};
use crate::app::state::State;
use crate::plan::{Axis, HeadSource, LengthUnit};

pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let Some(question) = &state.question else { return };
    let mut answer = None;
    let frame = egui::Frame::popup(ui.style()).inner_margin(16.0);
    let modal = Modal::new(egui::Id::unique("question")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(440.0);
        ui.spacing_mut().item_spacing.y = 6.0;
        match question {
            Question::Recover(offers) => recover(ui, offers, &mut answer),
            Question::Unsaved(then) => unsaved(ui, state, then, &mut answer),
            Question::Changed => changed(ui, state, &mut answer),
            Question::Head(head) => describe(ui, head, &mut answer),
        }
    });
    if modal.should_close() {
        answer = answer.or(Some(Answer::Cancel));
    }
    commands.extend(answer.map(Command::Answer));
}

fn title(ui: &mut Ui, text: impl Into<RichText>) {
    ui.heading(text);
    ui.add_space(6.0);
}

/// Buttons in a row, the usual answer first; that has the keyboard until another is chosen.
fn row(ui: &mut Ui, answer: &mut Option<Answer>, buttons: &[(&str, &str, Answer)]) {
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        for (index, (label, tip, then)) in buttons.iter().enumerate() {
            let button = ui.add(Button::new(*label)).on_hover_text(*tip);
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
    title(ui, if offers.len() == 1 { "An unsaved plan was found" } else { "Unsaved plans were found" });
    ui.label("Papilla ended before this was saved. Nothing typed or drawn is lost.");
    egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for (index, offer) in offers.iter().enumerate() {
            ui.add_space(8.0);
            ui.push_id(index, |ui| offered(ui, offer, index, answer));
        }
    });
    let later = "Leave it where it is; you will be asked again at the next start";
    row(ui, answer, &[("Keep for later", later, Answer::Cancel)]);
}

fn offered(ui: &mut Ui, offer: &Offer, index: usize, answer: &mut Option<Answer>) {
    match &offer.found {
        Ok(found) => {
            ui.label(RichText::new(&found.draft.plan.name).strong());
            let place = found.draft.path.as_ref().map(|path| path.display().to_string());
            let place = place.unwrap_or_else(|| "never saved as a plan".into());
            ui.label(format!("Kept {}; {place}", ago(found.kept_at)));
        }
        Err(reason) => {
            ui.colored_label(ui.visuals().error_fg_color, reason);
        }
    }
    let discard = ("Discard", "Forget these changes for good", Answer::Discard(index));
    let recover = ("Recover", "Go on with this plan", Answer::Recover(index));
    let all = [recover, discard];
    row(ui, answer, if offer.found.is_ok() { &all } else { &all[1..] });
}

/// How long ago, in words. Local clocks need a table of time zones; this needs none.
fn ago(then: SystemTime) -> String {
    let seconds = then.elapsed().unwrap_or_default().as_secs();
    match seconds {
        0..120 => "just now".into(),
        120..7200 => format!("{} minutes ago", seconds / 60),
        7200..172_800 => format!("{} hours ago", seconds / 3600),
        _ => format!("{} days ago", seconds / 86_400),
    }
}

fn unsaved(ui: &mut Ui, state: &State, then: &Then, answer: &mut Option<Answer>) {
    let next = match then {
        Then::Quit => "the window closes".into(),
        Then::Demo => "the demo opens".into(),
        Then::Open(path) => format!("{} opens", path.file_name().unwrap_or_default().display()),
    };
    title(ui, format!("Save the changes before {next}?"));
    ui.label(RichText::new(&state.plan.name).strong());
    ui.label(state.document().place());
    let give_up = match then {
        Then::Quit => "Close the window; the changes are gone",
        _ => "Go on; undo brings the changes back while the window is open",
    };
    let buttons = [
        ("Save", "Save the plan, then go on", Answer::Save),
        ("Don't save", give_up, Answer::DoNotSave),
        ("Cancel", "Stay with this plan", Answer::Cancel),
    ];
    row(ui, answer, &buttons);
}

fn changed(ui: &mut Ui, state: &State, answer: &mut Option<Answer>) {
    title(ui, "Another program has changed the plan");
    ui.label(format!("{} is not what Papilla last read or wrote.", state.document().place()));
    ui.label("Nothing has been written yet, and nothing is lost.");
    let buttons = [
        ("Save as…", "Keep both: save yours under another name", Answer::SaveElsewhere),
        ("Overwrite", "Save yours; what the other program wrote is gone", Answer::Overwrite),
        ("Reload", "Take what the other program wrote; undo brings yours back", Answer::Reload),
        ("Cancel", "Do neither", Answer::Cancel),
    ];
    row(ui, answer, &buttons);
}

fn describe(ui: &mut Ui, head: &HeadSource, answer: &mut Option<Answer>) {
    let HeadSource::File { path, unit, up, forward } = head else { return };
    title(ui, "Use this scan as the head?");
    ui.label(path.display().to_string());
    let (mut unit, mut up, mut forward) = (*unit, *up, *forward);
    let tip = "How large the head of the scan is";
    choice(ui, ("Length of one unit of the file", tip), &mut unit, &LengthUnit::ALL, LengthUnit::label);
    let tip = "Which way up the head of the scan stands";
    choice(ui, ("Axis that points up, to the crown", tip), &mut up, &Axis::ALL, Axis::label);
    let tip = "Which way the face of the scan looks";
    choice(ui, ("Axis that points forward, to the nose", tip), &mut forward, &Axis::ALL, Axis::label);
    let now = HeadSource::File { path: path.clone(), unit, up, forward };
    if now != *head {
        *answer = Some(Answer::Describe(now));
    }
    let buttons = [
        ("Use this scan", "Find the head in the scan and draw the plan on it", Answer::UseHead),
        ("Cancel", "Stay with the present head", Answer::Cancel),
    ];
    row(ui, answer, &buttons);
}
