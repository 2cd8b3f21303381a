//! One texture: the triangles of a chart filled row by row with what their skin sends back.

use glam::{Vec2, Vec3, vec2};
use image::{Rgb, RgbImage};
use rayon::prelude::*;

use super::halos::Halos;
use super::marks::{Mark, Sum};
use super::skin::{Palette, Place};
use crate::optics::colour::srgb_encode;
use crate::optics::tables::Loss;

/// Rows that are filled together.
const STRIP_ROWS: usize = 64;
/// Texels that colour spreads past the triangles, for smaller copies of the texture.
const SPREAD_TEXELS: usize = 12;
/// A triangle as long as this part of the side wraps round the back of its chart and is left out.
const LONGEST: f32 = 0.3;

/// A triangle on the texture.
pub struct Face {
    /// Corners, texels.
    pub at: [Vec2; 3],
    /// What is known there.
    pub places: [Place; 3],
}

/// All that a texture shows.
pub struct Painting<'a> {
    /// Texels on a side.
    pub side: u32,
    /// Triangles; where they fold over each other the later ones are seen.
    pub faces: Vec<Face>,
    /// Sharp marks.
    pub marks: Vec<Mark>,
    /// Wide halos.
    pub halos: &'a Halos,
    /// Colours.
    pub palette: &'a Palette<'a>,
}

impl Painting<'_> {
    /// The texture in sRGB.
    pub fn texture(&self) -> RgbImage {
        let side = self.side as usize;
        let strips = side.div_ceil(STRIP_ROWS);
        let faces = by_strip(
            strips,
            self.faces.iter().map(|face| {
                let [a, b, c] = face.at.map(|at| at.y);
                [a.min(b).min(c), a.max(b).max(c)]
            }),
        );
        let marks = by_strip(
            strips,
            self.marks.iter().map(|mark| [mark.middle.y - mark.reach.y, mark.middle.y + mark.reach.y]),
        );
        let texels: Vec<Vec<Option<[u8; 3]>>> = (0..strips)
            .into_par_iter()
            .map(|strip| self.strip(strip * STRIP_ROWS, &faces[strip], &marks[strip]))
            .collect();
        let mut texels = texels.concat();
        texels.truncate(side * side);
        spread(&mut texels, side);
        let empty = coded(self.palette.bare(&Place::default()));
        RgbImage::from_fn(self.side, self.side, |x, y| {
            Rgb(texels[y as usize * side + x as usize].unwrap_or(empty))
        })
    }

    /// Rows from `first` on.
    fn strip(&self, first: usize, faces: &[usize], marks: &[usize]) -> Vec<Option<[u8; 3]>> {
        let side = self.side as usize;
        let mut places: Vec<Option<Place>> = vec![None; STRIP_ROWS * side];
        for i in faces {
            self.faces[*i].fill(&mut places, first, side);
        }
        let mut sums = vec![Sum::default(); STRIP_ROWS * side];
        for mark in marks.iter().map(|i| &self.marks[*i]) {
            let rows = within(mark.middle.y, mark.reach.y, first, STRIP_ROWS);
            for (row, column) in rows
                .flat_map(|row| within(mark.middle.x, mark.reach.x, 0, side).map(move |column| (row, column)))
            {
                let texel = (row - first) * side + column;
                if let Some(place) = &places[texel] {
                    mark.add(&mut sums[texel], vec2(column as f32, row as f32) + 0.5, place.skin);
                }
            }
        }
        let colour = |(place, sum): (&Option<Place>, &Sum)| {
            place.as_ref().map(|place| {
                let halos = if place.scalp > 0.0 {
                    self.halos.at(place.atlas_mm, place.scalp)
                } else {
                    Loss::default()
                };
                coded(self.palette.colour(place, &halos, sum))
            })
        };
        places.iter().zip(&sums).map(colour).collect()
    }
}

impl Face {
    /// Fills the texels of a strip whose middles it holds.
    fn fill(&self, places: &mut [Option<Place>], first: usize, side: usize) {
        /// Neighbours share their edge: rather a texel twice than a gap.
        const SLACK: f32 = 1e-3;
        let [a, b, c] = self.at;
        let area = (b - a).perp_dot(c - a);
        let (low, high) = (a.min(b).min(c), a.max(b).max(c));
        if area.abs() < 1e-6 || (high - low).max_element() > LONGEST * side as f32 {
            return;
        }
        let span = |low: f32, high: f32, first: usize, count: usize| {
            within(0.5 * (low + high), 0.5 * (high - low) + 0.01, first, count)
        };
        for row in span(low.y, high.y, first, places.len() / side) {
            for column in span(low.x, high.x, 0, side) {
                let p = vec2(column as f32, row as f32) + 0.5;
                let weights =
                    Vec3::new((c - b).perp_dot(p - b), (a - c).perp_dot(p - c), (b - a).perp_dot(p - a))
                        / area;
                if weights.min_element() >= -SLACK {
                    places[(row - first) * side + column] = Some(Place::between(&self.places, weights));
                }
            }
        }
    }
}

/// For each strip, in order, which of these spans of rows reach into it.
fn by_strip(strips: usize, spans: impl Iterator<Item = [f32; 2]>) -> Vec<Vec<usize>> {
    let mut of = vec![Vec::new(); strips];
    let strip = |row: f32| (row.max(0.0) as usize / STRIP_ROWS).min(strips.saturating_sub(1));
    for (i, [from, to]) in spans.enumerate().filter(|(_, [_, to])| *to >= 0.0) {
        of[strip(from - 1.0)..=strip(to + 1.0)].iter_mut().for_each(|strip| strip.push(i));
    }
    of
}

/// Rows or columns of `first..first + count` whose middles lie within `reach` of a place.
fn within(middle: f32, reach: f32, first: usize, count: usize) -> std::ops::Range<usize> {
    let end = |place: f32| (place.max(0.0) as usize).clamp(first, first + count);
    end((middle - reach + 0.5).floor())..end((middle + reach + 0.5).floor())
}

/// Code values of a linear colour.
fn coded(linear: [f32; 3]) -> [u8; 3] {
    linear.map(|channel| (255.0 * srgb_encode(channel)).round() as u8)
}

/// Lets colour run into what no triangle holds.
fn spread(texels: &mut [Option<[u8; 3]>], side: usize) {
    for _ in 0..SPREAD_TEXELS {
        let near = |i: usize| {
            let (x, y) = (i % side, i / side);
            let left = (x > 0).then(|| texels[i - 1]).flatten();
            let right = (x + 1 < side).then(|| texels[i + 1]).flatten();
            let up = (y > 0).then(|| texels[i - side]).flatten();
            let down = (y + 1 < side).then(|| texels[i + side]).flatten();
            left.or(right).or(up).or(down)
        };
        let found: Vec<(usize, [u8; 3])> = (0..texels.len())
            .into_par_iter()
            .filter(|i| texels[*i].is_none())
            .filter_map(|i| Some((i, near(i)?)))
            .collect();
        found.into_iter().for_each(|(i, colour)| texels[i] = Some(colour));
    }
}
