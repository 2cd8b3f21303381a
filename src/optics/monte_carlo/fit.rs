//! The depth law fitted to what the Monte Carlo sees (`docs/optics.md#baking-and-checking`).
//!
//! A disc takes away c_inf (1 - (1 - b) e^(-q (ν-1) h)), b = p D(ρ; r, σ_A) + (1 - p) D(ρ; r, σ_B), h = D(ρ; r, σ_H),
//! q its fraction of a small dot's halo; a random array of n discs of area a takes away c_inf (1 - e^(-n a (1 + q
//! (ν-1)))) in the mean, what the renderer draws from afar. c_inf is what the sheet shows; σ_H and ν are fitted to
//! discs and arrays together in every tissue, band and depth, and p with them: blue light turns round sooner, and its
//! core is softer. σ_A and σ_B are one law of depth for all tissues and bands, since cores of all channels are drawn
//! with the same two Gaussians.

use super::least_squares::{fit, squares};
use super::survey::{ARRAY_RADII_MM, COLUMN_OFFSETS, COLUMN_RADIUS, OFFSETS_MM, Observed, PER_MM2, RADII_MM};
use crate::optics::disc::disc_blur;
use crate::optics::dot::{DotLaw, MOST_COVERED};

/// Weight of a mean of an array against a contrast of a disc at one offset.
const ARRAY_WEIGHT: f64 = 4.0;
/// Contrast that p, σ_H and ν are held to their usual values with, so that noise does not move them where nothing
/// is to be seen.
const HELD: f64 = 3e-3;
/// Bands that the common widths are fitted to: 430 to 670 nm, which make up a colour.
pub const CORE_BANDS: [usize; 9] = [5, 8, 11, 14, 17, 20, 23, 26, 29];

/// Widths of the core as laws of depth: σ_A = a z, σ_B = b0 + b1 z.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoreWidths {
    /// Slope of σ_A.
    pub a: f64,
    /// σ_B at depth 0, mm.
    pub b0: f64,
    /// Slope of σ_B.
    pub b1: f64,
}

impl CoreWidths {
    /// Width of the narrow Gaussian at a depth, mm.
    pub fn sigma_a_mm(&self, z: f64) -> f64 {
        self.a * z
    }

    /// Width of the wide Gaussian, mm.
    pub fn sigma_b_mm(&self, z: f64) -> f64 {
        self.b0 + self.b1 * z
    }
}

/// Misses of a law from what was seen: discs, then arrays.
pub fn misses(law: &DotLaw, seen: &Observed) -> Vec<f64> {
    misses_with(law, seen, &core_blurs(law.sigma_a_mm, law.sigma_b_mm))
}

fn misses_with(law: &DotLaw, seen: &Observed, core: &[[f64; 2]]) -> Vec<f64> {
    let places = (0..RADII_MM.len()).flat_map(|r| (0..OFFSETS_MM.len()).map(move |o| (r, o)));
    let disc = |((r, o), [a, b]): ((usize, usize), &[f64; 2])| {
        let halo = disc_blur(OFFSETS_MM[o].into(), RADII_MM[r].into(), law.halo_sigma_mm);
        law.disc_of_blurs(RADII_MM[r].into(), [*a, *b, halo]) - seen.discs[r][o]
    };
    let mut misses: Vec<f64> = places.zip(core).map(disc).collect();
    for (row, r) in seen.arrays.iter().zip(ARRAY_RADII_MM) {
        let miss = |(contrast, n): (&f64, f32)| ARRAY_WEIGHT * (law.array(r.into(), n.into()) - contrast);
        misses.extend(row.iter().zip(PER_MM2).map(miss));
    }
    misses
}

/// D of both Gaussians of the core at every radius and offset of the survey.
fn core_blurs(sigma_a_mm: f64, sigma_b_mm: f64) -> Vec<[f64; 2]> {
    let mut blurs = Vec::new();
    for r in RADII_MM {
        for offset in OFFSETS_MM {
            blurs.push([sigma_a_mm, sigma_b_mm].map(|s| disc_blur(offset.into(), r.into(), s)));
        }
    }
    blurs
}

/// The law that fits what was seen best, for given widths of the core.
pub fn fit_law(seen: &Observed, widths: &CoreWidths) -> DotLaw {
    let z = seen.depth_mm;
    let core = core_blurs(widths.sigma_a_mm(z), widths.sigma_b_mm(z));
    // Near the reference's closed form (`docs/optics.md#the-reference`), ν of a small dot.
    let usual = [(-3.1 * z).exp(), 0.55 + 0.95 * z, 2.8];
    let law = |[core_mix, halo_sigma_mm, nu]: &[f64; 3]| DotLaw {
        contrast: seen.sheet,
        core_mix: *core_mix,
        sigma_a_mm: widths.sigma_a_mm(z),
        sigma_b_mm: widths.sigma_b_mm(z),
        halo_sigma_mm: *halo_sigma_mm,
        nu: *nu,
        ..DotLaw::default()
    };
    law(&fit(usual, [(0.0, 1.0), (0.1, 4.0), (1.05, 6.0)], |at| {
        let mut misses = misses_with(&law(at), seen, &core);
        misses.extend(at.iter().zip(usual).map(|(x, u)| HELD * (x - u) / u.max(0.3)));
        misses
    }))
}

/// Widths of the core that fit all that was seen best, each with its own p, σ_H and ν.
pub fn fit_widths(seen: &[Observed]) -> CoreWidths {
    let widths = |[a, b0, b1]: &[f64; 3]| CoreWidths { a: *a, b0: *b0, b1: *b1 };
    // From the widths of the reference (`docs/optics.md#law-4-core`).
    let found = fit([0.21, 0.09, 0.56], [(0.05, 0.5), (0.02, 0.3), (0.1, 1.5)], |at| {
        seen.iter().flat_map(|one| misses(&fit_law(one, &widths(at)), one)).collect()
    });
    widths(&found)
}

/// How many times a disc's halo a column with the same top and radius has, from contrasts at the survey's offsets.
///
/// Log losses summed over the area outside both, the core's taken off: the whole darkening is kept, also from afar.
/// Close by a column's halo is stronger than that (by half in red at 0.3 mm) and further out weaker.
pub fn column_gain(law: &DotLaw, seen: &Observed, column: &[f64; COLUMN_OFFSETS.len()]) -> f64 {
    let r = f64::from(RADII_MM[COLUMN_RADIUS]);
    let outside = |contrast: f64, rho: f64| {
        let core = law.core_mix * disc_blur(rho, r, law.sigma_a_mm)
            + (1.0 - law.core_mix) * disc_blur(rho, r, law.sigma_b_mm);
        let loss = -(-contrast / law.contrast.max(1e-9)).max(-MOST_COVERED).ln_1p();
        // Rings of even ratio: the area of each grows as the square of its radius.
        (loss + (-core).ln_1p()) * rho * rho
    };
    let sum = |contrasts: &[f64]| -> f64 {
        let rhos = COLUMN_OFFSETS.map(|o| f64::from(OFFSETS_MM[o]));
        contrasts.iter().zip(rhos).map(|(c, rho)| outside(*c, rho)).sum()
    };
    let disc = COLUMN_OFFSETS.map(|o| seen.discs[COLUMN_RADIUS][o]);
    (sum(column) / sum(&disc).max(1e-9)).clamp(1.0, 20.0)
}

/// Root mean square of misses.
pub fn rms(misses: &[f64]) -> f64 {
    (squares(misses) / misses.len().max(1) as f64).sqrt()
}
