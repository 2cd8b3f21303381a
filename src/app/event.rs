//! What happens outside the state and must be told to it. `io` sends events, `update` takes them.

use std::path::PathBuf;
use std::sync::Arc;

use glam::{Vec2, Vec3};

use super::dialog::Dialog;
use crate::pictures::Variant;
use crate::render::adapters::PassedOver;
use crate::render::quality::QualityTier;
use crate::report::cut::Cut;
use crate::report::difference::Figures;
use crate::report::warnings::Warning;
use crate::studio::Prepared;

/// A scene, or one sentence why there is none.
pub type SceneResult = Result<Arc<Prepared>, String>;

/// Something that has happened.
pub enum Event {
    /// The clock, seconds since the window opened: stories and flights go on.
    Tick(f64),
    /// The head has this much room, points.
    ViewportSized(Vec2),
    /// The window has this size, points.
    WindowSized(Vec2),
    /// The device is open.
    DeviceOpened(DrawnBy),
    /// The first pictures tell what the machine can do.
    Measured(QualityTier),
    /// From the worker.
    Scene(SceneEvent),
    /// From an export.
    Export(ExportEvent),
    /// From a file dialog.
    Dialog(Dialog, DialogAnswer),
    /// Autosave has begun to fail, with one sentence why, or works again.
    Autosave(Result<(), String>),
    /// Shaders were edited and are drawn with, or not, with one sentence why.
    ShadersEdited(Result<(), String>),
}

/// What the worker tells.
pub enum SceneEvent {
    /// Whether an answer is still to come.
    Busy(bool),
    /// The scene.
    Prepared(SceneResult),
    /// The scene of what is compared with it.
    Beside(Variant, SceneResult),
    /// What to beware of in the plan.
    Warnings(Vec<Warning>),
    /// Figures of the plan and of the one compared with.
    Figures([Figures; 2]),
    /// The skin cut open at a spot, mm, head frame.
    Cut(Vec3, Cut),
}

/// How an export goes.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportEvent {
    /// This fraction is done, 0..=1.
    Progress(f32),
    /// It is written, or why not.
    Done(Result<PathBuf, String>),
}

/// How a file dialog ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialogAnswer {
    /// With this file.
    Chosen(PathBuf),
    /// Without one.
    Cancelled,
    /// The system has no such dialog to show.
    Unavailable,
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
