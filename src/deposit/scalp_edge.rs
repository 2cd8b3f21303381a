//! The edge of the client's own hair at forehead, temple, sideburn and nape: no line, but a strip in which hairs grow
//! fewer, shorter, finer and paler (6 to 13 mm wide in photographs), in waves. Dots are not asked.

use std::f32::consts::TAU;

use crate::math::smoothstep;
use crate::rng;
use crate::scalp::site::Draw;
use crate::scalp::{Place, Site};

/// Hairs grow as dense as inside so far from the edge, mm, from none at the first.
const DENSE_MM: [f32; 2] = [-2.0, 10.0];
/// Hairs are as strong as inside so far from it, mm.
const STRONG_MM: [f32; 2] = [0.0, 13.0];
/// Each unit sees the edge moved so far, mm, standard deviation.
const MOVED_MM: f32 = 2.6;
/// Waves of the edge: length and height, mm.
const WAVES_MM: [[f32; 2]; 3] = [[31.0, 1.6], [17.0, 1.2], [9.0, 0.9]];

/// The edge of one client's hair.
pub struct ScalpEdge {
    turns: [[f32; 2]; WAVES_MM.len()],
}

impl ScalpEdge {
    /// Keeps these waves apart from all else that the seed draws.
    const SEED: u64 = 0xED6E_0A17;

    /// The edge that a seed draws.
    pub fn new(seed: u64) -> ScalpEdge {
        let turn = |wave: usize| [0, 1].map(|i| TAU * rng::unit(seed ^ Self::SEED, (2 * wave + i) as u64));
        ScalpEdge { turns: std::array::from_fn(turn) }
    }

    /// How far inside the hair a site is, mm.
    pub fn inside_mm(&self, site: &Site, place: &Place) -> f32 {
        let wave = |([length_mm, height_mm], [way, start]): ([f32; 2], [f32; 2])| {
            // Of two waves that cross, one along each way of the atlas.
            let at = place.atlas * (TAU / length_mm);
            0.5 * height_mm * ((at.x + way).sin() + (at.y + start).sin())
        };
        let waves: f32 = WAVES_MM.into_iter().zip(self.turns).map(wave).sum();
        place.edges.boundary_mm + waves + MOVED_MM * Draw::UnitEdge.normal(site.hash)
    }

    /// Units there over those of [`Place::hair`].
    pub fn density(inside_mm: f32) -> f32 {
        smoothstep(DENSE_MM[0], DENSE_MM[1], inside_mm)
    }

    /// How strong hair is there, 0..=1.
    pub fn strength(inside_mm: f32) -> f32 {
        smoothstep(STRONG_MM[0], STRONG_MM[1], inside_mm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hair_thins_over_the_width_that_photographs_have() {
        let width_mm = |law: fn(f32) -> f32| {
            let at = |wanted: f32| (-100..300).map(|i| 0.1 * i as f32).find(|mm| law(*mm) > wanted).unwrap();
            at(0.9) - at(0.1)
        };
        for law in [ScalpEdge::density, ScalpEdge::strength] {
            assert!((6.0..13.0).contains(&width_mm(law)), "{}", width_mm(law));
        }
        assert!(width_mm(|mm| smoothstep(0.0, 5.0, mm)) < 6.0, "planted: a narrower edge must be seen");
        assert_ne!(ScalpEdge::new(1).turns, ScalpEdge::new(2).turns, "the seed does nothing");
    }
}
