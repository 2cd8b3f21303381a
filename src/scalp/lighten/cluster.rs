//! The first step with scans of millions of triangles: all points in a cell of a grid become the one nearest to their
//! mean. It asks nothing of the surface and takes a moment.

use glam::{DVec3, Vec2, Vec3};
use rayon::prelude::*;

use super::super::import::{Corner, RawMesh, area_vector, join};
use super::wedges::Wedges;

/// How far a point may move in its picture, in parts of the cell's usual size there.
const NEAR: f64 = 4.0;

/// Joins points until about `points` are left. Each corner goes to the place in the picture that its chart has there.
pub fn cluster(mesh: &mut RawMesh, points: usize) {
    let area: f64 =
        mesh.faces.rings().map(|ring| f64::from(area_vector(&mesh.positions, ring).length()) / 2.0).sum();
    let cell = (area / points as f64).sqrt();
    if !(cell > 0.0 && cell.is_finite()) {
        return;
    }
    let same = nearest_to_means(&mesh.positions, cell);
    if !mesh.pictures.is_empty() {
        let shown: f64 = mesh.faces.rings().map(area_in_picture).sum();
        // Farther than this in the picture it is another place, as on the other side of a seam.
        let near = NEAR * (shown / area).sqrt() * cell;
        move_in_pictures(mesh, &same, near as f32);
    }
    join(mesh, &same);
}

/// For each point the one that stands for its cell.
fn nearest_to_means(positions: &[Vec3], cell: f64) -> Vec<u32> {
    let place = |p: &Vec3| (p.as_dvec3() / cell).floor().as_ivec3().to_array();
    let mut order: Vec<([i32; 3], u32)> =
        positions.par_iter().map(place).zip(0..positions.len() as u32).collect();
    order.par_sort_unstable();
    let mut same = vec![0; positions.len()];
    for members in order.chunk_by(|a, b| a.0 == b.0) {
        let at = |v: u32| positions[v as usize].as_dvec3();
        let mean = members.iter().map(|(_, v)| at(*v)).sum::<DVec3>() / members.len() as f64;
        let far = |v: u32| at(v).distance_squared(mean);
        let nearest = members.iter().map(|(_, v)| *v).min_by(|a, b| far(*a).total_cmp(&far(*b)));
        members.iter().for_each(|(_, v)| same[*v as usize] = nearest.unwrap_or(*v));
    }
    same
}

/// The area that a triangle has in its picture.
fn area_in_picture(ring: &[Corner]) -> f64 {
    let [a, b, c] = [0, 1, 2].map(|k| ring.get(k).map_or(Vec2::ZERO, |corner| corner.uv));
    f64::from((b - a).perp_dot(c - a).abs()) / 2.0
}

/// Gives each corner the place in the picture of the point that it will become, if that has one near by in the same
/// chart.
fn move_in_pictures(mesh: &mut RawMesh, same: &[u32], near: f32) {
    let wedges = Wedges::of(mesh);
    let charts = charts(&wedges);
    let mut starts = vec![0; mesh.positions.len() + 1];
    wedges.corners.iter().for_each(|corner| starts[corner.point as usize + 1] += 1);
    (0..mesh.positions.len()).for_each(|v| starts[v + 1] += starts[v]);
    let moved: Vec<_> = wedges
        .corners
        .iter()
        .enumerate()
        .map(|(wedge, corner)| {
            let onto = same[corner.point as usize] as usize;
            let others = (starts[onto]..starts[onto + 1]).filter(|other| charts[*other] == charts[wedge]);
            let far = |other: &usize| wedges.corners[*other].uv.distance_squared(corner.uv);
            let near_by = others.filter(|other| far(other) <= near * near);
            let nearest = near_by.min_by(|a, b| far(a).total_cmp(&far(b)));
            nearest.map_or(corner.uv, |other| wedges.corners[other].uv)
        })
        .collect();
    let corners = mesh.faces.corners_mut().iter_mut();
    corners
        .zip(wedges.triangles.as_flattened())
        .for_each(|(corner, wedge)| corner.uv = moved[*wedge as usize]);
}

/// Wedges that hang together by triangles, each by the lowest of its chart.
fn charts(wedges: &Wedges) -> Vec<u32> {
    let mut root: Vec<u32> = (0..wedges.corners.len() as u32).collect();
    let find = |root: &mut [u32], mut at: u32| {
        while root[at as usize] != at {
            root[at as usize] = root[root[at as usize] as usize];
            at = root[at as usize];
        }
        at
    };
    for [a, b, c] in &wedges.triangles {
        for other in [b, c] {
            let (a, b) = (find(&mut root, *a), find(&mut root, *other));
            root[a.max(b) as usize] = a.min(b);
        }
    }
    (0..root.len() as u32).map(|at| find(&mut root, at)).collect()
}
