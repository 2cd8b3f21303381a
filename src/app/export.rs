//! What leaves the window as a file: pictures, turning heads, pages.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use glam::Vec2;

use crate::pictures::{Aim, Subject};
use crate::words::text;

/// Long side of each picture of a pair on a screen, px.
const PAIR_PX: f32 = 1600.0;

/// Something to export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// What is seen, as large as wanted.
    Picture,
    /// Before and after, or what is compared.
    Pair,
    /// The whole story on one picture.
    Sheet,
    /// The head turning once round.
    Turntable,
    /// Two pages.
    Handout,
}

impl ExportKind {
    /// All, in the order of the buttons.
    pub const ALL: [ExportKind; 5] = [Self::Picture, Self::Pair, Self::Sheet, Self::Turntable, Self::Handout];

    /// Key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Picture => "export-picture",
            Self::Pair => "export-pair",
            Self::Sheet => "export-sheet",
            Self::Turntable => "export-turntable",
            Self::Handout => "export-handout",
        }
    }

    /// What is being made, in a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Picture => text("export-picture.noun"),
            Self::Pair => text("export-pair.noun"),
            Self::Sheet => text("export-sheet.noun"),
            Self::Turntable => text("export-turntable.noun"),
            Self::Handout => text("export-handout.noun"),
        }
    }

    /// Name of the file it is offered under.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Picture => "papilla.png",
            Self::Pair => "before-after.png",
            Self::Sheet => "story.png",
            Self::Turntable => "turning-head.gif",
            Self::Handout => "treatment-plan.html",
        }
    }

    /// Kind of its file in words, and endings.
    pub fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Picture | Self::Pair | Self::Sheet => (text("file-kind.png"), &["png"]),
            Self::Turntable => (text("file-kind.gif"), &["gif"]),
            Self::Handout => (text("file-kind.html"), &["html"]),
        }
    }
}

/// Long side of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportSize {
    /// A screen.
    #[default]
    Screen,
    /// 3840 px.
    FourK,
    /// 7680 px.
    EightK,
}

impl ExportSize {
    /// From small to large.
    pub const ALL: [ExportSize; 3] = [Self::Screen, Self::FourK, Self::EightK];

    /// Words for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Screen => text("picture-size.screen"),
            Self::FourK => text("picture-size.four-k"),
            Self::EightK => text("picture-size.eight-k"),
        }
    }

    fn long_side_px(self) -> f32 {
        match self {
            Self::Screen => 2560.0,
            Self::FourK => 3840.0,
            Self::EightK => 7680.0,
        }
    }

    /// A picture of this shape.
    pub fn picture_px(self, shape: Vec2) -> [u32; 2] {
        shaped(shape, self.long_side_px())
    }

    /// Each picture of a pair, of this shape.
    pub fn pair_px(self, shape: Vec2) -> [u32; 2] {
        shaped(shape, PAIR_PX * self.long_side_px() / Self::Screen.long_side_px())
    }
}

/// A picture of this shape whose long side has so many pixels.
fn shaped(shape: Vec2, long_side_px: f32) -> [u32; 2] {
    let scale = long_side_px / shape.max_element().max(1.0);
    [shape.x, shape.y].map(|side| (side * scale).round().max(1.0) as u32)
}

/// What may be asked of exports.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportAction {
    /// The client's name as it is printed on a handout; none: no name.
    Client(Option<String>),
    /// How large pictures are.
    Size(ExportSize),
    /// Ask where to write it.
    Browse(ExportKind),
    /// Stop making it.
    Cancel,
}

/// Something to be made.
#[derive(Clone, Debug)]
pub struct ExportJob {
    /// What.
    pub kind: ExportKind,
    /// Of what.
    pub subject: Subject,
    /// Seen from where.
    pub aim: Aim,
    /// Captions and subjects of a pair, left and right.
    pub halves: [(String, Subject); 2],
    /// Name to print on a handout.
    pub client: Option<String>,
    /// Size of a picture, px.
    pub size_px: [u32; 2],
    /// Size of each picture of a pair, px.
    pub pair_px: [u32; 2],
    /// Where it is written.
    pub path: PathBuf,
    /// Whether it is to be given up.
    pub stop: StopFlag,
}

/// Tells a thread to stop.
#[derive(Clone, Debug, Default)]
pub struct StopFlag(Arc<AtomicBool>);

impl StopFlag {
    /// Asks to stop.
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether to stop.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// An export under way.
pub struct RunningExport {
    /// What is made.
    pub kind: ExportKind,
    /// The fraction that is done, 0..=1.
    pub progress: f32,
    /// The word to stop it.
    pub stop: StopFlag,
}

/// Exports of one window.
#[derive(Default)]
pub struct Exports {
    /// The client's name, kept no longer than the window is open.
    pub client: Option<String>,
    /// How large pictures are.
    pub size: ExportSize,
    /// What is being made.
    pub running: Option<RunningExport>,
}
