//! What time does to a settled dot: one function of its depth and the age of its session.
//!
//! Takes a client's [`Course`], the depth of the column top (mm) and an age (days), gives [`Aging`]: factors on the
//! settled dot of `deposit::Dot`. The first four weeks follow `docs/practice.md#the-first-four-weeks`, then
//! `docs/practice.md#the-years-after`.
//!
//! Measured: pigment unchanged from 4 weeks to 1 year (Kim 2008, biopsies of scalp and brow scars); epidermis renewed
//! in 30..45 days; tattoos spread by no more than 1..2 mm in 40 years (Eames 2011).
//! Seen in clinics: redness for 1..3 days; scabs on days 2..4 that go on days 5..7; the patchy pale dip of days
//! 7..14; settled by day 28..30; touch-ups after 2..8 years.
//! Adjustable guesses, all in the plan ([`Healing`], [`Fading`]): how strong each of these is, the half-life, the
//! weight of the sun, the growth of variance in each layer. Guesses that are not: the depths at which one layer passes
//! into the next, the shape of the decay ([`DECAY_POWER`]), what melanin saves.
//! Known limits: the column does not sink, so hue keeps its depth; sebum does nothing to pigment, though oily skin is
//! said to fade faster.

use crate::math::smoothstep;
use crate::plan::{Fading, Healing, Longevity, SkinLayer};

/// Each dot sheds its scab on its own day: those of a session fall in so many groups.
pub const SHED_GROUPS: u32 = 8;
/// The first and the last scabs of a session fall on these days.
const SHED_DAYS: [f32; 2] = [4.5, 7.5];
/// One scab comes off within so many days before and after its own.
const SHED_WITHIN_DAYS: f32 = 0.4;

/// State of a dot relative to its settled self (day 28).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aging {
    /// Pigment mass, 1 when settled; 0 before the session.
    pub mass: f32,
    /// Standard deviation of the pigment's sideways wander beyond its settled radius, mm.
    pub spread_mm: f32,
    /// Factor on the radius: swelling and scab.
    pub swelling: f32,
    /// Redness of the skin around it, 0..=1 as usual.
    pub redness: f32,
    /// Crust on the skin above it, 0..=1 as usual.
    pub scab: f32,
    /// Ink that is left in the needle's track through the epidermis, 0..=1; it is shed with the scab.
    pub track: f32,
    /// Fraction of what it takes from the light that new skin hides: the phantom fade.
    pub veil: f32,
}

impl Aging {
    /// A dot as the plan means it: healed, not yet faded.
    pub const SETTLED: Aging =
        Aging { mass: 1.0, spread_mm: 0.0, swelling: 1.0, redness: 0.0, scab: 0.0, track: 0.0, veil: 0.0 };
    /// A dot not yet made.
    pub const ABSENT: Aging = Aging { mass: 0.0, ..Aging::SETTLED };

    /// Radius that pigment of this settled radius has come to: a disc of the same second moment.
    pub fn radius_mm(&self, settled_radius_mm: f32) -> f32 {
        (settled_radius_mm * self.swelling).hypot(2.0 * self.spread_mm)
    }
}

/// How pigment goes its way in one client.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// The first weeks.
    pub healing: Healing,
    /// The years.
    pub fading: Fading,
    /// Volume fraction of melanosomes in the client's epidermis: it shields pigment from the sun.
    pub melanin: f32,
}

/// Day from which a dot counts as settled.
pub const SETTLED_DAY: f32 = 28.0;
/// Days of a year.
pub const DAYS_PER_YEAR: f32 = 365.25;
/// Decay is exp(-(t/T)^n): n above 1 holds the first year (Kim 2008) and still fades in five. A guess.
const DECAY_POWER: f32 = 1.2;
/// Swelling of a fresh dot and of one with its scab. Diameters seen are 1.8 and 2.0
/// (`docs/practice.md#the-first-four-weeks`); light in skin already widens what is seen.
const SWOLLEN: [f32; 2] = [1.4, 1.5];
/// How much faster pigment fades for each step of sun from the usual one; no dose-response is published.
const SUN_WEIGHT: f32 = 0.9;
/// Sun of the longevity presets.
const USUAL_SUN: f32 = 0.3;

