//! Layered plane-parallel radiative transfer by adding-doubling.
//!
//! S. A. Prahl, M. J. C. van Gemert, A. J. Welch, "Determining the optical properties of turbid media by using the
//! adding-doubling method", Appl. Opt. 32 (1993) 559, doi 10.1364/AO.32.000559; diamond initialisation and delta-M
//! after W. J. Wiscombe, J. Atmos. Sci. 34 (1977) 1408. Henyey-Greenstein scattering, azimuthal mean only (total
//! fluxes), 16 polar directions: Gauss points below the critical angle, Radau points above it with the normal among
//! them.
//!
//! Known limits: one refractive index for the whole stack; black below the last layer (make it thick); smooth
//! surface; flat layers without lateral structure. A Monte Carlo on the same [`Layer`]s gives what this cannot.

use super::matrix::Matrix;
use super::quadrature::{self, N};

/// A homogeneous layer. Coefficients in mm⁻¹, Napierian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// Absorption, mm⁻¹.
    pub mu_a: f64,
    /// Scattering (not reduced), mm⁻¹.
    pub mu_s: f64,
    /// Mean cosine of scattering.
    pub g: f64,
    /// Thickness, mm.
    pub thickness_mm: f64,
}

/// What happens to a beam that meets a stack at normal incidence, as fractions of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlabResult {
    /// Specular reflection at the surface.
    pub specular: f64,
    /// Diffuse reflectance: light that has been inside. By reciprocity also what an eye at the normal sees of skin
    /// in diffuse light.
    pub diffuse: f64,
    /// Arriving below the last layer, ballistic light included.
    pub transmitted: f64,
}

/// Reflection and transmission of a slab for intensities in the directions of a [`Solver`].
#[derive(Clone, Copy)]
struct Slab {
    r_down: Matrix,
    t_down: Matrix,
    r_up: Matrix,
    t_up: Matrix,
}

/// Solver for stacks of one refractive index: directions and the surface are worked out once.
pub struct Solver {
    index: f64,
    /// (cosine, weight) of the directions inside.
    rule: [(f64, f64); N],
    /// Fresnel reflectance from inside.
    surface: [f64; N],
}

impl Solver {
    /// `index`: refractive index of the stack, in air.
    pub fn new(index: f64) -> Solver {
        let rule = directions(index);
        Solver { index, rule, surface: rule.map(|(mu, _)| fresnel_inside(index, mu)) }
    }

    /// Fate of a beam at normal incidence on the stack, first layer on top.
    pub fn normal_incidence(&self, layers: &[Layer]) -> SlabResult {
        let none = Slab {
            r_down: Matrix::from_fn(|_, _| 0.0),
            t_down: Matrix::identity(),
            r_up: Matrix::from_fn(|_, _| 0.0),
            t_up: Matrix::identity(),
        };
        let stack = layers.iter().fold(none, |above, layer| add(&above, &self.slab(layer)));
        self.under_surface(&stack)
    }

    /// Couples the stack to air through the surface.
    fn under_surface(&self, stack: &Slab) -> SlabResult {
        let specular = ((self.index - 1.0) / (self.index + 1.0)).powi(2);
        let (mu, weight) = self.rule[N - 1];
        let mut beam = [0.0; N];
        beam[N - 1] = (1.0 - specular) / (2.0 * mu * weight);
        let echo = Matrix::from_fn(|i, j| f64::from(i == j) - self.surface[i] * stack.r_down.0[i][j]);
        let column = Matrix::from_fn(|i, _| beam[i]);
        let down: [f64; N] = echo.solve(&column).0.map(|row| row[0]);
        let up = stack.r_down.apply(&down);
        let leaving = std::array::from_fn(|i| up[i] * (1.0 - self.surface[i]));
        SlabResult {
            specular,
            diffuse: self.flux(&leaving),
            transmitted: self.flux(&stack.t_down.apply(&down)),
        }
    }

    fn flux(&self, intensity: &[f64; N]) -> f64 {
        self.rule.iter().zip(intensity).map(|((mu, w), i)| 2.0 * mu * w * i).sum()
    }

