//! File dialogs of the system, each on a thread of its own; the answer comes back as a command.

use std::path::PathBuf;

use rfd::AsyncFileDialog;
use winit::event_loop::EventLoopProxy;

use super::command::Command;
use super::compare::Compare;
use super::state::Dialog;
use super::taking::Take;
use super::window::Wake;
use crate::words::text;

/// Opens a dialog.
pub fn open(dialog: Dialog, proxy: EventLoopProxy<Wake>) {
    let files = |what: &str, endings: &[&str]| AsyncFileDialog::new().add_filter(what, endings);
    let to_open = || files(text("file-kind.plan-or-picture"), &["toml", "png"]).pick_file();
    match dialog {
        Dialog::Open => {
            ask(to_open(), Command::Open, proxy);
        }
        Dialog::Compare => {
            ask(to_open(), |path| Command::Compare(Compare::Open(path)), proxy);
        }
        Dialog::Save => {
            let chosen = files(text("file-kind.plan"), &["toml"]).set_file_name("plan.toml").save_file();
            ask(chosen, Command::SaveAs, proxy);
        }
        Dialog::Keepsake(keepsake) => {
            let [name, what, ending] = keepsake.file();
            let chosen = files(what, &[ending]).set_file_name(name).save_file();
            ask(chosen, move |path| Command::Take(Take::Make(keepsake, path)), proxy);
        }
    }
}

fn ask(
    chosen: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static,
    command: impl FnOnce(PathBuf) -> Command + Send + 'static,
    proxy: EventLoopProxy<Wake>,
) {
    std::thread::spawn(move || {
        let path = pollster::block_on(chosen).map(|file| file.path().to_owned());
        // A loop that has ended needs no answer.
        let _ = proxy.send_event(Wake::Chosen(path.map_or(Command::NotChosen, command)));
    });
}
