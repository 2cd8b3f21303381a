//! Sums of squared distances to planes (Garland and Heckbert 1997).

use glam::{DVec3, Vec3};

/// A sum of squared distances to planes, each times a weight, as a function of a place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quadric {
    xx: DVec3,
    xy: DVec3,
    x: DVec3,
    one: f64,
}

impl Quadric {
    /// Of the plane through `point` at right angles to `normal`.
    pub fn plane(normal: Vec3, point: Vec3, weight: f32) -> Quadric {
        let (n, w) = (normal.as_dvec3(), f64::from(weight));
        let d = -n.dot(point.as_dvec3());
        Quadric {
            xx: n * n * w,
            xy: DVec3::new(n.x * n.y, n.y * n.z, n.z * n.x) * w,
            x: n * (d * w),
            one: d * d * w,
        }
    }

    /// Adds another.
    pub fn add(&mut self, other: &Quadric) {
        self.xx += other.xx;
        self.xy += other.xy;
        self.x += other.x;
        self.one += other.one;
    }

    /// Its value at a place; never below 0.
    pub fn at(&self, point: Vec3) -> f64 {
        let p = point.as_dvec3();
        let mixed = DVec3::new(p.x * p.y, p.y * p.z, p.z * p.x);
        (self.xx.dot(p * p) + 2.0 * self.xy.dot(mixed) + 2.0 * self.x.dot(p) + self.one).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_to_planes_add_up() {
        let mut sum = Quadric::plane(Vec3::Y, Vec3::new(5.0, 2.0, 0.0), 1.0);
        let oblique = Vec3::new(0.6, 0.0, 0.8);
        sum.add(&Quadric::plane(oblique, Vec3::ZERO, 3.0));
        let at = Vec3::new(1.0, 5.0, 2.0);
        assert!((sum.at(at) - (9.0 + 3.0 * 2.2 * 2.2)).abs() < 1e-6, "{}", sum.at(at));
        assert!(sum.at(Vec3::new(0.0, 2.0, 0.0)).abs() < 1e-9, "planted: nothing where both planes meet");
    }
}
