//! The mean head in another shape: a smooth warp of the space around it, so that skin, ears, lines and landmarks go
//! along and every place keeps its place on the mean head.
//!
//! ```text
//! mean point -> person (a table) -> features (pushes, ears, neck) -> measures (three stretches) -> head point
//! ```
//!
//! The measures are met on the head as the features left it: a flat back is flatter, not shorter. Each stretch has
//! two scales with a soft change between, so that a longer skull does not make a longer nose.
//! Known limits: ambient visibility to the sky (`Mesh::ambient`) is the mean head's; the neck's girth is that of the
//! mean neck, scaled; what people's heads have in common beyond the tables (`features`) is chosen by eye.

mod features;
mod person;
mod stretch;

#[cfg(test)]
mod tests;

use glam::{Mat3, Vec3, vec3};

use self::features::Features;
use self::person::Displacement;
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
#[derive(Clone, Copy, Debug)]
pub struct Warp {
    person: Option<&'static Displacement>,
    features: Features,
    stretch: Stretch,
}

impl PartialEq for Warp {
    fn eq(&self, other: &Warp) -> bool {
        let same = match (self.person, other.person) {
            (Some(a), Some(b)) => std::ptr::eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        same && self.features == other.features && self.stretch == other.stretch
    }
}

impl Warp {
    /// For a shape; none where it is the mean head's own.
    pub fn new(shape: &HeadShape) -> Option<Warp> {
        if (HeadShape { eyes: Eyes::default(), ..*shape }) == HeadShape::default() {
            return None;
        }
        let person = Displacement::of(shape.person);
        let features = Features::of(shape);
        let formed = |p: Vec3| features.apply(person.map_or(p, |person| person.apply(p)));
        let [glabella, sellion, menton] = [GLABELLA, SELLION, MENTON].map(formed);
        let profile = || (0..=110).map(|k| formed(mean_surface(atlas_from_angles(180.0, 90.0 - k as f32))));
        let sides =
            (50..=130).flat_map(|azimuth| (0..12).map(move |k| (azimuth as f32, 5.0 + 4.0 * k as f32)));
        let side_mm = sides.map(|(azimuth, elevation)| {
            let side = |azimuth: f32| formed(mean_surface(atlas_from_angles(azimuth, elevation))).x.abs();
            0.5 * (side(azimuth) + side(-azimuth))
        });
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
        Some(Warp { person, features: features.with_neck(shape, &stretch), stretch })
    }

    /// The head point, mm, of a mean point, mm.
    pub fn apply(&self, mean_position: Vec3) -> Vec3 {
        self.stretch.apply(self.formed(mean_position))
    }

    /// The point, mm, before the stretches.
    fn formed(&self, mean_position: Vec3) -> Vec3 {
        self.features.apply(self.person.map_or(mean_position, |person| person.apply(mean_position)))
    }

    /// The mean point of a head point: the stretch has an exact way back, all else is small and smooth.
    pub fn undo(&self, position: Vec3) -> Vec3 {
        let wanted = self.stretch.undo(position);
        let mut mean_position = wanted;
        let mut before: Option<(Vec3, Vec3)> = None;
        for _ in 0..TURNS {
            let off = wanted - self.formed(mean_position);
            if off.abs().max_element() < NEAR_MM {
                return mean_position + off;
            }
            // Anderson's acceleration with one step's memory.
            let mut step = off;
            if let Some((last_position, last_off)) = before {
                let change = off - last_off;
                let back = (off.dot(change) / change.length_squared().max(1e-12)).clamp(-1.0, 1.0);
                step -= back * (mean_position - last_position + change);
            }
            before = Some((mean_position, off));
            mean_position += step;
        }
        mean_position
    }

    /// How small steps at a mean point become steps on the head.
    pub fn slope(&self, mean_position: Vec3) -> Mat3 {
        let here = self.apply(mean_position);
        let column = |axis: Vec3| (self.apply(mean_position + axis * STEP_MM) - here) / STEP_MM;
        Mat3::from_cols(column(Vec3::X), column(Vec3::Y), column(Vec3::Z))
    }
}
