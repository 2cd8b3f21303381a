//! What a scan is once it is read, and why it may be refused.

use glam::Vec3;
use image::RgbaImage;

use super::faces::Faces;
use super::mended::Mended;

/// Largest file taken, bytes, and most faces: beyond this the file is no head but an accident.
pub const MAX_BYTES: usize = 512 << 20;
/// See [`MAX_BYTES`].
pub const MAX_FACES: usize = 20_000_000;

/// Looks for a file beside the scan by its bare name: in its folder, its archive, or among what was dropped with it.
pub type Beside<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;

/// Polygons as the file has them, in the file's own unit and axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawMesh {
    /// Points, file units. Only those in use; equal ones are one.
    pub positions: Vec<Vec3>,
    /// Colour of each point, sRGB, 0 to 1; empty where the file has none (our own files keep occlusion there).
    pub colours: Vec<Vec3>,
    /// Faces, outward by the file's word.
    pub faces: Faces,
    /// Names of objects and groups.
    pub group_names: Vec<String>,
    /// Pictures that the faces name.
    pub pictures: Vec<RgbaImage>,
    /// What was mended.
    pub mended: Vec<Mended>,
}

impl RawMesh {
    /// Drops points that no face uses, with all that hangs on them.
    pub fn compact(&mut self) {
        let kept = self.faces.compact(self.positions.len());
        self.positions = kept.iter().map(|v| self.positions[*v as usize]).collect();
        if !self.colours.is_empty() {
            self.colours = kept.iter().map(|v| self.colours[*v as usize]).collect();
        }
    }
}

/// Why a file is not a head.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum ImportError {
    #[error("{name}: the file is {megabytes} MB, more than the {} MB taken; decimate or crop the mesh first", MAX_BYTES >> 20)]
    TooLarge { name: String, megabytes: usize },
    #[error("{name}: {faces} faces are more than the {MAX_FACES} taken; decimate the mesh first")]
    TooManyFaces { name: String, faces: usize },
    #[error("{name}: {what}; is it an OBJ file, exported as text?")]
    Unreadable { name: String, what: String },
    #[error("{name}: {what}; export the scan again, as {format} or as OBJ")]
    Damaged { name: String, what: String, format: &'static str },
    #[error("{name}: {what}; {mend}")]
    OtherFormat { name: String, what: &'static str, mend: &'static str },
    #[error(
        "{name}: its points lie in {file:?}, which is not beside it; open both together, or export the scan as GLB"
    )]
    Apart { name: String, file: String },
    #[error("{name}: no faces ({points} points); export the scan as a mesh, not as a point cloud")]
    NoFaces { name: String, points: usize },
    #[error("{name}: every face has a point that is not a number or has no area; export the mesh again")]
    NothingSound { name: String },
}
