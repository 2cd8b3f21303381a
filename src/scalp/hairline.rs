//! One hairline: a curve from the middle of the forehead over the temple recess to the temple peak and the side.
//!
//! Takes the plan's [`Hairline`] and a seed, gives a [`Curve`]: the signed distance of any mean-frame point in mm
//! (positive behind the line, on the hair side, at most 40) and the share of full density there. The same family of lines
//! ([`Shape`]) is the client's own receding line in `hair_loss`.
//!
//! Family: in the atlas every hairline is a graph y(x), so moving points back never folds it. The measured juvenile
//! (60 mm above the glabella) and mature (70 mm) lines are blended by height; beyond them the line is moved back or
//! down along the mid-plane, fading out towards the temple peak, which stays. The corner lies above the outer
//! canthus (x = 46.8 mm; Garg, Shapiro in `smp_domain.md` 5). Clinics measure 60..80 mm (70..100 conservative).
//!
//! Known limits: waves and jitter are our reading of "macro and micro irregularity" (Shapiro); no published
//! amplitudes. Styles are shapes named by clinics, drawn by eye.

use super::coordinates::{atlas_from_mean, line, mean_surface};
use super::field::{Field, Outline, smoothstep};
use super::regions;
use crate::plan::{Hairline, HairlineStyle};
use crate::rng;
use glam::{Vec2, Vec3, vec2};
use std::f32::consts::TAU;
use std::sync::LazyLock;

/// Atlas x where every hairline meets the side of the scalp below the temple peak, mm.
const END_MM: f32 = 112.0;
/// Atlas x of the temple peak's tip, where recession ends, mm.
pub(super) const PEAK_MM: f32 = 97.0;
/// Atlas x of the deepest point of the temple recess, mm.
pub(super) const RECESS_MM: f32 = 62.0;
/// Samples of a line, from the mid-plane to [`END_MM`].
const SAMPLES: usize = 57;
const STEP_MM: f32 = END_MM / (SAMPLES - 1) as f32;

/// Distance behind the line beyond which nobody asks for more, mm.
const FAR_MM: f32 = 40.0;

type Graph = [f32; SAMPLES];

/// What sets the shape of a hairline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Mid-frontal point above the glabella along the skin, mm, 45..=110.
    pub height_mm: f32,
    /// How far the temple recess is moved back beyond the measured line, mm.
    pub recess_mm: f32,
    /// How far a centre point comes down, mm.
    pub peak_mm: f32,
    /// Half width over which corners are rounded, mm.
    pub round_mm: f32,
    /// 0: the measured curve, 1: a straight edge with a crisp corner.
    pub crisp: f32,
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

impl Shape {
    /// The drawn shape of a style, before waves.
    pub fn of(hairline: &Hairline) -> Shape {
        let (recess_mm, peak_mm, round_mm, crisp) = match hairline.style {
            HairlineStyle::Natural | HairlineStyle::Soft | HairlineStyle::SoftBroken => (2.0, 1.5, 4.0, 0.0),
            HairlineStyle::Rounded => (-3.0, 0.0, 22.0, 0.0),
            HairlineStyle::WidowsPeak => (3.0, 8.0, 4.0, 0.0),
            HairlineStyle::Defined | HairlineStyle::Boxed => (0.0, 0.0, 0.0, 0.9),
            HairlineStyle::Receded => (16.0, 3.0, 4.0, 0.0),
        };
        Shape { height_mm: hairline.height_mm, recess_mm, peak_mm, round_mm, crisp }
    }

    /// The line in the atlas, from the mid-plane to the side.
    pub fn line(&self) -> Vec<Vec2> {
        let graph = self.graph();
        (0..SAMPLES).map(|i| vec2(i as f32 * STEP_MM, graph[i])).collect()
    }

    /// The scalp behind the line. The line runs on before the sideburn, so that distances stay continuous there.
    pub fn outline(&self) -> Outline {
        let [a, b, rest @ ..] = regions::behind_hairline();
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
        let mut graph = straightened(rounded(moved, self.round_mm), self.crisp);
        for (i, y) in graph.iter_mut().enumerate() {
            let x = i as f32 * STEP_MM;
            *y += self.peak_mm * (-(x / 18.0).powi(2)).exp() - self.recess_mm * recess(x, self.recess_mm);
        }
        graph
    }
}

