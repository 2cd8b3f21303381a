//! Scalp coordinates: one plane for every law and every texture of the scalp.
//!
//! Takes a point of the mean frame (mm), gives its place in the *atlas*: the azimuthal equidistant map about
//! [`CENTRE`], `atlas = 95 mm * polar * (sin az, cos az)`, with the polar angle from +Y and the azimuth from +Z
//! towards +X. It is the plane of `assets/head/README.md`, in mm instead of degrees.
//!
//! Distortion on the mean head, atlas mm per skin mm, least and most over directions (a test prints them): 0.85 and
//! 1.16 within 80 mm of the pole, 1.26 and 1.95 over the ears, 0.72 and 2.86 at the nape. Use [`atlas_jacobian`]
//! wherever a shape in mm matters.
//!
//! Known limits: directions only, so two points on one ray from the centre share one place (the scalp is
//! star-shaped about the centre; ears and neck are not). The azimuth is undefined straight down, inside the neck.

use glam::{Vec2, Vec3, vec2, vec3};
use std::f32::consts::PI;
use std::sync::LazyLock;

/// Centre of directions, mm, mean frame (`assets/head/README.md`).
pub const CENTRE: Vec3 = vec3(0.0, 30.0, 0.0);
/// Atlas millimetres per radian of polar angle: the mean distance of the upper scalp from the centre.
pub const ATLAS_MM_PER_RADIAN: f32 = 95.0;
/// Half side of the square that holds the scalp with a margin, mm: polar angle 150.8 degrees (the nape ends at 141).
pub const ATLAS_RADIUS_MM: f32 = 250.0;

/// Place of a mean-frame point in the atlas, mm. Finite everywhere; the centre itself maps to the origin.
pub fn atlas_from_mean(mean_position: Vec3) -> Vec2 {
    let d = mean_position - CENTRE;
    let rho = (d.x * d.x + d.z * d.z).sqrt();
    if rho < 1e-6 {
        return if d.y < 0.0 { vec2(0.0, PI * ATLAS_MM_PER_RADIAN) } else { Vec2::ZERO };
    }
    vec2(d.x, d.z) * (ATLAS_MM_PER_RADIAN * rho.atan2(d.y) / rho)
}

/// Derivative of [`atlas_from_mean`]: columns d atlas / dx, d atlas / dy, d atlas / dz, in atlas mm per mm.
pub fn atlas_jacobian(mean_position: Vec3) -> [Vec2; 3] {
    let d = mean_position - CENTRE;
    let (rho, r) = (d.x.hypot(d.z), d.length().max(1e-3));
    if rho < 1e-3 * r {
        let k = ATLAS_MM_PER_RADIAN / r;
        return [vec2(k, 0.0), Vec2::ZERO, vec2(0.0, k)];
    }
    let polar = rho.atan2(d.y);
    let out = vec2(d.x, d.z) / rho; // along the meridian in the plane
    let around = vec2(out.y, -out.x); // along the parallel
    let meridian = vec3(out.x * d.y / r, -rho / r, out.y * d.y / r) / r; // d polar / d position
    let parallel = vec3(out.y, 0.0, -out.x) * (polar / rho); // polar * d azimuth / d position
    [0, 1, 2].map(|i| ATLAS_MM_PER_RADIAN * (out * meridian[i] + around * parallel[i]))
}

/// Atlas place of a direction given in degrees: azimuth from +Z towards +X, elevation above the level plane.
pub fn atlas_from_angles(azimuth_deg: f32, elevation_deg: f32) -> Vec2 {
    let (s, c) = azimuth_deg.to_radians().sin_cos();
    vec2(s, c) * (ATLAS_MM_PER_RADIAN * (90.0 - elevation_deg).to_radians())
}

/// Unit direction from the centre at an atlas place.
fn direction(atlas: Vec2) -> Vec3 {
    let radius = atlas.length();
    let (s, c) = (radius / ATLAS_MM_PER_RADIAN).sin_cos();
    let out = if radius < 1e-6 { Vec2::ZERO } else { atlas / radius };
    vec3(s * out.x, c, s * out.y)
}

/// The point of the mean head's surface (without ears) at an atlas place, mm, mean frame.
pub fn mean_surface(atlas: Vec2) -> Vec3 {
    CENTRE + direction(atlas) * SURFACE.radius(atlas)
}

