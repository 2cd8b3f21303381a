//! Opening, saving and leaving.

use std::path::{Path, PathBuf};

use super::history::show;
use super::notify::{fail, tell};
use crate::app::dialog::Dialog;
use crate::app::document::Document;
use crate::app::effect::Effect;
use crate::app::question::{FollowUp, Question, described};
use crate::app::state::State;
use crate::scalp::import::is_scan;
use crate::words::say;

/// Goes on with `follow_up`, once unsaved changes are safe or given up.
pub fn leave_for(state: &mut State, follow_up: FollowUp) -> Vec<Effect> {
    if state.is_unsaved() {
        state.question = Some(Question::Unsaved(follow_up));
        return Vec::new();
    }
    go(state, follow_up)
}

/// Goes on with `follow_up`, whatever is unsaved.
pub fn go(state: &mut State, follow_up: FollowUp) -> Vec<Effect> {
    state.follow_up = None;
    match follow_up {
        FollowUp::Quit => return vec![Effect::Quit],
        FollowUp::Demo => show(state, Document::demo()),
        FollowUp::Open(path) => match Document::load(&path) {
            Ok(document) => {
                let note = document.note;
                show(state, document);
                remember(state);
                if let Some(note) = note {
                    tell(state, note);
                }
            }
            Err(error) => fail(state, error.to_string()),
        },
    }
    Vec::new()
}

/// Where files of this plan are expected: beside it, or among the person's documents.
pub fn folder(state: &State) -> PathBuf {
    let beside = || Some(state.document().path.as_ref()?.parent()?.to_owned());
    let documents = || {
        let folders = directories::UserDirs::new()?;
        Some(folders.document_dir().unwrap_or(folders.home_dir()).to_owned())
    };
    beside().or_else(documents).unwrap_or_default()
}

/// Takes what was dropped on the window: a scan, a plan, or a picture of Papilla's.
pub fn take_dropped(state: &mut State, path: PathBuf) -> Vec<Effect> {
    if state.question.is_some() {
        fail(state, say!("file-question-first", path = path.display().to_string()));
    } else if is_scan(&path) {
        state.question = Some(Question::Head(described(path, &state.plan.head)));
    } else {
        return leave_for(state, FollowUp::Open(path));
    }
    Vec::new()
}

/// Saves to the plan's own file, or asks for one.
pub fn save_in_place(state: &mut State) -> Vec<Effect> {
    match state.document().path.clone() {
        Some(path) => save_as(state, &path),
        None => vec![Effect::Browse(Dialog::Save)],
    }
}

/// Saves under a name; asks first where another program has changed that very file.
pub fn save_as(state: &mut State, path: &Path) -> Vec<Effect> {
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("png")) {
        state.follow_up = None;
        fail(state, say!("file-is-picture", path = path.display().to_string()));
        return Vec::new();
    }
    let document = state.document();
    if document.path.as_deref() == Some(path) && document.changed_meanwhile() {
        state.question = Some(Question::Changed);
        return Vec::new();
    }
    write(state, path)
}

/// Writes the plan, and goes on with what was to follow.
pub fn write(state: &mut State, path: &Path) -> Vec<Effect> {
    match state.documents[state.shown].save(&state.plan, path) {
        Ok(written) => {
            state.plan = written;
            tell(state, say!("file-saved", path = path.display().to_string()));
            remember(state);
            state.follow_up.take().map_or_else(Vec::new, |follow_up| go(state, follow_up))
        }
        Err(error) => {
            state.follow_up = None;
            fail(state, say!("file-not-saved", reason = error.to_string()));
            Vec::new()
        }
    }
}

fn remember(state: &mut State) {
    if let Some(path) = state.document().path.clone() {
        state.settings.remember_plan(&path);
    }
}
