//! The invented adults: the text of `assets/head/people.txt`, how each head differs from the mean head.
//!
//! ```text
//! individuals.csv   weights of each adult
//!   x modes.csv, directions.csv   -> displacement of the grid's points
//!   x ear_frames.csv              -> how each ear is turned, moved and scaled
//! ```
//!
//! The tables lie in `assets/head/people` and are read from there; the program holds only what is made of them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use glam::{DMat3, DVec3};

use super::ear::{AXES, ORIGIN, SCALE};
use super::error::BuildError;
use crate::plan::Person;

/// Rows of the tables' grid, and columns of each.
const ROWS: usize = 115;
const COLUMNS: usize = 120;
/// Rows of the crown after the pole, 3 degrees apart, and the finest detail that they have: wavelength over a turn, mm.
const CROWN_ROWS: usize = 16;
const CROWN_DETAIL_MM: f64 = 6.0;

/// A table with a heading: names of its columns, and its rows as they are written.
struct Table {
    file: &'static str,
    names: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    fn read(folder: &Path, file: &'static str) -> Result<Table, BuildError> {
        let text =
            std::fs::read_to_string(folder.join(file)).map_err(|_| BuildError::Table { file, line: 0 })?;
        let cells = |line: &str| line.split(',').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        let names = lines.next().map(|(_, line)| cells(line)).ok_or(BuildError::Table { file, line: 0 })?;
        Ok(Table { file, names, rows: lines.map(|(n, line)| (n + 1, cells(line))).collect() })
    }

    /// Place of a named column.
    fn column(&self, name: &str) -> Result<usize, BuildError> {
        let found = self.names.iter().position(|n| n == name);
        found.ok_or(BuildError::Table { file: self.file, line: 0 })
    }

    /// The number at a place.
    fn cell(&self, row: usize, column: usize) -> Result<f64, BuildError> {
        let damaged = |line| BuildError::Table { file: self.file, line };
        let (line, cells) = self.rows.get(row).ok_or(damaged(0))?;
        cells.get(column).and_then(|cell| cell.parse().ok()).ok_or(damaged(*line))
    }

    /// The number in a named column of a row.
    fn number(&self, row: usize, name: &str) -> Result<f64, BuildError> {
        self.cell(row, self.column(name)?)
    }

    /// The row that begins with a name.
    fn row(&self, name: &str) -> Result<usize, BuildError> {
        let found = self.rows.iter().position(|(_, cells)| cells.first().is_some_and(|c| c == name));
        found.ok_or(BuildError::Table { file: self.file, line: 0 })
    }
}

/// Weight of each mode and direction of an adult, by its name in the tables.
type Weights = BTreeMap<String, f64>;

/// The text of `assets/head/people.txt` from the tables in `folder` and the mean head's.
///
/// # Errors
/// [`BuildError::Table`] where a table is missing or damaged.
pub fn text(folder: &Path) -> Result<String, BuildError> {
    let [individuals, modes, directions, ears] =
        ["individuals.csv", "modes.csv", "directions.csv", "ear_frames.csv"]
            .map(|file| Table::read(folder, file));
    let (individuals, modes, directions, ears) = (individuals?, modes?, directions?, ears?);
    let mut text = String::from(
        "# The invented adults of Papilla, built from the tables in people/ (`papilla bake people`); do not edit by hand.\n\
         # mm, mean frame. Sources and licences: README.md.\n\
         # knot row: origin y z and elevation (degrees) of a row of the grid. azimuths: its columns, degrees.\n\
         # person name: its ears (as the left one; the right one is mirrored): origin, three axes, scale.\n\
         # d: displacement of a row's points, x y z of each, thousandths of a mm.\n",
    );
    knots(&mut text, &modes)?;
    for person in Person::ALL.into_iter().filter(|person| *person != Person::Average) {
        let weights = weights(&individuals, person)?;
        let _ = writeln!(text, "person {}", person.key());
        for parity in [1.0, -1.0] {
            let _ = writeln!(text, "ear {}", ear(&ears, &weights, parity)?);
        }
        let mut grid = displacements(&modes, &directions, &weights)?;
        smooth_crown(&mut grid, &modes)?;
        for row in grid.chunks(COLUMNS) {
            let _ = write!(text, "d");
            for c in row.iter().flat_map(|d| d.to_array()) {
                let _ = write!(text, " {}", (c * 1000.0).round() as i32);
            }
            text.push('\n');
        }
    }
    Ok(text)
}

/// Rows and columns of the grid, with the rows' places on the mean head.
fn knots(text: &mut String, grid: &Table) -> Result<(), BuildError> {
    let surface = include_str!("../../../assets/head/head_surface.csv");
    let rows: Vec<&str> = surface.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
    for k in 0..ROWS {
        let row = grid.number(k * COLUMNS, "row")? as usize;
        let cells: Vec<&str> =
            rows.get(row).map(|line| line.split(',').take(4).collect()).unwrap_or_default();
        let [_, y, z, elevation] = cells[..] else {
            return Err(BuildError::Table { file: "head_surface.csv", line: row });
        };
        let _ = writeln!(text, "knot {y} {z} {elevation}");
    }
    let _ = write!(text, "azimuths");
    for k in 0..COLUMNS {
        let _ = write!(text, " {}", grid.number(k, "az")?);
    }
    text.push('\n');
    Ok(())
}

