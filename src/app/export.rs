//! A picture being made for saving: one sample a frame, so that the window answers meanwhile and it can be stopped.

use std::path::{Path, PathBuf};

use glam::Vec2;

use crate::render::Renderer;

/// Samples a pixel of a saved picture.
const SAMPLES: u32 = 24;
/// Long side of a saved picture, px.
const LONG_SIDE_PX: f32 = 2560.0;

/// The picture's progress.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    /// File to write.
    pub path: PathBuf,
    /// Its size, px: the viewport's shape.
    pub size_px: [u32; 2],
    /// Samples done.
    pub done: u32,
}

impl Export {
    /// A picture of the viewport's shape.
    pub fn new(path: PathBuf, viewport_points: Vec2) -> Export {
        let scale = LONG_SIDE_PX / viewport_points.max_element().max(1.0);
        let size_px =
            [viewport_points.x, viewport_points.y].map(|side| (side * scale).round().max(1.0) as u32);
        Export { path, size_px, done: 0 }
    }

    /// Share done, 0..1.
    pub fn progress(&self) -> f32 {
        self.done as f32 / SAMPLES as f32
    }

    /// Whether all samples are there.
    pub fn is_complete(&self) -> bool {
        self.done >= SAMPLES
    }
}

/// Writes the renderer's picture to a PNG file.
pub fn write(renderer: &mut Renderer, size_px: [u32; 2], path: &Path) -> anyhow::Result<()> {
    let image = renderer.read_picture(size_px)?;
    image::DynamicImage::ImageRgba8(image).into_rgb8().save_with_format(path, image::ImageFormat::Png)?;
    Ok(())
}
