//! Handles of a drawn hairline: places on the skin that move plan values.
//!
//! Takes a plan's [`Hairline`] and a head, gives where each handle lies; and the values that bring a handle where a
//! person wants it, found by Gauss and Newton's method with differences. Lengths are mm, head frame.
//!
//! Known limits: both sides move together, as the values do; handles lie on the line before waves and asymmetry.

use glam::{Mat2, Vec2, Vec3, vec2};

use super::guides::skin;
use super::hairline::{HairlineShape, PEAK_MM};
use super::head::Head;
use super::regions;
use crate::plan::{Hairline, ranges};

/// A handle of the hairline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Handle {
    /// Middle of the hairline: its height.
    Middle,
    /// Frontotemporal point: back and out.
    Corner,
    /// Tip of the temple peak: forward.
    Temple,
    /// Lower end of the sideburn: down.
    Sideburn,
    /// Middle of the nape's edge: up.
    Nape,
}

/// Left or right of the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Positive x.
    Left,
    /// Negative x.
    Right,
}

/// The values that a handle moves; a handle of one value leaves the second out.
type Values = [Option<Value>; 2];

/// One of them and how far it may go.
#[derive(Clone, Copy)]
struct Value {
    of: fn(&mut Hairline) -> &mut f32,
    range: ranges::Limit,
}

impl Handle {
    /// Every handle, from front to back.
    pub const ALL: [Handle; 5] =
        [Handle::Middle, Handle::Corner, Handle::Temple, Handle::Sideburn, Handle::Nape];

    /// Sides on which it lies: those in the middle lie on one.
    pub fn sides(self) -> &'static [Side] {
        match self {
            Handle::Middle | Handle::Nape => &[Side::Left],
            Handle::Corner | Handle::Temple | Handle::Sideburn => &[Side::Left, Side::Right],
        }
    }

    fn values(self) -> Values {
        let value = |of, range| Some(Value { of, range });
        match self {
            Handle::Middle => [value(|line| &mut line.height_mm, ranges::HEIGHT_MM), None],
            Handle::Corner => [
                value(|line| &mut line.corner_back_mm, ranges::CORNER_MM),
                value(|line| &mut line.corner_out_mm, ranges::SHIFT_MM),
            ],
            Handle::Temple => [value(|line| &mut line.temple_forward_mm, ranges::SHIFT_MM), None],
            Handle::Sideburn => [value(|line| &mut line.sideburn_down_mm, ranges::EDGE_MM), None],
            Handle::Nape => [value(|line| &mut line.nape_up_mm, ranges::EDGE_MM), None],
        }
    }

    /// Where it lies on the skin of a head, mm, head frame.
    pub fn place(self, line: &Hairline, head: &Head, side: Side) -> Vec3 {
        let atlas = self.atlas_mm(line);
        let sign = if side == Side::Left { 1.0 } else { -1.0 };
        skin(head, vec2(sign * atlas.x, atlas.y))
    }

    /// The same in the atlas, on the left.
    fn atlas_mm(self, line: &Hairline) -> Vec2 {
        let shape = HairlineShape::of(line);
        match self {
            Handle::Middle => shape.at(0.0),
            Handle::Corner => shape.corner(),
            Handle::Temple => shape.at(PEAK_MM),
            Handle::Sideburn => edge_between(line, SIDEBURN_MM[0], SIDEBURN_MM[1]),
            Handle::Nape => edge_between(line, NAPE_MM[0], NAPE_MM[1]),
        }
    }

    /// The line with this handle where `seen` (the handle's place as the person sees it, in any two measures) comes
    /// nearest to `wanted`; values stay in their ranges.
    pub fn moved(self, line: &Hairline, wanted: Vec2, seen: impl Fn(&Hairline) -> Vec2) -> Hairline {
        const STEPS: usize = 4;
        const DIFFERENCE_MM: f32 = 0.5;
        // As fine as sliders show.
        const SHOWN_MM: f32 = 0.1;
        let mut line = *line;
        let values: Vec<Value> = self.values().into_iter().flatten().collect();
        for _ in 0..STEPS {
            let now = seen(&line);
            let slope = |value: &Value| {
                let mut by = line;
                *(value.of)(&mut by) += DIFFERENCE_MM;
                (seen(&by) - now) / DIFFERENCE_MM
            };
            let slopes: Vec<Vec2> = values.iter().map(slope).collect();
            let steps = least_squares(&slopes, wanted - now);
            for (value, step) in values.iter().zip(steps) {
                let number = (value.of)(&mut line);
                *number = (*number + step).clamp(value.range.min, value.range.max);
            }
        }
        for value in values {
            let number = (value.of)(&mut line);
            *number = (*number / SHOWN_MM).round() * SHOWN_MM;
        }
        line
    }
}

