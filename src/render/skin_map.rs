//! A map of the scalp's own marks over the atlas: how pale scars are. Made when scars change, sampled by the skin pass.

use rayon::prelude::*;

use crate::render::Stamp;
use crate::render::atlas::Atlas;
use crate::scalp::scars::Scars;
use glam::Vec2;

/// Texels on a side: 0.24 mm of atlas each, a quarter of the smallest round scar.
pub const SIDE_TEXELS: u32 = 2048;

/// The map; empty where there is nothing to show.
#[derive(Clone, Debug, Default)]
pub struct SkinMap {
    /// Paleness, 0 to 255, row by row; empty or [`SIDE_TEXELS`] squared.
    pub pale: Vec<u8>,
    /// Changes whenever the content may have changed.
    pub stamp: Stamp,
}

impl SkinMap {
    /// The map of these scars.
    pub fn new(scars: &Scars, atlas: &Atlas) -> SkinMap {
        let stamp = Stamp::next();
        if scars.is_empty() {
            return SkinMap { pale: Vec::new(), stamp };
        }
        let texel = |i: u32| {
            let place = Vec2::new((i % SIDE_TEXELS) as f32, (i / SIDE_TEXELS) as f32) + 0.5;
            let atlas_mm = (place * (2.0 / SIDE_TEXELS as f32) - 1.0) * atlas.half_mm();
            (scars.at_atlas(atlas_mm).pale.clamp(0.0, 1.0) * 255.0).round() as u8
        };
        SkinMap { pale: (0..SIDE_TEXELS * SIDE_TEXELS).into_par_iter().map(texel).collect(), stamp }
    }
}
