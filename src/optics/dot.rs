//! The law of a buried dot (laws 2 to 8 of `docs/optics.md#law-2-saturation`).
//!
//! Light that the tissue above a dot sends back never meets it, so a dot at depth z can take away at most the fraction
//! c_inf(z) of what bare skin returns. What it takes shows as a sharp core (light that leaves through it) and a wide
//! halo (light that went in beside it and comes out through it, or the reverse).
//!
//! The numbers of a [`DotLaw`] come from the Monte Carlo by way of [`super::depth_law`]. Here is what they mean.
//!
//! A dense field takes a little less than the sum of its dots foretells: a path that one dot stopped, no other can
//! stop. The law lets halos add, which the renderer needs; its means are within 0.03 of the Monte Carlo's arrays.
//!
//! Known limits: diffuse light, viewed along the normal; opacity of core and halo by tau alone (laws 2), whatever
//! wavelength and depth.

use super::disc::disc_blur;

/// What a disc of pigment does in one tissue, in one band, at one depth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DotLaw {
    /// c_inf: fraction of R0 that a dense sheet here takes away; the floor is 1 - c_inf.
    pub contrast: f64,
    /// Share p of the narrow Gaussian in the core.
    pub core_mix: f64,
    /// Width σ_A of the narrow Gaussian, mm.
    pub sigma_a_mm: f64,
    /// Width σ_B of the wide Gaussian, mm.
    pub sigma_b_mm: f64,
    /// Width σ_H of the halo, mm.
    pub halo_sigma_mm: f64,
    /// Darkening ν over coverage of the smallest dot; ν - 1 is the strength of its halo, [`halo_fraction`] that of others.
    pub nu: f64,
    /// How many times the disc's halo columns of [`COLUMN_HEIGHTS_MM`] have.
    pub column_gains: [f64; 2],
}

impl DotLaw {
    /// Contrast 1 - R/R0 of an opaque disc of radius `r` mm, seen `rho` mm from its centre.
    pub fn disc(&self, r: f64, rho: f64) -> f64 {
        self.disc_of_blurs(
            r,
            [self.sigma_a_mm, self.sigma_b_mm, self.halo_sigma_mm].map(|s| disc_blur(rho, r, s)),
        )
    }

    /// The same from the disc blurred by σ_A, σ_B and σ_H.
    pub fn disc_of_blurs(&self, r: f64, [a, b, halo]: [f64; 3]) -> f64 {
        let core = self.core_mix * a + (1.0 - self.core_mix) * b;
        self.contrast * (1.0 - (1.0 - core) * (-self.halo_strength(r) * halo).exp())
    }

    /// Strength of the halo of a disc of radius `r` mm: its fraction of ν - 1.
    pub fn halo_strength(&self, r: f64) -> f64 {
        (self.nu - 1.0) * halo_fraction(r)
    }

    /// Mean contrast of a random array of `per_mm2` opaque discs of radius `r` mm.
    pub fn array(&self, r: f64, per_mm2: f64) -> f64 {
        let coverage = per_mm2 * std::f64::consts::PI * r * r;
        -self.contrast * (-coverage * (1.0 + self.halo_strength(r))).exp_m1()
    }
}

/// How much of its own halo a disc takes for each mm of radius, mm⁻¹. Discs of three sizes alone are fitted best by
/// 2; with 1.5 deep discs keep to the reference too, and random arrays come within 0.027 of the Monte Carlo.
pub const SELF_OVERLAP_PER_MM: f64 = 1.5;

/// Halo of a disc of radius `r` mm over that of as many small dots of the same area.
///
/// Light meets the dot's plane several times, mostly close by. A wide disc is met by one path more than once, and can
/// take it but once.
pub fn halo_fraction(r: f64) -> f64 {
    1.0 / (1.0 + SELF_OVERLAP_PER_MM * r)
}

/// How much more the halo of a dot takes where other dots lie around it, per fraction of the skin that they cover.
/// Fitted to fields of the program's own sites by the Monte Carlo (`tests/it/fields.rs`).
///
/// Halos add as if the dots lay anywhere. But dots keep off each other: where light leaves between them, there is a gap,
/// and round a gap they stand closer than in the mean, by 1 / (1 - coverage). A dot by itself has no crowd.
pub const CROWDING: f64 = 1.2;

/// The same for a field of which cores and halos are known as one sum alone, per unit of it; `halo_strength`: how many
/// times its core a dot's halo takes.
pub fn crowding_of_sums(halo_strength: f64) -> f64 {
    CROWDING * halo_strength / (1.0 + halo_strength).powi(2)
}

/// Law 2: how fast the core grows opaque with optical thickness, and the halo.
pub const CORE_SATURATION_RATE: f64 = 0.3625;
/// See [`CORE_SATURATION_RATE`].
pub const HALO_SATURATION_RATE: f64 = 2.6;

/// Law 2: opacity a_o of the core of a dot of optical thickness `tau`.
pub fn core_saturation(tau: f64) -> f64 {
    1.0 - (1.0 + CORE_SATURATION_RATE * tau).powi(-4)
}

/// Law 2: opacity a_i of the halo.
pub fn halo_saturation(tau: f64) -> f64 {
    -(-HALO_SATURATION_RATE * tau).exp_m1()
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

/// Heights of the columns that [`DotLaw::column_gains`] are of, mm: a column of pigment, the root of a hair.
pub const COLUMN_HEIGHTS_MM: [f64; 2] = [0.4, 2.0];
/// Decays between which [`column_wall`] looks, mm⁻¹.
const DECAYS: (f64, f64) = (0.01, 40.0);

/// How much more halo a column has than the disc at its top: 1 + a (1 - e^(-kL)) / k for height L in mm.
///
/// `wall_per_mm` is a, what each mm of wall adds at the top; `decay_per_mm` is k, by which that falls off deeper
/// down, much faster in blue than in red: tall columns such as hair roots are cooler than discs.
pub fn column_halo_gain(column_mm: f64, wall_per_mm: f64, decay_per_mm: f64) -> f64 {
    1.0 + wall_per_mm * reached(decay_per_mm, column_mm.max(0.0))
}

/// Wall and decay, mm⁻¹, that give columns of [`COLUMN_HEIGHTS_MM`] these gains.
pub fn column_wall(gains: [f64; 2]) -> (f64, f64) {
    let [short, tall] = COLUMN_HEIGHTS_MM;
    let short_gain = (gains[0] - 1.0).max(0.0);
    let wanted = (gains[1] - 1.0) / short_gain.max(1e-6);
    let (mut low, mut high) = DECAYS;
    for _ in 0..40 {
        let middle = (low * high).sqrt();
        let ratio = reached(middle, tall) / reached(middle, short);
        if ratio > wanted { low = middle } else { high = middle }
    }
    (short_gain / reached(low, short), low)
}

/// (1 - e^(-kL)) / k.
fn reached(decay_per_mm: f64, column_mm: f64) -> f64 {
    let k = decay_per_mm.max(1e-3);
    -(-k * column_mm).exp_m1() / k
}

#[cfg(test)]
mod tests;
