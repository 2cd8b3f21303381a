//! Where eyelashes grow: along the margins of the lids, as measured on the mean head. Closed lids have those of the
//! upper one alone, for the lower ones are hidden.

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
/// The margins of the left eye's open lids where lashes stand, from the inner to the outer corner, mm, mean frame
/// (`assets/head/eyes_open.csv`).
const OPEN_UPPER: [Vec3; 6] = [
    vec3(21.58, 20.16, 77.67),
    vec3(26.33, 22.66, 79.62),
    vec3(32.31, 23.58, 80.44),
    vec3(38.06, 22.68, 78.33),
    vec3(42.98, 20.71, 74.32),
    vec3(45.83, 18.88, 71.03),
];
const OPEN_LOWER: [Vec3; 6] = [
    vec3(21.98, 16.96, 77.25),
    vec3(26.91, 15.18, 78.31),
    vec3(32.58, 13.92, 78.23),
    vec3(38.18, 14.28, 76.52),
    vec3(42.83, 15.87, 73.05),
    vec3(45.87, 17.36, 70.74),
];
/// Lashes of an open lower lid (70 to 80, many of them too fine to see).
pub const PER_LOWER_LID: u64 = 54;
/// The upper open margin lies above this all along, the lower one below, mm.
const BETWEEN_MM: f32 = 18.2;
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
    let draw = |k: u64| rng::hash(seed ^ SEED, k);
    let upper: &[Vec3] = if head.tissue.is_empty() { &MARGIN } else { &OPEN_UPPER };
    let of_upper = (0..2 * PER_LID).filter_map(|k| site(head, draw(k), k, PER_LID, upper, 1.0));
    if head.tissue.is_empty() {
        return of_upper.collect();
    }
    let lower = 0..2 * PER_LOWER_LID;
    let of_lower =
        lower.filter_map(|k| site(head, draw(2 * PER_LID + k), k, PER_LOWER_LID, &OPEN_LOWER, -0.5));
    of_upper.chain(of_lower).collect()
}

/// A lid that bears lashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Lid {
    Closed,
    Upper,
    Lower,
}

/// The lid of a lash site.
pub fn lid(head: &Head, site: &Site) -> Lid {
    match head.tissue.is_empty() {
        true => Lid::Closed,
        false if site.mean_position.y > BETWEEN_MM => Lid::Upper,
        false => Lid::Lower,
    }
}

/// How far the lid of a lash comes down in a blink, mm: from the upper margin to the lower one.
pub fn blink_mm(head: &Head, site: &Site) -> f32 {
    if lid(head, site) != Lid::Upper {
        return 0.0;
    }
    let [first, .., last] = OPEN_UPPER;
    let fraction = ((site.mean_position.x.abs() - first.x) / (last.x - first.x)).clamp(0.0, 1.0);
    margin(&OPEN_UPPER, fraction).y - margin(&OPEN_LOWER, fraction).y
}

/// Lash `k` of `of` on each side: even ones left, odd ones right; rows go up, or down by a negative share.
fn site(head: &Head, hash: u64, k: u64, of: u64, lid: &[Vec3], rows: f32) -> Option<Site> {
    // Items of the hash that are dots' in `Draw`: no dot is ever placed on a lash.
    let fraction = ((k / 2) as f32 + rng::unit(hash, 1)) / of as f32;
    let mut mean_position = margin(lid, fraction);
    mean_position.y += rows * ROWS_MM * rng::unit(hash, 2);
    if k % 2 == 1 {
        mean_position.x = -mean_position.x;
    }
    let wanted = head.mean_from_head.head_point(mean_position);
    let (position, normal) = head.nearest(wanted).filter(|(p, _)| p.distance(wanted) < FURTHEST_MM)?;
    Some(Site { position, normal, mean_position, hash })
}

/// The margin at a fraction of its way.
fn margin(lid: &[Vec3], fraction: f32) -> Vec3 {
    let x = fraction * (lid.len() - 1) as f32;
    let k = (x as usize).min(lid.len() - 2);
    // Catmull-Rom, with the ends mirrored in themselves.
    let at = |i: isize| lid[i.clamp(0, lid.len() as isize - 1) as usize];
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
    fn open_lids_have_lashes_above_and_below() {
        let head = Head::awake().unwrap();
        let sites = sites(&head, 7);
        assert_eq!(sites.len() as u64, 2 * (PER_LID + PER_LOWER_LID));
        let upper = sites.iter().filter(|site| lid(&head, site) == Lid::Upper).count();
        assert_eq!(upper as u64, 2 * PER_LID);
        for site in &sites {
            let off = site.position.distance(site.mean_position);
            assert!(off < 1.0, "{off} mm off the margin at {}", site.position);
        }
        // planted: closed lids have no lower ones
        assert!(super::sites(&Head::built_in().unwrap(), 7).len() < sites.len());
    }

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
