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
//! wavelengths see [`BY_BAND`]. Tables from a new Monte Carlo replace these fits in the next issue.

use std::sync::LazyLock;

use super::cie::{BANDS, band_nm};
use super::disc::disc_blur;

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

/// Constants in each band: straight between the seven wavelengths (k geometrically, as it varies by factors) and
/// the same beyond the ends.
///
/// Known limit: this steps over what blood does between the seven. k is close to twice the effective attenuation of
/// the dermis where blood absorbs (tests), and that would make k 7.3 /mm at 420 nm instead of 4.25, 2.9 at 450
/// instead of 3.5, and 1.9 at the dip of oxyhaemoglobin at 540 instead of 1.64: blue contrast of a sheet 0.3 mm deep
/// 0.37 instead of 0.34, green 0.57 instead of 0.60. Only a Monte Carlo at all bands can settle it; until then the
/// channels stay those of the reference (skin_optics.md 10.1).
pub static BY_BAND: LazyLock<[Constants; BANDS]> =
    LazyLock::new(|| std::array::from_fn(|band| at(band_nm(band))));

fn at(nm: f64) -> Constants {
    let x = ((nm - 440.0) / 40.0).clamp(0.0, 6.0);
    let i = (x as usize).min(5);
    let (a, b) = (&FITTED[i], &FITTED[i + 1]);
    let mix = |f: fn(&Constants) -> f64| f(a) + (x - i as f64) * (f(b) - f(a));
    Constants {
        k: mix(|c| c.k.ln()).exp(),
        c0: mix(|c| c.c0),
        halo_mm: mix(|c| c.halo_mm),
        n0: mix(|c| c.n0),
        n1: mix(|c| c.n1),
    }
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

/// Halo that each mm of a column's wall adds at its top, relative to the disc's, mm⁻¹: makes a column 0.4 mm tall
/// have 2.5 times the halo at 520 nm, k = 1.655 (skin_optics.md 3.2: opaque, 0.12-0.52 mm deep: 0.16 against 0.06).
const COLUMN_WALL_PER_MM: f64 = 5.13;

/// How much more halo a column has than the disc at its top: 1 + a (1 - e^(-kL)) / k for height L in mm.
///
/// `decay_per_mm` is k, by which contrast falls with depth: what the wall adds deeper down counts less, and in blue
/// much less than in red, so tall columns such as hair roots are cooler than discs. A fit to one Monte Carlo figure,
/// carried to other wavelengths by k; tables replace it in the next issue.
pub fn column_halo_gain(column_mm: f64, decay_per_mm: f64) -> f64 {
    let k = decay_per_mm.max(1e-3);
    1.0 - COLUMN_WALL_PER_MM * (-k * column_mm.max(0.0)).exp_m1() / k
}

#[cfg(test)]
mod tests;
