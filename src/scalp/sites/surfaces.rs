//! Surfaces to try the sampler on: shared by its tests and its bench.

use std::collections::BTreeMap;

use glam::{Vec2, Vec3};

use super::Mesh;

/// A flat square, mm.
pub fn square(side: f32, edge: f32) -> Mesh {
    let n = (side / edge).ceil() as u32;
    let at = |i: u32| Vec3::new((i % (n + 1)) as f32, (i / (n + 1)) as f32, 0.0) * (side / n as f32);
    let corner = (0..n * n).map(|i| i / n * (n + 1) + i % n);
    Mesh {
        positions: (0..(n + 1) * (n + 1)).map(at).collect(),
        triangles: corner.flat_map(|a| [[a, a + 1, a + n + 2], [a, a + n + 2, a + n + 1]]).collect(),
        ..Mesh::default()
    }
}

/// A dome like the hair-bearing scalp: somewhat more than half an ellipsoid, of the given area, mm², in triangles of
/// about the given edge, mm, with a ragged border.
pub fn dome(area: f64, edge: f32) -> Mesh {
    let radius = (area as f32 / (0.565 * 4.0 * std::f32::consts::PI)).sqrt();
    let rim = 2.0 * radius * 0.565f32.sqrt();
    let n = (2.0 * rim / edge) as i32;
    let flat = |[i, j]: [i32; 2]| edge * Vec2::new(i as f32 + 0.5 * j as f32, 0.75f32.sqrt() * j as f32);
    let mut mesh = Mesh::default();
    let mut known = BTreeMap::new();
    let lattice = (-n..n).flat_map(|j| (-n - j / 2..n - j / 2).map(move |i| [i, j]));
    let cells = lattice
        .flat_map(|[i, j]| [[[i, j], [i + 1, j], [i, j + 1]], [[i + 1, j], [i + 1, j + 1], [i, j + 1]]]);
    for cell in cells.filter(|c| c.iter().all(|&v| flat(v).length() < rim)) {
        mesh.triangles.push(cell.map(|v| {
            *known.entry(v).or_insert_with(|| {
                mesh.positions.push(domed(flat(v), radius));
                mesh.positions.len() as u32 - 1
            })
        }));
    }
    let scale = (area / area_of(&mesh)).sqrt() as f32;
    mesh.positions.iter_mut().for_each(|p| *p *= scale);
    mesh
}

/// Lambert's equal-area map of a plane onto a sphere, stretched to an ellipsoid.
fn domed(flat: Vec2, radius: f32) -> Vec3 {
    let half = (0.5 * flat.length() / radius).asin();
    let around = flat.normalize_or_zero() * (2.0 * half).sin();
    radius * Vec3::new(0.9 * around.x, (2.0 * half).cos(), 1.1 * around.y)
}

/// Area of one triangle, mm².
pub fn triangle_area(mesh: &Mesh, triangle: u32) -> f64 {
    let [a, b, c] = mesh.triangles[triangle as usize].map(|v| mesh.positions[v as usize]);
    0.5 * f64::from((b - a).cross(c - a).length())
}

/// Area of a mesh, mm².
pub fn area_of(mesh: &Mesh) -> f64 {
    all(mesh).into_iter().map(|t| triangle_area(mesh, t)).sum()
}

/// All triangles of a mesh.
pub fn all(mesh: &Mesh) -> Vec<u32> {
    (0..mesh.triangles.len() as u32).collect()
}
