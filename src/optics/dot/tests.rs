//! The closed form against the Monte Carlo it was fitted to.

use super::*;
use crate::optics::chromophores::{IN_VIVO_SCATTERING, SUBSTANCES};

/// Rows of `tests/data/psf_fit.csv` in the range of validity: band, depth, f, p, sigma A, B, H, nu.
fn fits() -> Vec<[f64; 8]> {
    crate::optics::numbers(include_str!("../../../tests/data/psf_fit.csv"))
        .filter(|r| (0.08..=1.5).contains(&r[1]))
        .map(|r| [(r[0] - 380.0) / 10.0, r[1], r[2], r[3], r[4], r[5], r[6], r[7]])
        .collect()
}

/// Contrast of an opaque disc from parameters: [contrast, p, sigma A, B, H, nu - 1].
fn disc_contrast(rho: f64, r: f64, [c, p, a, b, h, gain]: [f64; 6]) -> f64 {
    let covered = p * disc_blur(rho, r, a) + (1.0 - p) * disc_blur(rho, r, b);
    1.0 - relative_reflectance(c, log_loss(covered, gain * disc_blur(rho, r, h)))
}

/// Parameters of an opaque disc by the laws.
fn laws(law: &Constants, z: f64) -> [f64; 6] {
    [law.contrast(z), core_mix(z), sigma_a_mm(z), sigma_b_mm(z), law.halo_sigma_mm(z), law.halo_gain(z)]
}

/// Deviation of contrast from the fitted table: rms, largest, over radii and offsets.
fn deviation(laws: impl Fn(&Constants, f64) -> [f64; 6]) -> (f64, f64) {
    let (mut sum, mut n, mut worst) = (0.0, 0.0, 0.0f64);
    for [band, z, f, p, a, b, h, nu] in fits() {
        let ours = laws(&BY_BAND[band as usize], z);
        for r in [0.075, 0.15, 0.3] {
            for rho in [0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2, 2.0] {
                let error =
                    disc_contrast(rho, r, ours) - disc_contrast(rho, r, [1.0 - f, p, a, b, h, nu - 1.0]);
                (sum, n, worst) = (sum + error * error, n + 1.0, worst.max(error.abs()));
            }
        }
    }
    (f64::sqrt(sum / n), worst)
}

#[test]
fn closed_form_against_the_fitted_table() {
    let (rms, worst) = deviation(laws);
    println!("closed form against table: rms {rms:.4}, worst {worst:.3}");
    assert!(rms < 0.015 && worst < 0.10, "{rms} {worst}");
    // Planted: no floor; one Gaussian for the core; no halo; depth in units of 2 mm; 0.09 mm dropped from sigma B.
    let plant = |i: usize, f: fn(f64, f64) -> f64| {
        deviation(move |law, z| {
            let mut parameters = laws(law, z);
            parameters[i] = f(parameters[i], z);
            parameters
        })
        .0
    };
    let planted = [
        plant(0, |_, _| 1.0),
        plant(1, |_, _| 0.0),
        plant(5, |_, _| 0.0),
        plant(0, |c, _| c.sqrt()),
        plant(3, |s, _| s - 0.09),
        plant(3, |s, _| s * 2.0),
    ];
    println!("planted defects: rms {planted:.3?}");
    assert!(planted.iter().all(|rms| *rms > 0.015), "{planted:?}");
}

#[test]
fn floor_of_a_dense_sheet() {
    // skin_optics.md 3.2, Monte Carlo, 440..680 nm by 40.
    for (z, floors) in [
        (0.1, [0.426, 0.235, 0.193, 0.182, 0.119, 0.096, 0.085]),
        (0.2, [0.614, 0.365, 0.307, 0.292, 0.195, 0.159, 0.142]),
        (0.4, [0.834, 0.569, 0.505, 0.485, 0.341, 0.284, 0.256]),
        (1.0, [0.988, 0.861, 0.816, 0.809, 0.640, 0.562, 0.524]),
    ] {
        for (i, floor) in floors.into_iter().enumerate() {
            let ours = 1.0 - BY_BAND[6 + 4 * i].contrast(z);
            assert!((ours - floor).abs() < 0.02, "{z} {i} {ours} {floor}");
        }
    }
}

