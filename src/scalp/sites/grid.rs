//! Accepted samples in a uniform grid, for neighbours within a radius.

use glam::{UVec3, Vec3};

/// End of a list.
const NONE: u32 = u32::MAX;
/// Cells at most: the grid gets coarser rather than larger.
const MAX_CELLS: f32 = (1 << 24) as f32;

/// Linked lists of samples per cell.
pub(super) struct Grid {
    low: Vec3,
    cells_per_mm: f32,
    size: UVec3,
    head: Vec<u32>,
    samples: Vec<(Vec3, u32)>,
}

impl Grid {
    /// A grid over the box `low`..`high` with cells of about `cell` mm that holds `points`.
    pub fn new([low, high]: [Vec3; 2], cell: f32, points: impl Iterator<Item = Vec3>) -> Self {
        let extent = high - low;
        let cell = cell.max(((extent + cell).element_product() / MAX_CELLS).cbrt());
        let size = (extent / cell).as_uvec3() + 1;
        let head = vec![NONE; size.element_product() as usize];
        let mut grid = Self { low, cells_per_mm: 1.0 / cell, size, head, samples: Vec::new() };
        points.for_each(|p| grid.insert(p));
        grid
    }

    fn coordinates(&self, point: Vec3) -> UVec3 {
        ((point - self.low) * self.cells_per_mm).as_uvec3().min(self.size - 1)
    }

    fn row(&self, y: u32, z: u32) -> usize {
        (z * self.size.y + y) as usize * self.size.x as usize
    }

    pub fn insert(&mut self, point: Vec3) {
        let c = self.coordinates(point);
        let cell = self.row(c.y, c.z) + c.x as usize;
        self.samples.push((point, self.head[cell]));
        self.head[cell] = self.samples.len() as u32 - 1;
    }

    /// Calls `visit` with every sample in the cells that a ball touches.
    pub fn visit(&self, centre: Vec3, radius: f32, mut visit: impl FnMut(Vec3)) {
        let (from, to) = (self.coordinates(centre - radius), self.coordinates(centre + radius));
        for z in from.z..=to.z {
            for y in from.y..=to.y {
                let row = self.row(y, z);
                for &head in &self.head[row + from.x as usize..=row + to.x as usize] {
                    let mut next = head;
                    while next != NONE {
                        let (point, after) = self.samples[next as usize];
                        visit(point);
                        next = after;
                    }
                }
            }
        }
    }

    /// Squared distance to the nearest sample, no more than `radius` squared.
    pub fn nearest_squared(&self, centre: Vec3, radius: f32) -> f32 {
        let mut nearest = radius * radius;
        self.visit(centre, radius, |p| nearest = nearest.min(p.distance_squared(centre)));
        nearest
    }
}
