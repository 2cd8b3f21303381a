//! Surfaces under the outer skin: the inner wall of a head hollowed for printing, or a second shell below the first.
//!
//! Large smooth patches are judged as a whole, by rays from points on them: the skin of an open neck, a nostril or the
//! hollow of an ear sees little of the sky, the patch that it belongs to sees much.

use glam::Vec3;
use parry3d::query::{Ray, RayCast};
use parry3d::shape::TriMesh;

use super::super::import::{Mended, RawMesh, area_vector, triangulated};
use super::super::mesh::{narrow, tree};
use super::edges::{Joined, edges, sides};
use super::extent::{Extent, nth};

/// A smaller fraction of the area is no wall.
const WALL: f32 = 0.1;
/// Faces that meet at a smaller cosine belong to two patches: the rim of a wall.
const SMOOTH: f32 = 0.5;
/// A patch that sees less than this fraction of the sky is not seen from outside.
const HIDDEN: f32 = 0.25;
/// A skin farther above it than this, in parts of the scan's size, is a room and no skin.
const THICKEST: f32 = 0.25;
/// Points of a patch that look around, and directions they look in.
const POINTS: usize = 200;
const DIRECTIONS: usize = 48;

/// Drops large patches that lie close under others and are not seen from outside.
pub fn drop_inner(mesh: &mut RawMesh) {
    let patches = patches(mesh);
    if patches.walls.len() < 2 {
        return;
    }
    let triangles = triangulated(&mesh.positions, &mesh.faces).triangles();
    let Some(tree) = tree(&mesh.positions, &triangles) else { return };
    let thickest = THICKEST * Extent::of(&mesh.positions).radius;
    let mut hidden = patches.walls.clone();
    hidden.retain(|wall| {
        let faces: Vec<usize> = (0..mesh.faces.len()).filter(|f| patches.of_face[*f] == *wall).collect();
        let samples = faces.iter().step_by(faces.len().div_ceil(POINTS)).map(|f| look(mesh, &tree, *f));
        let (sky, above): (Vec<f32>, Vec<f32>) = samples.unzip();
        let sees = sky.iter().sum::<f32>() / sky.len().max(1) as f32;
        sees < HIDDEN && nth(above, 0.5) < thickest
    });
    // What is seen from nowhere is a scan turned inside itself; better whole than nothing.
    if hidden.is_empty() || hidden.len() == patches.walls.len() {
        return;
    }
    let faces = mesh.faces.retain(|face, _| !hidden.contains(&patches.of_face[face]));
    mesh.mended.push(Mended::Inner { faces });
    mesh.compact();
}

struct Patches {
    /// The patch of each face.
    of_face: Vec<u32>,
    /// Large ones.
    walls: Vec<u32>,
}

/// Faces that hang together without a sharp edge between them.
fn patches(mesh: &RawMesh) -> Patches {
    let areas: Vec<Vec3> = mesh.faces.rings().map(|ring| area_vector(&mesh.positions, ring)).collect();
    let mut joined = Joined::new(areas.len());
    for edge in edges(&sides(&mesh.faces)) {
        if let [f, g] = edge {
            let [a, b] = [f, g].map(|side| areas[side.face as usize].normalize_or_zero());
            let cosine = if f.is_upward == g.is_upward { -a.dot(b) } else { a.dot(b) };
            if cosine > SMOOTH {
                joined.join(f.face, g.face, false);
            }
        }
    }
    let of_face: Vec<u32> = (0..areas.len() as u32).map(|face| joined.root(face).0).collect();
    let mut area = vec![0.0; areas.len()];
    of_face.iter().zip(&areas).for_each(|(patch, a)| area[*patch as usize] += a.length());
    let whole: f32 = area.iter().sum();
    let walls = (0..area.len() as u32).filter(|patch| area[*patch as usize] > WALL * whole).collect();
    Patches { of_face, walls }
}

/// From the middle of a face: the fraction of rays that meet nothing, on the side where that is more, and how far the
/// nearest surface is straight before or behind it.
fn look(mesh: &RawMesh, tree: &TriMesh, face: usize) -> (f32, f32) {
    let ring = mesh.faces.ring(face);
    let middle = ring.iter().map(|c| mesh.positions[c.point as usize]).sum::<Vec3>() / ring.len() as f32;
    let normal = area_vector(&mesh.positions, ring).normalize_or(Vec3::Y);
    let lift = 1e-3 * area_vector(&mesh.positions, ring).length().sqrt();
    let cast = |direction: Vec3| {
        let ray = Ray::new(narrow(middle + direction * lift), narrow(direction));
        tree.cast_local_ray(&ray, f32::MAX, false)
    };
    let free = |side: f32| {
        let before = |k: &usize| {
            let direction = spread(*k);
            direction * if direction.dot(normal) * side < 0.0 { -1.0 } else { 1.0 }
        };
        let rays = (0..DIRECTIONS).filter(|k| cast(before(k)).is_none()).count();
        rays as f32 / DIRECTIONS as f32
    };
    let above = [normal, -normal].map(|direction| cast(direction).unwrap_or(f32::INFINITY));
    (free(1.0).max(free(-1.0)), above[0].min(above[1]))
}

/// Directions evenly around, on a spiral.
fn spread(k: usize) -> Vec3 {
    let y = 1.0 - 2.0 * (k as f32 + 0.5) / DIRECTIONS as f32;
    let turn = 2.399_963 * k as f32;
    let out = (1.0 - y * y).sqrt();
    Vec3::new(out * turn.cos(), y, out * turn.sin())
}
