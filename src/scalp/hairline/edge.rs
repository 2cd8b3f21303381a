//! How density sets in at a hairline.

use crate::math::smoothstep;
use crate::scalp::site::Draw;

/// Fraction of full density just behind the line (`docs/practice.md#hairlines`), where the style has the usual
/// sentinels.
const AT_THE_LINE: f32 = 0.2;
/// The same at most, so that density still rises behind the line.
const MOST_AT_THE_LINE: f32 = 0.6;
/// Sentinels set in so far ahead of the line and are all there so far behind it, in widths of the transition zone.
const AHEAD: f32 = 0.4;
const BEHIND: f32 = 0.1;
/// Standard deviation of the distance that a site sees, in widths of the transition zone.
const JITTER: f32 = 0.12;
/// No transition is narrower, mm.
const SHARPEST_MM: f32 = 0.5;

/// The transition zone of a hairline: sparse, from a few single dots ahead of the line to full density behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HairlineEdge {
    /// Width from the line to full density, mm.
    pub softness_mm: f32,
    /// Unevenness from dot to dot, 1 in a natural line.
    pub jitter: f32,
    /// Single dots ahead of the line, 1 in a natural line; more of them reach further ahead.
    pub sentinels: f32,
}

impl Default for HairlineEdge {
    /// A natural line of the usual softness.
    fn default() -> HairlineEdge {
        HairlineEdge { softness_mm: 8.0, jitter: 1.0, sentinels: 1.0 }
    }
}

impl HairlineEdge {
    /// Fraction of full density at a signed distance (mm) behind the line, 0..=1: a few sentinel dots ahead of it, 20 %
    /// just behind it, 100 % one softness behind (`docs/practice.md#hairlines`). `softness` widens the session's own
    /// transition. The site's hash moves the distance, so that no two neighbours see one edge.
    #[inline]
    pub fn fraction(&self, distance_mm: f32, softness: f32, hash: u64) -> f32 {
        let x = distance_mm / (self.softness_mm * softness).max(SHARPEST_MM);
        let (ahead, jitter) = (AHEAD * self.sentinels.max(1.0).sqrt(), JITTER * self.jitter);
        if !(-ahead - 3.0 * jitter..1.0 + 3.0 * jitter).contains(&x) {
            return if x < 0.0 { 0.0 } else { 1.0 };
        }
        let x = x + jitter * Draw::HairlineEdge.normal(hash);
        let few =
            (AT_THE_LINE * self.sentinels).min(MOST_AT_THE_LINE) * smoothstep(-ahead, BEHIND, x).powi(2);
        few + (1.0 - few) * smoothstep(0.0, 1.0, x)
    }
}
