//! The hairline to be drawn.

use super::numbers::{Number, Numbers, number};
use super::ranges;
use super::words::words;

/// The hairline to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hairline {
    /// Shape between the temples.
    pub style: HairlineStyle,
    /// Mid-frontal point above the glabella, mm along the skin, [`ranges::HEIGHT_MM`].
    pub height_mm: f32,
    /// Width of the sparse transition zone behind the edge, mm,
    /// [`ranges::SOFTNESS_MM`].
    pub softness_mm: f32,
    /// How far the corners (frontotemporal points) lie behind those of the style, mm,
    /// [`ranges::CORNER_MM`].
    pub corner_back_mm: f32,
    /// How far they lie outside the line of the outer canthus, mm, [`ranges::SHIFT_MM`].
    pub corner_out_mm: f32,
    /// How far the temple peak is drawn forward of the measured one, mm,
    /// [`ranges::SHIFT_MM`].
    pub temple_forward_mm: f32,
    /// How far the sideburn is drawn below its natural end, mm, [`ranges::EDGE_MM`].
    pub sideburn_down_mm: f32,
    /// How far the nape is drawn above its natural edge, mm, [`ranges::EDGE_MM`].
    pub nape_up_mm: f32,
    /// Waves of the line (macro-irregularity), 1 as the style has them,
    /// [`ranges::STRENGTH`].
    pub waves: f32,
    /// Jitter of the dots at the edge (micro-irregularity), 1 as the style has it.
    pub jitter: f32,
    /// Single dots ahead of the line, 1 as the style has them.
    pub sentinels: f32,
    /// How much left and right differ, mm, [`ranges::ASYMMETRY_MM`].
    pub asymmetry_mm: f32,
    /// Width over which dots fade into the hair that is left, mm, [`ranges::BLEND_MM`].
    pub blend_mm: f32,
}

impl Numbers for Hairline {
    fn numbers(&mut self) -> Vec<Number<'_>> {
        vec![
            number("height_mm", &mut self.height_mm, ranges::HEIGHT_MM).written(),
            number("softness_mm", &mut self.softness_mm, ranges::SOFTNESS_MM).written(),
            number("corner_back_mm", &mut self.corner_back_mm, ranges::CORNER_MM),
            number("corner_out_mm", &mut self.corner_out_mm, ranges::SHIFT_MM),
            number("temple_forward_mm", &mut self.temple_forward_mm, ranges::SHIFT_MM),
            number("sideburn_down_mm", &mut self.sideburn_down_mm, ranges::EDGE_MM),
            number("nape_up_mm", &mut self.nape_up_mm, ranges::EDGE_MM),
            number("waves", &mut self.waves, ranges::STRENGTH),
            number("jitter", &mut self.jitter, ranges::STRENGTH),
            number("sentinels", &mut self.sentinels, ranges::STRENGTH),
            number("asymmetry_mm", &mut self.asymmetry_mm, ranges::ASYMMETRY_MM),
            number("blend_mm", &mut self.blend_mm, ranges::BLEND_MM),
        ]
    }
}

impl Default for Hairline {
    /// Where both height rules of `docs/practice.md#hairlines` agree (6 to 8 cm, 7 to 10 cm); softness from there.
    fn default() -> Self {
        Self {
            style: HairlineStyle::Natural,
            height_mm: 72.0,
            softness_mm: 8.0,
            corner_back_mm: 0.0,
            corner_out_mm: 0.0,
            temple_forward_mm: 0.0,
            sideburn_down_mm: 0.0,
            nape_up_mm: 0.0,
            waves: 1.0,
            jitter: 1.0,
            sentinels: 1.0,
            asymmetry_mm: 0.8,
            blend_mm: 8.0,
        }
    }
}

/// Hairline shapes sold in clinics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum HairlineStyle {
    Natural,
    Soft,
    SoftBroken,
    Defined,
    Receded,
    WidowsPeak,
    Rounded,
    Boxed,
}

words!(HairlineStyle in "hairline-style" {
    Natural = "natural";
    Soft = "soft";
    SoftBroken = "soft-broken";
    Defined = "defined";
    Receded = "receded";
    WidowsPeak = "widows-peak";
    Rounded = "rounded";
    Boxed = "boxed";
});
