//! One hairline: a curve from the middle of the forehead over the temple recess to the temple peak and the side.
//!
//! Takes the plan's [`Hairline`] and a seed, gives a [`Curve`]: the signed distance of any mean-frame point in mm
//! (positive behind the line, on the hair side, at most 40), and an [`HairlineEdge`]: the fraction of full density at
//! such a distance. The same family of lines ([`HairlineShape`]) is the client's own receding line in `hair_loss`.
//!
//! Known limits: waves and jitter are our reading of "macro and micro irregularity" (Shapiro); no published
//! amplitudes. Styles are shapes named by clinics, drawn by eye.

mod edge;
mod shape;
mod style;
#[cfg(test)]
mod tests;

pub use edge::HairlineEdge;
pub use shape::{HairlineShape, midline_atlas_mm};
pub(super) use shape::{PEAK_MM, RECESS_MM};

use super::coordinates::atlas_from_mean;
use super::field::Field;
use crate::math::smoothstep;
use crate::plan::Hairline;
use crate::rng;
use glam::{Vec2, Vec3};
use std::f32::consts::TAU;
use style::Style;

/// Distance behind the line beyond which nobody asks for more, mm.
const FAR_MM: f32 = 40.0;
/// Waves run out between these distances from the line, mm.
const FADE_MM: [f32; 2] = [10.0, 30.0];
/// Waves of the line; the last one is the slow one of left and right.
const WAVES: usize = 5;
/// Length of the slow wave, mm.
const SLOW_MM: f32 = 150.0;
/// Shortest of the other waves and what is added up to the longest, mm.
const LENGTHS_MM: [f32; 2] = [15.0, 10.0];
/// Least height of a wave where the line is fully uneven, and what is drawn on top, mm.
const HEIGHTS_MM: [f32; 2] = [0.25, 0.35];
/// Uneven beyond this the waves would fold the line.
const MOST_UNEVEN: f32 = 2.5;
/// The slow wave's phase stays within this of an odd wave, so that the sides differ whatever the seed, radians.
const SLOW_PHASE: f32 = 0.6;

/// A wave along the line: amplitude mm, wave number rad/mm, phase.
#[derive(Clone, Copy, Debug)]
struct Wave {
    amplitude_mm: f32,
    per_mm: f32,
    phase: f32,
}

/// A hairline ready to be asked.
pub struct Curve {
    /// (distance, place along the line), mm.
    field: Field<2>,
    waves: Waves,
    edge: HairlineEdge,
}

impl Curve {
    /// Builds the line of a plan. Waves are 15..25 mm long, up to 1..2 mm high in a soft natural line and nearly none
    /// in a defined one; one slow wave makes left and right differ by as much as the plan says.
    pub fn new(hairline: &Hairline, seed: u64) -> Curve {
        let shape = HairlineShape::of(hairline);
        let (outline, line) = (shape.outline(), shape.line());
        // Around the lines 1.2 mm of atlas is at least 1 mm of skin.
        let rear = line.iter().map(|p| p.y).fold(f32::MAX, f32::min) - 1.2 * FAR_MM;
        let front = line.iter().map(|p| p.y).fold(f32::MIN, f32::max) + 1.2 * FAR_MM;
        let field = Field::new(|atlas| {
            if atlas.y < rear || atlas.y > front {
                return [if atlas.y < rear { FAR_MM } else { -FAR_MM }, 0.0];
            }
            let nearest = outline.nearest(atlas);
            [nearest.distance_mm.min(FAR_MM), nearest.along_mm]
        });
        Curve {
            field,
            waves: Waves::new(&waves(hairline, seed)),
            edge: Style::of(hairline.style).edge(hairline),
        }
    }

    /// Signed distance to the line with its waves, mm, positive behind it.
    pub fn signed_distance_mm(&self, mean_position: Vec3) -> f32 {
        self.signed_distance_at(atlas_from_mean(mean_position))
    }

    /// [`Curve::signed_distance_mm`] at an atlas place, for callers that have it.
    #[inline]
    pub fn signed_distance_at(&self, atlas: Vec2) -> f32 {
        let [distance, along] = self.field.at_atlas(atlas);
        let fade = 1.0 - smoothstep(FADE_MM[0], FADE_MM[1], distance.abs());
        if fade == 0.0 {
            return distance;
        }
        distance + fade * self.waves.height_mm(along * atlas.x.signum())
    }

    /// How density sets in at the line: the style's way with the plan's numbers.
    pub fn edge(&self) -> HairlineEdge {
        self.edge
    }
}

/// The sum of the waves, drawn once along the whole line.
struct Waves {
    /// Every [`Waves::STEP_MM`] from one end to the other, mm.
    heights_mm: Vec<f32>,
}

impl Waves {
    /// Fine enough to be right to 0.01 mm for the shortest wave.
    const STEP_MM: f32 = 0.5;
    /// Length of either half of the line at most, mm.
    const REACH_MM: f32 = 300.0;

    /// The waves added up, the slow one shifted to leave the middle of the line where it is.
    fn new(waves: &[Wave; WAVES]) -> Waves {
        let slow = waves[WAVES - 1];
        let centre = slow.phase.sin() * slow.amplitude_mm;
        let height = |i: usize| {
            let s = i as f32 * Self::STEP_MM - Self::REACH_MM;
            waves.iter().map(|w| w.amplitude_mm * (w.per_mm * s + w.phase).sin()).sum::<f32>() - centre
        };
        let nodes = (2.0 * Self::REACH_MM / Self::STEP_MM) as usize + 2;
        Waves { heights_mm: (0..nodes).map(height).collect() }
    }

    /// At a place along the line, mm from its middle, negative on the right.
    #[inline]
    fn height_mm(&self, along_mm: f32) -> f32 {
        let x = (along_mm.clamp(-Self::REACH_MM, Self::REACH_MM) + Self::REACH_MM) / Self::STEP_MM;
        let i = x as usize;
        self.heights_mm[i] + (x - i as f32) * (self.heights_mm[i + 1] - self.heights_mm[i])
    }
}

fn waves(hairline: &Hairline, seed: u64) -> [Wave; WAVES] {
    let uneven = (Style::of(hairline.style).waves(hairline)).min(MOST_UNEVEN);
    let seed = rng::hash(seed, 0x4A11);
    std::array::from_fn(|i| {
        let draw = |k: u64| rng::unit(seed, 3 * i as u64 + k);
        if i == WAVES - 1 {
            let turned = if draw(0) < 0.5 { 0.0 } else { 0.5 * TAU };
            let phase = turned + SLOW_PHASE * (2.0 * draw(2) - 1.0);
            // One side rises as much as the other falls: together the whole difference.
            return Wave { amplitude_mm: 0.5 * hairline.asymmetry_mm, per_mm: TAU / SLOW_MM, phase };
        }
        let length_mm = LENGTHS_MM[0] + LENGTHS_MM[1] * (i as f32 + draw(0)) / (WAVES - 1) as f32;
        let amplitude_mm = uneven * (HEIGHTS_MM[0] + HEIGHTS_MM[1] * draw(1));
        Wave { amplitude_mm, per_mm: TAU / length_mm, phase: TAU * draw(2) }
    })
}
