//! How an invented adult's head differs from the mean head: a displacement of the space around it.
//!
//! Over the skin it is the table's (`assets/head/people.txt`), a cubic over its rows and columns; each ear moves as a
//! whole, for the table has none. Rows are cones about places on a spine; a point lies on the row whose cone holds it.
//! Known limit: one displacement along each ray of a row, so deep inside the head it is that of the skin above.

use std::sync::OnceLock;

use glam::{Mat3, Vec3};

use crate::math::smoothstep;
use crate::plan::Person;
use crate::scalp::coordinates::{CENTRE, atlas_from_mean, mean_surface};

const PEOPLE: &str = include_str!("../../../assets/head/people.txt");
/// Where the average ear stands, and its axes: up, back, out (`assets/head/ear_surface.csv`).
const EAR: EarFrame = EarFrame {
    origin: Vec3::new(73.142, 0.0, 0.0),
    axes: Mat3::from_cols(
        Vec3::new(0.23317, 0.94077, -0.24615),
        Vec3::new(0.36517, -0.31931, -0.87447),
        Vec3::new(0.90127, -0.11401, 0.41799),
    ),
    scale: 1.0,
};
/// A point moves with the ear where it stands out of the skull by this, from nothing to wholly, mm, and within so far
/// of the ear's root.
const STANDS_OUT_MM: [f32; 2] = [1.0, 6.0];
const EAR_REACH_MM: [f32; 2] = [52.0, 42.0];
/// Within this of the neck's axis a row's displacement becomes its mean, mm.
const NECK_CORE_MM: f32 = 40.0;
/// The rows' own way is counted at this distance from their places on the spine, mm: about the skin's.
const ROW_RADIUS_MM: f32 = 95.0;
/// The place on the spine is found within this, mm of that way.
const NEAR_MM: f32 = 2e-5;

/// A row of the table: its place on the spine, mm, and its elevation as sine and cosine.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    y_mm: f32,
    z_mm: f32,
    rise: f32,
    reach: f32,
    /// Way along the rows from the first, mm.
    at_mm: f32,
}

/// Placement of an ear.
#[derive(Clone, Copy, Debug)]
struct EarFrame {
    origin: Vec3,
    axes: Mat3,
    scale: f32,
}

/// The displacement of one adult.
#[derive(Debug)]
pub struct Displacement {
    rows: Vec<Row>,
    /// The last of the rows, from the first on, that are cones about the same place.
    upper: usize,
    /// Degrees, from 0 forward over 90 left.
    azimuths: Vec<f32>,
    /// Row by row, mm.
    points: Vec<Vec<Vec3>>,
    /// Mean of each row, mm.
    means: Vec<Vec3>,
    /// The left ear, and the right one as the left one of the mirrored head.
    ears: [EarFrame; 2],
}