/// Profile of the temple recess over atlas x, at most 1: a bay that widens a little as it deepens and ends before
/// the temple peak.
fn recess(x: f32, depth_mm: f32) -> f32 {
    let width = if x < RECESS_MM { 15.0 + 0.2 * depth_mm } else { 19.0 };
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
fn straightened(graph: Graph, crisp: f32) -> Graph {
    const CORNER_MM: f32 = 54.0;
    let at = |x: f32| graph[((x / STEP_MM) as usize).min(SAMPLES - 1)];
    let bend = graph[0].max(67.0); // a line of constant height is a circle in the atlas
    let front = |x: f32| graph[0] - bend + (bend * bend - x * x).max(0.0).sqrt();
    let (corner, peak) = (front(CORNER_MM), at(PEAK_MM));
    std::array::from_fn(|i| {
        let x = i as f32 * STEP_MM;
        let straight = match x {
            x if x < CORNER_MM => front(x),
            x if x < PEAK_MM => corner + (peak - corner) * (x - CORNER_MM) / (PEAK_MM - CORNER_MM),
            _ => graph[i],
        };
        graph[i] + crisp * (straight - graph[i])
    })
}

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
    waves: [Wave; 5],
    softness_mm: f32,
}

impl Curve {
    /// Builds the line of a plan. Waves are 15..25 mm long, up to 1..2 mm high in a soft natural line and nearly none
    /// in a defined one; one slow wave makes left and right differ by about 1 mm.
    pub fn new(hairline: &Hairline, seed: u64) -> Curve {
        let shape = Shape::of(hairline);
        let (outline, line) = (shape.outline(), shape.line());
        // Around the lines 1.2 mm of atlas is at least 1 mm of skin.
        let rear = line.iter().map(|p| p.y).fold(f32::MAX, f32::min) - 1.2 * FAR_MM;
        let field = Field::new(|atlas| {
            if atlas.y < rear {
                return [FAR_MM, 0.0];
            }
            let nearest = outline.nearest(atlas);
            [nearest.distance_mm.min(FAR_MM), nearest.along_mm]
        });
        let ragged = raggedness(hairline);
        let seed = rng::hash(seed, 0x4A11);
        let waves = std::array::from_fn(|i| {
            let draw = |k: u64| rng::unit(seed, 3 * i as u64 + k);
            let slow = i == 4;
            let length_mm = if slow { 150.0 } else { 15.0 + 10.0 * (i as f32 + draw(0)) / 4.0 };
            let amplitude_mm = if slow { 0.8 } else { ragged * (0.25 + 0.35 * draw(1)) };
            Wave { amplitude_mm, per_mm: TAU / length_mm, phase: TAU * draw(2) }
        });
        Curve { field, waves, softness_mm: hairline.softness_mm }
    }

    /// Signed distance to the line with its waves, mm, positive behind it.
    pub fn signed_distance_mm(&self, mean_position: Vec3) -> f32 {
        let [distance, along] = self.field.at(mean_position);
        let fade = 1.0 - smoothstep(10.0, 30.0, distance.abs());
        if fade == 0.0 {
            return distance;
        }
        let s = along * mean_position.x.signum();
        let centre = self.waves[4].phase.sin() * self.waves[4].amplitude_mm;
        let wave: f32 = self.waves.iter().map(|w| w.amplitude_mm * (w.per_mm * s + w.phase).sin()).sum();
        distance + fade * (wave - centre)
    }

    /// Share of full density at a point, 0..=1; `hash` is the site's own.
    pub fn density(&self, mean_position: Vec3, hash: u64) -> f32 {
        edge_density(self.signed_distance_mm(mean_position), self.softness_mm, hash)
    }
}

/// How uneven a style's edge is, 0..=1.25.
fn raggedness(hairline: &Hairline) -> f32 {
    let soft = (hairline.softness_mm / 8.0).clamp(0.3, 1.25);
    if hairline.style == HairlineStyle::Defined { 0.2 * soft } else { soft }
}

