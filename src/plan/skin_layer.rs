//! Layers of skin, as people are told of them and as depths are aimed at.
//!
//! Floors: the epidermis of the scalp is 0.06 to 0.10 mm thick (`docs/optics.md#layers`). The papillary dermis ends at
//! 0.3 mm as technicians say (`docs/practice.md#layers-of-skin`); light meets it in two layers, the papillary dermis
//! proper and the plexus at its base, which end at 0.28 mm (`assets/optics/skin.toml`). Fat begins where it does for
//! light, at 1.70 mm (ultrasound and histology: 1.7 to 1.9). Known limits: skin is thinner in front than behind; these
//! are of a mean scalp.

use super::words::words;

/// A layer of skin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SkinLayer {
    Epidermis,
    PapillaryDermis,
    ReticularDermis,
    Fat,
}

words!(SkinLayer in "layer" {
    Epidermis = "epidermis";
    PapillaryDermis = "papillary-dermis";
    ReticularDermis = "reticular-dermis";
    Fat = "fat";
});

impl SkinLayer {
    /// Depth from which the reticular dermis counts as deep, mm: pigment blurs fully there
    /// (`docs/practice.md#depth-and-what-heals-how`).
    pub const DEEP_RETICULAR_MM: f32 = 0.7;

    /// Depth of its floor, mm; fat has none.
    pub const fn floor_mm(self) -> f32 {
        match self {
            Self::Epidermis => 0.08,
            Self::PapillaryDermis => 0.3,
            Self::ReticularDermis => 1.7,
            Self::Fat => f32::INFINITY,
        }
    }

    /// Depth of its top, mm: the floor of the layer above it.
    pub const fn top_mm(self) -> f32 {
        match self {
            Self::Epidermis => 0.0,
            Self::PapillaryDermis => Self::Epidermis.floor_mm(),
            Self::ReticularDermis => Self::PapillaryDermis.floor_mm(),
            Self::Fat => Self::ReticularDermis.floor_mm(),
        }
    }

    /// What becomes of pigment there.
    pub fn fate(self) -> &'static str {
        crate::words::of("layer-fate", self.key())
    }
}
