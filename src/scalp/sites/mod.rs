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
/// Samples chosen among the candidates.
const FIRST: usize = 256;

/// sites
pub fn place(domain: &Domain, seed: u64, count: usize) -> Vec<Placement> {
    let patch = Patch::new(domain);
    if patch.area() <= 0.0 {
        return Vec::new();
    }
    let mut spots = Vec::with_capacity(count);
    first(&patch, seed, count.min(FIRST), &mut spots);
    if count > spots.len() {
        fill(&patch, count, &mut spots);
    }
    let placement = |&spot: &Spot| {
        let (triangle, barycentric) = patch.locate(spot);
        Placement { triangle, barycentric, position: spot.position }
    };
    spots.iter().map(placement).collect()
}

fn first(patch: &Patch, seed: u64, count: usize, spots: &mut Vec<Spot>) {
    let seeds = patch.scatter(seed, SEEDS);
    let mut squared = vec![f32::INFINITY; SEEDS];
    let mut next = (rng::hash(seed, u64::MAX) % SEEDS as u64) as usize;
    for _ in 0..count {
        spots.push(seeds[next]);
        let p = seeds[next].position;
        let mut best = 0.0;
        for (i, (s, d)) in seeds.iter().zip(&mut squared).enumerate() {
            *d = d.min(s.position.distance_squared(p));
            if *d > best {
                (next, best) = (i, *d);
            }
        }
    }
}

fn bounds(spots: &[Spot]) -> [Vec3; 2] {
    spots.iter().fold([Vec3::MAX, Vec3::MIN], |[low, high], s| [low.min(s.position), high.max(s.position)])
}

fn fill(patch: &Patch, count: usize, spots: &mut Vec<Spot>) {
    let b = bounds(spots);
    let mut radius = (patch.area() / spots.len() as f64).sqrt() as f32 * 1.5;
    let mut grid = Grid::new(b, 2.0 * radius, spots.iter().map(|s| s.position));
    let mut grid_radius = radius;
    let mut queue = Queue::new(radius);
    for &spot in spots.iter() {
        open(patch, &grid, spot, radius, &mut queue);
    }
    let (mut pops, mut dead) = (0, 0);
    while spots.len() < count {
        let Some(hole) = queue.pop() else { break };
        pops += 1;
        radius = hole.radius.min(radius);
        let d = grid.nearest_squared(hole.spot.position, radius).sqrt();
        if d < 0.998 * radius {
            dead += 1;
            if d > 0.8 * radius {
                queue.push(Hole { radius: d, ..hole });
            }
            continue;
        }
        spots.push(hole.spot);
        open(patch, &grid, hole.spot, radius, &mut queue);
        grid.insert(hole.spot.position);
        if radius < 0.7 * grid_radius {
            grid_radius = radius;
            grid = Grid::new(b, 2.0 * radius, spots.iter().map(|s| s.position));
        }
    }
    eprintln!("{pops} pops {dead} dead for {}", spots.len());
}

/// Queues the holes around a new sample.
fn open(patch: &Patch, grid: &Grid, spot: Spot, radius: f32, queue: &mut Queue) {
    let [x, y] = patch.frame(spot.face);
    let mut cell = Cell::square(1.5 * radius);
    let reach = 2.05 * radius;
    grid.visit(spot.position, reach, |other| {
        let offset = other - spot.position;
        let squared = offset.length_squared();
        if squared < reach * reach && squared > 0.0 {
            let flat = Vec2::new(offset.dot(x), offset.dot(y));
            cell.clip(flat * (squared / flat.length_squared()).sqrt());
        }
    });
    for corner in cell.corners() {
        let (at, _) = patch.walk(spot.face, spot.position + corner.x * x + corner.y * y);
        queue.push(Hole { spot: at, radius: at.position.distance(spot.position) });
    }
}
