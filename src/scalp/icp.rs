//! Trimmed point-to-plane ICP of a sampled surface to a cloud, with one scale or one per axis.

use glam::{Quat, Vec3};
use kiddo::{ImmutableKdTree, SquaredEuclidean};

use crate::math;

/// Fraction of the pairs that counts: the rest may be hair, ears, holes, shoulders.
const TRIM: f32 = 0.8;
/// No distance counts for more, mm.
const FAR_MM: f32 = 25.0;
/// Free numbers: turn, shift, scale per axis.
const N: usize = 9;

/// A point of the surface that is fitted, with its normal.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Place, mm, mean frame.
    pub point: Vec3,
    /// Outward, unit.
    pub normal: Vec3,
}

/// Where the fitted surface is: `turn * (scale * p) + origin`.
#[derive(Clone, Copy, Debug)]
pub struct Pose {
    /// Turn.
    pub turn: Quat,
    /// Where the surface's origin lies, mm.
    pub origin: Vec3,
    /// Scale along the surface's own axes.
    pub scale: Vec3,
}

impl Default for Pose {
    fn default() -> Pose {
        Pose { turn: Quat::IDENTITY, origin: Vec3::ZERO, scale: Vec3::ONE }
    }
}

impl Pose {
    /// A point of the surface where the pose puts it.
    pub fn apply(&self, p: Vec3) -> Vec3 {
        self.turn * (self.scale * p) + self.origin
    }

    /// The point of the surface that the pose puts there.
    pub fn undo(&self, p: Vec3) -> Vec3 {
        self.turn.inverse() * (p - self.origin) / self.scale
    }
}

/// The points that the surface is fitted to.
pub struct Cloud<'a> {
    points: &'a [Vec3],
    normals: &'a [Vec3],
    tree: Option<ImmutableKdTree<f32, 3>>,
}

/// A sample and what it met.
struct Pair {
    sample: Vec3,
    placed: Vec3,
    target: Vec3,
    normal: Vec3,
    off: f32,
}

impl<'a> Cloud<'a> {
    /// Points and their normals, same order, same frame.
    pub fn new(points: &'a [Vec3], normals: &'a [Vec3]) -> Cloud<'a> {
        let list: Vec<[f32; 3]> = points.iter().map(|p| p.to_array()).collect();
        Cloud { points, normals, tree: ImmutableKdTree::new_from_slice(&list).ok() }
    }

    /// Follows a pose downhill, `rounds` times; a scale per axis if `stretch`.
    pub fn fit(&self, mut pose: Pose, samples: &[Sample], rounds: usize, stretch: bool) -> Pose {
        for _ in 0..rounds {
            let pairs = self.pairs(&pose, samples);
            let Some(step) = solve(&pose, &pairs, stretch) else {
                break;
            };
            let spin = Quat::from_scaled_axis(Vec3::new(step[0], step[1], step[2]).clamp_length_max(0.3));
            pose.turn = (spin * pose.turn).normalize();
            pose.origin += Vec3::new(step[3], step[4], step[5]);
            let grow = Vec3::new(step[6], step[7], step[8]).clamp(Vec3::splat(-0.1), Vec3::splat(0.1));
            pose.scale = (pose.scale + grow).clamp(Vec3::splat(0.3), Vec3::splat(4.0));
        }
        pose
    }

    /// Mean distance of the best fraction of the samples, and the ninth decile of all, mm.
    pub fn residual(&self, pose: &Pose, samples: &[Sample]) -> (f32, f32) {
        let mut off = self.distances(pose, samples);
        off.sort_unstable_by(f32::total_cmp);
        let kept = &off[..(off.len() as f32 * TRIM) as usize];
        let mean = kept.iter().map(|d| f64::from(*d)).sum::<f64>() / kept.len().max(1) as f64;
        (mean as f32, off.get(off.len() * 9 / 10).copied().unwrap_or(FAR_MM))
    }

    /// Mean distance of all samples, mm: unlike [`Cloud::residual`] it sees a face on the back of the head.
    pub fn misfit(&self, pose: &Pose, samples: &[Sample]) -> f32 {
        self.distances(pose, samples).iter().sum::<f32>() / samples.len().max(1) as f32
    }

    fn distances(&self, pose: &Pose, samples: &[Sample]) -> Vec<f32> {
        self.matched(pose, samples).map(|p| p.map_or(FAR_MM, |p| p.off.min(FAR_MM))).collect()
    }

    /// The nearest point of each sample; none where it faces away (inside of a mouth, far side of a wall).
    fn matched<'b>(
        &'b self,
        pose: &'b Pose,
        samples: &'b [Sample],
    ) -> impl Iterator<Item = Option<Pair>> + 'b {
        samples.iter().map(move |s| {
            let placed = pose.apply(s.point);
            let found = self
                .tree
                .as_ref()?
                .query(&placed.to_array())
                .nearest_one::<SquaredEuclidean<f32>>()
                .execute();
            let (target, normal) = (self.points[found.item as usize], self.normals[found.item as usize]);
            let out = pose.turn * (s.normal / pose.scale);
            let off = placed.distance(target);
            (out.dot(normal) > 0.3 * out.length()).then_some(Pair {
                sample: s.point,
                placed,
                target,
                normal,
                off,
            })
        })
    }

    /// The closest fraction of all pairs.
    fn pairs(&self, pose: &Pose, samples: &[Sample]) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = self.matched(pose, samples).flatten().collect();
        pairs.sort_by(|a, b| a.off.total_cmp(&b.off));
        pairs.truncate((samples.len() as f32 * TRIM) as usize);
        pairs
    }
}

/// The step that least squares takes: turn about the origin, shift, change of scale.
fn solve(pose: &Pose, pairs: &[Pair], stretch: bool) -> Option<[f32; N]> {
    if pairs.len() < 50 {
        return None;
    }
    let (mut a, mut right) = ([[0.0_f64; N]; N], [[0.0_f64]; N]);
    for pair in pairs {
        let n = pair.normal;
        let turn = (pair.placed - pose.origin).cross(n);
        let across = pose.turn.inverse() * n;
        let mut grow = pair.sample * across;
        if !stretch {
            grow = Vec3::new(grow.element_sum(), 0.0, 0.0);
        }
        let row = [turn.x, turn.y, turn.z, n.x, n.y, n.z, grow.x, grow.y, grow.z].map(f64::from);
        let off = f64::from((pair.target - pair.placed).dot(n));
        for i in 0..N {
            for j in 0..N {
                a[i][j] += row[i] * row[j];
            }
            right[i][0] += row[i] * off;
        }
    }
    // Slight damping: a ball leaves its turn undetermined, one scale leaves two columns empty.
    let size = (0..N).map(|i| a[i][i]).fold(0.0, f64::max);
    (0..N).for_each(|i| a[i][i] += size * 1e-9 + 1e-12);
    let mut step = math::solve(a, right)?.map(|[x]| x as f32);
    if !stretch {
        step[7] = step[6];
        step[8] = step[6];
    }
    step.iter().all(|x| x.is_finite()).then_some(step)
}
