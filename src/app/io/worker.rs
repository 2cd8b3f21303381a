//! Prepares scenes off the window's thread, so that a slider never waits for a head to load. Only the newest request
//! counts: older ones that were not begun are dropped.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::app::event::{SceneEvent, SceneResult};
use crate::app::request::SceneRequest;
use crate::pictures::Subject;
use crate::plan::{HeadSource, Plan};
use crate::report::difference::Figures;
use crate::report::matching;
use crate::report::warnings::Warning;
use crate::studio::{Prepared, Studio};

/// What the thread sends: an event, and how many requests it answers.
type Reply = (SceneEvent, usize);

/// The thread and its channels.
pub struct Worker {
    requests: Sender<SceneRequest>,
    answers: Receiver<Reply>,
    latest: Option<SceneRequest>,
    pending: usize,
}

impl Worker {
    /// Starts the thread with the head of `first` alone; all else waits until it is asked for. `wake` is called whenever
    /// there is something new.
    pub fn start(first: Subject, wake: impl Fn() + Send + 'static) -> Worker {
        let (requests, inbox) = channel::<SceneRequest>();
        let (outbox, answers) = channel::<Reply>();
        std::thread::spawn(move || {
            let send = |event, answered| {
                outbox.send((event, answered)).map_err(|_| WindowClosed)?;
                wake();
                Ok(())
            };
            // The window has closed: nobody waits for an answer.
            let _: Result<(), WindowClosed> = Studios::default().work(&first, &inbox, send);
        });
        Worker { requests, answers, latest: None, pending: 0 }
    }

    /// Asks for a scene, unless it is what was asked for last and is not `missed`.
    pub fn ask(&mut self, request: SceneRequest, missed: bool) {
        if self.latest.as_ref() == Some(&request) && (!missed || self.is_busy()) {
            return;
        }
        if self.requests.send(request.clone()).is_ok() {
            self.pending += 1;
        }
        self.latest = Some(request);
    }

    /// What has come since the last call, and whether more is to come.
    pub fn events(&mut self) -> Vec<SceneEvent> {
        let mut events = Vec::new();
        while let Ok((event, answered)) = self.answers.try_recv() {
            self.pending = self.pending.saturating_sub(answered);
            events.push(event);
        }
        events.push(SceneEvent::Busy(self.is_busy()));
        events
    }

    fn is_busy(&self) -> bool {
        self.pending > 0 || self.latest.is_none()
    }
}

/// Nobody takes the answers any more.
struct WindowClosed;

/// What the thread works with.
#[derive(Default)]
struct Studios {
    studio: Studio,
    /// Prepares what is compared with; there only while something is.
    beside: Option<Studio>,
    /// The head that was shown before its hair and dots were placed.
    previewed: Option<HeadSource>,
    warned: Option<Plan>,
    figured: [Option<(Plan, Figures)>; 2],
}

impl Studios {
    fn work(
        mut self,
        first: &Subject,
        inbox: &Receiver<SceneRequest>,
        send: impl Fn(SceneEvent, usize) -> Result<(), WindowClosed>,
    ) -> Result<(), WindowClosed> {
        let tell = |event: Option<SceneEvent>| event.map_or(Ok(()), |event| send(event, 0));
        tell(self.bare_head(first).map(|head| SceneEvent::Prepared(Ok(head))))?;
        let mut next = inbox.recv().ok();
        while let Some(mut request) = next.take() {
            let mut answered = 1;
            while let Ok(newer) = inbox.try_recv() {
                request = newer;
                answered += 1;
            }
            let SceneRequest { subject, beside, .. } = &request;
            tell(self.bare_head(subject).map(|head| SceneEvent::Prepared(Ok(head))))?;
            let by_beside = if beside.is_some() { answered } else { 0 };
            let prepared = prepare(&mut self.studio, subject);
            send(SceneEvent::Prepared(prepared), answered - by_beside)?;
            if let Some(event) = self.beside(&request) {
                send(event, by_beside)?;
            }
            tell(self.cut(&request))?;
            // What to beware of can wait until nobody waits for a picture.
            next = inbox.try_recv().ok();
            if next.is_none() {
                tell(self.warnings(&subject.plan).map(SceneEvent::Warnings))?;
                tell(self.figures(&request).map(SceneEvent::Figures))?;
                next = inbox.recv().ok();
            }
        }
        Ok(())
    }

    /// The head of a plan whose head is new. One that cannot be used is reported by the scene.
    fn bare_head(&mut self, Subject { plan, base_dir, lighting, .. }: &Subject) -> Option<Arc<Prepared>> {
        if self.previewed.as_ref() == Some(&plan.head) {
            return None;
        }
        self.previewed = Some(plan.head.clone());
        self.studio.bare_head(plan, base_dir, lighting).ok()
    }

    /// What is compared with; its studio begins with all that the first one has.
    fn beside(&mut self, request: &SceneRequest) -> Option<SceneEvent> {
        let Some((other, subject)) = &request.beside else {
            (self.beside, self.figured) = (None, [None, None]);
            return None;
        };
        let studio = self.beside.get_or_insert_with(|| self.studio.clone());
        Some(SceneEvent::Beside(other.clone(), prepare(studio, subject)))
    }

    fn cut(&self, SceneRequest { subject, cut, .. }: &SceneRequest) -> Option<SceneEvent> {
        let plane = (*cut)?;
        let cut = self.studio.cut(&subject.plan, subject.moment, plane).ok()?;
        Some(SceneEvent::Cut(plane.spot, cut))
    }

    fn warnings(&mut self, plan: &Plan) -> Option<Vec<Warning>> {
        if self.warned.as_ref() == Some(plan) {
            return None;
        }
        self.warned = Some(plan.clone());
        Some(self.studio.warnings(plan).unwrap_or_default())
    }

    /// Figures of both.
    fn figures(&mut self, SceneRequest { subject, beside, .. }: &SceneRequest) -> Option<[Figures; 2]> {
        let (_, other) = beside.as_ref()?;
        let [first, second] = &mut self.figured;
        Some([figures(&self.studio, first, subject)?, figures(self.beside.as_ref()?, second, other)?])
    }
}

/// Figures of what was prepared last; those of the plan are kept while it stays.
fn figures(studio: &Studio, kept: &mut Option<(Plan, Figures)>, subject: &Subject) -> Option<Figures> {
    let Subject { plan, moment, lighting, .. } = subject;
    if kept.as_ref().is_none_or(|(of, _)| of != plan) {
        *kept = Some((plan.clone(), studio.figures(plan).ok()?));
    }
    let (_, figures) = kept.as_ref()?;
    let shown_delta_e = Some(matching::delta_e_on(plan, moment.day(), lighting.illuminant));
    Some(Figures { shown_delta_e, ..figures.clone() })
}

fn prepare(studio: &mut Studio, subject: &Subject) -> SceneResult {
    subject.prepared(studio).map_err(|error| error.to_string())
}
