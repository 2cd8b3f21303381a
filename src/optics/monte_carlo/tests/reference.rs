//! Discs and sheets against the project's reference Monte Carlo (`docs/optics.md#the-reference`).

use super::*;
use crate::optics::monte_carlo::arrays::Arrays;
use crate::optics::monte_carlo::bundle::BundleResult;

/// Depths of the tables below, mm.
const PLANES: [f64; 9] = [0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 1.0, 2.0];
/// Bands of the tables: 440 nm and up by 40.
const BANDS: [usize; 7] = [6, 10, 14, 18, 22, 26, 30];

/// Centre contrast of opaque discs: by depth (up to 1 mm), wavelength, diameter 0.15, 0.30, 0.60 mm.
const DISCS: [[[f64; 3]; 7]; 8] = [
    [
        [0.47, 0.56, 0.61],
        [0.62, 0.71, 0.77],
        [0.66, 0.75, 0.81],
        [0.68, 0.76, 0.81],
        [0.73, 0.81, 0.87],
        [0.76, 0.83, 0.88],
        [0.77, 0.84, 0.89],
    ],
    [
        [0.38, 0.50, 0.56],
        [0.53, 0.66, 0.74],
        [0.58, 0.70, 0.78],
        [0.60, 0.71, 0.78],
        [0.66, 0.77, 0.84],
        [0.69, 0.80, 0.87],
        [0.71, 0.81, 0.88],
    ],
    [
        [0.22, 0.34, 0.43],
        [0.34, 0.52, 0.64],
        [0.39, 0.56, 0.68],
        [0.42, 0.57, 0.69],
        [0.48, 0.65, 0.77],
        [0.52, 0.68, 0.79],
        [0.54, 0.70, 0.81],
    ],
    [
        [0.12, 0.23, 0.33],
        [0.22, 0.39, 0.53],
        [0.25, 0.43, 0.58],
        [0.28, 0.45, 0.59],
        [0.34, 0.53, 0.68],
        [0.37, 0.57, 0.71],
        [0.40, 0.59, 0.73],
    ],
    [
        [0.04, 0.10, 0.18],
        [0.09, 0.21, 0.36],
        [0.11, 0.24, 0.41],
        [0.13, 0.26, 0.42],
        [0.17, 0.33, 0.51],
        [0.20, 0.37, 0.56],
        [0.22, 0.39, 0.58],
    ],
    [
        [0.02, 0.04, 0.09],
        [0.04, 0.11, 0.24],
        [0.05, 0.14, 0.28],
        [0.06, 0.15, 0.29],
        [0.09, 0.20, 0.37],
        [0.10, 0.23, 0.42],
        [0.12, 0.26, 0.45],
    ],
    [
        [0.00, 0.01, 0.03],
        [0.01, 0.04, 0.10],
        [0.01, 0.05, 0.12],
        [0.02, 0.05, 0.13],
        [0.03, 0.08, 0.20],
        [0.03, 0.09, 0.23],
        [0.04, 0.11, 0.25],
    ],
    [
        [0.00, 0.00, 0.00],
        [0.00, 0.01, 0.03],
        [0.00, 0.01, 0.03],
        [0.00, 0.01, 0.03],
        [0.01, 0.02, 0.06],
        [0.01, 0.02, 0.07],
        [0.01, 0.03, 0.08],
    ],
];

/// Floor R/R0 over an opaque sheet: plane, wavelengths.
const FLOORS: [(usize, [f64; 7]); 7] = [
    (1, [0.426, 0.235, 0.193, 0.182, 0.119, 0.096, 0.085]),
    (3, [0.614, 0.365, 0.307, 0.292, 0.195, 0.159, 0.142]),
    (4, [0.746, 0.475, 0.413, 0.393, 0.270, 0.223, 0.199]),
    (5, [0.834, 0.569, 0.505, 0.485, 0.341, 0.284, 0.256]),
    (6, [0.930, 0.707, 0.647, 0.631, 0.464, 0.395, 0.360]),
    (7, [0.988, 0.861, 0.816, 0.809, 0.640, 0.562, 0.524]),
    (8, [1.000, 0.976, 0.963, 0.963, 0.856, 0.788, 0.756]),
];

