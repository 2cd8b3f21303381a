//! One picture of one plan.

use image::RgbImage;

use super::{Aim, PictureError, Progress, Subject};
use crate::render::Renderer;
use crate::render::camera::Camera;
use crate::render::quality::FrameSettings;
use crate::studio::{Prepared, Studio};

/// Draws it.
///
/// # Errors
/// [`PictureError`]: stopped, a head that cannot be used, a size that the adapter cannot hold, a device that went away.
pub fn draw(
    renderer: &mut Renderer,
    subject: &Subject,
    aim: Aim,
    size_px: [u32; 2],
    samples: u32,
    progress: Progress<'_>,
) -> Result<RgbImage, PictureError> {
    let prepared = subject.prepared(&mut Studio::default())?;
    converged(renderer, &prepared, &aim.camera(&prepared), size_px, samples, progress)
}

/// The whole picture of a scene.
pub(super) fn converged(
    renderer: &mut Renderer,
    prepared: &Prepared,
    camera: &Camera,
    size_px: [u32; 2],
    samples: u32,
    progress: Progress<'_>,
) -> Result<RgbImage, PictureError> {
    renderer.set_frame_settings(FrameSettings::FULL);
    let picture = renderer.picture(&prepared.scene(camera), size_px, samples, progress)?;
    Ok(image::DynamicImage::ImageRgba8(picture).into_rgb8())
}
