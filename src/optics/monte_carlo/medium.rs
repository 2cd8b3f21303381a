//! Plane layers between two media, and what their surfaces do to light.

use crate::optics::adding_doubling;

/// A homogeneous layer. Coefficients in mm⁻¹, Napierian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RefractingLayer {
    /// Refractive index.
    pub index: f64,
    /// Absorption, mm⁻¹.
    pub mu_a: f64,
    /// Scattering (not reduced), mm⁻¹.
    pub mu_s: f64,
    /// Mean cosine of scattering (Henyey and Greenstein 1941).
    pub g: f64,
    /// Thickness, mm; infinite for a last layer without a bottom.
    pub thickness_mm: f64,
}

impl RefractingLayer {
    /// A layer of the adding-doubling solver with a refractive index.
    pub fn with_index(layer: &adding_doubling::Layer, index: f64) -> RefractingLayer {
        let adding_doubling::Layer { mu_a, mu_s, g, thickness_mm } = *layer;
        RefractingLayer { index, mu_a, mu_s, g, thickness_mm }
    }
}

/// Layers from the surface down, z growing downwards from 0 at the surface.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// The layers; at least one.
    pub(super) layers: Vec<RefractingLayer>,
    /// Depths of the faces, mm: one more than layers.
    pub(super) faces_mm: Vec<f64>,
    /// Refractive index above and below.
    pub(super) outside: [f64; 2],
}

impl Stack {
    /// Layers in air.
    pub fn in_air(layers: &[RefractingLayer]) -> Stack {
        let mut faces_mm = vec![0.0];
        let mut depth_mm = 0.0;
        for layer in layers {
            depth_mm += layer.thickness_mm;
            faces_mm.push(depth_mm);
        }
        Stack { layers: layers.to_vec(), faces_mm, outside: [1.0; 2] }
    }

    /// Reflection of the surface at normal incidence.
    pub fn specular(&self) -> f64 {
        self.surface(1.0).0
    }

    /// Reflection of the surface for light that meets it at cosine `cos`, and its cosine inside.
    pub(super) fn surface(&self, cos: f64) -> (f64, f64) {
        fresnel(self.outside[0], self.layers.first().map_or(1.0, |layer| layer.index), cos)
    }

    /// Refractive index of what lies over (`down` false) or under a layer.
    pub(super) fn index_beyond(&self, layer: usize, down: bool) -> f64 {
        let next = if down { layer.checked_add(1) } else { layer.checked_sub(1) };
        next.and_then(|i| self.layers.get(i)).map_or(self.outside[usize::from(down)], |layer| layer.index)
    }
}

/// Fresnel reflectance of unpolarised light meeting a face at cosine `cos`, and its cosine beyond (0 where all of it
/// is reflected).
pub fn fresnel(index: f64, index_beyond: f64, cos: f64) -> (f64, f64) {
    let sin2_beyond = (index / index_beyond).powi(2) * (1.0 - cos * cos);
    if sin2_beyond >= 1.0 {
        return (1.0, 0.0);
    }
    let beyond = (1.0 - sin2_beyond).sqrt();
    let s = (index * cos - index_beyond * beyond) / (index * cos + index_beyond * beyond);
    let p = (index * beyond - index_beyond * cos) / (index * beyond + index_beyond * cos);
    ((s * s + p * p) / 2.0, beyond)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresnel_is_that_of_adding_doubling() {
        for i in 1..=20 {
            let cos = f64::from(i) / 20.0;
            let other = adding_doubling::fresnel_inside(1.4, cos);
            assert!((fresnel(1.4, 1.0, cos).0 - other).abs() < 1e-12, "{cos}");
        }
        let (none, straight) = fresnel(1.4, 1.4, 0.3);
        assert!(none < 1e-12 && (straight - 0.3).abs() < 1e-12);
    }

    #[test]
    fn fresnel_is_the_same_both_ways() {
        let (there, beyond) = fresnel(1.0, 1.5, 0.4);
        let (back, again) = fresnel(1.5, 1.0, beyond);
        assert!((there - back).abs() < 1e-12 && (again - 0.4).abs() < 1e-12);
    }
}
