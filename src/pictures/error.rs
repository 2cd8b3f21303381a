//! Why a picture cannot be made.

use crate::plan::PlanError;
use crate::render::gpu::GpuError;
use crate::render::lighting::LightingError;
use crate::stages::StageError;

/// Why a picture cannot be made. Where somebody stopped it, it is [`GpuError::Stopped`].
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum PictureError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    LightingPreset(#[from] LightingError),
    #[error(transparent)]
    Stage(#[from] StageError),
    #[error(transparent)]
    Gpu(#[from] GpuError),
    #[error("a picture cannot be encoded: {0}")]
    Encode(#[from] image::ImageError),
    #[error("the page cannot be written: {0}")]
    Page(#[from] askama::Error),
    #[error("the turning picture cannot be encoded: {0}")]
    Gif(#[from] gif::EncodingError),
    #[error("the turning picture's colours cannot be reduced: {0}")]
    Reduce(String),
    #[error("a GIF of {width}x{height} is outside 1 to 65535 pixels a side; choose a smaller size")]
    GifSize { width: u32, height: u32 },
    #[error("a turning picture has at least one frame")]
    NoFrames,
}
