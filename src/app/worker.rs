//! Prepares scenes off the window's thread, so that a slider never waits for a head to load. Only the newest wish
//! counts: older ones that were not begun are dropped.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use glam::Vec3;

use super::compare::Other;
use crate::plan::{HeadSource, Plan};
use crate::render::look::Look;
use crate::report::cut::Cut;
use crate::report::difference::Figures;
use crate::report::matching;
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
    /// Where the skin is to be cut open: spot, right, normal.
    pub cut: Option<Plane>,
    /// What to prepare beside it.
    pub beside: Option<(Other, Box<Wish>)>,
}

/// A plane through the skin: a spot, mm, and the unit vectors to the right and outward.
pub type Plane = (Vec3, Vec3, Vec3);

/// What came of a wish: the scene, or why there is none.
pub type Outcome = Result<Arc<Prepared>, String>;

/// What the thread sends: a draft of a head that is new, the scene and the one beside it, which answer this many
/// wishes, what to beware of, the figures of both plans.
enum Mail {
    Draft(Arc<Prepared>),
    Answer(Outcome, usize),
    Beside(Other, Outcome, usize),
    Warnings(Vec<Warning>),
    Figures([Figures; 2]),
    Cut(Vec3, Cut),
}

/// What has come since it was last asked for.
#[derive(Default)]
pub struct News {
    /// The newest scene, or why there is none.
    pub outcome: Option<Outcome>,
    /// The scene of what is compared with, or why there is none.
    pub beside: Option<(Other, Outcome)>,
    /// What to beware of in the newest plan.
    pub warnings: Option<Vec<Warning>>,
    /// Figures of the newest plan and of the one compared with.
    pub figures: Option<[Figures; 2]>,
    /// The skin cut open at a spot.
    pub cut: Option<(Vec3, Cut)>,
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
            let post = |mail| outbox.send(mail).map(|()| wake()).map_err(|_| WindowGone);
            // The window has closed: nobody waits for an answer.
            let _: Result<(), WindowGone> = Desk::default().work(&inbox, post);
        });
        Worker { wishes, mail, latest: None, pending: 0 }
    }

    /// Asks for a scene, unless it is what was asked for last and is not `missed`.
    pub fn ask(&mut self, wish: &Wish, missed: bool) {
        if self.latest.as_ref() == Some(wish) && (!missed || self.busy()) {
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
                Mail::Beside(other, outcome, answered) => {
                    self.pending = self.pending.saturating_sub(answered);
                    news.beside = Some((other, outcome));
                }
                Mail::Cut(spot, cut) => news.cut = Some((spot, cut)),
                Mail::Figures(figures) => news.figures = Some(figures),
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

/// Nobody takes the mail any more.
struct WindowGone;

/// What the thread works with.
#[derive(Default)]
struct Desk {
    studio: Studio,
    /// Prepares what is compared with; there only while something is.
    beside: Option<Studio>,
    drafted: Option<HeadSource>,
    warned: Option<Plan>,
    figured: [Option<(Plan, Figures)>; 2],
}

impl Desk {
    fn work(
        mut self,
        inbox: &Receiver<Wish>,
        post: impl Fn(Mail) -> Result<(), WindowGone>,
    ) -> Result<(), WindowGone> {
        let mut next = inbox.recv().ok();
        while let Some(mut wish) = next.take() {
            let mut answered = 1;
            while let Ok(newer) = inbox.try_recv() {
                wish = newer;
                answered += 1;
            }
            self.draft(&wish).map_or(Ok(()), |draft| post(Mail::Draft(draft)))?;
            let by_beside = if wish.beside.is_some() { answered } else { 0 };
            post(Mail::Answer(prepare(&mut self.studio, &wish), answered - by_beside))?;
            self.beside(&wish)
                .map_or(Ok(()), |(other, outcome)| post(Mail::Beside(other, outcome, by_beside)))?;
            self.cut(&wish).map_or(Ok(()), |(spot, cut)| post(Mail::Cut(spot, cut)))?;
            // What to beware of can wait until nobody waits for a picture.
            next = inbox.try_recv().ok();
            if next.is_none() {
                self.warnings(&wish).map_or(Ok(()), |warnings| post(Mail::Warnings(warnings)))?;
                self.figures(&wish).map_or(Ok(()), |figures| post(Mail::Figures(figures)))?;
                next = inbox.recv().ok();
            }
        }
        Ok(())
    }

    /// The head of a plan whose head is new. One that cannot be used is reported by the answer.
    fn draft(&mut self, Wish { plan, base_dir, look, .. }: &Wish) -> Option<Arc<Prepared>> {
        if self.drafted.as_ref() == Some(&plan.head) {
            return None;
        }
        self.drafted = Some(plan.head.clone());
        self.studio.draft(plan, base_dir, look).ok()
    }

    /// What is compared with; its studio begins with all that the first one has.
    fn beside(&mut self, wish: &Wish) -> Option<(Other, Outcome)> {
        let Some((other, wish)) = &wish.beside else {
            (self.beside, self.figured) = (None, [None, None]);
            return None;
        };
        let studio = self.beside.get_or_insert_with(|| self.studio.clone());
        Some((other.clone(), prepare(studio, wish)))
    }

    fn cut(&self, wish: &Wish) -> Option<(Vec3, Cut)> {
        let plane = wish.cut?;
        Some((plane.0, self.studio.cut(&wish.plan, wish.moment, plane).ok()?))
    }

    fn warnings(&mut self, Wish { plan, .. }: &Wish) -> Option<Vec<Warning>> {
        if self.warned.as_ref() == Some(plan) {
            return None;
        }
        self.warned = Some(plan.clone());
        Some(self.studio.warnings(plan).unwrap_or_default())
    }

    /// Figures of both.
    fn figures(&mut self, wish: &Wish) -> Option<[Figures; 2]> {
        let other = &wish.beside.as_ref()?.1;
        let [first, second] = &mut self.figured;
        let figures = [figures(&self.studio, first, wish)?, figures(self.beside.as_ref()?, second, other)?];
        Some(figures)
    }
}

/// Figures of what was prepared last; those of the plan are kept while it stays.
fn figures(studio: &Studio, kept: &mut Option<(Plan, Figures)>, wish: &Wish) -> Option<Figures> {
    let Wish { plan, moment, look, .. } = wish;
    if kept.as_ref().is_none_or(|(of, _)| of != plan) {
        *kept = Some((plan.clone(), studio.figures(plan).ok()?));
    }
    let (_, figures) = kept.as_ref()?;
    let shown_delta_e = Some(matching::delta_e_on(plan, moment.day(), look.illuminant()));
    Some(Figures { shown_delta_e, ..figures.clone() })
}

fn prepare(studio: &mut Studio, Wish { plan, base_dir, moment, look, .. }: &Wish) -> Outcome {
    studio.prepare(plan, base_dir, *moment, look).map_err(|error| error.to_string())
}
