//! Which way the relief runs: turns slowly, and round pores.

use glam::{Vec2, ivec2, vec2};
use rayon::prelude::*;

use crate::render::relief::pores::Pores;
use crate::render::relief::tile::{SIDE_MM, noise_at};

/// Cells of the direction's waves on a side of the tile, and how far each turns it, radians.
const WAVES: [(i32, f32); 3] = [(4, 2.4), (11, 1.3), (27, 0.8)];
/// It is kept at so many places on a side of the tile.
const PLACES: usize = 128;

/// Directions at a grid of places, of length 1.
pub struct Directions(Vec<Vec2>);

impl Directions {
    /// Those of skin with these pores.
    pub fn new(pores: &Pores) -> Directions {
        let at = |i: usize| vec2((i % PLACES) as f32, (i / PLACES) as f32) * (SIDE_MM / PLACES as f32);
        let direction = |at: Vec2| {
            let turn: f32 = WAVES.iter().map(|(cells, turn)| turn * noise_at(at, *cells, 6)).sum();
            pores.bend(Vec2::from_angle(turn), at).normalize_or(Vec2::X)
        };
        Directions((0..PLACES * PLACES).into_par_iter().map(|i| direction(at(i))).collect())
    }

    /// The one at the nearest place to this, mm.
    pub fn at(&self, at: Vec2) -> Vec2 {
        let n = PLACES as i32;
        let cell = (at * (n as f32 / SIDE_MM)).round().as_ivec2().rem_euclid(ivec2(n, n));
        self.0[(cell.y * n + cell.x) as usize]
    }
}
