//! Pigment that lets light through: the saturation of core and halo against discs and sheets of the Monte Carlo.

use std::sync::LazyLock;

use super::*;
use crate::optics::depth_law::DepthLaw;
use crate::optics::disc::disc_blur;
use crate::optics::dot::{self, DotLaw};
use crate::optics::monte_carlo::bundle::Score;
use crate::optics::monte_carlo::fit;
use crate::optics::monte_carlo::path::Path;

/// Optical thicknesses; as opaque as these fractions of an opaque disc (`docs/optics.md#the-reference`).
const TAUS: [(f32, f64); 4] = [(0.25, 0.29), (0.5, 0.48), (1.0, 0.71), (2.0, 0.90)];
/// Depths, mm.
const PLANES: [f64; 4] = [0.1, 0.15, 0.2, 0.4];
/// 480, 560, 640 nm.
const BANDS: [usize; 3] = [10, 18, 26];
const RADII_MM: [f32; 2] = [0.075, 0.15];
const OFFSETS_MM: [f32; 4] = [0.0, 0.1, 0.25, 0.6];

/// Grey discs and sheets of every thickness, opaque discs last.
struct GreyPigment {
    discs: Vec<Discs>,
    sheets: Sheets,
}

impl GreyPigment {
    fn new() -> GreyPigment {
        let taus = TAUS.map(|(tau, _)| tau);
        let discs = |tau| Discs::grey(tau, PLANES.len(), &RADII_MM, &OFFSETS_MM, 1);
        GreyPigment {
            discs: taus.into_iter().chain([f32::INFINITY]).map(discs).collect(),
            sheets: Sheets::new(PLANES.len(), &taus.map(f64::from), 1),
        }
    }
}

impl Score for GreyPigment {
    fn add(&mut self, path: &Path, weights: &[f64]) {
        self.discs.iter_mut().for_each(|discs| discs.add(path, weights));
        self.sheets.add(path, weights);
    }

    fn merge(&mut self, other: &GreyPigment) {
        self.discs.iter_mut().zip(&other.discs).for_each(|(sum, more)| sum.merge(more));
        self.sheets.merge(&other.sheets);
    }
}

/// What light skin shows at one depth in one band with pigment of one thickness.
struct GreySample {
    law: DotLaw,
    tau: f32,
    /// Opacity of the disc in the reference.
    reference: f64,
    /// Contrasts by radius and offset.
    grey: [[f64; OFFSETS_MM.len()]; RADII_MM.len()],
    opaque: [[f64; OFFSETS_MM.len()]; RADII_MM.len()],
    sheet: f64,
}

static SEEN: LazyLock<Vec<GreySample>> = LazyLock::new(|| BANDS.into_iter().flat_map(seen).collect());

fn seen(band: usize) -> Vec<GreySample> {
    let tissues = Tissues::new(&[LIGHT.melanin], &[LIGHT.blood]);
    let stack = tissues.stack(&LIGHT, band);
    let bundle = Bundle { stack: &stack, planes_mm: &PLANES, packets: 20_000, seed: 13, segments_every: 0 };
    let answer = bundle.ask(&tissues.weigher(band), GreyPigment::new);
    let (returned, skin) = (answer.returned(0), DepthLaw::new(&LIGHT));
    let discs = |tau: usize, plane: usize| {
        let contrast = |r, offset| answer.score.discs[tau].contrast(plane, r, offset, 0, returned);
        std::array::from_fn(|r| std::array::from_fn(|offset| contrast(r, offset)))
    };
    let mut seen = Vec::new();
    for (plane, z) in PLANES.into_iter().enumerate() {
        for (i, (tau, reference)) in TAUS.into_iter().enumerate() {
            seen.push(GreySample {
                law: skin.at(z)[band],
                tau,
                reference,
                grey: discs(i, plane),
                opaque: discs(TAUS.len(), plane),
                sheet: answer.score.sheets.contrast(plane, i, 0, returned),
            });
        }
    }
    seen
}

