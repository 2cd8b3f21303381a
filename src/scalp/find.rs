//! Finds a head in a scan of which nothing is known: no unit, no axes, and perhaps shoulders, a chair or a wall in it.
//!
//! A skull is nearly a ball. Every piece of surface votes for the middle of a ball of some size behind it; where many
//! votes meet and the surface lies all around, a head may be. There the mean head is tried in all postures and
//! followed to its fit (`icp`).
//!
//! Known limits: a scan of less than half a skull has no ball in it; a head's mirror image fits as well.

use std::collections::HashMap;

use glam::{IVec3, Quat, Vec3};
use rayon::prelude::*;

use super::icp::{Cloud, Pose, Sample};
use crate::rng;

/// Radius of the ball that fits the mean skull, mm, and its middle, mean frame.
const BALL_MM: f32 = 82.0;
const BALL_MIDDLE: Vec3 = Vec3::new(0.0, 45.0, -5.0);
/// Points that a scan is looked at with.
const LOOK_AT: usize = 8000;
/// Radii that are tried: from the whole scan's half size down, by this factor each.
const RADII: (usize, f32) = (16, 0.82);
/// Cells of votes are so wide, in radii.
const CELL: f32 = 0.25;
/// Surface counts as that of a ball within these multiples of its radius and when it faces so far outward, as a cosine.
const SHELL: (f32, f32) = (0.75, 1.4);
const FACES_OUT: f32 = 0.6;
/// Directions that tell whether surface lies all around.
const AROUND: usize = 96;
/// Less than this fraction of them is no skull.
const LEAST_AROUND: f32 = 0.4;
/// So many balls are tried as heads.
const BALLS: usize = 6;
/// Beyond so many radii nothing belongs to the head.
const BEYOND: f32 = 3.0;
/// So many postures are followed to their fit.
const FINALISTS: usize = 12;

/// A head found in a scan.
#[derive(Clone, Copy, Debug)]
pub struct FoundHead {
    /// Where the mean head lies: `turn * (scale * p) + origin`, units and axes of the scan, one scale.
    pub pose: Pose,
    /// Mean distance of the mean head's skin to the scan, mm as on the mean head.
    pub misfit_mm: f32,
}

/// Heads that the scan may hold, best first. `mean`: skin of the mean head.
pub fn find(points: &[Vec3], triangles: &[[u32; 3]], mean: &[Sample]) -> Vec<FoundHead> {
    search(points, triangles, mean, &postures())
}

/// The same in a scan whose head is more or less upright and looks along +Z.
pub fn find_upright(points: &[Vec3], triangles: &[[u32; 3]], mean: &[Sample]) -> Vec<FoundHead> {
    let eighths = [Vec3::X, Vec3::Y, Vec3::Z].into_iter().flat_map(|axis| [eighth(axis), eighth(-axis)]);
    let near: Vec<Quat> = std::iter::once(Quat::IDENTITY).chain(eighths).collect();
    search(points, triangles, mean, &near)
}

fn search(points: &[Vec3], triangles: &[[u32; 3]], mean: &[Sample], postures: &[Quat]) -> Vec<FoundHead> {
    let skin = looked_at(points, triangles);
    let coarse: Vec<Sample> = mean.iter().step_by(mean.len() / 120 + 1).copied().collect();
    let fine: Vec<Sample> = mean.iter().step_by(mean.len() / 350 + 1).copied().collect();
    let mut tries: Vec<(Ball, FoundHead)> = balls(&skin)
        .into_iter()
        .flat_map(|ball| {
            let near = Near::of(&skin, ball);
            let cloud = Cloud::new(&near.points, &near.normals);
            let followed = |turn: &Quat| (ball, followed(&cloud, start(*turn), &coarse, 8));
            postures.par_iter().map(followed).collect::<Vec<_>>()
        })
        .collect();
    tries.sort_by(|a, b| a.1.misfit_mm.total_cmp(&b.1.misfit_mm));
    tries.truncate(FINALISTS);
    let mut found: Vec<FoundHead> = tries
        .into_par_iter()
        .map(|(ball, head)| {
            let near = Near::of(&skin, ball);
            let cloud = Cloud::new(&near.points, &near.normals);
            let FoundHead { pose, misfit_mm } = followed(&cloud, head.pose, &fine, 30);
            FoundHead { pose: near.in_scan(pose), misfit_mm }
        })
        .collect();
    found.sort_by(|a, b| a.misfit_mm.total_cmp(&b.misfit_mm));
    found
}

