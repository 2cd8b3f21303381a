//! The look of a good camera's picture: its grain. Off unless somebody asks for it, and never where colour is measured.
//!
//! Grain is a function of the view and the pixel, so the same picture has the same grain. Its size is that of a camera
//! of 24 megapixels scaled to the picture; finer than pixels it averages out. `shaders/common/film.wgsl` draws it;
//! `tests/it/twins.rs` holds the two together. Numbers by eye, of pictures at ISO 800 to 1600.
//!
//! The tone curve has a toe and a shoulder already ([`super::tone`]); a lens's flare and halation are not drawn.

use crate::render::camera::Camera;
use crate::rng;

/// Lines of a frame of 24 megapixels.
const CAMERA_LINES: f32 = 4000.0;
/// Size of its grain, in its pixels: noise of neighbours is alike after demosaicing.
const GRAIN_CAMERA_PX: f32 = 2.5;
/// Standard deviation of grain no finer than pixels where it is strongest, as a fraction of white's code value.
const STRENGTH: f32 = 0.016;
/// √x (1 - x) at a third, in middle shadows, where it is greatest. Counting photons makes noise even over code values; the
/// toe of the curve leaves less of it in the dark, the shoulder less in the light.
const SHAPE_AT_MOST: f32 = 0.384_9;
/// Factor on √x (1 - x) at a code value x.
pub const FACTOR: f32 = STRENGTH / SHAPE_AT_MOST;
/// Fraction of its variance that all channels share.
pub const SHARED: f32 = 0.55;

/// Size of grain in a picture so many pixels high, px; 0 is none.
pub fn grain_px(has_film: bool, height_px: f32) -> f32 {
    if has_film { GRAIN_CAMERA_PX * height_px / CAMERA_LINES } else { 0.0 }
}

/// Standard deviation of grain of a size, px, in a channel, at a code value 0..=1.
pub fn deviation(grain_px: f32, code: f32) -> f32 {
    let code = code.clamp(0.0, 1.0);
    FACTOR * grain_px.min(1.0) * code.sqrt() * (1.0 - code)
}

/// What makes the grain of a view its own: a whole number of 16 bits.
pub fn seed(camera: &Camera) -> f32 {
    let [x, y, z] = (camera.target + camera.distance_mm * camera.outward()).to_array().map(f32::to_bits);
    let mixed = rng::unit(u64::from(x) << 32 | u64::from(y), u64::from(z));
    (mixed * 65535.0).floor()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code value of middle shadows.
    const STRONGEST_AT: f32 = 1.0 / 3.0;

    #[test]
    fn grain_is_strongest_in_middle_shadows_and_gone_in_black_and_white() {
        let at = |code: f32| deviation(2.0, code);
        let strongest = (0..=100).map(|i| at(i as f32 / 100.0)).fold(0.0, f32::max);
        assert!((at(STRONGEST_AT) / STRENGTH - 1.0).abs() < 1e-3 && strongest <= at(STRONGEST_AT));
        assert!(at(0.0) == 0.0 && at(1.0) == 0.0 && at(0.9) < 0.5 * STRENGTH);
    }

    #[test]
    fn grain_has_the_size_of_a_cameras_and_averages_out_in_small_pictures() {
        assert_eq!([0.0, 2.5], [false, true].map(|has_film| grain_px(has_film, CAMERA_LINES)));
        let [small, large] = [900.0, 4000.0].map(|height_px| deviation(grain_px(true, height_px), 0.3));
        assert!((small / large - 0.5625).abs() < 1e-3, "{small} {large}");
    }
}
