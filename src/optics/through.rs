//! Light that goes through thin parts, an ear's rim: how fast it decays on its way.
//!
//! Far from where it came in, diffuse light in tissue decays as e^(-μ_eff d), μ_eff = sqrt(3 μ_a (μ_a + μ_s'))
//! (Ishimaru 1978; Jacques 2013, doi 10.1088/0031-9155/58/11/R37). Blood takes blue and green within a millimetre or
//! two, red travels for several: an ear against the light is red.
//!
//! Known limits: an ear is taken for dermis with the client's blood all through, though its skin has more of it and the
//! cartilage between none; what epidermis takes on the way in and out is that of the reflectance by which the light is
//! multiplied.

use super::chromophores::{CONSTANTS, SUBSTANCES};
use super::cie::{BANDS, Spectrum};
use crate::plan::Skin;

/// A channel has one decay, that of light which has come so far, mm: about half the thickness of an ear.
pub const REFERENCE_MM: f64 = 1.5;

/// Effective attenuation of skin by band, mm⁻¹.
pub fn attenuation_per_mm(skin: &Skin) -> Spectrum {
    std::array::from_fn(|band| {
        let substances = &SUBSTANCES[band.min(BANDS - 1)];
        let mu_a = substances.dermis_absorption(skin.blood.into());
        let reduced = substances.dermis_scattering * CONSTANTS.dermis_scattering_in_vivo;
        (3.0 * mu_a * (mu_a + reduced)).sqrt()
    })
}
