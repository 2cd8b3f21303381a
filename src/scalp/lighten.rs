//! Makes heavy scans lighter: edges are drawn together where that moves the surface least (Garland and Heckbert 1997),
//! onto points that are there, so that textures keep their places and their seams.

mod cluster;
mod quadric;
mod ring;
mod wedges;

use glam::Vec3;
use rayon::prelude::*;

use super::import::{Mended, RawMesh, triangulated};
use quadric::Quadric;
use ring::Rings;
use wedges::Wedges;

/// Edges of borders and seams hold their line so much more firmly than the surface does.
const HOLD: f32 = 10.0;
/// Rounds, at most; each takes about a fifth of the points.
const ROUNDS: usize = 60;
/// A triangle may turn by the angle of this cosine while an edge is drawn together.
const LEAST_COSINE: f32 = 0.3;

/// Beyond so many triangles points are first joined in the cells of a grid, down to about this many.
const MILLIONS: usize = 1_000_000;

/// Joins points of a scan of millions of triangles, whatever state it is in, so that all that follows is quick. Whether there
/// were as many.
pub fn coarsen(mesh: &mut RawMesh) -> bool {
    let from = mesh.faces.triangle_count();
    if from <= MILLIONS {
        return false;
    }
    mesh.faces = triangulated(&mesh.positions, &mesh.faces);
    // Twice as many triangles as points.
    cluster::cluster(mesh, MILLIONS / 2);
    mesh.mended.push(Mended::Lighter { from, to: mesh.faces.len() });
    true
}

/// Draws edges together until about `most` triangles are left; seams and borders may keep more.
pub fn lighten(mesh: &mut RawMesh, most: usize) {
    let from = mesh.faces.triangle_count();
    if from <= most {
        return;
    }
    mesh.faces = triangulated(&mesh.positions, &mesh.faces);
    let mut work = Work::new(mesh);
    for _ in 0..ROUNDS {
        let before = work.wedges.triangles.len();
        if before <= most {
            break;
        }
        work.round(before - most);
        // The rest is seams and corners.
        if (before - work.wedges.triangles.len()) * 500 < before {
            break;
        }
    }
    mesh.faces = work.wedges.faces();
    mesh.compact();
    // One sentence says both steps.
    let first = mesh
        .mended
        .iter()
        .find_map(|m| if let Mended::Lighter { from, .. } = m { Some(*from) } else { None });
    mesh.mended.retain(|mended| !matches!(mended, Mended::Lighter { .. }));
    mesh.mended.push(Mended::Lighter { from: first.unwrap_or(from), to: mesh.faces.len() });
}

/// How a point may move.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Anywhere.
    Free,
    /// Along a border or a seam.
    Bound,
    /// Nowhere.
    Fixed,
}

/// An edge drawn together: the first point goes, onto the second.
#[derive(Clone, Copy)]
struct Collapse {
    cost: f64,
    from: u32,
    onto: u32,
}

struct Work {
    positions: Vec<Vec3>,
    quadrics: Vec<Quadric>,
    wedges: Wedges,
}

impl Work {
    fn new(mesh: &RawMesh) -> Work {
        let wedges = Wedges::of(mesh);
        let mut work = Work { positions: mesh.positions.clone(), quadrics: Vec::new(), wedges };
        work.quadrics = work.planes();
        work
    }

    fn planes(&self) -> Vec<Quadric> {
        let mut quadrics = vec![Quadric::default(); self.positions.len()];
        let points = self.wedges.all_points();
        let rings = Rings::new(&points, self.positions.len());
        let lines = self.lines(&points, &rings);
        for (t, triangle) in points.iter().enumerate() {
            let [a, b, c] = triangle.map(|v| self.positions[v as usize]);
            let area = (b - a).cross(c - a);
            let (normal, weight) = (area.normalize_or_zero(), area.length());
            let plane = Quadric::plane(normal, a, weight);
            triangle.iter().for_each(|v| quadrics[*v as usize].add(&plane));
            for k in 0..3 {
                let ends = [triangle[k], triangle[(k + 1) % 3]];
                if lines[t][k] {
                    let [a, b] = ends.map(|v| self.positions[v as usize]);
                    let across = (b - a).cross(normal).normalize_or_zero();
                    let wall = Quadric::plane(across, a, HOLD * a.distance_squared(b));
                    ends.iter().for_each(|v| quadrics[*v as usize].add(&wall));
                }
            }
        }
        quadrics
    }

