//! Small least-squares fits: Levenberg-Marquardt with slopes by differences.

use crate::math;

/// Most steps of a fit.
const STEPS: usize = 30;

/// Parameters near `start` and inside `bounds` that make the sum of squares of `residuals` least; bounds that are
/// equal hold a parameter fast.
pub fn fit<const P: usize>(
    start: [f64; P],
    bounds: [(f64, f64); P],
    residuals: impl Fn(&[f64; P]) -> Vec<f64>,
) -> [f64; P] {
    let (mut at, mut damping) = (inside(start, &bounds), 1e-3);
    let mut here = residuals(&at);
    for _ in 0..STEPS {
        let (matrix, slope) = normal_equations(&at, &here, &bounds, &residuals);
        let Some(step) = math::solve(damped(matrix, damping), slope.map(|x| [x])) else { break };
        let next = inside(std::array::from_fn(|i| at[i] - step[i][0]), &bounds);
        let there = residuals(&next);
        let (before, after) = (squares(&here), squares(&there));
        if after < before {
            (at, here, damping) = (next, there, damping * 0.2);
            if before - after < 1e-5 * before {
                break;
            }
        } else {
            damping *= 8.0;
            if damping > 1e6 {
                break;
            }
        }
    }
    at
}

/// Sum of squares.
pub fn squares(values: &[f64]) -> f64 {
    values.iter().map(|x| x * x).sum()
}

fn inside<const P: usize>(at: [f64; P], bounds: &[(f64, f64); P]) -> [f64; P] {
    std::array::from_fn(|i| at[i].clamp(bounds[i].0, bounds[i].1))
}

/// JᵀJ and Jᵀr.
fn normal_equations<const P: usize>(
    at: &[f64; P],
    here: &[f64],
    bounds: &[(f64, f64); P],
    residuals: &impl Fn(&[f64; P]) -> Vec<f64>,
) -> ([[f64; P]; P], [f64; P]) {
    let slopes: [Vec<f64>; P] = std::array::from_fn(|i| {
        let width = 1e-4 * (bounds[i].1 - bounds[i].0);
        if width == 0.0 {
            return vec![0.0; here.len()];
        }
        // Away from the nearer bound.
        let step = if at[i] + width > bounds[i].1 { -width } else { width };
        let mut beside = *at;
        beside[i] += step;
        residuals(&beside).iter().zip(here).map(|(b, h)| (b - h) / step).collect()
    });
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    (
        std::array::from_fn(|i| std::array::from_fn(|j| dot(&slopes[i], &slopes[j]))),
        std::array::from_fn(|i| dot(&slopes[i], here)),
    )
}

fn damped<const P: usize>(mut matrix: [[f64; P]; P], damping: f64) -> [[f64; P]; P] {
    for (i, row) in matrix.iter_mut().enumerate() {
        row[i] += damping * row[i] + 1e-15;
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_an_exponential_come_back() {
        let law = |p: &[f64; 2], x: f64| p[0] * (-p[1] * x).exp();
        let xs: Vec<f64> = (0..20).map(|i| f64::from(i) * 0.1).collect();
        let found = fit([1.0, 0.1], [(0.0, 9.0), (0.0, 9.0)], |p| {
            xs.iter().map(|&x| law(p, x) - law(&[2.5, 1.7], x)).collect()
        });
        assert!((found[0] - 2.5).abs() < 1e-4 && (found[1] - 1.7).abs() < 1e-4, "{found:?}");
        let bounded = fit([1.0, 0.1], [(0.0, 2.0), (0.0, 9.0)], |p| {
            xs.iter().map(|&x| law(p, x) - law(&[2.5, 1.7], x)).collect()
        });
        assert!((bounded[0] - 2.0).abs() < 1e-6, "{bounded:?}");
    }
}
