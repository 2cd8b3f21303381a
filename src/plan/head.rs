//! Which head the plan is drawn on.

use std::path::{Path, PathBuf};

use super::HeadShape;
use super::words::words;

/// Which head the plan is drawn on.
#[derive(Clone, Debug, PartialEq)]
pub enum HeadSource {
    /// The statistical mean head in the binary, in a shape.
    BuiltIn(HeadShape),
    /// A scan (OBJ, PLY, STL, GLB or a zip with one), relative to the plan file unless absolute. It has the shape that it was scanned with.
    File {
        /// Path as written in the plan.
        path: PathBuf,
        /// What is known of its size and axes.
        frame: ScanFrame,
        /// Whose skin is shown.
        skin: ScanSkin,
    },
}

/// Whose skin a scan with pictures shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ScanSkin {
    #[default]
    Face,
    Whole,
    Model,
}

words!(ScanSkin in "scan-skin" {
    Face = "face";
    Whole = "whole";
    Model = "model";
});

/// What is known of the size and the axes of a scan. What is not is found from the head in it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScanFrame {
    /// Length of one unit of the file.
    pub unit: Option<LengthUnit>,
    /// File axis that points up (crown).
    pub up: Option<Axis>,
    /// File axis that points forward (nose).
    pub forward: Option<Axis>,
    /// Breadth of the head as measured on the client, mm, above the ears: overrides the unit.
    pub breadth_mm: Option<f32>,
}

impl ScanFrame {
    /// Where all is known.
    pub fn told(unit: LengthUnit, up: Axis, forward: Axis) -> ScanFrame {
        ScanFrame { unit: Some(unit), up: Some(up), forward: Some(forward), breadth_mm: None }
    }
}

impl Default for HeadSource {
    fn default() -> Self {
        Self::BuiltIn(HeadShape::default())
    }
}

impl HeadSource {
    /// Whose skin a scan shows; the built-in head has the model's.
    pub fn skin(&self) -> ScanSkin {
        match self {
            Self::BuiltIn(_) => ScanSkin::Model,
            Self::File { skin, .. } => *skin,
        }
    }

    /// The same head, whoever's skin it shows.
    pub fn without_skin(&self) -> HeadSource {
        match self {
            Self::BuiltIn(shape) => Self::BuiltIn(*shape),
            Self::File { path, frame, .. } => {
                Self::File { path: path.clone(), frame: *frame, skin: ScanSkin::default() }
            }
        }
    }

    /// Where the head file lies, given where the plan lies; `None` for the built-in head.
    pub fn file_from_plan(&self, plan_file: &Path) -> Option<PathBuf> {
        match self {
            Self::BuiltIn(_) => None,
            Self::File { path, .. } => Some(plan_file.parent().unwrap_or(Path::new("")).join(path)),
        }
    }
}

/// Length of one unit of a mesh file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum LengthUnit {
    Millimetre,
    Centimetre,
    Decimetre,
    Metre,
    Inch,
}

words!(LengthUnit in "scan-unit" {
    Millimetre = "mm";
    Centimetre = "cm";
    Decimetre = "dm";
    Metre = "m";
    Inch = "inch";
});

impl LengthUnit {
    /// Length of one unit, mm.
    pub fn mm(self) -> f32 {
        match self {
            Self::Millimetre => 1.0,
            Self::Centimetre => 10.0,
            Self::Decimetre => 100.0,
            Self::Metre => 1000.0,
            Self::Inch => 25.4,
        }
    }
}

/// A signed axis of a mesh file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Axis {
    PosX,
    NegX,
    PosY,
    NegY,
    PosZ,
    NegZ,
}

words!(Axis {
    PosX = "+x";
    NegX = "-x";
    PosY = "+y";
    NegY = "-y";
    PosZ = "+z";
    NegZ = "-z";
});

impl Axis {
    /// As on a drawing.
    pub fn label(self) -> &'static str {
        match self {
            Self::PosX => "+X",
            Self::NegX => "\u{2212}X",
            Self::PosY => "+Y",
            Self::NegY => "\u{2212}Y",
            Self::PosZ => "+Z",
            Self::NegZ => "\u{2212}Z",
        }
    }

    /// Unit vector of the axis, in the file's own frame.
    pub fn vector(self) -> [f32; 3] {
        match self {
            Self::PosX => [1.0, 0.0, 0.0],
            Self::NegX => [-1.0, 0.0, 0.0],
            Self::PosY => [0.0, 1.0, 0.0],
            Self::NegY => [0.0, -1.0, 0.0],
            Self::PosZ => [0.0, 0.0, 1.0],
            Self::NegZ => [0.0, 0.0, -1.0],
        }
    }

    /// Whether both lie on one line, either way round.
    pub fn is_parallel(self, other: Self) -> bool {
        self.key()[1..] == other.key()[1..]
    }
}
