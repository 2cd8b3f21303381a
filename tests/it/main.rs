//! All integration tests in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod adapters;
mod appearance;
mod backends;
mod brush;
mod circles;
mod citations;
mod cli;
mod compare;
mod export;
mod fields;
mod film;
mod golden;
mod handout;
mod head_pictures;
mod imports;
mod journey;
mod layout;
mod light;
mod pictures;
mod reload;
mod safety;
mod scan;
mod shaders;
mod stand;
mod steady;
mod support;
mod swatch;
mod treatment;
mod twins;
mod window;
mod words;
