//! How large a scan is, whatever strays in it.

use glam::Vec3;

/// Middle of a scan, and the distance along an axis that nearly all of its points keep from it.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Median along each axis.
    pub middle: Vec3,
    /// Farthest along any axis for 19 of 20 points.
    pub radius: f32,
}

impl Extent {
    /// Of points, of which there should be some.
    pub fn of(points: &[Vec3]) -> Extent {
        let middle =
            Vec3::from_array([0, 1, 2].map(|axis| nth(points.iter().map(|p| p[axis]).collect(), 0.5)));
        let radius = nth(points.iter().map(|p| (*p - middle).abs().max_element()).collect(), 0.95);
        Extent { middle, radius }
    }
}

/// The value below which that fraction lies; 0 of none.
pub fn nth(mut values: Vec<f32>, fraction: f32) -> f32 {
    if values.is_empty() {
        return 0.0;
    }
    let at = ((values.len() - 1) as f32 * fraction) as usize;
    *values.select_nth_unstable_by(at, f32::total_cmp).1
}
