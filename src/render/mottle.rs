//! The unevenness of skin's colour and oil from half a mm to a cm as a tile that repeats: blood, melanin and oil.
//!
//! Known limits: sizes and amplitudes are those that photographs of scalps show at 2 px/mm (`examples/relief.rs`), what
//! makes them is not known; the same tile serves every client, turned by nothing.

use glam::vec2;
use rayon::prelude::*;

use crate::render::noise::{self, Lattices};

/// Side of the tile, mm.
pub const SIDE_MM: f32 = 96.0;
/// Texels on a side: 0.4 mm each.
pub const SIDE_TEXELS: u32 = 256;

/// Cells on a side of the tile and weight, for blood, melanin and oil: waves of 16 to 0.9 mm.
const OCTAVES: [[(i32, f32); 4]; 3] = [
    [(7, 0.35), (17, 0.45), (43, 0.6), (103, 0.65)],
    [(6, 0.45), (13, 0.45), (37, 0.55), (97, 0.6)],
    [(5, 0.6), (15, 0.4), (35, 0.5), (89, 0.5)],
];

/// Blood, melanin and oil, each about 128 +- 127, from the finest level to the coarsest; alpha is unused.
pub fn levels() -> Vec<Vec<[u8; 4]>> {
    let side = SIDE_TEXELS as usize;
    let lattices: [[Lattices; 4]; 3] =
        std::array::from_fn(|k| std::array::from_fn(|o| Lattices::new(OCTAVES[k][o].0, (4 * k + o) as u64)));
    let texel = |i: usize| {
        let at = vec2((i % side) as f32 + 0.5, (i / side) as f32 + 0.5) / side as f32;
        let channel = |k: usize| {
            let octaves = OCTAVES[k].iter().zip(&lattices[k]);
            octaves.map(|((cells, weight), waves)| weight * waves.value(at * *cells as f32)).sum::<f32>()
        };
        [channel(0), channel(1), channel(2)]
    };
    let mut level: Vec<[f32; 3]> = (0..side * side).into_par_iter().map(texel).collect();
    // Skin keeps its mean colour.
    let mean = [0, 1, 2].map(|c| level.iter().map(|texel| texel[c]).sum::<f32>() / level.len() as f32);
    for texel in &mut level {
        *texel = std::array::from_fn(|c| texel[c] - mean[c]);
    }
    let mut levels = vec![bytes(&level)];
    while level.len() > 1 {
        level = noise::coarser(&level);
        levels.push(bytes(&level));
    }
    levels
}

fn bytes(level: &[[f32; 3]]) -> Vec<[u8; 4]> {
    let byte = |value: f32| (128.0 + 127.0 * value).round().clamp(0.0, 255.0) as u8;
    level.iter().map(|[r, g, b]| [byte(*r), byte(*g), byte(*b), 0]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(level: &[[u8; 4]], channel: usize) -> (f32, f32) {
        let values = || level.iter().map(|texel| (f32::from(texel[channel]) - 128.0) / 127.0);
        let mean = values().sum::<f32>() / level.len() as f32;
        (mean, (values().map(|v| (v - mean).powi(2)).sum::<f32>() / level.len() as f32).sqrt())
    }

    #[test]
    fn skin_keeps_its_mean_colour_at_every_level_and_varies_within_few_mm() {
        let levels = levels();
        assert_eq!(levels.len(), SIDE_TEXELS.ilog2() as usize + 1);
        for channel in 0..3 {
            let means: Vec<f32> = levels.iter().map(|level| moments(level, channel).0).collect();
            assert!(means.iter().all(|mean| mean.abs() < 0.01), "{means:?}");
            // 3 mm wide texels: what varies within less is gone.
            let (all, slow) = (moments(&levels[0], channel).1, moments(&levels[3], channel).1);
            assert!(all.powi(2) - slow.powi(2) > 0.25 * all * all, "{channel}: {slow} of {all} is slow");
            assert!(slow > 0.1 && all < 0.5, "{channel}: {slow} of {all}");
        }
    }
}
