//! Laws of the scalp sampled once over the atlas, so that a site reads one in a few nanoseconds.
//!
//! Takes outlines in the atlas, gives distances in mm on the mean head ([`Outline`]) and rasters of laws: [`Field`]
//! of mirror-symmetric ones (the left half is stored and `x` is folded to `|x|`), [`Plane`] of any.
//!
//! Known limits: distances are chords in space, not paths along the skin (2 % short at 70 mm); a raster rounds
//! corners within about one cell (2 mm of atlas); beyond the atlas square the value at its edge holds.

use super::coordinates::{ATLAS_MM_PER_RADIAN, ATLAS_RADIUS_MM, atlas_from_mean, mean_surface};
use crate::math::bilinear;
use glam::{Vec2, Vec3, vec2};
use std::num::NonZero;
use std::thread;

/// The left half of a mirror-symmetric region: a path from the mid-plane to the mid-plane, some of it an edge.
pub struct Outline {
    polygon: Vec<Vec2>,
    edge: Vec<EdgeSegment>,
    /// One for every [`SPAN`] segments of the edge.
    spans: Vec<Span>,
}

/// Segments in a span; the last one may have fewer.
const SPAN: usize = 8;
/// More than rounding moves a distance, mm.
const ROUNDING_MM: f32 = 0.01;

/// A ball about neighbouring segments: most of them need not be looked at.
struct Span {
    middle: Vec3,
    radius_mm: f32,
}

impl Span {
    fn about(segments: &[EdgeSegment]) -> Span {
        let ends = || segments.iter().flat_map(|s| [s.start, s.start + s.step]);
        let middle = ends().sum::<Vec3>() / (2 * segments.len()) as f32;
        Span { middle, radius_mm: ends().map(|end| end.distance(middle)).fold(0.0, f32::max) }
    }
}

/// A piece of an edge on the mean head.
struct EdgeSegment {
    start: Vec3,
    step: Vec3,
    /// 1 / length², per mm².
    inverse: f32,
    /// Length of the edge before it, mm.
    along: f32,
}

/// The nearest place on the edge of an [`Outline`].
#[derive(Clone, Copy, Debug)]
pub struct Nearest {
    /// Signed distance, mm: positive inside the region.
    pub distance_mm: f32,
    /// Length of the edge from its start to that place, mm.
    pub along_mm: f32,
}

impl Outline {
    /// The region enclosed by `edge` followed by `rest` and their mirror image. Only `edge` counts for distances;
    /// `rest` closes the region where nothing is measured. All in the atlas, mm, `x >= 0`.
    pub fn new(edge: &[Vec2], rest: &[Vec2]) -> Outline {
        let polygon = edge.iter().chain(rest).copied().collect();
        let points: Vec<Vec3> = edge.iter().map(|&a| mean_surface(a)).collect();
        let mut along = 0.0;
        let segment = |pair: &[Vec3]| {
            let (start, step) = (pair[0], pair[1] - pair[0]);
            let segment =
                EdgeSegment { start, step, inverse: step.length_squared().max(1e-6).recip(), along };
            along += step.length();
            segment
        };
        let edge: Vec<EdgeSegment> = points.windows(2).map(segment).collect();
        Outline { polygon, spans: edge.chunks(SPAN).map(Span::about).collect(), edge }
    }

    /// Distance and place along the edge for an atlas place, as seen on the mean head.
    pub fn nearest(&self, atlas: Vec2) -> Nearest {
        let atlas = vec2(atlas.x.abs(), atlas.y);
        let p = mean_surface(atlas);
        let farthest = self.spans.iter().map(|span| p.distance(span.middle) + span.radius_mm);
        let reach_mm = farthest.fold(f32::MAX, f32::min) + ROUNDING_MM;
        let (mut best, mut best_t, mut at) = (f32::MAX, 0.0, 0);
        for (k, span) in self.spans.iter().enumerate() {
            if p.distance(span.middle) - span.radius_mm > reach_mm {
                continue;
            }
            for (i, segment) in self.edge.iter().enumerate().skip(k * SPAN).take(SPAN) {
                let t = ((p - segment.start).dot(segment.step) * segment.inverse).clamp(0.0, 1.0);
                let d2 = p.distance_squared(segment.start + t * segment.step);
                if d2 < best {
                    (best, best_t, at) = (d2, t, i);
                }
            }
        }
        let along_mm = self.edge.get(at).map_or(0.0, |s| s.along + best_t * s.step.length());
        let sign = if self.contains(atlas) { 1.0 } else { -1.0 };
        Nearest { distance_mm: sign * best.sqrt(), along_mm }
    }

