//! Pictures that leave the house: fully converged, stopped whenever wanted, with a word of what they are.

pub mod pair;
pub mod turntable;

use std::ops::ControlFlow;
use std::path::PathBuf;

use image::RgbImage;

use crate::plan::Plan;
use crate::render::Renderer;
use crate::render::camera::{Camera, View};
use crate::render::gpu::GpuError;
use crate::render::look::Look;
use crate::render::quality::Effort;
use crate::stages::StageError;
use crate::studio::{Moment, Prepared, Studio};

const PAPER: [u8; 3] = [245, 244, 241];
const INK: [u8; 3] = [45, 43, 41];

/// A plan on a day under a light.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Plan.
    pub plan: Plan,
    /// Folder of its relative paths.
    pub base_dir: PathBuf,
    /// When.
    pub moment: Moment,
    /// Light.
    pub look: Look,
}

/// Where it is seen from.
#[derive(Clone, Copy, Debug)]
pub enum Aim {
    /// A named view.
    View(View),
    /// Where somebody stands.
    Camera(Camera),
}

/// Why such a picture cannot be made.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum KeepsakeError {
    #[error(transparent)]
    Stage(#[from] StageError),
    #[error(transparent)]
    Gpu(#[from] GpuError),
    #[error("stopped before it was done")]
    Stopped,
    #[error("the turning picture cannot be encoded: {0}")]
    Encode(#[from] gif::EncodingError),
    #[error("the turning picture's colours cannot be reduced: {0}")]
    Reduce(String),
    #[error("a GIF of {width}x{height} is outside 1 to 65535 pixels a side; choose a smaller size")]
    GifSize { width: u32, height: u32 },
    #[error("a turning picture has at least one frame")]
    NoFrames,
}

/// Told the share done, 0..=1; may stop.
pub type Progress<'a> = &'a mut dyn FnMut(f32) -> ControlFlow<()>;

impl Aim {
    fn camera(&self, prepared: &Prepared) -> Camera {
        match self {
            Aim::View(view) => prepared.framing(*view),
            Aim::Camera(camera) => *camera,
        }
    }
}

impl Subject {
    fn prepared(&self, studio: &mut Studio) -> Result<std::sync::Arc<Prepared>, StageError> {
        studio.prepare(&self.plan, &self.base_dir, self.moment, &self.look)
    }
}

/// One converged picture.
///
/// # Errors
/// [`KeepsakeError`]: stopped, a head that cannot be used, a size that the adapter cannot hold, a device that went away.
pub fn picture(
    renderer: &mut Renderer,
    subject: &Subject,
    aim: Aim,
    (size_px, samples): ([u32; 2], u32),
    progress: Progress<'_>,
) -> Result<RgbImage, KeepsakeError> {
    let prepared = subject.prepared(&mut Studio::default())?;
    converged(renderer, (&prepared, &aim.camera(&prepared)), size_px, samples, progress)
}

fn converged(
    renderer: &mut Renderer,
    (prepared, camera): (&Prepared, &Camera),
    size_px: [u32; 2],
    samples: u32,
    progress: Progress<'_>,
) -> Result<RgbImage, KeepsakeError> {
    renderer.set_effort(Effort::FULL);
    renderer.resize(size_px)?;
    renderer.restart();
    let scene = prepared.scene(camera);
    for done in 1..=samples.max(1) {
        renderer.add_sample(&scene);
        renderer.gpu().wait()?;
        if progress(done as f32 / samples.max(1) as f32).is_break() {
            return Err(KeepsakeError::Stopped);
        }
    }
    Ok(image::DynamicImage::ImageRgba8(renderer.read_picture(size_px)?).into_rgb8())
}
