//! Papilla: a real-time 3D simulator of scalp micropigmentation (SMP).
//!
//! Data flows one way; a module imports only from the ones above it (held by `tests/it/imports.rs`):
//!
//! ```text
//! math      small mathematics: a soft step, directions, a frame about a normal, linear equations
//! memo      a value kept until what it was made from changes
//! words     what people read, by key: the catalogue of the window's language
//! files     written whole or not at all
//! plan      what the technician decides: words and numbers, no mesh, no GPU      TOML file <-> struct, validated
//! scalp     where: head mesh, landmarks, scalp zones, hairline curve, hair loss, follicle sites
//! deposit   what the needle leaves: dots per session; how they heal, spread and fade
//! optics    what skin does to light: chromophores, layered transport, the dot law; colour from spectra
//! appearance  what a dot looks like on a day: deposit and optics together
//! stages    plan -> scalp -> dots, each kept until its input changes
//! report    what a technician asks of a plan: work, pigment, spacing, depth, match, warnings
//! render    one frame from a borrowed Scene: passes on wgpu                     (feature "render")
//! studio    a plan on a day under a light, ready to draw
//! timeline  the story of a plan as one line: its stops, their names, days to places
//! export    a treated head for other programs: GLB, USDZ, a stencil       (feature "render")
//! pictures  converged pictures of it: stills, pairs, turning heads, sheets, the handout, swatches, the gallery
//! app, cli  thin faces over the same library calls                              (feature "app")
//! ```
//!
//! Units: lengths in mm on CPU and GPU, angles in radians (degrees in files), time in days, densities per cm²,
//! wavelengths in nm, absorbance Napierian. The unit is in the name; transforms are named `a_from_b`.
//!
//! Frames: *head* (origin midway between the tragions, +X the subject's left, +Y up with the Frankfurt plane
//! level, +Z forward, right-handed, mm) and *mean*, the same frame on the statistical mean head: every head
//! carries `mean_from_head`, a pose or a smooth warp, so hairlines, zones and hair-loss patterns are written once,
//! on the mean head.

#[cfg(feature = "app")]
pub mod app;
pub mod appearance;
pub mod cli;
pub mod deposit;
#[cfg(feature = "render")]
pub mod export;
pub mod files;
pub mod math;
pub mod memo;
pub mod optics;
#[cfg(feature = "render")]
pub mod pictures;
pub mod plan;
#[cfg(feature = "render")]
pub mod render;
pub mod report;
pub mod rng;
pub mod scalp;
pub mod stages;
#[cfg(feature = "render")]
pub mod studio;
pub mod summary;
#[cfg(feature = "render")]
pub mod timeline;
pub mod words;
