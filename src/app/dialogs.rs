//! File dialogs of the system, each on a thread of its own; the answer comes back as a command.

use std::path::PathBuf;
use std::pin::Pin;
use std::time::{Duration, Instant};

use rfd::{AsyncFileDialog, FileHandle};
use winit::event_loop::EventLoopProxy;

use super::command::Command;
use super::compare::Compare;
use super::taking::{Keepsake, Take};
use super::window::Wake;
use crate::words::text;

/// A person needs longer than this to close a dialog: one that is gone before was never there.
const UNSEEN: Duration = Duration::from_millis(300);

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// A plan to open.
    Open,
    /// Where to save the plan.
    Save,
    /// Where to save what is taken home.
    Keepsake(Keepsake),
    /// A plan to compare with.
    Compare,
}

impl Dialog {
    /// The name proposed for what is saved; none where a file is opened.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Dialog::Open | Dialog::Compare => None,
            Dialog::Save => Some("plan.toml"),
            Dialog::Keepsake(keepsake) => Some(keepsake.file()[0]),
        }
    }

    /// Which files are shown: their kind in words, and endings.
    fn kind(self) -> (&'static str, Vec<&'static str>) {
        match self {
            Dialog::Open | Dialog::Compare => (text("file-kind.plan-or-picture"), vec!["toml", "png"]),
            Dialog::Save => (text("file-kind.plan"), vec!["toml"]),
            Dialog::Keepsake(keepsake) => {
                let [_, kind, ending] = keepsake.file();
                (kind, vec![ending])
            }
        }
    }

    /// What is done with the file.
    pub fn command(self, path: PathBuf) -> Command {
        match self {
            Dialog::Open => Command::Open(path),
            Dialog::Compare => Command::Compare(Compare::Open(path)),
            Dialog::Save => Command::SaveAs(path),
            Dialog::Keepsake(keepsake) => Command::Take(Take::Make(keepsake, path)),
        }
    }
}

/// Opens a dialog. Where the system has none to open, the window is told so.
pub fn open(dialog: Dialog, proxy: EventLoopProxy<Wake>) {
    let (kind, endings) = dialog.kind();
    let files = AsyncFileDialog::new().add_filter(kind, &endings);
    let chosen: Pin<Box<dyn Future<Output = Option<FileHandle>> + Send>> = match dialog.name() {
        Some(name) => Box::pin(files.set_file_name(name).save_file()),
        None => Box::pin(files.pick_file()),
    };
    std::thread::spawn(move || {
        let start = Instant::now();
        let command = match pollster::block_on(chosen) {
            Some(file) => dialog.command(file.path().to_owned()),
            None if start.elapsed() < UNSEEN => Command::NoDialog(dialog),
            None => Command::NotChosen,
        };
        // A loop that has ended needs no answer.
        let _ = proxy.send_event(Wake::Chosen(command));
    });
}
