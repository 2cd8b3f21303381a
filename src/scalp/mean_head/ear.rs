//! The left ear grown onto the head: both as one signed field, joined by a fillet, meshed by surface nets.
//!
//! The table holds the ear as two heights over its own plane (towards the viewer, towards the skull). Overlapping
//! sheets would show a crease and hidden faces where they cross; a field has neither.

use glam::{DMat3, DVec2, DVec3};
use parry3d::math::Vector;
use parry3d::query::PointQuery;
use parry3d::shape::{FeatureId, TriMesh};

use super::error::BuildError;
use super::grid::Shell;
use super::nets::DistanceField;
use super::seam;
use super::table::{HeadSurface, numbers};

const EAR: &str = include_str!("../../../assets/head/ear_surface.csv");

/// Origin and axes of the ear table (its header): u up, v back, w out, mm, mean frame.
pub(super) const ORIGIN: DVec3 = DVec3::new(73.142, 0.0, 0.0);
pub(super) const AXES: DMat3 = DMat3::from_cols(
    DVec3::new(0.23317, 0.94077, -0.24615),
    DVec3::new(0.36517, -0.31931, -0.87447),
    DVec3::new(0.90127, -0.11401, 0.41799),
);
/// Ear of the male mean over the table's (README of the tables: 1.04 to 1.1).
pub(super) const SCALE: f64 = 1.06;
/// Lattice of the field in ear axes: first corner and cell, mm.
const CORNER: DVec3 = DVec3::new(-50.4, -24.3, -30.5);
const CELL: f64 = 1.3;
const SIZE: [usize; 3] = [71, 57, 46];
/// Radius of the fillet in the angle between ear and head, mm.
const FILLET: f64 = 4.0;
/// Skin laid over the thin rim, which rounds it, mm.
const ROUND: f64 = 0.6;
/// How far round the ear the patch reaches, mm from the ear.
const REACH: f64 = 6.0;

/// The head's skin near the ear and the ear's own skin, for distances.
pub struct Ear {
    skin: TriMesh,
    ear: TriMesh,
    sheet: Sheet,
}

impl Ear {
    /// Reads the ear table and places it on the left of `skin`.
    ///
    /// # Errors
    /// [`BuildError`] where the table is damaged.
    pub fn on(skin: &HeadSurface) -> Result<Ear, BuildError> {
        let sheet = Sheet::read()?;
        Ok(Ear { skin: trimesh(&skin_patch(skin))?, ear: trimesh(&sheet.solid())?, sheet })
    }

    /// Distance to the ear's own surface, mm; negative inside it. The point is in the mean frame, left side.
    pub fn distance(&self, p: DVec3) -> f64 {
        let q = local(p);
        let (near, _) = self.ear.project_local_point_and_get_feature(narrow(p));
        let d = p.distance(wide(near.point));
        if self.sheet.inside(q) { -d } else { d }
    }

    /// Whether the bare head's mesh keeps its point `p` (either side).
    pub fn leaves(&self, p: DVec3) -> bool {
        let p = DVec3::new(p.x.abs(), p.y, p.z);
        p.distance(ORIGIN) > 60.0 || self.distance(p) > REACH + 1.6
    }

    /// The nearest point of the bare skin, where `p` (either side) is near the seam and outside the fillet.
    pub fn seam_point(&self, p: DVec3) -> Option<DVec3> {
        let side = if p.x < 0.0 { -1.0 } else { 1.0 };
        let left = DVec3::new(p.x * side, p.y, p.z);
        let near = left.distance(ORIGIN) < 60.0 && (FILLET + 1.0..REACH + 5.0).contains(&self.distance(left));
        let skin = || wide(self.skin.project_local_point(narrow(left), false).point);
        near.then(skin).map(|q| DVec3::new(q.x * side, q.y, q.z))
    }

    /// The left ear with the skin round it, open at its outline.
    pub fn patch(&self) -> Shell {
        let at = |p: [usize; 3]| CORNER + DVec3::new(p[0] as f64, p[1] as f64, p[2] as f64) * CELL;
        let mut field = DistanceField::sample(SIZE, |p| self.joined(global(at(p))));
        for _ in 0..2 {
            field.blur();
        }
        let mut shell = field.surface();
        for p in &mut shell.points {
            *p = global(CORNER + *p * CELL);
        }
        for fraction in [0.5, -0.53].repeat(3) {
            seam::relax(&mut shell, 1, fraction, Some);
        }
        let near: Vec<bool> = shell.points.iter().map(|p| self.distance(*p) < REACH).collect();
        shell.triangles.retain(|t| t.iter().all(|v| near[*v as usize]));
        // (u, v, w) is a left-handed frame: what faced outward there faces inward here.
        shell.triangles.iter_mut().for_each(|t| t.swap(1, 2));
        shell
    }