/// Share of full density at a signed distance (mm) behind the line, 0..=1: a few sentinel dots within 0.4 softness
/// before the line, 20 % just behind it, 100 % one softness behind (`smp_domain.md` 5, 11). The site's hash moves
/// the distance by 0.12 softness, so that no two neighbours see one edge.
pub fn edge_density(distance_mm: f32, softness_mm: f32, hash: u64) -> f32 {
    let x = distance_mm / softness_mm.max(0.5);
    if !(-1.0..2.0).contains(&x) {
        return if x < 0.0 { 0.0 } else { 1.0 };
    }
    let x = x + 0.12 * rng::normal(hash, 0xED6E);
    let sentinels = 0.2 * smoothstep(-0.4, 0.1, x).powi(2);
    sentinels + 0.8 * smoothstep(0.0, 1.0, x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use HairlineStyle::*;

    fn drawn(style: HairlineStyle, height_mm: f32) -> Vec<Vec3> {
        let shape = Shape::of(&Hairline { style, height_mm, ..Hairline::default() });
        shape.line().into_iter().map(mean_surface).collect()
    }

    #[test]
    fn heights_are_measured_along_the_skin() {
        for (height_mm, y) in [(60.0, 98.0), (70.0, 105.0)] {
            let p = mean_surface(vec2(0.0, midline_atlas_mm(height_mm)));
            assert!((p.y - y).abs() < 0.3, "{height_mm}: {p}");
        }
    }

    /// Mean distance of a measured line from a shape's line, mm.
    fn apart(name: &str, shape: Shape) -> f32 {
        let outline = shape.outline();
        let points: Vec<f32> = line(name).iter().map(|&a| outline.nearest(a).distance_mm.abs()).collect();
        points.iter().sum::<f32>() / points.len() as f32
    }

    #[test]
    fn family_passes_through_the_measured_lines() {
        let plain = |height_mm| Shape { height_mm, recess_mm: 0.0, peak_mm: 0.0, round_mm: 0.0, crisp: 0.0 };
        assert!(apart("hairline_juvenile", plain(60.0)) < 0.3);
        assert!(apart("hairline_mature", plain(70.0)) < 0.3);
        assert!(apart("hairline_mature", plain(64.0)) > 1.5, "planted: 6 mm too low must be seen");
    }

    #[test]
    fn styles_differ_where_they_should() {
        let natural = drawn(Natural, 68.0);
        let nearer = |x: f32| move |a: Vec3, b: Vec3| if (b.x - x).abs() < (a.x - x).abs() { b } else { a };
        let at = |points: &[Vec3], x: f32| points.iter().copied().fold(points[0], nearer(x));
        let corner = |style| at(&drawn(style, 68.0), 52.0);
        let centre = drawn(WidowsPeak, 68.0)[0].distance(drawn(Defined, 68.0)[0]);
        assert!((5.0..10.0).contains(&centre), "the peak comes down about 8 mm: {centre}");
        assert!(corner(Receded).z < at(&natural, 52.0).z - 8.0);
        assert!(corner(Rounded).z > at(&natural, 52.0).z + 1.0);
    }

    #[test]
    fn lines_stay_ordered_and_free_of_spikes() {
        for style in [Natural, Rounded, WidowsPeak, Defined, Receded] {
            for height in [45.0, 60.0, 75.0, 90.0, 110.0] {
                let points = drawn(style, height);
                let longest = points.windows(2).map(|w| w[0].distance(w[1])).fold(0.0, f32::max);
                assert!(longest < 10.0, "{style:?} {height}: {longest}");
                assert!(points[0].distance(mean_surface(vec2(0.0, midline_atlas_mm(height)))) < 9.0);
                let end = points[SAMPLES - 1].distance(Vec3::new(66.5, 46.0, 38.4));
                assert!(end < 3.0, "{style:?} {height} must end at the temple: {end}");
            }
        }
    }

    /// Largest deviation of the drawn line from its smooth shape, and mean difference of left and right, mm.
    fn unevenness(softness_mm: f32, style: HairlineStyle) -> (f32, f32) {
        let plan = Hairline { style, height_mm: 68.0, softness_mm, ..Hairline::default() };
        let (curve, smooth) = (Curve::new(&plan, 7), Shape::of(&plan).line());
        let off = |a: Vec2| curve.signed_distance_mm(mean_surface(a));
        let largest = smooth.iter().map(|&a| off(a).abs()).fold(0.0, f32::max);
        let sides = smooth.iter().map(|&a| (off(a) - off(vec2(-a.x, a.y))).abs()).sum::<f32>();
        (largest, sides / smooth.len() as f32)
    }

    #[test]
    fn waves_are_small_and_slightly_asymmetric() {
        let (largest, sides) = unevenness(8.0, Natural);
        assert!((0.8..3.0).contains(&largest) && (0.2..2.0).contains(&sides), "{largest} {sides}");
        assert!(unevenness(3.0, Defined).0 < largest);
    }

    #[test]
    fn density_rises_behind_the_line() {
        let mean = |d: f32| (0..4000).map(|i| edge_density(d, 8.0, rng::hash(1, i))).sum::<f32>() / 4000.0;
        assert!(mean(-8.0) < 1e-3 && mean(12.0) > 0.99);
        assert!((0.01..0.12).contains(&mean(-1.0)), "sentinels: {}", mean(-1.0));
        assert!((0.1..0.3).contains(&mean(0.8)), "{}", mean(0.8));
        assert!((-20..20).all(|i| mean(i as f32 * 0.5) <= mean(i as f32 * 0.5 + 0.5)));
    }
}
