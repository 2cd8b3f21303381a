//! A line of the skin unrolled onto the plane as a strip of skin about it would be: every step keeps its length, and the
//! line turns on the plane as much as it does within the skin (its geodesic curvature).
//!
//! Known limits: skull skin is curved both ways, so only the line itself is exact; what lies beside it is placed by
//! its direction and its distance along the skin. [`Unrolled::off_mm`] measures what that amounts to.

use std::f32::consts::PI;

use glam::{Vec2, Vec3, vec2};

use crate::plan::Hairline;
use crate::scalp::guides::Guides;
use crate::scalp::handles::{Handle, Side, drawn};
use crate::scalp::head::Head;

/// Steps of a way along the skin.
const STEPS: usize = 60;
/// Distances across the stencil are judged up to this, mm: as far as a hand's ruler is laid.
const JUDGED_MM: f32 = 60.0;
/// Steps of the line are taken at least so long, mm, so that the facets of a mesh do not turn it.
const STEP_MM: f32 = 1.5;

/// A line on paper, mm, as one who faces the client sees it: the subject's left is at the right, up is up; the middle of
/// the line is the origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Unrolled {
    /// The line from the subject's right to the left, on paper.
    pub line_mm: Vec<Vec2>,
    /// The same on the skin, head frame.
    pub skin_mm: Vec<Vec3>,
    /// Which of its points is the middle.
    pub middle: usize,
    /// The corners of the line, right and left, as points of it.
    pub corners: [usize; 2],
    /// The temple peaks.
    pub temples: [usize; 2],
    /// The glabella, below the middle.
    pub glabella: Landmark,
    /// The ear notches (tragions), as seen from the ends of the line, right and left.
    pub ears: [Landmark; 2],
    /// Largest difference, mm, between paper and skin: over points of the line up to 60 mm apart, straight across; and
    /// between the glabella and the corners.
    pub off_mm: f32,
}

/// A landmark beside the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Landmark {
    /// On paper, mm.
    pub at: Vec2,
    /// From the point of the line that it is told from, along the skin, mm.
    pub away_mm: f32,
}

impl Unrolled {
    /// Unrolls a hairline on a head.
    pub fn of(line: &Hairline, head: &Head) -> Unrolled {
        let (skin_mm, middle) = spaced(&drawn(line, head));
        let strip = Strip::of(&skin_mm, middle, head);
        let line_mm = strip.laid_out();
        let nearest = |place: Vec3| {
            let off = |i: &usize| skin_mm[*i].distance(place);
            (0..skin_mm.len()).min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(middle)
        };
        let both =
            |handle: Handle| [Side::Right, Side::Left].map(|side| nearest(handle.place(line, head, side)));
        let on_mean = |p: Vec3| head.mean_from_head.point(p);
        let left_ear = head.landmarks.get("tragion").unwrap_or_default();
        // Landmarks are told of the left side alone.
        let right_ear = head.mean_from_head.head_point(on_mean(left_ear) * Vec3::new(-1.0, 1.0, 1.0));
        let brow = head.landmarks.get("glabella").unwrap_or_default();
        let glabella = Landmark {
            away_mm: Guides::of(line, head).mid_frontal_mm,
            ..strip.beside(middle, brow, &line_mm, head)
        };
        let glabella = Landmark { at: glabella.at.normalize_or(Vec2::NEG_Y) * glabella.away_mm, ..glabella };
        let last = skin_mm.len().saturating_sub(1);
        let ears =
            [(0, right_ear), (last, left_ear)].map(|(end, ear)| strip.beside(end, ear, &line_mm, head));
        let corners = both(Handle::Corner);
        let off_mm = off_mm(&skin_mm, &line_mm, head).max(
            corners
                .map(|i| (way_mm(brow, skin_mm[i], head) - glabella.at.distance(line_mm[i])).abs())
                .into_iter()
                .fold(0.0, f32::max),
        );
        Unrolled { corners, temples: both(Handle::Temple), glabella, ears, off_mm, middle, line_mm, skin_mm }
    }
}

/// Points of a line and how it lies in the skin at each.
struct Strip<'a> {
    points: &'a [Vec3],
    normals: Vec<Vec3>,
    middle: usize,
    /// Direction of the line on paper as it leaves each point, towards its end on that side, radians.
    headings: Vec<f32>,
}

