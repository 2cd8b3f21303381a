//! Follicle sites: a progressive blue-noise point set over a triangulated patch.
//!
//! Farthest-first order (Gonzalez 1985; Eldar, Lindenbaum, Porat, Zeevi 1997): every sample goes to the largest hole
//! among the earlier ones, so every prefix is as well spaced as the whole. The largest holes are centred on corners
//! of the samples' Voronoi cells. There is no mesh of cells to keep: a new sample's cell is cut out of its tangent
//! plane by the neighbours that a grid finds, its corners are carried over to the surface by a walk over the faces
//! and queued by radius, and a hole is looked at again when its turn comes. Holes of about one radius (a bucket of
//! the queue, 1.6 % at most) are tried on all cores, accepted place by place and ranked in hashed order.
//!
//! Strict farthest-first order builds crystals, and all holes of a crystal fill at one rank: patches of twice the
//! density come and go with the prefix. A push of 0.05 radii away from the crowd around a hole keeps them small, for
//! a spacing of 0.71 of the hexagonal instead of 0.75.

mod cell;
mod grid;
pub mod measure;
mod patch;
mod queue;
#[cfg(test)]
mod surfaces;
#[cfg(test)]
mod tests;

use glam::{Vec2, Vec3};
use rayon::prelude::*;

use self::cell::{ConvexCell, MAX_CORNERS};
use self::grid::CellGrid;
use self::patch::{FacePoint, SurfacePatch};
use self::queue::{Hole, Queue};
use super::Mesh;
use crate::rng;

/// A surface patch to be sampled.
#[derive(Clone, Copy, Debug)]
pub struct Domain<'a> {
    /// The mesh, mm.
    pub mesh: &'a Mesh,
    /// Indices of the mesh triangles inside the patch.
    pub triangles: &'a [u32],
}

/// A sampled place on a mesh.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// Index of the mesh triangle.
    pub triangle: u32,
    /// Weights of its corners, none negative, of sum 1.
    pub barycentric: [f32; 3],
    /// The point, mm.
    pub position: Vec3,
}

/// Candidates for the first samples.
const SEEDS: usize = 8192;
/// Samples chosen among the candidates: enough for tangent planes to serve the rest.
const FIRST: usize = 128;
/// A hole is still whole while nothing came nearer than this fraction of its radius.
const WHOLE: f32 = 0.998;
/// A hole that shrank below this fraction of its radius is left to the cells of the samples that shrank it.
const SHRUNK: f32 = 0.8;
/// Radii within which samples bound a cell; holes are no larger than the current radius.
const REACH: f32 = 2.1;
/// Half side in radii of the square in which a cell is cut out: more than a cell needs but at a border.
const ALONE: f32 = 1.5;
/// Radii within which samples push a new one off the centre of its hole.
const CROWD: f32 = 1.5;
/// The push, in radii. It keeps samples from falling into crystals, whose holes would all fill at one rank.
const PUSH: f32 = 0.05;
/// Edge of the grid's cells in radii, when the grid is laid.
const CELL: f32 = 3.0;
/// The grid is laid anew when the radius has shrunk by this factor.
const REGRID: f32 = 0.7;
/// Holes tried side by side before their samples are accepted.
const CHUNK: usize = 2048;
/// The fewest that are worth a thread.
const FRACTION: usize = 64;

/// The first `count` samples of a patch under a seed, in mm: progressive blue noise, the same whatever the number of
/// threads. A longer list starts with the shorter one.
///
/// No two of the first n are nearer than about 0.70 of the hexagonal spacing of n points
/// ([`measure::hexagonal_mm`]), for every n. Distances are straight, so pieces of surface closer than a spacing see
/// one another; a separate piece under 1/128 of the area may stay empty. The list is shorter than `count` where
/// samples would come within 1 µm, and empty for a patch without area.
pub fn place(domain: &Domain, seed: u64, count: usize) -> Vec<Placement> {
    let patch = SurfacePatch::new(domain);
    if patch.area() <= 0.0 {
        return Vec::new();
    }
    let (mut spots, radius) = first(&patch, seed, count.min(FIRST));
    if count > spots.len() {
        // From inside the pool, since the many short parallel steps start sooner there.
        spots = rayon::join(|| Filling::new(&patch, seed, spots, radius).run(count), || ()).0;
    }
    let placement = |&spot: &FacePoint| {
        let (triangle, barycentric) = patch.locate(spot);
        Placement { triangle, barycentric, position: spot.position }
    };
    spots.par_iter().with_min_len(CHUNK).map(placement).collect()
}

/// Farthest-first order among scattered candidates, and how far the next would be, mm.
fn first(patch: &SurfacePatch, seed: u64, count: usize) -> (Vec<FacePoint>, f32) {
    let seeds = patch.scatter(seed, SEEDS);
    let mut squared = vec![f32::MAX; SEEDS];
    let mut farthest = (rng::hash(seed, u64::MAX) % SEEDS as u64) as usize;
    let next = |_| {
        let chosen = seeds[farthest];
        for (s, d) in seeds.iter().zip(&mut squared) {
            let new = s.position.distance_squared(chosen.position);
            *d = if new < *d { new } else { *d };
        }
        farthest = (0..SEEDS).fold(0, |best, i| if squared[i] > squared[best] { i } else { best });
        chosen
    };
    let spots = (0..count).map(next).collect();
    (spots, squared[farthest].sqrt())
}

/// Samples so far, and the holes among them.
struct Filling<'a> {
    patch: &'a SurfacePatch,
    seed: u64,
    spots: Vec<FacePoint>,
    bounds: [Vec3; 2],
    grid: CellGrid,
    queue: Queue,
    /// Radius of the largest hole, mm.
    radius: f32,
    /// What it was when the grid was laid, mm.
    grid_radius: f32,
}

