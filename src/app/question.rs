//! Questions the window must ask before it goes on, and their answers.

use std::path::PathBuf;

use super::dialog::Dialog;
use super::recovery::{self, RecoveredDraft, RecoveryFile};
use crate::plan::{HeadSource, ScanFrame, ScanSkin};

/// What waits for an answer. One at a time.
pub enum Question {
    /// Plans of windows that ended without saving them.
    Recover(Vec<Offer>),
    /// The plan has unsaved changes, and something else is to follow.
    Unsaved(FollowUp),
    /// Another program has changed the plan's file.
    Changed,
    /// A scan was dropped: what is its unit, and how does it lie?
    Head(HeadSource),
    /// Which file? Asked here only where the system has no dialog for it.
    Path { dialog: Dialog, path: String },
}

impl Question {
    /// What to do with plans that were left behind, if there are any.
    pub fn recover(offers: Vec<Offer>) -> Option<Question> {
        (!offers.is_empty()).then_some(Question::Recover(offers))
    }
}

/// A plan that was left behind.
pub struct Offer {
    /// Its recovery file.
    pub file: RecoveryFile,
    /// What that holds, or why it cannot be read.
    pub found: Result<RecoveredDraft, String>,
}

/// What follows once the changes are safe, or given up.
#[derive(Clone, Debug, PartialEq)]
pub enum FollowUp {
    /// Close the window.
    Quit,
    /// Open another plan.
    Open(PathBuf),
    /// Open the demo plan.
    Demo,
}

/// What the person answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Nothing is to happen; what was left behind is kept for later.
    Cancel,
    /// Go on with the plan of this number that was left behind.
    Recover(usize),
    /// Forget the plan of this number that was left behind.
    Discard(usize),
    /// Save first.
    Save,
    /// Give the changes up.
    DoNotSave,
    /// Save over what another program wrote.
    Overwrite,
    /// Save under another name.
    SaveElsewhere,
    /// Take what another program wrote; undo brings back what was here.
    Reload,
    /// The scan as it is described now.
    Describe(HeadSource),
    /// Take the scan.
    UseHead,
    /// The path as it is typed now.
    Type(String),
    /// Take the file of that path.
    UsePath(String),
}

/// What was left behind in `folder`, to be offered.
pub fn offers(folder: PathBuf) -> Vec<Offer> {
    let files = recovery::left_behind(&folder).into_iter();
    files.map(|file| Offer { found: file.read(), file }).collect()
}

/// A scan to describe: unit and axes as they are told of the scan before it, else to be found.
pub fn described(path: PathBuf, plan_head: &HeadSource) -> HeadSource {
    match plan_head {
        HeadSource::File { frame, skin, .. } => HeadSource::File { path, frame: *frame, skin: *skin },
        HeadSource::BuiltIn(_) => {
            HeadSource::File { path, frame: ScanFrame::default(), skin: ScanSkin::default() }
        }
    }
}
