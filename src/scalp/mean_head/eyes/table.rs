//! The measured table of the open eye: lids, their back edges, and how skin moves as they open.

use glam::{DMat3, DVec2, DVec3};

use super::super::error::BuildError;
use super::super::table::HeadSurface;

const FILE: &str = "eyes_open.csv";
const TABLE: &str = include_str!("../../../../assets/head/eyes_open.csv");

/// Where the table's grid may move skin: rows, columns of half a degree.
const ROWS: std::ops::Range<usize> = 104..176;
const COLUMNS: std::ops::Range<usize> = 0..110;
/// Width of the local fit, mm: about the grid's own step.
const FIT_MM: f64 = 0.8;
/// From the corners to so far within them, mm, the lids' sides part.
const PARTED_MM: f64 = 2.5;
/// A curve of 33 points of the table.
pub type LidCurve = Vec<DVec3>;

/// The measured table, left eye.
pub struct Table {
    /// Where the closed lids meet, mm, mean frame, from the inner corner outward; so the other curves.
    pub slit: LidCurve,
    /// Margins of the open lids, upper and lower.
    pub margins: [LidCurve; 2],
    /// Their back edges, at the globe.
    pub backs: [LidCurve; 2],
    /// Place on the closed head, side (1 above the slit, -1 below, 0 where it does not matter), displacement.
    moves: Vec<(DVec3, i8, DVec3)>,
    /// The closed surface, for the depth at a place seen from the front.
    closed: Vec<(DVec3, DVec2)>,
    skin: HeadSurface,
}

