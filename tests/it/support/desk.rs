//! A screen with a plan's file on it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use papilla::plan::Plan;

use super::screen::{Running, Screen, until};
use crate::window::shows_head;

/// A screen with a plan's file on it, the demo's at first.
pub struct Desk {
    pub screen: Screen,
    _folder: tempfile::TempDir,
    pub file: PathBuf,
}

impl Desk {
    pub fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("client.toml");
        fs::write(&file, Plan::DEMO).unwrap();
        Desk { screen: Screen::open(), _folder: folder, file }
    }

    /// The window on the file.
    pub fn start(&self) -> Running {
        self.start_as(&mut self.screen.command(env!("CARGO_BIN_EXE_papilla")))
    }

    /// The window on the file, by a command that may have been told more.
    pub fn start_as(&self, command: &mut Command) -> Running {
        let mut program = Running(command.arg(&self.file).stderr(Stdio::null()).spawn().unwrap());
        self.screen.wait(&mut program, "a head", shows_head);
        self.screen.focus();
        program
    }

    /// Does this, again where it was lost, until `wanted` holds: a busy machine may drop a key before the window has
    /// the keyboard. What is done must do no harm when done twice.
    pub fn insist(&self, words: &str, what: &str, mut wanted: impl FnMut() -> bool) {
        until(what, || {
            wanted() || {
                self.screen.xdotool(&format!("{words} sleep 2"));
                wanted()
            }
        });
    }

    /// The plan in the recovery file.
    pub fn kept(&self) -> Option<Plan> {
        let text = fs::read_to_string(self.screen.kept().first()?).ok()?;
        let table: toml::Table = text.parse().unwrap();
        Some(Plan::from_toml(table["plan"].as_str()?, "").unwrap())
    }

    /// The plan in its file.
    pub fn saved(&self) -> Plan {
        Plan::load(&self.file).unwrap()
    }
}
