//! Single opaque upright columns: a cylinder of pigment from its top down, or the root of a hair.

use super::bundle::{Score, Tally};
use super::discs::Centres;
use super::path::{Path, PathSegment};

/// Azimuths at which a column off the centre is tried on every path.
const AZIMUTHS: usize = 2;

/// An upright cylinder, mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cylinder {
    /// Depth of its top.
    pub top_mm: f32,
    /// Height.
    pub height_mm: f32,
    /// Radius.
    pub radius_mm: f32,
}

/// Light that columns take away. Counts only the paths whose legs are kept.
#[derive(Clone, Debug)]
pub struct Columns {
    columns: Vec<Cylinder>,
    centres: Centres,
    lost: Tally,
    /// Weight of the paths counted.
    returned: Tally,
    /// Room for a path: by centre.
    hit: Vec<bool>,
}

impl Columns {
    /// Columns at these offsets from the point looked at, mm.
    pub fn new(columns: &[Cylinder], offsets_mm: &[f32], tissues: usize) -> Columns {
        let centres = Centres::new(offsets_mm, AZIMUTHS);
        Columns {
            columns: columns.to_vec(),
            hit: vec![false; centres.x.len()],
            lost: Tally::new(columns.len() * offsets_mm.len(), tissues),
            returned: Tally::new(1, tissues),
            centres,
        }
    }

    /// Contrast 1 - R/R0 of a column at an offset.
    pub fn contrast(&self, column: usize, offset: usize, tissue: usize) -> f64 {
        self.lost.get(column * self.centres.offsets + offset, tissue) / self.returned.get(0, tissue)
    }

    fn mark(&mut self, column: &Cylinder, segments: &[PathSegment]) {
        self.hit.fill(false);
        let reach = column.radius_mm * column.radius_mm;
        for segment in segments {
            let Some((from, to)) = clipped(segment, column.top_mm, column.top_mm + column.height_mm) else {
                continue;
            };
            let along = [to[0] - from[0], to[1] - from[1]];
            let per_square = 1.0 / (along[0] * along[0] + along[1] * along[1]).max(1e-20);
            let places = self.centres.x.iter().zip(&self.centres.y);
            for (hit, (x, y)) in self.hit.iter_mut().zip(places) {
                let off = [x - from[0], y - from[1]];
                let t = ((off[0] * along[0] + off[1] * along[1]) * per_square).clamp(0.0, 1.0);
                let miss = [off[0] - t * along[0], off[1] - t * along[1]];
                *hit |= miss[0] * miss[0] + miss[1] * miss[1] < reach;
            }
        }
    }
}

/// Ends, seen from above, of the part of a segment between two depths.
fn clipped(segment: &PathSegment, top: f32, bottom: f32) -> Option<([f32; 2], [f32; 2])> {
    let (from, to) = (segment.from, segment.to);
    if from[2].max(to[2]) < top || from[2].min(to[2]) > bottom {
        return None;
    }
    let fall = to[2] - from[2];
    let at = |depth: f32| if fall == 0.0 { 0.0 } else { ((depth - from[2]) / fall).clamp(0.0, 1.0) };
    let (a, b) = (at(top), if fall == 0.0 { 1.0 } else { at(bottom) });
    let point = |t: f32| [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
    Some((point(a), point(b)))
}

impl Score for Columns {
    fn add(&mut self, path: &Path, weights: &[f64]) {
        if path.segments.is_empty() {
            return;
        }
        self.returned.add(0, 1.0, weights);
        for i in 0..self.columns.len() {
            let column = self.columns[i];
            self.mark(&column, &path.segments);
            for centre in 0..self.hit.len() {
                if self.hit[centre] {
                    let (offset, fraction) = self.centres.of[centre];
                    self.lost.add(i * self.centres.offsets + offset, fraction, weights);
                }
            }
        }
    }

    fn merge(&mut self, other: &Columns) {
        self.lost.merge(&other.lost);
        self.returned.merge(&other.returned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_cut_to_the_depths_of_the_column() {
        let segment = PathSegment { from: [0.0, 0.0, 0.0], to: [1.0, 0.0, 1.0] };
        let (from, to) = clipped(&segment, 0.25, 0.5).unwrap();
        assert!((from[0] - 0.25).abs() < 1e-6 && (to[0] - 0.5).abs() < 1e-6);
        assert!(clipped(&segment, 1.5, 2.0).is_none());
        let level = PathSegment { from: [0.0, 0.0, 0.3], to: [1.0, 0.0, 0.3] };
        assert_eq!(clipped(&level, 0.25, 0.5).unwrap(), ([0.0, 0.0], [1.0, 0.0]));
    }
}
