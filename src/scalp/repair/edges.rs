//! Which faces meet at which edge, and what hangs together.

use rayon::prelude::*;

use super::super::import::Faces;

/// A face's way along an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// Points of the edge, the lower first.
    pub ends: (u32, u32),
    /// Index of the face.
    pub face: u32,
    /// Whether it runs from the lower point to the higher.
    pub is_upward: bool,
}

/// All sides of all faces, those of one edge beside each other.
pub fn sides(faces: &Faces) -> Vec<Side> {
    let mut sides = Vec::with_capacity(faces.corners().len());
    for (face, ring) in faces.rings().enumerate() {
        for (k, a) in ring.iter().enumerate() {
            let (a, b) = (a.point, ring[(k + 1) % ring.len()].point);
            sides.push(Side { ends: (a.min(b), a.max(b)), face: face as u32, is_upward: a < b });
        }
    }
    sides.par_sort_unstable();
    sides
}

/// Runs of sides that share an edge.
pub fn edges(sides: &[Side]) -> impl Iterator<Item = &[Side]> {
    sides.chunk_by(|a, b| a.ends == b.ends)
}

/// Things that hang together (union by the lowest index), each with a sign against the first of its kind.
pub struct Joined {
    root: Vec<u32>,
    is_against: Vec<bool>,
}

impl Joined {
    /// So many things, each by itself.
    pub fn new(count: usize) -> Joined {
        Joined { root: (0..count as u32).collect(), is_against: vec![false; count] }
    }

    /// The first thing that this one hangs together with, and whether the two are of opposite signs.
    pub fn root(&mut self, thing: u32) -> (u32, bool) {
        let (mut at, mut against) = (thing, false);
        while self.root[at as usize] != at {
            against ^= self.is_against[at as usize];
            at = self.root[at as usize];
        }
        // Shortens the way for those who come after.
        let (mut step, mut sign) = (thing, against);
        while self.root[step as usize] != at && step != at {
            let (next, was) = (self.root[step as usize], self.is_against[step as usize]);
            (self.root[step as usize], self.is_against[step as usize]) = (at, sign);
            (step, sign) = (next, sign ^ was);
        }
        (at, against)
    }

    /// Joins two things; what was said of them before holds on.
    pub fn join(&mut self, a: u32, b: u32, is_against: bool) {
        let ((a, a_against), (b, b_against)) = (self.root(a), self.root(b));
        if a != b {
            let (low, high) = (a.min(b), a.max(b));
            self.root[high as usize] = low;
            self.is_against[high as usize] = is_against ^ a_against ^ b_against;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_hold_along_any_way() {
        let mut joined = Joined::new(6);
        joined.join(4, 5, true);
        joined.join(3, 4, true);
        joined.join(0, 5, false);
        joined.join(1, 2, true);
        let signs: Vec<(u32, bool)> = (0..6).map(|k| joined.root(k)).collect();
        assert_eq!(signs, [(0, false), (1, false), (1, true), (0, false), (0, true), (0, false)]);
        assert_ne!(joined.root(2).0, joined.root(3).0, "planted: two bodies are not one");
    }
}
