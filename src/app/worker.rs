//! Prepares scenes off the window's thread, so that a slider never waits for a head to load. Only the newest wish
//! counts: older ones that were not begun are dropped.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::plan::Plan;
use crate::render::look::Look;
use crate::studio::{Moment, Prepared, Studio};

/// What to prepare.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// Plan.
    pub plan: Plan,
    /// Folder of its relative paths.
    pub base_dir: PathBuf,
    /// Moment.
    pub moment: Moment,
    /// Light.
    pub look: Look,
}

/// What came of a wish: the scene, or why there is none.
pub type Outcome = Result<Arc<Prepared>, String>;

/// The thread and its mailboxes.
pub struct Worker {
    wishes: Sender<Wish>,
    outcomes: Receiver<Outcome>,
    latest: Option<Wish>,
    pending: usize,
}

impl Worker {
    /// Starts the thread; `wake` is called after every outcome.
    pub fn start(wake: impl Fn() + Send + 'static) -> Worker {
        let (wishes, inbox) = channel::<Wish>();
        let (outbox, outcomes) = channel::<Outcome>();
        std::thread::spawn(move || {
            let mut studio = Studio::default();
            while let Ok(mut wish) = inbox.recv() {
                let mut answered = 1;
                while let Ok(newer) = inbox.try_recv() {
                    wish = newer;
                    answered += 1;
                }
                let Wish { plan, base_dir, moment, look } = &wish;
                let outcome = studio.prepare(plan, base_dir, *moment, look).map_err(|e| e.to_string());
                for _ in 0..answered {
                    if outbox.send(outcome.clone()).is_err() {
                        return;
                    }
                }
                wake();
            }
        });
        Worker { wishes, outcomes, latest: None, pending: 0 }
    }

    /// Asks for a scene, unless it is what was asked for last.
    pub fn ask(&mut self, wish: &Wish) {
        if self.latest.as_ref() == Some(wish) {
            return;
        }
        self.latest = Some(wish.clone());
        if self.wishes.send(wish.clone()).is_ok() {
            self.pending += 1;
        }
    }

    /// The newest outcome since the last call.
    pub fn newest(&mut self) -> Option<Outcome> {
        let mut newest = None;
        while let Ok(outcome) = self.outcomes.try_recv() {
            self.pending = self.pending.saturating_sub(1);
            newest = Some(outcome);
        }
        newest
    }

    /// Whether an answer is still to come.
    pub fn busy(&self) -> bool {
        self.pending > 0
    }
}
