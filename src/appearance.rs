//! What a dot looks like on a day: [`crate::deposit`] says how much pigment is where, [`crate::optics`] what pigment looks
//! like, and here the two meet. Pictures, figures and sections all read this; `shaders/common/level.wgsl` repeats
//! [`PigmentState::radius_mm`] and [`PigmentState::tau`] for each dot, and the swatch tests hold them together.
//!
//! Known limits: redness of the skin about fresh dots is drawn but not part of a field's mean; shadows of shafts are
//! those in light from everywhere.

use crate::deposit::time::{Aging, Course, SCAB_LIFT, SCAB_TAU};
use crate::optics::tables::{Loss, Tables};

/// A hair root starts at the floor of the surface relief: depth of its top, mm.
pub const ROOT_TOP_MM: f32 = 0.05;
/// Length of root that light finds in the dermis, mm.
pub const ROOT_COLUMN_MM: f32 = 2.0;

/// Pigment of one kind, at one depth, as light meets it on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PigmentState {
    /// What time did to it.
    pub aging: Aging,
    /// Optical thickness per channel over that of the settled dot at 550 nm ([`Tables::pigment_tau`]).
    pub tau_rgb: [f32; 3],
    /// Depth at which its top seems to lie, mm: a crust lifts it.
    pub depth_mm: f32,
    /// Height of its column, mm.
    pub column_mm: f32,
}

impl PigmentState {
    /// Pigment whose column of `column_mm` begins at `depth_mm`, so many days after its session; negative: not yet made;
    /// none: settled and not a day older.
    pub fn of(
        [depth_mm, column_mm]: [f32; 2],
        tau_rgb: [f32; 3],
        course: &Course,
        age_days: Option<f32>,
    ) -> PigmentState {
        let aging = age_days.map_or(Aging::SETTLED, |days| course.aging(depth_mm, days));
        PigmentState::aged([depth_mm, column_mm], tau_rgb, aging)
    }

    /// The same where what time did is known.
    pub fn aged([depth_mm, column_mm]: [f32; 2], tau_rgb: [f32; 3], aging: Aging) -> PigmentState {
        let depth_mm = depth_mm * (1.0 - SCAB_LIFT * aging.scab.min(1.0));
        PigmentState { aging, tau_rgb, depth_mm, column_mm }
    }

    /// A hair root: the same on every day. Hair of that reflectance is as thick, optically, as one double way through it.
    pub fn root(tables: &Tables) -> PigmentState {
        let tau_rgb = tables.hair.map(|reflectance| -reflectance.clamp(0.005, 0.9).ln());
        PigmentState::aged([ROOT_TOP_MM, ROOT_COLUMN_MM], tau_rgb, Aging::SETTLED)
    }

    /// Radius of a dot that settled at this radius, mm.
    pub fn radius_mm(&self, settled_mm: f32) -> f32 {
        self.aging.radius_mm(settled_mm)
    }

    /// Pigment over area of a dot that settled at this radius, relative to then: mass is kept, so a dot that spreads
    /// thins.
    pub fn strength(&self, settled_mm: f32) -> f32 {
        self.aging.mass * (settled_mm / self.radius_mm(settled_mm)).powi(2)
    }

    /// Optical thickness per channel of a dot that settled at this radius, mm, and this optical thickness at 550 nm: its
    /// pigment and the scab over it.
    pub fn tau(&self, settled_mm: f32, settled_tau: f32) -> [f32; 3] {
        let share = settled_tau * self.strength(settled_mm);
        std::array::from_fn(|c| self.tau_rgb[c] * share + self.aging.scab * SCAB_TAU[c])
    }

    /// Mean loss of a field of such dots, `per_mm2` of them.
    pub fn mean_loss(&self, tables: &Tables, settled_mm: f32, settled_tau: f32, per_mm2: f32) -> Loss {
        if self.aging.mass <= 0.0 {
            return Loss::default();
        }
        let tau = self.tau(settled_mm, settled_tau);
        let seen_per_mm2 = (1.0 - self.aging.veil) * per_mm2;
        let column = [self.depth_mm, self.column_mm];
        tables.mean_loss_of(column, self.radius_mm(settled_mm), tau, seen_per_mm2)
    }
}

/// Area of the shadow that a shaft throws in light from everywhere on the skin at its root, mm². Skin under stubble
/// gets less light besides being hidden, as if the silhouette lay there once more. Longer hair shades other places;
/// those shadows are left to a later model.
pub fn shaft_shadow_mm2(radius_mm: f32, length_mm: f32) -> f32 {
    const LONGEST_SHADOW_MM: f32 = 1.5;
    2.0 * radius_mm * length_mm.min(LONGEST_SHADOW_MM)
}

/// Mean loss of skin under trimmed hair, `per_mm2` of it: roots, and shadows of the shafts; what the shafts cover is not
/// in it.
pub fn hair_loss(tables: &Tables, radius_mm: f32, length_mm: f32, per_mm2: f32) -> Loss {
    let mut loss = PigmentState::root(tables).mean_loss(tables, radius_mm, 1.0, per_mm2);
    let shadow = per_mm2 * shaft_shadow_mm2(radius_mm, length_mm);
    let contrast = tables.row(ROOT_TOP_MM).contrast;
    (0..3).for_each(|c| {
        loss.s[c] += shadow;
        loss.q[c] += contrast[c] * shadow;
    });
    loss
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Fading, Healing};

    fn state(age_days: Option<f32>) -> PigmentState {
        let course = Course { healing: Healing::default(), fading: Fading::default(), melanin: 0.04 };
        PigmentState::of([0.6, 0.4], [1.5, 1.0, 0.5], &course, age_days)
    }

    #[test]
    fn mass_is_kept_while_dots_spread() {
        let [settled, years] = [Some(28.0), Some(3650.0)].map(state);
        let mass = |state: PigmentState| state.strength(0.1) * state.radius_mm(0.1).powi(2);
        assert!(years.radius_mm(0.1) > 1.2 * settled.radius_mm(0.1));
        let kept = (mass(years) / mass(settled)) / (years.aging.mass / settled.aging.mass);
        assert!((kept - 1.0).abs() < 1e-4, "{kept}");
        assert!(years.strength(0.1) < 0.8 * years.aging.mass, "planted: mass alone is not what is seen");
    }

    #[test]
    fn settled_as_planned_has_the_pigment_of_the_plan_and_before_has_none() {
        assert_eq!(state(None).tau(0.1, 3.0), [4.5, 3.0, 1.5]);
        assert_eq!(state(Some(-1.0)).aging.mass, 0.0);
        let scabbed = state(Some(4.0));
        assert!(scabbed.depth_mm < 0.6 && scabbed.tau(0.1, 3.0)[2] > state(None).tau(0.1, 3.0)[2]);
    }
}
