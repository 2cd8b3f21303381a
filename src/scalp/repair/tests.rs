use glam::Vec3;

use super::super::import::{Faces, Mended, RawMesh, Tag, area_vector, bare};
use super::repair;

/// The six faces of a cube from `c`, outward.
fn cube(c: Vec3, size: f32) -> RawMesh {
    let corner = |k: usize| c + Vec3::new((k & 1) as f32, (k >> 1 & 1) as f32, (k >> 2) as f32) * size;
    let sides = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]];
    let mut faces = Faces::default();
    sides.iter().for_each(|ring| faces.push(ring.map(bare), Tag::default()));
    RawMesh { positions: (0..8).map(corner).collect(), faces, ..RawMesh::default() }
}

/// A ball of quads.
fn ball(radius: f32, is_outward: bool) -> RawMesh {
    let (rows, columns) = (24, 48);
    let point = |k: usize| {
        let (a, b) = (
            (k / columns + 1) as f32 * 3.0 / (rows + 1) as f32,
            (k % columns) as f32 * std::f32::consts::TAU / columns as f32,
        );
        Vec3::new(a.sin() * b.cos(), a.cos(), a.sin() * b.sin()) * radius
    };
    let mut faces = Faces::default();
    for (row, column) in (0..rows - 1).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        let at = |r: usize, c: usize| (r * columns + c % columns) as u32;
        let mut ring = [at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)];
        if !is_outward {
            ring.reverse();
        }
        faces.push(ring.map(bare), Tag::default());
    }
    RawMesh { positions: (0..rows * columns).map(point).collect(), faces, ..RawMesh::default() }
}

fn add(mesh: &mut RawMesh, other: &RawMesh) {
    let first = mesh.positions.len() as u32;
    mesh.positions.extend(&other.positions);
    for ring in other.faces.rings() {
        mesh.faces.push(ring.iter().map(|c| bare(c.point + first)), Tag::default());
    }
}

fn volume(mesh: &RawMesh) -> f32 {
    let at = |ring: &[super::super::import::Corner]| mesh.positions[ring[0].point as usize];
    mesh.faces.rings().map(|ring| area_vector(&mesh.positions, ring).dot(at(ring)) / 6.0).sum()
}

#[test]
fn turned_faces_are_put_right_and_dust_goes_with_its_points() {
    let mut mesh = cube(Vec3::ZERO, 2.0);
    mesh.faces.reverse(1);
    mesh.faces.reverse(4);
    add(&mut mesh, &cube(Vec3::splat(2.5), 0.05));
    assert!((volume(&mesh) - 8.0).abs() > 1.0, "planted: the damage must show");
    let mut inside_out = mesh.clone();
    (0..12).for_each(|face| inside_out.faces.reverse(face));
    for mut mesh in [mesh, inside_out] {
        repair(&mut mesh);
        assert_eq!((mesh.faces.len(), mesh.positions.len()), (6, 8));
        assert!((volume(&mesh) - 8.0).abs() < 1e-4, "{}", volume(&mesh));
        assert!(mesh.mended.contains(&Mended::Specks { pieces: 1, faces: 6 }), "{:?}", mesh.mended);
    }
}

#[test]
fn doubled_and_inner_surfaces_leave_the_outer_skin() {
    let plain = ball(10.0, true);
    let mut cases = Vec::new();
    let mut both_sides = plain.clone();
    let turned = ball(10.0, false);
    turned.faces.rings().for_each(|ring| both_sides.faces.push(ring.iter().copied(), Tag::default()));
    cases.push((both_sides, true));
    for (inner, is_outward) in [(9.6, false), (9.6, true), (9.95, false)] {
        let mut hollow = plain.clone();
        add(&mut hollow, &ball(inner, is_outward));
        cases.push((hollow, false));
    }
    for (k, (mut mesh, is_doubled)) in cases.into_iter().enumerate() {
        repair(&mut mesh);
        assert_eq!(
            (mesh.faces.len(), mesh.positions.len()),
            (plain.faces.len(), plain.positions.len()),
            "{k}"
        );
        assert!((volume(&mesh) / volume(&plain) - 1.0).abs() < 1e-3, "{k}");
        let found = |m: &Mended| matches!(m, Mended::Doubled { .. }) == is_doubled;
        assert!(mesh.mended.iter().any(found), "{k}: {:?}", mesh.mended);
    }
    let mut room = plain.clone();
    add(&mut room, &ball(30.0, true));
    let count = room.faces.len();
    repair(&mut room);
    assert_eq!(room.faces.len(), count, "planted: a head in a closed room is not under its skin");
}

#[test]
fn loose_faces_are_joined_or_left_and_never_emptied() {
    let plain = ball(100.0, true);
    for gap in [1e-4, 0.5] {
        let mut loose = RawMesh::default();
        for (k, ring) in plain.faces.rings().enumerate() {
            let jitter = Vec3::splat((k % 7) as f32 / 7.0) * gap;
            let first = loose.positions.len() as u32;
            loose.positions.extend(ring.iter().map(|c| plain.positions[c.point as usize] + jitter));
            loose.faces.push((first..first + 4).map(bare), Tag::default());
        }
        repair(&mut loose);
        assert_eq!(loose.faces.len(), plain.faces.len(), "{gap}");
        let is_joined = loose.positions.len() < 2 * plain.positions.len();
        assert_eq!(is_joined, gap < 0.1, "{gap}: {} points", loose.positions.len());
    }
}

#[test]
fn points_at_the_end_of_the_world_cost_only_their_faces() {
    for far in [1e3, 1e6, 1e10, 1e30] {
        let mut mesh = ball(100.0, true);
        let faces = mesh.faces.len();
        mesh.positions.push(Vec3::new(far, -far, 1.0));
        let stray = mesh.positions.len() as u32 - 1;
        mesh.faces.push([0, 1, stray].map(bare), Tag::default());
        repair(&mut mesh);
        assert_eq!(mesh.faces.len(), faces);
        assert!(mesh.positions.iter().all(|p| p.length() < 101.0));
        assert!(mesh.mended.contains(&Mended::Strays { faces: 1 }), "{:?}", mesh.mended);
    }
}
