//! All integration tests in one binary.

mod cli;
mod head_pictures;
mod imports;
mod layout;
mod real_heads;
mod shaders;
mod support;
mod swatch;
mod window;
