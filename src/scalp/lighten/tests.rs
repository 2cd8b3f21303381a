use glam::{Vec2, Vec3};

use super::super::import::{Corner, Faces, Mended, RawMesh, Tag};
use super::{cluster, lighten};

/// A ball in a picture: across is the angle around it, with a seam, down is its height.
fn ball(rows: usize, columns: usize) -> RawMesh {
    let point = |k: usize| {
        let (a, b) =
            ((k / (columns)) as f32 * 3.0 / (rows - 1) as f32 + 0.07, (k % columns) as f32 / columns as f32);
        let b = b * std::f32::consts::TAU;
        Vec3::new(a.sin() * b.cos(), a.cos(), a.sin() * b.sin()) * 100.0
    };
    let corner = |r: usize, c: usize| Corner {
        point: (r * columns + c % columns) as u32,
        uv: Vec2::new(c as f32 / columns as f32, r as f32 / (rows - 1) as f32),
    };
    let mut faces = Faces::default();
    for (r, c) in (0..rows - 1).flat_map(|r| (0..columns).map(move |c| (r, c))) {
        let [a, b, d, e] = [corner(r, c), corner(r, c + 1), corner(r + 1, c), corner(r + 1, c + 1)];
        faces.push([a, b, e], Tag { group: 0, picture: 0 });
        faces.push([a, e, d], Tag { group: 0, picture: 0 });
    }
    RawMesh { positions: (0..rows * columns).map(point).collect(), faces, ..RawMesh::default() }
}

fn area(mesh: &RawMesh) -> f32 {
    let at = |v: u32| mesh.positions[v as usize];
    mesh.faces
        .triangles()
        .iter()
        .map(|[a, b, c]| (at(*b) - at(*a)).cross(at(*c) - at(*a)).length() / 2.0)
        .sum()
}

/// How far the corners' places in the picture are from where their points belong, at most.
fn misplaced(mesh: &RawMesh, rows: f32) -> f32 {
    let off = |c: &Corner| {
        let p = mesh.positions[c.point as usize] / 100.0;
        let around = (p.z.atan2(p.x) / std::f32::consts::TAU).rem_euclid(1.0);
        let down = (p.y.clamp(-1.0, 1.0).acos() - 0.07) / 3.0;
        let across = (c.uv.x - around).abs();
        // The seam is both 0 and 1.
        across.min((across - 1.0).abs()).max((c.uv.y - down).abs()) * rows
    };
    mesh.faces.corners().iter().map(off).fold(0.0, f32::max)
}

#[test]
fn a_lighter_ball_is_as_large_and_its_picture_sits_as_before() {
    let mut mesh = ball(200, 400);
    let (before, triangles) = (area(&mesh), mesh.faces.len());
    let most = triangles / 12;
    lighten(&mut mesh, most);
    println!("{triangles} to {}, area {before} to {}", mesh.faces.len(), area(&mesh));
    assert!((most / 2..=most).contains(&mesh.faces.len()));
    assert!((area(&mesh) / before - 1.0).abs() < 0.003, "{} {before}", area(&mesh));
    assert!(misplaced(&mesh, 200.0) < 0.1, "{}", misplaced(&mesh, 200.0));
    // No triangle lies across the whole picture, as one would whose corners were of both sides of the seam.
    let spans = mesh.faces.rings().map(|t| (t[0].uv.x - t[1].uv.x).abs().max((t[0].uv.x - t[2].uv.x).abs()));
    assert!(spans.fold(0.0, f32::max) < 0.5);
    assert_eq!(mesh.mended, [Mended::Lighter { from: triangles, to: mesh.faces.len() }]);
    mesh.faces.corners_mut()[7].uv.y += 0.01;
    assert!(misplaced(&mesh, 200.0) > 1.0, "planted: a corner that slid in its picture");
}

#[test]
fn what_is_light_stays_as_it_is() {
    let mesh = ball(10, 20);
    let mut same = mesh.clone();
    lighten(&mut same, mesh.faces.len());
    assert_eq!(same, mesh);
}

#[test]
fn points_joined_in_a_grid_keep_their_places_in_the_picture_and_the_seam() {
    let mut mesh = ball(200, 400);
    let (before, count) = (area(&mesh), mesh.positions.len());
    mesh.pictures.push(image::RgbaImage::new(1, 1));
    cluster::cluster(&mut mesh, count / 8);
    println!("{count} points to {}, area {before} to {}", mesh.positions.len(), area(&mesh));
    assert!((count / 20..count / 4).contains(&mesh.positions.len()));
    assert!((area(&mesh) / before - 1.0).abs() < 0.01);
    // A corner that found no better place keeps its own: off by a cell, which is a twelfth of the way round at the poles.
    assert!(misplaced(&mesh, 200.0) < 18.0, "{}", misplaced(&mesh, 200.0));
    let across = |t: &[Corner]| (t[0].uv.x - t[1].uv.x).abs().max((t[0].uv.x - t[2].uv.x).abs());
    // Near the poles a cell is a good part of the way round.
    let low = |t: &&[Corner]| t.iter().all(|c| mesh.positions[c.point as usize].y.abs() < 80.0);
    assert!(mesh.faces.rings().filter(low).map(across).fold(0.0, f32::max) < 0.1);
    let mut torn = mesh.clone();
    torn.faces.corners_mut().iter_mut().for_each(|c| c.uv.x = c.uv.x.rem_euclid(0.9));
    assert!(torn.faces.rings().filter(low).map(across).fold(0.0, f32::max) > 0.5, "planted: a seam sewn up");
}