fn answers(scattering: f64) -> Vec<BundleResult<(Sheets, Discs)>> {
    let tissues = Tissues {
        structure: Structure::phantom(scattering),
        ..Tissues::new(&[LIGHT.melanin], &[LIGHT.blood])
    };
    BANDS
        .map(|band| {
            let stack = tissues.stack(&LIGHT, band);
            let bundle =
                Bundle { stack: &stack, planes_mm: &PLANES, packets: 40_000, seed: 11, segments_every: 0 };
            bundle.ask(&tissues.weigher(band), || {
                let discs = Discs::opaque(PLANES.len(), &[0.075, 0.15, 0.3], &[0.0], 1);
                (Sheets::new(PLANES.len(), &[f64::INFINITY], 1), discs)
            })
        })
        .into()
}

/// Worst deviation of centre contrast and of floor; `shift`: planted error in the plane.
fn worst(answers: &[BundleResult<(Sheets, Discs)>], shift: usize) -> (f64, f64) {
    let (mut disc, mut floor): (f64, f64) = (0.0, 0.0);
    for (i, answer) in answers.iter().enumerate() {
        let returned = answer.returned(0);
        for (plane, row) in DISCS.iter().enumerate() {
            for (radius, expected) in row[i].iter().enumerate() {
                let ours = answer.score.1.contrast(plane + shift, radius, 0, 0, returned);
                disc = disc.max((ours - expected).abs());
            }
        }
        for (plane, row) in &FLOORS {
            let ours = 1.0 - answer.score.0.contrast((plane + shift).min(8), 0, 0, returned);
            floor = floor.max((ours - row[i]).abs());
        }
    }
    (disc, floor)
}

/// Random 0.3 mm opaque discs, 1, 3, 8 per mm², 0.2 mm deep: R/R0 at 480, 560, 640 nm (`docs/optics.md#the-reference`).
#[test]
fn arrays_of_section_3_2() {
    let table = [(10, [0.89, 0.74, 0.54]), (18, [0.88, 0.70, 0.48]), (26, [0.83, 0.61, 0.36])];
    let tissues = Tissues {
        structure: Structure::phantom(CONSTANTS.dermis_scattering_in_vivo),
        ..Tissues::new(&[LIGHT.melanin], &[LIGHT.blood])
    };
    let (mut worst, mut planted): (f64, f64) = (0.0, 0.0);
    for (band, expected) in table {
        let stack = tissues.stack(&LIGHT, band);
        let bundle =
            Bundle { stack: &stack, planes_mm: &[0.2], packets: 40_000, seed: 12, segments_every: 0 };
        let answer =
            bundle.ask(&tissues.weigher(band), || Arrays::new(1, &[0.075, 0.15], &[1.0, 3.0, 8.0], 1));
        let seen = |radius, n| 1.0 - answer.score.contrast(0, radius, n, 0, answer.returned(0));
        println!("arrays {band}: {:.3?} reference {expected:?}", [0, 1, 2].map(|n| seen(1, n)));
        for (n, e) in expected.into_iter().enumerate() {
            worst = worst.max((seen(1, n) - e).abs());
            // Planted: the diameter halved.
            planted = planted.max((seen(0, n) - e).abs());
        }
    }
    println!("arrays of 3.2: within {worst:.4}");
    assert!(worst < 0.03 && planted > 0.03, "{worst} {planted}");
}

#[test]
fn discs_and_sheets_of_section_3_2() {
    let ours = answers(CONSTANTS.dermis_scattering_in_vivo);
    let (disc, floor) = worst(&ours, 0);
    println!("table 3.2: centre contrast within {disc:.4}, floor within {floor:.4}");
    assert!(disc < 0.03 && floor < 0.02, "{disc} {floor}");
    // Planted: the next depth; scattering of dead skin.
    let (disc, floor) = worst(&ours, 1);
    assert!(disc > 0.03 && floor > 0.02, "{disc} {floor}");
    let (disc, floor) = worst(&answers(1.0), 0);
    assert!(disc > 0.03 && floor > 0.02, "{disc} {floor}");
}