impl Course {
    /// State of pigment whose column begins at `depth_mm` (0.02..=2), `age_days` after its session. Negative ages are
    /// before it.
    pub fn aging(&self, depth_mm: f32, age_days: f32) -> Aging {
        if age_days < 0.0 {
            return Aging::ABSENT;
        }
        let track = 1.0 - smoothstep(SHED_DAYS[0], SHED_DAYS[1], age_days);
        let scab = track * self.crusted(age_days);
        let shed = epidermal(depth_mm);
        let kept = shed * (-age_days / 14.0).exp() + (1.0 - shed) * self.kept(depth_mm, age_days);
        Aging {
            mass: self.fresh(age_days) * kept,
            spread_mm: self.spread_mm(depth_mm, age_days),
            swelling: swelling(age_days, scab),
            redness: self.redness(age_days),
            scab,
            track,
            veil: self.veil(age_days),
        }
    }

    /// State of one dot, of those that shed their scabs in that group (below [`SHED_GROUPS`]); [`Course::aging`] is the
    /// mean of them.
    pub fn aging_of(&self, depth_mm: f32, age_days: f32, group: u32) -> Aging {
        let mean = self.aging(depth_mm, age_days);
        if mean.track <= 0.0 {
            return mean;
        }
        let day = shed_day(group);
        let track = 1.0 - smoothstep(day - SHED_WITHIN_DAYS, day + SHED_WITHIN_DAYS, age_days);
        let scab = track * self.crusted(age_days);
        Aging { scab, track, swelling: swelling(age_days, scab), ..mean }
    }

    /// Highest on the first day, gone by the plan's day.
    fn redness(&self, day: f32) -> f32 {
        let Healing { redness, redness_days, .. } = self.healing;
        redness * (1.0 - smoothstep(0.1 * redness_days, redness_days, day))
    }

    /// Crust that is not shed yet: there from day 2.
    fn crusted(&self, day: f32) -> f32 {
        self.healing.scabs * smoothstep(1.0, 3.4, day)
    }

    /// Pigment of the first weeks over the settled one: what is too much goes with the scabs.
    fn fresh(&self, day: f32) -> f32 {
        1.0 + (self.healing.fresh - 1.0) * (1.0 - smoothstep(4.0, 9.0, day))
    }

    /// New epidermis is cloudy at first; it clears by day 28.
    fn veil(&self, day: f32) -> f32 {
        self.healing.phantom_fade * smoothstep(5.0, 9.0, day) * (1.0 - smoothstep(11.0, SETTLED_DAY, day))
    }

    /// Fraction of dermal pigment that immune clearance and sun have left, 1 until day 28. What lies deep stays longer.
    fn kept(&self, depth_mm: f32, day: f32) -> f32 {
        let years = (day - SETTLED_DAY).max(0.0) / DAYS_PER_YEAR;
        let half_life = self.half_life_years() * (1.0 + 0.8 * reticular(depth_mm) + 2.0 * in_fat(depth_mm));
        (-std::f32::consts::LN_2 * (years / half_life).powf(DECAY_POWER)).exp()
    }

    /// Years in which half of papillary pigment goes. Contrast saturates, so that of a field lasts a little longer:
    /// the presets are met by contrast (`src/report/matching/tests.rs`).
    fn half_life_years(&self) -> f32 {
        let at_usual_sun = match self.fading.longevity {
            Longevity::Fast => 1.3,
            Longevity::Normal => 2.2,
            Longevity::Slow => 3.2,
        };
        let bare = 1.0 - smoothstep(0.02, 0.3, self.melanin);
        at_usual_sun / (1.0 + SUN_WEIGHT * bare * (self.fading.sun - USUAL_SUN))
    }

    /// Standard deviation of migration, mm. The settled radius already holds the wander of shallow healing (0.02 mm).
    fn spread_mm(&self, depth_mm: f32, day: f32) -> f32 {
        let (reticular, fat) = (reticular(depth_mm), in_fat(depth_mm));
        let healed = 1.0 - (-day / 14.0).exp();
        let extra = (0.02 + 0.02 * reticular).powi(2) - 0.02_f32.powi(2);
        let blowout = (0.4 * fat).powi(2) * (1.0 - (-day / 3.0).exp());
        let Fading { papillary_mm2_per_year, reticular_mm2_per_year, fat_mm2_per_year, .. } = self.fading;
        let dermis = papillary_mm2_per_year + reticular * (reticular_mm2_per_year - papillary_mm2_per_year);
        let growth = dermis + fat * (fat_mm2_per_year - dermis);
        (extra * healed + blowout + growth * day / DAYS_PER_YEAR).sqrt()
    }
}

