//! How wide dots become: pigment only, not the light that skin spreads around it.

use serde::Serialize;

use crate::deposit::Dot;
use crate::deposit::time::{Course, DAYS_PER_YEAR, SETTLED_DAY};
use crate::optics::tone;
use crate::plan::Plan;

/// Mean diameters of dots; 0 without dots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Blur {
    /// Four weeks after their own session, mm.
    pub settled_mm: f32,
    /// Five years after their own session, mm.
    pub five_years_mm: f32,
}

impl Blur {
    /// Widths of these dots of `plan`.
    pub fn of(plan: &Plan, dots: &[Dot]) -> Blur {
        let melanin = tone::find(&plan.client.tone).skin.melanin;
        let course = Course { healing: plan.healing, fading: plan.fading, melanin };
        let mean_mm = |age_days: f32| {
            let wide = |dot: &Dot| 2.0 * course.aging(dot.depth_mm, age_days).radius_mm(dot.radius_mm);
            dots.iter().map(|dot| f64::from(wide(dot))).sum::<f64>() / dots.len().max(1) as f64
        };
        let [settled, five_years] = [SETTLED_DAY, 5.0 * DAYS_PER_YEAR].map(|days| mean_mm(days) as f32);
        Blur { settled_mm: settled, five_years_mm: five_years }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blur(depth_mm: f32) -> Blur {
        let (position, normal) = (glam::Vec3::ZERO, glam::Vec3::Y);
        let (radius_mm, column_mm, tau) = (0.08, 0.4, 4.0);
        let dot = Dot { position, normal, site: 0, session: 0, depth_mm, radius_mm, column_mm, tau };
        Blur::of(&Plan::demo(), &[dot, dot])
    }

    #[test]
    fn years_widen_a_dot_and_depth_widens_it_more() {
        let (good, deep) = (blur(0.15), blur(0.6));
        assert!((good.settled_mm - 0.16).abs() < 0.02, "{good:?}");
        assert!(good.five_years_mm > good.settled_mm && deep.five_years_mm > 1.3 * good.five_years_mm);
        assert_eq!(Blur::of(&Plan::demo(), &[]), Blur::default());
    }
}
