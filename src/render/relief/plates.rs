//! Plates of horn, domed and tilted each its own way, with furrows between them that are deep in places and gone in
//! others: cells of scattered points (Worley 1996), longer along the relief's direction.
//!
//! A plate that faces a light glints as a whole; the furrows are short and never close to a net.

use glam::{Mat2, Vec2, ivec2, vec2};
use rayon::prelude::*;

use crate::render::noise::cell_hash;
use crate::render::relief::direction::Directions;
use crate::render::relief::tile::{SIDE_MM, SIDE_TEXELS, noise_at, place, smooth, way};
use crate::rng;

/// Plates of one size.
pub struct Plates {
    /// Plates on a side of the tile.
    pub cells: i32,
    /// How much longer they are along the relief's direction than across.
    pub longer: f32,
    /// Deviation of their tilt along each axis, as a slope.
    pub tilt: f32,
    /// How high they are domed, mm.
    pub dome_mm: f32,
    /// Depth and half width of the furrows between them, mm.
    pub furrow_mm: [f32; 2],
    /// Draws of this kind.
    pub seed: u64,
}

/// How much of the furrows there is: the mean, by how much its noise changes it, cells of that on a side of the tile,
/// and the most.
const DEEP: (f32, f32, i32, f32) = (0.42, 2.4, 15, 1.5);
/// Borders waver so far, mm; cells of that on a side of the tile.
const WAVER: (f32, i32) = (0.1, 45);
/// From a plate's border to its middle, its tilt sets in over this part, its dome over that.
const BEVEL: f32 = 0.3;
const DOME: f32 = 0.25;
/// Side of the squares of texels that look for their plates together.
const BLOCK: usize = 8;
/// No place has its second nearest plate farther off than so many breadths.
const FARTHEST: f32 = 1.6;

/// One plate.
struct Plate {
    at: Vec2,
    /// From mm of the tile to distances of which a plate's breadth is 1.
    shape: Mat2,
    tilt: Vec2,
}

/// A plate seen from a block: its middle, beyond the tile's seam too.
struct Near<'a> {
    at: Vec2,
    plate: &'a Plate,
}

impl Plates {
    /// Heights of the tile, mm, texel by texel.
    pub fn heights(&self, directions: &Directions) -> Vec<f32> {
        let plates: Vec<Plate> = (0..self.cells * self.cells).map(|i| self.plate(i, directions)).collect();
        let (mean, change, cells, most) = DEEP;
        let deep = smooth(|at| (mean + change * noise_at(at, cells, self.seed + 1)).clamp(0.0, most));
        let (far_mm, cells) = WAVER;
        let waver = [2, 3].map(|k| smooth(|at| far_mm * noise_at(at, cells, self.seed + k)));
        let side = SIDE_TEXELS as usize;
        let mut heights = vec![0.0; side * side];
        heights.par_chunks_mut(BLOCK * side).enumerate().for_each(|(band, rows)| {
            for block in 0..side / BLOCK {
                let texel = |k: usize| (band * BLOCK + k / BLOCK) * side + block * BLOCK + k % BLOCK;
                let places: [Vec2; BLOCK * BLOCK] = std::array::from_fn(|k| {
                    let i = texel(k);
                    place(i) + vec2(waver[0][i], waver[1][i])
                });
                let near = self.near(&places, &plates);
                for (k, at) in places.iter().enumerate() {
                    let i = texel(k);
                    rows[i - band * BLOCK * side] = self.height(*at, &near, deep[i]);
                }
            }
        });
        heights
    }

    fn plate(&self, i: i32, directions: &Directions) -> Plate {
        let cell = ivec2(i % self.cells, i / self.cells);
        let hash = cell_hash(cell, self.cells, self.seed);
        let breadth_mm = SIDE_MM / self.cells as f32;
        let at = (cell.as_vec2() + vec2(rng::unit(hash, 0), rng::unit(hash, 1))) * breadth_mm;
        let along = directions.at(at);
        let to_own = Mat2::from_cols(along, along.perp()).transpose();
        let shape = Mat2::from_diagonal(vec2(self.longer.recip(), 1.0) / breadth_mm) * to_own;
        Plate { at, shape, tilt: self.tilt * vec2(rng::normal(hash, 2), rng::normal(hash, 3)) }
    }

    /// Plates that may be the nearest or second nearest to one of these places, which lie close together.
    fn near<'a>(&self, places: &[Vec2], plates: &'a [Plate]) -> Vec<Near<'a>> {
        let breadth_mm = SIDE_MM / self.cells as f32;
        let (least, most) = places
            .iter()
            .fold((Vec2::MAX, Vec2::MIN), |(least, most), place| (least.min(*place), most.max(*place)));
        let middle = 0.5 * (least + most);
        let half_mm = 0.5 * least.distance(most);
        let around = ((FARTHEST * self.longer * breadth_mm + half_mm) / breadth_mm).ceil() as i32;
        let home = (middle / breadth_mm).floor().as_ivec2();
        let mut found: Vec<(f32, Near)> = (0..(2 * around + 1).pow(2))
            .map(|k| {
                let off = ivec2(k % (2 * around + 1), k / (2 * around + 1)) - around;
                let cell = (home + off).rem_euclid(ivec2(self.cells, self.cells));
                let plate = &plates[(cell.y * self.cells + cell.x) as usize];
                let at = middle + way(middle, plate.at);
                ((plate.shape * (middle - at)).length(), Near { at, plate })
            })
            .collect();
        found.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        // No distance changes by more over the places than they lie from their middle.
        let second = found.get(1).map_or(f32::MAX, |(distance, _)| *distance);
        let farthest = second + 2.0 * half_mm / breadth_mm;
        found.into_iter().take_while(|(distance, _)| *distance <= farthest).map(|(_, near)| near).collect()
    }

    fn height(&self, at: Vec2, near: &[Near], deep: f32) -> f32 {
        let (mut first, mut second, mut own) = (f32::MAX, f32::MAX, None);
        for plate in near {
            let d2 = (plate.plate.shape * (at - plate.at)).length_squared();
            if d2 < first {
                (first, second, own) = (d2, first, Some(plate));
            } else if d2 < second {
                second = d2;
            }
        }
        let Some(Near { at: middle, plate }) = own else { return 0.0 };
        let inward = second.sqrt() - first.sqrt();
        let bevel = 1.0 - (-(inward / BEVEL).powi(2)).exp();
        let dome = 1.0 - (-inward / DOME).exp();
        let [depth_mm, half_mm] = self.furrow_mm;
        let from_border = inward * (SIDE_MM / self.cells as f32) / half_mm;
        let furrow = (-from_border * from_border.sqrt()).exp();
        bevel * plate.tilt.dot(at - *middle) + deep * (self.dome_mm * dome - depth_mm * furrow)
    }
}
