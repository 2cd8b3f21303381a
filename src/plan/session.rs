//! Treatment days.

use super::numbers::{Number, Numbers, number};
use super::ranges;
use super::words::words;
use super::{Zone, Zones};

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
    /// Density of each zone relative to that, in the order of [`Zone::ALL`], [`ranges::ZONE_DENSITY`].
    pub zone_density: [f32; Zone::ALL.len()],
    /// What is treated within the zones.
    pub target: Target,
    /// Standard deviation of a dot's size, relative, [`ranges::SIZE_JITTER`].
    pub size_jitter: f32,
    /// Standard deviation of the logarithm of its shade, [`ranges::SHADE_JITTER`].
    pub shade_jitter: f32,
    /// The hand's error in placing a dot, standard deviation along the skin, mm, [`ranges::POSITION_JITTER_MM`].
    pub position_jitter_mm: f32,
    /// Closest to a follicle that holds hair, mm, [`ranges::KEEP_OFF_MM`].
    pub keep_off_mm: f32,
    /// How far this session stays behind the drawn hairline, mm, [`ranges::EDGE_MM`].
    pub edge_back_mm: f32,
    /// Width of this session's fade at the hairline relative to the plan's, [`ranges::STRENGTH`].
    pub softness: f32,
    /// Drawn or switched off.
    pub enabled: bool,
}

impl Session {
    /// Days from one session to the next (`docs/practice.md#conflicts`).
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

    /// A copy of session `index` right after it, a gap later; later sessions move on by as much.
    pub fn copied(sessions: &mut Vec<Session>, index: usize) {
        let Some(mut copy) = sessions.get(index).cloned() else { return };
        copy.name = Self::default_name(sessions.len());
        sessions.insert(index + 1, copy);
        for later in &mut sessions[index + 1..] {
            later.day = (later.day + Self::GAP_DAYS).min(ranges::DAY.max);
        }
    }

    /// Changes places of two sessions; the days of treatment stay where they were.
    pub fn swapped(sessions: &mut [Session], first: usize, second: usize) {
        if first.max(second) < sessions.len() {
            let days = [sessions[first].day, sessions[second].day];
            sessions.swap(first, second);
            [sessions[first].day, sessions[second].day] = days;
        }
    }

    /// Middles of eight equal parts of the deviations that [`Session::shade_of`] takes: dots differ in pigment, and weak
    /// ones take less light away than strong ones take more.
    pub const SHADES: [f32; 8] = [-1.534, -0.887, -0.489, -0.157, 0.157, 0.489, 0.887, 1.534];

    /// Pigment of a dot over that of the mean one, `deviations` from the usual in its logarithm.
    pub fn shade_of(&self, deviations: f32) -> f32 {
        let sigma = self.shade_jitter;
        (sigma * deviations - 0.5 * sigma * sigma).exp()
    }

    /// `Session 1` for index 0.
    pub fn default_name(index: usize) -> String {
        format!("Session {}", index + 1)
    }
}

impl Default for Session {
    /// A first session: light shade, wide gaps, a common needle, papillary depth
    /// (`docs/practice.md#spacing-and-density`).
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
            zone_density: [1.0; Zone::ALL.len()],
            target: Target::Loss,
            size_jitter: 0.25,
            shade_jitter: 0.9,
            position_jitter_mm: 0.05,
            keep_off_mm: 0.2,
            edge_back_mm: 0.0,
            softness: 1.0,
            enabled: true,
        }
    }
}

impl Numbers for Session {
    fn numbers(&mut self) -> Vec<Number<'_>> {
        vec![
            number("day", &mut self.day, ranges::DAY).required(),
            number("dilution", &mut self.dilution, ranges::DILUTION).required(),
            number("needle_mm", &mut self.needle_mm, ranges::NEEDLE_MM).written(),
            number("depth_mm", &mut self.depth_mm, ranges::DEPTH_MM).written(),
            number("depth_spread_mm", &mut self.depth_spread_mm, ranges::DEPTH_SPREAD_MM).written(),
            number("density_per_cm2", &mut self.density_per_cm2, ranges::DENSITY_PER_CM2).required(),
            number("clumping", &mut self.clumping, ranges::CLUMPING),
            number("size_jitter", &mut self.size_jitter, ranges::SIZE_JITTER),
            number("shade_jitter", &mut self.shade_jitter, ranges::SHADE_JITTER),
            number("position_jitter_mm", &mut self.position_jitter_mm, ranges::POSITION_JITTER_MM),
            number("keep_off_mm", &mut self.keep_off_mm, ranges::KEEP_OFF_MM),
            number("edge_back_mm", &mut self.edge_back_mm, ranges::EDGE_MM),
            number("softness", &mut self.softness, ranges::STRENGTH),
        ]
    }
}

/// What a session treats within its zones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Target {
    /// Skin that lost its hair, blended into what is left.
    #[default]
    Loss,
    /// All skin, between the hairs that are left.
    BetweenHair,
    /// Scars and a margin around them.
    Scars,
}

words!(Target in "target" {
    Loss = "loss";
    BetweenHair = "between-hair";
    Scars = "scars";
});

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

words!(Pigment in "pigment" {
    CarbonBlack = "carbon-black";
    WarmBlack = "warm-black";
    Brown = "brown";
    CoolBlack = "cool-black";
    IronBlack = "iron-black";
});
