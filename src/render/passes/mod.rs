//! One pass, one `.rs` and one `.wgsl` of the same name. A pass owns its pipeline, made once; what changes from
//! frame to frame is handed to `draw`.

pub mod accumulate;
pub mod backdrop;
pub mod client;
pub mod far_field;
pub mod halo;
pub mod pigment;
pub mod resolve;
pub mod shadow;
pub mod skin;
pub mod stubble;
pub mod surface;
