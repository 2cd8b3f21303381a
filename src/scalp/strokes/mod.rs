//! What is painted on the skin with a brush, at any place of the atlas.
//!
//! Takes a plan's [`Stroke`]s, gives [`Painted`]: each stroke mixes what it leaves into what lay there before it, by
//! how far it covers the place, so a later stroke wins and an erasing one brings back exactly what was there. A
//! stroke covers what is nearer to its way than its radius; its edge is soft inwards, and outwards where it erases, so
//! that the same way takes all of a stroke away again. [`Strokes`] is the law itself,
//! [`Painting`] a raster of it for many sites.
//!
//! Known limits: distances are chords in space, not paths along the skin (2 % short at 70 mm); the width of the edge
//! is chosen by eye; a raster rounds edges within about one cell.

#[cfg(test)]
mod tests;

use super::coordinates::mean_surface;
use super::field::Plane;
use crate::math::smoothstep;
use crate::plan::{Paint, Stroke};
use glam::{Vec2, Vec3};

/// Width of a stroke's edge, relative to its radius.
const EDGE: f32 = 0.35;
/// A way is bent to the skin in steps of at most this, atlas mm.
const STEP_MM: f32 = 4.0;
/// No mm of skin is more atlas mm than this (`coordinates`: 2.86 at the nape).
const MOST_STRETCH: f32 = 4.0;
/// Points in a piece of a way: pieces far from a place are passed over at once.
const PIECE: usize = 12;
/// Distance of a raster's nodes, atlas mm: as wide as the edge of the smallest brush.
const CELL_MM: f32 = 1.0;

/// What is painted at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Painted {
    /// How far sessions are to work here whatever the plan finds, 0..=1.
    pub treat: f32,
    /// How far dots are kept off, 0..=1.
    pub leave: f32,
    /// Dots per cm² relative to what the sessions want.
    pub density: f32,
    /// Scar: fraction of bare, pale skin, 0..=1.
    pub scar: f32,
}

impl Painted {
    /// Nothing.
    pub const NONE: Painted = Painted { treat: 0.0, leave: 0.0, density: 1.0, scar: 0.0 };

    fn to_array(self) -> [f32; 4] {
        [self.treat, self.leave, self.density, self.scar]
    }

    fn from_array([treat, leave, density, scar]: [f32; 4]) -> Painted {
        Painted { treat, leave, density, scar }
    }

    /// The same under a stroke that leaves `values` and covers the place by `cover`, 0..=1.
    fn under(self, values: Leaves, cover: f32) -> Painted {
        let mix = |before: f32, left: Option<f32>| match left {
            // Exact at both ends, so that what is covered fully is gone without a trace.
            Some(left) => before * (1.0 - cover) + left * cover,
            None => before,
        };
        let before = self.to_array();
        Painted::from_array(std::array::from_fn(|i| mix(before[i], values[i])))
    }
}

/// What a stroke leaves of each value of [`Painted`]; none: as it was.
type Leaves = [Option<f32>; 4];

/// Work that is painted takes the place of work left out, and the other way round; a scar stays under both.
fn leaves(stroke: &Stroke) -> Leaves {
    match stroke.paint {
        Paint::Treat => [Some(1.0), Some(0.0), None, None],
        Paint::Leave => [Some(0.0), Some(1.0), None, None],
        Paint::Density => [None, Some(0.0), Some(stroke.density), None],
        Paint::Scar => [None, None, None, Some(1.0)],
        Paint::Erase => Painted::NONE.to_array().map(Some),
    }
}

/// Strokes ready to be asked.
#[derive(Default)]
pub struct Strokes(Vec<LaidStroke>);

impl Strokes {
    /// Lays strokes on the mean head, first to last.
    pub fn new(strokes: &[Stroke]) -> Strokes {
        Strokes(strokes.iter().filter(|stroke| !stroke.path_mm.is_empty()).map(LaidStroke::new).collect())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is painted at an atlas place.
    pub fn at_atlas(&self, atlas: Vec2) -> Painted {
        let mut near = self.0.iter().filter(|stroke| stroke.may_cover(atlas)).peekable();
        if near.peek().is_none() {
            return Painted::NONE;
        }
        let p = mean_surface(atlas);
        near.fold(Painted::NONE, |painted, stroke| match stroke.cover(p) {
            0.0 => painted,
            cover => painted.under(stroke.leaves, cover),
        })
    }
}

/// Strokes sampled over the atlas, so that a site reads them in a few nanoseconds.
#[derive(Default)]
pub struct Painting(Option<Plane<4>>);

impl Painting {
    /// Samples strokes, first to last.
    pub fn new(strokes: &[Stroke]) -> Painting {
        let strokes = Strokes::new(strokes);
        let sample = |atlas| strokes.at_atlas(atlas).to_array();
        Painting((!strokes.is_empty()).then(|| Plane::new(CELL_MM, sample)))
    }

