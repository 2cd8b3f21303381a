//! Where a beard grows: moustache, cheeks, chin, jaw and the neck under it, as on the mean head.
//!
//! The borders follow landmarks of `assets/head/landmarks.csv`; the cheek line and the neck line are where barbers
//! set them, by eye. It is densest on lip, chin and jaw and thin on the cheeks. Known limit: one growth for all men.

use std::f32::consts::TAU;

use glam::{Vec3, vec3};

use crate::math::smoothstep;

/// Beard hairs per cm² where it is full (20 to 80 on cheeks, more on the lip; from memory, not a measured figure).
pub const DENSITY_PER_CM2: f32 = 105.0;
/// Fraction of it that cheeks and throat have at least.
const THIN: f32 = 0.34;
/// Where it is densest: centre (mirror x) and radii, mm, on the mean head: lip, chin, below the lip's middle, sideburn.
const DENSE: [(Vec3, Vec3); 4] = [
    (vec3(13.0, -38.0, 98.0), vec3(17.0, 9.0, 20.0)),
    (vec3(0.0, -84.0, 90.0), vec3(25.0, 17.0, 26.0)),
    (vec3(0.0, -67.0, 94.0), vec3(7.0, 8.0, 14.0)),
    (vec3(70.0, -12.0, 16.0), vec3(12.0, 24.0, 13.0)),
];
/// The edge of the jaw: its height at two depths, mm, and how far above and below it growth is dense.
const JAW: [[f32; 2]; 2] = [[14.0, -58.0], [88.0, -92.0]];
const JAW_WIDTH_MM: f32 = 15.0;
/// Waves of the density: length along each axis, mm, and height, as a fraction.
const WAVES: [(Vec3, f32); 3] =
    [(vec3(21.0, 17.0, 26.0), 0.1), (vec3(9.0, 13.0, 11.0), 0.1), (vec3(6.0, 5.0, 7.0), 0.08)];
/// Keeps the beard's pattern apart from the scalp's.
pub const SEED: u64 = 0xbea2d;

/// Upper border: height over distance from the mid-plane, mm: under the nose, round the mouth, up the cheek.
const TOP: [[f32; 2]; 7] =
    [[0.0, -32.5], [15.0, -33.5], [25.0, -41.0], [34.0, -42.0], [46.0, -34.0], [62.0, -14.0], [72.0, 6.0]];
/// Lower border: height over depth, mm: behind the jaw, under it, on the throat.
const BOTTOM: [[f32; 2]; 4] = [[-8.0, -52.0], [10.0, -92.0], [36.0, -126.0], [80.0, -132.0]];
/// Width of the soft borders, mm.
const SOFT_MM: f32 = 7.0;
/// Middle and radii of the lips, mm; the rim grows no hair.
const LIPS: Vec3 = vec3(0.0, -53.0, 94.0);
const LIPS_RADII: Vec3 = vec3(26.5, 11.0, 20.0);

/// Fraction of the full density at a point of the mean frame, mm: 0 outside, 1 well inside.
pub fn fraction(mean_position: Vec3) -> f32 {
    let p = vec3(mean_position.x.abs(), mean_position.y, mean_position.z);
    let below_top = along(&TOP, p.x) - p.y;
    let above_bottom = p.y - along(&BOTTOM, p.z);
    // The moustache's edge is sharper than the cheek's.
    let top_mm = if p.x < 24.0 { 2.5 } else { SOFT_MM };
    smoothstep(0.0, top_mm, below_top)
        * smoothstep(0.0, 3.0 * SOFT_MM, above_bottom)
        * smoothstep(1.0, 1.14, off_lips(p))
        * smoothstep(-4.0, 8.0, p.z)
        * (THIN + (1.0 - THIN) * dense(p))
        * (1.0 + waves(mean_position)).min(1.0)
}

/// How dense it is inside its borders, 0 on cheeks and throat to 1.
fn dense(p: Vec3) -> f32 {
    let jaw_mm = p.y - along(&JAW, p.z);
    DENSE
        .iter()
        .map(|(center, radii)| (-((p - center) / radii).length_squared().powi(2)).exp())
        .fold((-(jaw_mm / JAW_WIDTH_MM).powi(2)).exp(), f32::max)
}

/// Unevenness that no landmark explains, other on the left than on the right.
fn waves(mean_position: Vec3) -> f32 {
    let wave = |(length_mm, height): &(Vec3, f32)| {
        let turns = mean_position / length_mm;
        height * ((TAU * (turns.x + turns.z)).sin() + (TAU * (turns.y - turns.x)).sin() - 0.5)
    };
    WAVES.iter().map(wave).sum()
}

/// How far a point of the mean frame is off the lips: below 1 within their red.
pub fn off_lips(mean_position: Vec3) -> f32 {
    ((mean_position - LIPS) / LIPS_RADII).length()
}

/// Which way beard hair lies at a point of the mean frame, mm; not of unit length, not along the skin.
pub fn stream(mean_position: Vec3) -> Vec3 {
    let p = mean_position;
    let (side, out_mm) = (p.x.signum(), p.x.abs());
    let lip = smoothstep(-46.0, -40.0, p.y) * smoothstep(26.0, 16.0, out_mm);
    let throat = smoothstep(-96.0, -116.0, p.y);
    vec3(side * (0.15 + lip * out_mm / 14.0 + 0.5 * throat), -1.0 + 0.8 * throat, -0.15 + 0.5 * throat)
}

/// Straight pieces between points of rising first number.
fn along<const N: usize>(points: &[[f32; 2]; N], x: f32) -> f32 {
    let next = points.partition_point(|p| p[0] <= x).clamp(1, N - 1);
    let ([x0, y0], [x1, y1]) = (points[next - 1], points[next]);
    y0 + (y1 - y0) * ((x - x0) / (x1 - x0)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beard_grows_on_chin_lip_and_jaw_and_not_on_lips_nose_or_temple() {
        let about = |p: Vec3| {
            let near = |i: i32| p + vec3(i as f32, 0.7 * i as f32, 0.0);
            (-2..=2).map(|i| fraction(near(i))).sum::<f32>() / 5.0
        };
        let cheek = about(vec3(45.0, -45.0, 70.0));
        assert!((0.1..0.45).contains(&cheek), "{cheek}");
        for p in [vec3(10.0, -38.0, 98.0), vec3(0.0, -80.0, 90.0), vec3(50.0, -70.0, 40.0)] {
            assert!(about(p) > 0.55 && about(p) > 1.6 * cheek, "{p}: {} beside {cheek}", about(p));
            let mirrored = about(p * vec3(-1.0, 1.0, 1.0));
            assert!((mirrored / about(p) - 1.0).abs() < 0.5, "{p}: {mirrored}");
        }
        for p in [
            vec3(8.0, -46.5, 97.0),
            vec3(8.0, -58.0, 95.0),
            vec3(0.0, -20.0, 108.0),
            vec3(40.0, -10.0, 78.0),
            vec3(60.0, 60.0, 50.0),
            vec3(0.0, -60.0, -77.0),
            vec3(40.0, -140.0, 0.0),
        ] {
            assert!(fraction(p) < 0.05, "{p}: {}", fraction(p));
        }
    }
}
