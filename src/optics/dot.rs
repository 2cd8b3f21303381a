//! The closed form of a buried dot (skin_optics.md section 10.1, laws 2-8).
//!
//! Light that the tissue above a dot sends back never meets it, so a dot at depth z can take away at most the share
//! c_inf(z) of what bare skin returns. What it takes shows as a sharp core (light that leaves through it) and a wide
//! halo (light that went in beside it and comes out through it, or the reverse).
//!
//! Constants are fits to the project's reference Monte Carlo in light skin (melanin 0.014, blood 0.0035, in-vivo
//! scattering; `tests/data/psf_fit.csv`), seven wavelengths 440-680 nm; rms of contrast 0.010, 95 % within 0.024.
//!
//! Known limits: valid for depths 0.08-1.5 mm and radii 0.075-0.3 mm, and used beyond; other blood and other
//! scattering change k and the widths (not modelled); diffuse light, viewed along the normal; between the seven
//! wavelengths see [`at`]. Tables from a new Monte Carlo replace these fits in the next issue.

use std::sync::LazyLock;

use super::chromophores::{IN_VIVO_SCATTERING, SUBSTANCES};
use super::cie::{BANDS, band_nm};
use super::disc::disc_blur;

/// Blood of the skin the constants were fitted in, volume fraction.
pub const REFERENCE_BLOOD: f64 = 0.0035;

/// Constants of the laws at one wavelength.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constants {
    /// Decay of contrast with depth, mm⁻¹.
    pub k: f64,
    /// Loss of contrast in the epidermis.
    pub c0: f64,
    /// Width of the halo at depth 0, mm.
    pub halo_mm: f64,
    /// Darkening over coverage at depth 0.
    pub n0: f64,
    /// Its growth with depth, mm⁻¹.
    pub n1: f64,
}

/// Wavelengths of the fit: 440 nm and up by 40.
const FITTED: [Constants; 7] = [
    Constants { k: 4.25, c0: 0.13, halo_mm: 0.25, n0: 1.92, n1: 0.20 },
    Constants { k: 1.90, c0: 0.076, halo_mm: 0.44, n0: 2.20, n1: 0.65 },
    Constants { k: 1.655, c0: 0.045, halo_mm: 0.53, n0: 2.28, n1: 0.60 },
    Constants { k: 1.62, c0: 0.035, halo_mm: 0.59, n0: 2.35, n1: 0.35 },
    Constants { k: 1.00, c0: 0.02, halo_mm: 0.77, n0: 2.55, n1: 0.75 },
    Constants { k: 0.81, c0: 0.02, halo_mm: 0.88, n0: 2.60, n1: 0.70 },
    Constants { k: 0.73, c0: 0.015, halo_mm: 1.00, n0: 2.70, n1: 0.70 },
];

/// Constants in each band.
///
/// c0, H0, n0, n1 run straight between the seven wavelengths and stop at the ends. k does not: between 400 and 480
/// nm and at the two dips of oxyhaemoglobin it follows blood, so what is interpolated is k over twice the effective
/// attenuation of the dermis (0.96-1.42, the physical check of section 10.1), which gives 7.3 /mm at 420 nm instead
/// of 4.25 and 2.9 at 450 instead of 3.7.
pub static BY_BAND: LazyLock<[Constants; BANDS]> = LazyLock::new(|| std::array::from_fn(at));

fn at(band: usize) -> Constants {
    let x = ((band_nm(band) - 440.0) / 40.0).clamp(0.0, 6.0);
    let i = (x as usize).min(5);
    let mix = |f: fn(&Constants) -> f64| f(&FITTED[i]) + (x - i as f64) * (f(&FITTED[i + 1]) - f(&FITTED[i]));
    let ratio = |i: usize| FITTED[i].k / (2.0 * effective_attenuation(6 + 4 * i));
    let k_ratio = ratio(i) + (x - i as f64) * (ratio(i + 1) - ratio(i));
    Constants {
        k: k_ratio * 2.0 * effective_attenuation(band),
        c0: mix(|c| c.c0),
        halo_mm: mix(|c| c.halo_mm),
        n0: mix(|c| c.n0),
        n1: mix(|c| c.n1),
    }
}