    /// Whether nothing is painted.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// What is painted at an atlas place.
    #[inline]
    pub fn at_atlas(&self, atlas: Vec2) -> Painted {
        self.0.as_ref().map_or(Painted::NONE, |plane| Painted::from_array(plane.at_atlas(atlas)))
    }
}

/// One stroke laid on the skin.
struct LaidStroke {
    pieces: Vec<Piece>,
    bounds: Ball,
    /// Corners of what it may cover in the atlas, mm: looked at first, as places on the skin cost more.
    corners: [Vec2; 2],
    /// It covers nothing from here on, and all that is nearer by the width of its edge, mm.
    reach_mm: f32,
    edge_mm: f32,
    leaves: Leaves,
}

/// A part of its way on the mean head's skin, mm.
struct Piece {
    points: Vec<Vec3>,
    bounds: Ball,
}

/// A ball around points, mm.
struct Ball {
    middle: Vec3,
    radius_mm: f32,
}

impl Ball {
    fn around(points: &[Vec3]) -> Ball {
        let middle = points.iter().sum::<Vec3>() / points.len().max(1) as f32;
        let radius_mm = points.iter().map(|p| p.distance(middle)).fold(0.0, f32::max);
        Ball { middle, radius_mm }
    }

    /// Whether a point is nearer to it than this, mm.
    fn is_within(&self, p: Vec3, mm: f32) -> bool {
        p.distance_squared(self.middle) < (self.radius_mm + mm).powi(2)
    }
}

impl LaidStroke {
    fn new(stroke: &Stroke) -> LaidStroke {
        let points = way(&stroke.path_mm);
        let piece = |first: usize| {
            // The next piece begins where this one ends.
            let points = points[first..(first + PIECE).min(points.len())].to_vec();
            Piece { bounds: Ball::around(&points), points }
        };
        let pieces = (0..points.len().max(2) - 1).step_by(PIECE - 1).map(piece).collect();
        let bounds = Ball::around(&points);
        let edge_mm = EDGE * stroke.radius_mm;
        let outwards_mm = if stroke.paint == Paint::Erase { edge_mm } else { 0.0 };
        let reach_mm = stroke.radius_mm + outwards_mm;
        let places = || stroke.path_mm.iter().map(|at| Vec2::from(*at));
        let margin = Vec2::splat(MOST_STRETCH * reach_mm);
        let corners =
            [places().fold(Vec2::MAX, Vec2::min) - margin, places().fold(Vec2::MIN, Vec2::max) + margin];
        LaidStroke { pieces, bounds, corners, reach_mm, edge_mm, leaves: leaves(stroke) }
    }

    fn may_cover(&self, atlas: Vec2) -> bool {
        let [low, high] = self.corners;
        atlas.cmpge(low).all() && atlas.cmple(high).all()
    }

    /// How far it covers a point of the mean head's skin, 0..=1.
    fn cover(&self, p: Vec3) -> f32 {
        if !self.bounds.is_within(p, self.reach_mm) {
            return 0.0;
        }
        let near = self.pieces.iter().filter(|piece| piece.bounds.is_within(p, self.reach_mm));
        let square = near.map(|piece| piece.distance_squared(p)).fold(f32::MAX, f32::min);
        smoothstep(self.reach_mm, self.reach_mm - self.edge_mm, square.sqrt())
    }
}

impl Piece {
    /// Squared distance of a point, mm².
    fn distance_squared(&self, p: Vec3) -> f32 {
        let to = |pair: &[Vec3]| {
            let (start, step) = (pair[0], pair[1] - pair[0]);
            let t = ((p - start).dot(step) / step.length_squared().max(1e-6)).clamp(0.0, 1.0);
            p.distance_squared(start + t * step)
        };
        let first = self.points.first().map_or(f32::MAX, |point| p.distance_squared(*point));
        self.points.windows(2).map(to).fold(first, f32::min)
    }
}

/// The way through these places on the mean head's skin, mm, mean frame.
fn way(path_mm: &[[f32; 2]]) -> Vec<Vec3> {
    let mut atlas: Vec<Vec2> = path_mm.first().map(|at| Vec2::from(*at)).into_iter().collect();
    for pair in path_mm.windows(2) {
        let [from, to] = [pair[0], pair[1]].map(Vec2::from);
        let steps = (from.distance(to) / STEP_MM).ceil().max(1.0) as usize;
        atlas.extend((1..=steps).map(|k| from.lerp(to, k as f32 / steps as f32)));
    }
    atlas.into_iter().map(mean_surface).collect()
}
