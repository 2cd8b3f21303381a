//! The measured tables of `assets/head` as smooth surfaces: read once, interpolated by cubics.

use glam::DVec3;

use super::error::BuildError;

const HEAD: &str = include_str!("../../../assets/head/head_surface.csv");

/// Columns of the resampled table: every half degree from the front over the left to the back.
const COLUMNS: usize = 361;

/// Skull, face and neck without ears: a surface over (row, azimuth), left and right alike.
pub struct HeadSurface {
    /// Points of the left half, one list of [`COLUMNS`] per row of the table, mm, mean frame.
    rows: Vec<Vec<DVec3>>,
}

impl HeadSurface {
    /// Reads the table that is compiled into the program.
    ///
    /// # Errors
    /// [`BuildError::Table`] where a line is not the numbers it should be.
    pub fn read() -> Result<HeadSurface, BuildError> {
        let mut lines = numbers("head_surface.csv", HEAD, 4);
        let azimuths = lines.next().ok_or(BuildError::Table { file: "head_surface.csv", line: 0 })??;
        let rows =
            lines.map(|line| line.map(|v| row_points(&azimuths[4..], &v))).collect::<Result<_, _>>()?;
        Ok(HeadSurface { rows })
    }

    /// Index of the last row.
    pub fn last_row(&self) -> f64 {
        (self.rows.len() - 1) as f64
    }

    /// The point at a fractional row (0 = pole) and azimuth in degrees (0 forward, 90 left, 180 back, 270 right).
    pub fn point(&self, row: f64, azimuth: f64) -> DVec3 {
        let (azimuth, mirror) = fold(azimuth);
        let (j, w) = cell(azimuth * 2.0, COLUMNS - 1);
        let (i, v) = cell(row, self.rows.len() - 1);
        let mut p = DVec3::ZERO;
        for (di, wi) in v.iter().enumerate() {
            for (dj, wj) in w.iter().enumerate() {
                p += self.sample(i + di as isize - 1, j + dj as isize - 1) * (wi * wj);
            }
        }
        DVec3::new(p.x * mirror, p.y, p.z)
    }

    /// Sample of the table; beyond the mid-plane the mirror image, above the pole the far side.
    fn sample(&self, i: isize, j: isize) -> DVec3 {
        let last = COLUMNS as isize - 1;
        let (i, j, over) = if i < 0 { (-i, last - j, -1.0) } else { (i, j, 1.0) };
        let (j, mirror) = if j < 0 {
            (-j, -1.0)
        } else if j > last {
            (2 * last - j, -1.0)
        } else {
            (j, 1.0)
        };
        let row = &self.rows[(i as usize).min(self.rows.len() - 1)];
        let p = row[j.clamp(0, last) as usize];
        // Past the pole the azimuth turns by 180 degrees: on the left half that is the right side's mirror image.
        DVec3::new(p.x * mirror * over, p.y, p.z)
    }
}

/// Azimuth into 0..=180 and the sign of X.
fn fold(azimuth: f64) -> (f64, f64) {
    let a = azimuth.rem_euclid(360.0);
    if a > 180.0 { (360.0 - a, -1.0) } else { (a, 1.0) }
}

/// Cell and Catmull-Rom weights of a coordinate on `0..=last`.
fn cell(x: f64, last: usize) -> (isize, [f64; 4]) {
    let i = x.floor().clamp(0.0, last as f64 - 1.0);
    let t = x - i;
    let (t2, t3) = (t * t, t * t * t);
    let w = [
        0.5 * (-t3 + 2.0 * t2 - t),
        0.5 * (3.0 * t3 - 5.0 * t2 + 2.0),
        0.5 * (-3.0 * t3 + 4.0 * t2 + t),
        0.5 * (t3 - t2),
    ];
    (i as isize, w)
}

/// Points of one row every half degree: (row, origin y, origin z, elevation, radii...).
fn row_points(azimuths: &[f64], row: &[f64]) -> Vec<DVec3> {
    let (oy, oz, elevation) = (row[1], row[2], row[3].to_radians());
    let radius = Spline::through(azimuths, &row[4..]);
    (0..COLUMNS)
        .map(|j| {
            let azimuth = j as f64 * 0.5;
            let (r, a) = (radius.at(azimuth), azimuth.to_radians());
            let (ring, up) = (elevation.cos(), elevation.sin());
            // Exact zeros in the mid-plane, where the halves meet.
            let side = if j == 0 || j == COLUMNS - 1 { 0.0 } else { a.sin() };
            DVec3::new(0.0, oy, oz) + r * DVec3::new(ring * side, up, ring * a.cos())
        })
        .collect()
}

