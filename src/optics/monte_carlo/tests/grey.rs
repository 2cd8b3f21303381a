//! Pigment that lets light through: the saturation of core and halo against discs and sheets of the Monte Carlo.

use super::*;
use crate::optics::depth_law::DepthLaw;
use crate::optics::dot::{self, Law};
use crate::optics::monte_carlo::bundle::{Answer, Score};

/// Optical thicknesses; as opaque as these shares of an opaque disc (skin_optics.md 3.2).
const TAUS: [(f32, f64); 4] = [(0.25, 0.29), (0.5, 0.48), (1.0, 0.71), (2.0, 0.90)];
/// Depths, mm.
const PLANES: [f64; 4] = [0.1, 0.15, 0.2, 0.4];
/// 480, 560, 640 nm.
const BANDS: [usize; 3] = [10, 18, 26];
const RADII_MM: [f32; 2] = [0.075, 0.15];
const OFFSETS_MM: [f32; 4] = [0.0, 0.1, 0.25, 0.6];

/// Asks paths through light skin in a band.
fn ask<S: Score>(band: usize, score: impl Fn() -> S + Sync) -> Answer<S> {
    let tissues = Tissues::new(&[LIGHT.melanin], &[LIGHT.blood]);
    let stack = tissues.stack(&LIGHT, band);
    let bundle = Bundle { stack: &stack, planes_mm: &PLANES, packets: 20_000, seed: 13, segments_every: 0 };
    bundle.ask(&tissues.weigher(band), score)
}

/// Contrasts by radius and offset.
type Contrasts = [[f64; OFFSETS_MM.len()]; RADII_MM.len()];

fn contrasts(answer: &Answer<Discs>, plane: usize) -> Contrasts {
    let returned = answer.returned(0);
    std::array::from_fn(|r| {
        std::array::from_fn(|offset| answer.score.contrast(plane, r, offset, 0, returned))
    })
}

/// For every band, depth and thickness: (band, plane, τ, share of the reference, grey discs, opaque discs).
fn seen() -> Vec<(usize, usize, f32, f64, Contrasts, Contrasts)> {
    let mut seen = Vec::new();
    for band in BANDS {
        let of = |tau: f32| ask(band, || Discs::grey(tau, PLANES.len(), &RADII_MM, &OFFSETS_MM, 1));
        let opaque = ask(band, || Discs::opaque(PLANES.len(), &RADII_MM, &OFFSETS_MM, 1));
        for (tau, share) in TAUS {
            let grey = of(tau);
            for plane in 0..PLANES.len() {
                seen.push((band, plane, tau, share, contrasts(&grey, plane), contrasts(&opaque, plane)));
            }
        }
    }
    seen
}

/// What the law gives a grey disc seen `rho` mm from its centre; saturation of core and halo by `core` and `halo`.
fn grey_disc(law: &Law, [r, rho]: [f32; 2], tau: f32, core: fn(f64) -> f64, halo: fn(f64) -> f64) -> f64 {
    let (r, rho, tau) = (f64::from(r), f64::from(rho), f64::from(tau));
    let blur = |sigma| crate::optics::disc::disc_blur(rho, r, sigma);
    let b = law.core_mix * blur(law.sigma_a_mm) + (1.0 - law.core_mix) * blur(law.sigma_b_mm);
    let loss = dot::log_loss(core(tau) * b, law.halo_strength(r) * halo(tau) * blur(law.halo_sigma_mm));
    1.0 - dot::relative_reflectance(law.contrast, loss)
}

#[test]
fn grey_discs_are_a_share_of_opaque_ones() {
    let seen = seen();
    let miss = |share: &dyn Fn(f64, f64) -> f64| {
        let misses = seen.iter().flat_map(|(_, _, tau, reference, grey, opaque)| {
            let share = share(f64::from(*tau), *reference);
            (0..RADII_MM.len()).map(move |r| (grey[r][0] - share * opaque[r][0]).abs())
        });
        misses.fold(0.0, f64::max)
    };
    let (own, reference) = (miss(&|tau, _| dot::core_saturation(tau)), miss(&|_, share| share));
    // Planted: light that goes through once along the normal; as slanting as through a sheet.
    let (once, slanting) = (miss(&|tau, _| -(-tau).exp_m1()), miss(&|tau, _| -(-2.1 * tau).exp_m1()));
    println!(
        "centres of grey discs: law {own:.4}, reference {reference:.4}, planted {once:.4} {slanting:.4}"
    );
    assert!(own < 0.04 && reference < 0.04, "{own} {reference}");
    assert!(once > 0.04 && slanting > 0.04, "{once} {slanting}");
}

#[test]
fn grey_discs_are_those_of_the_law() {
    let (seen, skin) = (seen(), DepthLaw::new(&LIGHT));
    let rms = |core: fn(f64) -> f64, halo: fn(f64) -> f64| {
        let (mut sum, mut worst, mut n) = (0.0, 0.0f64, 0.0);
        for (band, plane, tau, _, grey, _) in &seen {
            let law = skin.at(PLANES[*plane])[*band];
            for (row, r) in grey.iter().zip(RADII_MM) {
                for (contrast, rho) in row.iter().zip(OFFSETS_MM) {
                    let miss = grey_disc(&law, [r, rho], *tau, core, halo) - contrast;
                    (sum, worst, n) = (sum + miss * miss, worst.max(miss.abs()), n + 1.0);
                }
            }
        }
        (f64::sqrt(sum / n), worst)
    };
    let (right, worst) = rms(dot::core_saturation, dot::halo_saturation);
    // Planted: opaque, halo and all; core and halo mixed up; a halo of opaque pigment.
    let planted = [
        rms(|_| 1.0, |_| 1.0),
        rms(dot::halo_saturation, dot::core_saturation),
        rms(|tau| tau.min(1.0), dot::halo_saturation),
    ];
    println!("grey discs against the law: rms {right:.4}, worst {worst:.4}; planted {planted:.4?}");
    assert!(right < 0.02 && worst < 0.1, "{right} {worst}");
    assert!(planted.iter().all(|(rms, _)| *rms > 0.02), "{planted:?}");
}

#[test]
fn grey_sheets_are_those_of_the_law() {
    let taus = TAUS.map(|(tau, _)| f64::from(tau));
    let skin = DepthLaw::new(&LIGHT);
    let answers = BANDS.map(|band| ask(band, || Sheets::new(PLANES.len(), &taus, 1)));
    // skin_optics.md 10.1 (2): a sheet covers all, so core and halo are their saturations.
    let worst = |core: fn(f64) -> f64, halo: fn(f64) -> f64| {
        let mut worst = 0.0f64;
        for (answer, band) in answers.iter().zip(BANDS) {
            for (plane, z) in PLANES.into_iter().enumerate() {
                let law = skin.at(z)[band];
                for (i, tau) in taus.into_iter().enumerate() {
                    let loss = dot::log_loss(core(tau), (law.nu - 1.0) * halo(tau));
                    let ours = 1.0 - dot::relative_reflectance(law.contrast, loss);
                    worst = worst.max((ours - answer.contrast(plane, i, 0)).abs());
                }
            }
        }
        worst
    };
    let right = worst(dot::core_saturation, dot::halo_saturation);
    let (coreless, once) = (worst(|_| 0.0, dot::halo_saturation), worst(dot::core_saturation, |_| 0.0));
    println!("grey sheets against the law: worst {right:.4}; planted {coreless:.4} {once:.4}");
    assert!(right < 0.06 && coreless > 0.06 && once > 0.06, "{right} {coreless} {once}");
}
