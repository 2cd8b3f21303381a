//! Opening, saving and leaving: what the state does with files, and what it asks first.

use std::path::{Path, PathBuf};

use super::dialogs::Dialog;
use super::document::Document;
use super::question::{Answer, Offer, Question, Then, described};
use super::recovery::{Draft, Found};
use super::state::State;
use crate::plan::HeadSource;
use crate::words::{say, text};

impl State {
    /// The unsaved plan, to be kept against a crash; none when all is saved, and none of a visitor to a stand.
    pub fn draft(&self) -> Option<Draft> {
        let Document { path, on_disk, .. } = self.document();
        let draft = || Draft { plan: self.plan.clone(), path: path.clone(), on_disk: on_disk.clone() };
        (self.is_unsaved() && self.kiosk.is_none()).then(draft)
    }

    /// Asks what to do with plans that were left behind.
    pub fn offer(&mut self, offers: Vec<Offer>) {
        if !offers.is_empty() {
            self.question = Some(Question::Recover(offers));
        }
    }

    /// Goes on with `then`, once unsaved changes are safe or given up.
    pub(super) fn leave_for(&mut self, then: Then) {
        if self.is_unsaved() {
            self.question = Some(Question::Unsaved(then));
        } else {
            self.go(then);
        }
    }

    fn go(&mut self, then: Then) {
        self.then = None;
        match then {
            Then::Quit => self.quit = true,
            Then::Demo => self.show(Document::demo()),
            Then::Open(path) => match Document::load(&path) {
                Ok(document) => {
                    self.show(document);
                    self.remember();
                }
                Err(error) => self.fail(error.to_string()),
            },
        }
    }

    /// Asks for a path in the window, where the system has no dialog for it.
    pub(super) fn ask_path(&mut self, dialog: Dialog) {
        let proposed = self.folder().join(dialog.name().unwrap_or_default());
        self.question = Some(Question::Path { dialog, path: proposed.display().to_string() });
    }

    /// Where files of this plan are expected: beside it, or among the person's documents.
    fn folder(&self) -> PathBuf {
        let beside = || Some(self.document().path.as_ref()?.parent()?.to_owned());
        let documents = || {
            let folders = directories::UserDirs::new()?;
            Some(folders.document_dir().unwrap_or(folders.home_dir()).to_owned())
        };
        beside().or_else(documents).unwrap_or_default()
    }

    /// Takes what was dropped on the window: a scan, a plan, or a picture of Papilla's.
    pub(super) fn take(&mut self, path: PathBuf) {
        if self.question.is_some() {
            self.fail(say!("file-question-first", path = path.display().to_string()));
        } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("obj")) {
            self.question = Some(Question::Head(described(path, &self.plan.head)));
        } else {
            self.leave_for(Then::Open(path));
        }
    }

    /// Saves to the plan's own file, or asks for one.
    pub(super) fn save_in_place(&mut self) {
        match self.document().path.clone() {
            Some(path) => self.save_as(&path),
            None => self.dialog = Some(Dialog::Save),
        }
    }

    /// Saves under a name; asks first where another program has changed that very file.
    pub(super) fn save_as(&mut self, path: &Path) {
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("png")) {
            self.then = None;
            return self.fail(say!("file-is-picture", path = path.display().to_string()));
        }
        let document = self.document();
        if document.path.as_deref() == Some(path) && document.changed_meanwhile() {
            self.question = Some(Question::Changed);
        } else {
            self.write(path);
        }
    }

    fn write(&mut self, path: &Path) {
        let plan = self.plan.clone();
        match self.document_mut().save(&plan, path) {
            Ok(written) => {
                self.plan = written;
                self.tell(say!("file-saved", path = path.display().to_string()));
                self.remember();
                if let Some(then) = self.then.take() {
                    self.go(then);
                }
            }
            Err(error) => {
                self.then = None;
                self.fail(say!("file-not-saved", reason = error.to_string()));
            }
        }
    }

    fn remember(&mut self) {
        if let Some(path) = self.document().path.clone() {
            self.settings.remember_plan(&path);
        }
    }

    /// Takes an answer. One that does not fit the question leaves it open.
    pub(super) fn answer(&mut self, answer: Answer) {
        match (self.question.take(), answer) {
            (_, Answer::Cancel) => self.then = None,
            (Some(Question::Recover(offers)), Answer::Recover(index)) => self.recover(offers, index),
            (Some(Question::Recover(offers)), Answer::Discard(index)) => self.discard(offers, index),
            (Some(Question::Unsaved(then)), Answer::Save) => {
                self.then = Some(then);
                self.save_in_place();
            }
            (Some(Question::Unsaved(then)), Answer::DoNotSave) => self.go(then),
            (Some(Question::Changed), Answer::Overwrite) => {
                if let Some(path) = self.document().path.clone() {
                    self.write(&path);
                }
            }
            (Some(Question::Changed), Answer::SaveElsewhere) => self.dialog = Some(Dialog::Save),
            (Some(Question::Changed), Answer::Reload) => {
                self.then = None;
                if let Some(path) = self.document().path.clone() {
                    self.go(Then::Open(path));
                }
            }
            (Some(Question::Head(_)), Answer::Describe(head)) => self.question = Some(Question::Head(head)),
            (Some(Question::Head(head)), Answer::UseHead) => self.use_head(head),
            (Some(Question::Path { dialog, .. }), Answer::Type(path)) => {
                self.question = Some(Question::Path { dialog, path });
            }
            (Some(Question::Path { dialog, .. }), Answer::UsePath(path)) => {
                let path = self.folder().join(path.trim());
                self.apply(dialog.command(path));
            }
            (question, _) => self.question = question,
        }
    }

    fn recover(&mut self, mut offers: Vec<Offer>, index: usize) {
        let readable = offers.get(index).and_then(|offer| offer.found.clone().ok());
        let Some(Found { draft, .. }) = readable else {
            return self.offer(offers);
        };
        self.adopted = Some(offers.swap_remove(index).slot);
        self.show(Document::recovered(draft.path, draft.on_disk));
        self.plan = draft.plan;
        self.tell(text("file-recovered"));
    }

    fn discard(&mut self, mut offers: Vec<Offer>, index: usize) {
        if index < offers.len()
            && let Err(error) = offers.remove(index).slot.clear()
        {
            self.fail(say!("file-recovery-stays", reason = error.to_string()));
        }
        self.offer(offers);
    }

    fn use_head(&mut self, head: HeadSource) {
        let plan = crate::plan::Plan { head, ..self.plan.clone() };
        let problems = plan.validate();
        match problems.first() {
            None => self.plan = plan,
            Some(problem) => {
                self.fail(problem.to_string());
                self.question = Some(Question::Head(plan.head));
            }
        }
    }
}
