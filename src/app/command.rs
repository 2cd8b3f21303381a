//! Everything a panel, a key or a menu may ask for. Panels never change state themselves.

use std::path::PathBuf;

use glam::Vec2;

use super::brush::Brushing;
use super::chapter::Chapter;
use super::compare::Compare;
use super::dialogs::Dialog;
use super::hints::Hint;
use super::loupe::Look;
use super::question::Answer;
use super::taking::Take;
use super::theme::Appearance;
use crate::plan::Plan;
use crate::render::camera::View;
use crate::render::look::Adjustment;
use crate::render::quality::Quality;
use crate::studio::Moment;

/// A wish of the person at the window.
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
    Quality(Option<Quality>),
    /// Fly to a named view.
    Look(View),
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
    /// Save the plan to its file.
    Save,
    /// Save the plan under another name.
    SaveAs(PathBuf),
    /// Ask where to save the plan.
    BrowseSave,
    /// A file dialog was closed without a choice.
    NotChosen,
    /// The system has no such file dialog to show.
    NoDialog(Dialog),
    /// Answer the open question.
    Answer(Answer),
    /// Close the window, once nothing is lost by it.
    Close,
    /// Fold the side panel away, or open it.
    TogglePanel,
    /// Pictures and pages to take home.
    Take(Take),
    /// Two heads at once.
    Compare(Compare),
    /// The brush.
    Brush(Brushing),
    /// The loupe.
    Loupe(Look),
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
    Dress(Appearance),
}