/// The mean head with its ball in the origin.
fn start(turn: Quat) -> Pose {
    Pose { turn, origin: -(turn * BALL_MIDDLE), scale: Vec3::ONE }
}

fn followed(cloud: &Cloud, pose: Pose, samples: &[Sample], rounds: usize) -> FoundHead {
    let pose = cloud.fit(pose, samples, rounds, false);
    // A small head lies near everything.
    FoundHead { pose, misfit_mm: cloud.misfit(&pose, samples) / pose.scale.x.clamp(0.2, 1.5) }
}

/// Postures no more than 40 degrees from any: the 24 ways to hold a box, each turned by none and by 45 degrees about
/// each of its axes.
fn postures() -> Vec<Quat> {
    let quarter = |axis: Vec3, k: i32| Quat::from_axis_angle(axis, k as f32 * std::f32::consts::FRAC_PI_2);
    let tops = (0..4)
        .map(|k| quarter(Vec3::X, k))
        .chain([quarter(Vec3::Z, 1), quarter(Vec3::Z, 3)])
        .collect::<Vec<_>>();
    let between = [Quat::IDENTITY, eighth(Vec3::X), eighth(Vec3::Y), eighth(Vec3::Z)];
    let turned = |top: Quat| (0..4).map(move |k| top * quarter(Vec3::Y, k));
    tops.into_iter().flat_map(turned).flat_map(|box_turn| between.map(|small| box_turn * small)).collect()
}

fn eighth(axis: Vec3) -> Quat {
    Quat::from_axis_angle(axis, std::f32::consts::FRAC_PI_4)
}

/// Points spread evenly over the surface, with normals; what lies far from all else is left out.
fn looked_at(points: &[Vec3], triangles: &[[u32; 3]]) -> Vec<Sample> {
    let corners = |t: &[u32; 3]| t.map(|v| points[v as usize]);
    let across: Vec<Vec3> = triangles
        .iter()
        .map(|t| {
            let [a, b, c] = corners(t);
            (b - a).cross(c - a)
        })
        .collect();
    // One huge triangle is no surface of a head.
    let mut areas: Vec<f32> = across.iter().map(|n| n.length()).collect();
    areas.sort_unstable_by(f32::total_cmp);
    let most = 200.0 * areas.get(areas.len() / 2).copied().unwrap_or(0.0);
    let total: f64 = across.iter().map(|n| f64::from(n.length().min(most))).sum();
    let mut sum = 0.0;
    let mut skin = Vec::with_capacity(LOOK_AT);
    for (t, n) in triangles.iter().zip(&across) {
        sum += f64::from(n.length().min(most));
        while total > 0.0 && (skin.len() as f64 + 0.5) * total / LOOK_AT as f64 <= sum && skin.len() < LOOK_AT
        {
            let [a, b, c] = corners(t);
            let draw = |what| rng::unit(rng::hash(9, skin.len() as u64), what);
            let (u, v) = (draw(0).sqrt(), draw(1));
            let point = a * (1.0 - u) + b * (u * (1.0 - v)) + c * (u * v);
            skin.push(Sample { point, normal: n.normalize_or(Vec3::Y) });
        }
    }
    let Some((middle, half)) = middle_and_half_size(&skin) else { return skin };
    skin.retain(|s| s.point.distance(middle) < 8.0 * half);
    skin
}

