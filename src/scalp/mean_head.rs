//! Builds the mean head from the measured tables: the text of `assets/head/head.obj`, and nothing that runs at start.
//!
//! ```text
//! table   head_surface.csv as a smooth surface          ear    ear_surface.csv, joined to it by a fillet
//! grid    that surface in quads, finest on the face     nets   field -> mesh for the ear
//! seam    one mesh of both
//! ```

mod ear;
mod error;
pub mod eyes;
mod grid;
mod nets;
pub mod people;
mod region;
mod seam;
mod table;

use std::fmt::Write;

use glam::{DVec3, Vec3};

use super::Mesh;
use super::mesh::smooth_normals;
use super::occlusion::{self, Rays};
use ear::Ear;
pub use error::BuildError;
use grid::{HeadLattice, Shell};
pub use region::EarRegion;
use table::HeadSurface;

/// The mean head and its parts.
pub struct MeanHead {
    /// Skull, face, neck and both ears in one closed surface, mm, mean frame.
    pub mesh: Mesh,
    /// Part of each triangle.
    pub parts: Vec<Part>,
}

/// Part of the mean head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Skull, face and neck.
    Head,
    /// The subject's left ear.
    EarLeft,
    /// The subject's right ear.
    EarRight,
}

impl Part {
    /// Every part, in the order of the file.
    pub const ALL: [Part; 3] = [Part::Head, Part::EarLeft, Part::EarRight];

    /// Name of the group in the OBJ file.
    pub fn group(self) -> &'static str {
        ["head", "ear_left", "ear_right"][self as usize]
    }
}

/// Builds the mean head; a minute or less, so done ahead of time and kept as [`obj_text`].
///
/// # Errors
/// [`BuildError`] where a table was damaged.
pub fn build() -> Result<MeanHead, BuildError> {
    let skin = HeadSurface::read()?;
    let ear = Ear::on(&skin)?;
    let mut shell = HeadLattice::over(&skin).mesh(edge_mm, |p| ear.leaves(p));
    let mut patch = ear.patch();
    seam::tidy(&mut patch);
    join(&mut shell, &patch, 1.0)?;
    join(&mut shell, &patch, -1.0)?;
    seam::relax(&mut shell, 8, 0.5, |p| ear.seam_point(p));
    drop_unused(&mut shell);
    let is_ear = |t: &[u32; 3]| t.iter().all(|v| near_ear(&ear, shell.points[*v as usize]));
    let part = |t: &[u32; 3]| match shell.points[t[0] as usize].x {
        _ if !is_ear(t) => Part::Head,
        x if x > 0.0 => Part::EarLeft,
        _ => Part::EarRight,
    };
    shell.triangles.sort_by_key(|t| part(t) as usize);
    let parts = shell.triangles.iter().map(part).collect();
    Ok(MeanHead { mesh: finish(&shell), parts })
}

/// The mean head as the text of an OBJ file; vertex colours carry ambient occlusion.
///
/// # Errors
/// [`BuildError`] where a table was damaged.
pub fn obj_text() -> Result<String, BuildError> {
    let head = build()?;
    let mut text = String::from(
        "# Papilla's mean head, built from the tables beside this file (`papilla bake head`); do not edit by hand.\n\
         # mm; origin midway between the tragions, +X the subject's left, +Y up, +Z forward. Vertex colour = ambient.\n\
         # Sources and licences: README.md beside this file.\n",
    );
    for (p, a) in head.mesh.positions.iter().zip(&head.mesh.ambient) {
        let a = short(*a);
        let _ = writeln!(text, "v {} {} {} {a} {a} {a}", short(p.x), short(p.y), short(p.z));
    }
    for part in Part::ALL {
        let _ = writeln!(text, "g {}", part.group());
        for (t, _) in head.mesh.triangles.iter().zip(&head.parts).filter(|(_, p)| **p == part) {
            let _ = writeln!(text, "f {} {} {}", t[0] + 1, t[1] + 1, t[2] + 1);
        }
    }
    Ok(text)
}

