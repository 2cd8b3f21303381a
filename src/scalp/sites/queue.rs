//! Holes by radius: a bucket queue.

use super::patch::FacePoint;

/// Float bits dropped from a radius to make its bucket: 128 buckets per octave, each under 0.8 % wide.
const DROPPED_BITS: u32 = 17;

/// Holes smaller than this are no place for a sample.
const SPECK_MM: f32 = 1e-3;

/// A place far from every sample, and how far, mm.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hole {
    pub spot: FacePoint,
    pub radius: f32,
}

/// The largest hole first, to the width of a bucket.
pub(super) struct Queue {
    buckets: Vec<Vec<Hole>>,
}

fn bucket(radius: f32) -> usize {
    (radius.max(0.0).to_bits() >> DROPPED_BITS) as usize
}

impl Queue {
    pub fn new(largest: f32) -> Self {
        Self { buckets: vec![Vec::new(); bucket(largest) + 1] }
    }

    /// Larger holes than the largest left go with the largest; specks are dropped.
    pub fn push(&mut self, hole: Hole) {
        let last = self.buckets.len().saturating_sub(1);
        if let Some(holes) = self.buckets.get_mut(bucket(hole.radius).min(last))
            && hole.radius >= SPECK_MM
        {
            holes.push(hole);
        }
    }

    /// The holes of the largest radius, to the width of a bucket; none when there are no holes.
    pub fn take(&mut self) -> Vec<Hole> {
        while self.buckets.last().is_some_and(Vec::is_empty) {
            self.buckets.pop();
        }
        self.buckets.last_mut().map(std::mem::take).unwrap_or_default()
    }
}
