//! Follicle sites.

mod cell;
mod grid;
mod patch;
mod queue;

use glam::{Vec2, Vec3};

use self::cell::Cell;
use self::grid::Grid;
use self::patch::{Patch, Spot};
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
const SEEDS: usize = 16_384;
/// Samples chosen among the candidates: enough for tangent planes to serve the rest.
const FIRST: usize = 256;
/// A hole is still whole while nothing came nearer than this share of its radius.
const WHOLE: f32 = 0.998;
/// A hole that shrank below this share of its radius is left to the cells of the samples that shrank it.
const SHRUNK: f32 = 0.8;
/// Radii within which samples bound a cell; holes are no larger than the current radius.
const REACH: f32 = 2.1;
/// Radii within which samples push a new one off the centre of its hole.
const CROWD: f32 = 1.5;
/// The push, in radii. It keeps samples from falling into crystals, whose holes would all fill at one rank.
const PUSH: f32 = 0.05;
/// The grid is laid anew when the radius has shrunk by this factor.
const REGRID: f32 = 0.7;

/// sites
pub fn place(domain: &Domain, seed: u64, count: usize) -> Vec<Placement> {
    let patch = Patch::new(domain);
    if patch.area() <= 0.0 {
        return Vec::new();
    }
    let mut spots = first(&patch, seed, count.min(FIRST));
    if count > spots.len() {
        spots = Filling::new(&patch, spots).run(count);
    }
    let placement = |&spot: &Spot| {
        let (triangle, barycentric) = patch.locate(spot);
        Placement { triangle, barycentric, position: spot.position }
    };
    spots.iter().map(placement).collect()
}

/// Farthest-first order among scattered candidates.
fn first(patch: &Patch, seed: u64, count: usize) -> Vec<Spot> {
    let seeds = patch.scatter(seed, SEEDS);
    let mut squared = vec![f32::INFINITY; SEEDS];
    let mut farthest = (rng::hash(seed, u64::MAX) % SEEDS as u64) as usize;
    let next = |_| {
        let chosen = seeds[farthest];
        let mut best = 0.0;
        for (i, (s, d)) in seeds.iter().zip(&mut squared).enumerate() {
            *d = d.min(s.position.distance_squared(chosen.position));
            if *d > best {
                (farthest, best) = (i, *d);
            }
        }
        chosen
    };
    (0..count).map(next).collect()
}

/// Samples so far, and the holes among them.
struct Filling<'a> {
    patch: &'a Patch,
    spots: Vec<Spot>,
    bounds: [Vec3; 2],
    grid: Grid,
    queue: Queue,
    /// Kept for reuse.
    near: Vec<Vec3>,
    /// Radius of the largest hole, mm.
    radius: f32,
    /// What it was when the grid was laid, mm.
    grid_radius: f32,
}

impl<'a> Filling<'a> {
    fn new(patch: &'a Patch, spots: Vec<Spot>) -> Self {
        let bounds = patch.bounds();
        let radius = 1.5 * (patch.area() / spots.len() as f64).sqrt() as f32;
        let grid = lay(bounds, radius, &spots);
        let mut filling = Self {
            patch,
            spots,
            bounds,
            grid,
            queue: Queue::new(radius),
            near: Vec::new(),
            radius,
            grid_radius: radius,
        };
        for i in 0..filling.spots.len() {
            let near = filling.near(filling.spots[i]);
            filling.open(filling.spots[i], &near);
            filling.near = near;
        }
        filling
    }

    /// Fills the largest holes until there are `count` samples or no holes.
    fn run(mut self, count: usize) -> Vec<Spot> {
        while self.spots.len() < count {
            let mut holes = self.queue.take();
            if holes.is_empty() {
                break;
            }
            self.radius = holes.iter().map(|h| h.radius).fold(0.0, f32::max).min(self.radius);
            self.regrid();
            holes.sort_by_cached_key(|h| self.grid.cell(h.spot.position));
            holes.into_iter().for_each(|hole| self.fill(hole));
        }
        self.spots.truncate(count);
        self.spots
    }

    fn fill(&mut self, hole: Hole) {
        let radius = hole.radius.min(self.radius);
        let clear = self.grid.nearest(hole.spot.position, radius);
        if clear >= WHOLE * radius {
            self.accept(hole.spot);
        } else if clear > SHRUNK * radius {
            self.queue.push(Hole { radius: clear, ..hole });
        }
    }

    fn accept(&mut self, centre: Spot) {
        let near = self.near(centre);
        let spot = self.pushed(centre, &near);
        self.open(spot, &near);
        self.near = near;
        self.grid.insert(spot.position);
        self.spots.push(spot);
    }

    fn regrid(&mut self) {
        if self.radius < REGRID * self.grid_radius {
            self.grid_radius = self.radius;
            self.grid = lay(self.bounds, self.radius, &self.spots);
        }
    }

    /// The samples that may bound a cell at `spot`, in the list kept for reuse.
    fn near(&mut self, spot: Spot) -> Vec<Vec3> {
        let mut near = std::mem::take(&mut self.near);
        near.clear();
        self.grid.within(spot.position, REACH * self.radius, &mut near);
        near
    }

    /// The centre of a hole, moved away from the crowd around it.
    fn pushed(&self, centre: Spot, near: &[Vec3]) -> Spot {
        let scale = (CROWD * self.radius).powi(2).recip();
        let push = |&p: &Vec3| {
            let offset = centre.position - p;
            offset * (1.0 - offset.length_squared() * scale).max(0.0)
        };
        let push = 0.5 * near.iter().map(push).sum::<Vec3>();
        self.patch.walk(centre.face, centre.position + push.clamp_length_max(PUSH * self.radius)).0
    }

    /// Queues the holes around a new sample: the corners of its Voronoi cell.
    fn open(&mut self, spot: Spot, near: &[Vec3]) {
        let [x, y] = self.patch.frame(spot.face);
        let mut cell = Cell::square(1.5 * self.radius);
        for &other in near {
            let offset = other - spot.position;
            let flat = Vec2::new(offset.dot(x), offset.dot(y));
            let stretch = (offset.length_squared() / flat.length_squared()).sqrt();
            if stretch.is_finite() {
                cell.clip(flat * stretch);
            }
        }
        for corner in cell.corners() {
            let (at, _) = self.patch.walk(spot.face, spot.position + corner.x * x + corner.y * y);
            self.queue.push(Hole { spot: at, radius: at.position.distance(spot.position) });
        }
    }
}

fn lay(bounds: [Vec3; 2], radius: f32, spots: &[Spot]) -> Grid {
    Grid::new(bounds, 2.0 * radius, spots.iter().map(|s| s.position))
}