    /// Even-odd rule on the folded half plane.
    fn contains(&self, p: Vec2) -> bool {
        let n = self.polygon.len();
        let crossed = |i: &usize| {
            let (a, b) = (self.polygon[*i], self.polygon[(i + 1) % n]);
            (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)
        };
        (0..n).filter(crossed).count() % 2 == 1
    }
}

/// `N` numbers at every node of a grid over the left half of the atlas, read bilinearly.
pub struct Field<const N: usize> {
    nodes: Vec<[f32; N]>,
}

/// Distance of the nodes, atlas mm.
pub const CELL_MM: f32 = 2.0;
const COLUMNS: usize = (ATLAS_RADIUS_MM / CELL_MM) as usize + 1;
const ROWS: usize = 2 * (COLUMNS - 1) + 1;

impl<const N: usize> Field<N> {
    /// Samples `law` (of an atlas place with `x >= 0`). Nodes outside the atlas disc repeat the disc's edge.
    pub fn new(law: impl Fn(Vec2) -> [f32; N] + Sync) -> Field<N> {
        let node = |i: usize| {
            let p = vec2((i % COLUMNS) as f32, (i / COLUMNS) as f32) * CELL_MM - vec2(0.0, ATLAS_RADIUS_MM);
            law(p.clamp_length_max(ATLAS_RADIUS_MM))
        };
        Field { nodes: sampled(ROWS * COLUMNS, node) }
    }

    /// The law at a mean-frame point, mm.
    pub fn at(&self, mean_position: Vec3) -> [f32; N] {
        self.at_atlas(atlas_from_mean(mean_position))
    }

    /// The law at an atlas place, mm.
    #[inline]
    pub fn at_atlas(&self, atlas: Vec2) -> [f32; N] {
        let x = (atlas.x.abs() / CELL_MM).min(COLUMNS as f32 - 1.001);
        let y = ((atlas.y + ATLAS_RADIUS_MM) / CELL_MM).clamp(0.0, ROWS as f32 - 1.001);
        bilinear(&self.nodes, COLUMNS, x, y)
    }
}

/// `N` numbers at every node of a grid over the whole atlas, read bilinearly.
#[derive(Clone)]
pub struct Plane<const N: usize> {
    nodes: Vec<[f32; N]>,
    cell_mm: f32,
    side: usize,
}

impl<const N: usize> Plane<N> {
    /// Samples `law` every `cell_mm` of atlas. Nodes outside the atlas disc repeat the disc's edge.
    pub fn new(cell_mm: f32, law: impl Fn(Vec2) -> [f32; N] + Sync) -> Plane<N> {
        let side = (2.0 * ATLAS_RADIUS_MM / cell_mm) as usize + 1;
        let node = |i: usize| {
            let p = vec2((i % side) as f32, (i / side) as f32) * cell_mm - Vec2::splat(ATLAS_RADIUS_MM);
            law(p.clamp_length_max(ATLAS_RADIUS_MM))
        };
        Plane { nodes: sampled(side * side, node), cell_mm, side }
    }

    /// The law at an atlas place, mm.
    #[inline]
    pub fn at_atlas(&self, atlas: Vec2) -> [f32; N] {
        let last = self.side as f32 - 1.001;
        let cells = (atlas + ATLAS_RADIUS_MM) / self.cell_mm;
        bilinear(&self.nodes, self.side, cells.x.clamp(0.0, last), cells.y.clamp(0.0, last))
    }
}

/// Index of the first node and some from there on.
type NodeRange<'a, const N: usize> = (usize, &'a mut [[f32; N]]);

/// `node(0..count)`, on all cores. Threads of its own, not rayon's: rasters are built behind locks on first use, by
/// rayon jobs too, and a rayon worker that waits for its share may take up a job that waits for the same lock.
fn sampled<const N: usize>(count: usize, node: impl Fn(usize) -> [f32; N] + Sync) -> Vec<[f32; N]> {
    /// Nodes in a part. Parts are dealt out in turn: nodes of one region cost more than those of another.
    const PART: usize = 512;
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(count.div_ceil(PART));
    let mut nodes = vec![[0.0; N]; count];
    let mut hands: Vec<Vec<NodeRange<N>>> = (0..cores).map(|_| Vec::new()).collect();
    nodes.chunks_mut(PART).enumerate().for_each(|(k, part)| hands[k % cores].push((k * PART, part)));
    let fill = |hand: Vec<NodeRange<N>>| {
        hand.into_iter().for_each(|(first, part)| {
            part.iter_mut().enumerate().for_each(|(i, value)| *value = node(first + i))
        });
    };
    let fill = &fill;
    thread::scope(|scope| {
        let own = hands.pop();
        hands.into_iter().for_each(|hand| drop(scope.spawn(move || fill(hand))));
        own.into_iter().for_each(fill);
    });
    nodes
}