/// The row of `individuals.csv` that a person is.
fn weights(individuals: &Table, person: Person) -> Result<Weights, BuildError> {
    let name = match person {
        Person::Average => "average",
        Person::Martin => "man_1",
        Person::Samuel => "man_2",
        Person::Kenji => "man_3",
        Person::Walter => "man_4",
        Person::Paul => "man_5",
        Person::David => "man_6",
        Person::Clara => "woman_1",
        Person::Ama => "woman_2",
        Person::Mei => "woman_3",
        Person::Ruth => "woman_4",
    };
    let row = individuals.row(name)?;
    let directions = ["male", "female", "age", "african", "asian", "caucasian", "fuller", "ear_scale"];
    let named = (1..=16).map(|k| format!("m{k}")).chain(directions.map(String::from));
    named.map(|name| Ok((name.clone(), individuals.number(row, &name)?))).collect()
}

/// Modes and directions of an adult's weights, without the size of the ear.
fn shapes(weights: &Weights) -> impl Iterator<Item = (&str, f64)> {
    weights.iter().filter(|(name, w)| *name != "ear_scale" && **w != 0.0).map(|(name, w)| (name.as_str(), *w))
}

/// Displacement of each point of the grid, mm.
fn displacements(modes: &Table, directions: &Table, weights: &Weights) -> Result<Vec<DVec3>, BuildError> {
    let mut sums = vec![DVec3::ZERO; ROWS * COLUMNS];
    for (name, weight) in shapes(weights) {
        let table = if name.starts_with('m') && name != "male" { modes } else { directions };
        let columns = ["x", "y", "z"].map(|axis| table.column(&format!("{name}_d{axis}")));
        let [x, y, z] = columns;
        let (x, y, z) = (x?, y?, z?);
        for (at, sum) in sums.iter_mut().enumerate() {
            *sum += weight * DVec3::new(table.cell(at, x)?, table.cell(at, y)?, table.cell(at, z)?);
        }
    }
    Ok(sums)
}

/// Takes from the rows of the crown what is finer than the tables know: their points lie ever closer to the pole, and
/// rounding and noise between neighbours would show as a wrinkled gloss.
fn smooth_crown(grid: &mut [DVec3], table: &Table) -> Result<(), BuildError> {
    let azimuths: Vec<f64> =
        (0..COLUMNS).map(|k| Ok(table.number(k, "az")?.to_radians())).collect::<Result<_, BuildError>>()?;
    let turn = std::f64::consts::TAU;
    let gap = |k: usize| (azimuths[(k + 1) % COLUMNS] - azimuths[k]).rem_euclid(turn);
    let spans: Vec<f64> = (0..COLUMNS).map(|k| 0.5 * (gap(k) + gap((k + COLUMNS - 1) % COLUMNS))).collect();
    for (k, row) in grid.chunks_mut(COLUMNS).enumerate().skip(1).take(CROWN_ROWS) {
        let radius_mm = 95.0 * (3.0 * k as f64).to_radians().sin();
        let most = 2 + (radius_mm / CROWN_DETAIL_MM) as usize;
        let part = |wave: f64, of: fn(f64) -> f64, row: &[DVec3]| -> DVec3 {
            let sum: DVec3 = (0..COLUMNS).map(|j| row[j] * (spans[j] * of(wave * azimuths[j]))).sum();
            sum / if wave == 0.0 { turn } else { 0.5 * turn }
        };
        let waves: Vec<[DVec3; 2]> =
            (0..=most).map(|m| [part(m as f64, f64::cos, row), part(m as f64, f64::sin, row)]).collect();
        for (j, d) in row.iter_mut().enumerate() {
            let at = |(m, [c, s]): (usize, &[DVec3; 2])| {
                let (sin, cos) = (m as f64 * azimuths[j]).sin_cos();
                *c * cos + *s * sin
            };
            *d = waves.iter().enumerate().map(at).sum();
        }
    }
    Ok(())
}

/// Where the ear stands: origin, axes and scale over the ear of `head.obj`. The right one (`parity` -1) is told as the
/// left one of the mirrored head.
fn ear(ears: &Table, weights: &Weights, parity: f64) -> Result<String, BuildError> {
    let (mut origin, mut axes) = (ORIGIN, AXES);
    for (name, weight) in shapes(weights) {
        let row = ears.row(name)?;
        let weight = weight * if ears.number(row, "parity")? < 0.0 { parity } else { 1.0 };
        let part = |of: &str| -> Result<DVec3, BuildError> {
            let along = |axis: &str| ears.number(row, &format!("d{of}_{axis}"));
            Ok(DVec3::new(along("x")?, along("y")?, along("z")?))
        };
        origin += weight * part("E")?;
        axes += DMat3::from_cols(part("u")?, part("v")?, part("w")?) * weight;
    }
    let up = axes.x_axis.normalize();
    let back = (axes.y_axis - up * up.dot(axes.y_axis)).normalize();
    let out = up.cross(back);
    let out = out * out.dot(axes.z_axis).signum();
    let scale = weights.get("ear_scale").copied().unwrap_or(1.0) / SCALE;
    let numbers = [origin, up, back, out].into_iter().flat_map(|v| v.to_array()).chain([scale]);
    Ok(numbers.map(|x| format!("{x:.5}")).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_people_are_what_the_tables_give() {
        let kept = include_str!("../../../assets/head/people.txt");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/head/people");
        let made = text(&folder).unwrap();
        let differ = kept.lines().zip(made.lines()).position(|(a, b)| a != b);
        assert_eq!(differ, None, "first differing line; rebuild with `papilla bake people`");
        assert_eq!(kept.len(), made.len());
    }

    #[test]
    fn a_missing_table_is_named() {
        let missing = text(Path::new("nowhere")).unwrap_err().to_string();
        assert!(missing.contains("individuals.csv"), "{missing}");
    }
}
