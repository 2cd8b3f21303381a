//! Creases that years fold into a face: lines of the forehead and between the brows, crow's feet, the fold from nose to
//! mouth, hollows under the eyes, folds of the nape, rings of the neck. On the mean head, by age and seed.
//!
//! Known limits: courses follow the landmarks of `assets/head/landmarks.csv`; depths and the ages at which they set in
//! are chosen by eye, the same for both sexes and every skin. The neck lies off the scalp's atlas: its two rings are
//! drawn by place (`shaders/skin.wgsl`) and differ from person to person in depth alone.

use glam::{Vec3, vec3};

use crate::math::smoothstep;
use crate::rng;

/// Keeps this randomness apart from others'.
const SEED: u64 = 0xC2EA5E;
/// The neck's item among the draws of creases.
const NECK: u64 = 0x6EC;
/// Depths are those of this age, and go on growing to this part of them.
const DEPTHS_AT_YEARS: f32 = 60.0;
const DEEPEST: f32 = 1.4;
/// A crease ends at so many of its half widths.
const REACH: f32 = 3.0;
/// Over this length a crease fades out at its ends, mm.
const END_MM: f32 = 7.0;

/// A crease of the left half: its course, mm, mean frame.
struct Crease {
    course: &'static [[f32; 3]],
    half_width_mm: f32,
    /// At [`DEPTHS_AT_YEARS`].
    depth_mm: f32,
    /// Age at which it sets in.
    from_years: f32,
}

const CREASES: [Crease; 11] = [
    // forehead, from the mid-plane to above the temple
    Crease {
        course: &[[0.0, 57.0, 91.0], [12.0, 58.5, 90.0], [26.0, 58.0, 85.0], [40.0, 54.0, 74.0]],
        half_width_mm: 0.9,
        depth_mm: 0.34,
        from_years: 26.0,
    },
    Crease {
        course: &[[0.0, 67.5, 89.0], [14.0, 69.0, 87.0], [28.0, 68.0, 81.0], [43.0, 63.0, 69.0]],
        half_width_mm: 1.0,
        depth_mm: 0.40,
        from_years: 22.0,
    },
    Crease {
        course: &[[0.0, 78.0, 85.0], [14.0, 79.5, 83.0], [29.0, 78.0, 76.0], [42.0, 73.0, 65.0]],
        half_width_mm: 1.0,
        depth_mm: 0.34,
        from_years: 26.0,
    },
    Crease {
        course: &[[0.0, 88.0, 79.0], [16.0, 88.5, 76.0], [30.0, 86.0, 69.0]],
        half_width_mm: 0.9,
        depth_mm: 0.22,
        from_years: 34.0,
    },
    // between the brows
    Crease {
        course: &[[7.5, 34.0, 90.0], [6.5, 44.0, 92.0], [7.5, 54.0, 91.0]],
        half_width_mm: 0.9,
        depth_mm: 0.36,
        from_years: 26.0,
    },
    // beside the eye
    Crease {
        course: &[[50.0, 18.5, 67.5], [56.0, 22.5, 62.0], [62.0, 28.0, 55.0]],
        half_width_mm: 0.6,
        depth_mm: 0.26,
        from_years: 28.0,
    },
    Crease {
        course: &[[50.5, 15.5, 67.5], [57.5, 15.5, 61.0], [64.0, 16.5, 52.0]],
        half_width_mm: 0.6,
        depth_mm: 0.28,
        from_years: 26.0,
    },
    Crease {
        course: &[[49.5, 12.0, 68.0], [56.5, 8.0, 63.0], [62.0, 3.0, 56.0]],
        half_width_mm: 0.6,
        depth_mm: 0.26,
        from_years: 30.0,
    },
    // under the eye
    Crease {
        course: &[[17.0, 11.5, 78.0], [24.0, 5.5, 79.0], [34.0, 3.0, 77.0]],
        half_width_mm: 1.6,
        depth_mm: 0.34,
        from_years: 20.0,
    },
    // from the nose to beside the mouth
    Crease {
        course: &[[18.5, -17.0, 89.0], [23.0, -28.0, 88.0], [28.0, -40.0, 85.5], [31.5, -53.0, 80.0]],
        half_width_mm: 1.9,
        depth_mm: 0.85,
        from_years: 16.0,
    },
    // the nape
    Crease {
        course: &[[0.0, -36.0, -83.0], [18.0, -35.0, -81.0], [34.0, -31.0, -72.0]],
        half_width_mm: 2.0,
        depth_mm: 0.35,
        from_years: 22.0,
    },
];

/// Height of the upper ring of the neck in the plane through the ears, mm, mean frame.
pub const NECK_RING_MM: Vec3 = vec3(0.0, -119.0, 0.0);
/// How far rings rise towards the back, as a slope.
pub const NECK_RING_RISE: f32 = 0.17;
/// How far apart they are, mm.
pub const NECK_RINGS_APART_MM: f32 = 17.0;
/// Half their width, mm.
pub const NECK_RING_HALF_WIDTH_MM: f32 = 1.5;
/// Depth at [`DEPTHS_AT_YEARS`], mm, and the age at which they set in.
const NECK_RING_DEPTH_MM: f32 = 0.5;
const NECK_RINGS_FROM_YEARS: f32 = 18.0;

/// The creases of one head.
#[derive(Clone, Debug)]
pub struct Creases {
    /// Depth of each, mm, on the left and on the right.
    depths_mm: Vec<[f32; 2]>,
    /// Heights lie so far off the listed course, mm.
    shifts_mm: Vec<[f32; 2]>,
    /// Depth of the rings of the neck, mm.
    pub neck_rings_mm: f32,
}