impl Table {
    /// Reads the table.
    ///
    /// # Errors
    /// [`BuildError::Table`] where it was damaged.
    pub fn read() -> Result<Table, BuildError> {
        let skin = HeadSurface::read()?;
        let damaged = |n: usize| BuildError::Table { file: FILE, line: n + 1 };
        let mut curves = std::collections::BTreeMap::<&str, LidCurve>::new();
        let mut listed = std::collections::BTreeMap::new();
        let lines = TABLE.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        for (n, line) in lines.skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let number =
                |k: usize| cells.get(k).and_then(|cell| cell.trim().parse::<f64>().ok()).ok_or(damaged(n));
            if cells[0] == "grid" {
                let place = (number(2)? as usize, (number(3)? * 2.0).round() as usize);
                let d = DVec3::new(number(9)?, number(10)?, number(11)?);
                listed.insert(place, (number(4)? as i8, d));
            } else {
                let p = DVec3::new(number(5)?, number(6)?, number(7)?);
                curves.entry(cells[0]).or_default().push(p);
            }
        }
        let mut moves = Vec::new();
        let mut closed = Vec::new();
        for place in ROWS.flat_map(|row| COLUMNS.map(move |column| (row, column))) {
            let (row, azimuth) = (place.0 as f64, place.1 as f64 * 0.5);
            let p = skin.point(row, azimuth);
            let (side, d) = listed.get(&place).copied().unwrap_or((0, DVec3::ZERO));
            moves.push((p, side, d));
            closed.push((p, DVec2::new(row, azimuth)));
        }
        let mut curve = |name: &str| curves.remove(name).filter(|c| c.len() == 33).ok_or(damaged(0));
        Ok(Table {
            slit: curve("lid_line_closed")?,
            margins: [curve("upper_margin")?, curve("lower_margin")?],
            backs: [curve("upper_back")?, curve("lower_back")?],
            moves,
            closed,
            skin,
        })
    }

    /// How far a point of the closed skin moves on one side of the slit. Towards the corners, where the slit is left
    /// uncut, and beyond them both sides move alike.
    pub fn moved(&self, p: DVec3, side: i8) -> DVec3 {
        let inside = (p.x - self.slit[0].x).min(self.slit[32].x - p.x);
        let parted = smooth(0.0, PARTED_MM, inside);
        let own = if parted > 0.0 { self.displacement(p, side) } else { DVec3::ZERO };
        let both = if parted < 1.0 { self.displacement(p, 0) } else { DVec3::ZERO };
        both.lerp(own, parted)
    }

    /// The table's field at a point of the closed skin; `side` as in the table.
    pub fn displacement(&self, p: DVec3, side: i8) -> DVec3 {
        // weighted least squares of an affine field over x and y
        let (mut normal, mut right) = (DMat3::ZERO, DMat3::ZERO);
        for (q, s, d) in &self.moves {
            let far2 = q.distance_squared(p);
            if far2 > 9.0 || (side != 0 && *s != 0 && *s != side) {
                continue;
            }
            let w = (-far2 / (FIT_MM * FIT_MM)).exp() + 1e-9;
            let basis = DVec3::new(1.0, q.x - p.x, q.y - p.y);
            for k in 0..3 {
                *normal.col_mut(k) += basis * (basis[k] * w);
                *right.col_mut(k) += basis * (d[k] * w);
            }
        }
        for k in 1..3 {
            normal.col_mut(k)[k] += 1e-4 * normal.x_axis.x;
        }
        if normal.x_axis.x < 1e-6 {
            return DVec3::ZERO;
        }
        let inverse = normal.inverse();
        DVec3::new((inverse * right.x_axis).x, (inverse * right.y_axis).x, (inverse * right.z_axis).x)
    }

    /// The point of the closed skin at a place seen from the front.
    pub fn closed_at(&self, at: DVec2) -> DVec3 {
        let far = |c: &&(DVec3, DVec2)| c.0.truncate().distance_squared(at);
        let Some((_, mut place)) = self.closed.iter().min_by(|a, b| far(a).total_cmp(&far(b))).copied()
        else {
            return DVec3::ZERO;
        };
        for _ in 0..5 {
            const STEP: f64 = 0.05;
            let p = self.skin.point(place.x, place.y);
            let down = (self.skin.point(place.x + STEP, place.y) - p).truncate() / STEP;
            let along = (self.skin.point(place.x, place.y + STEP) - p).truncate() / STEP;
            let off = at - p.truncate();
            let det = down.perp_dot(along);
            place += DVec2::new(off.perp_dot(along), down.perp_dot(off)) / det;
        }
        self.skin.point(place.x, place.y)
    }

    /// Above (1), below (-1) or beside (0) the slit.
    pub fn side(&self, p: DVec3) -> i8 {
        let (first, last) = (self.slit[0], self.slit[32]);
        if p.x < first.x || p.x > last.x {
            return 0;
        }
        if p.y > height_at(&self.slit, p.x) { 1 } else { -1 }
    }

    /// Distance to the slit, mm.
    pub fn slit_mm(&self, p: DVec3) -> f64 {
        self.slit.windows(2).map(|s| to_segment(p, s[0], s[1])).fold(f64::MAX, f64::min)
    }
}

/// A curve at a fraction of its parameter (Catmull-Rom).
pub fn along(curve: &LidCurve, t: f64) -> DVec3 {
    let last = curve.len() as isize - 1;
    let x = t * last as f64;
    let k = (x.floor() as isize).clamp(0, last - 1);
    let at = |i: isize| curve[i.clamp(0, last) as usize];
    let (t, [a, b, c, d]) = (x - k as f64, [at(k - 1), at(k), at(k + 1), at(k + 2)]);
    0.5 * (2.0 * b
        + (c - a) * t
        + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
        + (3.0 * b - a - 3.0 * c + d) * t * t * t)
}

/// The height of a curve at an x.
pub fn height_at(curve: &LidCurve, x: f64) -> f64 {
    let k = curve.partition_point(|p| p.x <= x).clamp(1, curve.len() - 1);
    let (a, b) = (curve[k - 1], curve[k]);
    a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x)).clamp(0.0, 1.0)
}

/// Distance of a point to a segment, mm.
pub fn to_segment(p: DVec3, a: DVec3, b: DVec3) -> f64 {
    let t = ((p - a).dot(b - a) / a.distance_squared(b).max(1e-9)).clamp(0.0, 1.0);
    p.distance(a.lerp(b, t))
}

/// From 0 to 1 between two values, without a corner; as [`crate::math::smoothstep`], in the precision of the bake.
pub fn smooth(from: f64, to: f64, x: f64) -> f64 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
