//! The window: a thin face over the library. A plain [`state::State`]; panels that read it and answer with
//! [`command::Command`]s; `update`, which alone changes it and gives [`effect::Effect`]s; `io`, which carries those
//! out and sends [`event::Event`]s. The other files are what the state is made of and know nothing of it.
//!
//! ```text
//! panels --Command--> update --Effect--> io --Event--> update
//!    ^                  |                 |
//!    '------ State <----'----- State -----'
//! ```
//!
//! It draws only when something changes.

mod brush;
pub mod caption;
mod chapter;
mod command;
mod comparison;
mod dialog;
mod document;
mod effect;
mod event;
mod export;
mod hint;
mod history;
mod io;
mod kiosk;
mod loupe;
mod orbit;
mod panels;
mod question;
mod recovery;
mod request;
mod settings;
mod spot;
mod state;
mod story;
#[cfg(test)]
mod testing;
mod theme;
mod tint;
mod update;

use std::path::PathBuf;

use anyhow::Context;
use winit::event_loop::EventLoop;

use document::Document;
use io::window::WindowApp;
use question::Question;
use settings::Settings;
use state::{Message, State};

use crate::render::tiles;

/// How the window starts.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// A plan file or a picture that carries its plan; the demo plan when left out.
    pub plan: Option<PathBuf>,
    /// For a stand.
    pub kiosk: bool,
    /// Part of the name of the adapter to draw with; the best that passes the probe when left out.
    pub adapter: Option<String>,
    /// Close once the head is in the window, for timing.
    pub until_first_picture: bool,
}

/// Opens the window.
///
/// # Errors
/// The plan's problems; no display; no graphics adapter that passes the probe.
pub fn run(start: Start) -> anyhow::Result<()> {
    tiles::begin();
    let document = start.plan.as_deref().map_or_else(|| Ok(Document::demo()), Document::load)?;
    let mut settings = Settings::load();
    let state = if start.kiosk {
        State::at_a_stand(document, settings)
    } else {
        if let Some(path) = &document.path {
            settings.remember_plan(path);
        }
        let left_behind = recovery::folder().map(question::offers).unwrap_or_default();
        let message = document.note.map(|note| Message { text: note.into(), is_error: false });
        State { question: Question::recover(left_behind), message, ..State::new(document, settings) }
    };
    let event_loop = EventLoop::with_user_event()
        .build()
        .context("no window can be opened here; use `papilla render` to write pictures instead")?;
    let mut window = WindowApp::new(state, event_loop.create_proxy(), start);
    event_loop.run_app(&mut window).context("the window's event loop ended")?;
    window.into_result()
}