/// The day on which a group sheds its scabs: they are as many on each day as the mean falls.
fn shed_day(group: u32) -> f32 {
    let fraction = (group as f32 + 0.5) / SHED_GROUPS as f32;
    // Where a smooth step reaches that fraction.
    let step = 0.5 - ((1.0 - 2.0 * fraction).clamp(-1.0, 1.0).asin() / 3.0).sin();
    SHED_DAYS[0] + step * (SHED_DAYS[1] - SHED_DAYS[0])
}

/// Factor on the diameter: swollen skin, then the scab, normal by day 9.
fn swelling(day: f32, scab: f32) -> f32 {
    let [fresh, scabbed] = SWOLLEN;
    let skin = 1.0 + (fresh - 1.0) * (1.0 - smoothstep(4.0, 9.0, day));
    skin.max(1.0 + (scabbed - 1.0) * scab)
}

/// Depths over which pigment's fate passes from that of one layer to that of the next, mm: columns reach down from
/// their top, and the borders of skin are uneven. Guesses about the floors of [`SkinLayer`].
const BLENDS_MM: [[f32; 2]; 3] = [[0.04, 0.14], [0.25, SkinLayer::DEEP_RETICULAR_MM], [1.3, 1.8]];

/// Fraction of pigment at a depth that sits in the epidermis and is shed with it.
fn epidermal(depth_mm: f32) -> f32 {
    1.0 - smoothstep(BLENDS_MM[0][0], BLENDS_MM[0][1], depth_mm)
}

/// How far a depth is in the reticular dermis, 0..=1.
fn reticular(depth_mm: f32) -> f32 {
    smoothstep(BLENDS_MM[1][0], BLENDS_MM[1][1], depth_mm)
}