/// The median of all points along each axis, and half the size of what three quarters of them lie in.
fn middle_and_half_size(skin: &[Sample]) -> Option<(Vec3, f32)> {
    let sorted = |of: &dyn Fn(&Sample) -> f32| {
        let mut all: Vec<f32> = skin.iter().map(of).collect();
        all.sort_unstable_by(f32::total_cmp);
        all
    };
    let median = |axis: usize| sorted(&|s| s.point[axis]).get(skin.len() / 2).copied();
    let middle = Vec3::new(median(0)?, median(1)?, median(2)?);
    let far = sorted(&|s| s.point.distance(middle));
    far.get(far.len() * 3 / 4).map(|half| (middle, *half))
}

/// A ball that may be a skull.
#[derive(Clone, Copy, Debug)]
struct Ball {
    middle: Vec3,
    radius: f32,
    /// Fraction of all directions in which there is surface.
    around: f32,
}

/// The balls that have most surface around them, none twice.
fn balls(skin: &[Sample]) -> Vec<Ball> {
    let Some((_, half)) = middle_and_half_size(skin) else { return Vec::new() };
    let (count, factor) = RADII;
    let mut all: Vec<Ball> = (0..count)
        .into_par_iter()
        .flat_map_iter(|k| {
            let radius = 1.1 * half * factor.powi(k as i32);
            most_voted(skin, radius).into_iter().map(move |middle| settled(skin, middle, radius))
        })
        .filter(|ball| ball.around > LEAST_AROUND)
        .collect();
    all.sort_by(|a, b| b.around.total_cmp(&a.around));
    let mut kept: Vec<Ball> = Vec::new();
    for ball in all {
        let is_new = |other: &Ball| {
            let ratio = ball.radius / other.radius;
            ball.middle.distance(other.middle) > 0.3 * other.radius || !(0.8..1.25).contains(&ratio)
        };
        if kept.len() < BALLS && kept.iter().all(is_new) {
            kept.push(ball);
        }
    }
    kept
}

/// The places that most surface lies a radius in front of.
fn most_voted(skin: &[Sample], radius: f32) -> Vec<Vec3> {
    let cell = CELL * radius;
    let mut votes: HashMap<IVec3, (u32, Vec3)> = HashMap::new();
    for s in skin {
        let place = s.point - radius * s.normal;
        let (count, sum) = votes.entry((place / cell).floor().as_ivec3()).or_default();
        *count += 1;
        *sum += place;
    }
    let mut all: Vec<(u32, IVec3, Vec3)> =
        votes.into_iter().map(|(cell, (count, sum))| (count, cell, sum / count as f32)).collect();
    all.sort_unstable_by_key(|(count, cell, _)| (std::cmp::Reverse(*count), cell.to_array()));
    all.into_iter().take(4).map(|(_, _, place)| place).collect()
}

/// The ball moved into the middle of the surface about it.
fn settled(skin: &[Sample], mut middle: Vec3, radius: f32) -> Ball {
    for _ in 0..4 {
        let votes = on_ball(skin, middle, radius).map(|s| s.point - radius * s.normal);
        let (count, sum) = votes.fold((0, Vec3::ZERO), |(count, sum), vote| (count + 1, sum + vote));
        if count > 0 {
            middle = sum / count as f32;
        }
    }
    let mut seen = [false; AROUND];
    for s in on_ball(skin, middle, radius) {
        seen[direction(s.point - middle)] = true;
    }
    let around = seen.iter().filter(|seen| **seen).count() as f32 / AROUND as f32;
    Ball { middle, radius, around }
}

fn on_ball(skin: &[Sample], middle: Vec3, radius: f32) -> impl Iterator<Item = &Sample> {
    skin.iter().filter(move |s| {
        let out = s.point - middle;
        let far = out.length();
        (SHELL.0 * radius..SHELL.1 * radius).contains(&far) && out.dot(s.normal) > FACES_OUT * far
    })
}

/// One of [`AROUND`] patches of equal area that a direction falls in: 8 rings of 12.
fn direction(out: Vec3) -> usize {
    let out = out.normalize_or(Vec3::Y);
    let ring = ((0.5 * (out.y + 1.0) * 8.0) as usize).min(7);
    let turn = (out.z.atan2(out.x) / std::f32::consts::TAU + 0.5) * 12.0;
    12 * ring + (turn as usize).min(11)
}