/// Fraction of its depth at [`DEPTHS_AT_YEARS`] that a crease has at an age.
fn deepened(age_years: f32, from_years: f32) -> f32 {
    ((age_years - from_years) / (DEPTHS_AT_YEARS - from_years)).clamp(0.0, DEEPEST)
}

impl Creases {
    /// Those of a person of this age, years.
    pub fn new(age_years: f32, seed: u64) -> Creases {
        let hash = rng::hash(seed, SEED);
        let draw = |k: usize, side: usize, what: u64| rng::unit(rng::hash(hash, (2 * k + side) as u64), what);
        let depth = |k: usize, side: usize| {
            let crease = &CREASES[k];
            crease.depth_mm * deepened(age_years, crease.from_years) * (0.7 + 0.6 * draw(k, side, 0))
        };
        let all = 0..CREASES.len();
        Creases {
            neck_rings_mm: NECK_RING_DEPTH_MM
                * deepened(age_years, NECK_RINGS_FROM_YEARS)
                * (0.7 + 0.6 * rng::unit(hash, NECK)),
            depths_mm: all.clone().map(|k| [0, 1].map(|side| depth(k, side))).collect(),
            // Those that cross the mid-plane have one height there.
            shifts_mm: all
                .map(|k| {
                    let crosses = CREASES[k].course[0][0] == 0.0;
                    [0, 1].map(|side| 2.4 * draw(k, if crosses { 0 } else { side }, 1) - 1.2)
                })
                .collect(),
        }
    }

    /// Height of the skin over what it would be without creases, mm: 0 or less, at a point of the mean head.
    pub fn height_mm(&self, mean_position: Vec3) -> f32 {
        let side = usize::from(mean_position.x < 0.0);
        let p = mean_position.with_x(mean_position.x.abs());
        let mut sum = 0.0;
        for (k, crease) in CREASES.iter().enumerate() {
            let depth_mm = self.depths_mm[k][side];
            if depth_mm > 0.0 {
                sum += depth_mm * crease.profile(p - Vec3::Y * self.shifts_mm[k][side], k);
            }
        }
        -sum
    }
}

impl Crease {
    /// Fraction of its depth at a point.
    fn profile(&self, p: Vec3, k: usize) -> f32 {
        let reach_mm = REACH * self.half_width_mm + 6.0;
        let near = self.course.iter().any(|c| Vec3::from(*c).distance(p) < 16.0 + reach_mm);
        if !near {
            return 0.0;
        }
        let mut before_mm = 0.0;
        let (mut off_mm, mut along_mm) = (f32::MAX, 0.0);
        for pair in self.course.windows(2) {
            let (a, b) = (Vec3::from(pair[0]), Vec3::from(pair[1]));
            let length_mm = a.distance(b);
            let t = ((p - a).dot(b - a) / (length_mm * length_mm)).clamp(0.0, 1.0);
            // The course is told at the mean skin, which lies up to a few mm above or below: only what is across counts.
            let off = p - a.lerp(b, t);
            let across_mm = vec3(off.x, off.y, 0.35 * off.z).length();
            if across_mm < off_mm {
                (off_mm, along_mm) = (across_mm, before_mm + t * length_mm);
            }
            before_mm += length_mm;
        }
        // No crease is equally deep all along.
        let uneven =
            0.75 + 0.25 * (0.31 * along_mm + 2.1 * k as f32).sin() * (0.17 * along_mm + k as f32).cos();
        let from_start = if self.course[0][0] == 0.0 { 1.0 } else { smoothstep(-1.0, END_MM, along_mm) };
        let to_end = smoothstep(-1.0, END_MM, before_mm - along_mm);
        let wavy_mm = off_mm / self.half_width_mm;
        uneven * from_start * to_end * (-0.5 * wavy_mm * wavy_mm).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_deepen_what_is_there_and_smooth_skin_stays_smooth() {
        let fold = vec3(23.5, -28.5, 88.0);
        let forehead = vec3(20.0, 68.7, 85.0);
        let depth = |age: f32, p: Vec3| {
            let creases = Creases::new(age, 7);
            let steps = (-30..30).map(|k| creases.height_mm(p + Vec3::Y * 0.1 * k as f32));
            -steps.fold(0.0, f32::min)
        };
        for p in [fold, forehead, fold * vec3(-1.0, 1.0, 1.0)] {
            let ages = [20.0, 35.0, 50.0, 70.0].map(|age| depth(age, p));
            println!("{ages:?}");
            assert!(ages.windows(2).all(|pair| pair[1] > pair[0] + 0.02), "{p}: {ages:?}");
        }
        assert_eq!(depth(20.0, forehead), 0.0);
        assert_eq!(depth(90.0, vec3(0.0, 130.0, 0.0)), 0.0);
        assert_eq!(
            depth(90.0, vec3(45.0, -20.0, 76.0)).abs().min(0.02),
            depth(90.0, vec3(45.0, -20.0, 76.0))
        );
        // planted: the two sides of one face are not alike, nor two people
        assert_ne!(depth(60.0, fold), depth(60.0, fold * vec3(-1.0, 1.0, 1.0)));
        assert_ne!(Creases::new(60.0, 1).depths_mm, Creases::new(60.0, 2).depths_mm);
    }

    #[test]
    fn rings_of_the_neck_come_with_the_years() {
        let deep = [0.0, 18.0, 30.0, 45.0, 70.0].map(|age| Creases::new(age, 7).neck_rings_mm);
        assert!(deep[0] == 0.0 && deep[1] == 0.0, "scans and the young have none: {deep:?}");
        assert!(deep[1..].windows(2).all(|pair| pair[0] < pair[1]) && deep[4] < 1.0, "{deep:?}");
        assert_ne!(Creases::new(45.0, 8).neck_rings_mm, deep[3], "planted: all necks are one");
    }
}
