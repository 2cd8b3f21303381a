//! A hair as it grows.

use glam::Vec3;

/// One hair: a root seen through skin and a shaft above it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hair {
    /// Where it leaves the skin, mm, head frame.
    pub position: Vec3,
    /// Unit outward normal there.
    pub normal: Vec3,
    /// Unit direction of growth.
    pub direction: Vec3,
    /// Shaft radius, mm.
    pub radius_mm: f32,
    /// Length of the shaft right after a trim, mm.
    pub length_mm: f32,
    /// Grows from trim to trim; brows, lashes and beard do not.
    pub grows: bool,
    /// Has turned white.
    pub grey: bool,
    /// How it lies above the skin.
    pub lie: Lie,
}

/// How a hair lies above the skin. As usual: straight, by itself, in its full colour.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lie {
    /// How far its tip is drawn along the skin, to its tuft or by its own bend, mm.
    pub drawn_mm: Vec3,
    /// Radius of its curl, mm; 0 where it has none.
    pub curl_mm: f32,
    /// How the curl lies, turns.
    pub curl_phase: f32,
    /// How much more hair than the usual lies over it, in lengths of its own; negative where it lies above others.
    pub under: f32,
    /// Fraction of its colour that it lacks, 0..=1.
    pub pale: f32,
    /// Close to the skin all along, so that no light reaches it over the horizon: brows and lashes.
    pub is_close: bool,
    /// How far its lid comes down in a blink, mm.
    pub lid_mm: f32,
    /// So fine that no root shows.
    pub is_vellus: bool,
}
