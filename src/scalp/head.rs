//! A head to work on: mesh, landmarks, the way to the mean head, and what of it is not scalp.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use glam::Vec3;
use parry3d::query::{PointQuery, PointQueryWithLocation, Ray, RayCast};
use parry3d::shape::TriMesh;
use rayon::prelude::*;

use super::crop::crop;
use super::eyes::{self, Tissue};
use super::find::{find, find_upright};
use super::icp::Sample;
use super::import::{
    self, Beside, Faces, ImportError, MAX_BYTES, Mended, RawMesh, of_folder, read_scan, triangulated,
};
use super::lighten::lighten;
use super::mean_head::{BuildError, EarRegion, Part};
use super::mesh::{narrow, smooth_normals, tree, wide};
use super::occlusion::{self, Rays};
use super::register::{FileFrame, Fit, RegisterError, register, upright};
use super::repair::repair;
use super::shape::Warp;
use super::subdivide::{refine, subdivide};
use super::texture::{Colours, ScanTexture};
use super::{MeanFromHead, Mesh};
use crate::plan::{Eyes, HeadShape, HeadSource, ScanFrame};

const BUILT_IN: &[u8] = include_bytes!("../../assets/head/head.obj");
const LANDMARKS: &str = include_str!("../../assets/head/landmarks.csv");
/// Heavy scans are made lighter to about so many triangles: half a millimetre of edge, finer than any scanner sees.
const HEAVY_TRIANGLES: usize = 200_000;
/// Coarse meshes are subdivided up to about so many triangles.
const MOST_TRIANGLES: usize = 80_000;
/// Longest edge left on the scalp of a coarse mesh, mm.
const SCALP_EDGE_MM: f32 = 3.0;

/// A head to work on, in the head frame.
#[derive(Clone, Debug)]
pub struct Head {
    /// Surface, mm, head frame.
    pub mesh: Mesh,
    /// Place of each vertex on the mean head, mm.
    pub mean_positions: Vec<Vec3>,
    /// To the mean head, where every scalp law is written.
    pub mean_from_head: MeanFromHead,
    /// Named points of the mean head on this one.
    pub landmarks: Landmarks,
    /// Per vertex: part of an ear or eye, not of the skin under it.
    pub outer: Vec<bool>,
    /// Per vertex: what it is made of; empty where all is skin.
    pub tissue: Vec<Tissue>,
    /// How well the mean head fits a head from a file; none for the built-in one.
    pub fit: Option<Fit>,
    /// What was mended of a scan; empty for the built-in head.
    pub mended: Vec<Mended>,
    /// Pictures of a scan and where each triangle lies in them.
    pub texture: Option<ScanTexture>,
    /// Colour of each vertex, sRGB, of a scan that has no picture but colours.
    pub colours: Option<Vec<[u8; 3]>>,
    tree: OnceLock<Option<TriMesh>>,
}

/// Named points, mm, head frame; the left one where there are two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Landmarks(BTreeMap<String, Vec3>);

impl Landmarks {
    /// A landmark by its name in `assets/head/landmarks.csv`.
    pub fn get(&self, name: &str) -> Option<Vec3> {
        self.0.get(name).copied()
    }

    /// Those of the mean head, mean frame.
    pub(super) fn mean() -> Landmarks {
        landmarks()
    }

    /// All, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Vec3)> {
        self.0.iter().map(|(n, p)| (n.as_str(), *p))
    }
}

/// Why a head cannot be had.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum HeadError {
    #[error("{}: {source}; check the path in the plan (it counts from the plan's folder)", .path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Register(#[from] RegisterError),
    #[error(transparent)]
    Build(#[from] BuildError),
}

impl Head {
    /// The mean head in the program.
    ///
    /// # Errors
    /// [`HeadError::Import`] where `assets/head/head.obj` was damaged before the program was built.
    pub fn built_in() -> Result<Head, HeadError> {
        let raw = read_scan(BUILT_IN, "assets/head/head.obj", &import::nothing)?;
        let triangles = triangulated(&raw.positions, &raw.faces).triangles();
        let outer = ear_points(&raw);
        let normals = smooth_normals(&raw.positions, &triangles);
        let mut ambient: Vec<f32> = raw.colours.iter().map(|c| c.x).collect();
        ambient.resize(raw.positions.len(), 1.0);
        let mesh = Mesh { positions: raw.positions, normals, ambient, triangles };
        Ok(Head {
            mean_positions: mesh.positions.clone(),
            mesh,
            mean_from_head: MeanFromHead::IDENTITY,
            landmarks: landmarks(),
            outer,
            tissue: Vec::new(),
            fit: None,
            mended: Vec::new(),
            texture: None,
            colours: None,
            tree: OnceLock::new(),
        })
    }