/// Cubic spline with level ends: curvature has no jumps, so reflections show no columns.
struct Spline<'a> {
    x: &'a [f64],
    y: &'a [f64],
    bend: Vec<f64>,
}

impl<'a> Spline<'a> {
    /// Second derivatives by the tridiagonal system of the clamped spline (slope 0 at both ends: mirror symmetry).
    fn through(x: &'a [f64], y: &'a [f64]) -> Spline<'a> {
        let n = x.len().min(y.len());
        let slope = |i: usize| (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
        let (mut up, mut right) = (vec![0.0; n], vec![0.0; n]);
        for i in 0..n {
            let (h0, s0) = if i > 0 { (x[i] - x[i - 1], slope(i - 1)) } else { (0.0, 0.0) };
            let (h1, s1) = if i + 1 < n { (x[i + 1] - x[i], slope(i)) } else { (0.0, 0.0) };
            let before = i.saturating_sub(1);
            let pivot = 2.0 * (h0 + h1) - h0 * up[before];
            up[i] = h1 / pivot;
            right[i] = (6.0 * (s1 - s0) - h0 * right[before]) / pivot;
        }
        for i in (0..n.saturating_sub(1)).rev() {
            right[i] -= up[i] * right[i + 1];
        }
        Spline { x, y, bend: right }
    }

    fn at(&self, x: f64) -> f64 {
        let i = self.x.partition_point(|v| *v <= x).clamp(1, self.bend.len() - 1) - 1;
        let h = self.x[i + 1] - self.x[i];
        let (a, b) = ((self.x[i + 1] - x) / h, (x - self.x[i]) / h);
        let bow = (a * a * a - a) * self.bend[i] + (b * b * b - b) * self.bend[i + 1];
        a * self.y[i] + b * self.y[i + 1] + bow * h * h / 6.0
    }
}

/// Lines of numbers of a table; `words` leading cells of the first line may be words (they read as 0).
pub fn numbers<'a>(
    file: &'static str,
    text: &'a str,
    words: usize,
) -> impl Iterator<Item = Result<Vec<f64>, BuildError>> + 'a {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    lines.enumerate().map(move |(k, (n, line))| {
        let cells = line.split(',').enumerate();
        cells
            .map(|(c, cell)| match cell.parse::<f64>() {
                Ok(v) => Ok(v),
                Err(_) if k == 0 && c < words => Ok(0.0),
                Err(_) => Err(BuildError::Table { file, line: n + 1 }),
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_points_are_met_and_the_halves_mirror() {
        let skin = HeadSurface::read().unwrap();
        assert_eq!(skin.rows.len(), 341);
        // vertex and opisthocranion of landmarks.csv, to the landmark's rounding and the row's distance
        let top = skin.point(12.0, 180.0);
        assert!((top.y - 131.3).abs() < 1.0 && top.x == 0.0, "{top}");
        assert!((skin.point(118.0, 180.0).z + 107.2).abs() < 0.6);
        let (l, r) = (skin.point(200.3, 33.3), skin.point(200.3, 326.7));
        assert!((l.x + r.x).abs() < 1e-9 && (l.y - r.y).abs() < 1e-9, "{l} {r}");
    }

    #[test]
    fn the_surface_turns_smoothly_across_columns_and_the_pole() {
        let skin = HeadSurface::read().unwrap();
        // second differences at a tenth of a column: a kink at a 2 degree column would stand out
        let bend = |az: f64| {
            let p = |d: f64| skin.point(60.0, az + d);
            (p(0.2) + p(-0.2) - 2.0 * p(0.0)).length()
        };
        let all: Vec<f64> = (0..600).map(|k| bend(80.0 + k as f64 * 0.1)).collect();
        let (low, high) = all.iter().fold((f64::MAX, 0.0_f64), |(l, h), b| (l.min(*b), h.max(*b)));
        assert!(high < 3.5 * low, "{low} {high}");
        let over = skin.point(0.4, 0.0) - skin.point(0.0, 0.0);
        let far = skin.point(0.4, 180.0) - skin.point(0.0, 0.0);
        assert!((over.z + far.z).abs() < 0.02, "{over} {far}");
    }
}
