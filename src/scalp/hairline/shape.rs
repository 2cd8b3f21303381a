//! The family of hairlines.
//!
//! In the atlas every hairline is a graph y(x), so moving points back never folds it. The measured juvenile (60 mm
//! above the glabella) and mature (70 mm) lines are blended by height; beyond them the line is moved back or down
//! along the mid-plane, fading out towards the temple peak, which stays. The corner lies above the outer canthus
//! (x = 46.8 mm; Garg, Shapiro in `docs/practice.md#hairlines`). Clinics measure 60..80 mm (70..100 conservative).
//!
//! Known limits: a handle moves its place by so many mm of skin on the mean head and its surroundings less and less;
//! the line below the temple peak stays, whatever the handles say.

use crate::math::smoothstep;
use crate::plan::Hairline;
use crate::scalp::coordinates::{atlas_from_angles, atlas_from_mean, line, mean_surface};
use crate::scalp::field::Outline;
use glam::{Vec2, Vec3, vec2};
use std::sync::LazyLock;

/// Atlas x where every hairline meets the side of the scalp below the temple peak, mm.
const END_MM: f32 = 112.0;
/// Atlas x of the temple peak's tip, where recession ends, mm.
pub(in crate::scalp) const PEAK_MM: f32 = 97.0;
/// Atlas x of the deepest point of the temple recess, mm.
pub(in crate::scalp) const RECESS_MM: f32 = 62.0;
/// Samples of a line, from the mid-plane to [`END_MM`].
const SAMPLES: usize = 57;
const STEP_MM: f32 = END_MM / (SAMPLES - 1) as f32;

/// Half width over which the temple peak is drawn forward, atlas mm.
const PEAK_REACH_MM: f32 = 22.0;
/// Atlas x of the corner, as far as which a corner is moved sideways in full, mm.
const CORNER_MM: f32 = 54.0;

type Graph = [f32; SAMPLES];

/// What sets the shape of a hairline. Lengths are mm of the atlas, which is skin within a few percent there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HairlineShape {
    /// Mid-frontal point above the glabella along the skin, mm, 40..=120.
    pub height_mm: f32,
    /// How far the temple recess is moved back beyond the measured line, mm.
    pub recess_mm: f32,
    /// How far a centre point comes down, mm.
    pub peak_mm: f32,
    /// Half width over which corners are rounded, mm.
    pub round_mm: f32,
    /// 0: the measured curve, 1: a straight edge with a crisp corner.
    pub crisp: f32,
    /// How far that corner lies from the mid-plane, mm.
    pub corner_mm: f32,
    /// How far corner and recess are moved away from the mid-plane, mm.
    pub corner_out_mm: f32,
    /// How far the temple peak is drawn forward, mm.
    pub temple_mm: f32,
}

/// Measured juvenile and mature lines as graphs.
static MEASURED: LazyLock<[Graph; 2]> =
    LazyLock::new(|| ["hairline_juvenile", "hairline_mature"].map(measured));

fn measured(name: &str) -> Graph {
    let points = line(name);
    std::array::from_fn(|i| interpolate(&points, i as f32 * STEP_MM))
}

/// y at `x` of a polyline with growing x.
fn interpolate(points: &[Vec2], x: f32) -> f32 {
    let last = points.len().saturating_sub(2);
    let k = points.partition_point(|p| p.x <= x).saturating_sub(1).min(last);
    match points.get(k..k + 2) {
        Some([a, b]) => a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x)).clamp(0.0, 1.0),
        _ => 0.0,
    }
}

/// Atlas y of the mid-plane point `height_mm` above the glabella along the skin.
pub fn midline_atlas_mm(height_mm: f32) -> f32 {
    let mut at = atlas_from_mean(Vec3::new(0.0, 43.0, 92.3)).y;
    let mut left = height_mm;
    while left > 0.0 {
        let step = mean_surface(vec2(0.0, at)).distance(mean_surface(vec2(0.0, at - 1.0)));
        at -= (left / step).min(1.0);
        left -= step;
    }
    at
}

impl HairlineShape {
    /// The measured line of a height with its recess moved back.
    pub const fn measured(height_mm: f32, recess_mm: f32) -> HairlineShape {
        HairlineShape {
            height_mm,
            recess_mm,
            peak_mm: 0.0,
            round_mm: 0.0,
            crisp: 0.0,
            corner_mm: CORNER_MM,
            corner_out_mm: 0.0,
            temple_mm: 0.0,
        }
    }

    /// This shape with corners and temple peaks where a plan moves them.
    pub(super) fn moved(self, hairline: &Hairline) -> HairlineShape {
        let graph = self.graph();
        let atlas = |x: f32, along: Vec2| atlas_mm_per_mm(vec2(x, at(&graph, x)), along);
        HairlineShape {
            recess_mm: self.recess_mm + hairline.corner_back_mm * atlas(RECESS_MM, Vec2::Y),
            corner_out_mm: hairline.corner_out_mm * atlas(CORNER_MM, Vec2::X),
            temple_mm: hairline.temple_forward_mm * atlas(PEAK_MM, Vec2::Y),
            ..self
        }
    }

    /// The line in the atlas, from the mid-plane to the side.
    pub fn line(&self) -> Vec<Vec2> {
        let graph = self.graph();
        (0..SAMPLES).map(|i| vec2(i as f32 * STEP_MM, graph[i])).collect()
    }

    /// Its place at an atlas `x`, mm.
    pub fn at(&self, x: f32) -> Vec2 {
        vec2(x, at(&self.graph(), x))
    }