    /// The mean head with its eyes open.
    ///
    /// # Errors
    /// [`Head::built_in`]; [`BuildError::Table`] where `assets/head/eyes.txt` was damaged.
    pub fn awake() -> Result<Head, HeadError> {
        let mut head = Head::built_in()?;
        let damaged = BuildError::Table { file: "eyes.txt", line: 0 };
        head.tissue = eyes::open(&mut head.mesh, &mut head.outer).ok_or(damaged)?;
        head.mean_positions.clone_from(&head.mesh.positions);
        Ok(head)
    }

    /// The mean head in another shape; every vertex keeps its place on the mean head.
    pub fn shaped(self, shape: &HeadShape) -> Head {
        let Some(warp) = Warp::new(shape) else { return self };
        let warped = |points: &[Vec3]| points.par_iter().map(|p| warp.apply(*p)).collect::<Vec<_>>();
        let mut positions = warped(&self.mesh.positions);
        eyes::seat(&self.tissue, &self.mesh.positions, &mut positions, |p| warp.apply(p));
        let normals = smooth_normals(&positions, &self.mesh.triangles);
        let landmarks = self.landmarks.iter().map(|(name, p)| (name.to_owned(), warp.apply(p)));
        Head {
            landmarks: Landmarks(landmarks.collect()),
            mesh: Mesh { positions, normals, ..self.mesh },
            mean_from_head: MeanFromHead::shaped(Some(warp)),
            tree: OnceLock::new(),
            ..self
        }
    }

    /// The head a plan names; a path in it counts from `base_dir`.
    ///
    /// # Errors
    /// [`HeadError`]: no such file, not a mesh, not a head, or unit and axes that cannot be right.
    pub fn load(source: &HeadSource, base_dir: &Path) -> Result<Head, HeadError> {
        let (path, frame) = match source {
            HeadSource::BuiltIn(shape) => {
                let head = match shape.eyes {
                    Eyes::Open => Head::awake()?,
                    Eyes::Closed => Head::built_in()?,
                };
                return Ok(head.shaped(shape));
            }
            HeadSource::File { path, frame, .. } => (path, *frame),
        };
        let path = import::scan_in(&base_dir.join(path))?;
        let unreadable = |source| HeadError::File { path: path.clone(), source };
        let mut bytes = Vec::new();
        // A byte more than is taken, for a larger file to be known by.
        let file = File::open(&path).map_err(unreadable)?;
        file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        let folder = path.parent().unwrap_or(base_dir);
        Head::from_scan(&bytes, &path.display().to_string(), &of_folder(folder), frame)
    }

    /// A head from the bytes of a scan ([`read_scan`]); `name` is for messages, `beside` finds the files it names.
    ///
    /// # Errors
    /// [`HeadError`] but for the file.
    pub fn from_scan(bytes: &[u8], name: &str, beside: &Beside, told: ScanFrame) -> Result<Head, HeadError> {
        let mut raw = read_scan(bytes, name, beside)?;
        repair(&mut raw);
        let mean = Head::built_in()?.samples();
        let triangles = triangulated(&raw.positions, &raw.faces).triangles();
        let frame = FileFrame::of(name, &find(&raw.positions, &triangles, &mean), told)?;
        raw.positions = frame.oriented(&raw.positions);
        // Found once more, so that one head in any unit and posture is fitted from the very same start.
        let start = upright(name, &find_upright(&raw.positions, &triangles, &mean))?;
        crop(&mut raw, &start);
        lighten(&mut raw, HEAVY_TRIANGLES);
        let colours = Colours::of(&raw);
        let mut faces = rounded(&mut raw);
        let normals = smooth_normals(&raw.positions, &faces.triangles());
        let fit = register(&raw.positions, &normals, &mean, start, frame);
        let mut positions: Vec<Vec3> =
            raw.positions.iter().map(|p| fit.head_from_oriented.transform_point3(*p)).collect();
        let longest = |p: Vec3| scalp_edge_mm(fit.mean_from_head.transform_point3(p));
        refine(&mut positions, &mut faces, MOST_TRIANGLES * 5 / 4, longest);
        let triangles = faces.triangles();
        let normals = smooth_normals(&positions, &triangles);
        let mut mesh = Mesh { positions, normals, ambient: Vec::new(), triangles };
        mesh.ambient = occlusion::ambient(&mesh, Rays::Quick);
        let outer = EarRegion::new()?.ears(&mesh, fit.mean_from_head);
        let mean_from_head = MeanFromHead::from(fit.mean_from_head);
        let mean_positions = mesh.positions.iter().map(|p| mean_from_head.point(*p)).collect();
        let texture = ScanTexture::of(&faces, raw.pictures);
        let colours = colours.filter(|_| texture.is_none()).map(|colours| {
            let oriented_from_head = fit.head_from_oriented.inverse();
            colours.at(mesh.positions.iter().map(|p| oriented_from_head.transform_point3(*p)))
        });
        let mut head = Head {
            mesh,
            mean_positions,
            mean_from_head,
            outer,
            fit: Some(fit),
            mended: raw.mended,
            texture,
            colours,
            landmarks: Landmarks::default(),
            tissue: Vec::new(),
            tree: OnceLock::new(),
        };
        head.landmarks = head.mapped_landmarks();
        Ok(head)
    }

