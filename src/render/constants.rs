//! Numbers that Rust and the shaders share. Each stands in Rust, where its meaning is, and is written as a WGSL `const`
//! ahead of every shader; `tests/it/shaders.rs` holds that each is used and that none is typed again.

use std::fmt::Write;

use crate::appearance;
use crate::optics::{colour, disc, dot};
use crate::render::{
    albedo, background, film, garment, layout, mottle, pigment_states, relief, surface, tone,
};
use crate::scalp::{creases, eyes};

/// A constant as WGSL has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant {
    /// `u32`.
    Whole(u32),
    /// `f32`.
    Real(f32),
    /// `vec3f`: by channel.
    Channels([f32; 3]),
}

/// Name and value of every shared constant.
pub fn all() -> [(&'static str, Constant); 46] {
    use Constant::{Channels, Real, Whole};
    [
        ("PI", Real(std::f32::consts::PI)),
        ("MAX_LIGHTS", Whole(layout::MAX_LIGHTS as u32)),
        ("MAX_BACKGROUND_SHAPES", Whole(layout::MAX_BACKGROUND_SHAPES as u32)),
        ("SHADOW_MAPS_ACROSS", Whole(layout::SHADOW_MAPS_ACROSS)),
        ("STATES_PER_ROW", Whole(pigment_states::STATES_PER_ROW)),
        ("TEXELS_PER_STATE", Whole(pigment_states::TEXELS_PER_STATE)),
        ("CLIENT_MOST", Real(albedo::MOST)),
        ("RELIEF_SIDE_MM", Real(relief::tile::SIDE_MM)),
        ("RELIEF_SIDE_TEXELS", Real(relief::tile::SIDE_TEXELS as f32)),
        ("MOTTLE_SIDE_MM", Real(mottle::SIDE_MM)),
        ("MOTTLE_SIDE_TEXELS", Real(mottle::SIDE_TEXELS as f32)),
        ("MOST_COVERED", Real(dot::MOST_COVERED as f32)),
        ("CORE_SATURATION_RATE", Real(dot::CORE_SATURATION_RATE as f32)),
        ("HALO_SATURATION_RATE", Real(dot::HALO_SATURATION_RATE as f32)),
        ("CROWDING", Real(dot::CROWDING as f32)),
        ("CONTACT_SHARE", Channels(appearance::CONTACT_SHARE)),
        ("CONTACT_SIGMA_MM", Real(appearance::CONTACT_SIGMA_MM)),
        ("DISC_TABLE_RADIUS", Real(disc::TABLE_RADIUS as f32)),
        ("DISC_TABLE_EDGE", Real(disc::TABLE_EDGE as f32)),
        ("EYE_SCLERA_MM", Real(eyes::GLOBE.sclera_mm)),
        ("EYE_CORNEA_MM", Real(eyes::GLOBE.cornea_mm)),
        ("EYE_CORNEA_AHEAD_MM", Real(eyes::GLOBE.cornea_ahead_mm)),
        ("EYE_IRIS_MM", Real(eyes::IRIS_MM)),
        ("EYE_CONVERGED_RAD", Real(eyes::CONVERGED_RAD)),
        ("EYE_LOWERED_RAD", Real(eyes::LOWERED_RAD)),
        ("TISSUE_CLOTH", Real(garment::CLOTH)),
        ("CLOTH_BAND_MM", Real(garment::BAND_MM)),
        ("BACKDROP_COLUMNS", Real(background::GRID_COLUMNS as f32)),
        ("BACKDROP_ROWS", Real(background::GRID_ROWS as f32)),
        ("EYE_LIDS_MM", Real(surface::LIDS_MM)),
        ("NECK_RING_RISE", Real(creases::NECK_RING_RISE)),
        ("NECK_RINGS_APART_MM", Real(creases::NECK_RINGS_APART_MM)),
        ("NECK_RING_HALF_WIDTH_MM", Real(creases::NECK_RING_HALF_WIDTH_MM)),
        ("LID_ERYTHEMA", Real(surface::LID_ERYTHEMA)),
        ("MOST_BROWN", Real(surface::MOST_BROWN)),
        ("MOST_SEBUM", Real(surface::MOST_SEBUM)),
        ("SRGB_LINE_END", Real(colour::SRGB_LINE_END)),
        ("SRGB_SLOPE", Real(colour::SRGB_SLOPE)),
        ("SRGB_GAMMA", Real(colour::SRGB_GAMMA)),
        ("SRGB_SHIFT", Real(colour::SRGB_SHIFT)),
        ("FILM_FACTOR", Real(film::FACTOR)),
        ("FILM_SHARED", Real(film::SHARED)),
        ("TONE_START", Real(tone::START)),
        ("TONE_OFFSET", Real(tone::OFFSET)),
        ("TONE_TOE", Real(tone::TOE)),
        ("TONE_DESATURATION", Real(tone::DESATURATION)),
    ]
}

/// The same as lines of WGSL.
pub fn wgsl() -> String {
    all().iter().fold(String::new(), |mut text, (name, constant)| {
        // Writing to a string cannot fail.
        let _ = match constant {
            Constant::Whole(value) => writeln!(text, "const {name}: u32 = {value}u;"),
            Constant::Real(value) => writeln!(text, "const {name}: f32 = {value:?};"),
            Constant::Channels([r, g, b]) => writeln!(text, "const {name} = vec3f({r:?}, {g:?}, {b:?});"),
        };
        text
    })
}
