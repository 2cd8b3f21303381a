//! Undo and redo without end. A step is what one gesture did: a drag of a slider, a click, a word typed.

use std::sync::Arc;

use crate::plan::Plan;
use crate::render::lighting::Adjustment;
use crate::studio::Moment;

/// Changes that no press parts, as typing and held keys, are one step while they follow each other this fast, s.
const PAUSE_S: f64 = 0.7;

/// What undo brings back. Where the viewer stands is not part of it: turning the head undoes itself, and a person who
/// takes an edit back wants to watch that from where they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoStep {
    /// The plan. Shared between steps that changed something else.
    pub plan: Arc<Plan>,
    /// How it was seen.
    pub seen: ViewState,
}

/// What of the window belongs to a step besides the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewState {
    /// Which of the opened documents the plan belongs to.
    pub document: usize,
    /// Moment shown.
    pub moment: Moment,
    /// Key of the light.
    pub light: String,
    /// What was changed of the light by hand.
    pub adjustment: Adjustment,
}

/// All steps since the window opened.
pub struct History {
    steps: Vec<UndoStep>,
    now: usize,
    gesture: Gesture,
    last_change_s: f64,
}

/// Whether the next change belongs to the newest step.
#[derive(Clone, Copy, PartialEq)]
enum Gesture {
    /// It begins a step of its own.
    New,
    /// A pointer is pressed and has changed something: all of it is one step.
    Held,
    /// No pointer is pressed: one step while no pause comes between.
    Free,
}

impl History {
    /// Begins at `step`.
    pub fn new(step: UndoStep) -> History {
        History { steps: vec![step], now: 0, gesture: Gesture::New, last_change_s: 0.0 }
    }

    /// A press, a release, a key: what changes next is a step of its own.
    pub fn begin_step(&mut self) {
        self.gesture = Gesture::New;
    }

    /// Remembers what is now, if it is not what was; `held` while a pointer is pressed.
    pub fn record(&mut self, plan: &Plan, seen: ViewState, held: bool, now_s: f64) {
        let newest = &self.steps[self.now];
        let same_plan = *newest.plan == *plan;
        if same_plan && newest.seen == seen {
            return;
        }
        let plan = if same_plan { newest.plan.clone() } else { Arc::new(plan.clone()) };
        let step = UndoStep { plan, seen };
        let same = match self.gesture {
            Gesture::New => false,
            Gesture::Held => true,
            Gesture::Free => now_s - self.last_change_s < PAUSE_S,
        };
        if same && self.now > 0 && step.seen.document == newest.seen.document {
            self.steps.truncate(self.now);
        } else {
            self.steps.truncate(self.now + 1);
        }
        self.gesture = if held { Gesture::Held } else { Gesture::Free };
        self.last_change_s = now_s;
        // A drag that ends where it began is no step.
        match self.steps.last() {
            Some(before) if *before == step => self.gesture = Gesture::New,
            _ => self.steps.push(step),
        }
        self.now = self.steps.len() - 1;
    }

    /// The step before, which is now.
    pub fn undo(&mut self) -> Option<UndoStep> {
        self.go(self.now.checked_sub(1)?)
    }

    /// The step after, which is now.
    pub fn redo(&mut self) -> Option<UndoStep> {
        self.go(self.now + 1)
    }

    fn go(&mut self, to: usize) -> Option<UndoStep> {
        let step = self.steps.get(to)?.clone();
        self.now = to;
        self.gesture = Gesture::New;
        Some(step)
    }

    /// Whether there is anything to take back, and to do again.
    pub fn can(&self) -> [bool; 2] {
        [self.now > 0, self.now + 1 < self.steps.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(moment: Moment) -> ViewState {
        ViewState { document: 0, moment, light: "clinic".into(), adjustment: Adjustment::default() }
    }

    struct TestScene {
        history: History,
        plan: Plan,
    }

    impl TestScene {
        fn new() -> TestScene {
            let plan = Plan::demo();
            let step = UndoStep { plan: Arc::new(plan.clone()), seen: seen(Moment::Before) };
            TestScene { history: History::new(step), plan }
        }

        fn edit(&mut self, height_mm: f32, held: bool, now_s: f64) {
            self.plan.hairline.height_mm = height_mm;
            self.history.record(&self.plan, seen(Moment::Before), held, now_s);
        }

        fn undone_mm(&mut self) -> Option<f32> {
            self.history.undo().map(|step| step.plan.hairline.height_mm)
        }
    }

    #[test]
    fn a_drag_is_one_step_however_long_and_two_drags_are_two_however_fast() {
        let mut scene = TestScene::new();
        for (height_mm, now_s) in [(73.0, 0.0), (74.0, 9.0), (75.0, 30.0)] {
            scene.edit(height_mm, true, now_s);
        }
        scene.history.begin_step();
        scene.edit(76.0, true, 30.1);
        assert_eq!([scene.undone_mm(), scene.undone_mm(), scene.undone_mm()], [Some(75.0), Some(72.0), None]);
        assert_eq!(scene.history.redo().map(|step| step.plan.hairline.height_mm), Some(75.0));
    }

    #[test]
    fn typing_is_a_step_until_a_pause() {
        let mut scene = TestScene::new();
        for (height_mm, now_s) in [(73.0, 1.0), (74.0, 1.3), (75.0, 1.6), (76.0, 4.0)] {
            scene.edit(height_mm, false, now_s);
        }
        assert_eq!([scene.undone_mm(), scene.undone_mm(), scene.undone_mm()], [Some(75.0), Some(72.0), None]);
    }

    #[test]
    fn a_drag_back_to_its_start_is_no_step() {
        let mut scene = TestScene::new();
        scene.edit(80.0, true, 0.0);
        scene.edit(72.0, true, 0.1);
        assert_eq!(scene.history.can(), [false, false]);
        scene.edit(75.0, true, 0.2);
        assert_eq!(scene.undone_mm(), Some(72.0));
    }

    #[test]
    fn ten_thousand_steps_lead_back_to_the_first() {
        let mut scene = TestScene::new();
        for i in 0..10_000 {
            scene.history.begin_step();
            scene.edit(73.0 + i as f32 * 1e-3, true, f64::from(i));
        }
        let steps = std::iter::from_fn(|| scene.undone_mm()).collect::<Vec<_>>();
        assert_eq!((steps.len(), steps.last()), (10_000, Some(&72.0)));
    }

    #[test]
    fn steps_that_leave_the_plan_alone_share_it() {
        let mut scene = TestScene::new();
        for day in 0..50_u8 {
            scene.history.begin_step();
            scene.history.record(&scene.plan, seen(Moment::Day(f32::from(day))), false, f64::from(day));
        }
        assert_eq!(scene.history.steps.len(), 51);
        assert!(scene.history.steps.iter().all(|step| Arc::ptr_eq(&step.plan, &scene.history.steps[0].plan)));
    }
}
