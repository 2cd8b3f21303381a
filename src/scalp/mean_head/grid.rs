//! The head without ears as a quadtree of nearly square quads.
//!
//! Top of the skull: the lid of a cube blown up to a sphere; below it, columns that run down over face and neck. So
//! there is no pole: nearly every vertex has four neighbours, and the scalp's shading is clean under a hard light.

use std::collections::BTreeMap;

use glam::{DVec2, DVec3};

use super::table::HeadSurface;

/// Quads along one side of the lid, before subdivision (about 4.5 mm each).
const SIDE: usize = 32;
/// Lattice steps per such quad: two halvings.
const FINE: usize = 4;
/// Lattice steps along a side of the lid, and columns round the head.
const N: usize = SIDE * FINE;
const AROUND: usize = 4 * N;
/// Row of the table and height at which the neck ends, mm; the last rows slide into that plane.
const LAST_ROW: f64 = 330.0;
const LEVEL_FROM_ROW: f64 = 300.0;
const RIM_Y: f64 = -158.0;
/// Radius of the rounded edge under the neck, mm, and the rings of the flat base as fractions of the rim.
const RIM_RADIUS: f64 = 6.0;
const BASE: [f64; 5] = [0.85, 0.66, 0.45, 0.24, 0.08];

/// Vertices and triangles before they become a mesh, mm, mean frame.
#[derive(Default, Clone)]
pub struct Shell {
    /// Points.
    pub points: Vec<DVec3>,
    /// Counter-clockwise seen from outside.
    pub triangles: Vec<[u32; 3]>,
}

/// A square of the lattice: lid or sides, its corner of least indices, and its size in steps.
#[derive(Clone, Copy)]
struct Quad {
    lid: bool,
    i: usize,
    j: usize,
    size: usize,
}

/// The lattice over the head: where each of its points lies.
pub struct HeadLattice<'a> {
    skin: &'a HeadSurface,
    /// Table row of each base row below the equator.
    rows: Vec<f64>,
}

