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
    let lattice = |at: Vec2, seed| {
        let cell = at.floor().as_ivec2();
        between(at - at.floor(), |x, y| corner(cell + ivec2(x, y), cells, seed))
    };
    0.5 * (lattice(at, seed) + lattice(at + 0.5, !seed))
}

/// Value noise of one lattice at a corner.
fn corner(cell: IVec2, cells: i32, seed: u64) -> f32 {
    2.0 * rng::unit(cell_hash(cell, cells, seed), 0) - 1.0
}

/// Value noise between four corners.
fn between(f: Vec2, corner: impl Fn(i32, i32) -> f32) -> f32 {
    let t = f * f * f * (f * (f * 6.0 - 15.0) + 10.0);
    let row = |y| corner(0, y) + t.x * (corner(1, y) - corner(0, y));
    row(0) + t.y * (row(1) - row(0))
}

/// The corners of both lattices of [`value`], for many values on one tile.
pub struct Lattices {
    corners: [Vec<f32>; 2],
    /// Corners of a row: one more on the far side than half a cell's shift needs.
    across: i32,
}

impl Lattices {
    /// Those of a tile of `cells` by `cells`.
    pub fn new(cells: i32, seed: u64) -> Lattices {
        let across = cells + 2;
        let all =
            |seed| (0..across * across).map(|i| corner(ivec2(i % across, i / across), cells, seed)).collect();
        Lattices { corners: [all(seed), all(!seed)], across }
    }

    /// [`value`] at a place from 0 to `cells`.
    pub fn value(&self, at: Vec2) -> f32 {
        let lattice = |at: Vec2, corners: &[f32]| {
            let cell = at.as_ivec2();
            between(at - cell.as_vec2(), |x, y| corners[((cell.y + y) * self.across + cell.x + x) as usize])
        };
        0.5 * (lattice(at, &self.corners[0]) + lattice(at + 0.5, &self.corners[1]))
    }
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
    fn kept_corners_give_the_same() {
        let kept = Lattices::new(7, 5);
        let places = (0..400).map(|i| vec2((i % 20) as f32, (i / 20) as f32) * (7.0 / 19.0));
        assert!(places.clone().all(|at| kept.value(at) == value(at, 7, 5)));
        assert!(places.clone().any(|at| kept.value(at) != value(at, 7, 6)), "planted: another seed");
    }

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