/// Rows of a comma-separated table: comments and the heading dropped, cells that are no numbers too.
fn rows(text: &str) -> impl Iterator<Item = Vec<f32>> {
    let body = text.lines().filter(|l| !l.starts_with('#')).skip(1);
    body.map(|l| l.split(',').filter_map(|cell| cell.parse().ok()).collect())
}

/// A measured line of `scalp_lines.csv` in the atlas: left half, in the order of the file; empty if there is none.
pub fn line(name: &str) -> Vec<Vec2> {
    let text = include_str!("../../assets/head/scalp_lines.csv");
    let of_line = |l: &&str| l.split(',').next() == Some(name);
    let cells = |l: &str| l.split(',').skip(2).filter_map(|c| c.parse().ok()).collect::<Vec<f32>>();
    let point = |c: Vec<f32>| match c[..] {
        [x, y, z, ..] => Some(atlas_from_mean(vec3(x, y, z))),
        _ => None,
    };
    text.lines().filter(of_line).map(cells).filter_map(point).collect()
}

/// Radial table of the mean head: distance from the centre every degree of polar angle, every 2 degrees of azimuth.
struct RadialTable {
    radii: Vec<[f32; RadialTable::POLAR]>,
}

static SURFACE: LazyLock<RadialTable> =
    LazyLock::new(|| RadialTable::read(include_str!("../../assets/head/head_surface.csv")));

impl RadialTable {
    const POLAR: usize = 156;
    const AZIMUTH: usize = 91;

    fn read(text: &str) -> RadialTable {
        let rings: Vec<_> =
            rows(text).filter(|row| row.len() == 4 + 181).map(|row| Self::ring(&row)).collect();
        RadialTable {
            radii: (0..Self::AZIMUTH).map(|j| Self::meridian(rings.iter().map(|ring| ring[j]))).collect(),
        }
    }

    /// One row of the table as (polar angle in degrees, distance) from the centre, at every 2 degrees of azimuth
    /// about the centre (below the ears the row's own origin lies off the axis, and its azimuths with it).
    fn ring(row: &[f32]) -> [(f32, f32); Self::AZIMUTH] {
        let (rise, reach) = row[3].to_radians().sin_cos();
        let point = |column: usize| {
            let azimuth = if column <= 120 { 0.5 * column as f32 } else { 2.0 * column as f32 - 180.0 };
            let (s, c) = azimuth.to_radians().sin_cos();
            vec3(0.0, row[1], row[2]) + row[4 + column] * vec3(reach * s, rise, reach * c) - CENTRE
        };
        let azimuth_of = |p: Vec3| p.x.max(0.0).atan2(p.z).to_degrees();
        let mut column = 0;
        std::array::from_fn(|j| {
            let wanted = 2.0 * j as f32;
            while column < 179 && azimuth_of(point(column + 1)) < wanted {
                column += 1;
            }
            let (a, b) = (point(column), point(column + 1));
            let (from, to) = (azimuth_of(a), azimuth_of(b));
            let p = a.lerp(b, ((wanted - from) / (to - from).max(1e-6)).clamp(0.0, 1.0));
            (p.x.hypot(p.z).atan2(p.y).to_degrees(), p.length())
        })
    }

    /// Distances at whole degrees down one meridian; where the surface doubles back (nose, chin) its first pass.
    fn meridian(mut points: impl Iterator<Item = (f32, f32)>) -> [f32; Self::POLAR] {
        let mut last = points.next().unwrap_or_default();
        let mut radii = [last.1; Self::POLAR];
        let mut next = 1;
        for here in points {
            while next < Self::POLAR && next as f32 <= here.0 {
                let t = (next as f32 - last.0) / (here.0 - last.0).max(1e-6);
                radii[next] = last.1 + t.clamp(0.0, 1.0) * (here.1 - last.1);
                next += 1;
            }
            last = here;
        }
        radii[next..].fill(last.1);
        radii
    }

