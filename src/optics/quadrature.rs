//! Gauss-Legendre and Radau points.

/// Number of polar directions in a hemisphere.
pub const N: usize = 16;

/// Points and weights.
pub type Rule<const K: usize> = [(f64, f64); K];

/// Legendre polynomials P_(n-1) and P_n at x.
pub fn legendre_pair(n: usize, x: f64) -> (f64, f64) {
    (1..=n).fold((0.0, 1.0), |(before, p), k| {
        let k = k as f64;
        (p, ((2.0 * k - 1.0) * x * p - (k - 1.0) * before) / k)
    })
}

/// Gauss-Legendre rule with K points on [from, to].
pub fn gauss<const K: usize>(from: f64, to: f64) -> Rule<K> {
    let roots = roots::<K>(-1.0, |x| legendre_pair(K, x).1);
    roots.map(|x| {
        let slope_like = K as f64 * legendre_pair(K, x).0;
        let weight = 2.0 * (1.0 - x * x) / (slope_like * slope_like);
        ((from + to) / 2.0 + x * (to - from) / 2.0, weight * (to - from) / 2.0)
    })
}

/// Radau rule with K points on [from, to], the last one at `to`.
pub fn radau<const K: usize>(from: f64, to: f64) -> Rule<K> {
    let polynomial = |x: f64| {
        let (before, p) = legendre_pair(K, x);
        before + p
    };
    let mut left = roots::<K>(-1.0 + 1e-7, polynomial);
    left.rotate_right(1);
    left[0] = -1.0;
    let rule = left.map(|x| {
        let p = K as f64 * legendre_pair(K, x).0;
        (to - (x + 1.0) * (to - from) / 2.0, (1.0 - x) / (p * p) * (to - from) / 2.0)
    });
    std::array::from_fn(|i| rule[K - 1 - i])
}

/// The first K roots of `f` in ]from, 1[, by a fine scan and bisection; NaN where there are fewer.
fn roots<const K: usize>(from: f64, f: impl Fn(f64) -> f64) -> [f64; K] {
    const STEPS: usize = 4096;
    let at = |i: usize| from + (1.0 - from) * i as f64 / STEPS as f64;
    let mut found = (0..STEPS)
        .filter(|&i| f(at(i)) == 0.0 || f(at(i)) * f(at(i + 1)) < 0.0)
        .map(|i| bisect(at(i), at(i + 1), &f));
    let mut roots = [f64::NAN; K];
    roots.iter_mut().for_each(|root| *root = found.next().unwrap_or(f64::NAN));
    roots
}

fn bisect(mut a: f64, mut b: f64, f: impl Fn(f64) -> f64) -> f64 {
    let sign = f(a);
    for _ in 0..52 {
        let middle = (a + b) / 2.0;
        if f(middle) * sign > 0.0 { a = middle } else { b = middle }
    }
    (a + b) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment<const K: usize>(rule: &Rule<K>, power: i32) -> f64 {
        rule.iter().map(|(x, w)| w * x.powi(power)).sum()
    }

    #[test]
    fn rules_integrate_polynomials() {
        let (g, r) = (gauss::<9>(0.0, 1.0), radau::<8>(0.0, 1.0));
        for power in 0..=14 {
            let exact = 1.0 / (f64::from(power) + 1.0);
            assert!((moment(&g, power) - exact).abs() < 1e-12, "gauss {power}");
            assert!((moment(&r, power) - exact).abs() < 1e-12, "radau {power}");
        }
        assert_eq!(r[7].0, 1.0);
    }
}