    /// Which sides of each triangle lie on a border or a seam.
    fn lines(&self, points: &[[u32; 3]], rings: &Rings) -> Vec<[bool; 3]> {
        (0..points.len()).into_par_iter().map(|t| [0, 1, 2].map(|k| self.line(points, rings, t, k))).collect()
    }

    /// Whether side `k` of a triangle lies on a border or a seam.
    fn line(&self, points: &[[u32; 3]], rings: &Rings, t: usize, k: usize) -> bool {
        let (a, b) = (points[t][k], points[t][(k + 1) % 3]);
        let (wedge_a, wedge_b) = (self.wedges.triangles[t][k], self.wedges.triangles[t][(k + 1) % 3]);
        let others = rings
            .around(a as usize)
            .iter()
            .filter(|o| **o as usize != t && points[**o as usize].contains(&b));
        let is_smooth = |o: &u32| {
            let wedges = self.wedges.triangles[*o as usize];
            wedges.contains(&wedge_a) && wedges.contains(&wedge_b)
        };
        let mut count = 0;
        let all_smooth = others.inspect(|_| count += 1).all(is_smooth);
        count != 1 || !all_smooth
    }

    /// One round: the cheapest edges that do not touch each other, no more than needed.
    fn round(&mut self, surplus: usize) {
        let points = self.wedges.all_points();
        let rings = Rings::new(&points, self.positions.len());
        let lines = self.lines(&points, &rings);
        let mut found: Vec<Collapse> = (0..self.positions.len())
            .into_par_iter()
            .filter_map(|v| self.best(&points, &rings, &lines, v))
            .collect();
        found.par_sort_unstable_by(|a, b| a.cost.total_cmp(&b.cost).then(a.from.cmp(&b.from)));
        // Far dearer ones may be cheaper after the next round's sums.
        let wanted = (surplus / 2).max(found.len() / 20);
        let dearest = found.get(wanted).or(found.last()).map_or(0.0, |c| c.cost * 1.5);
        let mut is_touched = vec![false; self.positions.len()];
        let mut left = surplus;
        for collapse in found {
            if left < 2 || collapse.cost > dearest {
                break;
            }
            let around = rings.around(collapse.from as usize);
            // What lies around both must be as it was; other points between two of these may be shared.
            let is_fresh = |v: u32| !is_touched[v as usize];
            if !is_fresh(collapse.from)
                || !is_fresh(collapse.onto)
                || !self.is_sound(&points, &rings, collapse)
            {
                continue;
            }
            around.iter().flat_map(|t| points[*t as usize]).for_each(|v| is_touched[v as usize] = true);
            self.draw_together(&points, around, collapse);
            left -= 2;
        }
        self.wedges.drop_collapsed();
    }

    /// The cheapest way for a point to go.
    fn best(&self, points: &[[u32; 3]], rings: &Rings, lines: &[[bool; 3]], from: usize) -> Option<Collapse> {
        let around = rings.around(from);
        let (kind, lines) = kind(points, lines, from, around);
        let mut best: Option<Collapse> = None;
        let mut offer = |onto: u32| {
            let at = self.positions[onto as usize];
            // Among equals, as on a plane, the nearest.
            let short = 1e-9 * f64::from(at.distance_squared(self.positions[from]));
            let cost = self.quadrics[from].at(at) + short;
            if best.is_none_or(|b| (cost, onto) < (b.cost, b.onto)) {
                best = Some(Collapse { cost, from: from as u32, onto });
            }
        };
        match kind {
            Kind::Fixed => {}
            Kind::Bound => lines.into_iter().flatten().for_each(offer),
            Kind::Free => {
                let near = around.iter().flat_map(|t| points[*t as usize]);
                near.filter(|v| *v as usize != from).for_each(&mut offer);
            }
        }
        best
    }

