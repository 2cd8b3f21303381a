//! What stands on the stencil, in mm: +x right, +y up.

use glam::{Vec2, vec2};

use super::unroll::{Unrolled, along, length_mm};
use crate::plan::Plan;
use crate::words::text;

/// A thing drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Stroke {
    /// A line.
    Line {
        /// Its points.
        points: Vec<Vec2>,
        /// Its width, mm.
        width_mm: f32,
        /// Broken into dashes.
        is_dashed: bool,
    },
    /// Words, centred.
    Words {
        /// Middle of their foot.
        at: Vec2,
        /// What they say.
        words: String,
    },
}

/// Widths of lines, mm: of the hairline, of what is measured from.
const HAIRLINE_MM: f32 = 0.5;
const FINE_MM: f32 = 0.15;
/// Height of words, mm.
pub const WORDS_MM: f32 = 3.0;
/// Marks along the line stand so far apart, mm; each fifth is long and told.
const TICK_MM: f32 = 10.0;

/// The stencil.
pub fn drawing(of: &Unrolled) -> Vec<Stroke> {
    let mut strokes = vec![line(of.line_mm.clone(), HAIRLINE_MM, false)];
    ticks(&mut strokes, of);
    let up = of.glabella.at.normalize_or(Vec2::NEG_Y) * -1.0;
    strokes.push(line(vec![of.glabella.at - 6.0 * up, up * 25.0], FINE_MM, true));
    cross(&mut strokes, of.glabella.at);
    words(
        &mut strokes,
        of.glabella.at + vec2(0.0, -11.0),
        &format!("glabella, {:.0} mm below the line along the skin", of.glabella.away_mm),
    );
    words(&mut strokes, up * 25.0 + vec2(0.0, 1.5), "midline");
    for (points, name, aside) in [(of.corners, "corner", 0.0), (of.temples, "temple peak", 18.0)] {
        for (i, side) in points.into_iter().zip(["right", "left"]) {
            let (at, inward) = (of.line_mm[i], -of.line_mm[i].x.signum());
            circle(&mut strokes, at, 1.2);
            words(&mut strokes, at + vec2(-aside * inward, 4.0), &format!("{side} {name}"));
        }
    }
    let ends = [0, of.line_mm.len() - 1].map(|i| of.line_mm[i]);
    for (end, ear) in ends.into_iter().zip(of.ears) {
        let way = (ear.at - end).normalize_or(Vec2::NEG_Y);
        let tip = end + 16.0 * way;
        strokes.push(line(vec![end, tip], FINE_MM, false));
        strokes.push(line(
            vec![
                tip + 3.0 * (-way).rotate(Vec2::from_angle(0.4)),
                tip,
                tip + 3.0 * (-way).rotate(Vec2::from_angle(-0.4)),
            ],
            FINE_MM,
            false,
        ));
        words(&mut strokes, end + 6.0 * way - vec2(0.0, 8.0), &format!("ear notch, {:.0} mm", ear.away_mm));
    }
    strokes
}

/// What stands below it.
pub fn heading(plan: &Plan, of: &Unrolled) -> Vec<String> {
    let halves = [0, of.line_mm.len() - 1].map(|end| length_mm(&of.line_mm, of.middle, end));
    vec![
        format!("{}: hairline, one to one, as seen facing the client", plan.name),
        format!(
            "{:.0} mm from the midline to the right end, {:.0} mm to the left, right along the line; straight across \
             (up to 60 mm, and glabella to corners) off by up to {:.1} mm",
            halves[0], halves[1], of.off_mm
        ),
        format!("A preview. {}", text("promise")),
    ]
}

/// Marks along the line from its middle, on the side of the forehead.
fn ticks(strokes: &mut Vec<Stroke>, of: &Unrolled) {
    for side in [-1.0, 1.0] {
        let places =
            (1..).map_while(|k: u32| Some((k, along(&of.line_mm, of.middle, side * TICK_MM * k as f32)?)));
        for (k, (at, direction)) in places {
            let out = vec2(direction.y, -direction.x);
            let is_long = k % 5 == 0;
            strokes.push(line(vec![at, at + out * if is_long { 4.0 } else { 2.0 }], FINE_MM, false));
            if is_long {
                words(
                    strokes,
                    at + 7.0 * out - vec2(0.0, 0.4 * WORDS_MM),
                    &format!("{}", k as f32 * TICK_MM),
                );
            }
        }
    }
}

fn line(points: Vec<Vec2>, width_mm: f32, is_dashed: bool) -> Stroke {
    Stroke::Line { points, width_mm, is_dashed }
}

fn words(strokes: &mut Vec<Stroke>, at: Vec2, words: &str) {
    strokes.push(Stroke::Words { at, words: words.to_owned() });
}

fn cross(strokes: &mut Vec<Stroke>, at: Vec2) {
    for way in [vec2(5.0, 0.0), vec2(0.0, 5.0)] {
        strokes.push(line(vec![at - way, at + way], FINE_MM, false));
    }
}

fn circle(strokes: &mut Vec<Stroke>, at: Vec2, radius_mm: f32) {
    let points = (0..=24).map(|k| at + radius_mm * Vec2::from_angle(k as f32 * std::f32::consts::TAU / 24.0));
    strokes.push(line(points.collect(), FINE_MM, false));
}