    /// Where a ray first meets the head, mm, head frame; `direction` need not be of unit length.
    pub fn ray_hit(&self, origin: Vec3, direction: Vec3) -> Option<Vec3> {
        let direction = direction.try_normalize()?;
        let far =
            self.tree()?.cast_local_ray(&Ray::new(narrow(origin), narrow(direction)), f32::MAX, false)?;
        Some(origin + direction * far)
    }

    /// The nearest point of the skin, mm, and the unit normal there; none for a head without triangles.
    pub fn nearest(&self, position: Vec3) -> Option<(Vec3, Vec3)> {
        let (found, place) = self.tree()?.project_local_point_and_get_location(narrow(position), false);
        let (triangle, weights) = (place.0, place.1.barycentric_coordinates()?);
        let corners = self.mesh.triangles.get(triangle as usize)?;
        let normal: Vec3 = (0..3).map(|i| self.mesh.normals[corners[i] as usize] * weights[i]).sum();
        Some((wide(found.point), normal.normalize_or(Vec3::Y)))
    }

    fn tree(&self) -> Option<&TriMesh> {
        self.tree.get_or_init(|| tree(&self.mesh.positions, &self.mesh.triangles)).as_ref()
    }

    /// Skin of skull and face, about every 5 mm, for a fit.
    pub fn samples(&self) -> Vec<Sample> {
        let mut cells = std::collections::BTreeSet::new();
        let all = self.mesh.positions.iter().zip(&self.mesh.normals).zip(&self.outer);
        let wanted = all.filter(|((p, _), ear)| !**ear && p.y > -90.0 && (p.y > -60.0 || p.z > 30.0));
        let sparse = wanted.filter(|((p, _), _)| cells.insert((**p / 5.0).floor().as_ivec3().to_array()));
        sparse.map(|((p, n), _)| Sample { point: *p, normal: *n }).collect()
    }

    /// The mean head's landmarks through the fit and onto this head's skin, where that is near.
    fn mapped_landmarks(&self) -> Landmarks {
        let place = |p: Vec3| {
            let p = self.mean_from_head.head_point(p);
            let skin = self.tree().map(|t| wide(t.project_local_point(narrow(p), false).point));
            skin.filter(|q| q.distance(p) < 15.0).unwrap_or(p)
        };
        Landmarks(landmarks().0.into_iter().map(|(n, p)| (n, place(p))).collect())
    }
}

/// Longest edge wanted, mm, at a point of the mean head: fine on the scalp, coarser by and by on face, neck and ears.
fn scalp_edge_mm(p: Vec3) -> f32 {
    let ear = 42.0 - Vec3::new(0.0, p.y + 3.0, p.z + 12.0).length();
    let face = (45.0 - p.y).min(p.z - 30.0);
    SCALP_EDGE_MM + 0.5 * (-70.0 - p.y).max(face).max(if p.x.abs() > 50.0 { ear } else { 0.0 }).max(0.0)
}

/// Subdivides a coarse mesh while the result stays below the limit; triangles.
fn rounded(raw: &mut RawMesh) -> Faces {
    while !raw.faces.is_empty() && raw.faces.triangle_count() * 4 <= MOST_TRIANGLES * 3 / 5 {
        subdivide(&mut raw.positions, &mut raw.faces);
    }
    triangulated(&raw.positions, &raw.faces)
}

/// Points that only ears use.
fn ear_points(raw: &RawMesh) -> Vec<bool> {
    let ear = |g: u32| raw.group_names.get(g as usize).is_some_and(|n| *n != Part::Head.group());
    let mut outer = vec![true; raw.positions.len()];
    for face in (0..raw.faces.len()).filter(|face| !ear(raw.faces.tag(*face).group)) {
        raw.faces.ring(face).iter().for_each(|c| outer[c.point as usize] = false);
    }
    outer
}

/// The table of landmarks, mean frame.
fn landmarks() -> Landmarks {
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let n = |k: usize| cells.get(k).and_then(|c| c.parse::<f32>().ok());
        Some((cells.first()?.to_string(), Vec3::new(n(1)?, n(2)?, n(3)?)))
    };
    Landmarks(LANDMARKS.lines().filter(|l| !l.starts_with('#')).filter_map(row).collect())
}

#[cfg(test)]
mod tests;