impl Displacement {
    /// That of a person; none for the average, or where the file was damaged before the program was built (a test
    /// holds that it was not).
    pub fn of(person: Person) -> Option<&'static Displacement> {
        static READ: [OnceLock<Option<Displacement>>; Person::ALL.len()] =
            [const { OnceLock::new() }; Person::ALL.len()];
        READ[person as usize].get_or_init(|| Displacement::read(person)).as_ref()
    }

    fn read(person: Person) -> Option<Displacement> {
        let mut lines = PEOPLE.lines().filter(|line| !line.starts_with('#'));
        let numbers =
            |line: &str| -> Vec<f32> { line.split(' ').filter_map(|cell| cell.parse().ok()).collect() };
        let mut rows: Vec<Row> = Vec::new();
        let mut azimuths = Vec::new();
        for line in lines.by_ref() {
            let (what, rest) = line.split_once(' ')?;
            match (what, &numbers(rest)[..]) {
                ("knot", [y_mm, z_mm, degrees]) => rows.push(Row::after(rows.last(), *y_mm, *z_mm, *degrees)),
                ("azimuths", all) => azimuths = all.to_vec(),
                _ if rest == person.key() => break,
                _ => {}
            }
        }
        let mut ear = || -> Option<EarFrame> {
            let n = numbers(lines.next()?.strip_prefix("ear ")?);
            let v = |k: usize| Some(Vec3::new(*n.get(k)?, *n.get(k + 1)?, *n.get(k + 2)?));
            Some(EarFrame { origin: v(0)?, axes: Mat3::from_cols(v(3)?, v(6)?, v(9)?), scale: *n.get(12)? })
        };
        let ears = [ear()?, ear()?];
        let points: Vec<Vec<Vec3>> = lines
            .take(rows.len())
            .map(|line| numbers(line).chunks_exact(3).map(|c| Vec3::from_slice(c) * 1e-3).collect())
            .collect();
        let whole = points.len() == rows.len() && points.iter().all(|row| row.len() == azimuths.len());
        let means = points.iter().map(|row| row.iter().sum::<Vec3>() / row.len().max(1) as f32).collect();
        let same = |row: &Row| row.y_mm == rows[0].y_mm && row.z_mm == rows[0].z_mm;
        let upper = rows.iter().take_while(|row| same(row)).count().checked_sub(1)?;
        (whole && upper > 0).then_some(Displacement { rows, upper, azimuths, points, means, ears })
    }

    /// Where a point of the mean head goes, mm.
    pub fn apply(&self, mean_position: Vec3) -> Vec3 {
        let skin = mean_position + self.over_skin(mean_position);
        let (side, mirrored) = if mean_position.x > 0.0 {
            (0, mean_position)
        } else {
            (1, mean_position.with_x(-mean_position.x))
        };
        let weight = ear_weight(mirrored);
        if weight == 0.0 {
            return skin;
        }
        let ear = self.ears[side].placed(mirrored);
        skin.lerp(ear.with_x(if side == 0 { ear.x } else { -ear.x }), weight)
    }

    /// Displacement of the skin on the ray of a point, mm.
    fn over_skin(&self, p: Vec3) -> Vec3 {
        let place = self.row_of(p);
        let (k, z_mm) = (place.above as isize, place.row.z_mm);
        let way = |j: isize| {
            let at_mm = self.rows[j.unsigned_abs().min(self.rows.len() - 1)].at_mm;
            if j < 0 { -at_mm } else { at_mm }
        };
        let row_weights = cubic(place.row.at_mm, [k - 1, k, k + 1, k + 2].map(way));
        let column = self.column_of(p.x.atan2(p.z - z_mm).to_degrees());
        // Near the axis of the neck all azimuths meet.
        let below = self.rows[place.above].rise < 0.0;
        let around = if below { smoothstep(0.0, NECK_CORE_MM, p.x.hypot(p.z - z_mm)) } else { 1.0 };
        let on_row = |j: isize| {
            let row = j.unsigned_abs().min(self.rows.len() - 1);
            let there = if j < 0 {
                // past the pole, on the far side
                self.along_row(row, &self.column_of(p.x.atan2(p.z - z_mm).to_degrees() + 180.0))
            } else {
                self.along_row(row, &column)
            };
            self.means[row].lerp(there, around)
        };
        (0..4).map(|d| row_weights[d as usize] * on_row(k - 1 + d)).sum()
    }

    /// Columns at an azimuth, degrees: four of them in order, and their weights.
    fn column_of(&self, azimuth: f32) -> ([usize; 4], [f32; 4]) {
        let azimuth = azimuth.rem_euclid(360.0);
        let count = self.azimuths.len() as isize;
        let j = self.azimuths.partition_point(|a| *a <= azimuth) as isize - 1;
        let near = [j - 1, j, j + 1, j + 2];
        let turn =
            |j: isize| self.azimuths[j.rem_euclid(count) as usize] + 360.0 * j.div_euclid(count) as f32;
        (near.map(|j| j.rem_euclid(count) as usize), cubic(azimuth, near.map(turn)))
    }

    /// Displacement on a row, mm.
    fn along_row(&self, row: usize, (columns, weights): &([usize; 4], [f32; 4])) -> Vec3 {
        columns.iter().zip(weights).map(|(j, w)| *w * self.points[row][*j]).sum()
    }

    /// Where a point lies on the way along the rows.
    fn row_of(&self, p: Vec3) -> RowPlace {
        let first = &self.rows[0];
        let (rho, up) = (p.x.hypot(p.z - first.z_mm), p.y - first.y_mm);
        // The upper rows are cones about one place: the way along them is an angle.
        let at_mm = ROW_RADIUS_MM * rho.atan2(up);
        if at_mm < self.rows[self.upper].at_mm {
            let above = self.rows[..self.upper].partition_point(|row| row.at_mm <= at_mm).max(1) - 1;
            return RowPlace { above, row: Row { at_mm, ..*first } };
        }
        let below = &self.rows[self.upper..];
        let above =
            self.upper + below.partition_point(|row| row.above_mm(p) > 0.0).clamp(1, below.len() - 1) - 1;
        RowPlace { above, row: self.row_between(above, p) }
    }

    /// The row between row `k` and the next whose cone holds a point: regula falsi after Illinois. A point past the
    /// last row is held by that.
    fn row_between(&self, k: usize, p: Vec3) -> Row {
        let (first, last) = (self.rows[k], self.rows[k + 1]);
        let (mut low, mut high) = (first.at_mm, last.at_mm);
        let (mut at_low, mut at_high) = (first.above_mm(p), last.above_mm(p));
        if at_high > 0.0 {
            return last;
        }
        let mut row = first;
        for _ in 0..12 {
            let at_mm = (low * at_high - high * at_low) / (at_high - at_low);
            let done = (at_mm - row.at_mm).abs() < NEAR_MM;
            row = self.between(k, at_mm);
            let here = row.above_mm(p);
            if done || here == 0.0 {
                break;
            }
            if here > 0.0 {
                (low, at_low, at_high) = (at_mm, here, at_high * 0.5);
            } else {
                (high, at_high, at_low) = (at_mm, here, at_low * 0.5);
            }
        }
        row
    }

    /// The row at a place between row `k`, not the first, and the next.
    fn between(&self, k: usize, at_mm: f32) -> Row {
        let last = self.rows.len() - 1;
        let near = [k - 1, k, k + 1, (k + 2).min(last)].map(|j| self.rows[j]);
        let weights = cubic(at_mm, near.map(|row| row.at_mm));
        let sum = |of: fn(&Row) -> f32| near.iter().zip(weights).map(|(row, w)| w * of(row)).sum();
        Row {
            y_mm: sum(|r| r.y_mm),
            z_mm: sum(|r| r.z_mm),
            rise: sum(|r| r.rise),
            reach: sum(|r| r.reach),
            at_mm,
        }
    }
}

