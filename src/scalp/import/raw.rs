//! What a file holds before it is cleaned, and why it may be refused.

use glam::Vec3;

/// Largest file taken, bytes, and most faces: beyond this the file is no head but an accident.
pub const MAX_BYTES: usize = 512 << 20;
/// See [`MAX_BYTES`].
pub const MAX_FACES: usize = 20_000_000;

/// Polygons as the file has them, in the file's own unit and axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawMesh {
    /// Points, file units. Only those in use; equal ones are one.
    pub positions: Vec<Vec3>,
    /// First channel of each point's colour, where every point has one (our own files keep occlusion there).
    pub shade: Option<Vec<f32>>,
    /// Corners of each face, outward by the file's word.
    pub faces: Vec<Vec<u32>>,
    /// Index into `group_names` of each face.
    pub groups: Vec<u32>,
    /// Names of objects and groups.
    pub group_names: Vec<String>,
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
    #[error("{name}: no faces ({points} points); export the scan as a mesh, not as a point cloud")]
    NoFaces { name: String, points: usize },
    #[error("{name}: every face has a point that is not a number or has no area; export the mesh again")]
    NothingSound { name: String },
}

/// Triangles of one object, without those that have a point that is not there or not finite.
pub(super) fn of_triangles(positions: Vec<Vec3>, triangles: impl Iterator<Item = [u32; 3]>) -> RawMesh {
    let sound = |v: &u32| positions.get(*v as usize).is_some_and(|p| p.is_finite());
    let faces: Vec<Vec<u32>> = triangles.filter(|t| t.iter().all(sound)).map(|t| t.to_vec()).collect();
    let groups = vec![0; faces.len()];
    RawMesh { positions, shade: None, faces, groups, group_names: vec![String::from("scan")] }
}
