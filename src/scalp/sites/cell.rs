//! The Voronoi cell of one sample, in its tangent plane.

use glam::Vec2;

/// Room for corners: cells have about six, and each clip adds one at most.
pub(super) const MAX_CORNERS: usize = 16;

/// A convex polygon around the origin.
pub(super) struct ConvexCell {
    corners: [Vec2; MAX_CORNERS],
    count: usize,
}

impl ConvexCell {
    /// The points of the square of half side `reach` that are nearer to the origin than to any of `others`.
    pub fn new(reach: f32, others: &[Vec2]) -> Self {
        let mut cell = Self { corners: [Vec2::ZERO; MAX_CORNERS], count: 0 };
        let square = [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)];
        square.into_iter().for_each(|(x, y)| cell.push(reach * Vec2::new(x, y)));
        // The nearest first: they leave little for the others to clip.
        let close = reach * reach;
        let near = others.iter().filter(|o| o.length_squared() < close && **o != Vec2::ZERO);
        near.for_each(|o| cell.clip(*o));
        let far = 4.0 * cell.corners().iter().map(|c| c.length_squared()).fold(0.0, f32::max);
        others.iter().filter(|o| (close..far).contains(&o.length_squared())).for_each(|o| cell.clip(*o));
        cell
    }

    pub fn corners(&self) -> &[Vec2] {
        &self.corners[..self.count]
    }

    /// Keeps the points nearer to the origin than to `other`.
    fn clip(&mut self, other: Vec2) {
        let half = 0.5 * other.length_squared();
        let beyond = |c: Vec2| c.dot(other) - half;
        if self.corners().iter().all(|c| beyond(*c) <= 0.0) {
            return;
        }
        let (old, count) = (self.corners, self.count);
        let mut a = old[count - 1];
        let mut past_a = beyond(a);
        self.count = 0;
        for &b in &old[..count] {
            let past_b = beyond(b);
            if (past_a <= 0.0) != (past_b <= 0.0) {
                self.push(a + (b - a) * (past_a / (past_a - past_b)));
            }
            if past_b <= 0.0 {
                self.push(b);
            }
            (a, past_a) = (b, past_b);
        }
    }

    fn push(&mut self, corner: Vec2) {
        if let Some(slot) = self.corners.get_mut(self.count) {
            *slot = corner;
            self.count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hexagon_of_neighbours_leaves_a_hexagon() {
        let ring = |n: usize, r: f32| {
            (0..n).map(move |i| r * Vec2::from_angle(std::f32::consts::TAU * i as f32 / n as f32))
        };
        let others: Vec<_> = ring(6, 1.0).chain(ring(12, 1.8)).chain([Vec2::ZERO]).collect();
        let cell = ConvexCell::new(1.5, &others);
        assert_eq!(cell.corners().len(), 6);
        assert!(cell.corners().iter().all(|c| (c.length() - 1.0 / 3f32.sqrt()).abs() < 1e-5));
    }

    #[test]
    fn alone_it_is_a_square() {
        assert_eq!(ConvexCell::new(2.0, &[]).corners().len(), 4);
    }
}
