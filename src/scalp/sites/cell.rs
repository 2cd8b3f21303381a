//! The Voronoi cell of one sample, in its tangent plane.

use glam::Vec2;

const MAX_CORNERS: usize = 24;

/// A convex polygon around the origin.
pub(super) struct Cell {
    corners: [Vec2; MAX_CORNERS],
    count: usize,
}

impl Cell {
    /// The square of half side `reach`.
    pub fn square(reach: f32) -> Self {
        let mut corners = [Vec2::ZERO; MAX_CORNERS];
        for (corner, (x, y)) in corners.iter_mut().zip([(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)]) {
            *corner = reach * Vec2::new(x, y);
        }
        Self { corners, count: 4 }
    }

    pub fn corners(&self) -> &[Vec2] {
        &self.corners[..self.count]
    }

    /// Keeps the points nearer to the origin than to `other`.
    pub fn clip(&mut self, other: Vec2) {
        let half = 0.5 * other.length_squared();
        let beyond = |c: &Vec2| c.dot(other) > half;
        if !self.corners().iter().any(beyond) {
            return;
        }
        let old = self.corners;
        let n = self.count;
        self.count = 0;
        for i in 0..n {
            let (a, b) = (old[i], old[if i + 1 == n { 0 } else { i + 1 }]);
            let (da, db) = (a.dot(other) - half, b.dot(other) - half);
            if da <= 0.0 {
                self.push(a);
            }
            if (da <= 0.0) != (db <= 0.0) {
                self.push(a + (b - a) * (da / (da - db)));
            }
        }
    }

    fn push(&mut self, corner: Vec2) {
        if self.count < MAX_CORNERS {
            self.corners[self.count] = corner;
            self.count += 1;
        }
    }
}
