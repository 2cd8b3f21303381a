//! What is kept of a path: enough to weigh it for any absorption and to ask whether a dot would have stopped it.

use super::transport::{Leg, PathScorer};
use crate::optics::chromophores::LAYERS;

/// Where a path goes through a plane of constant depth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossing {
    /// Place, mm from where the packet went in.
    pub x: f32,
    /// Place, mm.
    pub y: f32,
    /// Absolute cosine to the normal.
    pub cos: f32,
}

/// A straight piece of a path, mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PathSegment {
    /// Where it starts.
    pub from: [f32; 3],
    /// Where it ends.
    pub to: [f32; 3],
}

/// One path through the layers.
#[derive(Clone, Debug)]
pub struct Path {
    /// Number of the packet.
    pub item: u64,
    /// Length in each layer, mm.
    pub lengths_mm: [f64; LAYERS],
    /// Crossings of each plane, in order.
    pub crossings: Vec<Vec<Crossing>>,
    /// Its legs, where they are kept.
    pub segments: Vec<PathSegment>,
    planes_mm: Vec<f64>,
    keeps_segments: bool,
    /// Number of planes above the packet.
    above: usize,
}

impl Path {
    /// An empty path that will be told apart at planes of these depths, ascending, mm.
    pub fn new(planes_mm: &[f64]) -> Path {
        Path {
            item: 0,
            lengths_mm: [0.0; LAYERS],
            crossings: vec![Vec::new(); planes_mm.len()],
            segments: Vec::new(),
            planes_mm: planes_mm.to_vec(),
            keeps_segments: false,
            above: 0,
        }
    }

    /// Forgets all and starts packet `item`; `keeps_segments`: its legs will be kept.
    pub fn start(&mut self, item: u64, keeps_segments: bool) {
        (self.item, self.keeps_segments, self.above) = (item, keeps_segments, 0);
        self.lengths_mm = [0.0; LAYERS];
        self.crossings.iter_mut().for_each(Vec::clear);
        self.segments.clear();
    }

    fn cross(&mut self, plane: usize, leg: &Leg) {
        let along = (self.planes_mm[plane] - leg.from[2]) / leg.direction[2];
        self.crossings[plane].push(Crossing {
            x: (leg.from[0] + along * leg.direction[0]) as f32,
            y: (leg.from[1] + along * leg.direction[1]) as f32,
            cos: leg.direction[2].abs() as f32,
        });
    }
}

impl PathScorer for Path {
    fn leg(&mut self, leg: &Leg) {
        self.lengths_mm[leg.layer.min(LAYERS - 1)] += leg.length_mm;
        let z = leg.from[2] + leg.length_mm * leg.direction[2];
        while self.above < self.planes_mm.len() && z > self.planes_mm[self.above] {
            self.cross(self.above, leg);
            self.above += 1;
        }
        while self.above > 0 && z <= self.planes_mm[self.above - 1] {
            self.above -= 1;
            self.cross(self.above, leg);
        }
        if self.keeps_segments {
            let end = |i: usize| (leg.from[i] + leg.length_mm * leg.direction[i]) as f32;
            self.segments
                .push(PathSegment { from: leg.from.map(|x| x as f32), to: std::array::from_fn(end) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(z: f64, length_mm: f64, direction: [f64; 3]) -> Leg {
        Leg { layer: 0, from: [0.0, 0.0, z], direction, length_mm, absorbed: 0.0 }
    }

    #[test]
    fn crossings_are_found_both_ways_and_once() {
        let mut path = Path::new(&[0.1, 0.2, 0.5]);
        path.start(0, true);
        path.leg(&leg(0.0, 0.25, [0.0, 0.0, 1.0]));
        path.leg(&leg(0.25, 0.3, [0.8, 0.0, -0.6]));
        let count: Vec<usize> = path.crossings.iter().map(Vec::len).collect();
        assert_eq!((count, path.segments.len()), (vec![2, 2, 0], 2));
        let back = path.crossings[1][1];
        assert!((back.x - 0.05 / 0.6 * 0.8).abs() < 1e-6 && (back.cos - 0.6).abs() < 1e-6, "{back:?}");
        assert!((path.lengths_mm[0] - 0.55).abs() < 1e-12);
        path.start(1, false);
        assert!(path.crossings.iter().all(Vec::is_empty) && path.segments.is_empty());
    }
}