impl<'a> HeadLattice<'a> {
    /// Lays the lattice over `skin`.
    pub fn over(skin: &'a HeadSurface) -> HeadLattice<'a> {
        let mut rows = vec![130.0];
        let mut at = 130.0;
        while at < LAST_ROW {
            // as long a step as keeps every azimuth's quads about as high as they are wide
            let step = |to: f64| {
                (0..=8)
                    .map(move |k| skin.point(to, k as f64 * 22.5).distance(skin.point(at, k as f64 * 22.5)))
            };
            let mut to = at + 0.25;
            while to < LAST_ROW && step(to).fold(0.0, f64::max) < 4.2 {
                to += 0.25;
            }
            at = to.min(LAST_ROW);
            rows.push(at);
        }
        HeadLattice { skin, rows }
    }

    /// The mesh, in quads fine enough for `target` (edge in mm at a point), without those that touch a point which
    /// `keep` refuses.
    pub fn mesh(&self, target: impl Fn(DVec3) -> f64, keep: impl Fn(DVec3) -> bool) -> Shell {
        let mut leaves = Vec::new();
        for quad in self.base_quads() {
            self.split(quad, &target, &mut leaves);
        }
        let mut shell = Shell::default();
        let mut index = BTreeMap::new();
        for leaf in &leaves {
            for corner in leaf.corners() {
                self.vertex(corner, &mut index, &mut shell);
            }
        }
        let kept: Vec<bool> = shell.points.iter().map(|p| keep(*p)).collect();
        for leaf in &leaves {
            let ring: Vec<u32> = leaf.outline().filter_map(|c| index.get(&key(c)).copied()).collect();
            if ring.iter().all(|v| kept[*v as usize]) {
                self.emit(*leaf, &ring, &mut shell);
            }
        }
        self.close_base(&index, &mut shell);
        shell
    }

    fn base_quads(&self) -> Vec<Quad> {
        let lid =
            (0..SIDE * SIDE).map(|k| Quad { lid: true, i: k / SIDE * FINE, j: k % SIDE * FINE, size: FINE });
        let down = self.rows_down() / FINE;
        let sides = (0..4 * SIDE * down).map(|k| Quad {
            lid: false,
            i: k / down * FINE,
            j: k % down * FINE,
            size: FINE,
        });
        lid.chain(sides).collect()
    }

    /// Lattice rows of the sides: skull, face and neck, rounded edge, base.
    fn rows_down(&self) -> usize {
        self.edge_row() + (2 + BASE.len()) * FINE
    }

    /// Lattice row of the rim, where the rounded edge begins.
    fn edge_row(&self) -> usize {
        N / 2 + (self.rows.len() - 1) * FINE
    }

    fn split(&self, quad: Quad, target: &impl Fn(DVec3) -> f64, leaves: &mut Vec<Quad>) {
        let corners = quad.corners().map(|c| self.point(c));
        let centre = corners.iter().sum::<DVec3>() / 4.0;
        let edge = (0..4).map(|k| corners[k].distance(corners[(k + 1) % 4])).fold(0.0, f64::max);
        if quad.size == 1 || edge < 1.4 * target(centre) {
            return leaves.push(quad);
        }
        let half = quad.size / 2;
        for (di, dj) in [(0, 0), (0, half), (half, 0), (half, half)] {
            self.split(Quad { i: quad.i + di, j: quad.j + dj, size: half, ..quad }, target, leaves);
        }
    }

    fn vertex(&self, c: Corner, index: &mut BTreeMap<usize, u32>, shell: &mut Shell) -> u32 {
        *index.entry(key(c)).or_insert_with(|| {
            shell.points.push(self.point(c));
            shell.points.len() as u32 - 1
        })
    }

    /// Two triangles where no neighbour is finer, a fan about the centre where one is.
    fn emit(&self, quad: Quad, ring: &[u32], shell: &mut Shell) {
        let at = |v: u32| shell.points[v as usize];
        if let [a, b, c, d] = *ring {
            let cut_ac = at(a).distance(at(c)) <= at(b).distance(at(d));
            shell.triangles.extend(if cut_ac { [[a, b, c], [a, c, d]] } else { [[a, b, d], [b, c, d]] });
            return;
        }
        let middle = quad.size / 2;
        shell.points.push(self.point((quad.lid, quad.i + middle, quad.j + middle)));
        let centre = shell.points.len() as u32 - 1;
        for k in 0..ring.len() {
            shell.triangles.push([centre, ring[k], ring[(k + 1) % ring.len()]]);
        }
    }

    /// A fan over the last, small ring of the base.
    fn close_base(&self, index: &BTreeMap<usize, u32>, shell: &mut Shell) {
        let row = self.rows_down();
        let ring: Vec<u32> = (0..AROUND).filter_map(|c| index.get(&key((false, c, row))).copied()).collect();
        let centre = ring.iter().map(|v| shell.points[*v as usize]).sum::<DVec3>() / ring.len().max(1) as f64;
        shell.points.push(centre);
        let c = shell.points.len() as u32 - 1;
        shell.triangles.extend((0..ring.len()).map(|k| [ring[k], c, ring[(k + 1) % ring.len()]]));
    }

    /// Where a lattice point lies, mm, mean frame.
    fn point(&self, (lid, i, j): Corner) -> DVec3 {
        if lid {
            let (x, z) = (lid_coordinate(i), lid_coordinate(j));
            let elevation = (1.0 / DVec2::new(x, z).length()).atan();
            return self.skin.point(row_of(elevation.to_degrees()), x.atan2(z).to_degrees());
        }
        let azimuth = -45.0 + i as f64 * 90.0 / N as f64;
        let edge = self.edge_row();
        if j <= N / 2 {
            let across = ((i % N) as f64 / N as f64 - 0.5) * 90.0;
            let height = ((1.0 - j as f64 / (N / 2) as f64) * 45.0).to_radians().tan();
            let elevation = (height * across.to_radians().cos()).atan();
            self.skin.point(row_of(elevation.to_degrees()), azimuth)
        } else if j <= edge {
            let (k, t) = ((j - N / 2) / FINE, ((j - N / 2) % FINE) as f64 / FINE as f64);
            let next = self.rows[(k + 1).min(self.rows.len() - 1)];
            self.neck(self.rows[k] + (next - self.rows[k]) * t, azimuth)
        } else {
            self.base((j - edge) as f64 / FINE as f64, azimuth)
        }
    }

    /// The surface; towards the rim the rows slide along it, until the last lies in one plane.
    fn neck(&self, row: f64, azimuth: f64) -> DVec3 {
        let t = ((row - LEVEL_FROM_ROW) / (LAST_ROW - LEVEL_FROM_ROW)).clamp(0.0, 1.0);
        if t == 0.0 {
            return self.skin.point(row, azimuth);
        }
        self.skin.point(row + (self.rim_row(azimuth) - LAST_ROW) * t * t * (3.0 - 2.0 * t), azimuth)
    }

    /// The row that reaches the rim's height at an azimuth, by halving.
    fn rim_row(&self, azimuth: f64) -> f64 {
        let (mut above, mut below) = (LEVEL_FROM_ROW, self.skin.last_row());
        for _ in 0..40 {
            let middle = (above + below) / 2.0;
            if self.skin.point(middle, azimuth).y > RIM_Y { above = middle } else { below = middle }
        }
        (above + below) / 2.0
    }

    /// The rounded edge (base rows 0 to 2) and the flat base under the neck.
    fn base(&self, row: f64, azimuth: f64) -> DVec3 {
        let p = self.neck(LAST_ROW, azimuth);
        let (front, back) = (self.neck(LAST_ROW, 0.0), self.neck(LAST_ROW, 180.0));
        let centre = DVec3::new(0.0, RIM_Y, (front.z + back.z) / 2.0);
        let inward = (centre - p).normalize();
        let turn = (row.min(2.0) * 45.0).to_radians();
        let edge = p + inward * (RIM_RADIUS * (1.0 - turn.cos())) - DVec3::Y * (RIM_RADIUS * turn.sin());
        let flat = (row - 2.0).max(0.0);
        let fraction = |k: usize| if k == 0 { 1.0 } else { BASE[(k - 1).min(BASE.len() - 1)] };
        let k = flat.floor() as usize;
        let shrink = fraction(k) + (fraction(k + 1) - fraction(k)) * flat.fract();
        let foot = centre - DVec3::Y * RIM_RADIUS;
        if flat > 0.0 { foot + (edge - foot) * shrink } else { edge }
    }
}

/// A lattice point: on the lid (x, z) or on the sides (column, row).
type Corner = (bool, usize, usize);

impl Quad {
    /// Counter-clockwise seen from outside.
    fn corners(self) -> [Corner; 4] {
        let Quad { lid, i, j, size } = self;
        [(lid, i, j), (lid, i, j + size), (lid, i + size, j + size), (lid, i + size, j)]
    }

