//! Marks that make a skin somebody's own: freckles, a few moles, faint veins at the temples. Round spots and lines on
//! the mean head, by seed.
//!
//! Known limits: numbers, sizes and places are chosen by eye; no count of freckles by skin type was found. Veins
//! follow the usual way of the superficial temporal vein on every head.

use glam::{Vec3, vec2, vec3};

use super::coordinates::{CENTRE, mean_surface};
use crate::math::smoothstep;
use crate::rng;

/// A brown spot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BrownSpot {
    /// On the mean head, mm.
    pub middle: Vec3,
    /// Radius, mm.
    pub radius_mm: f32,
    /// How much browner than the skin around it, 0..=1; 1 is a dark mole.
    pub brown: f32,
    /// Where its outline bulges, radians: no spot is round.
    pub bulge_rad: f32,
}

/// Keeps this randomness apart from others'.
const SEED: u64 = 0xF2ED;
/// Freckles of a fully freckled head, half of them on the face.
const FRECKLES: u64 = 1400;
/// Moles of any head.
const MOLES: u64 = 5;

/// Spots of a head: `freckles` 0 (none) ..= 1 (covered); moles are there whatever it is.
pub fn spots(freckles: f32, seed: u64) -> Vec<BrownSpot> {
    let seed = rng::hash(seed, SEED);
    let count = (freckles.clamp(0.0, 1.0) * FRECKLES as f32) as u64;
    (0..count)
        .map(|i| freckle(rng::hash(seed, i)))
        .chain((0..MOLES).map(|i| mole(rng::hash(!seed, i))))
        .collect()
}

fn freckle(hash: u64) -> BrownSpot {
    let on_face = rng::unit(hash, 0) < 0.55;
    let middle = if on_face { on_the_face(hash) } else { anywhere(hash) };
    let size = rng::unit(hash, 4);
    // Thickest over nose and cheeks, thin towards the hair.
    let sun = if on_face { 1.0 } else { 0.55 };
    BrownSpot {
        middle,
        radius_mm: 0.35 + 0.7 * size * size,
        brown: sun * (0.04 + 0.2 * rng::unit(hash, 5)),
        bulge_rad: bulge_rad(hash),
    }
}

fn mole(hash: u64) -> BrownSpot {
    BrownSpot {
        middle: anywhere(hash),
        radius_mm: 0.5 + 0.8 * rng::unit(hash, 4),
        brown: 0.5 + 0.4 * rng::unit(hash, 5),
        bulge_rad: bulge_rad(hash),
    }
}

fn bulge_rad(hash: u64) -> f32 {
    std::f32::consts::TAU * rng::unit(hash, 6)
}

/// Nose, cheeks and forehead, as seen from the middle of the head.
fn on_the_face(hash: u64) -> Vec3 {
    let (x, y) = (rng::normal(hash, 1), rng::normal(hash, 2));
    let toward = vec3(0.42 * x, -0.12 + 0.28 * y, 1.0).normalize();
    on_the_skin(toward)
}

/// Anywhere above the jaw.
fn anywhere(hash: u64) -> Vec3 {
    let y = 1.0 - 1.5 * rng::unit(hash, 1);
    let turn = std::f32::consts::TAU * rng::unit(hash, 2);
    let across = (1.0 - y * y).max(0.0).sqrt();
    on_the_skin(vec3(across * turn.cos(), y, across * turn.sin()))
}

fn on_the_skin(toward: Vec3) -> Vec3 {
    mean_surface(super::coordinates::atlas_from_mean(CENTRE + 100.0 * toward))
}

/// The branches of the temple vein on the left: points of the mean head from the ear upward, half width (mm).
const BRANCHES: [(&[[f32; 2]], f32); 3] = [
    (&[[74.0, 24.0], [72.0, 36.0], [74.0, 46.0], [71.0, 56.0]], 1.1),
    (&[[74.0, 46.0], [66.0, 52.0], [57.0, 60.0], [52.0, 70.0], [44.0, 76.0]], 0.9),
    (&[[71.0, 56.0], [74.0, 68.0], [70.0, 80.0]], 0.8),
];

/// How much of a temple vein lies under a point of the mean head, 0..=1; mirrored.
pub fn vein(mean_position: Vec3) -> f32 {
    let p = vec3(mean_position.x.abs(), mean_position.y, mean_position.z);
    // Side view: forward and up; only the temple itself.
    let side = smoothstep(40.0, 55.0, p.x) * smoothstep(95.0, 80.0, p.y) * smoothstep(15.0, 26.0, p.y);
    if side == 0.0 {
        return 0.0;
    }
    let at = vec2(p.z, p.y);
    let wavering = 1.2 * (0.35 * p.y).sin();
    let under = |(points, half_mm): &(&[[f32; 2]], f32)| {
        let distance_mm = points
            .windows(2)
            .map(|pair| {
                let (a, b) = (vec2(pair[0][0] - 20.0, pair[0][1]), vec2(pair[1][0] - 20.0, pair[1][1]));
                let t = ((at - a).dot(b - a) / (b - a).length_squared()).clamp(0.0, 1.0);
                (at + vec2(wavering, 0.0) - a - t * (b - a)).length()
            })
            .fold(f32::MAX, f32::min);
        // Light spreads by a mm on its way: no edge is sharp.
        (-(distance_mm / (half_mm + 1.0)).powi(2)).exp()
    };
    side * BRANCHES.iter().map(under).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_freckles_keep_the_earlier_ones_and_seeds_differ() {
        let (few, many) = (spots(0.2, 7), spots(0.6, 7));
        let freckles = few.len() - MOLES as usize;
        assert_eq!(few[..freckles], many[..freckles]);
        assert_ne!(spots(0.2, 8)[..freckles], few[..freckles], "planted: another seed is another skin");
        assert_eq!(spots(0.0, 7).len(), MOLES as usize);
    }

    #[test]
    fn veins_are_at_the_temples_alone_and_on_both() {
        let temple = vec3(68.0, 46.0, 54.0);
        assert!(vein(temple) > 0.3, "{}", vein(temple));
        assert_eq!(vein(temple), vein(vec3(-68.0, 46.0, 54.0)));
        assert_eq!(vein(vec3(0.0, 70.0, 90.0)), 0.0);
        assert_eq!(vein(vec3(75.0, 46.0, -40.0)).round(), 0.0);
    }
}
