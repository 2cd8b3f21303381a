//! Points at one place become one.

use glam::Vec3;
use rayon::prelude::*;

use super::faces::{Corner, area_vector};
use super::mended::Mended;
use super::raw::RawMesh;

/// Points at one place become one; unused points and faces that collapse go.
pub fn weld(mesh: &mut RawMesh) {
    // -0 and 0 are one place
    let bits = |p: &Vec3| (*p + Vec3::ZERO).to_array().map(f32::to_bits);
    let mut order: Vec<([u32; 3], u32)> =
        mesh.positions.iter().enumerate().map(|(v, p)| (bits(p), v as u32)).collect();
    order.par_sort_unstable();
    let mut same = vec![0; order.len()];
    for place in order.chunk_by(|a, b| a.0 == b.0) {
        place.iter().for_each(|(_, v)| same[*v as usize] = place[0].1);
    }
    drop(order);
    let faces = join(mesh, &same);
    if faces > 0 {
        mesh.mended.push(Mended::FlatFaces { faces });
    }
}

/// Each point becomes the one that `same` names; points that are left over go, and faces that collapse. How many these are.
pub fn join(mesh: &mut RawMesh, same: &[u32]) -> usize {
    mesh.faces.corners_mut().iter_mut().for_each(|c| c.point = same[c.point as usize]);
    let positions = &mesh.positions;
    let mut unfolded = super::faces::Faces::with_capacity(mesh.faces.len());
    let mut ring: Vec<Corner> = Vec::new();
    let mut flat = 0;
    for face in 0..mesh.faces.len() {
        ring.clear();
        ring.extend_from_slice(mesh.faces.ring(face));
        ring.dedup_by_key(|c| c.point);
        while ring.len() > 1 && ring[0].point == ring[ring.len() - 1].point {
            ring.pop();
        }
        if ring.len() < 3 || area_vector(positions, &ring) == Vec3::ZERO {
            flat += 1;
        } else {
            unfolded.push(ring.iter().copied(), mesh.faces.tag(face));
        }
    }
    mesh.faces = unfolded;
    in_order_of_use(mesh);
    flat
}

/// Points in the order in which the faces name them; those that no face names go.
fn in_order_of_use(mesh: &mut RawMesh) {
    let mut slot = vec![u32::MAX; mesh.positions.len()];
    let (mut positions, mut colours) = (Vec::new(), Vec::new());
    for corner in mesh.faces.corners_mut() {
        let old = corner.point as usize;
        if slot[old] == u32::MAX {
            slot[old] = positions.len() as u32;
            positions.push(mesh.positions[old]);
            colours.extend(mesh.colours.get(old));
        }
        corner.point = slot[old];
    }
    mesh.positions = positions;
    mesh.colours = colours;
}
