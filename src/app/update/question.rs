//! Questions that must be answered first, and what follows their answers.

use std::path::PathBuf;

use super::notify::{fail, tell};
use super::{compare, export, files, history};
use crate::app::dialog::Dialog;
use crate::app::document::Document;
use crate::app::effect::Effect;
use crate::app::question::{Answer, FollowUp, Offer, Question};
use crate::app::recovery::RecoveredDraft;
use crate::app::state::State;
use crate::plan::{HeadSource, Plan};
use crate::words::{say, text};

/// Asks for a path in the window, where the system has no dialog for it.
pub fn ask_path(state: &mut State, dialog: Dialog) {
    let proposed = files::folder(state).join(dialog.file_name().unwrap_or_default());
    state.question = Some(Question::Path { dialog, path: proposed.display().to_string() });
}

/// Goes on with the file that a dialog asked for.
pub fn chosen(state: &mut State, dialog: Dialog, path: PathBuf) -> Vec<Effect> {
    match dialog {
        Dialog::Open => return files::leave_for(state, FollowUp::Open(path)),
        Dialog::Scan => return files::take_dropped(state, path),
        Dialog::Save => return files::save_as(state, &path),
        Dialog::Export(kind) => return export::begin(state, kind, path),
        Dialog::Compare => compare::open(state, &path),
    }
    Vec::new()
}

/// Takes an answer. One that does not fit the question leaves it open.
pub fn answer(state: &mut State, answer: Answer) -> Vec<Effect> {
    match (state.question.take(), answer) {
        (_, Answer::Cancel) => state.follow_up = None,
        (Some(Question::Recover(offers)), Answer::Recover(index)) => return recover(state, offers, index),
        (Some(Question::Recover(offers)), Answer::Discard(index)) => discard(state, offers, index),
        (Some(Question::Unsaved(follow_up)), Answer::Save) => {
            state.follow_up = Some(follow_up);
            return files::save_in_place(state);
        }
        (Some(Question::Unsaved(follow_up)), Answer::DoNotSave) => return files::go(state, follow_up),
        (Some(Question::Changed), Answer::Overwrite) => {
            if let Some(path) = state.document().path.clone() {
                return files::write(state, &path);
            }
        }
        (Some(Question::Changed), Answer::SaveElsewhere) => return vec![Effect::Browse(Dialog::Save)],
        (Some(Question::Changed), Answer::Reload) => {
            state.follow_up = None;
            if let Some(path) = state.document().path.clone() {
                return files::go(state, FollowUp::Open(path));
            }
        }
        (Some(Question::Head(_)), Answer::Describe(head)) => state.question = Some(Question::Head(head)),
        (Some(Question::Head(head)), Answer::UseHead) => use_head(state, head),
        (Some(Question::Path { dialog, .. }), Answer::Type(path)) => {
            state.question = Some(Question::Path { dialog, path });
        }
        (Some(Question::Path { dialog, .. }), Answer::UsePath(path)) => {
            let path = files::folder(state).join(path.trim());
            return chosen(state, dialog, path);
        }
        (question, _) => state.question = question,
    }
    Vec::new()
}

fn recover(state: &mut State, mut offers: Vec<Offer>, index: usize) -> Vec<Effect> {
    let readable = offers.get(index).and_then(|offer| offer.found.clone().ok());
    let Some(RecoveredDraft { draft, .. }) = readable else {
        state.question = Question::recover(offers);
        return Vec::new();
    };
    let file = offers.swap_remove(index).file;
    history::show(state, Document::recovered(draft.path, draft.on_disk));
    state.plan = draft.plan;
    tell(state, text("file-recovered"));
    vec![Effect::AdoptRecovery(file)]
}

fn discard(state: &mut State, mut offers: Vec<Offer>, index: usize) {
    if index < offers.len()
        && let Err(error) = offers.remove(index).file.clear()
    {
        fail(state, say!("file-recovery-stays", reason = error.to_string()));
    }
    state.question = Question::recover(offers);
}

fn use_head(state: &mut State, head: HeadSource) {
    let plan = Plan { head, ..state.plan.clone() };
    let problems = plan.validate();
    match problems.first() {
        None => state.plan = plan,
        Some(problem) => {
            fail(state, problem.to_string());
            state.question = Some(Question::Head(plan.head));
        }
    }
}