/// How far a depth is in fat, 0..=1.
fn in_fat(depth_mm: f32) -> f32 {
    smoothstep(BLENDS_MM[2][0], BLENDS_MM[2][1], depth_mm)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPILLARY: f32 = 0.2;

    fn course() -> Course {
        Course { healing: Healing::default(), fading: Fading::default(), melanin: 0.04 }
    }

    fn aging(depth_mm: f32, age_days: f32) -> Aging {
        course().aging(depth_mm, age_days)
    }

    #[test]
    fn the_sun_fades_light_skin_and_presets_are_in_order() {
        let left = |longevity, sun, melanin| {
            let fading = Fading { longevity, sun, ..Fading::default() };
            Course { fading, melanin, ..course() }.aging(PAPILLARY, 5.0 * DAYS_PER_YEAR).mass
        };
        use Longevity::*;
        assert!(
            left(Fast, 0.3, 0.03) < left(Normal, 0.3, 0.03)
                && left(Normal, 0.3, 0.03) < left(Slow, 0.3, 0.03)
        );
        assert!(left(Normal, 1.0, 0.03) < 0.8 * left(Normal, 0.0, 0.03));
        assert_eq!(left(Normal, 1.0, 0.35), left(Normal, 0.0, 0.35), "melanin shields");
    }

    #[test]
    fn scabs_come_on_day_two_and_are_gone_by_day_eight() {
        let scab = |day| aging(PAPILLARY, day).scab;
        assert!(scab(0.5) == 0.0 && scab(2.0) > 0.3 && scab(4.0) == 1.0 && scab(8.0) == 0.0);
        assert!((0.1..0.9).contains(&scab(6.0)), "{}", scab(6.0));
    }

    #[test]
    fn scabs_fall_one_by_one_over_days() {
        let groups =
            |day: f32| (0..SHED_GROUPS).map(move |group| course().aging_of(PAPILLARY, day, group).scab);
        let apart = |law: &dyn Fn(f32) -> f32| {
            let off = |i: u16| {
                let day = f32::from(i) * 0.05;
                (groups(day).sum::<f32>() / SHED_GROUPS as f32 - law(day)).abs()
            };
            (0..200).map(off).fold(0.0, f32::max)
        };
        let mean = |day: f32| aging(PAPILLARY, day).scab;
        assert!(apart(&mean) < 0.03, "{}", apart(&mean));
        let at_once = |day: f32| course().aging_of(PAPILLARY, day, 3).scab;
        assert!(apart(&at_once) > 0.3, "planted: all on one day");
        let (bare, crusted) =
            (groups(6.0).filter(|s| *s < 0.05).count(), groups(6.0).filter(|s| *s > 0.95).count());
        assert!(bare >= 3 && crusted >= 3, "{bare} {crusted}");
    }

    #[test]
    fn settled_at_day_28() {
        let a = aging(PAPILLARY, 28.0);
        assert!((a.mass - 1.0).abs() < 0.01 && a.swelling == 1.0 && a.redness == 0.0, "{a:?}");
        assert!(a.spread_mm < 0.015, "{a:?}");
        assert_eq!(aging(PAPILLARY, -0.01), Aging::ABSENT);
    }

    #[test]
    fn fresh_is_bolder_and_day_seven_dips() {
        let [fresh, scab, dip] = [0.0, 4.0, 10.0].map(|day| aging(PAPILLARY, day));
        assert!(fresh.mass > 1.3 && fresh.swelling > 1.3 && fresh.redness > 0.9, "{fresh:?}");
        assert!(fresh.track == 1.0 && dip.track == 0.0, "{fresh:?} {dip:?}");
        assert!(scab.swelling >= fresh.swelling, "{scab:?}");
        assert!(dip.mass == 1.0 && dip.veil > 0.25 && dip.redness == 0.0, "{dip:?}");
    }

    /// Largest change of any part of the state per 0.05 day over the first year.
    fn largest_step(state: impl Fn(f32) -> Aging) -> f32 {
        let parts = |day: f32| {
            let a = state(day);
            [a.mass, a.spread_mm, a.swelling, a.redness, a.scab, a.track, a.veil]
        };
        let step = |i: u32| {
            let (a, b) = (parts(i as f32 * 0.05), parts((i + 1) as f32 * 0.05));
            (0..7).map(|k| (a[k] - b[k]).abs()).fold(0.0, f32::max)
        };
        (0..7300).map(step).fold(0.0, f32::max)
    }

    #[test]
    fn no_jumps_in_time() {
        for depth in [0.05, 0.1, 0.2, 0.35, 0.8] {
            let step = largest_step(|day| aging(depth, day));
            assert!(step < 0.035, "{depth}: {step}");
        }
        let stepped = largest_step(|day| aging(PAPILLARY, day.floor()));
        assert!(stepped > 0.1, "planted: whole days must be seen as jumps, {stepped}");
    }

    #[test]
    fn years_fade_and_blur_by_layer() {
        let five = 5.0 * DAYS_PER_YEAR;
        let shallow = aging(PAPILLARY, five);
        assert!((0.15..0.35).contains(&shallow.mass), "{shallow:?}");
        assert!((0.015..0.05).contains(&shallow.spread_mm), "{shallow:?}");
        assert!(aging(0.05, 60.0).mass < 0.1, "the epidermis is shed");
        assert!(aging(0.8, five).spread_mm > 1.8 * shallow.spread_mm, "reticular pigment spreads more");
        assert!(aging(1.9, 28.0).spread_mm > 0.3, "fat blows out at once");
        let ceiling = (2.0 * 0.05 * 40.0_f32).sqrt();
        assert!(aging(1.9, 40.0 * DAYS_PER_YEAR).spread_mm < ceiling, "Eames' words bound it");
    }

    #[test]
    fn fates_change_at_the_floors_of_the_layers() {
        let straddles = |floors_mm: [f32; 3]| {
            BLENDS_MM.iter().zip(floors_mm).all(|([from, to], floor_mm)| (*from..*to).contains(&floor_mm))
        };
        let [floors_mm @ .., _] = SkinLayer::ALL.map(SkinLayer::floor_mm);
        assert!(straddles(floors_mm));
        assert!(!straddles([0.08, 0.2, 1.7]), "planted: a papillary dermis that ends elsewhere");
    }

    #[test]
    fn depth_never_jumps() {
        for day in [1.0, 28.0, 2000.0] {
            for i in 2..200 {
                let (a, b) = (aging(i as f32 * 0.01, day), aging((i + 1) as f32 * 0.01, day));
                assert!(
                    (a.mass - b.mass).abs() < 0.25 && (a.spread_mm - b.spread_mm).abs() < 0.02,
                    "{i} {day}"
                );
            }
        }
    }
}
