//! Monte Carlo of light in layered skin: the source of truth of the dot law.
//!
//! ```text
//! medium, transport   layers, faces; packets of light through them
//! random              the random numbers of one packet
//! path, bundle        what is kept of a path; blocks of packets, energy totals
//! tissues             one bundle weighed for a grid of melanin and blood
//! sheets, discs, arrays, columns   what pigment would have taken from the same paths
//! survey, fit         all questions of one band; the law of a dot fitted to the answers (least_squares)
//! bake, check         the table assets/optics/depth_law.csv, and whether it still holds
//! ```
//!
//! The pigment is never in the tissue while light is traced: a path is kept with its lengths in each layer and its
//! crossings of each plane, and asked afterwards. So one bundle per wavelength answers every melanin, blood, depth,
//! radius and offset, with noise that is the same for all and leaves their quotients smooth.
//!
//! Known limits: plane layers of one structure (no hair, no vessels), diffuse light, view along the normal.

pub mod arrays;
pub mod bake;
pub mod bundle;
pub mod check;
pub mod columns;
pub mod discs;
pub mod fit;
pub mod least_squares;
pub mod medium;
pub mod path;
pub mod random;
pub mod sheets;
pub mod survey;
pub mod tissues;
pub mod transport;

#[cfg(test)]
mod tests;