    /// The nearest point of the bare skin on the left, and the way out of it.
    pub fn skin_under(&self, p: DVec3) -> (DVec3, DVec3) {
        let (near, feature) = self.skin.project_local_point_and_get_feature(narrow(p));
        let out = match feature {
            FeatureId::Face(f) => self.skin.triangle(f % self.skin.num_triangles() as u32).normal(),
            _ => None,
        };
        (wide(near.point), out.map_or(DVec3::X, wide))
    }

    /// The field of head and ear together.
    fn joined(&self, p: DVec3) -> f64 {
        let (foot, out) = self.skin_under(p);
        let head = (p - foot).dot(out);
        let ear = self.distance(p);
        let away = p - wide(self.ear.project_local_point(narrow(p), false).point);
        let ear_out = away.normalize_or_zero() * if ear < 0.0 { -1.0 } else { 1.0 };
        // Fill the angle where the surfaces meet; where they run side by side (the concha) there is none to fill.
        let k = FILLET * (1.0 - ear_out.dot(out).clamp(0.0, 1.0)) + 1e-6;
        let h = ((k - (head - (ear - ROUND)).abs()).max(0.0)) / k;
        head.min(ear - ROUND) - h * h * k * 0.25
    }
}

/// The ear table: two heights and the signed distance to the outline over (u, v), 1 mm apart.
struct Sheet {
    least: [i64; 2],
    size: [usize; 2],
    front: Vec<f64>,
    back: Vec<f64>,
    within: Vec<f64>,
}

impl Sheet {
    fn read() -> Result<Sheet, BuildError> {
        let rows: Vec<Vec<f64>> = numbers("ear_surface.csv", EAR, 5).skip(1).collect::<Result<_, _>>()?;
        let bound = |c: usize| rows.iter().fold((0.0_f64, 0.0_f64), |(l, h), r| (l.min(r[c]), h.max(r[c])));
        let (u, v) = (bound(0), bound(1));
        let least = [u.0 as i64 - 1, v.0 as i64 - 1];
        let size = [(u.1 - u.0) as usize + 3, (v.1 - v.0) as usize + 3];
        let mut known = vec![None; size[0] * size[1]];
        for r in &rows {
            let (i, j) = ((r[0] as i64 - least[0]) as usize, (r[1] as i64 - least[1]) as usize);
            known[i * size[1] + j] = Some([r[2], r[3], r[4]]);
        }
        let full = fill(known, size);
        let column = |c: usize| full.iter().map(|v| v[c]).collect();
        Ok(Sheet { least, size, front: column(0), back: column(1), within: column(2) })
    }

    /// A column of the table at (u, v) mm, cubic in both.
    fn at(&self, column: &[f64], p: DVec2) -> f64 {
        let (x, y) = (p.x - self.least[0] as f64, p.y - self.least[1] as f64);
        let (i, j) = (x.floor(), y.floor());
        let (wi, wj) = (catmull(x - i), catmull(y - j));
        let mut sum = 0.0;
        for (a, wa) in wi.iter().enumerate() {
            for (b, wb) in wj.iter().enumerate() {
                let row = (i as i64 + a as i64 - 1).clamp(0, self.size[0] as i64 - 1) as usize;
                let col = (j as i64 + b as i64 - 1).clamp(0, self.size[1] as i64 - 1) as usize;
                sum += wa * wb * column[row * self.size[1] + col];
            }
        }
        sum
    }

    /// Whether a point in ear axes (table size) lies in the ear.
    fn inside(&self, q: DVec3) -> bool {
        let p = DVec2::new(q.x, q.y);
        self.at(&self.within, p) > 0.0 && q.z < self.at(&self.front, p) && q.z > self.at(&self.back, p)
    }

    /// Front and back sheet, half a millimetre fine, trimmed at the outline and walled along it; mean frame.
    fn solid(&self) -> Shell {
        let fine = [self.size[0] * 2, self.size[1] * 2];
        let mut shell = Shell::default();
        for k in 0..(fine[0] - 1) * (fine[1] - 1) {
            let (i, j) = (k / (fine[1] - 1), k % (fine[1] - 1));
            let corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)].map(|(a, b)| self.corner(a, b));
            if corners.iter().all(|c| !c.1) {
                continue;
            }
            let lift = |column: &[f64]| corners.map(|(p, _)| (p, self.at(column, p)));
            let (front, back) = (lift(&self.front), lift(&self.back));
            push_quad(&mut shell, front);
            push_quad(&mut shell, back);
            for a in 0..4 {
                let b = (a + 1) % 4;
                if !corners[a].1 && !corners[b].1 {
                    push_quad(&mut shell, [front[a], front[b], back[b], back[a]]);
                }
            }
        }
        shell
    }

    /// A corner of the fine grid and whether it is inside; outside ones slide onto the outline.
    fn corner(&self, i: usize, j: usize) -> (DVec2, bool) {
        let mut p = DVec2::new(self.least[0] as f64 + i as f64 * 0.5, self.least[1] as f64 + j as f64 * 0.5);
        let within = self.at(&self.within, p);
        if within > 0.0 {
            return (p, true);
        }
        let slope =
            |d: DVec2| (self.at(&self.within, p + d) - self.at(&self.within, p - d)) / d.length() / 2.0;
        let grad = DVec2::new(slope(DVec2::X * 0.5), slope(DVec2::Y * 0.5));
        p -= grad * (within / grad.length_squared().max(0.25));
        (p, false)
    }
}

