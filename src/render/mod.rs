//! Pictures. Takes a borrowed [`Scene`]: head, splats, tables, look, camera; gives pixels, offscreen or into a
//! window's texture. Lengths in mm. Nothing precious lives on the device: all is made again from the scene.
//!
//! A picture is a running mean of samples: the first is drawn as it is, while the view moves; later ones shift by
//! parts of a pixel and move the key light over its disc, so edges and shadows converge while it rests.

pub mod adapters;
pub mod albedo;
pub mod atlas;
pub mod backends;
pub mod background;
pub mod buffers;
pub mod camera;
mod coarse;
pub mod constants;
pub mod driver_log;
pub mod film;
pub mod frame;
pub mod garment;
pub mod gpu;
pub mod layout;
pub mod lighting;
pub mod mottle;
pub mod noise;
mod normal_clusters;
pub mod passes;
pub mod pigment_states;
pub mod pipeline;
pub mod probe;
pub mod quality;
pub mod readback;
pub mod rectangle;
pub mod relief;
mod renderer;
mod revision;
mod scene;
pub mod shader;
pub mod skin_map;
pub mod splats;
mod strands;
pub mod surface;
pub mod targets;
pub mod tiles;
pub mod tone;

pub use renderer::Renderer;
pub use revision::Revision;
pub use scene::Scene;
