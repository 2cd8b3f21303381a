//! Where eyelashes grow: along the margin of the closed upper lid, as measured on the mean head.

use glam::{Vec3, vec3};

use super::Site;
use super::head::Head;
use crate::rng;

/// Lashes of one upper lid (90 to 150).
pub const PER_LID: u64 = 120;
/// Keeps the lashes' pattern apart from the scalp's.
pub const SEED: u64 = 0x1a54e5;
/// The left lid's margin from the inner to the outer corner, mm, mean frame (`assets/head/landmarks.csv`); the last
/// points are the landmarks of the corners, a little short of them.
const MARGIN: [Vec3; 5] = [
    vec3(18.0, 16.9, 77.9),
    vec3(23.0, 16.2, 78.7),
    vec3(32.0, 14.4, 79.5),
    vec3(39.8, 14.4, 76.5),
    vec3(45.6, 16.6, 71.2),
];
/// Lashes stand in rows this deep, mm.
const ROWS_MM: f32 = 0.6;
/// A head whose skin is further from the mean head's lid has its eyes elsewhere, mm.
const FURTHEST_MM: f32 = 6.0;

/// Fraction of the way along a lid's margin, from the inner corner, of a point of the mean frame, mm.
pub fn along(mean_position: Vec3) -> f32 {
    let [first, .., last] = MARGIN;
    ((mean_position.x.abs() - first.x) / (last.x - first.x)).clamp(0.0, 1.0)
}

/// The lash sites of a head.
pub fn sites(head: &Head, seed: u64) -> Vec<Site> {
    (0..2 * PER_LID).filter_map(|k| site(head, rng::hash(seed ^ SEED, k), k)).collect()
}

/// Lash `k`: even ones left, odd ones right.
fn site(head: &Head, hash: u64, k: u64) -> Option<Site> {
    // Items of the hash that are dots' in `Draw`: no dot is ever placed on a lash.
    let fraction = ((k / 2) as f32 + rng::unit(hash, 1)) / PER_LID as f32;
    let mut mean_position = margin(fraction);
    mean_position.y += ROWS_MM * rng::unit(hash, 2);
    if k % 2 == 1 {
        mean_position.x = -mean_position.x;
    }
    let wanted = head.mean_from_head.head_point(mean_position);
    let (position, normal) = head.nearest(wanted).filter(|(p, _)| p.distance(wanted) < FURTHEST_MM)?;
    Some(Site { position, normal, mean_position, hash })
}

/// The margin at a fraction of its way.
fn margin(fraction: f32) -> Vec3 {
    let x = fraction * (MARGIN.len() - 1) as f32;
    let k = (x as usize).min(MARGIN.len() - 2);
    // Catmull-Rom, with the ends mirrored in themselves.
    let at = |i: isize| MARGIN[i.clamp(0, MARGIN.len() as isize - 1) as usize];
    let (i, t) = (k as isize, x - k as f32);
    let [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    0.5 * (2.0 * b
        + (c - a) * t
        + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
        + (3.0 * b - a - 3.0 * c + d) * t * t * t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lashes_stand_on_both_lids_of_the_skin() {
        let head = Head::built_in().unwrap();
        let sites = sites(&head, 7);
        assert_eq!(sites.len() as u64, 2 * PER_LID);
        let left = sites.iter().filter(|s| s.position.x > 0.0).count();
        assert_eq!(left as u64, PER_LID);
        for site in &sites {
            let off = site.position.distance(site.mean_position);
            assert!(off < 2.5, "{off} mm off the lid at {}", site.position);
            assert!((15.0..50.0).contains(&site.position.x.abs()) && site.position.z > 60.0);
        }
        // planted: a head a centimetre away has no lids there
        let mut away = Head::built_in().unwrap();
        away.mesh.positions.iter_mut().for_each(|p| p.z += 12.0);
        assert!(super::sites(&away, 7).len() < sites.len() / 4);
    }
}
