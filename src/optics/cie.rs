//! The CIE 1931 2° observer and the spectra of illuminants, and sums over 10 nm bands.
//!
//! A reflectance is constant within a band; the light and the observer inside it are exact (5 nm tables). Error for
//! skin against 5 nm sums: ΔE at most 0.07 (D65) to 0.24 (F2) on ten NIST subjects
//! (docs/optics.md#illuminants-and-adaptation).

use std::sync::LazyLock;

use super::numbers::numbers;

/// Number of bands.
pub const BANDS: usize = 36;

/// One number per band.
pub type Spectrum = [f64; BANDS];

/// CIE XYZ, or any other triple of a colour space.
pub type Triple = [f64; 3];

/// Centre of a band, nm: 380, 390 .. 730.
pub fn band_nm(band: usize) -> f64 {
    380.0 + 10.0 * band as f64
}

/// A spectrum from a function of the wavelength in nm.
pub fn spectrum(f: impl Fn(f64) -> f64) -> Spectrum {
    std::array::from_fn(|band| f(band_nm(band)))
}

/// One row of the 5 nm table.
struct ObserverRow {
    nm: f64,
    observer: Triple,
    lights: Vec<f64>,
}

/// `assets/optics/cie_5nm.csv`: source in its header.
static ROWS: LazyLock<Vec<ObserverRow>> = LazyLock::new(|| {
    numbers(include_str!("../../assets/optics/cie_5nm.csv"))
        .filter(|row| row.len() > 4)
        .map(|row| ObserverRow { nm: row[0], observer: [row[1], row[2], row[3]], lights: row[4..].to_vec() })
        .collect()
});

/// Weights that turn a reflectance into XYZ under the light in the given column (0 = D50, ..), Y = 1 for white.
pub fn xyz_weights(column: usize) -> [Triple; BANDS] {
    let mut weights = [[0.0; 3]; BANDS];
    for row in ROWS.iter() {
        let power = row.lights.get(column).copied().unwrap_or(f64::NAN);
        for (band, fraction) in fractions(row.nm) {
            for (weight, sensitivity) in weights[band].iter_mut().zip(row.observer) {
                *weight += fraction * power * sensitivity;
            }
        }
    }
    let luminance: f64 = weights.iter().map(|w| w[1]).sum();
    weights.map(|w| w.map(|x| x / luminance))
}

/// Bands a 5 nm sample belongs to: a sample on a boundary is shared; beyond the ends it goes to the last band
/// (the reflectance is taken as constant from 730 to 780 nm, where the observer sees 0.05 % of white).
fn fractions(nm: f64) -> [(usize, f64); 2] {
    let band = |x: f64| x.round().clamp(0.0, (BANDS - 1) as f64) as usize;
    let x = (nm - 380.0) / 10.0;
    [(band(x - 0.25), 0.5), (band(x + 0.25), 0.5)]
}

/// XYZ of a reflectance under a light's weights.
pub fn xyz(weights: &[Triple; BANDS], reflectance: &Spectrum) -> Triple {
    std::array::from_fn(|c| weights.iter().zip(reflectance).map(|(w, r)| w[c] * r).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_whole() {
        assert_eq!(ROWS.len(), 81);
        for (i, row) in ROWS.iter().enumerate() {
            assert_eq!(row.nm, 380.0 + 5.0 * i as f64);
            assert_eq!(row.lights.len(), 12);
            assert!(row.observer.iter().chain(&row.lights).all(|x| x.is_finite() && *x >= 0.0));
        }
    }

    #[test]
    fn samples_are_shared_once() {
        let mut total = [0.0; BANDS];
        for i in 0..81 {
            fractions(380.0 + 5.0 * f64::from(i))
                .iter()
                .for_each(|(band, fraction)| total[*band] += fraction);
        }
        assert!(total[1..35].iter().all(|t| (t - 2.0).abs() < 1e-12), "{total:?}");
        assert_eq!(total.iter().sum::<f64>(), 81.0);
    }

    #[test]
    fn far_red_beyond_the_bands_is_negligible() {
        let all: f64 = ROWS.iter().map(|r| r.observer[1]).sum();
        let beyond: f64 = ROWS.iter().filter(|r| r.nm > 730.0).map(|r| r.observer[1]).sum();
        assert!(beyond / all < 1e-4, "{}", beyond / all);
    }
}
