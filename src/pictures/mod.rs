//! Pictures of plans as files: converged, captioned, cancellable. Exports for clients, figures that explain the craft,
//! and the gallery that the renderer is judged by. Takes a plan (or a dot) and a [`crate::render::Renderer`]; gives
//! pixels or a page.
//!
//! All tell the fraction that is done and can be stopped by [`Progress`], and fail as [`PictureError`].

pub mod caption;
mod error;
pub mod gallery;
pub mod handout;
pub mod pair;
pub mod sheet;
pub mod still;
pub mod strip;
mod subject;
pub mod swatch;
pub mod turntable;
mod variant;

pub use crate::render::readback::{Progress, carry_on};
pub use error::PictureError;
pub use subject::{Aim, Subject};
pub use variant::{OtherPlan, Variant};

/// Colours of pages.
const PAPER: [u8; 3] = [245, 244, 241];
const INK: [u8; 3] = [45, 43, 41];

/// The progress of part `k` of `count` equal ones.
fn part(progress: Progress<'_>, k: usize, count: usize) -> impl FnMut(f32) -> std::ops::ControlFlow<()> {
    move |fraction| progress((k as f32 + fraction) / count as f32)
}
