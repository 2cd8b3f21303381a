//! Faces on the very place of others, and points that should be one.

use glam::Vec3;
use rayon::prelude::*;

use super::super::import::{Mended, RawMesh, join};
use super::edges::{edges, sides};
use super::extent::Extent;

/// Distances at which points of loose faces are joined, in parts of the scan's size.
const NEAR: [f32; 3] = [1e-6, 1e-5, 1e-4];

/// Leaves one of the faces that have the same corners, whichever way round (two-sided surfaces).
pub fn drop_doubled(mesh: &mut RawMesh) {
    let key = |face: usize| {
        let mut points: Vec<u32> = mesh.faces.ring(face).iter().map(|c| c.point).collect();
        points.sort_unstable();
        // Two polygons of one size that share four corners are one.
        ([0, 1, 2, 3].map(|k| points.get(k).copied().unwrap_or(u32::MAX)), points.len() as u32, face as u32)
    };
    let mut keys: Vec<_> = (0..mesh.faces.len()).into_par_iter().map(key).collect();
    keys.par_sort_unstable();
    let mut is_double = vec![false; mesh.faces.len()];
    for same in keys.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        same[1..].iter().for_each(|(.., face)| is_double[*face as usize] = true);
    }
    let faces = mesh.faces.retain(|face, _| !is_double[face]);
    if faces > 0 {
        mesh.mended.push(Mended::Doubled { faces });
    }
}

/// Joins points that nearly touch, where most faces hang together with no other.
pub fn join_loose(mesh: &mut RawMesh) {
    let radius = Extent::of(&mesh.positions).radius;
    for near in NEAR {
        if !is_loose(mesh) {
            return;
        }
        for offset in [0.0, 0.5] {
            join_near(mesh, radius * near, offset);
        }
    }
}

/// Whether more than half of all edges belong to one face only.
fn is_loose(mesh: &RawMesh) -> bool {
    let sides = sides(&mesh.faces);
    let (open, all) =
        edges(&sides).fold((0, 0), |(open, all), edge| (open + usize::from(edge.len() == 1), all + 1));
    open * 2 > all
}

/// Joins the points in each cell of a grid.
fn join_near(mesh: &mut RawMesh, cell: f32, offset: f32) {
    if cell.is_nan() || cell <= 0.0 {
        return;
    }
    let place =
        |p: &Vec3| (p.as_dvec3() / f64::from(cell) + f64::from(offset)).floor().as_i64vec3().to_array();
    let mut order: Vec<([i64; 3], u32)> = mesh.positions.iter().map(place).zip(0..).collect();
    order.par_sort_unstable();
    let mut same: Vec<u32> = (0..order.len() as u32).collect();
    for cell in order.chunk_by(|a, b| a.0 == b.0) {
        cell.iter().for_each(|(_, v)| same[*v as usize] = cell[0].1);
    }
    let before = mesh.positions.len();
    let faces = join(mesh, &same);
    if faces > 0 {
        mesh.mended.push(Mended::FlatFaces { faces });
    }
    if mesh.positions.len() < before {
        mesh.mended.push(Mended::Joined { points: before - mesh.positions.len() });
    }
}
