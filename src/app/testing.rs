//! A window without a device, for tests: commands and events in, the state and its effects out.

use std::ops::Deref;
use std::path::PathBuf;

use super::command::Command;
use super::dialog::Dialog;
use super::document::Document;
use super::effect::Effect;
use super::event::{DialogAnswer, Event};
use super::export::ExportJob;
use super::settings::Settings;
use super::state::State;
use super::update::Store;

/// A window without a device.
pub struct TestWindow {
    store: Store,
    /// What was asked of the world outside, in order.
    pub effects: Vec<Effect>,
}

impl TestWindow {
    pub fn new(state: State) -> TestWindow {
        TestWindow { store: Store::new(state), effects: Vec::new() }
    }

    pub fn demo() -> TestWindow {
        TestWindow::new(State::new(Document::demo(), Settings::default()))
    }

    pub fn apply(&mut self, command: Command) {
        self.effects.extend(self.store.execute(command));
    }

    pub fn receive(&mut self, event: Event) {
        self.effects.extend(self.store.receive(event));
    }

    /// Answers a file dialog with this file.
    pub fn choose(&mut self, dialog: Dialog, path: impl Into<PathBuf>) {
        self.receive(Event::Dialog(dialog, DialogAnswer::Chosen(path.into())));
    }

    /// Lets time go on; whether time alone changes what is shown.
    pub fn tick(&mut self, now_s: f64) -> bool {
        self.receive(Event::Tick(now_s));
        self.is_moving()
    }

    /// Whether the window was told to close.
    pub fn quits(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Quit))
    }

    /// The dialog that was asked for since the last call.
    pub fn take_dialog(&mut self) -> Option<Dialog> {
        let at = self.effects.iter().position(|effect| matches!(effect, Effect::Browse(_)))?;
        let Effect::Browse(dialog) = self.effects.remove(at) else { return None };
        Some(dialog)
    }

    /// The export that was ordered since the last call.
    pub fn take_job(&mut self) -> Option<ExportJob> {
        let at = self.effects.iter().position(|effect| matches!(effect, Effect::Export(_)))?;
        let Effect::Export(job) = self.effects.remove(at) else { return None };
        Some(*job)
    }
}

impl Deref for TestWindow {
    type Target = State;

    fn deref(&self) -> &State {
        self.store.state()
    }
}
