//! Lines around the head at one level, and the strip scar along one.

use crate::plan::Scar;
use crate::rng;
use crate::scalp::coordinates::mean_surface;
use glam::{Vec2, Vec3};
use std::f32::consts::{PI, TAU};

/// Distance of a line's points, mm.
const STEP_MM: f32 = 3.0;
/// Near the top of the head a parallel is a small ring: a line bends no more than a circle of this radius, atlas mm.
const LEAST_BEND_MM: f32 = 60.0;
/// No line goes further around its circle than this to either side, radians.
const MOST_TURN: f32 = 0.9 * PI;

/// A line of some length along a parallel of the atlas: at the back of the head it stays at one level.
pub struct ScarLine {
    /// Points on the mean head's skin, mm, with their length along the line from its middle, mm.
    points: Vec<(Vec3, f32)>,
}

impl ScarLine {
    pub fn new(at_mm: [f32; 2], length_mm: f32) -> ScarLine {
        let mut points = half(at_mm, -0.5 * length_mm);
        points.reverse();
        points.extend(half(at_mm, 0.5 * length_mm).into_iter().skip(1));
        ScarLine { points }
    }

    /// Distance of a point from the line and the place along it, mm.
    pub fn nearest(&self, p: Vec3) -> (f32, f32) {
        let mut best = (f32::MAX, 0.0);
        for pair in self.points.windows(2) {
            let ((a, from), (b, to)) = (pair[0], pair[1]);
            let t = ((p - a).dot(b - a) / (b - a).length_squared().max(1e-6)).clamp(0.0, 1.0);
            let square = p.distance_squared(a.lerp(b, t));
            if square < best.0 {
                best = (square, from + t * (to - from));
            }
        }
        (best.0.sqrt(), best.1)
    }

    /// Its points, mm, mean frame.
    pub fn points(&self) -> impl Iterator<Item = Vec3> {
        self.points.iter().map(|(p, _)| *p)
    }
}

/// Points from the middle of a line to one of its ends, at least two.
fn half(at_mm: [f32; 2], length_mm: f32) -> Vec<(Vec3, f32)> {
    let at = Vec2::from(at_mm);
    let out = at.normalize_or(Vec2::NEG_Y);
    let bend_mm = at.length().max(LEAST_BEND_MM);
    let place = |turn: f32| at + bend_mm * (Vec2::from_angle(turn).rotate(out) - out);
    let (mut turn, mut along, mut points) = (0.0_f32, 0.0_f32, vec![(mean_surface(at), 0.0)]);
    let steps = (length_mm.abs() / STEP_MM).ceil().max(1.0);
    let step = length_mm / steps;
    while along.abs() + 0.5 * step.abs() < length_mm.abs() && turn.abs() < MOST_TURN {
        let per_radian =
            0.5 * mean_surface(place(turn + 0.01)).distance(mean_surface(place(turn - 0.01))) / 0.01;
        turn += step / per_radian.max(1.0);
        along += step;
        points.push((mean_surface(place(turn)), along));
    }
    if points.len() < 2 {
        points.push((points[0].0, 0.0));
    }
    points
}

/// Unevenness of a strip's width: length of the wave, mm, and relative height.
const UNEVEN: [(f32, f32); 3] = [(53.0, 0.10), (19.0, 0.07), (7.0, 0.04)];

/// A strip scar: one line of slightly uneven width with rounded ends.
pub struct Strip {
    line: ScarLine,
    half_width_mm: f32,
    phases: [f32; UNEVEN.len()],
}

impl Strip {
    pub fn new(scar: &Scar, seed: u64) -> Strip {
        Strip {
            line: ScarLine::new(scar.at_mm, (scar.length_mm - scar.width_mm).max(0.0)),
            half_width_mm: 0.5 * scar.width_mm,
            phases: std::array::from_fn(|k| TAU * rng::unit(seed, k as u64)),
        }
    }

    /// Distance to its edge, mm, negative inside.
    pub fn distance_mm(&self, p: Vec3) -> f32 {
        let (away, along) = self.line.nearest(p);
        let wave =
            |((length, height), phase): (&(f32, f32), &f32)| height * (TAU * along / length + phase).sin();
        away - self.half_width_mm * (1.0 + UNEVEN.iter().zip(&self.phases).map(wave).sum::<f32>())
    }
}
