//! Turns every face outward.

use glam::Vec3;

use super::super::import::{Mended, RawMesh, area_vector};
use super::edges::{Joined, edges, sides};

/// Turns each face like its neighbours, then each piece outward from the middle of the whole.
pub fn turn_outward(mesh: &mut RawMesh) {
    let sides = sides(&mesh.faces);
    let mut pieces = Joined::new(mesh.faces.len());
    for edge in edges(&sides) {
        // Two faces that run their edge the same way are turned against each other. Edges of more faces join nothing.
        if let [f, g] = edge {
            pieces.join(f.face, g.face, f.is_upward == g.is_upward);
        }
    }
    drop(sides);
    let middle = middle(mesh);
    let mut outward = vec![0.0_f64; mesh.faces.len()];
    for (face, ring) in mesh.faces.rings().enumerate() {
        let (root, is_against) = pieces.root(face as u32);
        let centre = ring.iter().map(|c| mesh.positions[c.point as usize]).sum::<Vec3>() / ring.len() as f32;
        let volume = f64::from(area_vector(&mesh.positions, ring).dot(centre - middle));
        outward[root as usize] += if is_against { -volume } else { volume };
    }
    let mut turned = 0;
    for face in 0..mesh.faces.len() {
        let (root, is_against) = pieces.root(face as u32);
        if is_against != (outward[root as usize] < 0.0) {
            mesh.faces.reverse(face);
            turned += 1;
        }
    }
    if turned > 0 {
        mesh.mended.push(Mended::Turned { faces: turned });
    }
}

/// The middle of the surface: of all faces by their area.
fn middle(mesh: &RawMesh) -> Vec3 {
    let (mut sum, mut whole) = (glam::DVec3::ZERO, 0.0);
    for ring in mesh.faces.rings() {
        let area = f64::from(area_vector(&mesh.positions, ring).length());
        let centre = ring.iter().map(|c| mesh.positions[c.point as usize].as_dvec3()).sum::<glam::DVec3>();
        sum += centre * (area / ring.len() as f64);
        whole += area;
    }
    if whole > 0.0 { (sum / whole).as_vec3() } else { Vec3::ZERO }
}
