//! A disc blurred by a Gaussian.
//!
//! D(ρ; r, s) = ∫₀ʳ (t/s²) e^(-(ρ²+t²)/2s²) I₀(ρt/s²) dt, one minus Marcum's Q of (ρ/s, r/s): the probability that a
//! normal deviate of deviation s round a point ρ from the centre falls into a disc of radius r.

use super::quadrature;
use std::sync::LazyLock;

/// Beyond this many deviations a Gaussian is nothing (1e-11).
const REACH: f64 = 7.0;

/// Points of the integral: over at most two reaches, exact to 1e-9.
static RULE: LazyLock<[(f64, f64); 40]> = LazyLock::new(|| quadrature::gauss::<40>(0.0, 1.0));

/// Disc of radius `r` convolved with a Gaussian of deviation `s`, at `rho` from the centre (same unit); 0..1, within
/// 1e-6. At s = 0 the disc itself.
pub fn disc_blur(rho: f64, r: f64, s: f64) -> f64 {
    if s <= 1e-9 * r.max(1e-12) {
        return f64::from(rho.abs() < r);
    }
    blur_in_deviations(rho.abs() / s, r / s)
}

/// D at centre distance `a` and radius `b`, both in deviations.
fn blur_in_deviations(a: f64, b: f64) -> f64 {
    let (from, to) = ((a - REACH).max(0.0), (a + REACH).min(b));
    if to <= from {
        return 0.0;
    }
    let ring = |t: f64| t * (-(a - t).powi(2) / 2.0).exp() * bessel_i0_scaled(a * t);
    let sum: f64 = RULE.iter().map(|(x, w)| w * ring(from + x * (to - from))).sum();
    (sum * (to - from)).min(1.0)
}

/// e^-x I₀(x) for x >= 0 within 2e-7 (Abramowitz and Stegun 9.8.1, 9.8.2).
fn bessel_i0_scaled(x: f64) -> f64 {
    const SMALL: [f64; 7] =
        [1.0, 3.515_622_9, 3.089_942_4, 1.206_749_2, 0.265_973_2, 0.036_076_8, 0.004_581_3];
    const LARGE: [f64; 9] = [
        0.398_942_28,
        0.013_285_92,
        0.002_253_19,
        -0.001_575_65,
        0.009_162_81,
        -0.020_577_06,
        0.026_355_37,
        -0.016_476_33,
        0.003_923_77,
    ];
    let horner = |c: &[f64], t: f64| c.iter().rev().fold(0.0, |sum, c| sum * t + c);
    if x < 3.75 {
        (-x).exp() * horner(&SMALL, (x / 3.75).powi(2))
    } else {
        horner(&LARGE, 3.75 / x) / x.sqrt()
    }
}

/// Radius in deviations at the middle row of [`disc_blur_table`].
pub const TABLE_RADIUS: f64 = 4.0;
/// The table reaches this many deviations out of the edge (and in, where the disc is so large).
pub const TABLE_EDGE: f64 = 4.0;

/// Deviations in the radius of a disc whose edge is straight.
const ENDLESS: f64 = 1e4;

/// D / (1 - e^(-r²/2s²)) as a table for a GPU texture: `columns` along the distance, `rows` along the radius, row
/// after row, texel centres at the ends of the axes.
///
/// With y = r/s, inner = min(y, 4) and x = (ρ - r)/s: column u = (x + inner) / (inner + 4), clamped to 0..1; row
/// v = y / (y + 4), which is 1 for the straight edge of an endless disc. Texture coordinate
/// (u (columns - 1) + 0.5) / columns, likewise v. Times 1 - e^(-y²/2) it is D; beyond u = 1 take 0 (D < 4e-4). The
/// quotient goes to e^(-ρ²/2s²) as y goes to 0, so tiny discs stay exact. Bilinear error of 64 x 64: 0.0006.
pub fn disc_blur_table(columns: usize, rows: usize) -> Vec<f32> {
    let fraction = |i: usize, n: usize| i as f64 / (n - 1).max(1) as f64;
    let entry = |i: usize| {
        let v = fraction(i / columns, rows);
        let y = (TABLE_RADIUS * v / (1.0 - v)).min(ENDLESS);
        let inner = y.min(TABLE_EDGE);
        relative_blur(fraction(i % columns, columns) * (inner + TABLE_EDGE) - inner, y) as f32
    };
    (0..columns * rows).map(entry).collect()
}

