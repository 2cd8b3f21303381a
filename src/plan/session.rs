//! Treatment days.

use super::Zones;
use super::ranges;
use super::words::words;

/// One treatment day: one layer of dots.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Title shown to people.
    pub name: String,
    /// Day of treatment, counted from the first session's day 0, [`ranges::DAY`].
    pub day: f32,
    /// Pigment in the cup.
    pub pigment: Pigment,
    /// Optical thickness of pigment across one clump at 550 nm, 0 for fine dispersion, [`ranges::CLUMPING`].
    pub clumping: f32,
    /// ml distilled water per ml pigment, [`ranges::DILUTION`].
    pub dilution: f32,
    /// Needle diameter, mm, [`ranges::NEEDLE_MM`].
    pub needle_mm: f32,
    /// Depth of the top of the pigment column below the surface, mm, [`ranges::DEPTH_MM`].
    pub depth_mm: f32,
    /// Standard deviation of that depth, mm, [`ranges::DEPTH_SPREAD_MM`].
    pub depth_spread_mm: f32,
    /// Dots per cm² in fully treated skin, [`ranges::DENSITY_PER_CM2`].
    pub density_per_cm2: f32,
    /// Zones treated.
    pub zones: Zones,
    /// Drawn or switched off.
    pub enabled: bool,
}

impl Session {
    /// Days from one session to the next (`smp_domain.md` 11).
    pub const GAP_DAYS: f32 = 12.0;

    /// A session to add after these: a gap later, and otherwise as the last one.
    pub fn following(sessions: &[Session]) -> Self {
        let last = sessions.last();
        Self {
            name: Self::default_name(sessions.len()),
            day: last.map_or(0.0, |last| (last.day + Self::GAP_DAYS).min(ranges::DAY.max)),
            enabled: true,
            ..last.cloned().unwrap_or_default()
        }
    }

    /// `Session 1` for index 0.
    pub fn default_name(index: usize) -> String {
        format!("Session {}", index + 1)
    }
}

impl Default for Session {
    /// A first session: light shade, wide gaps, a common needle, papillary depth (`smp_domain.md` 2b, 11).
    fn default() -> Self {
        Self {
            name: Self::default_name(0),
            day: 0.0,
            pigment: Pigment::CarbonBlack,
            clumping: 0.0,
            dilution: 20.0,
            needle_mm: 0.25,
            depth_mm: 0.2,
            depth_spread_mm: 0.05,
            density_per_cm2: 60.0,
            zones: Zones::ALL,
            enabled: true,
        }
    }
}

/// Pigments on the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Pigment {
    CarbonBlack,
    WarmBlack,
    Brown,
    CoolBlack,
    IronBlack,
}

words!(Pigment {
    CarbonBlack = "carbon-black", "Carbon black";
    WarmBlack = "warm-black", "Warm black";
    Brown = "brown", "Brown";
    CoolBlack = "cool-black", "Cool black";
    IronBlack = "iron-black", "Iron oxide black";
});
