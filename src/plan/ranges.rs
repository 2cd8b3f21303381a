//! Every numeric range of a plan, once: the reader, [`Plan::validate`](super::Plan::validate) and the sliders of
//! the window all use these. A range is what can be shown, mistakes included (too low, too deep, too dark); what is
//! good practice is in each range's docs, from `docs/practice.md` unless another source is named.

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
/// (`docs/optics.md#chromophores`).
pub const MELANIN: Limit = Limit::new(0.005, 0.45, "");
/// Volume fraction of whole blood in the dermis. Calm scalp 0.004 to 0.008, reddened 2 to 4 times that
/// (`docs/optics.md#measured-skin`, `docs/optics.md#redness`).
pub const BLOOD: Limit = Limit::new(0.001, 0.03, "");
/// Individual typology angle. Above 55 very light, below -30 dark (`docs/optics.md#skin-tones`); measured forearms 11
/// to 58.
pub const ITA_DEG: Limit = Limit::new(-90.0, 90.0, "degrees");
/// First and last number of the Monk scale.
pub const MONK: [u8; 2] = [1, 10];
/// Measured L*, a*, b* of skin; 100 forearms had 54 to 74, 7 to 12, 12 to 20, lips and dark skin go beyond.
pub const LAB: [Limit; 3] =
    [Limit::new(10.0, 90.0, ""), Limit::new(-10.0, 40.0, ""), Limit::new(-10.0, 50.0, "")];
/// Hair shaft diameter. Measured 0.057 +/- 0.011 to 0.122 +/- 0.016 (`docs/practice.md#hair`).
pub const SHAFT_MM: Limit = Limit::new(0.03, 0.15, "mm");
/// Hairs where nothing is lost. Measured 161 +/- 50 to 226 +/- 73 (`docs/practice.md#hair`).
pub const HAIR_DENSITY_PER_CM2: Limit = Limit::new(50.0, 400.0, "hairs per cm2");
/// Shaft left above the skin. 0.2 to 0.5 after a beard trimmer, 0 after a blade (`docs/practice.md#hair`); longer where
/// dots go between hairs.
pub const STUBBLE_MM: Limit = Limit::new(0.0, 40.0, "mm");
/// Days from trim to trim. Every other day on average (`docs/practice.md#hair`); 0 is none, hair of constant length.
pub const TRIM_DAYS: Limit = Limit::new(0.0, 60.0, "days");
/// Beard above the skin. A day brings 0.3 to 0.5, designer stubble is 2 to 4; longer ones would need combing.
pub const BEARD_MM: Limit = Limit::new(0.1, 12.0, "mm");
/// Glabella to the back of the head. Men 199.5 +/- 7.0 (`assets/head/measurements.csv`), women about 190.6.
pub const HEAD_LENGTH_MM: Limit = Limit::new(170.0, 222.0, "mm");
/// Widest above the ears. Men 154.3 +/- 5.5 (the same), women about 148.9.
pub const HEAD_BREADTH_MM: Limit = Limit::new(132.0, 174.0, "mm");
/// Top of the head above the tragions. Men 131.1 +/- 6.2 (the same), women about 126.7.
pub const HEAD_HEIGHT_MM: Limit = Limit::new(108.0, 151.0, "mm");
/// Menton to sellion. Men 122.6 +/- 6.7 (the same), women about 113.3.
pub const FACE_MM: Limit = Limit::new(95.0, 143.0, "mm");
/// Smallest girth of the neck. Men 397.6 +/- 25.8, measured lower than here (the same).
pub const NECK_MM: Limit = Limit::new(280.0, 460.0, "mm");
/// Brow ridge before the mean one. Spread 1.6 between the source heads (`assets/head/landmarks.csv`).
pub const BROW_MM: Limit = Limit::new(-4.0, 5.0, "mm");
/// Angle of the jaw outside the mean one, each side. Spread 1.8 (the same) between few heads; the range is a guess.
pub const JAW_MM: Limit = Limit::new(-7.0, 8.0, "mm");
/// Age of the client.
pub const AGE_YEARS: Limit = Limit::new(18.0, 90.0, "years");
/// A fraction of a whole.
pub const FRACTION: Limit = Limit::new(0.0, 1.0, "");
/// A strength relative to what is usual.
pub const STRENGTH: Limit = Limit::new(0.0, 3.0, "");
/// Steps on the scale of hair loss; a man of Norwood III reaches VI in three.
pub const STAGES: Limit = Limit::new(0.0, 6.0, "stages");
/// A place on the scalp from the top of the head, along the skin.
pub const PLACE_MM: Limit = Limit::new(-240.0, 240.0, "mm");
/// Radius of a bald patch; coins are 10 to 14, patches run together beyond 50.
pub const PATCH_MM: Limit = Limit::new(2.0, 80.0, "mm");
/// Extent of a scar around the head; strips are about 200 and run from ear to ear at most
/// (`docs/practice.md#scars-and-hair-between`).
pub const SCAR_LENGTH_MM: Limit = Limit::new(2.0, 320.0, "mm");
/// Extent of a scar up and down; strips 1 to 10, harvested areas 40 to 80.
pub const SCAR_WIDTH_MM: Limit = Limit::new(0.5, 120.0, "mm");
/// Round scars of a harvested area; hundreds to thousands on 100 cm2 (`docs/practice.md#scars-and-hair-between`).
pub const SCAR_DENSITY_PER_CM2: Limit = Limit::new(1.0, 60.0, "scars per cm2");
/// Diameter of a round scar, up to 1 (`docs/practice.md#scars-and-hair-between`).
pub const SCAR_DOT_MM: Limit = Limit::new(0.4, 2.0, "mm");
/// Pigment that a scar takes; 0 rejects it, above 1 soaks it up (`docs/practice.md#scars-and-hair-between`).
pub const UPTAKE: Limit = Limit::new(0.0, 2.0, "");
/// Radius of the brush that paints on the skin: from a scar's width to a whole zone.
pub const BRUSH_MM: Limit = Limit::new(3.0, 40.0, "mm");
/// Mid-frontal point above the glabella, along the skin. 70 is aggressive, 80 the rule, 100 conservative
/// (`docs/practice.md#hairlines`).
pub const HEIGHT_MM: Limit = Limit::new(40.0, 120.0, "mm");
/// Sparse zone behind the edge. 3 to 15, usually 6 to 10; 0 is the ruler's edge that gives bad work away
/// (`docs/practice.md#hairlines`).
pub const SOFTNESS_MM: Limit = Limit::new(0.0, 20.0, "mm");
/// How far the corners lie behind those of the style; receded ones 15 to 20.
pub const CORNER_MM: Limit = Limit::new(-20.0, 40.0, "mm");
/// A part of the line moved along the skin.
pub const SHIFT_MM: Limit = Limit::new(-15.0, 15.0, "mm");
/// An edge moved along the skin; an earlier session often stays 5 to 10 behind the hairline
/// (`docs/practice.md#what-changes-by-session`).
pub const EDGE_MM: Limit = Limit::new(-10.0, 30.0, "mm");
/// Difference of left and right; nobody is symmetric, 3 and more looks like a mistake.
pub const ASYMMETRY_MM: Limit = Limit::new(0.0, 6.0, "mm");
/// Width over which dots run out between the hairs that are left; 10 to 30 (`docs/practice.md#scars-and-hair-between`).
pub const BLEND_MM: Limit = Limit::new(0.0, 40.0, "mm");
/// Days until redness is gone: 1 to 3, up to 5 (`docs/practice.md#the-first-four-weeks`).
pub const REDNESS_DAYS: Limit = Limit::new(0.5, 14.0, "days");
/// Pigment on the first day over the settled amount.
pub const FRESH: Limit = Limit::new(1.0, 3.0, "");
/// Growth of a dot's variance; Eames' 1 to 2 mm in 40 years is the ceiling (`docs/practice.md#pigment-over-time`).
pub const MIGRATION_MM2: Limit = Limit::new(0.0, 0.05, "mm2 per year");
/// Day of a session. Sessions are 4 to 30 days apart, touch-ups come after years (`docs/practice.md#conflicts`,
/// `docs/practice.md#the-years-after`).
pub const DAY: Limit = Limit::new(0.0, 7300.0, "days");
/// Water per pigment. 0 is near black, 20 and up is for blond hair and fair skin
/// (`docs/practice.md#pigment-and-shade`).
pub const DILUTION: Limit = Limit::new(0.0, 40.0, "ml water per ml pigment");
/// Optical thickness of pigment across one clump at 550 nm; 0 is pigment finely dispersed (`docs/optics.md#clumps`).
pub const CLUMPING: Limit = Limit::new(0.0, 20.0, "");
/// Needle diameter. 0.15 to 0.35 (`docs/practice.md#needles-and-dots`); 0.5 and up makes the dots of bad work, 5 times
/// too big.
pub const NEEDLE_MM: Limit = Limit::new(0.05, 1.0, "mm");
/// Top of the pigment column. 0.1 to 0.3 is the papillary dermis; shallower is shed, deeper blurs and cools
/// (`docs/practice.md#depth-and-what-heals-how`).
pub const DEPTH_MM: Limit = Limit::new(0.02, 2.0, "mm");
/// Standard deviation of that depth from dot to dot. A steady hand 0.05 (`docs/practice.md#needles-and-dots`).
pub const DEPTH_SPREAD_MM: Limit = Limit::new(0.0, 0.5, "mm");
/// Dots of one session in fully treated skin. All sessions together 100 to 310, most often near 194
/// (`docs/practice.md#spacing-and-density`).
pub const DENSITY_PER_CM2: Limit = Limit::new(0.0, 400.0, "dots per cm2");

