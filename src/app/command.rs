//! Everything a panel, a key or a menu may ask for. Panels never change state themselves.

use std::path::PathBuf;

use glam::Vec2;

use super::brush::BrushAction;
use super::chapter::Chapter;
use super::comparison::CompareAction;
use super::export::ExportAction;
use super::hint::Hint;
use super::loupe::LoupeAction;
use super::question::Answer;
use super::theme::Theme;
use crate::plan::Plan;
use crate::render::camera::View;
use crate::render::lighting::Adjustment;
use crate::render::quality::QualityTier;
use crate::studio::Moment;

/// Something that the person at the window asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// The plan as edited.
    Edit(Box<Plan>),
    /// Take the last edit back.
    Undo,
    /// Do it again.
    Redo,
    /// Show this moment.
    Show(Moment),
    /// Light of that key.
    Light(String),
    /// Change the light by hand.
    Adjust(Adjustment),
    /// Move the lights by a drag of this many points.
    TurnLight(Vec2),
    /// Draw so much while the view moves; none: as the machine can.
    QualityTier(Option<QualityTier>),
    /// Fly to a named view.
    FlyTo(View),
    /// Turn the head by a drag of this many points.
    Orbit(Vec2),
    /// Slide the picture by this many points.
    Pan(Vec2),
    /// Come closer by this factor (over 1: closer).
    Zoom(f32),
    /// Centre the skin under this place of the viewport, -1..1, y up.
    Centre(Vec2),
    /// A pointer is pressed: what changes until it is released is one step of undo.
    Press,
    /// The pointer is released.
    Release,
    /// A key of its own: what it changes is a step of undo.
    Key,
    /// Open the plan file, or a picture's plan.
    Open(PathBuf),
    /// Take a file that was dropped on the window.
    Drop(PathBuf),
    /// Start over with the demo plan.
    OpenDemo,
    /// Ask for a plan file to open.
    BrowseOpen,
    /// Ask for a scan to take as the head.
    BrowseScan,
    /// Save the plan to its file.
    Save,
    /// Ask where to save the plan.
    BrowseSave,
    /// Answer the open question.
    Answer(Answer),
    /// Close the window, once nothing is lost by it.
    Close,
    /// Fold the side panel away, or open it.
    TogglePanel,
    /// Pictures and pages to export.
    Export(ExportAction),
    /// Two heads at once.
    Compare(CompareAction),
    /// The brush.
    Brush(BrushAction),
    /// The loupe.
    Loupe(LoupeAction),
    /// Put the message away.
    Dismiss,
    /// Go to a step of the consultation.
    Go(Chapter),
    /// Show the technician's full controls, or a client's few.
    Technician(bool),
    /// Show only the head, the timeline and the light, or all again.
    TogglePresenting,
    /// Escape is held at a stand, or let go.
    HoldExit(bool),
    /// Leave the presentation.
    StopPresenting,
    /// Play the story, or pause it.
    TogglePlay,
    /// A hint was put away.
    HintSeen(Hint),
    /// Theme, size and contrast.
    Theme(Theme),
}
