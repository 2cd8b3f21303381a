//! Everything the window knows, apart from the device: plain values that commands change.

use std::sync::Arc;

use glam::Vec2;

use super::brush::Brush;
use super::chapter::Chapter;
use super::command::Command;
use super::compare::Comparison;
use super::dialogs::Dialog;
use super::document::Document;
use super::hints::Hint;
use super::history::{History, Seen, Step};
use super::kiosk::Kiosk;
use super::loupe::Loupe;
use super::orbit::{self, Flight};
use super::question::{Question, Then};
use super::recovery::Slot;
use super::settings::Settings;
use super::story::Story;
use super::taking::Taking;
use super::worker::Wish;
use crate::plan::Plan;
use crate::render::adapters::PassedOver;
use crate::render::camera::Camera;
use crate::render::look::Look;
use crate::render::quality::Quality;
use crate::report::warnings::Warning;
use crate::studio::{Moment, Prepared};
use crate::words::say;

/// A line shown to the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// One sentence.
    pub text: String,
    /// Something failed.
    pub is_error: bool,
}

/// Who draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnBy {
    /// Name of the adapter.
    pub adapter: String,
    /// Adapters that were passed over, and why.
    pub passed_over: Vec<PassedOver>,
}

impl DrawnBy {
    /// The adapters passed over with their reasons, in one line.
    pub fn others(&self) -> String {
        self.passed_over.iter().map(PassedOver::to_string).collect::<Vec<_>>().join("; ")
    }
}

/// The window's state.
pub struct State {
    /// Plan as edited.
    pub plan: Plan,
    /// Moment shown.
    pub moment: Moment,
    /// Remembered settings; the light is one.
    pub settings: Settings,
    /// Viewer, once a head is there.
    pub camera: Option<Camera>,
    /// A move between named views under way.
    pub flight: Option<Flight>,
    /// Size of the viewport, points.
    pub viewport_points: Vec2,
    /// The newest scene.
    pub prepared: Option<Arc<Prepared>>,
    /// What to beware of in the plan.
    pub warnings: Vec<Warning>,
    /// What the machine can do, once a picture's time told.
    pub measured: Option<Quality>,
    /// The adapter that draws, and those that do not.
    pub drawn_by: Option<DrawnBy>,
    /// What is taken home.
    pub taking: Taking,
    /// Two heads at once.
    pub comparing: Option<Comparison>,
    /// What was compared last.
    pub(super) compared: Option<Comparison>,
    /// The brush.
    pub brush: Brush,
    /// The loupe, while it is held over a spot.
    pub loupe: Option<Loupe>,
    /// What the loupe shows, once that is drawn.
    pub loupe_picture: Option<egui::TextureId>,
    /// What happened last.
    pub message: Option<Message>,
    /// A dialog the window must open.
    pub dialog: Option<Dialog>,
    /// Step of the consultation.
    pub chapter: Chapter,
    /// Only the head, the timeline and the light are shown.
    pub presenting: bool,
    /// The story, played or paused.
    pub story: Story,
    /// At a stand: who is there.
    pub(super) kiosk: Option<Kiosk>,
    /// The settings that the window opened with.
    pub(super) at_start: Settings,
    /// What must be answered first.
    pub question: Option<Question>,
    /// What follows the save under way.
    pub(super) then: Option<Then>,
    /// The recovery file of the plan that was left behind and is shown now; the window goes on in it.
    pub adopted: Option<Slot>,
    /// The window may close: all is saved or given up.
    pub quit: bool,
    /// Every document opened so far, since undo leads back to them; which is shown.
    documents: Vec<Document>,
    shown: usize,
    history: History,
    pressed: bool,
    pub(super) now_s: f64,
}

impl State {
    /// Shows a plan, settled.
    pub fn new(document: Document, settings: Settings) -> State {
        let (plan, moment) = (document.saved.clone(), Moment::settled(&document.saved));
        let begin = Step { plan: Arc::new(plan.clone()), seen: seen(&settings, 0, moment) };
        State {
            plan,
            moment,
            at_start: settings.clone(),
            settings,
            camera: None,
            flight: None,
            viewport_points: Vec2::new(800.0, 600.0),
            prepared: None,
            warnings: Vec::new(),
            measured: None,
            drawn_by: None,
            taking: Taking::default(),
            comparing: None,
            brush: Brush::default(),
            loupe: None,
            loupe_picture: None,
            compared: None,
            message: None,
            dialog: None,
            chapter: Chapter::default(),
            presenting: false,
            story: Story::default(),
            kiosk: None,
            question: None,
            then: None,
            adopted: None,
            quit: false,
            documents: vec![document],
            shown: 0,
            history: History::new(begin),
            pressed: false,
            now_s: 0.0,
        }
    }

    /// The plan's file.
    pub fn document(&self) -> &Document {
        &self.documents[self.shown]
    }

    pub(super) fn document_mut(&mut self) -> &mut Document {
        &mut self.documents[self.shown]
    }

    /// Whether edits would be lost.
    pub fn is_unsaved(&self) -> bool {
        self.plan != self.document().saved
    }

    /// Whether there is anything to undo, and to redo.
    pub fn can_undo_redo(&self) -> [bool; 2] {
        self.history.can()
    }

    /// The document that the window opened with.
    pub(super) fn first_document(&self) -> &Document {
        &self.documents[0]
    }

    /// The settings to be remembered; none at a stand.
    pub fn to_remember(&self) -> Option<&Settings> {
        self.kiosk.is_none().then_some(&self.settings)
    }

    /// How much is drawn while the view moves: as chosen, or as measured, least until then.
    pub fn quality(&self) -> Quality {
        self.settings.quality.or(self.measured).unwrap_or(Quality::Software)
    }

