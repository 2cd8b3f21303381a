//! File dialogs: what each asks for.

use super::export::ExportKind;
use crate::scalp::import::ENDINGS;
use crate::words::text;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// A plan to open.
    Open,
    /// A scan to take as the head.
    Scan,
    /// Where to save the plan.
    Save,
    /// Where to save an export.
    Export(ExportKind),
    /// A plan to compare with.
    Compare,
}

impl Dialog {
    /// The name proposed for what is saved; none where a file is opened.
    pub fn file_name(self) -> Option<&'static str> {
        match self {
            Dialog::Open | Dialog::Scan | Dialog::Compare => None,
            Dialog::Save => Some("plan.toml"),
            Dialog::Export(kind) => Some(kind.file_name()),
        }
    }

    /// Which files are shown: their kind in words, and endings.
    pub fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Dialog::Open | Dialog::Compare => (text("file-kind.plan-or-picture"), &["toml", "png"]),
            Dialog::Scan => (text("file-kind.scan"), &ENDINGS),
            Dialog::Save => (text("file-kind.plan"), &["toml"]),
            Dialog::Export(kind) => kind.filter(),
        }
    }
}
