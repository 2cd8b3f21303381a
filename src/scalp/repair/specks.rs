//! What floats beside the head, and what reaches away from it.

use super::super::import::{Mended, RawMesh, area_vector};
use super::edges::Joined;
use super::extent::Extent;

/// A piece with less than this fraction of the whole area is dust, not an ear.
const DUST: f64 = 0.01;
/// Where not even the largest piece has this fraction of the area, nothing is dust: the faces are not joined.
const LOOSE: f64 = 0.1;
/// Points so many times as far from the middle as nearly all others are strays.
const FAR: f32 = 6.0;

/// Drops faces that reach far away from the rest.
pub fn drop_strays(mesh: &mut RawMesh) {
    let Extent { middle, radius } = Extent::of(&mesh.positions);
    let positions = &mesh.positions;
    let is_near = |point: u32| (positions[point as usize] - middle).abs().max_element() <= FAR * radius;
    if (0..positions.len() as u32).all(is_near) {
        return;
    }
    let faces = mesh.faces.retain(|_, ring| ring.iter().all(|c| is_near(c.point)));
    mesh.mended.push(Mended::Strays { faces });
    mesh.compact();
}

/// Drops pieces that float by themselves and are small.
pub fn drop_specks(mesh: &mut RawMesh) {
    // Faces that share a point are one body.
    let mut bodies = Joined::new(mesh.positions.len());
    for ring in mesh.faces.rings() {
        ring.windows(2).for_each(|w| bodies.join(w[0].point, w[1].point, false));
    }
    let mut area = vec![0.0; mesh.positions.len()];
    for ring in mesh.faces.rings() {
        area[bodies.root(ring[0].point).0 as usize] += f64::from(area_vector(&mesh.positions, ring).length());
    }
    let (whole, largest) = (area.iter().sum::<f64>(), area.iter().copied().fold(0.0, f64::max));
    if largest < LOOSE * whole {
        return;
    }
    let pieces = area.iter().filter(|a| **a > 0.0 && **a < DUST * whole).count();
    let faces = mesh.faces.retain(|_, ring| area[bodies.root(ring[0].point).0 as usize] >= DUST * whole);
    if faces > 0 {
        mesh.mended.push(Mended::Specks { pieces, faces });
        mesh.compact();
    }
}