    /// What the worker should prepare.
    pub fn wish(&self) -> Wish {
        let look = Look::preset(&self.settings.light)
            .unwrap_or_else(|_| Look::flat(crate::optics::light::Illuminant::D65))
            .adjusted(&self.settings.adjustment);
        let base_dir = self.document().base_dir();
        let this =
            Wish { plan: self.plan.clone(), base_dir, moment: self.moment, look, cut: None, beside: None };
        let cut = self.loupe.as_ref().map(Loupe::plane);
        Wish { beside: self.wish_beside(&this), cut, ..this }
    }

    /// Carries a command out, and remembers for undo what it changed.
    pub fn apply(&mut self, command: Command) {
        if !self.lets(&command) {
            return;
        }
        self.carry_out(command);
        self.tint();
        let State { plan, shown, moment, settings, pressed, now_s, story, .. } = self;
        // What a story shows while it plays is no step: undo leads back to before it.
        let moment = story.began_at().unwrap_or(*moment);
        self.history.note(plan, seen(settings, *shown, moment), *pressed, *now_s);
    }

    fn carry_out(&mut self, command: Command) {
        match command {
            Command::Edit(plan) => self.plan = *plan,
            Command::Undo => {
                let step = self.history.undo();
                self.show_step(step);
            }
            Command::Redo => {
                let step = self.history.redo();
                self.show_step(step);
            }
            Command::Press | Command::Release => {
                self.pressed = command == Command::Press;
                self.history.part();
            }
            Command::Key => self.history.part(),
            Command::Show(moment) => {
                self.story = Story::Idle;
                self.moment = moment;
                self.hint_done(Hint::Time);
            }
            Command::Light(key) => self.settings.light = key,
            Command::Adjust(adjustment) => self.settings.adjustment = adjustment,
            Command::TurnLight(drag) => {
                self.settings.adjustment.turn_deg =
                    orbit::turned_light(self.settings.adjustment.turn_deg, drag);
            }
            Command::Quality(quality) => self.settings.quality = quality,
            Command::Look(view) => self.fly_to(|prepared| prepared.framing(view)),
            Command::Orbit(drag) => {
                self.move_camera(|camera, _| orbit::orbit(camera, drag));
                self.hint_done(Hint::Turn);
            }
            Command::Pan(drag) => {
                let height = self.viewport_points.y;
                self.move_camera(|camera, home| orbit::pan(camera, drag, height, home));
            }
            Command::Zoom(factor) => self.move_camera(|camera, _| orbit::zoom(camera, factor)),
            Command::Centre(place) => self.centre(place),
            Command::Open(path) => self.leave_for(Then::Open(path)),
            Command::OpenDemo => self.leave_for(Then::Demo),
            Command::Drop(path) => self.take(path),
            Command::BrowseOpen => self.dialog = Some(Dialog::Open),
            Command::Save => self.save_in_place(),
            Command::SaveAs(path) => self.save_as(&path),
            Command::BrowseSave => self.dialog = Some(Dialog::Save),
            Command::NotChosen => self.then = None,
            Command::NoDialog(dialog) => self.ask_path(dialog),
            Command::Answer(answer) => self.answer(answer),
            Command::Close => self.leave_for(Then::Quit),
            Command::Take(step) => self.take_home(step),
            Command::Brush(step) => self.brush(step),
            Command::Loupe(look) => self.look_close(look),
            Command::Compare(step) => self.compare(step),
            Command::TogglePanel => self.settings.panel_open = !self.settings.panel_open,
            Command::Dismiss => self.message = None,
            Command::Go(chapter) => {
                self.put_brush_away();
                self.chapter = chapter;
                self.settings.panel_open = true;
                self.hint_done(Hint::Step);
            }
            Command::Technician(on) => self.settings.technician = on,
            Command::TogglePresenting => {
                self.put_brush_away();
                self.presenting = !self.presenting;
            }
            Command::StopPresenting => self.presenting = false,
            Command::TogglePlay => self.toggle_play(),
            Command::HoldExit(_) => {} // only a stand listens
            Command::HintSeen(hint) => self.hint_done(hint),
            Command::Dress(appearance) => self.settings.appearance = appearance,
        }
    }

    /// Tells the person that something worked.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_error: false });
    }

    /// Notes who draws, and tells the person where another was passed over for it.
    pub fn drawn_by(&mut self, drawn_by: DrawnBy) {
        if !drawn_by.passed_over.is_empty() && self.kiosk.is_none() {
            self.tell(say!("drawn-instead", adapter = drawn_by.adapter.clone(), others = drawn_by.others()));
        }
        self.drawn_by = Some(drawn_by);
    }

    /// Tells the person that something failed.
    pub fn fail(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_error: true });
    }

    fn show_step(&mut self, step: Option<Step>) {
        if let Some(step) = step {
            self.plan = (*step.plan).clone();
            self.story = Story::Idle;
            (self.shown, self.moment) = (step.seen.document, step.seen.moment);
            (self.settings.light, self.settings.adjustment) = (step.seen.light, step.seen.adjustment);
        }
    }

    /// Shows another document. The plan before stays one undo away, with its own file.
    pub(super) fn show(&mut self, document: Document) {
        self.plan = document.saved.clone();
        self.moment = Moment::settled(&self.plan);
        self.story = Story::Idle;
        self.documents.push(document);
        self.shown = self.documents.len() - 1;
        self.message = None;
    }
}

fn seen(settings: &Settings, document: usize, moment: Moment) -> Seen {
    Seen { document, moment, light: settings.light.clone(), adjustment: settings.adjustment }
}