/// Density of a zone, or of what is painted, relative to the session's.
pub const ZONE_DENSITY: Limit = Limit::new(0.0, 2.0, "");
/// Relative standard deviation of size from dot to dot.
pub const SIZE_JITTER: Limit = Limit::new(0.0, 0.6, "");
/// Standard deviation of the logarithm of pigment from dot to dot. Photographs show contrasts that differ two to three
/// times (`docs/practice.md#photographs-against-words`); most strokes are nearly opaque, so that takes 0.9.
pub const SHADE_JITTER: Limit = Limit::new(0.0, 1.2, "");
/// Standard deviation of a dot's place.
pub const POSITION_JITTER_MM: Limit = Limit::new(0.0, 0.5, "mm");
/// Distance kept from follicles that hold hair.
pub const KEEP_OFF_MM: Limit = Limit::new(0.0, 1.0, "mm");

/// Patches, and scars, in one plan.
pub const SPOTS_MAX: usize = 64;
/// Strokes of the brush in one plan.
pub const STROKES_MAX: usize = 128;
/// Places on the way of one stroke; with [`STROKES_MAX`] about half of what a plan file may hold.
pub const STROKE_PLACES_MAX: usize = 256;
/// Largest seed: the largest whole number every TOML reader knows.
pub const SEED_MAX: u64 = i64::MAX as u64;
/// Sessions in one plan. Three is usual, five is many (`docs/practice.md#what-changes-by-session`); the rest is room
/// for touch-ups.
pub const SESSIONS_MAX: usize = 16;
/// Characters in a name.
pub const NAME_MAX: usize = 120;
