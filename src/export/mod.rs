//! A treated head for other programs: 3D models (GLB and USDZ) with the dots baked into their textures, and the hairline
//! on paper. Takes a plan through [`crate::studio`], gives bytes of files; no device draws here.
//!
//! ```text
//! patches    the head cut into scalp, face and eyes        chart    each of them laid on a square texture
//! marks      dots, roots and stubble as marks on a chart   halos    their wide halos over the scalp's atlas
//! skin       what a texel sends back                       bake     one texture
//! glb, usdz  the model's files                             stencil  the hairline unrolled, one to one, as PDF
//! ```
//!
//! The laws are those of the picture under flat white daylight, told again for the processor: `halos` after
//! `shaders/halo.wgsl`, `marks` after `shaders/pigment.wgsl` and `shaders/stubble.wgsl`, `skin` after `shaders/skin.wgsl`.
//!
//! Known limits: stubble, brows and beard are paint on the skin, and so are lashes; hair longer than some mm is as dark
//! as its cover, without its height. No relief, no mottle, no shirt; light and gloss are those of the program that opens
//! the file.

mod bake;
mod chart;
mod error;
pub mod glb;
mod halos;
mod marks;
mod model;
mod patches;
mod skin;
mod state;
pub mod stencil;
pub mod usdz;

pub use chart::COARSEST_TEXEL_MM;
pub use error::ExportError;
pub use model::{Model, Models, Part, When};