/// Three decimals, without idle zeros.
fn short(x: f32) -> String {
    let text = format!("{x:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

/// Wanted edge length, mm, at a point of the bare head.
fn edge_mm(p: DVec3) -> f64 {
    let p = DVec3::new(p.x.abs(), p.y, p.z);
    let features = [
        (DVec3::new(32.0, 15.0, 77.0), 18.5),
        (DVec3::new(8.0, -18.0, 100.0), 17.0),
        (DVec3::new(10.0, -52.0, 92.0), 19.0),
    ];
    if features.iter().any(|(centre, radius)| p.distance(*centre) < *radius) {
        1.1
    } else if p.y < -163.9 {
        f64::INFINITY // the flat base
    } else if p.y < -112.0 && p.y > -156.0 || (p.y < -62.0 && p.z < 0.0) {
        5.0
    } else {
        2.0
    }
}

/// Whether a point belongs to the ear rather than to the skin round it.
fn near_ear(ear: &Ear, p: DVec3) -> bool {
    let p = DVec3::new(p.x.abs(), p.y, p.z);
    p.distance(DVec3::new(73.0, 0.0, -10.0)) < 60.0 && ear.distance(p) < 1.5
}

/// Sews the ear patch (mirrored where `side` is -1) into the hole left for it.
fn join(shell: &mut Shell, patch: &Shell, side: f64) -> Result<(), BuildError> {
    let holes = seam::outlines(&shell.triangles);
    let here = holes.iter().filter(|ring| ring.iter().all(|v| shell.points[*v as usize].x * side > 0.0));
    let (Some(hole), Some(edge)) = (
        here.max_by_key(|ring| ring.len()),
        seam::outlines(&patch.triangles).into_iter().max_by_key(Vec::len),
    ) else {
        return Err(BuildError::Seam { holes: holes.len() });
    };
    let first = shell.points.len() as u32;
    shell.points.extend(patch.points.iter().map(|p| DVec3::new(p.x * side, p.y, p.z)));
    let turn = |t: &[u32; 3]| {
        let [a, b, c] = t.map(|v| v + first);
        if side > 0.0 { [a, b, c] } else { [a, c, b] }
    };
    shell.triangles.extend(patch.triangles.iter().map(turn));
    let mut edge: Vec<u32> = edge.iter().map(|v| v + first).collect();
    if side < 0.0 {
        edge.reverse();
    }
    shell.triangles.extend(seam::zip(&shell.points, hole, &edge));
    Ok(())
}

/// Forgets points that no triangle uses.
fn drop_unused(shell: &mut Shell) {
    let mut slot = vec![u32::MAX; shell.points.len()];
    let mut points = Vec::new();
    for v in shell.triangles.iter_mut().flatten() {
        let place = &mut slot[*v as usize];
        if *place == u32::MAX {
            *place = points.len() as u32;
            points.push(shell.points[*v as usize]);
        }
        *v = *place;
    }
    shell.points = points;
}

/// Positions as the file will hold them, with normals and occlusion.
fn finish(shell: &Shell) -> Mesh {
    let round = |x: f64| ((x * 1000.0).round() / 1000.0) as f32;
    let positions: Vec<Vec3> =
        shell.points.iter().map(|p| Vec3::new(round(p.x), round(p.y), round(p.z))).collect();
    let normals = smooth_normals(&positions, &shell.triangles);
    let mut mesh = Mesh { positions, normals, ambient: Vec::new(), triangles: shell.triangles.clone() };
    mesh.ambient = occlusion::ambient(&mesh, Rays::Fine);
    mesh
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_file_is_what_the_tables_give() {
        let kept = include_str!("../../assets/head/head.obj");
        let made = obj_text().unwrap();
        let differ = kept.lines().zip(made.lines()).position(|(a, b)| a != b);
        assert_eq!(differ, None, "first differing line; rebuild with `papilla bake head`");
        assert_eq!(kept.len(), made.len());
        // planted: a thousandth of a millimetre would show in the text
        assert_ne!(short(12.345), short(12.346));
        assert!(kept.len() < 3_500_000 && made.contains("\ng ear_left\n"));
    }

    #[test]
    #[ignore = "writes the asset: run by hand after a change of the tables or of this module"]
    fn write_the_asset() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/head/head.obj");
        std::fs::write(path, obj_text().unwrap()).unwrap();
    }
}
