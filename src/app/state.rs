//! Everything the window knows, apart from the device: plain values that commands change.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::util::undoer::Undoer;
use glam::Vec2;

use super::command::Command;
use super::export::Export;
use super::orbit::{self, Flight};
use super::settings::Settings;
use super::worker::Wish;
use crate::plan::Plan;
use crate::render::camera::{Camera, View};
use crate::render::look::Look;
use crate::report::warnings::Warning;
use crate::studio::{Moment, Prepared};

/// A line shown to the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// One sentence.
    pub text: String,
    /// Something failed.
    pub is_error: bool,
}

/// The window's state.
pub struct State {
    /// Plan as edited.
    pub plan: Plan,
    /// Plan as last saved or opened.
    pub saved: Plan,
    /// Its file.
    pub path: Option<PathBuf>,
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
    /// A picture being made.
    pub export: Option<Export>,
    /// What happened last.
    pub message: Option<Message>,
    /// A dialog the window must open.
    pub dialog: Option<Dialog>,
    undoer: Undoer<Plan>,
    now_s: f64,
}

/// File dialogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// A plan to open.
    Open,
    /// Where to save the plan.
    Save,
    /// Where to save the picture.
    Picture,
}

impl State {
    /// Shows `plan`, settled.
    pub fn new(plan: Plan, path: Option<PathBuf>) -> State {
        let settled = plan.sessions.iter().map(|session| session.day).fold(0.0, f32::max) + 28.0;
        State {
            saved: plan.clone(),
            plan,
            path,
            moment: Moment::Day(settled),
            settings: Settings::load(),
            camera: None,
            flight: None,
            viewport_points: Vec2::new(800.0, 600.0),
            prepared: None,
            warnings: Vec::new(),
            export: None,
            message: None,
            dialog: None,
            undoer: Undoer::default(),
            now_s: 0.0,
        }
    }

    /// Whether edits would be lost.
    pub fn is_unsaved(&self) -> bool {
        self.plan != self.saved
    }

    /// What the worker should prepare.
    pub fn wish(&self) -> Wish {
        let look = Look::preset(&self.settings.light)
            .unwrap_or_else(|_| Look::flat(crate::optics::light::Illuminant::D65));
        let base_dir = self.path.as_deref().and_then(Path::parent).map(Path::to_owned).unwrap_or_default();
        Wish { plan: self.plan.clone(), base_dir, moment: self.moment, look }
    }

    /// Takes a new scene; the first sets the camera.
    pub fn receive(&mut self, outcome: Result<Arc<Prepared>, String>) {
        match outcome {
            Ok(prepared) => {
                let moved = self.prepared.as_ref().is_none_or(|p| !Arc::ptr_eq(&p.head, &prepared.head));
                if moved {
                    self.camera = Some(prepared.framing(View::ThreeQuarter));
                    self.flight = None;
                }
                self.prepared = Some(prepared);
            }
            Err(reason) => self.fail(reason),
        }
    }

    /// Advances a flight and the undo history. True while something moves.
    pub fn tick(&mut self, now_s: f64) -> bool {
        self.now_s = now_s;
        self.undoer.feed_state(now_s, &self.plan);
        let Some(flight) = self.flight else { return false };
        let (camera, arrived) = flight.at(now_s);
        self.camera = Some(camera);
        if arrived {
            self.flight = None;
        }
        true
    }

    /// Carries a command out.
    pub fn apply(&mut self, command: Command) {
        match command {
            Command::Edit(plan) => self.plan = *plan,
            Command::Undo => self.step_history(true),
            Command::Redo => self.step_history(false),
            Command::Show(moment) => self.moment = moment,
            Command::Light(key) => self.settings.light = key,
            Command::Look(view) => self.fly_to(|prepared| prepared.framing(view)),
            Command::Orbit(drag) => self.move_camera(|camera, _| orbit::orbit(camera, drag)),
            Command::Pan(drag) => {
                let height = self.viewport_points.y;
                self.move_camera(|camera, home| orbit::pan(camera, drag, height, home));
            }
            Command::Zoom(factor) => self.move_camera(|camera, _| orbit::zoom(camera, factor)),
            Command::Centre(place) => self.centre(place),
            Command::Open(path) => self.open(path),
            Command::OpenDemo => self.show_plan(Plan::demo(), None),
            Command::BrowseOpen => self.dialog = Some(Dialog::Open),
            Command::Save => match self.path.clone() {
                Some(path) => self.save(path),
                None => self.dialog = Some(Dialog::Save),
            },
            Command::SaveAs(path) => self.save(path),
            Command::BrowseSave => self.dialog = Some(Dialog::Save),
            Command::Picture(path) => self.start_picture(path),
            Command::BrowsePicture => self.dialog = Some(Dialog::Picture),
            Command::CancelPicture => self.export = None,
            Command::TogglePanel => self.settings.panel_open = !self.settings.panel_open,
            Command::Dismiss => self.message = None,
        }
    }

    /// Tells the person that something worked.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_error: false });
    }

    /// Tells the person that something failed.
    pub fn fail(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_error: true });
    }

    fn step_history(&mut self, back: bool) {
        let step = if back { self.undoer.undo(&self.plan) } else { self.undoer.redo(&self.plan) };
        if let Some(plan) = step.cloned() {
            self.plan = plan;
        }
    }

    fn move_camera(&mut self, to: impl FnOnce(&Camera, glam::Vec3) -> Camera) {
        if let (Some(camera), Some(prepared)) = (&self.camera, &self.prepared) {
            self.camera = Some(to(camera, prepared.surface.center));
            self.flight = None;
        }
    }

    fn fly_to(&mut self, to: impl FnOnce(&Prepared) -> Camera) {
        if let (Some(from), Some(prepared)) = (self.camera, &self.prepared) {
            self.flight = Some(Flight { from, to: to(prepared), start_s: self.now_s });
        }
    }

    fn centre(&mut self, place: Vec2) {
        let (Some(from), Some(prepared)) = (self.camera, self.prepared.clone()) else { return };
        let aspect = self.viewport_points.x / self.viewport_points.y.max(1.0);
        let (eye, direction) = orbit::ray(&from, place, aspect);
        if let Some(target) = prepared.head.ray_hit(eye, direction) {
            self.flight = Some(Flight { from, to: Camera { target, ..from }, start_s: self.now_s });
        }
    }

    fn open(&mut self, path: PathBuf) {
        match Plan::load(&path) {
            Ok(plan) => self.show_plan(plan, Some(path)),
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn show_plan(&mut self, plan: Plan, path: Option<PathBuf>) {
        let fresh = State::new(plan, path);
        // The plan before stays one undo away, so that opening another loses nothing.
        self.undoer.add_undo(&self.plan);
        self.moment = fresh.moment;
        self.plan = fresh.plan;
        self.saved = fresh.saved;
        self.path = fresh.path;
        self.message = None;
    }

    fn save(&mut self, path: PathBuf) {
        match self.plan.save(&path) {
            Ok(()) => {
                self.saved = self.plan.clone();
                self.tell(format!("Saved {}", path.display()));
                self.path = Some(path);
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn start_picture(&mut self, path: PathBuf) {
        if self.export.is_none() {
            self.export = Some(Export::new(path, self.viewport_points));
        }
    }
}
