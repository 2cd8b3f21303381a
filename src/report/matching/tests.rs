//! Anchors of time that were measured or are agreed among clinics, in what is seen: mean colours of treated fields.

use std::path::Path;

use super::*;
use crate::plan::{Fading, Healing, Longevity};

/// One session of the demo.
fn one_session() -> Plan {
    let mut plan = Plan::demo();
    plan.sessions.truncate(1);
    plan
}

/// Lightness that a plan's field takes from bare skin on a day, CIE L*.
fn darkening(plan: &Plan, day: f32) -> f64 {
    let fields = Fields::new(plan, Illuminant::D65);
    lab(fields.bare())[0] - lab(fields.treated(plan, day))[0]
}

/// Kim 2008 (biopsies of scalp and brow scars): no significant change from 4 weeks to 1 year.
#[test]
fn four_weeks_and_a_year_look_the_same() {
    let plan = one_session();
    let change = |plan: &Plan| darkening(plan, 365.0) / darkening(plan, SETTLED_DAY) - 1.0;
    assert!(change(&plan).abs() < 0.06, "{}", change(&plan));
    let mut blurring = plan.clone();
    blurring.fading.papillary_mm2_per_year = 2e-3;
    assert!(
        change(&blurring) > 0.06,
        "planted: migration ten times as fast must be seen, {}",
        change(&blurring)
    );
}

/// Colour 25 to 50 % lighter from fresh to settled ([IGBEAUTY] in `docs/practice.md#the-first-four-weeks`; not measured
/// on the scalp).
#[test]
fn dots_lighten_as_they_heal() {
    let lightening = |plan: &Plan| 1.0 - darkening(plan, SETTLED_DAY) / darkening(plan, 0.0);
    let plan = one_session();
    assert!((0.25..0.5).contains(&lightening(&plan)), "{}", lightening(&plan));
    let mut none = plan.clone();
    none.healing.fresh = 1.0;
    none.healing.phantom_fade = 0.0;
    assert!(lightening(&none) < lightening(&plan), "planted: less fresh pigment must lighten less");
    let course = |plan: &Plan| Course { healing: plan.healing, fading: plan.fading, melanin: 0.04 };
    assert!(course(&plan).aging(0.125, 0.0).swelling > 1.2, "the rest of it is swelling");
}

/// The phantom fade about day 7 to 14 (clinics, `docs/practice.md#the-first-four-weeks`): lighter than the day before
/// scabs and than once settled.
#[test]
fn there_is_a_phantom_fade() {
    let plan = one_session();
    let [fresh, dip, settled] = [2.0, 11.0, 28.0].map(|day| darkening(&plan, day));
    assert!(dip < 0.85 * settled && settled < fresh, "{fresh} {dip} {settled}");
    let mut steady = plan.clone();
    steady.healing.phantom_fade = 0.0;
    assert!(darkening(&steady, 11.0) > 0.95 * settled, "planted: without it there is none");
}

/// Redness peaks on the first day and is gone after 1 to 5 days (`docs/practice.md#the-first-four-weeks`: [NEWMAN],
/// [VINCI], [HIS]).
#[test]
fn redness_peaks_on_the_first_day_and_goes_within_five() {
    let course = |healing| Course { healing, fading: Fading::default(), melanin: 0.04 };
    let redness = |healing, day| course(healing).aging(0.125, day).redness;
    let usual = Healing::default();
    let peak =
        (0..100).map(|i| i as f32 * 0.1).max_by(|a, b| redness(usual, *a).total_cmp(&redness(usual, *b)));
    assert!(peak.unwrap() <= 1.0 && redness(usual, 0.2) > 0.8);
    assert!(redness(usual, 1.0) > 0.2 && redness(usual, 5.0) == 0.0);
    let slow = Healing { redness_days: 10.0, ..usual };
    assert!(redness(slow, 5.0) > 0.1, "planted: slow healing must be seen");
}

/// Years in which the contrast of a treated field halves.
fn half_life_years(plan: &Plan) -> f32 {
    let settled = darkening(plan, SETTLED_DAY);
    let halved = |year: &f32| darkening(plan, SETTLED_DAY + year * DAYS_PER_YEAR) < 0.5 * settled;
    (0..200).map(|i| i as f32 * 0.1).find(halved).unwrap_or(f32::INFINITY)
}