/// D over its value at the centre; `x`: deviations out of the edge, `y`: radius in deviations.
fn relative_blur(x: f64, y: f64) -> f64 {
    let rho = (x + y).max(0.0);
    if y < 1e-3 { (-rho * rho / 2.0).exp() } else { blur_in_deviations(rho, y) / -(-y * y / 2.0).exp_m1() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn centre_is_the_closed_form() {
        for y in [0.05f64, 0.3, 1.0, 2.5, 6.0] {
            let exact = 1.0 - (-y * y / 2.0).exp();
            assert!((disc_blur(0.0, y * 0.1, 0.1) - exact).abs() < 1e-6, "{y}");
        }
    }

    /// Marcum Q by its series Q_1(a, b) = e^(-(a²+b²)/2) Σ (a/b)^k I_k(ab), summed as a Poisson mixture.
    fn series(a: f64, b: f64) -> f64 {
        let (mut inner, mut weight, mut sum) = (0.0, (-a * a / 2.0).exp(), 0.0);
        let mut term = (-b * b / 2.0).exp();
        for k in 0..200 {
            inner += term;
            term *= b * b / 2.0 / f64::from(k + 1);
            sum += weight * (1.0 - inner);
            weight *= a * a / 2.0 / f64::from(k + 1);
        }
        sum
    }

    #[test]
    fn agrees_with_the_series() {
        for (a, b) in [(0.5, 0.2), (1.0, 1.0), (3.0, 2.0), (0.1, 4.0), (6.0, 7.5), (9.0, 6.0)] {
            assert!((blur_in_deviations(a, b) - series(a, b)).abs() < 1e-6, "{a} {b}");
        }
    }

    #[test]
    fn area_is_kept() {
        for (r, s) in [(0.15, 0.02), (0.15, 0.2), (0.02, 1.0)] {
            let (step, n) = ((r + 8.0 * s) / 2000.0, 2000);
            let ring = |i: i32| (f64::from(i) + 0.5) * step;
            let mass: f64 =
                (0..n).map(|i| std::f64::consts::TAU * ring(i) * step * disc_blur(ring(i), r, s)).sum();
            let area = std::f64::consts::PI * r * r;
            assert!((mass / area - 1.0).abs() < 1e-4, "{r} {s} {mass}");
            let peak: f64 =
                (0..n).map(|i| std::f64::consts::TAU * ring(i) * step).sum::<f64>() * disc_blur(0.0, r, s);
            assert!((peak / area - 1.0).abs() > 0.1, "planted: a disc as strong all over must be seen");
        }
    }

    #[test]
    fn sharp_disc_is_a_step() {
        assert_eq!((disc_blur(0.1, 0.2, 0.0), disc_blur(0.3, 0.2, 0.0)), (1.0, 0.0));
        assert!((disc_blur(0.2, 0.2, 1e-4) - 0.5).abs() < 1e-3);
    }

    /// The texture as a GPU reads it.
    fn fetch(table: &[f32], n: usize, rho: f64, r: f64, s: f64) -> f64 {
        let y = r / s;
        let inner = y.min(TABLE_EDGE);
        let u = (((rho - r) / s + inner) / (inner + TABLE_EDGE)).clamp(0.0, 1.0) * (n - 1) as f64;
        let v = y / (y + TABLE_RADIUS) * (n - 1) as f64;
        let (i, j) = ((u as usize).min(n - 2), (v as usize).min(n - 2));
        let (fu, fv) = (u - i as f64, v - j as f64);
        let at = |i: usize, j: usize| f64::from(table[j * n + i]);
        let row = |j: usize| at(i, j) * (1.0 - fu) + at(i + 1, j) * fu;
        (row(j) * (1.0 - fv) + row(j + 1) * fv) * -(-y * y / 2.0).exp_m1()
    }

    #[test]
    fn bilinear_table_is_the_function() {
        let n = 64;
        let table = disc_blur_table(n, n);
        assert_eq!(table.len(), n * n);
        assert!(table.iter().all(|d| (0.0..=1.000_001).contains(d)));
        let mut worst: f64 = 0.0;
        for (r, s) in
            [(0.15, 3.0), (0.15, 0.4), (0.15, 0.11), (0.15, 0.06), (0.15, 0.031), (0.15, 0.01), (0.3, 0.002)]
        {
            for i in 0..60 {
                let rho = (r + 4.0 * s) * f64::from(i) / 60.0;
                worst = worst.max((fetch(&table, n, rho, r, s) - disc_blur(rho, r, s)).abs());
            }
        }
        println!("worst error of the 64 x 64 table: {worst:.4}");
        assert!(worst < 0.005, "{worst}");
    }
}
