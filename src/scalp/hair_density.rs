//! Hairs per cm² over the scalp, relative to the back of the head.
//!
//! Sources (`docs/practice.md#hair`): vertex densest (Thai, n = 239), vertex > occiput > temple (24 groups, n = 2249),
//! follicular units per cm² 80..120 at the occiput, 40..80 at the temple, about 50 near the ears; 90 beside 65 within
//! one donor area. Front, top and nape were not found: between their neighbours by guess.
//! Known limits: one ratio for everybody; steps between zones are as wide as the zones' borders.

use super::regions::ZONES;

/// In the order of [`ZONES`]: front, top, crown, temples, sides (above the ears), back, nape.
const RELATIVE: [f32; ZONES.len()] = [0.95, 1.0, 1.08, 0.62, 0.68, 1.0, 0.75];

/// The largest of these.
pub const MOST: f32 = 1.08;

/// Hairs per cm² at a place relative to the back of the head, from the fractions of its zones in the order of [`ZONES`]
/// (`regions::zone_weights`), which sum to one. Never above 1.1.
#[inline]
pub fn relative(weights: &[f32; 7]) -> f32 {
    weights.iter().zip(RELATIVE).map(|(weight, relative)| weight * relative).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Zone;
    use crate::scalp::coordinates::mean_surface;
    use crate::scalp::regions::zone_weights;
    use glam::vec2;

    fn only(zone: Zone) -> f32 {
        relative(&ZONES.map(|z| f32::from(z == zone)))
    }

    #[test]
    fn order_of_the_measured_sites() {
        assert!(only(Zone::Vertex) > only(Zone::Occipital) && only(Zone::Occipital) > only(Zone::Temporal));
        assert_eq!(only(Zone::Occipital), 1.0);
        assert!((0.5..0.8).contains(&only(Zone::Parietal)), "50 beside 80 units near the ears");
    }

    #[test]
    fn smooth_and_bounded() {
        let at = |x: i32, y: i32| relative(&zone_weights(mean_surface(vec2(x as f32, y as f32))));
        for (x, y) in (-140..140).step_by(7).flat_map(|x| (-200..90).map(move |y| (x, y))) {
            assert!((0.0..=1.1).contains(&at(x, y)), "{x} {y}");
            assert!((at(x, y) - at(x, y + 1)).abs() < 0.12, "a hard step at {x} {y}");
        }
        assert!((at(0, -190) - at(0, -70)).abs() > 0.12, "planted: nape beside crown must be seen");
    }
}
