//! What a dot looks like on a day: [`crate::deposit`] says how much pigment is where, [`crate::optics`] what pigment
//! looks like, and here the two meet. Pictures, figures and sections all read this; `shaders/common/pigment_state.wgsl`
//! repeats [`PigmentState::radius_mm`] and [`PigmentState::tau`] for each dot, and the swatch tests hold them together.
//!
//! Known limits: redness of the skin about fresh dots is drawn but not part of a field's mean; shadows of shafts are
//! those in light from everywhere.

use std::f32::consts::PI;

use crate::deposit::placement::COLUMN_MM;
use crate::deposit::time::{Aging, Course};
use crate::math::smoothstep;
use crate::optics::dot::core_saturation;
use crate::optics::tables::{Column, Field, Loss, Tables};

/// A root runs on under the skin as its shaft leans, and is seen as a streak: how deep its middle lies, mm. This, how
/// deep a root is seen and its width are chosen so that the black-equivalent area of straight hair is that of roots under
/// the trichoscope, 0.038, 0.025 and 0.015 mm² in red, green and blue (`docs/optics.md#hair-roots-and-shafts`).
const ROOT_TOP_MM: f32 = 0.3;
/// A root is seen down to this depth, mm: the flatter it lies, the longer its streak. Coiled hair leaves the skin flat,
/// and its follicle is bent the same way, so its roots are seen half as long again.
const ROOT_SEEN_MM: f32 = 0.555;
/// Length of root in each mm of depth over that of straight hair in the mean: the mean of 1 / sine over its tilts, 25 to
/// 60 degrees. Halos are those of straight hair's roots; a root that lies flatter has more to meet light with.
const STRAIGHT_PER_DEPTH: f32 = 1.57;
/// No root lies flatter in this, sine.
const FLATTEST: f32 = 0.25;
/// No streak is longer, mm: follicles bend down. A guess.
const LONGEST_STREAK_MM: f32 = 2.0;
/// Width of the streak over that of the shaft.
const ROOT_WIDTH: f32 = 1.6;
/// Length of root that light finds in the dermis below that, mm: roots go to 4 or 5 mm.
const ROOT_COLUMN_MM: f32 = 3.3;
/// Optical thickness of a whole scab per channel: dried blood, nearly opaque in blue. A guess by eye.
const SCAB_TAU: [f32; 3] = [0.12, 0.45, 0.7];
/// Fraction of its depth that a fresh dot seems to have lost: ink fills the needle's track through the epidermis, and
/// then the crust, until both are shed. A guess; photographs of the first day show centres of 0.6 to 0.7.
const TRACK_LIFT: f32 = 0.6;
/// Redness of one fresh dot at its centre; with 80 dots per cm² the erythema of a whole field is about 0.45.
const REDNESS_PEAK: f32 = 0.06;
/// Width of the erythema about a fresh dot, mm: "mm-scale rings" (`docs/optics.md#redness`).
pub const REDNESS_SIGMA_MM: f32 = 1.2;

/// A dot as most sessions leave it, its column and radius in mm: views from afar, which know of cores and halos no more
/// than their sum, crowd all fields as they would one of these ([`Tables::crowding_of_sums`]).
pub const USUAL_DOT: (Column, f32) = (Column { depth_mm: 0.125, height_mm: COLUMN_MM }, 0.145);

/// How long pigment has been in the skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Age {
    /// It is not there: its session is still to come, or is switched off.
    NotYet,
    /// So many days; a negative number is a session still to come.
    Days(f32),
    /// Healed and not a day older, as the plan's sizes mean it.
    Settled,
}

/// Pigment of one kind, at one depth, as light meets it on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PigmentState {
    /// What time did to it.
    pub aging: Aging,
    /// Optical thickness per channel over that of the settled dot at 550 nm ([`Tables::pigment_tau`]).
    pub tau_rgb: [f32; 3],
    /// Depth at which its top seems to lie, mm: a fresh track lifts it.
    pub depth_mm: f32,
    /// Height of its column, mm.
    pub column_mm: f32,
}