/// Steps of one or two values, with these slopes, that come nearest to a way; none along a slope that leads nowhere.
fn least_squares(slopes: &[Vec2], way: Vec2) -> Vec<f32> {
    /// Slopes shorter than this, squared, are noise; a little of it also keeps two that nearly agree apart.
    const LEAST: f32 = 1e-6;
    match slopes {
        [a, b] => {
            let damp = 1e-3 * (a.length_squared() + b.length_squared()) + LEAST;
            let normal = Mat2::from_cols(
                vec2(a.length_squared() + damp, a.dot(*b)),
                vec2(a.dot(*b), b.length_squared() + damp),
            );
            (normal.inverse() * vec2(a.dot(way), b.dot(way))).to_array().to_vec()
        }
        _ => slopes.iter().map(|a| a.dot(way) / (a.length_squared() + LEAST)).collect(),
    }
}

/// From well above to well below the lower end of the sideburn, and of the nape, on the mean head's left, mm.
const SIDEBURN_MM: [Vec3; 2] = [Vec3::new(77.0, 30.0, 12.0), Vec3::new(72.0, -62.0, 16.0)];
const NAPE_MM: [Vec3; 2] = [Vec3::new(0.0, 0.0, -98.0), Vec3::new(0.0, -110.0, -60.0)];

/// Where the drawn edge of the sides lies on the way between two points of the mean head, atlas mm.
fn edge_between(line: &Hairline, inside: Vec3, outside: Vec3) -> Vec2 {
    let [inside, outside] = [inside, outside].map(super::coordinates::atlas_from_mean);
    let is_inside = |t: f32| {
        let atlas = inside.lerp(outside, t);
        regions::drawn_sides_mm(atlas, regions::distances_at(atlas).sides_mm, line) > 0.0
    };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..20 {
        let middle = 0.5 * (low + high);
        if is_inside(middle) { low = middle } else { high = middle }
    }
    inside.lerp(outside, low)
}

/// The drawn line on the skin of a head from the subject's right to the left, mm, head frame.
pub fn drawn(line: &Hairline, head: &Head) -> Vec<Vec3> {
    let left = HairlineShape::of(line).line();
    let mirrored = left.iter().skip(1).rev().map(|p| vec2(-p.x, p.y));
    mirrored.chain(left.iter().copied()).map(|atlas| skin(head, atlas)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As seen from before, or from the side.
    fn seen(handle: Handle, head: &Head) -> impl Fn(&Hairline) -> Vec2 {
        move |line| {
            let p = handle.place(line, head, Side::Left);
            match handle {
                Handle::Middle | Handle::Corner | Handle::Nape => vec2(p.x, p.y),
                Handle::Temple | Handle::Sideburn => vec2(p.z, p.y),
            }
        }
    }

    fn drawn_by_hand() -> Hairline {
        Hairline {
            height_mm: 78.0,
            corner_back_mm: 6.0,
            corner_out_mm: 4.0,
            temple_forward_mm: -4.0,
            sideburn_down_mm: 12.0,
            nape_up_mm: 9.0,
            ..Hairline::default()
        }
    }

    #[test]
    fn a_handle_goes_where_it_is_drawn() {
        let head = Head::built_in().unwrap();
        for handle in Handle::ALL {
            let seen = seen(handle, &head);
            let (from, wanted) = (Hairline::default(), seen(&drawn_by_hand()));
            let before_mm = seen(&from).distance(wanted);
            let after_mm = seen(&handle.moved(&from, wanted, &seen)).distance(wanted);
            println!("{handle:?}: {before_mm:.2} mm off, then {after_mm:.2}");
            assert!(before_mm > 2.5, "planted: a handle left alone must be seen, {handle:?}");
            // Handles of one value go along their own way only; others have moved the line meanwhile.
            assert!(after_mm < 0.35 * before_mm, "{handle:?}: {before_mm} {after_mm}");
        }
    }

    #[test]
    fn handles_lie_on_the_skin_where_their_names_say_and_keep_their_ranges() {
        let head = Head::built_in().unwrap();
        let line = Hairline::default();
        let [middle, corner, temple, sideburn, nape] =
            Handle::ALL.map(|handle| handle.place(&line, &head, Side::Left));
        println!("{middle} {corner} {temple} {sideburn} {nape}");
        assert!(middle.x.abs() < 1.0 && middle.y > corner.y - 12.0 && middle.z > 50.0);
        assert!(corner.x > 35.0 && temple.x > corner.x && temple.y < corner.y);
        assert!(sideburn.y < temple.y - 20.0 && sideburn.x > 55.0 && sideburn.z.abs() < 40.0);
        assert!(nape.z < -50.0 && nape.y < 0.0);
        let right = Handle::Corner.place(&line, &head, Side::Right);
        assert!((right - corner * Vec3::new(-1.0, 1.0, 1.0)).length() < 3.0, "{right}");
        let far = Handle::Middle.moved(&line, vec2(0.0, 1e4), seen(Handle::Middle, &head));
        assert_eq!(far.height_mm, ranges::HEIGHT_MM.max);
    }
}