    /// The corner (frontotemporal point) as a handle holds it, atlas mm.
    pub fn corner(&self) -> Vec2 {
        self.at(CORNER_MM + self.corner_out_mm)
    }

    /// The scalp behind the line. The line runs on before the sideburn, so that distances stay continuous there.
    pub fn outline(&self) -> Outline {
        let [a, b, rest @ ..] = behind();
        let mut edge = self.line();
        edge.extend([a, b]);
        Outline::new(&edge, &rest)
    }

    fn graph(&self) -> Graph {
        let blend = ((self.height_mm - 60.0) / 10.0).clamp(0.0, 1.0);
        let [juvenile, mature] = *MEASURED;
        let base: Graph = std::array::from_fn(|i| juvenile[i] + blend * (mature[i] - juvenile[i]));
        let shift = midline_atlas_mm(self.height_mm) - base[0];
        let held = |x: f32| 1.0 - smoothstep(RECESS_MM, PEAK_MM, x);
        let moved = std::array::from_fn(|i| base[i] + shift * held(i as f32 * STEP_MM));
        let mut graph = straightened(rounded(moved, self.round_mm), self.crisp, self.corner_mm);
        for (i, y) in graph.iter_mut().enumerate() {
            let x = i as f32 * STEP_MM;
            *y += self.peak_mm * (-(x / 18.0).powi(2)).exp() - self.recess_mm * recess(x, self.recess_mm);
        }
        self.handled(graph)
    }

    /// The corner moved sideways and the temple peak drawn forward; mid-plane and end stay.
    fn handled(&self, graph: Graph) -> Graph {
        let sideways = |x: f32| smoothstep(0.0, CORNER_MM, x) * (1.0 - smoothstep(RECESS_MM, PEAK_MM, x));
        let forward = |x: f32| {
            let end = smoothstep(END_MM, PEAK_MM, x);
            smoothstep(PEAK_MM - PEAK_REACH_MM, PEAK_MM, x).min(end)
        };
        let place = |i: usize| {
            let x = i as f32 * STEP_MM;
            vec2(x + self.corner_out_mm * sideways(x), graph[i] + self.temple_mm * forward(x))
        };
        let points: Vec<Vec2> = (0..SAMPLES).map(place).collect();
        std::array::from_fn(|i| interpolate(&points, i as f32 * STEP_MM))
    }
}

/// Atlas places that close the region behind a hairline, from its end to the mid-plane: well outside temple,
/// sideburn and nape, whose own edge is that of [`regions`](crate::scalp::regions).
fn behind() -> [Vec2; 6] {
    let [a, b, c] = [(57.0, 4.0), (58.0, -25.0), (66.0, -48.0)].map(|(a, e)| atlas_from_angles(a, e));
    [a, b, c, vec2(300.0, 95.0), vec2(300.0, -300.0), vec2(0.0, -300.0)]
}

/// y of a graph at `x`.
fn at(graph: &Graph, x: f32) -> f32 {
    let cells = (x / STEP_MM).clamp(0.0, SAMPLES as f32 - 1.001);
    let (i, t) = (cells as usize, cells.fract());
    graph[i] + t * (graph[i + 1] - graph[i])
}

/// Atlas mm per mm of skin at a place in a unit direction of the atlas.
fn atlas_mm_per_mm(atlas: Vec2, along: Vec2) -> f32 {
    2.0 / mean_surface(atlas + along).distance(mean_surface(atlas - along)).max(0.1)
}

/// Profile of the temple recess over atlas x, at most 1: a bay that widens a little as it deepens and ends before
/// the temple peak.
fn recess(x: f32, depth_mm: f32) -> f32 {
    let width = if x < RECESS_MM { 15.0 + 0.2 * depth_mm.max(0.0) } else { 19.0 };
    (-((x - RECESS_MM) / width).powi(2)).exp() * (1.0 - smoothstep(PEAK_MM - 8.0, END_MM, x))
}

/// Corners rounded by averaging over about `half_width_mm`; the part below the temple peak stays.
fn rounded(graph: Graph, half_width_mm: f32) -> Graph {
    let passes = (half_width_mm / STEP_MM).powi(2).ceil() as usize;
    let mut now = graph;
    for _ in 0..passes {
        let old = now;
        for i in 0..SAMPLES - 1 {
            let before = old[if i == 0 { 1 } else { i - 1 }];
            now[i] = 0.25 * before + 0.5 * old[i] + 0.25 * old[i + 1];
        }
    }
    let keep = |i: usize| smoothstep(PEAK_MM - 12.0, PEAK_MM, i as f32 * STEP_MM);
    std::array::from_fn(|i| now[i] + keep(i) * (graph[i] - now[i]))
}

/// Drawn towards an edge of constant height up to the corner, then straight down to the temple peak.
fn straightened(graph: Graph, crisp: f32, corner_mm: f32) -> Graph {
    let bend = graph[0].max(67.0); // a line of constant height is a circle in the atlas
    let front = |x: f32| graph[0] - bend + (bend * bend - x * x).max(0.0).sqrt();
    let (corner, peak) = (front(corner_mm), at(&graph, PEAK_MM));
    std::array::from_fn(|i| {
        let x = i as f32 * STEP_MM;
        let straight = match x {
            x if x < corner_mm => front(x),
            x if x < PEAK_MM => corner + (peak - corner) * (x - corner_mm) / (PEAK_MM - corner_mm),
            _ => graph[i],
        };
        graph[i] + crisp * (straight - graph[i])
    })
}