#[test]
fn centre_of_opaque_dots() {
    // skin_optics.md 3.2, Monte Carlo: diameter 0.15, 0.30, 0.60 mm at 440, 520 and 640 nm.
    for (z, at_440, at_520, at_640) in [
        (0.10, [0.38, 0.50, 0.56], [0.58, 0.70, 0.78], [0.69, 0.80, 0.87]),
        (0.20, [0.12, 0.23, 0.33], [0.25, 0.43, 0.58], [0.37, 0.57, 0.71]),
        (0.30, [0.04, 0.10, 0.18], [0.11, 0.24, 0.41], [0.20, 0.37, 0.56]),
        (0.60, [0.00, 0.01, 0.03], [0.01, 0.05, 0.12], [0.03, 0.09, 0.23]),
    ] {
        for (band, expected) in [(6, at_440), (14, at_520), (26, at_640)] {
            let law = &BY_BAND[band];
            for (r, e) in [0.075, 0.15, 0.3].into_iter().zip(expected) {
                let halo = law.halo_gain(z) * disc_blur(0.0, r, law.halo_sigma_mm(z));
                let ours = 1.0 - relative_reflectance(law.contrast(z), log_loss(core(0.0, r, z, 0.0), halo));
                let allowed = if r < 0.1 { 0.07 } else { f64::max(0.15 * e, 0.04) };
                assert!((ours - e).abs() < allowed, "z {z} band {band} r {r}: {ours:.3} {e}");
            }
        }
    }
}

#[test]
fn decay_is_twice_the_effective_attenuation_where_blood_absorbs() {
    // skin_optics.md 10.1, physical check: and about 0.25 /mm more in the red, where the dermis is thin.
    let attenuation = |band: usize| {
        let s = &SUBSTANCES[band];
        let mu_a = s.dermis_absorption(0.0035);
        (3.0 * mu_a * (mu_a + s.dermis_scattering * IN_VIVO_SCATTERING)).sqrt()
    };
    for (i, fitted) in FITTED.iter().enumerate() {
        let band = 6 + 4 * i;
        assert!((BY_BAND[band].k - fitted.k).abs() < 1e-9 && BY_BAND[band].n0 == fitted.n0);
        assert!(
            (fitted.k - 2.0 * attenuation(band)).abs() < 0.25,
            "{band} {} {}",
            fitted.k,
            attenuation(band)
        );
    }
    assert!(BY_BAND.windows(2).all(|pair| pair[1].k <= pair[0].k && pair[1].k > 0.7));
}

#[test]
fn saturation_follows_the_monte_carlo() {
    // skin_optics.md 3.2, grey discs.
    for (tau, expected) in [(0.25, 0.29), (0.5, 0.48), (1.0, 0.71), (2.0, 0.90)] {
        assert!((core_saturation(tau) - expected).abs() < 0.02, "{tau} {}", core_saturation(tau));
    }
    assert_eq!((core_saturation(0.0), halo_saturation(0.0)), (0.0, 0.0));
    assert!(core_saturation(20.0) > 0.999 && halo_saturation(4.0) > 0.999);
}

#[test]
fn black_out_is_the_floor_and_no_darker() {
    for law in BY_BAND.iter() {
        assert!((relative_reflectance(law.contrast(0.2), 20.0) - (1.0 - law.contrast(0.2))).abs() < 1e-8);
        assert_eq!(relative_reflectance(law.contrast(0.2), 0.0), 1.0);
    }
}

#[test]
fn a_shallow_wide_dot_multiplies() {
    // z -> 0, r >> sigma B: R goes to (1 - a) of what the epidermis lets through; no halo counted.
    let law = BY_BAND[24];
    let opacity = core_saturation(0.5);
    let seen = relative_reflectance(law.contrast(1e-4), log_loss(opacity * core(0.0, 1.0, 1e-4, 0.0), 0.0));
    assert!((seen - (1.0 - opacity)).abs() < 0.02, "{seen} {opacity}");
}

#[test]
fn column_has_more_halo_than_its_top() {
    let green = |column_mm| column_halo_gain(column_mm, 1.655);
    assert_eq!(green(0.0), 1.0);
    assert!((green(0.4) - 2.5).abs() < 2e-3, "{}", green(0.4));
    assert!(green(3.0) < 4.2 && green(3.0) > green(1.0));
    // Red light reaches further down a root than blue.
    assert!(column_halo_gain(2.0, 0.8) > green(2.0) && green(2.0) > column_halo_gain(2.0, 4.25));
}