    /// A layer: a thin start (diamond scheme) doubled up to the thickness.
    fn slab(&self, layer: &Layer) -> Slab {
        let peak = layer.g.powi(N as i32);
        let mu_t = layer.mu_a + layer.mu_s * (1.0 - peak);
        let albedo = layer.mu_s * (1.0 - peak) / mu_t.max(f64::MIN_POSITIVE);
        let depth = mu_t * layer.thickness_mm;
        let doublings = (depth / self.rule[0].0 * 4.0).log2().ceil().max(0.0);
        let (mut r, mut t) = self.thin(albedo, layer.g, depth / doublings.exp2());
        for _ in 0..doublings as usize {
            let through = Matrix::identity().minus(&r.times(&r)).solve(&t);
            r = r.plus(&t.times(&r.times(&through)));
            t = t.times(&through);
        }
        Slab { r_down: r, t_down: t, r_up: r, t_up: t }
    }

    /// Reflection and transmission of a layer of optical depth `depth` much less than the smallest cosine.
    fn thin(&self, albedo: f64, g: f64, depth: f64) -> (Matrix, Matrix) {
        let one = Matrix::identity();
        let (forward, backward) = self.redistribution(g);
        let half = |i: usize| depth / (2.0 * self.rule[i].0);
        let loss = Matrix::from_fn(|i, j| half(i) * (one.0[i][j] - albedo * forward.0[i][j]));
        let gain = Matrix::from_fn(|i, j| half(i) * albedo * backward.0[i][j]);
        let kept = one.plus(&loss);
        let back = kept.solve(&gain);
        let sum = kept.minus(&gain.times(&back)).solve(&one.plus(&one));
        (back.times(&sum), sum.minus(&one))
    }

    /// Fraction of light scattered from direction j to i in the same and in the other hemisphere: Legendre sums with
    /// the delta-M coefficients of Henyey-Greenstein scattering.
    fn redistribution(&self, g: f64) -> (Matrix, Matrix) {
        let peak = g.powi(N as i32);
        let moment = |k: usize| (2 * k + 1) as f64 * (g.powi(k as i32) - peak) / (1.0 - peak);
        let legendre = self.rule.map(|(mu, _)| std::array::from_fn::<f64, N, _>(|k| polynomial(k, mu)));
        let sum = |i: usize, j: usize, sign: f64| -> f64 {
            let term = |k: usize| sign.powi(k as i32) * moment(k) * legendre[i][k] * legendre[j][k];
            (0..N).map(term).sum::<f64>() * self.rule[j].1 / 2.0
        };
        (Matrix::from_fn(|i, j| sum(i, j, 1.0)), Matrix::from_fn(|i, j| sum(i, j, -1.0)))
    }
}

/// Legendre polynomial P_k.
fn polynomial(k: usize, x: f64) -> f64 {
    quadrature::legendre_pair(k, x).1
}

/// One slab on another (Prahl 1993 equations 10-13).
fn add(above: &Slab, below: &Slab) -> Slab {
    let one = Matrix::identity();
    let down = one.minus(&above.r_up.times(&below.r_down)).solve(&above.t_down);
    let up = one.minus(&below.r_down.times(&above.r_up)).solve(&below.t_up);
    Slab {
        r_down: above.r_down.plus(&above.t_up.times(&below.r_down.times(&down))),
        t_down: below.t_down.times(&down),
        r_up: below.r_up.plus(&below.t_down.times(&above.r_up.times(&up))),
        t_up: above.t_up.times(&up),
    }
}

/// Cosines inside a medium of the given index, ascending, the normal last.
fn directions(index: f64) -> [(f64, f64); N] {
    if index <= 1.0 {
        return quadrature::radau::<N>(0.0, 1.0);
    }
    let critical = (1.0 - 1.0 / (index * index)).sqrt();
    let (outer, inner) = (quadrature::gauss::<8>(0.0, critical), quadrature::radau::<8>(critical, 1.0));
    std::array::from_fn(|i| if i < 8 { outer[i] } else { inner[i - 8] })
}

