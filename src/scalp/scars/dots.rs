//! Round scars of punched-out follicles (FUE), scattered over the harvested field.

use super::line::ScarLine;
use crate::math::smoothstep;
use crate::plan::Scar;
use crate::rng;
use crate::scalp::coordinates::{atlas_from_mean, mean_surface};
use crate::scalp::field::skin_cm2_per_atlas_mm2;
use glam::{IVec3, Vec2, Vec3};
use kiddo::{ImmutableKdTree, SquaredEuclidean};
use std::collections::HashMap;
use std::f32::consts::PI;

/// Width over which the field thins out at its limits, mm.
const THINNING_MM: f32 = 8.0;
/// Two scars are no closer than this fraction of the mean spacing: surgeons spread their punches.
const LEAST_SPACING: f32 = 0.6;
/// Relative standard deviation of a scar's diameter.
const SIZE_JITTER: f32 = 0.12;
/// Places tried for each scar wanted, before a field counts as full.
const TRIES: u64 = 150;
/// Atlas mm that a mm of skin takes at most on the hair-bearing scalp, but for the lowest nape.
const ATLAS_PER_SKIN: f32 = 1.95;
/// Skin that one square mm of atlas stands for at most, cm².
const MOST_CM2: f32 = 0.016;

/// Round scars, ready to be asked.
pub struct Dots {
    tree: Option<ImmutableKdTree<f32, 3>>,
    radii_mm: Vec<f32>,
}

impl Dots {
    pub fn new(scar: &Scar, seed: u64) -> Dots {
        let centres = scattered(scar, seed);
        let radius = |k: usize| 0.5 * scar.dot_mm * (1.0 + SIZE_JITTER * rng::normal(seed ^ 1, k as u64));
        let list: Vec<[f32; 3]> = centres.iter().map(Vec3::to_array).collect();
        Dots {
            radii_mm: (0..centres.len()).map(radius).collect(),
            tree: if list.is_empty() { None } else { ImmutableKdTree::new_from_slice(&list).ok() },
        }
    }

    /// Distance to the edge of the nearest scar, mm, negative inside.
    pub fn distance_mm(&self, p: Vec3) -> f32 {
        let Some(tree) = &self.tree else { return f32::MAX };
        let nearest = tree.query(&p.to_array()).nearest_one::<SquaredEuclidean<f32>>().execute();
        nearest.distance.sqrt() - self.radii_mm.get(nearest.item as usize).copied().unwrap_or(0.0)
    }
}

/// The field: all within half its width of a line.
struct DotLines {
    line: ScarLine,
    half_width_mm: f32,
    area_cm2: f32,
}

impl DotLines {
    fn new(scar: &Scar) -> DotLines {
        let width_mm = scar.width_mm.min(scar.length_mm);
        let straight_mm = scar.length_mm - width_mm;
        DotLines {
            line: ScarLine::new(scar.at_mm, straight_mm),
            half_width_mm: 0.5 * width_mm,
            area_cm2: (width_mm * straight_mm + 0.25 * PI * width_mm * width_mm) / 100.0,
        }
    }

    /// Density at a point of the skin, 0..=1.
    fn fraction(&self, p: Vec3) -> f32 {
        let half = 0.5 * THINNING_MM.min(self.half_width_mm);
        smoothstep(half, -half, self.line.nearest(p).0 - self.half_width_mm)
    }

    /// A box of the atlas around it: least and greatest corner, mm.
    fn bounds(&self) -> (Vec2, Vec2) {
        let margin = ATLAS_PER_SKIN * (self.half_width_mm + THINNING_MM);
        let least = self.line.points().map(atlas_from_mean).fold(Vec2::MAX, Vec2::min);
        let most = self.line.points().map(atlas_from_mean).fold(Vec2::MIN, Vec2::max);
        (least - margin, most + margin)
    }
}

/// Centres of the scars on the skin, mm, mean frame: places even over the skin are tried one after another and kept
/// where the field wants them and none is near.
pub(super) fn scattered(scar: &Scar, seed: u64) -> Vec<Vec3> {
    let field = DotLines::new(scar);
    let (least, most) = field.bounds();
    let wanted = (scar.per_cm2 * field.area_cm2).round() as usize;
    let mut kept = Spaced::new(LEAST_SPACING * 10.0 / scar.per_cm2.max(1e-3).sqrt());
    for item in 0..TRIES * wanted as u64 {
        let draw = |k: u64| rng::unit(seed, 4 * item + k);
        let atlas = least + (most - least) * Vec2::new(draw(0), draw(1));
        let p = mean_surface(atlas);
        let chosen = draw(2) < field.fraction(p) && draw(3) * MOST_CM2 < skin_cm2_per_atlas_mm2(atlas);
        if chosen {
            kept.offer(p);
        }
        if kept.points.len() == wanted {
            break;
        }
    }
    kept.points
}

/// Points no two of which are closer than a distance.
struct Spaced {
    apart_mm: f32,
    points: Vec<Vec3>,
    /// Points by cell of that size.
    cells: HashMap<IVec3, Vec<u32>>,
}

impl Spaced {
    fn new(apart_mm: f32) -> Spaced {
        Spaced { apart_mm, points: Vec::new(), cells: HashMap::new() }
    }

    /// Keeps a point that is far enough from all others.
    fn offer(&mut self, p: Vec3) {
        let cell = (p / self.apart_mm).floor().as_ivec3();
        let around = (0..27).map(|k| cell + IVec3::new(k % 3, k / 3 % 3, k / 9) - IVec3::ONE);
        let mut near = around.filter_map(|cell| self.cells.get(&cell)).flatten();
        let close = |k: &u32| self.points[*k as usize].distance(p) < self.apart_mm;
        if !near.any(close) {
            self.cells.entry(cell).or_default().push(self.points.len() as u32);
            self.points.push(p);
        }
    }
}