impl PigmentState {
    /// Pigment of an age in a column.
    pub fn of(column: Column, tau_rgb: [f32; 3], course: &Course, age: Age) -> PigmentState {
        let aging = match age {
            Age::NotYet => Aging::ABSENT,
            Age::Days(days) => course.aging(column.depth_mm, days),
            Age::Settled => Aging::SETTLED,
        };
        PigmentState::aged(column, tau_rgb, aging)
    }

    /// Pigment of one dot of an age in a column, whose scab falls with that group ([`Course::aging_of`]).
    pub fn of_dot(column: Column, tau_rgb: [f32; 3], course: &Course, age: Age, group: u32) -> PigmentState {
        match age {
            Age::Days(days) => {
                PigmentState::aged(column, tau_rgb, course.aging_of(column.depth_mm, days, group))
            }
            Age::NotYet | Age::Settled => PigmentState::of(column, tau_rgb, course, age),
        }
    }

    fn aged(column: Column, tau_rgb: [f32; 3], aging: Aging) -> PigmentState {
        let depth_mm = column.depth_mm * (1.0 - TRACK_LIFT * aging.track);
        PigmentState { aging, tau_rgb, depth_mm, column_mm: column.height_mm }
    }

    /// A hair root: the same on every day. Hair of that reflectance is as thick, optically, as one double way through
    /// it.
    pub fn root(tables: &Tables) -> PigmentState {
        let tau_rgb = tables.hair.map(|reflectance| -reflectance.clamp(0.005, 0.9).ln());
        let column = Column { depth_mm: ROOT_TOP_MM, height_mm: ROOT_COLUMN_MM };
        PigmentState::aged(column, tau_rgb, Aging::SETTLED)
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

    /// Pigment over width of a column seen from the side, as in a section, relative to when it settled: all of its mass
    /// lies along the sight.
    pub fn strength_from_the_side(&self, settled_mm: f32) -> f32 {
        self.aging.mass * settled_mm / self.radius_mm(settled_mm)
    }

    /// Optical thickness per channel of a dot that settled at this radius, mm, and this optical thickness at 550 nm:
    /// its pigment and the scab over it.
    pub fn tau(&self, settled_mm: f32, settled_tau: f32) -> [f32; 3] {
        let fraction = settled_tau * self.strength(settled_mm);
        let scab_tau = self.scab_tau();
        std::array::from_fn(|c| self.tau_rgb[c] * fraction + scab_tau[c])
    }

    /// Optical thickness per channel of the scab over it.
    pub fn scab_tau(&self) -> [f32; 3] {
        SCAB_TAU.map(|tau| self.aging.scab * tau)
    }

    /// Redness of the skin at the centre of one dot: fraction of the way to reddened skin.
    pub fn redness(&self) -> f32 {
        self.aging.redness * REDNESS_PEAK
    }

    /// Mean over a field of such dots, `per_mm2` of them.
    pub fn field(&self, tables: &Tables, settled_mm: f32, settled_tau: f32, per_mm2: f32) -> Field {
        if self.aging.mass <= 0.0 {
            return Field::default();
        }
        let tau = self.tau(settled_mm, settled_tau);
        let seen_per_mm2 = (1.0 - self.aging.veil) * per_mm2;
        let column = Column { depth_mm: self.depth_mm, height_mm: self.column_mm };
        tables.field_of(column, self.radius_mm(settled_mm), tau, seen_per_mm2)
    }
}

/// Area of the shadow that a shaft throws in light from everywhere on the skin at its root, mm². Skin under stubble
/// gets less light besides being hidden, as if the silhouette lay there once more. Longer hair shades other places;
/// those shadows are left to a later model.
pub fn shaft_shadow_mm2(radius_mm: f32, length_mm: f32) -> f32 {
    2.0 * radius_mm * length_mm.min(LONGEST_SHADOW_MM)
}

/// So much of a shaft shades the skin at its root, mm. A guess.
const LONGEST_SHADOW_MM: f32 = 1.5;

/// Fraction of a shaft's shadow that stays beside it, red, green and blue: what comes out of skin close to where it went
/// in. The rest spreads as a halo does. Of intermediate skin by the Monte Carlo (a test); darker skin keeps more.
pub const CONTACT_SHARE: [f32; 3] = [0.18, 0.34, 0.35];
/// Deviation of a contact shadow, mm.
pub const CONTACT_SIGMA_MM: f32 = 0.15;
/// Hair up to the first length throws contact shadows; from the second on it stands too far above its skin, mm.
const CONTACT_MM: [f32; 2] = [1.0, 3.0];

/// Fraction of a shaft of this length that throws a contact shadow.
pub fn contact_shadow(length_mm: f32) -> f32 {
    let [from, to] = CONTACT_MM;
    let casting = LONGEST_SHADOW_MM / length_mm.max(LONGEST_SHADOW_MM);
    casting * (1.0 - smoothstep(from, to, length_mm))
}

/// Radius of the root of a hair, mm, as its streak is seen.
pub fn root_radius_mm(shaft_radius_mm: f32) -> f32 {
    ROOT_WIDTH * shaft_radius_mm
}

/// How far a root is seen running on under the skin, mm. `rise` is the sine of the angle between shaft and skin.
pub fn root_streak_mm(rise: f32) -> f32 {
    let rise = rise.clamp(1e-3, 1.0);
    (ROOT_SEEN_MM * (1.0 - rise * rise).sqrt() / rise).min(LONGEST_STREAK_MM)
}

/// Radius of the disc whose halo the root of a hair has, mm. `rise` as in [`root_streak_mm`].
pub fn root_halo_radius_mm(shaft_radius_mm: f32, rise: f32) -> f32 {
    shaft_radius_mm * (rise.max(FLATTEST) * STRAIGHT_PER_DEPTH).recip().sqrt()
}

/// Area of the streak of a root, mm², beyond that of the disc of [`root_halo_radius_mm`].
pub fn streak_mm2(shaft_radius_mm: f32, rise: f32) -> f32 {
    let [root_mm, halo_mm] = [root_radius_mm(shaft_radius_mm), root_halo_radius_mm(shaft_radius_mm, rise)];
    PI * (root_mm * root_mm - halo_mm * halo_mm) + 2.0 * root_mm * root_streak_mm(rise)
}

/// Mean of skin under trimmed hair, `per_mm2` of it: roots, and shadows of the shafts; what the shafts cover is not in
/// it. `rise` is the sine of the angle between shafts and skin.
pub fn hair_field(tables: &Tables, radius_mm: f32, length_mm: f32, rise: f32, per_mm2: f32) -> Field {
    let root = PigmentState::root(tables);
    let field = root.field(tables, root_halo_radius_mm(radius_mm, rise), 1.0, per_mm2);
    let streak = per_mm2 * streak_mm2(radius_mm, rise);
    let streaks = root.tau(radius_mm, 1.0).map(|tau| streak * core_saturation(tau.into()) as f32);
    let shadows = [per_mm2 * shaft_shadow_mm2(radius_mm, length_mm); 3];
    let contrast = tables.row(ROOT_TOP_MM).contrast;
    let cores = Loss { s: streaks, q: std::array::from_fn(|c| contrast[c] * streaks[c]) };
    field.plus(&Field { cores, halos: Loss { s: shadows, q: shadows }, coverage: 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Fading, Healing};

    fn state(age: Age) -> PigmentState {
        let course = Course { healing: Healing::default(), fading: Fading::default(), melanin: 0.04 };
        PigmentState::of(Column { depth_mm: 0.6, height_mm: 0.4 }, [1.5, 1.0, 0.5], &course, age)
    }

    #[test]
    fn as_much_of_a_contact_shadow_is_close_as_light_comes_out_close() {
        use crate::optics::light::Illuminant;
        use crate::optics::monte_carlo::{bundle, tissues::Tissues};
        use crate::plan::{HairColour, Skin};
        let skin = Skin { melanin: 0.04, blood: 0.004 };
        let row = Tables::new(&skin, HairColour::Black, Illuminant::D65, 1.0).row(ROOT_TOP_MM);
        let tissues = Tissues::new(&[skin.melanin], &[skin.blood]);
        const NEAR_RINGS: usize = 6; // of 0.05 mm
        let near_mm = NEAR_RINGS as f64 * bundle::RADIAL_STEP_MM;
        let within = |sigma_mm: f32| -(-0.5 * (near_mm / f64::from(sigma_mm)).powi(2)).exp_m1();
        let miss = |channel: usize, share: f32| {
            let band = [24, 16, 8][channel]; // 620, 540, 460 nm
            let light = bundle::totals(&tissues.stack(&skin, band), 20_000, 5);
            let comes_out = light.radial[..NEAR_RINGS].iter().sum::<f64>() / light.diffuse;
            let spread = within(row.halo_sigma_mm[channel]);
            (spread + f64::from(share) * (within(CONTACT_SIGMA_MM) - spread) - comes_out).abs()
        };
        for (channel, share) in CONTACT_SHARE.into_iter().enumerate() {
            let miss = [share, 0.0].map(|share| miss(channel, share));
            println!("channel {channel}: off by {:.3}, spread evenly {:.3}", miss[0], miss[1]);
            assert!(miss[0] < 0.04);
            assert!(miss[1] > 0.1, "planted: all of it spread");
        }
    }

    #[test]
    fn mass_is_kept_while_dots_spread() {
        let [settled, years] = [28.0, 3650.0].map(|days| state(Age::Days(days)));
        let mass = |state: PigmentState| state.strength(0.1) * state.radius_mm(0.1).powi(2);
        assert!(years.radius_mm(0.1) > 1.2 * settled.radius_mm(0.1));
        let kept = (mass(years) / mass(settled)) / (years.aging.mass / settled.aging.mass);
        assert!((kept - 1.0).abs() < 1e-4, "{kept}");
        assert!(years.strength(0.1) < 0.8 * years.aging.mass, "planted: mass alone is not what is seen");
    }

    #[test]
    fn flat_roots_are_seen_longer_and_straight_ones_as_under_the_trichoscope() {
        use crate::deposit::growth::tilts_deg;
        use crate::plan::Ethnicity;
        let mean = |ethnicity, of: fn(f32) -> f32| {
            let [flat, steep] = tilts_deg(ethnicity);
            let at = |i: u8| of((flat + (steep - flat) * (f32::from(i) + 0.5) / 32.0).to_radians().sin());
            (0..32).map(at).sum::<f32>() / 32.0
        };
        let [straight, coiled] =
            [Ethnicity::Caucasian, Ethnicity::African].map(|ethnicity| mean(ethnicity, root_streak_mm));
        println!("streaks of roots: {straight:.2} mm straight, {coiled:.2} mm coiled");
        assert!((0.6..0.7).contains(&straight), "{straight}");
        let times_longer = 1.5..2.4;
        assert!(times_longer.contains(&(coiled / straight)), "{coiled}");
        let cosine = |rise: f32| (1.0 - rise * rise).sqrt();
        let planted = mean(Ethnicity::African, cosine) / mean(Ethnicity::Caucasian, cosine);
        assert!(!times_longer.contains(&planted), "planted: as if all roots were as long, {planted}");
        let area = |rise: f32| root_halo_radius_mm(1.0, rise).powi(2);
        assert!((mean(Ethnicity::Caucasian, area) - 1.0).abs() < 0.01, "halos of straight roots");
    }

    #[test]
    fn settled_as_planned_has_the_pigment_of_the_plan_and_before_has_none() {
        assert_eq!(state(Age::Settled).tau(0.1, 3.0), [4.5, 3.0, 1.5]);
        assert_eq!(state(Age::NotYet).aging.mass, 0.0);
        assert_eq!(state(Age::Days(-1.0)), state(Age::NotYet), "a session still to come");
        let scabbed = state(Age::Days(4.0));
        assert!(scabbed.depth_mm < 0.6 && scabbed.tau(0.1, 3.0)[2] > state(Age::Settled).tau(0.1, 3.0)[2]);
    }
}
