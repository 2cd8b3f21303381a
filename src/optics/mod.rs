//! What skin does to light: chromophores, layered transport, the dot law; colour from spectra.
//!
//! ```text
//! cie, light      observer, illuminants: spectrum -> linear sRGB, CIELAB under a chosen light
//! chromophores    absorption and scattering of the layers of skin, by wavelength
//! adding_doubling layered plane-parallel radiative transfer: total diffuse reflectance
//! skin            bare skin R0(melanin, blood, wavelength): a baked table, read by smooth interpolation
//! tone            a tone as it was told (Lab, typology angle, ..) -> melanin and blood
//! pigment, hair   optical thickness of pigments; reflectance of hair
//! through         how light decays on its way through an ear
//! monte_carlo     packets of light through skin: where the law of a buried dot comes from
//! disc, dot       the law of a buried dot: blur of a disc, floor, core, halo, saturation
//! depth_law       its numbers in a client's own skin, by depth and band: a baked table
//! tables          all of it reduced to three channels for one client under one light: what a renderer needs
//! ```
//!
//! # The model in one screen
//!
//! Skin is five plane layers of one refractive index. Melanin absorbs in the epidermis, blood in the rest, most of it
//! in the upper plexus; scattering falls with wavelength (`assets/optics/skin.toml`, `skin.csv`).
//!
//! `R0(melanin, blood, λ)` is what an eye above sees of it in diffuse light. Light that turns back above a dot never
//! meets it, so however black, the dot leaves a floor: `R >= R0 (1 - c_inf(z))`. What it can take, it takes twice:
//! where light leaves through it (the core: a disc blurred by little, and opaque as it is) and where light went in
//! through it and leaves nearby (the halo, a mm wide). Log losses of all dots add to S, and weighed with c_inf to Q:
//! `R = R0 (1 - Q (1 - e^-S) / S)`. c_inf and the halo come by wavelength from the Monte Carlo; a channel of linear
//! sRGB is their mean over the bands, weighed with light, eye and R0. Blue dies first with depth: that is why deep
//! pigment looks cool, and nothing is painted blue.
//!
//! Limits: depth is certain within 30 % only (one scattering for all clients); skin was checked on forearms; light
//! is diffuse and the eye above; no vessels, follicles or wrinkles inside the skin.
//!
//! Wavelength grid everywhere: [`cie::BANDS`] bands of 10 nm, 380-730 nm. Lengths in mm, absorbance Napierian.
//! Imports only `plan`.

pub mod adding_doubling;
pub mod chromophores;
pub mod cie;
pub mod colour;
pub mod depth_law;
pub mod disc;
pub mod dot;
pub mod hair;
pub mod light;
mod matrix;
pub mod monte_carlo;
mod numbers;
pub mod pigment;
mod quadrature;
pub mod skin;
pub mod tables;
pub mod through;
pub mod tone;

pub use light::Illuminant;
pub use tables::{Column, DepthRow, DotOptics, Tables};