    /// Whether the surface stays a surface: no triangle turns over, no two sheets are sewn together.
    fn is_sound(&self, points: &[[u32; 3]], rings: &Rings, Collapse { from, onto, .. }: Collapse) -> bool {
        let at = |v: u32| self.positions[v as usize];
        let around = rings.around(from as usize);
        let shared = around.iter().filter(|t| points[**t as usize].contains(&onto)).count();
        let neighbours = |v: u32| {
            let ring = rings.around(v as usize).iter().flat_map(|t| points[*t as usize]);
            let mut near: Vec<u32> = ring.filter(|other| *other != v).collect();
            near.sort_unstable();
            near.dedup();
            near
        };
        // Each shared triangle has one corner that both know; any other would be sewn up.
        let known = neighbours(onto);
        let common = neighbours(from).iter().filter(|v| known.binary_search(v).is_ok()).count();
        if !(1..=2).contains(&shared) || common != shared {
            return false;
        }
        around.iter().map(|t| points[*t as usize]).filter(|t| !t.contains(&onto)).all(|t| {
            let area = |t: [u32; 3]| (at(t[1]) - at(t[0])).cross(at(t[2]) - at(t[0]));
            let (before, after) = (area(t), area(t.map(|v| if v == from { onto } else { v })));
            before.dot(after) > LEAST_COSINE * before.length() * after.length()
        })
    }

    /// Moves the triangles of one point onto the other, each to that wedge which its own chart has there.
    fn draw_together(&mut self, points: &[[u32; 3]], around: &[u32], Collapse { from, onto, .. }: Collapse) {
        let wedge_at = |triangle: usize, point: u32| {
            let k = points[triangle].iter().position(|v| *v == point)?;
            Some((k, self.wedges.triangles[triangle][k]))
        };
        let pair = |t: &u32| Some((wedge_at(*t as usize, from)?.1, wedge_at(*t as usize, onto)?.1));
        let pairs: Vec<(u32, u32)> = around.iter().filter_map(pair).collect();
        let moves: Vec<(usize, usize, u32)> = around
            .iter()
            .filter_map(|t| {
                let (k, wedge) = wedge_at(*t as usize, from)?;
                let (_, onto) = pairs.iter().find(|(old, _)| *old == wedge).or(pairs.first())?;
                Some((*t as usize, k, *onto))
            })
            .collect();
        moves.into_iter().for_each(|(t, k, wedge)| self.wedges.triangles[t][k] = wedge);
        let moved = self.quadrics[from as usize];
        self.quadrics[onto as usize].add(&moved);
    }
}

/// How a point may move, and the two points along its border or seam.
fn kind(points: &[[u32; 3]], lines: &[[bool; 3]], from: usize, around: &[u32]) -> (Kind, [Option<u32>; 2]) {
    let mut ends = [None; 2];
    let mut count = 0;
    for t in around.iter().map(|t| *t as usize) {
        for k in (0..3).filter(|k| lines[t][*k]) {
            let (a, b) = (points[t][k], points[t][(k + 1) % 3]);
            let other = if a as usize == from { b } else { a };
            if (a as usize == from || b as usize == from) && !ends.contains(&Some(other)) {
                if let Some(end) = ends.get_mut(count) {
                    *end = Some(other);
                }
                count += 1;
            }
        }
    }
    let kind = match count {
        0 => Kind::Free,
        2 => Kind::Bound,
        _ => Kind::Fixed,
    };
    (kind, ends)
}

#[cfg(test)]
mod tests;