impl<'a> Filling<'a> {
    fn new(patch: &'a SurfacePatch, seed: u64, spots: Vec<FacePoint>, radius: f32) -> Self {
        let bounds = patch.bounds();
        let grid = lay(bounds, radius, &spots);
        let queue = Queue::new(radius);
        let mut filling = Self { patch, seed, spots, bounds, grid, queue, radius, grid_radius: radius };
        filling.open(&filling.spots.clone());
        filling
    }

    /// Fills the largest holes until there are `count` samples or no holes.
    fn run(mut self, count: usize) -> Vec<FacePoint> {
        while self.spots.len() < count {
            let holes = self.queue.take();
            if holes.is_empty() {
                break;
            }
            self.fill(holes);
        }
        self.spots.truncate(count);
        self.spots
    }

    /// Fills holes of about one radius: found place by place, ranked in no order.
    fn fill(&mut self, mut holes: Vec<Hole>) {
        self.radius = holes.iter().map(|h| h.radius).fold(0.0, f32::max).min(self.radius);
        self.regrid();
        holes.sort_by_cached_key(|h| self.grid.cell(h.spot.position));
        let first = self.spots.len();
        holes.chunks(CHUNK).for_each(|chunk| self.fill_chunk(chunk));
        let (seed, mut rank) = (self.seed, first as u64);
        self.spots[first..].sort_by_cached_key(|_| {
            rank += 1;
            rng::hash(seed, rank)
        });
    }

    /// Fills holes that are sorted by place.
    fn fill_chunk(&mut self, holes: &[Hole]) {
        let tried: Vec<Tried> =
            holes.par_iter().with_min_len(FRACTION).map(|hole| self.try_hole(hole)).collect();
        let mut chosen = Vec::new();
        for (tried, hole) in tried.into_iter().zip(holes) {
            match tried {
                Tried::Dead => {}
                Tried::Shrunk(radius) => self.queue.push(Hole { radius, ..*hole }),
                Tried::Whole(spot) => self.accept(spot, hole, &mut chosen),
            }
        }
        self.open(&chosen);
        self.spots.append(&mut chosen);
    }

    /// What became of a hole since it was queued.
    fn try_hole(&self, hole: &Hole) -> Tried {
        let radius = hole.radius.min(self.radius);
        let clear = self.grid.nearest(hole.spot.position, radius);
        if clear >= WHOLE * radius {
            Tried::Whole(self.pushed(hole.spot))
        } else if clear > SHRUNK * radius {
            Tried::Shrunk(clear)
        } else {
            Tried::Dead
        }
    }

    /// Accepts a sample unless one accepted in the same chunk is too near.
    fn accept(&mut self, spot: FacePoint, hole: &Hole, chosen: &mut Vec<FacePoint>) {
        let radius = hole.radius.min(self.radius);
        let clear = self.grid.nearest(spot.position, radius);
        if clear >= (WHOLE - PUSH) * radius {
            self.grid.insert(spot.position);
            chosen.push(spot);
        } else if clear > SHRUNK * radius {
            self.queue.push(Hole { radius: clear, ..*hole });
        }
    }

    /// The centre of a hole, moved away from the crowd around it.
    fn pushed(&self, centre: FacePoint) -> FacePoint {
        let push = 0.5 * self.grid.push(centre.position, CROWD * self.radius);
        self.patch.walk(centre.face, centre.position + push.clamp_length_max(PUSH * self.radius))
    }

    /// Queues the holes around new samples.
    fn open(&mut self, spots: &[FacePoint]) {
        let holes = |near: &mut Vec<Vec2>, spot: &FacePoint| self.holes_around(*spot, near);
        let opened: Vec<_> = spots.par_iter().with_min_len(FRACTION).map_init(Vec::new, holes).collect();
        opened.iter().flatten().for_each(|hole| self.queue.push(*hole));
    }

    /// The corners of the Voronoi cell of a sample, carried over to the surface; any spare ones are empty.
    fn holes_around(&self, spot: FacePoint, near: &mut Vec<Vec2>) -> [Hole; MAX_CORNERS] {
        let [x, y] = self.patch.frame(spot.face);
        near.clear();
        self.grid.within(spot.position, REACH * self.radius, |other| {
            let offset = other - spot.position;
            let flat = Vec2::new(offset.dot(x), offset.dot(y));
            let stretch = offset.length_squared() / flat.length_squared().max(f32::MIN_POSITIVE);
            near.push(flat * stretch.sqrt());
        });
        let cell = ConvexCell::new(ALONE * self.radius, near);
        let mut holes = [Hole { spot, radius: 0.0 }; MAX_CORNERS];
        for (hole, corner) in holes.iter_mut().zip(cell.corners()) {
            hole.spot = self.patch.walk(spot.face, spot.position + corner.x * x + corner.y * y);
            hole.radius = hole.spot.position.distance(spot.position);
        }
        holes
    }

    /// Keeps the grid's cells in proportion to the holes.
    fn regrid(&mut self) {
        if self.radius < REGRID * self.grid_radius {
            self.grid_radius = self.radius;
            self.grid = lay(self.bounds, self.radius, &self.spots);
        }
    }
}

/// What became of a hole.
enum Tried {
    /// Other samples fill it.
    Dead,
    /// It is smaller: its radius, mm.
    Shrunk(f32),
    /// It is as it was; a sample may go here.
    Whole(FacePoint),
}

fn lay(bounds: [Vec3; 2], radius: f32, spots: &[FacePoint]) -> CellGrid {
    CellGrid::new(bounds, CELL * radius, spots.iter().map(|s| s.position))
}
