//! Pictures. Takes a borrowed [`Scene`]: head, splats, tables, look, camera; gives pixels, offscreen or into a
//! window's texture. Lengths in mm. Nothing precious lives on the device: all is made again from the scene.
//!
//! A picture is a running mean of samples: the first is drawn as it is, while the view moves; later ones shift by
//! parts of a pixel and move the key light over its disc, so edges and shadows converge while it rests.

pub mod adapters;
pub mod atlas;
pub mod backends;
pub mod buffers;
pub mod camera;
mod coarse;
pub mod constants;
pub mod crashes;
mod facing;
pub mod frame;
pub mod gpu;
pub mod layout;
pub mod levels;
pub mod look;
pub mod mottle;
pub mod noise;
pub mod passes;
pub mod pipeline;
pub mod probe;
pub mod quality;
pub mod readback;
pub mod relief;
mod renderer;
mod scene;
pub mod shader;
pub mod skin_map;
pub mod splats;
mod stamp;
pub mod surface;
pub mod targets;
pub mod tone;

pub use renderer::Renderer;
pub use scene::Scene;
pub use stamp::Revision;
