//! The hairline to be drawn.

use super::words::words;

/// The hairline to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hairline {
    /// Shape between the temples.
    pub style: HairlineStyle,
    /// Mid-frontal point above the glabella, mm along the skin, [`ranges::HEIGHT_MM`](super::ranges::HEIGHT_MM).
    pub height_mm: f32,
    /// Width of the sparse transition zone behind the edge, mm,
    /// [`ranges::SOFTNESS_MM`](super::ranges::SOFTNESS_MM).
    pub softness_mm: f32,
}

impl Default for Hairline {
    /// Where both height rules of `smp_domain.md` 5 agree (6 to 8 cm, 7 to 10 cm); softness from 11.
    fn default() -> Self {
        Self { style: HairlineStyle::Natural, height_mm: 72.0, softness_mm: 8.0 }
    }
}

/// Hairline shapes sold in clinics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum HairlineStyle {
    Natural,
    Rounded,
    WidowsPeak,
    Defined,
    Receded,
}

words!(HairlineStyle {
    Natural = "natural", "Natural";
    Rounded = "rounded", "Rounded";
    WidowsPeak = "widows-peak", "Widow's peak";
    Defined = "defined", "Defined";
    Receded = "receded", "Receded, for age";
});
