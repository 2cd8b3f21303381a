//! Instances grouped by the way their skin faces, so that those on the far side of the head are never sent to the
//! device: on a software rasteriser an instance costs about a microsecond, hidden or not. Within a group they stand in
//! hashed order, so that the first ones are a fair sample of all.

use std::ops::Range;

use glam::Vec3;

use crate::math::octahedral;
use crate::rng;

/// Squares on a side of the octahedral map of directions.
const SQUARES: i32 = 6;

/// Where an instance stands.
#[derive(Clone, Copy, Debug)]
pub struct InstancePose {
    /// mm, head frame.
    pub position: Vec3,
    /// Unit normal of its skin.
    pub normal: Vec3,
    /// One of few, such as a hair of a brow: always drawn, never for others.
    pub never_thinned: bool,
}

/// A group: its instances, how many of the first are always drawn, the cone of their normals and the ball that holds
/// them.
#[derive(Clone, Debug)]
struct Group {
    instances: Range<u32>,
    alone: u32,
    axis: Vec3,
    half_angle: f32,
    middle: Vec3,
    radius_mm: f32,
}

/// The groups of one list of instances.
#[derive(Clone, Debug, Default)]
pub struct NormalClusters {
    groups: Vec<Group>,
    backface_margin_rad: f32,
}

impl NormalClusters {
    /// Sorts `items` into groups, in place. Items count as seen until their skin is turned `backface_margin_rad` beyond
    /// edge-on.
    pub fn sort<T>(
        items: &mut [T],
        backface_margin_rad: f32,
        place: impl Fn(&T) -> InstancePose,
    ) -> NormalClusters {
        let square = |item: &T| square_of(place(item).normal);
        let order = |placed: InstancePose| {
            let position = placed.position.to_array().map(f32::to_bits);
            let hash = position.into_iter().fold(0, |seed, bits| rng::hash(seed, u64::from(bits)));
            (!placed.never_thinned, hash)
        };
        items.sort_by_cached_key(|item| (square(item), order(place(item))));
        let mut groups = Vec::new();
        let mut first = 0;
        for run in items.chunk_by(|a, b| square(a) == square(b)) {
            let end = first + run.len() as u32;
            groups.push(Group::of(first..end, run.iter().map(&place)));
            first = end;
        }
        NormalClusters { groups, backface_margin_rad }
    }

    /// A `share` (0..=1) of the instances that may be seen from `eye`, mm, and all that stand alone, in order; what
    /// stands side by side is in one range.
    pub fn seen_from(&self, eye: Vec3, fraction: f32) -> Vec<Range<u32>> {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for group in self.groups.iter().filter(|group| group.may_be_seen(eye, self.backface_margin_rad)) {
            let Range { start, end } = group.instances;
            let many = end - start - group.alone;
            let end = start + group.alone + (many as f32 * fraction).round() as u32;
            match ranges.last_mut().filter(|last| last.end == start) {
                Some(last) => last.end = end,
                None => ranges.push(start..end),
            }
        }
        ranges
    }
}

impl Group {
    fn of(instances: Range<u32>, places: impl Iterator<Item = InstancePose> + Clone) -> Group {
        let (mut low, mut high, mut sum) = (Vec3::MAX, Vec3::MIN, Vec3::ZERO);
        for InstancePose { position, normal, .. } in places.clone() {
            (low, high, sum) = (low.min(position), high.max(position), sum + normal);
        }
        let (middle, axis) = (0.5 * (low + high), sum.normalize_or(Vec3::Y));
        let alone = places.clone().filter(|placed| placed.never_thinned).count() as u32;
        let widest = places.map(|placed| placed.normal.angle_between(axis)).fold(0.0, f32::max);
        Group { instances, alone, axis, half_angle: widest, middle, radius_mm: 0.5 * (high - low).length() }
    }

    /// False only where every instance is turned away from the eye.
    fn may_be_seen(&self, eye: Vec3, backface_margin_rad: f32) -> bool {
        let to_eye = eye - self.middle;
        let parallax = (self.radius_mm / to_eye.length().max(self.radius_mm + 1e-3)).asin();
        let nearest = to_eye.angle_between(self.axis) - self.half_angle - parallax;
        nearest < std::f32::consts::FRAC_PI_2 + backface_margin_rad
    }
}

/// Square of the octahedral map that a direction falls into.
fn square_of(normal: Vec3) -> i32 {
    let place = octahedral(normal);
    let step = |v: f32| ((0.5 * v + 0.5) * SQUARES as f32).clamp(0.0, SQUARES as f32 - 1.0) as i32;
    step(place.y) * SQUARES + step(place.x)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points all over a ball of 80 mm.
    fn ball() -> Vec<Vec3> {
        let point = |i: u64| {
            Vec3::from_array([0, 1, 2].map(|k| rng::normal(3, 3 * i + k))).normalize_or(Vec3::Y) * 80.0
        };
        (0..20_000).map(point).collect()
    }

    fn lost(points: &[Vec3], facing: &NormalClusters, eye: Vec3) -> usize {
        let ranges = facing.seen_from(eye, 1.0);
        let drawn = |i: usize| ranges.iter().any(|range| range.contains(&(i as u32)));
        let faces = |p: &Vec3| p.normalize().dot((eye - *p).normalize()) > 0.0;
        points.iter().enumerate().filter(|(i, p)| faces(p) && !drawn(*i)).count()
    }

    #[test]
    fn nothing_that_faces_the_eye_is_left_out_and_much_of_the_rest_is() {
        let mut points = ball();
        let place = |p: &Vec3| InstancePose { position: *p, normal: p.normalize(), never_thinned: false };
        let facing = NormalClusters::sort(&mut points, 0.0, place);
        for eye in [Vec3::Z * 900.0, Vec3::new(60.0, 70.0, 20.0), Vec3::new(-300.0, 500.0, 100.0)] {
            assert_eq!(lost(&points, &facing, eye), 0, "{eye}");
        }
        let drawn: u32 = facing.seen_from(Vec3::Z * 900.0, 1.0).iter().map(|r| r.end - r.start).sum();
        assert!(drawn < 14_000, "{drawn} of 20000");
        let quarter: u32 = facing.seen_from(Vec3::Z * 900.0, 0.25).iter().map(|r| r.end - r.start).sum();
        assert!(quarter.abs_diff(drawn / 4) < 40, "{quarter} of {drawn}");
        let alone = |p: &Vec3| InstancePose { never_thinned: p.x.abs() < 8.0, ..place(p) };
        let some_alone = NormalClusters::sort(&mut points, 0.0, alone).seen_from(Vec3::Z * 900.0, 0.0);
        let kept: u32 = some_alone.iter().map(|r| r.end - r.start).sum();
        let front = points.iter().filter(|p| p.x.abs() < 8.0 && p.z > 0.0).count() as u32;
        assert!(kept >= front && kept > 500, "{kept} of {front}");
        let mut narrow = facing.clone();
        narrow.groups.iter_mut().for_each(|group| group.half_angle -= 0.9);
        assert!(lost(&points, &narrow, Vec3::Z * 900.0) > 0, "planted: cones too narrow must be seen");
    }
}
