//! Finds the ears of any head that has been fitted to the mean head.
//!
//! Near the mean ear, skin is what follows the mean head's bare skin, shifted by what separates the two heads in a ring
//! round the ear; what stands further out is ear. So is what lies open within its outline (the concha, but not the
//! skin behind the ear), and any island left.

use glam::{Affine3A, DVec2, DVec3, Vec3};
use parry3d::query::{Ray, RayCast};

use super::ear::{self, Ear};
use super::error::BuildError;
use super::table::HeadSurface;
use crate::scalp::Mesh;
use crate::scalp::mesh::{narrow, tree};

/// The ring, mm from the mean ear, in which the head is taken to be bare skin; inside it ears are looked for.
const RING: std::ops::Range<f64> = 14.0..24.0;
/// Skin may stand so far, mm, from where it is expected.
const SLACK_MM: f64 = 2.0;
/// The outline is taken so much smaller, mm: past the rim one looks down on skin.
const INSET_MM: f64 = 4.0;
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
        Ok(EarRegion { ear: Ear::on(&HeadSurface::read()?)? })
    }

    /// Per vertex of a head: whether it belongs to an ear.
    pub fn ears(&self, mesh: &Mesh, mean_from_head: Affine3A) -> Vec<bool> {
        let mut outer = vec![false; mesh.positions.len()];
        let Some(tree) = tree(&mesh.positions, &mesh.triangles) else {
            return outer;
        };
        for side in [1.0, -1.0] {
            let near = self.near(mesh, mean_from_head, side);
            mark(&near, &mut outer);
            let out = ear::outward().as_vec3() * Vec3::new(side, 1.0, 1.0);
            let out = mean_from_head.inverse().transform_vector3(out).normalize();
            let open = |v: usize| {
                let from = mesh.positions[v] + mesh.normals[v] * 0.3;
                tree.cast_local_ray(&Ray::new(narrow(from), narrow(out)), 40.0, true).is_none()
            };
            fill_outline(&near, open, &mut outer);
            fill_islands(mesh, &near, &mut outer);
        }
        outer
    }

    /// Distance of a point (either side) to the mean ear, mm, mean frame.
    pub fn ear_mm(&self, p: Vec3) -> f64 {
        self.ear.distance(p.with_x(p.x.abs()).as_dvec3())
    }

    fn near(&self, mesh: &Mesh, mean_from_head: Affine3A, side: f32) -> Vec<Near> {
        let mirror = Vec3::new(side, 1.0, 1.0);
        let measured = |(vertex, (p, n)): (usize, (&Vec3, &Vec3))| {
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
        mesh.positions.iter().zip(&mesh.normals).enumerate().filter_map(measured).collect()
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

/// Marks what lies within the outline of the marked, as seen along the ear's own axis, where nothing hides it.
fn fill_outline(near: &[Near], open: impl Fn(usize) -> bool, outer: &mut [bool]) {
    let hull = hull(near.iter().filter(|n| outer[n.vertex]).map(|n| ear::in_plane(n.place)).collect());
    let within = |p: DVec2| {
        let edges = hull.iter().zip(hull.iter().cycle().skip(1));
        hull.len() > 2
            && edges.into_iter().all(|(a, b)| (*b - *a).perp_dot(p - *a) >= INSET_MM * a.distance(*b))
    };
    for n in near.iter().filter(|n| n.ear_mm < RING.start) {
        outer[n.vertex] |= within(ear::in_plane(n.place)) && open(n.vertex);
    }
}

/// Convex hull, counter-clockwise (Andrew 1979).
fn hull(mut points: Vec<DVec2>) -> Vec<DVec2> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let half = |points: &mut dyn Iterator<Item = &DVec2>| {
        let mut chain: Vec<DVec2> = Vec::new();
        for p in points {
            while let [.., a, b] = chain[..] {
                if (b - a).perp_dot(*p - b) > 0.0 {
                    break;
                }
                chain.pop();
            }
            chain.push(*p);
        }
        chain.pop();
        chain
    };
    let mut ring = half(&mut points.iter());
    ring.extend(half(&mut points.iter().rev()));
    ring
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