/// Where a point lies on the way along the rows.
struct RowPlace {
    /// The row at or above it.
    above: usize,
    /// The row, between two of the table's, on which it lies.
    row: Row,
}

impl Row {
    /// A row after the one before it.
    fn after(before: Option<&Row>, y_mm: f32, z_mm: f32, elevation_deg: f32) -> Row {
        let (rise, reach) = elevation_deg.to_radians().sin_cos();
        let new = Row { y_mm, z_mm, rise, reach, at_mm: 0.0 };
        let way = |last: &Row| {
            let turn = (last.rise * reach - last.reach * rise).atan2(last.rise * rise + last.reach * reach);
            let moved = (last.y_mm - y_mm).hypot(last.z_mm - z_mm);
            last.at_mm
                + if moved == 0.0 { ROW_RADIUS_MM * turn.abs() } else { last.tip().distance(new.tip()) }
        };
        Row { at_mm: before.map_or(0.0, way), ..new }
    }

    /// How far the cone of this row lies above a point, mm.
    fn above_mm(&self, p: Vec3) -> f32 {
        p.x.hypot(p.z - self.z_mm) * self.rise - (p.y - self.y_mm) * self.reach
    }

    /// A point of this row's cone, in the mid-plane.
    fn tip(&self) -> Vec3 {
        Vec3::new(0.0, self.y_mm, self.z_mm) + ROW_RADIUS_MM * Vec3::new(0.0, self.rise, self.reach)
    }
}

impl EarFrame {
    /// Where a point of the average left ear goes, mm.
    fn placed(&self, p: Vec3) -> Vec3 {
        self.origin + self.axes * (EAR.axes.transpose() * (p - EAR.origin)) * self.scale
    }
}

