//! A picture being made for saving: one sample a frame, so that the window answers meanwhile and it can be stopped.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use glam::Vec2;

use crate::files;
use crate::plan::{Plan, picture};
use crate::render::Renderer;
use crate::render::camera::Camera;
use crate::studio::Prepared;

/// Samples a pixel of a saved picture.
const SAMPLES: u32 = 24;
/// Long side of a saved picture, px.
const LONG_SIDE_PX: f32 = 2560.0;

/// The picture's progress.
pub struct Export {
    /// File to write.
    pub path: PathBuf,
    /// Its size, px: the viewport's shape.
    pub size_px: [u32; 2],
    /// Samples done.
    pub done: u32,
    /// What is drawn, once it is: edits made meanwhile do not get into the picture.
    pub subject: Option<Subject>,
}

/// What a picture shows.
#[derive(Clone)]
pub struct Subject {
    /// The plan, which the picture carries.
    pub plan: Plan,
    /// Its scene.
    pub prepared: Arc<Prepared>,
    /// The viewer.
    pub camera: Camera,
}

impl Export {
    /// A picture of the viewport's shape.
    pub fn new(path: PathBuf, viewport_points: Vec2) -> Export {
        let scale = LONG_SIDE_PX / viewport_points.max_element().max(1.0);
        let size_px =
            [viewport_points.x, viewport_points.y].map(|side| (side * scale).round().max(1.0) as u32);
        Export { path, size_px, done: 0, subject: None }
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

/// Writes the renderer's picture of `plan` to a PNG file that carries the plan.
pub fn write(renderer: &mut Renderer, size_px: [u32; 2], plan: &Plan, path: &Path) -> anyhow::Result<()> {
    let image = renderer.read_picture(size_px)?;
    let image = image::DynamicImage::ImageRgba8(image).into_rgb8();
    Ok(files::write(path, &picture::encode(&image, Some(plan))?)?)
}
