//! Colour spaces and colour differences.
//!
//! Written out rather than taken from `palette` (0.7.7, which is in the tree): there a white is a type, here it is that
//! of a light; there an eye adapts in full, here by a degree, and its digits of Bradford's inverse would change
//! pictures; its CIEDE2000 leaves mean hues above 360° in the rotation term, off by up to 0.0001 between reds.

use super::cie::Triple;

/// White of linear sRGB (IEC 61966-2-1), D65 with Y = 1.
pub const D65_WHITE: Triple = [0.950_47, 1.0, 1.088_83];

/// Linear sRGB (D65) from XYZ (IEC 61966-2-1; inverse of the primaries, 7 digits).
const SRGB_FROM_XYZ: [Triple; 3] = [
    [3.240_454_2, -1.537_138_5, -0.498_531_4],
    [-0.969_266, 1.876_010_8, 0.041_556],
    [0.055_643_4, -0.204_025_9, 1.057_225_2],
];

/// XYZ from linear sRGB.
const XYZ_FROM_SRGB: [Triple; 3] = [
    [0.412_456_4, 0.357_576_1, 0.180_437_5],
    [0.212_672_9, 0.715_152_2, 0.072_175],
    [0.019_333_9, 0.119_192, 0.950_304_1],
];

/// Cone-like responses from XYZ (Bradford; Lam 1985).
const BRADFORD: [Triple; 3] =
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]];

/// Inverse of [`BRADFORD`].
const XYZ_FROM_BRADFORD: [Triple; 3] = [
    [0.986_992_9, -0.147_054_3, 0.159_962_7],
    [0.432_305_3, 0.518_360_3, 0.049_291_2],
    [-0.008_528_7, 0.040_042_8, 0.968_486_7],
];

fn times(matrix: &[Triple; 3], v: Triple) -> Triple {
    matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
}

/// Linear sRGB from XYZ relative to D65.
pub fn srgb_from_xyz(xyz: Triple) -> Triple {
    times(&SRGB_FROM_XYZ, xyz)
}

/// XYZ relative to D65 from linear sRGB.
pub fn xyz_from_srgb(rgb: Triple) -> Triple {
    times(&XYZ_FROM_SRGB, rgb)
}

/// XYZ seen by an eye adapted from `white` towards D65 by `degree`: 0 not at all (a daylight camera), 1 fully.
/// Bradford cone gains, mixed linearly with none as in CIECAM02.
pub fn adapt(xyz: Triple, white: Triple, degree: f64) -> Triple {
    let (from, to) = (times(&BRADFORD, white), times(&BRADFORD, D65_WHITE));
    let mut cones = times(&BRADFORD, xyz);
    for i in 0..3 {
        cones[i] *= degree * to[i] / from[i] + (1.0 - degree);
    }
    times(&XYZ_FROM_BRADFORD, cones)
}