/// How far a point of the left half moves with the ear, 0 to 1.
fn ear_weight(p: Vec3) -> f32 {
    let from_root = p.distance(EAR.origin);
    if from_root > EAR_REACH_MM[0] {
        return 0.0;
    }
    let stands_out_mm = p.distance(CENTRE) - mean_surface(atlas_from_mean(p)).distance(CENTRE);
    smoothstep(STANDS_OUT_MM[0], STANDS_OUT_MM[1], stands_out_mm)
        * smoothstep(EAR_REACH_MM[0], EAR_REACH_MM[1], from_root)
}

/// Weights of four points at `knots` for a cubic at `x` between the middle two, whose slopes there are those of
/// parabolas through their neighbours.
fn cubic(x: f32, knots: [f32; 4]) -> [f32; 4] {
    let [a, b, c] = [knots[1] - knots[0], knots[2] - knots[1], knots[3] - knots[2]];
    let u = (x - knots[1]) / b;
    // Hermite's weights of the two values and of the two slopes.
    let (v0, v1) = ((1.0 + 2.0 * u) * (1.0 - u) * (1.0 - u), u * u * (3.0 - 2.0 * u));
    let (s0, s1) = (b * u * (1.0 - u) * (1.0 - u), b * u * u * (u - 1.0));
    let slope = |before: f32, after: f32| {
        if before <= 0.0 || after <= 0.0 {
            // at an end of the table: the one side there is
            return if before <= 0.0 {
                [0.0, -1.0 / after, 1.0 / after]
            } else {
                [-1.0 / before, 1.0 / before, 0.0]
            };
        }
        let whole = before * after * (before + after);
        [-after * after / whole, (after * after - before * before) / whole, before * before / whole]
    };
    let (first, second) = (slope(a, b), slope(b, c));
    [s0 * first[0], v0 + s0 * first[1] + s1 * second[0], v1 + s0 * first[2] + s1 * second[1], s1 * second[2]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_adult_is_read_and_differs() {
        for person in Person::ALL {
            let found = Displacement::of(person);
            assert_eq!(found.is_some(), person != Person::Average, "{person:?}");
            let Some(found) = found else { continue };
            assert_eq!((found.rows.len(), found.azimuths.len()), (115, 120));
            let nose = Vec3::new(0.0, -15.0, 112.0);
            assert!(found.apply(nose).distance(nose) > 0.3, "{person:?}");
        }
    }

    #[test]
    fn the_tables_points_move_as_the_table_says_and_between_them_smoothly() {
        let found = Displacement::of(Person::Martin).unwrap();
        for (k, j) in [(8, 3), (30, 60), (44, 100), (60, 7), (80, 30)] {
            let (row, azimuth) = (found.rows[k], found.azimuths[j].to_radians());
            let (rise, reach) = (row.rise, row.reach);
            let out = Vec3::new(reach * azimuth.sin(), rise, reach * azimuth.cos());
            let p = Vec3::new(0.0, row.y_mm, row.z_mm) + 88.0 * out;
            let moved = found.over_skin(p);
            assert!(moved.distance(found.points[k][j]) < 2e-3, "{k} {j}: {moved}");
            // planted: the next row's
            assert!(moved.distance(found.points[k + 3][j]) > 2e-3);
        }
        // Second differences over the crown, the pole and the rows where their distance changes: no kink.
        let p = |t: f32| CENTRE + 95.0 * Vec3::new(0.05, t.sin(), t.cos()).normalize();
        let step = 0.004_f32;
        let bends: Vec<f32> = (0..340)
            .map(|i| 0.35 + 0.005 * i as f32)
            .map(|t| {
                let at = |t: f32| found.over_skin(p(t));
                (at(t + step) + at(t - step) - 2.0 * at(t)).length() / (step * step)
            })
            .collect();
        let most = bends.iter().fold(0.0_f32, |m, b| m.max(*b));
        // planted: the tables' own rows at the pole give 480
        assert!(most < 130.0, "{most} mm per square radian");
    }
}