/// Touch-ups after 2 to 4, 4 to 6, 6 to 9 years: what clinics say (`docs/practice.md#the-years-after`), made presets.
#[test]
fn contrast_halves_within_the_range_of_each_preset() {
    for longevity in Longevity::ALL {
        let mut plan = one_session();
        plan.fading.longevity = longevity;
        let [from, to] = longevity.half_life_years();
        let years = half_life_years(&plan);
        println!("{longevity:?}: {years:.1} years");
        assert!((from..=to).contains(&years), "{longevity:?}: {years}");
        plan.fading.sun = 1.0;
        let in_the_sun = half_life_years(&plan);
        assert!(in_the_sun < 0.8 * years, "planted: a life in the sun must be seen, {in_the_sun}");
    }
}

/// Too deep against right: softer, and bluer after five years (`docs/practice.md#depth-and-what-heals-how`).
#[test]
fn deep_pigment_is_another_colour() {
    let plan = one_session();
    let mut deep = plan.clone();
    deep.sessions[0].depth_mm = 0.7;
    let hue = |plan: &Plan| {
        let fields = Fields::new(plan, Illuminant::D65);
        let (bare, treated) = (lab(fields.bare()), lab(fields.treated(plan, 60.0)));
        (treated[2] - bare[2]) / (bare[0] - treated[0])
    };
    assert!(hue(&deep) < hue(&plan) - 0.1, "{} {}", hue(&deep), hue(&plan));
}

#[test]
fn the_demo_matches_its_donor_area_and_mistakes_do_not() {
    use crate::plan::Template;
    let worst = |plan: &Plan| {
        let settled = matches(plan).into_iter().filter(|each| each.date == Date::Settled);
        settled.map(|each| each.delta_e).fold(0.0, f32::max)
    };
    assert!(worst(&Plan::demo()) < 2.5, "{}", worst(&Plan::demo()));
    for mistake in [Template::TooDark, Template::TooDense, Template::DotsTooBig] {
        let mut plan = Plan::demo();
        mistake.apply(&mut plan);
        assert!(worst(&plan) > 4.0, "{mistake:?}: {}", worst(&plan));
    }
}

#[test]
fn a_ruled_edge_is_steeper() {
    let mut ruled = Plan::demo();
    crate::plan::Template::HairlineTooLow.apply(&mut ruled);
    let [soft, hard] = [Plan::demo(), ruled].map(|plan| EdgeContrast::of(&plan));
    assert!((4.0..12.0).contains(&soft.width_mm), "{soft:?}");
    assert!(hard.width_mm < 1.5 && hard.steepest_per_mm > 3.0 * soft.steepest_per_mm, "{hard:?} {soft:?}");
}

#[test]
fn unequal_dots_take_less_than_equal_ones_of_the_same_pigment() {
    let lightness = |shade_jitter: f32| {
        let mut plan = Plan::demo();
        plan.sessions.iter_mut().for_each(|session| session.shade_jitter = shade_jitter);
        lab(Fields::new(&plan, Illuminant::D65).treated(&plan, Date::Settled.day(&plan)))[0]
    };
    let lighter = |shade_jitter: f32| lightness(shade_jitter) - lightness(0.0);
    println!("{:.2} {:.2}", lighter(0.45), lighter(0.9));
    assert!((0.2..1.5).contains(&lighter(0.9)) && lighter(0.45) < 0.5 * lighter(0.9));
    assert!(!(0.2..1.5).contains(&lighter(0.0)), "planted: shades left out");
}

#[test]
fn every_example_plan_matches_its_donor_area() {
    let plans = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/plans");
    let worst = |plan: &Plan| {
        let settled = matches(plan).into_iter().filter(|found| found.date == Date::Settled);
        settled.map(|found| found.delta_e).fold(0.0, f32::max)
    };
    for entry in std::fs::read_dir(plans).unwrap() {
        let path = entry.unwrap().path();
        let mut plan = Plan::load(&path).unwrap();
        let found = worst(&plan);
        println!("{}: {found:.1}", path.display());
        assert!(found < 2.0, "{}: {found}", path.display());
        plan.sessions.iter_mut().for_each(|session| session.density_per_cm2 *= 2.5);
        assert!(worst(&plan) > 2.0, "planted: too many dots must be seen, {}", path.display());
    }
}
