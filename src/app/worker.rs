//! Prepares scenes off the window's thread, so that a slider never waits for a head to load. Only the newest wish
//! counts: older ones that were not begun are dropped.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::plan::Plan;
use crate::render::look::Look;
use crate::report::warnings::Warning;
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

/// What the thread sends: a draft of a head that is new, the answer to this many wishes, what to beware of.
enum Mail {
    Draft(Arc<Prepared>),
    Answer(Outcome, usize),
    Warnings(Vec<Warning>),
}

/// What has come since it was last asked for.
#[derive(Default)]
pub struct News {
    /// The newest scene, or why there is none.
    pub outcome: Option<Outcome>,
    /// What to beware of in the newest plan.
    pub warnings: Option<Vec<Warning>>,
}

/// The thread and its mailboxes.
pub struct Worker {
    wishes: Sender<Wish>,
    mail: Receiver<Mail>,
    latest: Option<Wish>,
    pending: usize,
}

impl Worker {
    /// Starts the thread; `wake` is called whenever there is something new.
    pub fn start(wake: impl Fn() + Send + 'static) -> Worker {
        let (wishes, inbox) = channel::<Wish>();
        let (outbox, mail) = channel::<Mail>();
        std::thread::spawn(move || {
            let mut studio = Studio::default();
            let mut drafted = None;
            let mut warned: Option<Plan> = None;
            let mut next = inbox.recv().ok();
            while let Some(mut wish) = next.take() {
                let mut answered = 1;
                while let Ok(newer) = inbox.try_recv() {
                    wish = newer;
                    answered += 1;
                }
                let Wish { plan, base_dir, moment, look } = &wish;
                let post = |mail| outbox.send(mail).map(|()| wake()).is_ok();
                if drafted.as_ref() != Some(&plan.head) {
                    drafted = Some(plan.head.clone());
                    // A head that cannot be used is reported by the answer below.
                    if let Ok(draft) = studio.draft(plan, base_dir, look)
                        && !post(Mail::Draft(draft))
                    {
                        return;
                    }
                }
                let outcome = studio.prepare(plan, base_dir, *moment, look).map_err(|e| e.to_string());
                if !post(Mail::Answer(outcome, answered)) {
                    return;
                }
                // What to beware of can wait until nobody waits for a picture.
                next = inbox.try_recv().ok();
                if next.is_none() && warned.as_ref() != Some(plan) {
                    warned = Some(plan.clone());
                    if !post(Mail::Warnings(studio.warnings(plan).unwrap_or_default())) {
                        return;
                    }
                }
                next = next.or_else(|| inbox.recv().ok());
            }
        });
        Worker { wishes, mail, latest: None, pending: 0 }
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

    /// What has come since the last call.
    pub fn news(&mut self) -> News {
        let mut news = News::default();
        while let Ok(mail) = self.mail.try_recv() {
            match mail {
                Mail::Draft(draft) => news.outcome = Some(Ok(draft)),
                Mail::Answer(outcome, answered) => {
                    self.pending = self.pending.saturating_sub(answered);
                    news.outcome = Some(outcome);
                }
                Mail::Warnings(warnings) => news.warnings = Some(warnings),
            }
        }
        news
    }

    /// Whether an answer is still to come.
    pub fn busy(&self) -> bool {
        self.pending > 0
    }
}
