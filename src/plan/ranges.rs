//! Every numeric range of a plan, once: the reader, [`Plan::validate`](super::Plan::validate) and the sliders of
//! the window all use these. A range is what can be shown, mistakes included (too low, too deep, too dark); what is
//! good practice is in each range's docs, from `smp_domain.md` (section in brackets) unless another source is named.

use std::fmt;
use std::ops::RangeInclusive;

/// Smallest and largest value allowed, in `unit` (empty for a plain number).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Smallest value allowed.
    pub min: f32,
    /// Largest value allowed.
    pub max: f32,
    /// Unit of both, as shown to people.
    pub unit: &'static str,
}

impl Limit {
    const fn new(min: f32, max: f32, unit: &'static str) -> Self {
        Self { min, max, unit }
    }

    /// The same as a Rust range, for a slider.
    pub fn range(self) -> RangeInclusive<f32> {
        self.min..=self.max
    }

    /// Whether `value` is allowed; NaN never is.
    pub fn contains(self, value: f32) -> bool {
        self.range().contains(&value)
    }
}

impl fmt::Display for Limit {
    /// `0.02 to 2 mm`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.min, self.max)?;
        if self.unit.is_empty() { Ok(()) } else { write!(f, " {}", self.unit) }
    }
}

/// Volume fraction of melanosomes in the epidermis. Light skin 0.013 to 0.063, dark 0.18 to 0.43
/// (`skin_optics.md` 1.2).
pub const MELANIN: Limit = Limit::new(0.005, 0.45, "");
/// Volume fraction of whole blood in the dermis. Calm scalp 0.004 to 0.008, reddened 2 to 4 times that
/// (`skin_optics.md` 1.3, 6).
pub const BLOOD: Limit = Limit::new(0.001, 0.03, "");
/// Individual typology angle. Above 55 very light, below -30 dark (6); measured forearms 11 to 58.
pub const ITA_DEG: Limit = Limit::new(-90.0, 90.0, "degrees");
/// First and last number of the Monk scale.
pub const MONK: [u8; 2] = [1, 10];
/// Measured L*, a*, b* of skin; 100 forearms had 54 to 74, 7 to 12, 12 to 20, lips and dark skin go beyond.
pub const LAB: [Limit; 3] =
    [Limit::new(10.0, 90.0, ""), Limit::new(-10.0, 40.0, ""), Limit::new(-10.0, 50.0, "")];
/// Hair shaft diameter. Measured 0.057 +/- 0.011 to 0.122 +/- 0.016 (4).
pub const SHAFT_MM: Limit = Limit::new(0.03, 0.15, "mm");
/// Hairs where nothing is lost. Measured 161 +/- 50 to 226 +/- 73 (4).
pub const HAIR_DENSITY_PER_CM2: Limit = Limit::new(50.0, 400.0, "hairs per cm2");
/// Shaft left above the skin. 0.2 to 0.5 after a beard trimmer, 0 after a blade (4).
pub const STUBBLE_MM: Limit = Limit::new(0.0, 3.0, "mm");
/// Mid-frontal point above the glabella, along the skin. 70 is aggressive, 80 the rule, 100 conservative (5).
pub const HEIGHT_MM: Limit = Limit::new(40.0, 120.0, "mm");
/// Sparse zone behind the edge. 3 to 15, usually 6 to 10; 0 is the ruler's edge that gives bad work away (5, 11).
pub const SOFTNESS_MM: Limit = Limit::new(0.0, 20.0, "mm");
/// Day of a session. Sessions are 4 to 30 days apart, touch-ups come after years (0, 3b).
pub const DAY: Limit = Limit::new(0.0, 7300.0, "days");
/// Water per pigment. 0 is near black, 20 and up is for blond hair and fair skin (6, 11).
pub const DILUTION: Limit = Limit::new(0.0, 40.0, "ml water per ml pigment");
/// Optical thickness of pigment across one clump at 550 nm; 0 is pigment finely dispersed (`skin_optics.md` 5).
pub const CLUMPING: Limit = Limit::new(0.0, 20.0, "");
/// Needle diameter. 0.15 to 0.35 (1a, 11); 0.5 and up makes the dots of bad work, 5 times too big.
pub const NEEDLE_MM: Limit = Limit::new(0.05, 1.0, "mm");
/// Top of the pigment column. 0.1 to 0.3 is the papillary dermis; shallower is shed, deeper blurs and cools (2b).
pub const DEPTH_MM: Limit = Limit::new(0.02, 2.0, "mm");
/// Standard deviation of that depth from dot to dot. A steady hand 0.05 (11).
pub const DEPTH_SPREAD_MM: Limit = Limit::new(0.0, 0.5, "mm");
/// Dots of one session in fully treated skin. All sessions together 100 to 310, most often near 194 (1b, 11).
pub const DENSITY_PER_CM2: Limit = Limit::new(0.0, 400.0, "dots per cm2");

/// Largest seed: the largest whole number every TOML reader knows.
pub const SEED_MAX: u64 = i64::MAX as u64;
/// Sessions in one plan. Three is usual, five is many (1c); the rest is room for touch-ups.
pub const SESSIONS_MAX: usize = 16;
/// Characters in a name.
pub const NAME_MAX: usize = 120;