/// Values for the cells the table leaves out: the mean of known neighbours, further outside by a millimetre.
fn fill(mut known: Vec<Option<[f64; 3]>>, size: [usize; 2]) -> Vec<[f64; 3]> {
    while known.iter().any(Option::is_none) && known.iter().any(Option::is_some) {
        let before = known.clone();
        for k in (0..known.len()).filter(|k| before[*k].is_none()) {
            let (i, j) = (k / size[1], k % size[1]);
            let around = [(i.wrapping_sub(1), j), (i + 1, j), (i, j.wrapping_sub(1)), (i, j + 1)];
            let inside = around.iter().filter(|(a, b)| *a < size[0] && *b < size[1]);
            let found: Vec<[f64; 3]> = inside.filter_map(|(a, b)| before[a * size[1] + b]).collect();
            if !found.is_empty() {
                let mean = |c: usize| found.iter().map(|v| v[c]).sum::<f64>() / found.len() as f64;
                known[k] = Some([mean(0), mean(1), mean(2) - 1.0]);
            }
        }
    }
    known.into_iter().map(|v| v.unwrap_or([0.0, 0.0, -9.0])).collect()
}

fn catmull(t: f64) -> [f64; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [-t3 + 2.0 * t2 - t, 3.0 * t3 - 5.0 * t2 + 2.0, -3.0 * t3 + 4.0 * t2 + t, t3 - t2].map(|w| w * 0.5)
}

fn push_quad(shell: &mut Shell, corners: [(DVec2, f64); 4]) {
    let [a, b, c, d] = corners.map(|(p, h)| {
        shell.points.push(global(DVec3::new(p.x, p.y, h) * SCALE));
        shell.points.len() as u32 - 1
    });
    for t in [[a, b, c], [a, c, d]] {
        let [p, q, r] = t.map(|v| shell.points[v as usize]);
        if (q - p).cross(r - p).length() > 1e-9 {
            shell.triangles.push(t);
        }
    }
}

/// Every millimetre of the bare head round the left ear.
fn skin_patch(skin: &HeadSurface) -> Shell {
    const ROWS: usize = 230;
    const COLUMNS: usize = 120;
    let mut shell = Shell::default();
    for k in 0..ROWS * COLUMNS {
        shell.points.push(skin.point(70.0 + (k / COLUMNS) as f64, 40.0 + (k % COLUMNS) as f64 * 0.85));
    }
    for k in (0..(ROWS - 1) * COLUMNS).filter(|k| k % COLUMNS + 1 < COLUMNS) {
        let [a, b, c, d] = [k, k + COLUMNS, k + COLUMNS + 1, k + 1].map(|v| v as u32);
        shell.triangles.extend([[a, b, c], [a, c, d]]);
    }
    shell
}

fn trimesh(shell: &Shell) -> Result<TriMesh, BuildError> {
    let points = shell.points.iter().map(|p| narrow(*p)).collect();
    TriMesh::new(points, shell.triangles.clone())
        .map_err(|_| BuildError::Table { file: "ear_surface.csv", line: 0 })
}

/// From ear axes (full size) to the mean frame.
fn global(q: DVec3) -> DVec3 {
    ORIGIN + AXES * q
}

/// From the mean frame to ear axes at table size.
fn local(p: DVec3) -> DVec3 {
    AXES.transpose() * (p - ORIGIN) / SCALE
}

/// The way out of the ear's plane, mean frame.
pub fn outward() -> DVec3 {
    AXES.z_axis
}

/// A point of the mean frame in the ear's plane: up and back, mm.
pub fn in_plane(p: DVec3) -> DVec2 {
    local(p).truncate()
}

fn narrow(p: DVec3) -> Vector {
    Vector::new(p.x as f32, p.y as f32, p.z as f32)
}

fn wide(p: Vector) -> DVec3 {
    DVec3::new(f64::from(p.x), f64::from(p.y), f64::from(p.z))
}
