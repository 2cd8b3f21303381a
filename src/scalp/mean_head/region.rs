//! Finds the ears of any head that has been fitted to the mean head.
//!
//! Near the mean ear, skin is what follows the mean head's bare skin, shifted by what separates the two heads in a ring
//! round the ear; what stands further out is ear, and so is any island that it encloses (the concha).

use glam::{Affine3A, DVec3, Vec3};

use super::BuildError;
use super::ear::Ear;
use super::table::Skin;
use crate::scalp::Mesh;

/// The ring, mm from the mean ear, in which the head is taken to be bare skin; inside it ears are looked for.
const RING: std::ops::Range<f64> = 14.0..24.0;
/// Skin may stand so far, mm, from where it is expected.
const SLACK_MM: f64 = 2.0;
/// Facing away from the skin under it by more than this (cosine) is an ear's back or rim.
const AWAY: f32 = 0.35;

/// The neighbourhood of the mean ear.
pub struct EarRegion {
    ear: Ear,
}

/// A vertex of the neighbourhood: its place and its height over the mean's bare skin.
struct Near {
    vertex: usize,
    place: DVec3,
    height: f64,
    ear_mm: f64,
    facing: f32,
}

impl EarRegion {
    /// Reads the tables.
    ///
    /// # Errors
    /// [`BuildError`] where a table was damaged.
    pub fn new() -> Result<EarRegion, BuildError> {
        Ok(EarRegion { ear: Ear::on(&Skin::read()?)? })
    }

    /// Per vertex of a head: whether it belongs to an ear.
    pub fn ears(&self, mesh: &Mesh, mean_from_head: Affine3A) -> Vec<bool> {
        let mut outer = vec![false; mesh.positions.len()];
        for side in [1.0, -1.0] {
            let near = self.near(mesh, mean_from_head, side);
            mark(&near, &mut outer);
            fill_islands(mesh, &near, &mut outer);
        }
        outer
    }

    fn near(&self, mesh: &Mesh, mean_from_head: Affine3A, side: f32) -> Vec<Near> {
        let mirror = Vec3::new(side, 1.0, 1.0);
        let look = |(vertex, (p, n)): (usize, (&Vec3, &Vec3))| {
            let place = (mean_from_head.transform_point3(*p) * mirror).as_dvec3();
            if place.x < 30.0 || place.distance(DVec3::new(76.0, -3.0, -12.0)) > 75.0 {
                return None;
            }
            let ear_mm = self.ear.distance(place);
            let (foot, out) = self.ear.skin_under(place);
            let facing = (*n * mirror).dot(out.as_vec3());
            let height = (place - foot).dot(out);
            (ear_mm < RING.end).then_some(Near { vertex, place, height, ear_mm, facing })
        };
        mesh.positions.iter().zip(&mesh.normals).enumerate().filter_map(look).collect()
    }
}

/// Marks what stands out from the skin expected inside the ring.
fn mark(near: &[Near], outer: &mut [bool]) {
    let bare = |n: &&Near| RING.contains(&n.ear_mm) && n.facing > 0.7 && n.height.abs() < 20.0;
    let ring: Vec<&Near> = near.iter().filter(bare).collect();
    let ring: Vec<&Near> = ring.iter().step_by(ring.len() / 200 + 1).copied().collect();
    for n in near.iter().filter(|n| n.ear_mm < RING.start) {
        let (mut sum, mut weight) = (0.0, 1e-9);
        for r in &ring {
            let w = r.place.distance_squared(n.place).max(1.0).powi(-2);
            sum += w * r.height;
            weight += w;
        }
        let over = n.height - sum / weight;
        outer[n.vertex] = over > SLACK_MM || (n.facing < AWAY && over > -3.0 * SLACK_MM && n.ear_mm < 6.0);
    }
}

/// Marks unmarked patches that the ear cuts off from the ring.
fn fill_islands(mesh: &Mesh, near: &[Near], outer: &mut [bool]) {
    let mut member = vec![false; outer.len()];
    near.iter().for_each(|n| member[n.vertex] = true);
    let mut reached = vec![false; outer.len()];
    let open = |n: &&Near| n.ear_mm >= RING.start;
    near.iter().filter(open).for_each(|n| reached[n.vertex] = true);
    let inside = |t: &&[u32; 3]| t.iter().any(|v| member[*v as usize]);
    let triangles: Vec<[u32; 3]> = mesh.triangles.iter().filter(inside).copied().collect();
    loop {
        let mut spread = false;
        for t in &triangles {
            let free = t.map(|v| !outer[v as usize]);
            if t.iter().zip(free).any(|(v, f)| f && reached[*v as usize]) {
                for (v, _) in t.iter().zip(free).filter(|(_, f)| *f) {
                    spread |= !std::mem::replace(&mut reached[*v as usize], true);
                }
            }
        }
        if !spread {
            break;
        }
    }
    near.iter().filter(|n| !reached[n.vertex]).for_each(|n| outer[n.vertex] = true);
}
