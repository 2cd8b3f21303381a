//! Depths of dots, and the layers of skin they lie in.

use serde::Serialize;

use crate::deposit::Dot;
use crate::plan::SkinLayer;

/// Layers in a technician's words, with the depth of their floor, mm; the reticular dermis in two parts, since pigment
/// blurs more in the deep one.
const LAYERS: [(&str, f32); 5] = [
    ("epidermis", SkinLayer::Epidermis.floor_mm()),
    ("papillary dermis", SkinLayer::PapillaryDermis.floor_mm()),
    ("upper reticular dermis", SkinLayer::DEEP_RETICULAR_MM),
    ("deep reticular dermis", SkinLayer::ReticularDermis.floor_mm()),
    ("fat", SkinLayer::Fat.floor_mm()),
];
/// Width of a bar of the histogram, mm.
const BAR_MM: f32 = 0.05;

/// Depths of the tops of dots; all 0 without dots.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Depths {
    /// Mean, mm.
    pub mean_mm: f32,
    /// Shallowest, mm.
    pub min_mm: f32,
    /// Deepest, mm.
    pub max_mm: f32,
    /// Fraction of pigment in the papillary dermis, by mass.
    #[serde(rename = "papillary_share")] // the key that `papilla stats --json` has always had
    pub papillary_fraction: f32,
    /// Fraction of pigment in each layer, by mass.
    pub layers: Vec<LayerShare>,
    /// Dots in each step of 0.05 mm from the surface down.
    pub dots_by_0_05_mm: Vec<usize>,
}

/// Pigment of one layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LayerShare {
    /// Layer.
    pub layer: &'static str,
    /// Fraction of all pigment, by mass.
    #[serde(rename = "share")] // the key that `papilla stats --json` has always had
    pub fraction: f32,
}

impl Depths {
    /// Depths of these dots.
    pub fn of(dots: &[Dot]) -> Depths {
        if dots.is_empty() {
            return Depths::default();
        }
        let mut fractions = [0.0f64; LAYERS.len()];
        let mut bars = Vec::new();
        for dot in dots {
            fractions[layer_of(dot.depth_mm)] += mass(dot);
            let bar = (dot.depth_mm / BAR_MM) as usize;
            bars.resize(bars.len().max(bar + 1), 0);
            bars[bar] += 1;
        }
        let total: f64 = fractions.iter().sum();
        let fraction = |k: usize| (fractions[k] / total.max(f64::MIN_POSITIVE)) as f32;
        let depths = || dots.iter().map(|dot| dot.depth_mm);
        Depths {
            mean_mm: (depths().map(f64::from).sum::<f64>() / dots.len() as f64) as f32,
            min_mm: depths().fold(f32::INFINITY, f32::min),
            max_mm: depths().fold(0.0, f32::max),
            papillary_fraction: fraction(1),
            layers: (0..LAYERS.len())
                .map(|k| LayerShare { layer: LAYERS[k].0, fraction: fraction(k) })
                .collect(),
            dots_by_0_05_mm: bars,
        }
    }
}

/// Index of the layer that holds a depth.
fn layer_of(depth_mm: f32) -> usize {
    LAYERS.iter().position(|(_, floor_mm)| depth_mm < *floor_mm).unwrap_or(LAYERS.len() - 1)
}

/// Pigment of a dot, in any unit: optical thickness over an area.
fn mass(dot: &Dot) -> f64 {
    f64::from(dot.tau * dot.radius_mm * dot.radius_mm)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Depths, mm, at which the name in `layers` is not that of the layer that pictures show.
    fn misnamed(layers: &[(&str, f32)]) -> Vec<f32> {
        let shown = |mm: f32| SkinLayer::ALL.into_iter().find(|layer| mm < layer.floor_mm()).unwrap();
        let named = |mm: f32| layers.iter().find(|(_, floor_mm)| mm < *floor_mm).unwrap().0;
        let depths = (0..60).map(|step| 0.05 * step as f32);
        depths.filter(|mm| !named(*mm).ends_with(&shown(*mm).label().to_lowercase())).collect()
    }

    #[test]
    fn figures_and_pictures_name_the_same_layer_at_every_depth() {
        assert_eq!(misnamed(&LAYERS), Vec::<f32>::new());
        let at = LAYERS[layer_of(1.6)].0;
        assert!(at.ends_with("reticular dermis"), "1.6 mm: {at}");
        let mut planted = LAYERS;
        planted[3].1 = 1.5;
        assert!(misnamed(&planted).contains(&1.6), "planted: fat from 1.5 mm");
    }
}
