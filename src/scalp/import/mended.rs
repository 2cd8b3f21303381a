//! What was mended of a scan, for the person who brought it: nothing is left out without a word.

use std::fmt;

/// One thing that was mended; its [`fmt::Display`] is a short plain sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Mended {
    NotNumbers { points: usize },
    Lines { lines: usize, first: usize },
    BadFaces { faces: usize },
    FlatFaces { faces: usize },
    Moved { farthest: u64 },
    Uncoloured { points: usize },
    NoPicture { file: String },
    BadPicture { file: String, why: String },
    SmallerPicture { file: String, from: u32, to: u32 },
    Pictures { left: usize },
    Joined { points: usize },
    Strays { faces: usize },
    Specks { pieces: usize, faces: usize },
    Doubled { faces: usize },
    Inner { faces: usize },
    Turned { faces: usize },
    NotHead { faces: usize },
    Lighter { from: usize, to: usize },
}

impl fmt::Display for Mended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mended::NotNumbers { points } => {
                write!(f, "left out {} with coordinates that are no numbers", count(*points, "point"))
            }
            Mended::Lines { lines, first } => {
                write!(f, "left out {} that cannot be read, the first at line {first}", count(*lines, "line"))
            }
            Mended::BadFaces { faces } => {
                write!(f, "left out {} with corners that the file does not have", count(*faces, "face"))
            }
            Mended::FlatFaces { faces } => write!(f, "left out {} without area", count(*faces, "face")),
            Mended::Moved { farthest } => {
                write!(f, "moved to the middle, since its coordinates are as large as {farthest}")
            }
            Mended::Uncoloured { points } => {
                write!(f, "gave {} without a colour the mean colour of the others", count(*points, "point"))
            }
            Mended::NoPicture { file } => write!(f, "goes without {file:?}, which is not beside the scan"),
            Mended::BadPicture { file, why } => {
                write!(f, "goes without {file:?}, which cannot be used ({why})")
            }
            Mended::SmallerPicture { file, from, to } => {
                write!(f, "made the picture {file:?} smaller, from {from} to {to} pixels a side")
            }
            Mended::Pictures { left } => {
                write!(f, "left out {} beyond the most taken", count(*left, "picture"))
            }
            Mended::Joined { points } => {
                write!(f, "joined {} of faces that only touched each other", count(*points, "point"))
            }
            Mended::Strays { faces } => {
                write!(f, "left out {} that reach far away from all others", count(*faces, "face"))
            }
            Mended::Specks { pieces, faces } => {
                write!(f, "left out {} with {}", count(*pieces, "loose piece"), count(*faces, "face"))
            }
            Mended::Doubled { faces } => {
                write!(f, "left out {} on the very place of another", count(*faces, "face"))
            }
            Mended::Inner { faces } => {
                write!(f, "left out {} of surfaces under the outer skin", count(*faces, "face"))
            }
            Mended::Turned { faces } => write!(f, "turned {} outward", count(*faces, "face")),
            Mended::NotHead { faces } => {
                write!(f, "left out {} that are not of the head", count(*faces, "face"))
            }
            Mended::Lighter { from, to } => write!(f, "made lighter, from {from} to {to} triangles"),
        }
    }
}

/// "1 face", "12 faces".
fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
