//! A part of the head laid flat on a square texture: the azimuthal map of [`crate::scalp::coordinates`], about the crown
//! for the scalp and about the face's middle for the rest, cut to what it holds.

use glam::{Affine3A, Mat2, Mat3, Vec2, Vec3, vec2, vec3};

use crate::math::tangent_frame;
use crate::scalp::MeanFromHead;
use crate::scalp::coordinates::{CENTRE, atlas_from_mean, atlas_jacobian};

/// No texel is longer than this on skin that bears dots, mm.
pub const COARSEST_TEXEL_MM: f32 = 0.14;
/// Texels kept free around what a chart holds, for smaller copies of the texture.
const MARGIN_TEXELS: f32 = 16.0;
/// Whence the face is seen all round, mm, mean frame: inside the head, so far down that the way back leads out below
/// the scalp. By eye.
const FACE_CENTRE: Vec3 = vec3(0.0, -22.0, 0.0);

/// What a chart is laid about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pole {
    /// The crown.
    Crown,
    /// The middle of the face.
    Face,
}

/// Map from the head to the texels of a texture.
#[derive(Clone, Debug)]
pub struct Chart {
    pole_from_mean: Affine3A,
    mean_from_head: MeanFromHead,
    least_mm: Vec2,
    texels_per_mm: Vec2,
    /// Texels on a side.
    pub side: u32,
}

impl Chart {
    /// The chart that holds these points of the mean head, mm.
    pub fn over(pole: Pole, mean_from_head: MeanFromHead, points: &[Vec3], side: u32) -> Chart {
        let pole_from_mean = match pole {
            Pole::Crown => Affine3A::IDENTITY,
            // Forward becomes up; what was up becomes backward, so that the chin is at the texture's foot.
            Pole::Face => {
                let turn = Mat3::from_cols(Vec3::X, Vec3::NEG_Z, Vec3::Y);
                Affine3A::from_mat3_translation(turn, CENTRE - turn * FACE_CENTRE)
            }
        };
        let places = points.iter().map(|p| atlas_from_mean(pole_from_mean.transform_point3(*p)));
        let ends = (Vec2::splat(f32::MAX), Vec2::splat(f32::MIN));
        let (low, high) = places.fold(ends, |(low, high), place| (low.min(place), high.max(place)));
        let size_mm = (high - low).max(Vec2::ONE);
        let texels_per_mm = (side as f32 - 2.0 * MARGIN_TEXELS) / size_mm;
        Chart {
            pole_from_mean,
            mean_from_head,
            least_mm: low - MARGIN_TEXELS / texels_per_mm,
            texels_per_mm,
            side,
        }
    }

    /// Place of a point of the mean head, texels.
    pub fn place(&self, mean_position: Vec3) -> Vec2 {
        (atlas_from_mean(self.pole_from_mean.transform_point3(mean_position)) - self.least_mm)
            * self.texels_per_mm
    }

    /// The same as texture coordinates, 0..=1.
    pub fn uv(&self, mean_position: Vec3) -> Vec2 {
        self.place(mean_position) / self.side as f32
    }

    /// Place of a point of the head's skin, texels, and texels for a mm along either tangent there
    /// ([`tangent_frame`]).
    pub fn place_and_steps(&self, position: Vec3, normal: Vec3) -> (Vec2, Mat2) {
        let mean_position = self.mean_from_head.point(position);
        let slope = self.mean_from_head.slope(mean_position);
        let at_pole = self.pole_from_mean.transform_point3(mean_position);
        let columns = atlas_jacobian(at_pole);
        let [x, y] = tangent_frame(normal).map(|tangent| {
            let step = self.pole_from_mean.matrix3 * (slope * tangent);
            (columns[0] * step.x + columns[1] * step.y + columns[2] * step.z) * self.texels_per_mm
        });
        ((atlas_from_mean(at_pole) - self.least_mm) * self.texels_per_mm, Mat2::from_cols(x, y))
    }

    /// Length of a texel on skin, mm, along the way on which it is longest.
    pub fn texel_mm(&self, position: Vec3, normal: Vec3) -> f32 {
        let (_, steps) = self.place_and_steps(position, normal);
        longest(steps.inverse())
    }
}

/// The larger singular value.
fn longest(m: Mat2) -> f32 {
    let (a, b) = (m.x_axis, m.y_axis);
    let (aa, ab, bb) = (a.length_squared(), a.dot(b), b.length_squared());
    let root = vec2(0.5 * (aa - bb), ab).length();
    (0.5 * (aa + bb) + root).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalp::coordinates::mean_surface;

    #[test]
    fn steps_are_those_of_the_places() {
        let points: Vec<Vec3> =
            (0..40).map(|i| mean_surface(Vec2::from_angle(0.16 * i as f32) * 90.0)).collect();
        for pole in [Pole::Crown, Pole::Face] {
            let chart = Chart::over(pole, MeanFromHead::IDENTITY, &points, 1024);
            let (p, n) = (vec3(30.0, 70.0, 85.0), vec3(0.3, 0.4, 0.866).normalize());
            let (place, steps) = chart.place_and_steps(p, n);
            assert!(place.distance(chart.place(p)) < 1e-3);
            for (k, tangent) in tangent_frame(n).into_iter().enumerate() {
                let seen = (chart.place(p + 0.2 * tangent) - chart.place(p - 0.2 * tangent)) / 0.4;
                assert!(seen.distance(steps.col(k)) < 0.05, "{pole:?} {k}: {seen} {}", steps.col(k));
                assert!(seen.distance(-steps.col(k)) > 0.5, "planted: a turned step must be seen");
            }
            assert!(
                points
                    .iter()
                    .all(|p| chart.uv(*p).cmpge(Vec2::ZERO).all() && chart.uv(*p).cmple(Vec2::ONE).all())
            );
        }
    }

    #[test]
    fn the_longest_side_of_a_sheared_texel_is_found() {
        let m = Mat2::from_cols(vec2(2.0, 0.0), vec2(1.5, 0.5));
        let seen = (0..3600).map(|i| (m * Vec2::from_angle(f32::to_radians(0.1 * i as f32))).length());
        assert!((longest(m) - seen.fold(0.0, f32::max)).abs() < 1e-3);
    }
}
