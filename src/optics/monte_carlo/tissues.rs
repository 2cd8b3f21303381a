//! A grid of tissues that share their scattering: one bundle of paths serves them all.
//!
//! Melanin absorbs in the epidermis alone and blood in dermis and fat alone, so the weight of a path in tissue
//! (melanin, blood) is that in the least absorbing tissue times a factor of each.

use super::medium::{RefractingLayer, Stack};
use super::path::Path;
use crate::optics::chromophores::{self, CONSTANTS, LAYERS, Structure};
use crate::plan::Skin;

/// Tissues of every pair of levels, blood running fastest; both ascending.
#[derive(Clone, Debug, PartialEq)]
pub struct Tissues {
    /// Volume fractions of melanosomes in the epidermis.
    pub melanin: Vec<f32>,
    /// Volume fractions of whole blood in dermis and fat.
    pub blood: Vec<f32>,
    /// Layers that all of them share.
    pub structure: Structure,
}

impl Tissues {
    /// The grid of these levels of a living scalp.
    pub fn new(melanin: &[f32], blood: &[f32]) -> Tissues {
        Tissues { melanin: melanin.to_vec(), blood: blood.to_vec(), structure: Structure::scalp() }
    }

    /// Number of tissues.
    pub fn len(&self) -> usize {
        self.melanin.len() * self.blood.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All tissues in order.
    pub fn skins(&self) -> impl Iterator<Item = Skin> + '_ {
        self.melanin.iter().flat_map(|&melanin| self.blood.iter().map(move |&blood| Skin { melanin, blood }))
    }

    /// Layers of a tissue in a band, in air.
    pub fn stack(&self, skin: &Skin, band: usize) -> Stack {
        let layers = chromophores::layers(skin, band, &self.structure);
        Stack::in_air(&layers.map(|layer| RefractingLayer::with_index(&layer, CONSTANTS.refractive_index)))
    }

    /// The least absorbing tissue: what paths are traced in.
    pub fn least(&self) -> Skin {
        let least = |levels: &[f32]| levels.iter().copied().fold(f32::INFINITY, f32::min);
        Skin { melanin: least(&self.melanin), blood: least(&self.blood) }
    }

    /// What turns a path's weight in the least absorbing tissue into that of each.
    pub fn weigher(&self, band: usize) -> Weigher {
        let least = self.least();
        let absorption =
            |skin: Skin| chromophores::layers(&skin, band, &self.structure).map(|layer| layer.mu_a);
        let more = |skin: Skin| {
            let (base, own) = (absorption(least), absorption(skin));
            std::array::from_fn(|layer| own[layer] - base[layer])
        };
        Weigher {
            melanin: self.melanin.iter().map(|&melanin| more(Skin { melanin, ..least })).collect(),
            blood: self.blood.iter().map(|&blood| more(Skin { blood, ..least })).collect(),
        }
    }
}

/// Absorption beyond that of the least absorbing tissue, mm⁻¹, by layer: of each melanin and of each blood.
#[derive(Clone, Debug)]
pub struct Weigher {
    melanin: Vec<[f64; LAYERS]>,
    blood: Vec<[f64; LAYERS]>,
}

impl Weigher {
    /// Number of tissues.
    pub fn tissues(&self) -> usize {
        self.melanin.len() * self.blood.len()
    }

    /// Weights of a path in every tissue, given the one it was traced with.
    pub fn weigh(&self, path: &Path, weight: f64, out: &mut Vec<f64>) {
        let factor = |more: &[f64; LAYERS]| {
            (-more.iter().zip(path.lengths_mm).map(|(mu, length)| mu * length).sum::<f64>()).exp()
        };
        out.clear();
        for melanin in &self.melanin {
            let filtered = weight * factor(melanin);
            out.extend(self.blood.iter().map(|blood| filtered * factor(blood)));
        }
    }
}
