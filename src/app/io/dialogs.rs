//! File dialogs of the system, each on a thread of its own; the answer comes back as an event.

use std::pin::Pin;
use std::time::{Duration, Instant};

use rfd::{AsyncFileDialog, FileHandle};

use super::wake::Waker;
use crate::app::dialog::Dialog;
use crate::app::event::{DialogAnswer, Event};

/// A person needs longer than this to close a dialog: one that is gone before was never there.
const UNSEEN: Duration = Duration::from_millis(300);

/// Opens a dialog. Where the system has none to open, the window is told so.
pub fn open(dialog: Dialog, waker: Waker) {
    let (kind, endings) = dialog.filter();
    let files = AsyncFileDialog::new().add_filter(kind, endings);
    let chosen: Pin<Box<dyn Future<Output = Option<FileHandle>> + Send>> = match dialog.file_name() {
        Some(name) => Box::pin(files.set_file_name(name).save_file()),
        None => Box::pin(files.pick_file()),
    };
    std::thread::spawn(move || {
        let start = Instant::now();
        let answer = match pollster::block_on(chosen) {
            Some(file) => DialogAnswer::Chosen(file.path().to_owned()),
            None if start.elapsed() < UNSEEN => DialogAnswer::Unavailable,
            None => DialogAnswer::Cancelled,
        };
        waker.send(Event::Dialog(dialog, answer));
    });
}
