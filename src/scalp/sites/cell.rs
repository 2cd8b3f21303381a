//! The Voronoi cell of one sample, in its tangent plane.

use glam::Vec2;

const MAX_CORNERS: usize = 24;

/// A convex polygon around the origin.
pub(super) struct Cell {
    corners: [Vec2; MAX_CORNERS],
    count: usize,
}

impl Cell {
    /// The points of the square of half side `reach` that are nearer to the origin than to any of `others`.
    pub fn new(reach: f32, others: impl Iterator<Item = Vec2> + Clone) -> Self {
        let mut corners = [Vec2::ZERO; MAX_CORNERS];
        for (corner, (x, y)) in corners.iter_mut().zip([(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)]) {
            *corner = reach * Vec2::new(x, y);
        }
        let mut cell = Self { corners, count: 4 };
        // The nearest first: they leave little for the others to clip.
        let close = reach * reach;
        others.clone().filter(|o| o.length_squared() < close && *o != Vec2::ZERO).for_each(|o| cell.clip(o));
        let far = 4.0 * cell.corners().iter().map(|c| c.length_squared()).fold(0.0, f32::max);
        others.filter(|o| (close..far).contains(&o.length_squared())).for_each(|o| cell.clip(o));
        cell
    }

    pub fn corners(&self) -> &[Vec2] {
        &self.corners[..self.count]
    }

    /// Keeps the points nearer to the origin than to `other`.
    fn clip(&mut self, other: Vec2) {
        let half = 0.5 * other.length_squared();
        let farthest = self.corners().iter().map(|c| c.dot(other)).fold(0.0, f32::max);
        if farthest <= half {
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
