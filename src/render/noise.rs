//! Noise that repeats with a tile, for the maps that are baked from it.

use glam::{IVec2, Vec2, ivec2};

use crate::rng;

/// Hash of a cell of a grid of `cells` by `cells` that repeats.
pub fn cell_hash(cell: IVec2, cells: i32, seed: u64) -> u64 {
    let wrapped = cell.rem_euclid(IVec2::splat(cells));
    rng::hash(seed, (wrapped.y * cells + wrapped.x) as u64)
}

/// Smooth noise between -1 and 1; `at` in cells, repeating after `cells` of them. Two lattices half a cell apart, so
/// that neither shows.
pub fn value(at: Vec2, cells: i32, seed: u64) -> f32 {
    0.5 * (lattice(at, cells, seed) + lattice(at + 0.5, cells, !seed))
}

/// Value noise of one lattice.
fn lattice(at: Vec2, cells: i32, seed: u64) -> f32 {
    let (cell, f) = (at.floor().as_ivec2(), at - at.floor());
    let t = f * f * f * (f * (f * 6.0 - 15.0) + 10.0);
    let corner = |x, y| 2.0 * rng::unit(cell_hash(cell + ivec2(x, y), cells, seed), 0) - 1.0;
    let row = |y| corner(0, y) + t.x * (corner(1, y) - corner(0, y));
    row(0) + t.y * (row(1) - row(0))
}

/// Every four texels of a square averaged to one: the next level of a mip chain.
pub fn coarser<const N: usize>(level: &[[f32; N]]) -> Vec<[f32; N]> {
    let side = (level.len() as f32).sqrt() as usize;
    let half = side / 2;
    let mean = |i: usize| {
        let corner = 2 * (i / half) * side + 2 * (i % half);
        let four = [corner, corner + 1, corner + side, corner + side + 1].map(|k| level[k]);
        std::array::from_fn(|c| 0.25 * four.iter().map(|texel| texel[c]).sum::<f32>())
    };
    (0..half * half).map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::vec2;

    #[test]
    fn repeats_and_has_no_steps() {
        let at = |x: f32| value(vec2(x, 2.3), 7, 5);
        assert!((0..70).all(|i| (at(0.1 * i as f32) - at(0.1 * i as f32 + 7.0)).abs() < 1e-5));
        assert!((0..700).all(|i| (at(0.01 * i as f32) - at(0.01 * i as f32 + 0.01)).abs() < 0.04));
        assert!(
            (0..70).any(|i| (at(0.1 * i as f32) - at(0.1 * i as f32 + 3.0)).abs() > 0.3),
            "planted: not after 3"
        );
    }
}
