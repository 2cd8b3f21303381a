//! Words on pictures.

use ab_glyph::{Font, FontRef, ScaleFont, point};
use image::{Rgb, RgbImage};

use crate::render::gpu::GpuError;
use crate::words::text;

/// What stands on every picture that is taken home.
pub fn promise() -> &'static str {
    text("promise")
}

/// A font for pictures.
pub struct Caption(FontRef<'static>);

impl Caption {
    /// The font that the window uses too.
    ///
    /// # Errors
    /// [`GpuError::Lost`] when the embedded font cannot be read, which would be a broken build.
    pub fn new() -> Result<Caption, GpuError> {
        FontRef::try_from_slice(epaint_default_fonts::UBUNTU_LIGHT)
            .map(Caption)
            .map_err(|error| GpuError::Lost(format!("the embedded font cannot be read: {error}")))
    }

    /// Width of a line of text `height_px` high, px.
    pub fn width(&self, text: &str, height_px: f32) -> f32 {
        let font = self.0.as_scaled(height_px);
        text.chars().map(|c| font.h_advance(font.glyph_id(c))).sum()
    }

    /// Writes a line of text with its upper left corner at `at`, px.
    pub fn write(&self, image: &mut RgbImage, at: [f32; 2], height_px: f32, ink: [u8; 3], text: &str) {
        let font = self.0.as_scaled(height_px);
        let mut pen = point(at[0], at[1] + font.ascent());
        for c in text.chars() {
            let glyph = font.glyph_id(c).with_scale_and_position(height_px, pen);
            pen.x += font.h_advance(glyph.id);
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let corner = outline.px_bounds().min;
            outline.draw(|x, y, coverage| {
                blend(image, [corner.x + x as f32, corner.y + y as f32], ink, coverage)
            });
        }
    }
}

/// Lays `ink` over a pixel; outside the picture nothing happens.
pub fn blend(image: &mut RgbImage, [x, y]: [f32; 2], ink: [u8; 3], coverage: f32) {
    if x < 0.0 || y < 0.0 {
        return;
    }
    if let Some(Rgb(pixel)) = image.get_pixel_mut_checked(x as u32, y as u32) {
        for (channel, ink) in pixel.iter_mut().zip(ink) {
            *channel = (f32::from(*channel) * (1.0 - coverage) + f32::from(ink) * coverage).round() as u8;
        }
    }
}