/// Fresnel reflectance for unpolarised light going out into air at cosine `mu` inside.
pub fn fresnel_inside(index: f64, mu: f64) -> f64 {
    let sin2_air = index * index * (1.0 - mu * mu);
    if sin2_air >= 1.0 {
        return 1.0;
    }
    let out = (1.0 - sin2_air).sqrt();
    let s = (index * mu - out) / (index * mu + out);
    let p = (index * out - mu) / (index * out + mu);
    (s * s + p * p) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn van_de_hulst_slab() {
        let layer = Layer { mu_a: 1.0, mu_s: 9.0, g: 0.75, thickness_mm: 0.2 };
        let fate = Solver::new(1.0).normal_incidence(&[layer]);
        assert!((fate.diffuse - 0.09739).abs() < 2e-4, "{fate:?}");
        assert!((fate.transmitted - 0.66096).abs() < 2e-4, "{fate:?}");
    }

    #[test]
    fn giovanelli_half_space() {
        let layer = Layer { mu_a: 1.0, mu_s: 9.0, g: 0.0, thickness_mm: 100.0 };
        let fate = Solver::new(1.5).normal_incidence(&[layer]);
        assert!((fate.specular - 0.04).abs() < 1e-12);
        assert!((fate.specular + fate.diffuse - 0.2600).abs() < 3e-4, "{fate:?}");
    }

    #[test]
    fn energy_is_kept_where_nothing_absorbs() {
        let layer = Layer { mu_a: 0.0, mu_s: 10.0, g: 0.8, thickness_mm: 0.5 };
        let fate = Solver::new(1.0).normal_incidence(&[layer]);
        assert!((fate.diffuse + fate.transmitted - 1.0).abs() < 1e-7, "{fate:?}");
    }

    #[test]
    fn cutting_a_layer_changes_nothing() {
        let whole = Layer { mu_a: 0.4, mu_s: 20.0, g: 0.8, thickness_mm: 0.6 };
        let part = |thickness_mm| Layer { thickness_mm, ..whole };
        let solver = Solver::new(1.4);
        let (a, b) = (solver.normal_incidence(&[whole]), solver.normal_incidence(&[part(0.13), part(0.47)]));
        assert!(
            (a.diffuse - b.diffuse).abs() < 1e-5 && (a.transmitted - b.transmitted).abs() < 1e-5,
            "{a:?} {b:?}"
        );
    }

    #[test]
    fn order_of_layers_matters_and_lengths_scale() {
        let filter = Layer { mu_a: 2.0, mu_s: 10.0, g: 0.8, thickness_mm: 0.1 };
        let base = Layer { mu_a: 0.1, mu_s: 20.0, g: 0.8, thickness_mm: 3.0 };
        let doubled = |l: Layer| Layer {
            mu_a: l.mu_a / 2.0,
            mu_s: l.mu_s / 2.0,
            thickness_mm: l.thickness_mm * 2.0,
            ..l
        };
        let solver = Solver::new(1.4);
        let fate = solver.normal_incidence(&[filter, base]);
        assert!(
            (fate.diffuse - solver.normal_incidence(&[doubled(filter), doubled(base)]).diffuse).abs() < 1e-12
        );
        assert!(solver.normal_incidence(&[base, filter]).diffuse > fate.diffuse + 0.05);
    }

    #[test]
    fn standards_catch_planted_defects() {
        let rd = |layer: Layer| Solver::new(1.0).normal_incidence(&[layer]).diffuse;
        let right = Layer { mu_a: 1.0, mu_s: 9.0, g: 0.75, thickness_mm: 0.2 };
        // cm taken for mm; reduced scattering taken for scattering; a per cent of anisotropy.
        for wrong in [
            Layer { thickness_mm: 0.02, ..right },
            Layer { mu_s: 9.0 * 0.25, ..right },
            Layer { g: 0.7575, ..right },
        ] {
            assert!((rd(wrong) - 0.09739).abs() > 2e-4, "{wrong:?}");
        }
        // The specular 4 % forgotten, or the surface.
        let deep = Layer { mu_a: 1.0, mu_s: 9.0, g: 0.0, thickness_mm: 100.0 };
        let fate = Solver::new(1.5).normal_incidence(&[deep]);
        assert!((fate.diffuse - 0.26).abs() > 3e-4 && (rd(deep) - 0.26).abs() > 3e-4);
    }
}