    /// Every lattice point on its outline, in the same order.
    fn outline(self) -> impl Iterator<Item = Corner> {
        let [a, b, c, d] = self.corners();
        let side = move |from: Corner, to: Corner| {
            let step = move |f: usize, t: usize, k: usize| {
                if t >= f { f + (t - f) * k / self.size } else { f - (f - t) * k / self.size }
            };
            (0..self.size).map(move |k| (from.0, step(from.1, to.1, k), step(from.2, to.2, k)))
        };
        side(a, b).chain(side(b, c)).chain(side(c, d)).chain(side(d, a))
    }
}

/// One number per lattice point; the lid's outline is the sides' row 0.
fn key((lid, i, j): Corner) -> usize {
    let sides = |column: usize, row: usize| (N + 1) * (N + 1) + row * AROUND + column % AROUND;
    match (lid, i, j) {
        (false, column, row) => sides(column, row),
        (true, x, N) => sides(x, 0),
        (true, N, z) => sides(2 * N - z, 0),
        (true, x, 0) => sides(3 * N - x, 0),
        (true, 0, z) => sides(3 * N + z, 0),
        (true, x, z) => x * (N + 1) + z,
    }
}

/// Tangent of equal angles across the lid, -1 to 1.
fn lid_coordinate(i: usize) -> f64 {
    ((i as f64 / N as f64 - 0.5) * 90.0).to_radians().tan()
}

/// Row of the table at an elevation of 90 to 0 degrees above the skull centre.
fn row_of(elevation: f64) -> f64 {
    if elevation >= 40.0 { 90.0 - elevation } else { 50.0 + (40.0 - elevation) * 2.0 }
}
