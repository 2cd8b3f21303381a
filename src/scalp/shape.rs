//! The mean head in another shape: a smooth warp of the space around it, so that skin, ears, lines and landmarks go
//! along and every place keeps its place on the mean head.
//!
//! ```text
//! mean point -> features (pushes, ears, neck) -> measures (three stretches) -> head point
//! ```
//!
//! The measures are met on the head as the features left it: a flat back is flatter, not shorter. Each stretch has
//! two scales with a soft change between, so that a longer skull does not make a longer nose.
//! Known limits: ambient visibility to the sky (`Mesh::ambient`) is the mean head's; the neck's girth is that of the
//! mean neck, scaled; what people's heads have in common beyond the tables (`features`) is chosen by eye.

mod features;
mod stretch;

#[cfg(test)]
mod tests;

use glam::{Mat3, Vec3, vec3};

use self::features::Features;
use self::stretch::Stretch;
use super::coordinates::{atlas_from_angles, mean_surface};
use crate::plan::{Eyes, HeadShape};

/// Landmarks of the mean head that measures run between, mm, mean frame (`assets/head/landmarks.csv`).
const GLABELLA: Vec3 = vec3(0.0, 43.0, 92.3);
const SELLION: Vec3 = vec3(0.0, 25.2, 89.3);
const MENTON: Vec3 = vec3(0.0, -97.5, 80.7);
/// Step of slopes, mm: large beside rounding, small beside every feature.
const STEP_MM: f32 = 0.25;
/// Ways back end here, mm, or after so many turns.
const NEAR_MM: f32 = 1e-4;
const TURNS: usize = 24;

/// The mean head in another shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Warp {
    features: Features,
    stretch: Stretch,
}

impl Warp {
    /// For a shape; none where it is the mean head's own.
    pub fn new(shape: &HeadShape) -> Option<Warp> {
        if (HeadShape { eyes: Eyes::default(), ..*shape }) == HeadShape::default() {
            return None;
        }
        let features = Features::of(shape);
        let [glabella, sellion, menton] = [GLABELLA, SELLION, MENTON].map(|p| features.apply(p));
        let profile =
            || (0..=110).map(|k| features.apply(mean_surface(atlas_from_angles(180.0, 90.0 - k as f32))));
        let sides =
            (50..=130).flat_map(|azimuth| (0..12).map(move |k| (azimuth as f32, 5.0 + 4.0 * k as f32)));
        let side_mm = sides.map(|(a, e)| features.apply(mean_surface(atlas_from_angles(a, e))).x);
        let stretch = Stretch::to(
            shape,
            &stretch::FeatureMeasures {
                front_mm: glabella.z,
                back_mm: -profile().map(|p| p.z).fold(f32::MAX, f32::min),
                half_breadth_mm: side_mm.fold(0.0, f32::max),
                top_mm: profile().map(|p| p.y).fold(0.0, f32::max),
                sellion_mm: sellion.y,
                menton_mm: menton.y,
            },
        );
        Some(Warp { features: features.with_neck(shape, &stretch), stretch })
    }

    /// The head point, mm, of a mean point, mm.
    pub fn apply(&self, mean_position: Vec3) -> Vec3 {
        self.stretch.apply(self.features.apply(mean_position))
    }

    /// The mean point of a head point: the stretch has an exact way back, the features are small and smooth.
    pub fn undo(&self, position: Vec3) -> Vec3 {
        let wanted = self.stretch.undo(position);
        let mut mean_position = wanted;
        for _ in 0..TURNS {
            let off = wanted - self.features.apply(mean_position);
            mean_position += off;
            if off.abs().max_element() < NEAR_MM {
                break;
            }
        }
        mean_position
    }

    /// How small steps at a mean point become steps on the head.
    pub fn slope(&self, mean_position: Vec3) -> Mat3 {
        let column = |axis: Vec3| {
            (self.apply(mean_position + axis * STEP_MM) - self.apply(mean_position - axis * STEP_MM))
                / (2.0 * STEP_MM)
        };
        Mat3::from_cols(column(Vec3::X), column(Vec3::Y), column(Vec3::Z))
    }
}