/// Area of the mean head's surface seen from one square of the atlas, cm² per atlas mm² (the law's own ruler).
pub fn skin_cm2_per_atlas_mm2(atlas: Vec2) -> f32 {
    let h = 0.5;
    let step = |d: Vec2| (mean_surface(atlas + d) - mean_surface(atlas - d)) / (2.0 * h);
    let inside = atlas.length() < std::f32::consts::PI * ATLAS_MM_PER_RADIAN;
    if inside { step(vec2(h, 0.0)).cross(step(vec2(0.0, h))).length() * 0.01 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalp::coordinates::line;

    fn scalp() -> Outline {
        Outline::new(&line("scalp_boundary"), &[])
    }

    /// Nearest vertex of the outline: an independent, coarser answer (segments are about 3 mm long).
    fn to_vertex(outline: &Outline, atlas: Vec2) -> f32 {
        let p = mean_surface(atlas);
        outline
            .edge
            .iter()
            .flat_map(|s| [s.start, s.start + s.step])
            .map(|q| q.distance(p))
            .fold(f32::MAX, f32::min)
    }

    #[test]
    fn distance_agrees_with_the_nearest_vertex() {
        let outline = scalp();
        for i in 0..400 {
            let a = vec2((i % 20) as f32 * 10.0, (i / 20) as f32 * 20.0 - 200.0);
            let (d, coarse) = (outline.nearest(a).distance_mm.abs(), to_vertex(&outline, a));
            assert!(d <= coarse + 1e-3 && d * d + 1.7 * 1.7 >= coarse * coarse, "{a}: {d} {coarse}");
        }
    }

    #[test]
    fn passing_over_far_segments_changes_nothing() {
        let outline = scalp();
        let with_balls = |scale: f32| {
            let mut other = scalp();
            other.spans.iter_mut().for_each(|span| span.radius_mm *= scale);
            other
        };
        let differs = |other: &Outline| {
            let places = (0..2000).map(|i| vec2((i % 40) as f32 * 5.3, (i / 40) as f32 * 9.1 - 228.0));
            let told = |outline: &Outline, a: Vec2| {
                let Nearest { distance_mm, along_mm } = outline.nearest(a);
                [distance_mm, along_mm]
            };
            places.filter(|a| told(&outline, *a) != told(other, *a)).count()
        };
        assert_eq!(differs(&with_balls(1e3)), 0, "balls so large that every segment is looked at");
        assert!(differs(&with_balls(0.0)) > 0, "planted: balls too small");
    }

    #[test]
    fn raster_keeps_distances_near_the_edge() {
        let outline = scalp();
        let worst = |shift: f32| {
            let field = Field::new(|a| [outline.nearest(a + vec2(shift, 0.0)).distance_mm]);
            let places = (0..20_000).map(|i| vec2((i % 200) as f32 * 0.93, (i / 200) as f32 * 3.7 - 215.0));
            let near = places.filter(|&a| outline.nearest(a).distance_mm.abs() < 8.0);
            let error = |a: Vec2| (field.at_atlas(a)[0] - outline.nearest(a).distance_mm).abs();
            near.map(error).fold(0.0, f32::max)
        };
        let (right, shifted) = (worst(0.0), worst(2.0));
        assert!(right < 0.8, "{right}");
        assert!(shifted > 1.2, "planted: a raster off by one cell must be seen, {shifted}");
    }

    #[test]
    fn inside_is_positive_and_mirrored() {
        let outline = scalp();
        assert!(outline.nearest(Vec2::ZERO).distance_mm > 60.0);
        assert!(outline.nearest(vec2(0.0, 140.0)).distance_mm < -30.0);
        let (l, r) = (outline.nearest(vec2(70.0, 30.0)), outline.nearest(vec2(-70.0, 30.0)));
        assert_eq!(l.distance_mm, r.distance_mm);
    }

    #[test]
    fn a_plane_tells_left_from_right() {
        let law = |a: Vec2| 0.3 * a.x - 0.2 * a.y + 5.0;
        let plane = Plane::new(4.0, |a| [law(a)]);
        let places = [vec2(-71.3, 20.9), vec2(71.3, 20.9), vec2(3.0, -140.1), Vec2::ZERO];
        for a in places {
            assert!((plane.at_atlas(a)[0] - law(a)).abs() < 1e-3, "{a}");
        }
        let folded = Field::new(|a| [law(a)]);
        let left = folded.at_atlas(places[0])[0];
        assert!((left - law(places[0])).abs() > 10.0, "planted: a folded raster must be seen");
    }
}
