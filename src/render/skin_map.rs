//! A map of the skin's own marks over the atlas: paleness of scars, brown spots, veins. Made when they change,
//! sampled by the skin pass.

use glam::{Vec2, vec2};
use half::f16;
use rayon::prelude::*;

use crate::math::smoothstep;
use crate::render::Revision;
use crate::scalp::coordinates::{ATLAS_RADIUS_MM, atlas_from_mean, mean_surface};
use crate::scalp::creases::Creases;
use crate::scalp::marks::{self, BrownSpot};
use crate::scalp::regions::distances_at;
use crate::scalp::scars::Scars;

/// Texels on a side: 0.21 mm of atlas each, a quarter of the smallest round scar.
pub const SIDE_TEXELS: u32 = 2048;

/// Texels on a side of the map of creases: 0.5 mm of atlas each, a third of the finest crease.
pub const CREASE_SIDE_TEXELS: u32 = 1024;

/// The map; empty where there is nothing to show.
#[derive(Clone, Debug, Default)]
pub struct SkinMap {
    /// Paleness of scars, brown of spots, cover of veins, shade of hair in earlier years, each 0 to 255, row by row;
    /// empty or [`SIDE_TEXELS`] squared.
    pub texels: Vec<[u8; 4]>,
    /// Height of the skin over what it would be without creases, mm, row by row; empty or [`CREASE_SIDE_TEXELS`] squared.
    pub crease_mm: Vec<f16>,
    /// Depth of the rings of the neck, which lies off the atlas, mm.
    pub neck_rings_mm: f32,
    /// Changes whenever the content may have changed.
    pub revision: Revision,
}

impl SkinMap {
    /// The map of these scars, spots and creases on the scalp atlas.
    pub fn new(scars: &Scars, spots: &[BrownSpot], creases: &Creases) -> SkinMap {
        let byte = |fraction: f32| (fraction.clamp(0.0, 1.0) * 255.0).round() as u8;
        let texel = |i: u32| {
            let at = atlas_mm(place(i, SIDE_TEXELS), SIDE_TEXELS);
            let pale = if scars.is_empty() { 0.0 } else { scars.at_atlas(at).pale };
            // Veins lie at the temples, between these planes of the atlas.
            let near_temple = at.y > 0.0 && at.x.abs() > 40.0;
            let vein = if near_temple { marks::vein(mean_surface(at)) } else { 0.0 };
            [byte(pale), 0, byte(vein), byte(shaded(at))]
        };
        let mut texels: Vec<[u8; 4]> = (0..SIDE_TEXELS * SIDE_TEXELS).into_par_iter().map(texel).collect();
        spots.iter().for_each(|spot| stain(&mut texels, spot));
        let height = |i: u32| {
            let at = atlas_mm(place(i, CREASE_SIDE_TEXELS), CREASE_SIDE_TEXELS);
            // Creases lie on the face and at the nape.
            let bare = at.length() < 60.0 || at.x.abs() > 190.0 || (-140.0..0.0).contains(&at.y);
            f16::from_f32(if bare { 0.0 } else { creases.height_mm(mean_surface(at)) })
        };
        let crease_mm = (0..CREASE_SIDE_TEXELS * CREASE_SIDE_TEXELS).into_par_iter().map(height).collect();
        SkinMap { texels, crease_mm, neck_rings_mm: creases.neck_rings_mm, revision: Revision::next() }
    }
}

/// How far skin lay under hair for most of a life, 0..=1: it is a little paler than forehead and neck.
fn shaded(at: Vec2) -> f32 {
    const EDGE_MM: f32 = 18.0;
    smoothstep(-EDGE_MM, EDGE_MM, distances_at(at).boundary_mm)
}

/// Column and row of a texel in a map of that side.
fn place(texel: u32, side: u32) -> Vec2 {
    vec2((texel % side) as f32, (texel / side) as f32)
}

/// Atlas place of a texel's middle, mm, in a map of that side.
fn atlas_mm(texel: Vec2, side: u32) -> Vec2 {
    ((texel + 0.5) * (2.0 / side as f32) - 1.0) * ATLAS_RADIUS_MM
}

/// Draws a soft-edged spot with an outline of its own.
fn stain(texels: &mut [[u8; 4]], spot: &BrownSpot) {
    const REACH: f32 = 3.5; // atlas mm are up to twice a mm of skin, and the edge is soft
    let middle = atlas_from_mean(spot.middle);
    let texel_of = |mm: f32| (mm / ATLAS_RADIUS_MM * 0.5 + 0.5) * SIDE_TEXELS as f32;
    let (low, high) = (middle - REACH * spot.radius_mm, middle + REACH * spot.radius_mm);
    let range = |low: f32, high: f32| {
        let last = SIDE_TEXELS as f32 - 1.0;
        texel_of(low).clamp(0.0, last) as u32..=texel_of(high).clamp(0.0, last) as u32
    };
    for y in range(low.y, high.y) {
        for x in range(low.x, high.x) {
            let at = atlas_mm(vec2(x as f32, y as f32), SIDE_TEXELS);
            let distance_mm = mean_surface(at).distance(spot.middle);
            let turn = (at - middle).to_angle();
            let bulge =
                0.2 * (2.0 * turn + spot.bulge_rad).sin() + 0.1 * (3.0 * turn - 2.0 * spot.bulge_rad).sin();
            let brown = spot.brown * (-(distance_mm / (spot.radius_mm * (1.0 + bulge))).powi(3)).exp();
            let texel = &mut texels[(y * SIDE_TEXELS + x) as usize][1];
            *texel = (*texel).max((brown * 255.0) as u8);
        }
    }
}
