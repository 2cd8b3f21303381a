//! All integration tests in one binary.

mod imports;
mod layout;
mod shaders;
mod scratch;
