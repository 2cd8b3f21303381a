//! Scars on the scalp: skin without hair that is paler and takes pigment in its own way.
//!
//! Takes a plan's [`Scar`]s and a seed, gives [`Scars`], which say at any place of the atlas what the skin is like
//! ([`ScarSkin`]). Shapes are distances in mm between points of the mean head's skin: a strip along a parallel of
//! the head (`line`), scattered round scars (`dots`), an uneven patch (`patch`). What is painted as a scar
//! (`strokes`) is skin like a usual burn's.
//!
//! Sources: `docs/practice.md#scars-and-hair-between` (strips about 20 cm from ear to ear; round white scars up to 1
//! mm, hundreds to thousands; scar skin soaks pigment up or rejects it). Known limits: widths of edges, unevenness and
//! scatter are guesses; a harvested field is at least as long as it is high; a scar's skin is alike all over, flat and
//! smooth; distances are chords, not paths along the skin; a painted scar counts for no distance.

mod dots;
mod line;
mod patch;
#[cfg(test)]
mod tests;

use super::coordinates::mean_surface;
use super::field::Plane;
use super::strokes::Painting;
use crate::math::smoothstep;
use crate::plan::stroke::{self, PaintedOn};
use crate::plan::{Plan, Scar, ScarKind};
use crate::rng;
use dots::Dots;
use glam::{Vec2, Vec3};
use line::Strip;
use patch::ScarPatch;

/// Nobody asks for distances beyond this, mm.
const FAR_MM: f32 = 60.0;
/// Within this of a scar it is asked itself; farther away a raster serves, mm.
const NEAR_MM: f32 = 12.0;
/// Nodes of that raster, atlas mm: good to about 0.3 mm beyond [`NEAR_MM`].
const CELL_MM: f32 = 4.0;
/// Keeps the scars' randomness apart from others'.
const SEED: u64 = 0x5CA2;

/// What scars make of the skin at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScarSkin {
    /// Colour lost, 0 (sound) ..= 1 (fully pale).
    pub pale: f32,
    /// Fraction of hair lost, 0..=1.
    pub bare: f32,
    /// Pigment taken, relative to sound skin.
    pub uptake: f32,
    /// Distance to the edge of the nearest scar that is not painted, mm, negative inside, at most 60.
    pub distance_mm: f32,
}

impl ScarSkin {
    /// Skin far from any scar.
    pub const SOUND: ScarSkin = ScarSkin { pale: 0.0, bare: 0.0, uptake: 1.0, distance_mm: FAR_MM };
}

/// The scars of a head, ready to be asked.
pub struct Scars {
    all: Vec<LaidScar>,
    distance: Option<Plane<1>>,
    painting: Painting,
    painted: Scar,
}

impl Scars {
    /// Prepares the scars of a plan, painted ones too.
    pub fn of(plan: &Plan) -> Scars {
        let painting = Painting::new(&stroke::on(PaintedOn::Skin, &plan.strokes));
        Scars { painting, ..Scars::new(&plan.scars, plan.seed) }
    }

    /// Prepares scars; round scars and unevenness are drawn from the seed.
    pub fn new(scars: &[Scar], seed: u64) -> Scars {
        let seed = |index: usize| rng::hash(seed ^ SEED, index as u64);
        let all: Vec<LaidScar> =
            scars.iter().enumerate().map(|(index, scar)| LaidScar::new(scar, seed(index))).collect();
        let nearest = |atlas| {
            let p = mean_surface(atlas);
            [all.iter().map(|scar| scar.distance_within(p, FAR_MM)).fold(FAR_MM, f32::min)]
        };
        let distance = (!all.is_empty()).then(|| Plane::new(CELL_MM, nearest));
        Scars { all, distance, painting: Painting::new(&[]), painted: Scar::usual(ScarKind::Burn) }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.painting.is_empty()
    }

    /// The skin at an atlas place.
    pub fn at_atlas(&self, atlas: Vec2) -> ScarSkin {
        let mut skin = Mixed::SOUND;
        skin.cover(self.painting.at_atlas(atlas).scar, self.painted.paleness, self.painted.uptake);
        let roughly_mm = self.distance.as_ref().map_or(FAR_MM, |distance| distance.at_atlas(atlas)[0]);
        if roughly_mm > NEAR_MM {
            return skin.at_distance(roughly_mm);
        }
        let p = mean_surface(atlas);
        let mut nearest_mm = FAR_MM;
        for scar in &self.all {
            let distance_mm = scar.distance_within(p, 2.0 * NEAR_MM);
            nearest_mm = nearest_mm.min(distance_mm);
            let cover = smoothstep(0.5 * scar.edge_mm, -0.5 * scar.edge_mm, distance_mm);
            skin.cover(cover, scar.paleness, scar.uptake);
        }
        skin.at_distance(nearest_mm)
    }
}

/// Scars that lie on each other.
struct Mixed {
    pale: f32,
    bare: f32,
    covers: f32,
    taken: f32,
}

impl Mixed {
    const SOUND: Mixed = Mixed { pale: 0.0, bare: 0.0, covers: 0.0, taken: 0.0 };

    /// One more that covers the place by `cover`.
    fn cover(&mut self, cover: f32, paleness: f32, uptake: f32) {
        self.bare = self.bare.max(cover);
        self.pale = self.pale.max(cover * paleness);
        self.covers += cover;
        self.taken += cover * (uptake - 1.0);
    }

    fn at_distance(self, distance_mm: f32) -> ScarSkin {
        let uptake = 1.0 + self.taken / self.covers.max(1.0);
        ScarSkin { pale: self.pale, bare: self.bare, uptake, distance_mm }
    }
}

/// One scar laid on the skin.
struct LaidScar {
    shape: ScarShape,
    /// All of it lies within `reach_mm` of this point, mm, mean frame.
    middle: Vec3,
    reach_mm: f32,
    /// Width over which it passes into sound skin, mm.
    edge_mm: f32,
    paleness: f32,
    uptake: f32,
}

enum ScarShape {
    Strip(Strip),
    Dots(Dots),
    ScarPatch(ScarPatch),
}

impl LaidScar {
    fn new(scar: &Scar, seed: u64) -> LaidScar {
        let (shape, edge_mm) = match scar.kind {
            ScarKind::Strip => (ScarShape::Strip(Strip::new(scar, seed)), 0.5),
            ScarKind::Fue => (ScarShape::Dots(Dots::new(scar, seed)), 0.2),
            ScarKind::Burn => (ScarShape::ScarPatch(ScarPatch::new(scar, seed)), 3.0),
        };
        LaidScar {
            shape,
            middle: mean_surface(scar.at_mm.into()),
            reach_mm: scar.length_mm + scar.width_mm,
            edge_mm,
            paleness: scar.paleness,
            uptake: scar.uptake,
        }
    }

    /// Distance to its edge, mm, where that is less than `most_mm`, otherwise something not less.
    fn distance_within(&self, p: Vec3, most_mm: f32) -> f32 {
        if p.distance_squared(self.middle) > (self.reach_mm + most_mm).powi(2) {
            return most_mm;
        }
        match &self.shape {
            ScarShape::Strip(strip) => strip.distance_mm(p),
            ScarShape::Dots(dots) => dots.distance_mm(p),
            ScarShape::ScarPatch(patch) => patch.distance_mm(p),
        }
    }
}
