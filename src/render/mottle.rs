//! The slow unevenness of skin over mm to cm as a tile that repeats: blood, melanin and oil.
//!
//! Known limits: amplitudes and sizes are chosen by eye; the same tile serves every client, turned by nothing.

use glam::vec2;

use crate::render::noise;

/// Side of the tile, mm.
pub const SIDE_MM: f32 = 112.0;
/// Texels on a side: 0.9 mm each.
pub const SIDE_TEXELS: u32 = 128;

/// Cells on a side of the tile and weight, for blood, melanin and oil: waves of 19 to 2.6 mm.
const OCTAVES: [[(i32, f32); 3]; 3] =
    [[(8, 0.7), (19, 0.5), (43, 0.3)], [(7, 0.7), (15, 0.5), (31, 0.3)], [(6, 0.6), (17, 0.4), (41, 0.5)]];

/// Blood, melanin and oil, each about 128 +- 127; alpha is unused.
pub fn tile() -> Vec<[u8; 4]> {
    let side = SIDE_TEXELS as usize;
    let texel = |i: usize| {
        let at = vec2((i % side) as f32 + 0.5, (i / side) as f32 + 0.5) / side as f32;
        let channel = |k: usize| {
            let octaves = OCTAVES[k].iter().enumerate();
            let sum: f32 = octaves
                .map(|(o, (cells, weight))| {
                    weight * noise::value(at * *cells as f32, *cells, (4 * k + o) as u64)
                })
                .sum();
            (128.0 + 127.0 * sum).round().clamp(0.0, 255.0) as u8
        };
        [channel(0), channel(1), channel(2), 0]
    };
    (0..side * side).map(texel).collect()
}