/// CIELAB (CIE 015) of XYZ against a white.
pub fn lab(xyz: Triple, white: Triple) -> Triple {
    const DELTA: f64 = 6.0 / 29.0;
    let f = |t: f64| if t > DELTA.powi(3) { t.cbrt() } else { t / (3.0 * DELTA * DELTA) + 4.0 / 29.0 };
    let [x, y, z] = [0, 1, 2].map(|i| f(xyz[i] / white[i]));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// sRGB's transfer function (IEC 61966-2-1): a line up to this linear value, then a power, scaled and shifted.
pub const SRGB_LINE_END: f32 = 0.003_130_8;
/// Slope of that line.
pub const SRGB_SLOPE: f32 = 12.92;
/// The power, its scale less one being its shift.
pub const SRGB_GAMMA: f32 = 2.4;
/// Shift of the power.
pub const SRGB_SHIFT: f32 = 0.055;

/// Code value 0..1 of a linear sRGB channel.
pub fn srgb_encode(linear: f32) -> f32 {
    let c = linear.clamp(0.0, 1.0);
    if c <= SRGB_LINE_END {
        SRGB_SLOPE * c
    } else {
        (1.0 + SRGB_SHIFT) * c.powf(1.0 / SRGB_GAMMA) - SRGB_SHIFT
    }
}

/// Its inverse: linear component of a code value, both 0 to 1.
pub fn srgb_decode(code: f32) -> f32 {
    if code <= SRGB_SLOPE * SRGB_LINE_END {
        code / SRGB_SLOPE
    } else {
        ((code + SRGB_SHIFT) / (1.0 + SRGB_SHIFT)).powf(SRGB_GAMMA)
    }
}

/// CIELAB of a linear sRGB colour.
pub fn lab_from_srgb(rgb: Triple) -> Triple {
    lab(xyz_from_srgb(rgb), D65_WHITE)
}

/// Individual typology angle, degrees (Chardon 1991): atan2(L* - 50, b*).
pub fn ita_degrees(lab: Triple) -> f64 {
    (lab[0] - 50.0).atan2(lab[2]).to_degrees()
}

/// CIE 1976 colour difference.
pub fn delta_e76(a: Triple, b: Triple) -> f64 {
    (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
}

/// CIEDE2000 (Sharma, Wu, Dalal 2005, doi 10.1002/col.20070), k_L = k_C = k_H = 1.
pub fn delta_e2000(a: Triple, b: Triple) -> f64 {
    let chroma = (a[1].hypot(a[2]) + b[1].hypot(b[2])) / 2.0;
    let grey = 1.5 - 0.5 * compressed(chroma);
    let (c1, h1) = polar(a[1] * grey, a[2]);
    let (c2, h2) = polar(b[1] * grey, b[2]);
    let (dh, h) = if c1 * c2 == 0.0 { (0.0, h1 + h2) } else { hue_pair(h1, h2) };
    let (l, c) = ((a[0] + b[0]) / 2.0, (c1 + c2) / 2.0);
    let cos = |factor: f64, shift: f64| (factor * h + shift).to_radians().cos();
    let t =
        1.0 - 0.17 * cos(1.0, -30.0) + 0.24 * cos(2.0, 0.0) + 0.32 * cos(3.0, 6.0) - 0.20 * cos(4.0, -63.0);
    let l50 = (l - 50.0).powi(2);
    let dl = (b[0] - a[0]) / (1.0 + 0.015 * l50 / (20.0 + l50).sqrt());
    let dc = (c2 - c1) / (1.0 + 0.045 * c);
    let dh = 2.0 * (c1 * c2).sqrt() * (dh / 2.0).to_radians().sin() / (1.0 + 0.015 * c * t);
    let twist = 60.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rotation = -2.0 * compressed(c) * twist.to_radians().sin();
    (dl * dl + dc * dc + dh * dh + rotation * dc * dh).sqrt()
}

/// sqrt(c^7 / (c^7 + 25^7)).
fn compressed(chroma: f64) -> f64 {
    let c7 = chroma.powi(7);
    (c7 / (c7 + 25f64.powi(7))).sqrt()
}

/// Chroma and hue in degrees, 0..360.
fn polar(a: f64, b: f64) -> (f64, f64) {
    (a.hypot(b), b.atan2(a).to_degrees().rem_euclid(360.0))
}

/// Signed difference and mean of two hues the short way round, degrees.
fn hue_pair(h1: f64, h2: f64) -> (f64, f64) {
    let (d, mean) = (h2 - h1, (h1 + h2) / 2.0);
    match d {
        d if d.abs() <= 180.0 => (d, mean),
        d => (d - 360.0 * d.signum(), if mean < 180.0 { mean + 180.0 } else { mean - 180.0 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of the published test data (Sharma 2005, table 1): the hard cases of hue and rotation.
    const SHARMA: [(Triple, Triple, f64); 16] = [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 3.1571, -77.2803], [50.0, 0.0, -82.7485], 2.8615),
        ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0000),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0009], 7.1792),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0011], 7.2195),
        ([50.0, -0.001, 2.49], [50.0, 0.0009, -2.49], 4.8045),
        ([50.0, -0.001, 2.49], [50.0, 0.0011, -2.49], 4.7461),
        ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([50.0, 2.5, 0.0], [56.0, -27.0, -3.0], 31.9030),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373),
        ([90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441),
        ([6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377),
        ([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082),
    ];

    #[test]
    fn code_values_come_back() {
        for code in 0..=255 {
            let code = code as f32 / 255.0;
            assert!((srgb_encode(srgb_decode(code)) - code).abs() < 1e-5, "{code}");
        }
    }

    #[test]
    fn ciede2000_gives_the_published_pairs_both_ways() {
        for (a, b, expected) in SHARMA {
            assert!((delta_e2000(a, b) - expected).abs() < 1e-4, "{a:?} {b:?} {}", delta_e2000(a, b));
            assert!((delta_e2000(b, a) - expected).abs() < 1e-4, "{b:?} {a:?}");
        }
    }

    #[test]
    fn adaptation_runs_from_none_to_d65() {
        let a = [1.0985, 1.0, 0.3558];
        let full = adapt(a, a, 1.0);
        assert!((0..3).all(|i| (full[i] - D65_WHITE[i]).abs() < 1e-5), "{full:?}");
        let none = adapt(a, a, 0.0);
        assert!((0..3).all(|i| (none[i] - a[i]).abs() < 1e-5), "{none:?}");
        assert!((0..3).all(|i| (adapt(a, a, 0.5)[i] - (full[i] + none[i]) / 2.0).abs() < 1e-9));
    }

    #[test]
    fn lab_of_the_reference_skin() {
        let lab = lab_from_srgb([0.530, 0.382, 0.251]);
        assert!(delta_e76(lab, [69.7, 5.3, 18.6]) < 0.2, "{lab:?}");
        assert!((ita_degrees(lab) - 46.6).abs() < 0.5);
        assert!(srgb_from_xyz(D65_WHITE).iter().all(|c| (c - 1.0).abs() < 1e-4));
    }
}
