//! Accepted samples in a uniform grid, for neighbours within a radius.

use glam::{UVec3, Vec3};

/// Samples in a block.
const LANES: usize = 8;
/// A coordinate farther off than any sample, mm.
const AWAY: f32 = 1e9;
/// Cells at most: the grid gets coarser rather than larger.
const MAX_CELLS: f32 = (1 << 24) as f32;

/// Samples of one cell, lane by lane so that distances vectorise. Free lanes lie far away.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Block {
    x: [f32; LANES],
    y: [f32; LANES],
    z: [f32; LANES],
    count: u32,
    /// The block with the samples before these, 0 for none.
    next: u32,
}

const EMPTY: Block = Block { x: [AWAY; LANES], y: [AWAY; LANES], z: [AWAY; LANES], count: 0, next: 0 };

impl Block {
    fn distances_squared(&self, from: Vec3) -> [f32; LANES] {
        let mut squared = [0.0; LANES];
        for (i, d) in squared.iter_mut().enumerate() {
            let (x, y, z) = (self.x[i] - from.x, self.y[i] - from.y, self.z[i] - from.z);
            *d = x * x + y * y + z * z;
        }
        squared
    }
}

/// A block per occupied cell; the cells without samples share the empty block 0.
pub(super) struct CellGrid {
    low: Vec3,
    cells_per_mm: f32,
    size: UVec3,
    cells: Vec<u32>,
    blocks: Vec<Block>,
}

impl CellGrid {
    /// A grid over the box `low`..`high` with cells of about `cell` mm that holds `points`.
    pub fn new([low, high]: [Vec3; 2], cell: f32, points: impl Iterator<Item = Vec3>) -> Self {
        let extent = high - low;
        let cell = cell.max(((extent + cell).element_product() / MAX_CELLS).cbrt());
        let size = (extent / cell).as_uvec3() + 1;
        let cells = vec![0; size.element_product() as usize];
        let mut grid = Self { low, cells_per_mm: 1.0 / cell, size, cells, blocks: vec![EMPTY] };
        points.for_each(|p| grid.insert(p));
        grid
    }

    fn coordinates(&self, point: Vec3) -> UVec3 {
        ((point - self.low) * self.cells_per_mm).as_uvec3().min(self.size - 1)
    }

    fn row(&self, y: u32, z: u32) -> usize {
        (z * self.size.y + y) as usize * self.size.x as usize
    }

    /// The index of the cell of a point; near indices, near places.
    pub fn cell(&self, point: Vec3) -> usize {
        let c = self.coordinates(point);
        self.row(c.y, c.z) + c.x as usize
    }

    pub fn insert(&mut self, point: Vec3) {
        let cell = self.cell(point);
        let mut at = self.cells[cell];
        if at == 0 || self.blocks[at as usize].count as usize == LANES {
            self.blocks.push(Block { next: at, ..EMPTY });
            at = self.blocks.len() as u32 - 1;
            self.cells[cell] = at;
        }
        let block = &mut self.blocks[at as usize];
        let lane = block.count as usize;
        (block.x[lane], block.y[lane], block.z[lane]) = point.into();
        block.count += 1;
    }

    /// Calls `visit` with the blocks of the cells that a ball touches.
    #[inline]
    fn visit(&self, centre: Vec3, radius: f32, mut visit: impl FnMut(&Block)) {
        let (from, to) = (self.coordinates(centre - radius), self.coordinates(centre + radius));
        for z in from.z..=to.z {
            for y in from.y..=to.y {
                let row = self.row(y, z);
                for &cell in &self.cells[row + from.x as usize..=row + to.x as usize] {
                    let mut next = cell;
                    while next != 0 {
                        let block = &self.blocks[next as usize];
                        visit(block);
                        next = block.next;
                    }
                }
            }
        }
    }

    /// Distance to the nearest sample, no more than `radius`.
    pub fn nearest(&self, centre: Vec3, radius: f32) -> f32 {
        let mut nearest = [radius * radius; LANES];
        self.visit(centre, radius, |block| {
            for (n, d) in nearest.iter_mut().zip(block.distances_squared(centre)) {
                *n = if d < *n { d } else { *n };
            }
        });
        nearest.into_iter().fold(radius * radius, f32::min).sqrt()
    }

    /// The push of the samples within `radius`: offsets from each, fading to none at the radius.
    pub fn push(&self, centre: Vec3, radius: f32) -> Vec3 {
        let scale = (radius * radius).recip();
        let [mut px, mut py, mut pz] = [[0.0; LANES]; 3];
        self.visit(centre, radius, |block| {
            for (i, d) in block.distances_squared(centre).into_iter().enumerate() {
                let weight = 1.0 - d * scale;
                let weight = if weight > 0.0 { weight } else { 0.0 };
                px[i] += weight * (centre.x - block.x[i]);
                py[i] += weight * (centre.y - block.y[i]);
                pz[i] += weight * (centre.z - block.z[i]);
            }
        });
        Vec3::new(px.iter().sum(), py.iter().sum(), pz.iter().sum())
    }

    /// Calls `found` with every sample within `radius`.
    pub fn within(&self, centre: Vec3, radius: f32, mut found: impl FnMut(Vec3)) {
        let limit = radius * radius;
        self.visit(centre, radius, |block| {
            let squared = block.distances_squared(centre);
            let hit = |bits: u32, (i, &d): (usize, &f32)| bits | u32::from(d < limit) << i;
            let mut hits = squared.iter().enumerate().fold(0, hit);
            while hits != 0 {
                let i = hits.trailing_zeros() as usize % LANES;
                found(Vec3::new(block.x[i], block.y[i], block.z[i]));
                hits &= hits - 1;
            }
        });
    }
}
