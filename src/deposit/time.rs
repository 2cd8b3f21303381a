//! What time does to a settled dot: one function of its depth and the age of its session.
//!
//! Takes depth of the column top (mm) and age (days), gives [`Aging`]: factors on the settled dot of `deposit::Dot`.
//! The first four weeks follow the state curve of `smp_domain.md` 3a, the years the law of `skin_optics.md` 5.
//!
//! Seen in sources: scabs at day 2..4, the patchy dip about day 7, settled by day 28..30 (clinics); pigment of the
//! superficial dermis unchanged from 4 weeks to 1 year (Kim 2008, biopsies); epidermis renewed in 30..45 days.
//! Guesses: every factor of [`HEALING`], the spread constants (bounded by Eames 2011: 1..2 mm in 40 years is the
//! ceiling for ordinary tattoos), half-life 5 years (touch-ups after 3..7 years), depths at which layers change.
//! Known limits: sun, skin type and touch-ups are not in it; the fast quarter of the mass (0.15 years) makes the
//! first year fade 17 % although Kim saw none; the column does not sink, so hue keeps its depth.

use crate::scalp::field::smoothstep;

/// State of a dot relative to its settled self (day 28).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aging {
    /// Pigment mass, 1 when settled; 0 before the session.
    pub mass: f32,
    /// Standard deviation of the pigment's sideways wander beyond its settled radius, mm.
    pub spread_mm: f32,
    /// Factor on the radius: swelling and scab.
    pub swelling: f32,
    /// Redness of the skin around it, 0..=1.
    pub redness: f32,
}

/// Day, factor on diameter, factor on mass, redness: the state curve proposed in `smp_domain.md` 3a, with two changes.
/// Diameters there are those seen (1.8 and 2.0), and light in skin already widens what is seen: 1.5 and 1.6 here.
/// Redness is nearly gone after two days, as most skins show it (3a, day 0-3).
const HEALING: [(f32, [f32; 3]); 6] = [
    (0.0, [1.5, 1.4, 1.0]),
    (2.0, [1.6, 1.4, 0.2]),
    (4.0, [1.5, 1.3, 0.05]),
    (7.0, [1.1, 0.7, 0.0]),
    (14.0, [1.0, 0.85, 0.0]),
    (28.0, [1.0, 1.0, 0.0]),
];
const SETTLED_DAY: f32 = 28.0;
const DAYS_PER_YEAR: f32 = 365.25;

impl Aging {
    /// A dot as the plan means it: healed, not yet faded.
    pub const SETTLED: Aging = Aging { mass: 1.0, spread_mm: 0.0, swelling: 1.0, redness: 0.0 };
    /// A dot not yet made.
    pub const ABSENT: Aging = Aging { mass: 0.0, spread_mm: 0.0, swelling: 1.0, redness: 0.0 };
}

/// State of pigment whose column begins at `depth_mm` (0.02..=2), `age_days` after its session. Negative ages are
/// before it.
pub fn aging(depth_mm: f32, age_days: f32) -> Aging {
    if age_days < 0.0 {
        return Aging::ABSENT;
    }
    let [swelling, healing, redness] = healing(age_days);
    let shed = 1.0 - smoothstep(0.04, 0.14, depth_mm);
    let kept = shed * (-age_days / 14.0).exp() + (1.0 - shed) * fading(age_days);
    Aging { mass: healing * kept, spread_mm: spread_mm(depth_mm, age_days), swelling, redness }
}

/// The healing table at a day, smooth between its rows.
fn healing(day: f32) -> [f32; 3] {
    let k = HEALING.partition_point(|row| row.0 <= day);
    match (HEALING.get(k.wrapping_sub(1)), HEALING.get(k)) {
        (Some((from, a)), Some((to, b))) => {
            let t = smoothstep(*from, *to, day);
            [0, 1, 2].map(|i| a[i] + t * (b[i] - a[i]))
        }
        _ => HEALING[HEALING.len() - 1].1,
    }
}

/// Mass left in the dermis by immune clearance, 1 until day 28: a quarter goes with 0.15 years, the rest with 7.
fn fading(day: f32) -> f32 {
    let left = |day: f32| {
        let years = day / DAYS_PER_YEAR;
        0.25 * (-years / 0.15).exp() + 0.75 * (-years / 7.0).exp()
    };
    left(day.max(SETTLED_DAY)) / left(SETTLED_DAY)
}

/// Standard deviation of migration, mm. The settled radius already holds the wander of shallow healing (0.02 mm).
fn spread_mm(depth_mm: f32, day: f32) -> f32 {
    let reticular = smoothstep(0.25, 0.7, depth_mm);
    let fat = smoothstep(1.3, 1.8, depth_mm);
    let healed = 1.0 - (-day / 14.0).exp();
    let extra = (0.02 + 0.02 * reticular).powi(2) - 0.02_f32.powi(2);
    let blowout = (0.4 * fat).powi(2) * (1.0 - (-day / 3.0).exp());
    // mm² per year: papillary 5e-4, reticular 2e-3, fat 1e-2.
    let diffusion = 5e-4 * 4.0_f32.powf(reticular) * 5.0_f32.powf(fat);
    (extra * healed + blowout + 2.0 * diffusion * day / DAYS_PER_YEAR).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPILLARY: f32 = 0.2;

    #[test]
    fn settled_at_day_28() {
        let a = aging(PAPILLARY, 28.0);
        assert!((a.mass - 1.0).abs() < 0.01 && a.swelling == 1.0 && a.redness == 0.0, "{a:?}");
        assert!(a.spread_mm < 0.015, "{a:?}");
        assert_eq!(aging(PAPILLARY, -0.01), Aging::ABSENT);
    }

    #[test]
    fn fresh_is_bolder_and_day_seven_dips() {
        let [fresh, scab, dip] = [0.0, 2.0, 7.5].map(|day| aging(PAPILLARY, day));
        assert!(fresh.mass > 1.3 && fresh.swelling > 1.4 && fresh.redness > 0.9, "{fresh:?}");
        assert!(scab.swelling >= fresh.swelling, "{scab:?}");
        assert!(dip.mass < 0.75 && dip.redness < 0.15, "{dip:?}");
    }

    /// Largest change of any part of the state per 0.05 day over the first year.
    fn largest_step(state: impl Fn(f32) -> Aging) -> f32 {
        let parts = |day: f32| {
            let a = state(day);
            [a.mass, a.spread_mm, a.swelling, a.redness]
        };
        let step = |i: u32| {
            let (a, b) = (parts(i as f32 * 0.05), parts((i + 1) as f32 * 0.05));
            (0..4).map(|k| (a[k] - b[k]).abs()).fold(0.0, f32::max)
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
        assert!((0.35..0.5).contains(&shallow.mass), "{shallow:?}");
        assert!((0.05..0.1).contains(&shallow.spread_mm), "{shallow:?}");
        assert!(aging(0.05, 60.0).mass < 0.1, "the epidermis is shed");
        assert!(aging(0.8, five).spread_mm > 1.8 * shallow.spread_mm, "reticular pigment spreads more");
        assert!(aging(1.9, 28.0).spread_mm > 0.3, "fat blows out at once");
        let ceiling = (2.0 * 0.05 * 40.0_f32).sqrt();
        assert!(aging(1.9, 40.0 * DAYS_PER_YEAR).spread_mm < ceiling, "Eames' words bound it");
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
