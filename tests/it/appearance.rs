//! Figures and pictures see the same pigment: the report's treated colour beside the mean of a drawn swatch.

use papilla::deposit::placement::{COLUMN_MM, RADIUS_PER_NEEDLE};
use papilla::optics::light::Illuminant;
use papilla::optics::pigment::{flattening, tau_550};
use papilla::optics::tone;
use papilla::pictures::swatch::{self, Array, SwatchSpec};
use papilla::plan::{Pigment, Plan, Session};
use papilla::report::matching::Fields;
use papilla::rng;

use crate::support::renderer;

/// A plan of one session, random but the same each time, and the day it is looked at: without redness, which a field's
/// mean leaves out.
fn drawn(item: u64) -> (Plan, f32) {
    let draw = |k: u64| rng::unit(rng::hash(16, item), k);
    let between = |k, [from, to]: [f32; 2]| from + (to - from) * draw(k);
    let mut plan = Plan::demo();
    plan.sessions.truncate(1);
    plan.sessions[0] = Session {
        day: 0.0,
        depth_mm: between(0, [0.1, 0.8]),
        needle_mm: between(1, [0.2, 0.3]),
        density_per_cm2: between(2, [40.0, 130.0]),
        dilution: between(3, [0.0, 4.0]),
        clumping: between(4, [0.0, 5.0]),
        pigment: Pigment::ALL[(draw(5) * Pigment::ALL.len() as f32) as usize],
        shade_jitter: 0.0, // all dots of a swatch are alike
        ..plan.sessions[0].clone()
    };
    (plan, between(6, [30.0, 2000.0]))
}

/// -ln of treated over bare skin, per channel: as the report has it, and as it is drawn.
fn absorbances(plan: &Plan, day: f32) -> [[f32; 3]; 2] {
    let session = &plan.sessions[0];
    let fields = Fields::new(plan, Illuminant::D65);
    let spec = SwatchSpec {
        skin: tone::find(&plan.client.tone).skin,
        depth_mm: session.depth_mm,
        dot_mm: 2.0 * RADIUS_PER_NEEDLE * session.needle_mm,
        column_mm: COLUMN_MM,
        tau: tau_550(session.pigment, session.dilution),
        pigment: session.pigment,
        clumping: session.clumping,
        density_per_cm2: session.density_per_cm2,
        array: Array::BlueNoise,
        px_per_mm: 10.0,
        size_mm: 90.0,
        age_days: Some(day),
        illuminant: Illuminant::D65,
        seed: 7,
    };
    let measured = swatch::draw(&mut renderer(), &spec).unwrap().1;
    let absorbance =
        |treated: [f32; 3], bare: [f32; 3]| std::array::from_fn(|c| -(treated[c] / bare[c]).ln());
    [
        absorbance(fields.treated(plan, day), fields.bare()),
        absorbance(measured.treated.linear_rgb, measured.bare.linear_rgb),
    ]
}

/// Worst difference of a channel, relative.
fn difference([report, picture]: [[f32; 3]; 2]) -> f32 {
    (0..3).map(|c| (report[c] / picture[c] - 1.0).abs()).fold(0.0, f32::max)
}

/// The report has the mean law of dots that lie evenly, as sessions place them.
const TOLERANCE: f32 = 0.1;

#[test]
fn the_report_sees_the_pigment_that_is_drawn() {
    for item in 0..6 {
        let (plan, day) = drawn(item);
        let found = absorbances(&plan, day);
        let clumping = plan.sessions[0].clumping;
        println!("clumping {clumping:.2}, day {day:.0}: {:.4?}, {:.3}", found, difference(found));
        assert!(difference(found) < TOLERANCE, "{item}: {found:?}");
    }
}

#[test]
fn clumping_counted_twice_is_seen() {
    let (mut plan, day) = drawn(0);
    // Thin enough that more pigment still shows.
    (plan.sessions[0].clumping, plan.sessions[0].dilution) = (2.0, 15.0);
    let picture = absorbances(&plan, day)[1];
    // What version 0.1 reported: the pigment thinned once more.
    let session = &mut plan.sessions[0];
    session.dilution = (1.0 + session.dilution) / flattening(session.clumping) - 1.0;
    let report = absorbances(&plan, day)[0];
    assert!(difference([report, picture]) > 2.0 * TOLERANCE, "{report:?} {picture:?}");
}
