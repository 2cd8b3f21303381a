//! Ambient occlusion: which fraction of the sky each vertex sees, cosine-weighted, by rays.

use glam::{Quat, Vec3};
use parry3d::query::{Ray, RayCast};
use rayon::prelude::*;

use super::Mesh;
use super::mesh::{narrow, tree};

/// How many rays are cast per vertex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rays {
    /// 24: a client's scan, at load.
    Quick,
    /// 256: the built-in head, ahead of time.
    Fine,
}

/// Rays start this far off the surface, mm: beyond the facets' own error.
const LIFT_MM: f32 = 0.3;
/// Nothing further away than this, mm, counts as a shade.
const REACH_MM: f32 = 400.0;

/// The unoccluded share per vertex, 0 to 1. Same mesh, same result, on any number of cores.
pub fn ambient(mesh: &Mesh, rays: Rays) -> Vec<f32> {
    let all: Vec<u32> = (0..mesh.positions.len() as u32).collect();
    smooth(mesh, fractions(mesh, rays, &all), if rays == Rays::Fine { 1 } else { 4 })
}

/// The unoccluded share per vertex of a mesh beside something else, of which `is_hit` tells whether a ray from a place
/// in a direction meets it.
pub fn ambient_beside(mesh: &Mesh, is_hit: &(dyn Fn(Vec3, Vec3) -> bool + Sync)) -> Vec<f32> {
    let all: Vec<u32> = (0..mesh.positions.len() as u32).collect();
    smooth(mesh, fractions_beside(mesh, Rays::Quick, &all, is_hit), 2)
}

/// Finds the share of some vertices anew; the others keep theirs.
pub fn renew(mesh: &mut Mesh, rays: Rays, changed: &[u32]) {
    let mut values = mesh.ambient.clone();
    for (v, share) in changed.iter().zip(fractions(mesh, rays, changed)) {
        values[*v as usize] = share;
    }
    let smoothed = smooth(mesh, values, 1);
    changed.iter().for_each(|v| mesh.ambient[*v as usize] = smoothed[*v as usize]);
}

/// The share of each of `vertices`.
fn fractions(mesh: &Mesh, rays: Rays, vertices: &[u32]) -> Vec<f32> {
    fractions_beside(mesh, rays, vertices, &|_, _| false)
}

/// The same beside something else.
fn fractions_beside(
    mesh: &Mesh,
    rays: Rays,
    vertices: &[u32],
    is_hit: &(dyn Fn(Vec3, Vec3) -> bool + Sync),
) -> Vec<f32> {
    let Some(tree) = tree(&mesh.positions, &mesh.triangles) else {
        return vec![1.0; vertices.len()];
    };
    let directions = hemisphere(if rays == Rays::Fine { 256 } else { 24 });
    let open = |v: &u32| {
        let (p, n) = (mesh.positions[*v as usize], mesh.normals[*v as usize]);
        // turned by the golden angle from vertex to vertex: what remains of the error is grain, not bands
        let turn =
            Quat::from_rotation_arc(Vec3::Z, n) * Quat::from_rotation_z(*v as f32 % 1024.0 * 2.399_963);
        let origin = p + n * LIFT_MM;
        let free = |d: &&Vec3| {
            let direction = turn * **d;
            let ray = Ray::new(narrow(origin), narrow(direction));
            tree.cast_local_ray(&ray, REACH_MM, true).is_none() && !is_hit(origin, direction)
        };
        directions.iter().filter(free).count() as f32 / directions.len() as f32
    };
    vertices.par_iter().map(open).collect()
}

/// Directions about +Z, as dense as their cosine (Vogel's spiral, lifted from the disc).
fn hemisphere(n: usize) -> Vec<Vec3> {
    (0..n)
        .map(|k| {
            let r2 = (k as f32 + 0.5) / n as f32;
            let (s, c) = (k as f32 * 2.399_963).sin_cos();
            Vec3::new(c * r2.sqrt(), s * r2.sqrt(), (1.0 - r2).sqrt())
        })
        .collect()
}

/// Means over neighbours, `passes` times.
fn smooth(mesh: &Mesh, mut values: Vec<f32>, passes: usize) -> Vec<f32> {
    for _ in 0..passes {
        let mut sum = values.clone();
        let mut count = vec![1.0_f32; values.len()];
        for t in &mesh.triangles {
            for k in 0..3 {
                sum[t[k] as usize] += values[t[(k + 1) % 3] as usize];
                count[t[k] as usize] += 1.0;
            }
        }
        values = sum.iter().zip(&count).map(|(s, n)| s / n).collect();
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalp::mesh::smooth_normals;

    /// A square floor, and a wall along its edge x = 0 if `wall`.
    fn floor(wall: bool) -> Mesh {
        let n = 21;
        let mut positions: Vec<Vec3> =
            (0..n * n).map(|k| Vec3::new((k % n) as f32, (k / n) as f32, 0.0) * 5.0).collect();
        let at = |x: usize, y: usize| (y * n + x) as u32;
        let mut triangles = Vec::new();
        for k in 0..(n - 1) * (n - 1) {
            let (x, y) = (k % (n - 1), k / (n - 1));
            let [a, b, c, d] = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)];
            triangles.extend([[a, b, c], [a, c, d]]);
        }
        let normals = smooth_normals(&positions, &triangles);
        if wall {
            let first = positions.len() as u32;
            let corners = [(-900.0, 0.0), (900.0, 0.0), (900.0, 900.0), (-900.0, 900.0)];
            positions.extend(corners.map(|(y, z)| Vec3::new(-0.5, y, z)));
            triangles.extend([[first, first + 1, first + 2], [first, first + 2, first + 3]]);
        }
        let mut normals = normals;
        normals.resize(positions.len(), Vec3::X);
        Mesh { positions, normals, ambient: Vec::new(), triangles }
    }

    #[test]
    fn a_wall_hides_half_the_sky_at_its_foot_and_none_is_all_open() {
        let foot = 10 * 21 + 1;
        let open = ambient(&floor(false), Rays::Fine)[foot];
        let shaded = ambient(&floor(true), Rays::Fine)[foot];
        assert!(open > 0.999, "{open}");
        assert!((shaded - 0.52).abs() < 0.08, "{shaded}");
        assert_eq!(ambient(&floor(true), Rays::Quick), ambient(&floor(true), Rays::Quick));
    }
}
