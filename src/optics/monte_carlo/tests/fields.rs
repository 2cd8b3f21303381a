//! Even fields: the law summed over a field's own dots against the Monte Carlo of that field.

use super::super::arrays::{Arrays, SIDE_MM, around, discs_of};
use super::*;
use crate::optics::depth_law::DepthLaw;
use crate::optics::disc::disc_blur;
use crate::optics::dot::{CROWDING, DotLaw, log_loss};
use crate::rng;

const DEPTHS_MM: [f64; 3] = [0.1, 0.15, 0.25];
const RADII_MM: [f32; 2] = [0.075, 0.15];
const PER_MM2: [f32; 3] = [0.9, 1.8, 3.1];
const MELANIN: [f32; 2] = [0.014, 0.1];
/// 450, 550, 620 nm.
const BANDS: [usize; 3] = [7, 17, 24];

/// Places that keep off each other: the best of a few by lot (Mitchell 1991), so that any first of them are even.
fn even_places(count: u32) -> Vec<[f32; 2]> {
    const CANDIDATES: u64 = 12;
    let mut places: Vec<[f32; 2]> = Vec::new();
    for rank in 0..u64::from(count) {
        let candidate =
            |k: u64| [0, 1].map(|axis| SIDE_MM * rng::unit(0xE7E4, (rank * CANDIDATES + k) * 2 + axis));
        let room = |at: [f32; 2]| places.iter().map(|place| square(at, *place)).fold(f32::MAX, f32::min);
        let roomiest = |a: ([f32; 2], f32), b: ([f32; 2], f32)| if b.1 > a.1 { b } else { a };
        let tried = (0..CANDIDATES).map(candidate).map(|at| (at, room(at)));
        let best = tried.fold(([0.0; 2], -1.0), roomiest);
        places.push(best.0);
    }
    places
}

fn square(a: [f32; 2], b: [f32; 2]) -> f32 {
    around(a[0] - b[0]).powi(2) + around(a[1] - b[1]).powi(2)
}

/// Mean contrast of a field of opaque discs by the law, halos made of what they sum to.
fn by_law(law: &DotLaw, places: &[[f32; 2]], r: f64, halos: fn(f64) -> f64) -> f64 {
    const POINTS: u64 = 240;
    let reach_mm = r + 3.5 * law.halo_sigma_mm;
    let at = |i: u64| {
        let point = [0, 1].map(|axis| SIDE_MM * rng::unit(0x9017, 2 * i + axis));
        let (mut core, mut halo) = (0.0, 0.0);
        for rho in
            places.iter().map(|place| f64::from(square(point, *place)).sqrt()).filter(|d| *d < reach_mm)
        {
            let blur = |sigma: f64| disc_blur(rho, r, sigma);
            let near = rho < r + 4.0 * law.sigma_b_mm;
            let b = if near {
                law.core_mix * blur(law.sigma_a_mm) + (1.0 - law.core_mix) * blur(law.sigma_b_mm)
            } else {
                0.0
            };
            core += log_loss(b, 0.0);
            halo += law.halo_strength(r) * blur(law.halo_sigma_mm);
        }
        -law.contrast * (-core - halos(halo)).exp_m1()
    };
    (0..POINTS).map(at).sum::<f64>() / POINTS as f64
}

/// Largest miss of two laws over all fields, and of the densest, signed.
fn misses(places: &[[f32; 2]]) -> [f64; 2] {
    let tissues = Tissues::new(&MELANIN, &[0.0055]);
    let mut worst = [0.0f64; 2];
    for band in BANDS {
        let stack = tissues.stack(&tissues.least(), band);
        let bundle = Bundle {
            stack: &stack,
            planes_mm: &DEPTHS_MM,
            packets: 40_000,
            seed: rng::hash(5, band as u64),
            segments_every: 0,
        };
        let result = bundle.ask(&tissues.weigher(band), || {
            Arrays::of(places, DEPTHS_MM.len(), &RADII_MM, &PER_MM2, MELANIN.len())
        });
        for (tissue, skin) in tissues.skins().enumerate() {
            let law = DepthLaw::new(&skin);
            for (depth, z) in DEPTHS_MM.into_iter().enumerate() {
                for (radius, r) in RADII_MM.into_iter().enumerate() {
                    for (density, n) in PER_MM2.into_iter().enumerate() {
                        let seen =
                            result.score.contrast(depth, radius, density, tissue, result.returned(tissue));
                        let field = &places[..discs_of(n) as usize];
                        let off = [|halo| halo * (1.0 + CROWDING * halo), |halo| halo]
                            .map(|halos| by_law(&law.at(z)[band], field, r.into(), halos) - seen);
                        println!(
                            "band {band} M {} z {z} r {r} n {n}: seen {seen:.3} law {:+.3} plain {:+.3}",
                            skin.melanin, off[0], off[1]
                        );
                        worst = [0, 1].map(|i| f64::max(worst[i], off[i].abs()));
                    }
                }
            }
        }
    }
    worst
}

#[test]
fn even_fields_take_what_the_monte_carlo_takes() {
    let [law, plain] = misses(&even_places(discs_of(PER_MM2[2])));
    println!("even fields: off by {law:.4}, halos plainly summed {plain:.4}");
    assert!(law < 0.03, "{law}");
    assert!(plain > 0.03, "planted: halos that know of no crowd");
}