/// What the law gives a grey disc seen `rho` mm from its centre; saturation of core and halo by `core` and `halo`.
fn grey_disc(law: &DotLaw, [r, rho]: [f32; 2], tau: f32, core: fn(f64) -> f64, halo: fn(f64) -> f64) -> f64 {
    let (r, rho, tau) = (f64::from(r), f64::from(rho), f64::from(tau));
    let blur = |sigma| disc_blur(rho, r, sigma);
    let b = law.core_mix * blur(law.sigma_a_mm) + (1.0 - law.core_mix) * blur(law.sigma_b_mm);
    let loss = dot::log_loss(core(tau) * b, law.halo_strength(r) * halo(tau) * blur(law.halo_sigma_mm));
    1.0 - dot::relative_reflectance(law.contrast, loss)
}

#[test]
fn grey_discs_are_a_share_of_opaque_ones() {
    let miss = |fraction: fn(&GreySample) -> f64| {
        let of_one = |seen: &GreySample| {
            let misses =
                seen.grey.iter().zip(&seen.opaque).map(|(g, o)| (g[0] - fraction(seen) * o[0]).abs());
            misses.fold(0.0, f64::max)
        };
        SEEN.iter().map(of_one).fold(0.0, f64::max)
    };
    let (own, reference) = (miss(|seen| dot::core_saturation(seen.tau.into())), miss(|seen| seen.reference));
    // Planted: light that goes through once along the normal; as slanting as through a sheet.
    let once = miss(|seen| -(-f64::from(seen.tau)).exp_m1());
    let slanting = miss(|seen| -(-2.1 * f64::from(seen.tau)).exp_m1());
    println!(
        "centres of grey discs: law {own:.4}, reference {reference:.4}, planted {once:.4} {slanting:.4}"
    );
    assert!(own < 0.04 && reference < 0.04, "{own} {reference}");
    assert!(once > 0.04 && slanting > 0.04, "{once} {slanting}");
}

#[test]
fn grey_discs_are_those_of_the_law() {
    let rms = |core: fn(f64) -> f64, halo: fn(f64) -> f64| {
        let mut misses = Vec::new();
        for seen in SEEN.iter() {
            for (row, r) in seen.grey.iter().zip(RADII_MM) {
                let ours = OFFSETS_MM.map(|rho| grey_disc(&seen.law, [r, rho], seen.tau, core, halo));
                misses.extend(row.iter().zip(ours).map(|(contrast, ours)| ours - contrast));
            }
        }
        (fit::rms(&misses), misses.iter().fold(0.0f64, |most, miss| miss.abs().max(most)))
    };
    let (right, worst) = rms(dot::core_saturation, dot::halo_saturation);
    // Planted: opaque, halo and all; core and halo mixed up; a core that is its optical thickness.
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
    // `docs/optics.md#law-2-saturation`: what covers all is as opaque as core and halo of usual dots together.
    let rms = |core: fn(f64) -> f64, halo: fn(f64) -> f64| {
        let miss = |seen: &GreySample| {
            let tau = f64::from(seen.tau);
            let loss = dot::log_loss(core(tau), seen.law.halo_strength(0.15) * halo(tau));
            1.0 - dot::relative_reflectance(seen.law.contrast, loss) - seen.sheet
        };
        let misses: Vec<f64> = SEEN.iter().map(miss).collect();
        (fit::rms(&misses), misses.iter().fold(0.0f64, |most, miss| miss.abs().max(most)))
    };
    let (right, worst) = rms(dot::core_saturation, dot::halo_saturation);
    let planted = [rms(|_| 0.0, dot::halo_saturation), rms(dot::core_saturation, |_| 0.0)];
    println!("grey sheets against the law: rms {right:.4}, worst {worst:.4}; no core, no halo {planted:.4?}");
    assert!(right < 0.03 && planted.iter().all(|(rms, _)| *rms > 0.03), "{right} {planted:?}");
}
