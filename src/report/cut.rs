//! The skin cut open at a spot: the dots beside the cut, at their depth, as wide and as dark as a day leaves them, and
//! the needle that made the newest of them.

use glam::Vec3;

use crate::appearance::{Age, PigmentState};
use crate::deposit::Dot;
use crate::deposit::placement::COLUMN_MM;
use crate::deposit::time::Course;
use crate::optics::{Column, tone};
use crate::plan::{Plan, Session};

/// Width of the cut, mm.
pub const WIDTH_MM: f32 = 6.0;
/// Dots so far before or behind the cut are shown in it, mm.
const REACH_MM: f32 = 0.75;

/// What the cut shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cut {
    /// Columns of pigment, from left to right.
    pub dots: Vec<CutDot>,
    /// The needle of the newest session; none before the first.
    pub needle: Option<Needle>,
}

/// A column of pigment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CutDot {
    /// Place from the middle of the cut to the right, mm.
    pub across_mm: f32,
    /// Depth of its top, mm.
    pub depth_mm: f32,
    /// Its height, mm.
    pub column_mm: f32,
    /// Its radius that day, mm.
    pub radius_mm: f32,
    /// Pigment over area, relative to the settled dot.
    pub strength: f32,
}

/// A needle in the skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needle {
    /// Its diameter, mm.
    pub diameter_mm: f32,
    /// Depth of its tip: the foot of the column it leaves, mm.
    pub tip_mm: f32,
    /// Depth of the column's top as planned, mm.
    pub depth_mm: f32,
}

/// A plane through the skin, in the frame of the head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CutPlane {
    /// Its middle, on the skin, mm.
    pub spot: Vec3,
    /// Unit vector along the cut, to the right.
    pub right: Vec3,
    /// Unit outward normal of the skin.
    pub normal: Vec3,
}

impl Cut {
    /// The cut of `plan` with its `dots` along a plane, on a day of the plan; none: before it.
    pub fn of(plan: &Plan, dots: &[Dot], plane: CutPlane, day: Option<f32>) -> Cut {
        let CutPlane { spot, right, normal } = plane;
        let Some(day) = day else { return Cut::default() };
        let melanin = tone::find(&plan.client.tone).skin.melanin;
        let course = Course { healing: plan.healing, fading: plan.fading, melanin };
        let is_on = |session: &&Session| session.enabled && session.day <= day;
        let seen = |dot: &Dot| {
            let session = plan.sessions.get(dot.session as usize).filter(is_on)?;
            let from_spot = dot.position - spot;
            let (across_mm, beside_mm) = (from_spot.dot(right), from_spot.dot(right.cross(normal)));
            let is_near = across_mm.abs() < 0.5 * WIDTH_MM
                && beside_mm.abs() < REACH_MM
                && from_spot.dot(normal).abs() < 2.0 * REACH_MM;
            is_near.then(|| {
                let Dot { depth_mm, column_mm, .. } = *dot;
                let age = Age::Days(day - session.day);
                let state =
                    PigmentState::of(Column { depth_mm, height_mm: column_mm }, [1.0; 3], &course, age);
                let (radius_mm, strength) = (state.radius_mm(dot.radius_mm), state.strength(dot.radius_mm));
                CutDot { across_mm, depth_mm, column_mm, radius_mm, strength }
            })
        };
        let mut dots: Vec<CutDot> = dots.iter().filter_map(seen).collect();
        dots.sort_by(|a, b| a.across_mm.total_cmp(&b.across_mm));
        let needle = plan.sessions.iter().rfind(is_on).map(|Session { needle_mm, depth_mm, .. }| Needle {
            diameter_mm: *needle_mm,
            tip_mm: depth_mm + COLUMN_MM,
            depth_mm: *depth_mm,
        });
        Cut { dots, needle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deposit::time::DAYS_PER_YEAR;

    fn dot(x_mm: f32, z_mm: f32, depth_mm: f32) -> Dot {
        let (position, normal) = (Vec3::new(x_mm, 0.0, z_mm), Vec3::Y);
        Dot { position, normal, site: 0, session: 0, depth_mm, radius_mm: 0.08, column_mm: 0.4, tau: 4.0 }
    }

    const PLANE: CutPlane = CutPlane { spot: Vec3::ZERO, right: Vec3::X, normal: Vec3::Y };

    fn cut(dots: &[Dot], day: Option<f32>) -> Cut {
        Cut::of(&Plan::demo(), dots, PLANE, day)
    }

    #[test]
    fn dots_beside_the_cut_are_in_it_and_others_are_not() {
        let all = [dot(1.0, 0.2, 0.15), dot(-2.0, -0.5, 0.2), dot(0.0, 2.0, 0.2), dot(9.0, 0.0, 0.2)];
        let places: Vec<f32> = cut(&all, Some(28.0)).dots.iter().map(|dot| dot.across_mm).collect();
        assert_eq!(places, [-2.0, 1.0]);
        assert_eq!(cut(&all, None), Cut::default(), "before, there is neither pigment nor needle");
    }

    #[test]
    fn years_widen_and_pale_what_lies_deep() {
        let [settled, years] =
            [28.0, 5.0 * DAYS_PER_YEAR].map(|day| cut(&[dot(0.0, 0.0, 0.6)], Some(day)).dots[0]);
        assert!(years.radius_mm > 1.5 * settled.radius_mm && years.strength < settled.strength);
        let shallow = cut(&[dot(0.0, 0.0, 0.15)], Some(5.0 * DAYS_PER_YEAR)).dots[0];
        assert!(shallow.radius_mm < years.radius_mm, "planted: a shallow dot spreads less");
    }

    #[test]
    fn the_needle_is_the_newest_sessions() {
        let mut plan = Plan::demo();
        plan.sessions[1].depth_mm = 0.5;
        let needle = |day| Cut::of(&plan, &[], PLANE, Some(day)).needle.unwrap();
        assert_eq!(needle(13.0).depth_mm, 0.5);
        assert!(needle(1.0).depth_mm < 0.3);
    }
}