    fn radius(&self, atlas: Vec2) -> f32 {
        let polar =
            (atlas.length() / ATLAS_MM_PER_RADIAN).to_degrees().clamp(0.0, Self::POLAR as f32 - 1.001);
        let azimuth = atlas.x.abs().atan2(atlas.y).to_degrees().clamp(0.0, 179.99) * 0.5;
        let (i, j) = (polar as usize, azimuth as usize);
        let (s, t) = (polar.fract(), azimuth.fract());
        let at = |j: usize| self.radii[j][i] + s * (self.radii[j][i + 1] - self.radii[j][i]);
        at(j) + t * (at(j + 1) - at(j))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atlas_is_finite_everywhere() {
        for i in 0..4096u64 {
            let c = |k: u64| (((i >> (4 * k)) & 15) as f32 - 7.0) * 20.0;
            let p = vec3(c(0), 30.0 + c(1), c(2));
            let columns = atlas_jacobian(p);
            assert!(atlas_from_mean(p).is_finite() && columns.iter().all(|c| c.is_finite()), "{p}");
        }
        assert_eq!(atlas_from_mean(CENTRE), Vec2::ZERO);
    }

    #[test]
    fn atlas_is_the_plane_of_the_tables() {
        for (azimuth, elevation, x, y, z) in
            [(56.0, 35.78, 59.8, 82.0, 40.3), (180.0, -44.64, 0.0, -47.0, -78.0)]
        {
            let (a, b) = (atlas_from_mean(vec3(x, y, z)), atlas_from_angles(azimuth, elevation));
            assert!(a.distance(b) < 0.2, "{a} {b}");
        }
    }

    /// Largest difference between a Jacobian and central differences over the scalp, atlas mm per mm.
    fn jacobian_error(jacobian: impl Fn(Vec3) -> [Vec2; 3]) -> f32 {
        let at = |i: u32| mean_surface(vec2((i % 21) as f32 * 20.0 - 200.0, (i / 21) as f32 * 20.0 - 200.0));
        let error = |p: Vec3| {
            let column = |e: Vec3| (atlas_from_mean(p + e) - atlas_from_mean(p - e)) / (2.0 * e.length());
            let expected = [Vec3::X, Vec3::Y, Vec3::Z].map(|axis| column(axis * 0.25));
            let found = jacobian(p);
            (0..3).map(|i| found[i].distance(expected[i])).fold(0.0, f32::max)
        };
        let on_map = |p: &Vec3| atlas_from_mean(*p).length() < ATLAS_RADIUS_MM;
        (0..441).map(at).filter(on_map).map(error).fold(0.0, f32::max)
    }

    #[test]
    fn jacobian_matches_finite_differences() {
        let error = jacobian_error(atlas_jacobian);
        assert!(error < 0.01, "{error}");
        let planted = jacobian_error(|p| atlas_jacobian(p).map(|c| vec2(c.x, -c.y)));
        assert!(planted > 0.5, "planted: a wrong sign must be seen, {planted}");
    }

    #[test]
    fn surface_passes_through_the_measured_lines() {
        let text = include_str!("../../assets/head/scalp_lines.csv");
        let points = text.lines().filter(|l| l.starts_with("scalp_boundary,") || l.starts_with("hairline_"));
        for cells in points.map(|l| l.split(',').skip(2).filter_map(|c| c.parse().ok()).collect::<Vec<f32>>())
        {
            let p = vec3(cells[0], cells[1], cells[2]);
            let off = mean_surface(atlas_from_mean(p)).distance(p);
            assert!(off < 0.6, "{p}: {off} mm");
        }
        assert!((mean_surface(Vec2::ZERO).y - 131.0).abs() < 1.0);
    }

    #[test]
    fn distortion_is_as_documented() {
        // Singular values of d atlas / d surface.
        let scales = |atlas: Vec2| {
            let step = |d: Vec2| (mean_surface(atlas + d) - mean_surface(atlas - d)) * 0.5;
            let (a, b) = (step(vec2(1.0, 0.0)), step(vec2(0.0, 1.0)));
            let (aa, ab, bb) = (a.dot(a), a.dot(b), b.dot(b));
            let root = (0.25 * (aa - bb).powi(2) + ab * ab).sqrt();
            let mean = 0.5 * (aa + bb);
            ((mean + root).sqrt().recip(), (mean - root).sqrt().recip())
        };
        let (mut least, mut most) = (f32::MAX, 0.0_f32);
        for i in 0..400 {
            let atlas = vec2((i % 20) as f32 * 9.5, (i / 20) as f32 * 20.0 - 190.0);
            if atlas.length() < 80.0 {
                let (low, high) = scales(atlas);
                (least, most) = (least.min(low), most.max(high));
            }
        }
        println!(
            "top {least} {most}, ear {:?}, nape {:?}",
            scales(vec2(149.0, 0.0)),
            scales(vec2(0.0, -223.0))
        );
        assert!(least > 0.7 && most < 1.45, "{least} {most}");
    }
}