/// Surface near a ball, in mm as if the ball were the mean head's.
struct Near {
    points: Vec<Vec3>,
    normals: Vec<Vec3>,
    middle: Vec3,
    mm: f32,
}

impl Near {
    fn of(skin: &[Sample], Ball { middle, radius, .. }: Ball) -> Near {
        let near = skin.iter().filter(|s| s.point.distance(middle) < BEYOND * radius);
        let mm = BALL_MM / radius;
        let (points, normals) = near.map(|s| ((s.point - middle) * mm, s.normal)).unzip();
        Near { points, normals, middle, mm }
    }

    /// A pose among them as one in the scan.
    fn in_scan(&self, pose: Pose) -> Pose {
        Pose { turn: pose.turn, origin: self.middle + pose.origin / self.mm, scale: pose.scale / self.mm }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalp::head::Head;

    /// A wall behind, as large as a door, of many small triangles.
    fn wall(points: &mut Vec<Vec3>, triangles: &mut Vec<[u32; 3]>) {
        const N: u32 = 40;
        let first = points.len() as u32;
        let place = |k: u32| Vec3::new((k % (N + 1)) as f32 - 20.0, (k / (N + 1)) as f32 - 25.0, 0.0) * 30.0;
        points.extend((0..(N + 1) * (N + 1)).map(|k| place(k) - Vec3::Z * 400.0));
        for k in 0..N * N {
            let corner = first + k % N + (k / N) * (N + 1);
            triangles.push([corner, corner + 1, corner + N + 1]);
            triangles.push([corner + 1, corner + N + 2, corner + N + 1]);
        }
    }

    #[test]
    fn a_head_before_a_wall_is_found_in_any_posture_and_size() {
        let head = Head::built_in().unwrap();
        let samples = head.samples();
        let (mut points, mut triangles) = (head.mesh.positions.clone(), head.mesh.triangles.clone());
        wall(&mut points, &mut triangles);
        let turns = [Quat::IDENTITY, Quat::from_scaled_axis(Vec3::new(1.1, -0.6, 2.0))];
        for (turn, scale) in turns.into_iter().zip([0.001, 0.37]) {
            let away = Vec3::new(3.0, -2.0, 0.5);
            let scan: Vec<Vec3> = points.iter().map(|p| turn * *p * scale + away).collect();
            let found = find(&scan, &triangles, &samples)[0];
            assert!(found.misfit_mm < 7.0, "{} mm off", found.misfit_mm);
            assert!((found.pose.scale.x / scale - 1.0).abs() < 0.03, "{}", found.pose.scale.x / scale);
            for axis in [Vec3::Y, Vec3::Z] {
                let off = (found.pose.turn * axis).angle_between(turn * axis).to_degrees();
                assert!(off < 3.0, "{off} degrees");
            }
        }
        let no_head = head.mesh.triangles.len();
        let best = find(&points, &triangles[no_head..], &samples);
        assert!(
            best.first().is_none_or(|found| found.misfit_mm > 7.0),
            "planted: a wall is no head, {best:?}"
        );
    }

    #[test]
    fn every_posture_has_one_near() {
        let all = postures();
        assert_eq!(all.len(), 96);
        let far = |draw: u64| {
            let axis =
                Vec3::new(rng::normal(1, draw), rng::normal(2, draw), rng::normal(3, draw)).normalize();
            let turn = Quat::from_axis_angle(axis, std::f32::consts::TAU * rng::unit(4, draw));
            all.iter().map(|near| near.angle_between(turn)).fold(f32::MAX, f32::min).to_degrees()
        };
        let farthest = (0..500).map(far).fold(0.0, f32::max);
        assert!(farthest < 50.0, "{farthest} degrees");
        let few = |turn: Quat| all[..24].iter().map(|near| near.angle_between(turn)).fold(f32::MAX, f32::min);
        assert!(few(Quat::from_rotation_z(2.5)).to_degrees() > 50.0, "planted: a quarter of them");
    }
}
