//! Making the page that a client takes home, off the window's thread and on a device of its own, so that the window
//! answers meanwhile.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use winit::event_loop::EventLoopProxy;

use super::command::Command;
use super::state::{Dialog, State};
use super::window::Wake;
use crate::files;
use crate::handout::{self, HandoutSpec, PICTURES};
use crate::plan::Plan;
use crate::render::Renderer;
use crate::render::gpu::Gpu;

/// Size of each picture, px, and samples a pixel.
const SIZE_PX: [u32; 2] = [720, 600];
const SAMPLES: u32 = 32;

/// What may be asked of a handout, and what its making tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Handout {
    /// The client's name as it is printed; none: no name.
    Client(Option<String>),
    /// Ask where to write it.
    Browse,
    /// Write it there.
    Make(PathBuf),
    /// So many pictures are done.
    Progress(usize),
    /// It is written, or why not.
    Done(Result<PathBuf, String>),
    /// Stop making it.
    Cancel,
}

/// A handout to be made.
pub struct Order {
    plan: Plan,
    base_dir: PathBuf,
    spec: HandoutSpec,
    path: PathBuf,
    stop: Arc<AtomicBool>,
}

/// Handouts of a window.
#[derive(Default)]
pub struct Handing {
    /// The client's name, kept no longer than the window is open.
    pub client: Option<String>,
    /// To be begun by the window.
    pub order: Option<Order>,
    /// Pictures done of the one being made, and the word to stop it.
    running: Option<(usize, Arc<AtomicBool>)>,
}

impl Handing {
    /// Share done of the handout being made, 0..=1.
    pub fn progress(&self) -> Option<f32> {
        self.running.as_ref().map(|(done, _)| *done as f32 / PICTURES as f32)
    }
}

impl State {
    pub(super) fn hand_out(&mut self, step: Handout) {
        match step {
            Handout::Client(name) => self.handing.client = name,
            Handout::Browse => self.dialog = Some(Dialog::Handout),
            Handout::Make(path) => self.order_handout(path),
            Handout::Progress(now) => {
                if let Some((done, _)) = &mut self.handing.running {
                    *done = now;
                }
            }
            Handout::Done(result) => {
                // One that was stopped has nothing to tell.
                if self.handing.running.take().is_some() {
                    match result {
                        Ok(path) => self.tell(format!("Saved {}", path.display())),
                        Err(reason) => self.fail(reason),
                    }
                }
            }
            Handout::Cancel => {
                if let Some((_, stop)) = self.handing.running.take() {
                    stop.store(true, Ordering::Relaxed);
                }
            }
        }
    }

    fn order_handout(&mut self, path: PathBuf) {
        if self.handing.running.is_some() {
            self.fail("One handout is being made already: wait for it, or cancel it.".to_owned());
            return;
        }
        let wish = self.wish();
        let client = self.handing.client.clone().filter(|name| !name.trim().is_empty());
        let spec = HandoutSpec { client, size_px: SIZE_PX, samples: SAMPLES, look: wish.look };
        let stop = Arc::new(AtomicBool::new(false));
        self.handing.running = Some((0, stop.clone()));
        self.handing.order = Some(Order { plan: wish.plan, base_dir: wish.base_dir, spec, path, stop });
    }
}

/// Begins to make a handout.
pub fn begin(order: Order, proxy: EventLoopProxy<Wake>) {
    // A loop that has ended needs no answer.
    let say = move |step| drop(proxy.send_event(Wake::Chosen(Command::Handout(step))));
    std::thread::spawn(move || {
        let result = make(&order, |done| say(Handout::Progress(done)));
        if !order.stop.load(Ordering::Relaxed) {
            say(Handout::Done(result.map(|()| order.path.clone()).map_err(|error| format!("{error:#}"))));
        }
    });
}

fn make(order: &Order, tell: impl Fn(usize)) -> anyhow::Result<()> {
    let mut renderer = Renderer::new(Gpu::headless()?);
    let progress = |done| {
        tell(done);
        if order.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let page = handout::html(&mut renderer, &order.plan, &order.base_dir, &order.spec, progress)?;
    Ok(files::write(&order.path, page.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::document::Document;
    use crate::app::settings::Settings;

    fn state() -> State {
        State::new(Document::demo(), Settings::default())
    }

    #[test]
    fn a_name_is_printed_only_where_one_was_given() {
        let printed = |name: Option<&str>| {
            let mut state = state();
            state.apply(Command::Handout(Handout::Client(name.map(str::to_owned))));
            state.apply(Command::Handout(Handout::Make("plan.html".into())));
            state.handing.order.unwrap().spec.client
        };
        assert_eq!(printed(Some("Ada")), Some("Ada".into()));
        assert_eq!([printed(Some("  ")), printed(None)], [None, None]);
    }

    #[test]
    fn one_at_a_time_with_progress_and_a_way_to_stop_it() {
        let mut state = state();
        let hand = |state: &mut State, step| state.apply(Command::Handout(step));
        hand(&mut state, Handout::Make("a.html".into()));
        let order = state.handing.order.take().unwrap();
        hand(&mut state, Handout::Progress(2));
        assert_eq!(state.handing.progress(), Some(0.5));
        hand(&mut state, Handout::Make("b.html".into()));
        assert!(state.handing.order.is_none() && state.message.as_ref().unwrap().is_error);
        hand(&mut state, Handout::Cancel);
        assert!(order.stop.load(Ordering::Relaxed) && state.handing.progress().is_none());
        state.message = None;
        hand(&mut state, Handout::Done(Ok("a.html".into())));
        assert_eq!(state.message, None, "a stopped one says nothing");
    }
}