impl<'a> Strip<'a> {
    fn of(points: &'a [Vec3], middle: usize, head: &Head) -> Strip<'a> {
        let normals: Vec<Vec3> =
            points.iter().map(|p| head.nearest(*p).map_or(Vec3::Z, |(_, normal)| normal)).collect();
        let mut strip = Strip { points, normals, middle, headings: vec![0.0; points.len()] };
        let last = points.len() - 1;
        let across = points[(middle + 1).min(last)] - points[middle.saturating_sub(1)];
        let mut turn = 0.0;
        for i in middle..last {
            let from = if i == middle { across } else { points[i] - points[i - 1] };
            turn += strip.turn(i, from, points[i + 1] - points[i]);
            strip.headings[i] = turn;
        }
        strip.headings[last] = turn;
        // The middle has a heading for either side; that of the right is taken up again where the line is laid out.
        let mut turn = PI;
        for i in (1..middle).rev() {
            let from = points[i] - points[i + 1];
            let before = if i + 1 == middle { strip.turn(middle, -across, from) } else { 0.0 };
            turn += before + strip.turn(i, from, points[i - 1] - points[i]);
            strip.headings[i] = turn;
        }
        strip.headings[0] = turn;
        strip
    }

    /// Angle within the skin at a point between two directions, radians, counter-clockwise from outside.
    fn turn(&self, at: usize, from: Vec3, to: Vec3) -> f32 {
        let n = self.normals[at];
        let flat = |v: Vec3| v - n * v.dot(n);
        let (from, to) = (flat(from), flat(to));
        n.dot(from.cross(to)).atan2(from.dot(to))
    }

    /// The points on paper, the middle at the origin.
    fn laid_out(&self) -> Vec<Vec2> {
        let mut laid = vec![Vec2::ZERO; self.points.len()];
        for i in self.middle + 1..laid.len() {
            let step_mm = self.points[i].distance(self.points[i - 1]);
            laid[i] = laid[i - 1] + Vec2::from_angle(self.headings[i - 1]) * step_mm;
        }
        for i in (0..self.middle).rev() {
            let step_mm = self.points[i].distance(self.points[i + 1]);
            let heading = if i + 1 == self.middle { self.first_to_the_right() } else { self.headings[i + 1] };
            laid[i] = laid[i + 1] + Vec2::from_angle(heading) * step_mm;
        }
        laid
    }

    /// Heading of the first step from the middle to the subject's right.
    fn first_to_the_right(&self) -> f32 {
        let (points, middle) = (self.points, self.middle);
        let across = points[(middle + 1).min(points.len() - 1)] - points[middle.saturating_sub(1)];
        PI + self.turn(middle, -across, points[middle.saturating_sub(1)] - points[middle])
    }

    /// A place beside the line, told from one of its points: its direction there and its distance along the skin.
    fn beside(&self, from: usize, place: Vec3, line_mm: &[Vec2], head: &Head) -> Landmark {
        let last = self.points.len() - 1;
        let (a, b) = if from < last { (from, from + 1) } else { (from - 1, from) };
        let along = line_mm[b] - line_mm[a];
        let turn = self.turn(from, self.points[b] - self.points[a], place - self.points[from]);
        let away_mm = way_mm(self.points[from], place, head);
        Landmark { at: line_mm[from] + Vec2::from_angle(along.to_angle() + turn) * away_mm, away_mm }
    }
}

/// Points of a line about [`STEP_MM`] apart, from its middle on, and which of them is the middle.
fn spaced(line: &[Vec3]) -> (Vec<Vec3>, usize) {
    let middle = line.len() / 2;
    let mut right: Vec<Vec3> = thinned(line[..=middle].iter().rev());
    let left = thinned(line[middle..].iter());
    right.reverse();
    let at = right.len() - 1;
    right.extend(left.into_iter().skip(1));
    (right, at)
}

/// The first, the last, and of the others those that are far enough from the one before.
fn thinned<'a>(points: impl ExactSizeIterator<Item = &'a Vec3>) -> Vec<Vec3> {
    let last = points.len().saturating_sub(1);
    let mut kept: Vec<Vec3> = Vec::new();
    for (i, point) in points.enumerate() {
        if i == last || kept.last().is_none_or(|before| before.distance(*point) >= STEP_MM) {
            kept.push(*point);
        }
    }
    kept
}

/// Length of the way along the skin from one point to another, mm.
pub(super) fn way_mm(from: Vec3, to: Vec3, head: &Head) -> f32 {
    let on_skin = |k: usize| {
        let p = from.lerp(to, k as f32 / STEPS as f32);
        head.nearest(p).map_or(p, |(skin, _)| skin)
    };
    (0..STEPS).map(|k| on_skin(k).distance(on_skin(k + 1))).sum()
}

/// Largest difference between distances on paper and along the skin, mm, over pairs of points of the line.
fn off_mm(skin: &[Vec3], paper: &[Vec2], head: &Head) -> f32 {
    let mut most = 0.0f32;
    for a in (0..skin.len()).step_by(3) {
        for b in (a + 3..skin.len()).step_by(3).filter(|b| skin[a].distance(skin[*b]) < JUDGED_MM) {
            most = most.max((paper[a].distance(paper[b]) - way_mm(skin[a], skin[b], head)).abs());
        }
    }
    most
}

/// Length of a line on paper from one of its points to another, mm.
pub fn length_mm(line: &[Vec2], from: usize, to: usize) -> f32 {
    line[from.min(to)..=from.max(to)].windows(2).map(|step| step[0].distance(step[1])).sum()
}

/// The place on a line so far from one of its points, mm, negative towards its beginning, and the direction there.
pub(super) fn along(line: &[Vec2], from: usize, way_mm: f32) -> Option<(Vec2, Vec2)> {
    let mut left = way_mm.abs();
    let mut i = from;
    loop {
        let next = if way_mm < 0.0 { i.checked_sub(1)? } else { i + 1 };
        let step = *line.get(next)? - *line.get(i)?;
        if step.length() >= left {
            let direction = if way_mm < 0.0 { -step } else { step }.normalize_or(vec2(1.0, 0.0));
            return Some((line[i] + step.normalize_or_zero() * left, direction));
        }
        left -= step.length();
        i = next;
    }
}
