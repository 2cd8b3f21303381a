//! Makes a file's polygons one sound surface: stray pieces dropped, every face turned outward.

use std::collections::BTreeMap;

use glam::Vec3;

use super::import::{RawMesh, area_vector};

/// A piece with less than this fraction of the whole area is dust, not an ear.
const DUST: f32 = 0.01;

/// Drops floating dust and turns all faces outward.
pub fn repair(mesh: &mut RawMesh) {
    let neighbours = across_edges(&mesh.faces);
    let pieces = turn_alike(mesh, &neighbours);
    drop_dust(mesh, pieces);
}

/// Per face: the neighbour across each edge and whether it runs the edge the same way (then one of the two is turned
/// wrongly). Edges of one or of more than two faces join nothing.
fn across_edges(faces: &[Vec<u32>]) -> Vec<Vec<(u32, bool)>> {
    let mut edges: Vec<(u32, u32, u32, bool)> = Vec::new();
    for (f, ring) in faces.iter().enumerate() {
        for (k, a) in ring.iter().enumerate() {
            let b = ring[(k + 1) % ring.len()];
            edges.push(((*a).min(b), (*a).max(b), f as u32, *a < b));
        }
    }
    edges.sort_unstable();
    let mut neighbours = vec![Vec::new(); faces.len()];
    for run in edges.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)) {
        if let [(_, _, f, way_f), (_, _, g, way_g)] = *run {
            neighbours[f as usize].push((g, way_f == way_g));
            neighbours[g as usize].push((f, way_f == way_g));
        }
    }
    neighbours
}

/// Walks from face to face and turns each like the one before; then each piece outward from the middle of the whole.
/// The piece of every face.
fn turn_alike(mesh: &mut RawMesh, neighbours: &[Vec<(u32, bool)>]) -> Vec<u32> {
    const NONE: u32 = u32::MAX;
    let middle = mesh.positions.iter().sum::<Vec3>() / mesh.positions.len().max(1) as f32;
    let mut piece = vec![NONE; mesh.faces.len()];
    for start in 0..mesh.faces.len() {
        if piece[start] != NONE {
            continue;
        }
        let mut members = vec![start];
        piece[start] = start as u32;
        let mut at = 0;
        while at < members.len() {
            let f = members[at];
            at += 1;
            for (g, clash) in &neighbours[f] {
                let g = *g as usize;
                if piece[g] == NONE {
                    piece[g] = start as u32;
                    // the list of clashes was made before anything was turned: what counts is how `f` stands now
                    if *clash != mesh.groups[f].turned() {
                        mesh.groups[g].turn();
                    }
                    members.push(g);
                }
            }
        }
        settle(mesh, &members, middle);
    }
    piece
}

/// Reverses the marked faces of one piece, or the others if that points it outward.
fn settle(mesh: &mut RawMesh, members: &[usize], middle: Vec3) {
    let outward = |f: &usize| {
        let ring = &mesh.faces[*f];
        let sign = if mesh.groups[*f].turned() { -1.0 } else { 1.0 };
        let centre = ring.iter().map(|v| mesh.positions[*v as usize]).sum::<Vec3>() / ring.len() as f32;
        sign * f64::from(area_vector(&mesh.positions, ring).dot(centre - middle))
    };
    let inside_out = members.iter().map(outward).sum::<f64>() < 0.0;
    for f in members {
        if mesh.groups[*f].turned() != inside_out {
            mesh.faces[*f].reverse();
        }
        mesh.groups[*f].settle();
    }
}

/// The group number's top bit marks a face to be turned while the walk is on its way.
trait Turned {
    fn turned(self) -> bool;
    fn turn(&mut self);
    fn settle(&mut self);
}

impl Turned for u32 {
    fn turned(self) -> bool {
        self >> 31 == 1
    }
    fn turn(&mut self) {
        *self ^= 1 << 31;
    }
    fn settle(&mut self) {
        *self &= !(1 << 31);
    }
}

fn drop_dust(mesh: &mut RawMesh, pieces: Vec<u32>) {
    // Pieces that share points are one body (a non-manifold edge parts them for the walk, not for the eye).
    let mut root: Vec<u32> = (0..mesh.faces.len() as u32).collect();
    let mut owner = vec![u32::MAX; mesh.positions.len()];
    for (f, ring) in mesh.faces.iter().enumerate() {
        for v in ring {
            let first = &mut owner[*v as usize];
            if *first == u32::MAX {
                *first = pieces[f];
            }
            let (a, b) = (find(&mut root, *first), find(&mut root, pieces[f]));
            root[a.max(b) as usize] = a.min(b);
        }
    }
    let mut area = BTreeMap::new();
    for (ring, piece) in mesh.faces.iter().zip(&pieces) {
        *area.entry(find(&mut root, *piece)).or_insert(0.0) += area_vector(&mesh.positions, ring).length();
    }
    let total: f32 = area.values().sum();
    let bodies: Vec<u32> = pieces.iter().map(|p| find(&mut root, *p)).collect();
    let kept = |f: usize| area.get(&bodies[f]).is_some_and(|a| *a >= DUST * total);
    let keep: Vec<bool> = (0..mesh.faces.len()).map(kept).collect();
    let mut k = keep.iter();
    mesh.faces.retain(|_| *k.next().unwrap_or(&true));
    let mut k = keep.iter();
    mesh.groups.retain(|_| *k.next().unwrap_or(&true));
}

fn find(root: &mut [u32], mut v: u32) -> u32 {
    while root[v as usize] != v {
        root[v as usize] = root[root[v as usize] as usize];
        v = root[v as usize];
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The six faces of a cube of edge 2 about `c`, outward.
    fn cube(c: Vec3, size: f32, first: u32) -> (Vec<Vec3>, Vec<Vec<u32>>) {
        let corner = |k: usize| c + Vec3::new((k & 1) as f32, (k >> 1 & 1) as f32, (k >> 2) as f32) * size;
        let faces = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]];
        ((0..8).map(corner).collect(), faces.map(|f| f.map(|v| v + first).to_vec()).to_vec())
    }

    fn volume(mesh: &RawMesh) -> f32 {
        let cone =
            |ring: &Vec<u32>| area_vector(&mesh.positions, ring).dot(mesh.positions[ring[0] as usize]) / 6.0;
        mesh.faces.iter().map(cone).sum()
    }

    #[test]
    fn turned_faces_are_put_right_and_dust_goes() {
        let (mut positions, mut faces) = cube(Vec3::ZERO, 2.0, 0);
        let (speck, speck_faces) = cube(Vec3::splat(5.0), 0.1, 8);
        faces[1].reverse();
        faces[4].reverse();
        positions.extend(speck);
        faces.extend(speck_faces);
        let groups = vec![0; faces.len()];
        let mut mesh = RawMesh { positions, faces, groups, ..RawMesh::default() };
        assert!((volume(&mesh) - 8.0).abs() > 1.0, "the damage must show");
        repair(&mut mesh);
        assert_eq!(mesh.faces.len(), 6);
        assert!((volume(&mesh) - 8.0).abs() < 1e-4, "{}", volume(&mesh));
        let mut inside_out = mesh.clone();
        inside_out.faces.iter_mut().for_each(|f| f.reverse());
        repair(&mut inside_out);
        assert!((volume(&inside_out) - 8.0).abs() < 1e-4);
    }
}