/// √(3 µa (µa + µs')) of the reference dermis, mm⁻¹ (diffusion theory).
fn effective_attenuation(band: usize) -> f64 {
    let s = &SUBSTANCES[band];
    let mu_a = s.dermis_absorption(REFERENCE_BLOOD);
    (3.0 * mu_a * (mu_a + s.dermis_scattering * IN_VIVO_SCATTERING)).sqrt()
}

impl Constants {
    /// Law 3: share c_inf of R0 that a dense sheet at depth `z` mm takes away; the floor is 1 - c_inf.
    pub fn contrast(&self, z: f64) -> f64 {
        (-self.c0 - self.k * z).exp()
    }

    /// Law 5: width of the halo, mm.
    pub fn halo_sigma_mm(&self, z: f64) -> f64 {
        self.halo_mm + 0.95 * z
    }

    /// Law 5: strength of the halo, ν - 1.
    pub fn halo_gain(&self, z: f64) -> f64 {
        self.n0 + self.n1 * z - 1.0
    }
}

/// Law 4: share p of the narrow Gaussian in the core at depth `z` mm.
pub fn core_mix(z: f64) -> f64 {
    (-3.1 * z).exp()
}

/// Law 4: width of the narrow Gaussian, mm.
pub fn sigma_a_mm(z: f64) -> f64 {
    0.21 * z
}

/// Law 4: width of the wide Gaussian, mm.
pub fn sigma_b_mm(z: f64) -> f64 {
    0.09 + 0.56 * z
}

/// Law 2: opacity a_o of the core of a dot of optical thickness `tau`.
pub fn core_saturation(tau: f64) -> f64 {
    1.0 - (1.0 + 0.3625 * tau).powi(-4)
}

/// Law 2: opacity a_i of the halo.
pub fn halo_saturation(tau: f64) -> f64 {
    -(-2.6 * tau).exp_m1()
}

/// Law 4 without its opacity: image of the core at `rho` mm from the centre of a disc of radius `r` mm at depth `z`
/// mm; `footprint_mm`: deviation of the pixel, one more variance added after saturation.
pub fn core(rho: f64, r: f64, z: f64, footprint_mm: f64) -> f64 {
    let p = core_mix(z);
    p * disc_blur(rho, r, sigma_a_mm(z).hypot(footprint_mm))
        + (1.0 - p) * disc_blur(rho, r, sigma_b_mm(z).hypot(footprint_mm))
}

/// Largest covered fraction, so that its logarithm stays finite.
pub const MOST_COVERED: f64 = 0.995;

/// Law 6: log loss of one dot from its covered fraction `b` and its halo with strength.
pub fn log_loss(b: f64, halo: f64) -> f64 {
    -(-b.min(MOST_COVERED)).ln_1p() + halo
}

/// Law 8 for one depth: R / R0.
pub fn relative_reflectance(contrast: f64, log_loss: f64) -> f64 {
    1.0 + contrast * (-log_loss).exp_m1()
}

/// Decay of a column's share in its halo, mm⁻¹: k at 520 nm.
const COLUMN_DECAY: f64 = 1.655;
/// Gain of a column 0.4 mm tall (skin_optics.md 3.2: opaque, 0.12-0.52 mm deep, 550 nm: 0.16 against 0.06).
const COLUMN_GAIN_0_4: f64 = 2.5;

/// How much more halo a column has than the disc at its top: 1 + a (1 - e^(-kL)) / k for height L in mm.
///
/// A fit to one Monte Carlo figure (2.5 at 0.4 mm), the same at all wavelengths; tables replace it in the next issue.
pub fn column_halo_gain(column_mm: f64) -> f64 {
    let reached = |l: f64| -(-COLUMN_DECAY * l).exp_m1();
    1.0 + (COLUMN_GAIN_0_4 - 1.0) * reached(column_mm.max(0.0)) / reached(0.4)
}

#[cfg(test)]
mod tests;
