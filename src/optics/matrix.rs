//! Square matrices over the directions of [`super::quadrature`]; no general use.

use super::quadrature::N;
use crate::math;

/// An N x N matrix, rows first.
#[derive(Clone, Copy)]
pub struct Matrix(pub [[f64; N]; N]);

impl Matrix {
    pub fn from_fn(f: impl Fn(usize, usize) -> f64) -> Matrix {
        Matrix(std::array::from_fn(|i| std::array::from_fn(|j| f(i, j))))
    }

    pub fn identity() -> Matrix {
        Matrix::from_fn(|i, j| f64::from(i == j))
    }

    pub fn plus(&self, other: &Matrix) -> Matrix {
        Matrix::from_fn(|i, j| self.0[i][j] + other.0[i][j])
    }

    pub fn minus(&self, other: &Matrix) -> Matrix {
        Matrix::from_fn(|i, j| self.0[i][j] - other.0[i][j])
    }

    pub fn times(&self, other: &Matrix) -> Matrix {
        let mut out = [[0.0; N]; N];
        for (out_row, row) in out.iter_mut().zip(&self.0) {
            for (a, other_row) in row.iter().zip(&other.0) {
                out_row.iter_mut().zip(other_row).for_each(|(o, b)| *o += a * b);
            }
        }
        Matrix(out)
    }

    pub fn apply(&self, v: &[f64; N]) -> [f64; N] {
        self.0.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum())
    }

    /// self⁻¹ · right; NaN where there is no inverse.
    pub fn solve(&self, right: &Matrix) -> Matrix {
        Matrix(math::solve(self.0, right.0).unwrap_or([[f64::NAN; N]; N]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solve_undoes_times() {
        let a = Matrix::from_fn(
            |i, j| if i == (j + 1) % N { 3.0 } else { 1.0 / (1.0 + i as f64 + 2.0 * j as f64) },
        );
        let x = Matrix::from_fn(|i, j| (i as f64 - j as f64).sin());
        let error = a.solve(&a.times(&x)).minus(&x);
        assert!(error.0.iter().flatten().all(|e| e.abs() < 1e-10));
    }
}
