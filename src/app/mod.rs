//! The window: a thin face over the library. A plain [`state::State`]; panels that read it and answer with
//! [`command::Command`]s; a worker that prepares scenes off the window's thread; a surface we own, so that a lost one
//! can be made again. It draws only when something changes.

mod command;
mod export;
mod graphics;
mod orbit;
mod panels;
mod settings;
mod state;
pub mod timeline;
mod viewport;
mod window;
mod worker;

use std::path::PathBuf;

use anyhow::Context;
use winit::event_loop::EventLoop;

use crate::plan::Plan;
use state::State;

/// Opens the window on a plan file, or on the demo plan; closes it by itself once the head is in it where that is
/// wanted, for timing.
///
/// # Errors
/// The plan's problems; no display; no graphics adapter.
pub fn run(plan: Option<PathBuf>, until_first_picture: bool) -> anyhow::Result<()> {
    let state = match plan {
        Some(path) => State::new(Plan::load(&path)?, Some(path)),
        None => State::new(Plan::demo(), None),
    };
    let event_loop = EventLoop::<window::Wake>::with_user_event()
        .build()
        .context("no window can be opened here; use `papilla render` to write pictures instead")?;
    let mut window = window::WindowApp::new(state, event_loop.create_proxy(), until_first_picture);
    event_loop.run_app(&mut window).context("the window's event loop ended")?;
    window.into_result()
}
