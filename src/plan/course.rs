//! How the client heals, and how the years go: the guesses behind `deposit::time`, as values that can be changed.
//!
//! Measured: pigment unchanged from four weeks to a year (Kim 2008), epidermis renewed in 30 to 45 days, settled by
//! day 28 to 30 (clinics). All else here is an adjustable guess within what `docs/practice.md#the-first-four-weeks`
//! reports.

use super::numbers::{Number, Numbers, number};
use super::ranges;
use super::words::words;

/// The first four weeks after a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Healing {
    /// Strength of redness on the first day, 1 is usual, [`ranges::STRENGTH`].
    pub redness: f32,
    /// Days until redness is gone, [`ranges::REDNESS_DAYS`]. One to three on most skins.
    pub redness_days: f32,
    /// Strength of scabs from day 2 to 7, 1 is usual, [`ranges::STRENGTH`].
    pub scabs: f32,
    /// Fraction of what settled pigment shows that new skin veils about day 10, [`ranges::FRACTION`]: the phantom fade.
    pub phantom_fade: f32,
    /// Pigment of the first day over the settled one, [`ranges::FRESH`].
    pub fresh: f32,
}

impl Default for Healing {
    fn default() -> Self {
        Self { redness: 1.0, redness_days: 2.5, scabs: 1.0, phantom_fade: 0.3, fresh: 1.4 }
    }
}

impl Numbers for Healing {
    fn numbers(&mut self) -> Vec<Number<'_>> {
        vec![
            number("redness", &mut self.redness, ranges::STRENGTH),
            number("redness_days", &mut self.redness_days, ranges::REDNESS_DAYS),
            number("scabs", &mut self.scabs, ranges::STRENGTH),
            number("phantom_fade", &mut self.phantom_fade, ranges::FRACTION),
            number("fresh", &mut self.fresh, ranges::FRESH),
        ]
    }
}

/// The years after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fading {
    /// How long pigment lasts in this client.
    pub longevity: Longevity,
    /// Sun on the scalp: 0 always covered, 1 outdoors without protection, [`ranges::FRACTION`].
    pub sun: f32,
    /// Growth of a dot's variance by migration in the papillary dermis, mm² per year, [`ranges::MIGRATION_MM2`].
    pub papillary_mm2_per_year: f32,
    /// The same in the reticular dermis.
    pub reticular_mm2_per_year: f32,
    /// The same in fat.
    pub fat_mm2_per_year: f32,
}

impl Default for Fading {
    fn default() -> Self {
        Self {
            longevity: Longevity::Normal,
            sun: 0.3,
            papillary_mm2_per_year: 1e-4,
            reticular_mm2_per_year: 4e-3,
            fat_mm2_per_year: 2e-2,
        }
    }
}

impl Numbers for Fading {
    fn numbers(&mut self) -> Vec<Number<'_>> {
        vec![
            number("sun", &mut self.sun, ranges::FRACTION),
            number("papillary_mm2_per_year", &mut self.papillary_mm2_per_year, ranges::MIGRATION_MM2),
            number("reticular_mm2_per_year", &mut self.reticular_mm2_per_year, ranges::MIGRATION_MM2),
            number("fat_mm2_per_year", &mut self.fat_mm2_per_year, ranges::MIGRATION_MM2),
        ]
    }
}

/// How long pigment lasts. Clinics say anything from one to eight years (`docs/practice.md#the-years-after`), so never
/// one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Longevity {
    Fast,
    Normal,
    Slow,
}

words!(Longevity in "longevity" {
    Fast = "fast";
    Normal = "normal";
    Slow = "slow";
});

impl Longevity {
    /// Years in which the contrast of a treated field halves, shortest and longest of the preset.
    pub fn half_life_years(self) -> [f32; 2] {
        match self {
            Self::Fast => [2.0, 4.0],
            Self::Normal => [4.0, 6.0],
            Self::Slow => [6.0, 9.0],
        }
    }
}
