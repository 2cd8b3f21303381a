//! What must not change when something else does: metamorphic tests of the whole treatment, without a picture.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use papilla::deposit::Dot;
use papilla::deposit::placement;
use papilla::deposit::site_fields::SiteFields;
use papilla::optics::pigment::tau_550;
use papilla::plan::{Axis, LengthUnit, LossPattern, Plan, ScanFrame};
use papilla::render::lighting::LightingPreset;
use papilla::scalp::head::Head;
use papilla::scalp::import;
use papilla::scalp::{Scalp, SiteBudget};
use papilla::stages::Stages;
use papilla::studio::{Moment, Studio};

/// The demo without hair and with one even session: what is seen is the pattern of the dots alone.
fn even() -> Plan {
    let mut plan = Plan::demo();
    plan.hair_loss.pattern = LossPattern::Total;
    plan.sessions.truncate(1);
    plan.sessions[0].density_per_cm2 = 150.0;
    plan.sessions[0].position_jitter_mm = 0.0;
    plan
}

fn dots_on(plan: &Plan, scalp: &Scalp) -> Vec<Dot> {
    let fields = SiteFields::new(plan, &scalp.places);
    placement::dots(plan, &scalp.sites, &fields, &scalp.places, scalp.site_area_cm2, tau_550)
}

static SCALP: LazyLock<Scalp> = LazyLock::new(|| {
    let head = Arc::new(Head::built_in().unwrap());
    Scalp::new(head, Plan::demo().seed, SiteBudget::of(&Plan::demo()))
});

#[test]
fn a_later_session_switched_off_gives_the_earlier_dots_exactly() {
    let (mut off, mut gone) = (Plan::demo(), Plan::demo());
    off.sessions[2].enabled = false;
    gone.sessions.truncate(2);
    let [off, gone] = [off, gone].map(|plan| dots_on(&plan, &SCALP));
    assert_eq!(off, gone);
    assert_ne!(off.len(), dots_on(&Plan::demo(), &SCALP).len(), "planted: the third session must be seen");
}

#[test]
fn more_density_keeps_every_earlier_dot() {
    let mut denser = Plan::demo();
    denser.sessions.iter_mut().for_each(|session| session.density_per_cm2 *= 1.2);
    let sites = |plan: &Plan| {
        dots_on(plan, &SCALP).iter().map(|dot| dot.site).collect::<std::collections::BTreeSet<_>>()
    };
    let (few, more) = (sites(&Plan::demo()), sites(&denser));
    assert!(few.is_subset(&more) && more.len() > few.len() * 11 / 10);
    let mut other = denser.clone();
    other.hairline.height_mm += 4.0;
    assert!(!few.is_subset(&sites(&other)), "planted: a higher hairline takes dots away");
}

#[test]
fn a_day_looks_the_same_however_one_came_there() {
    let mut plan = Plan::demo();
    plan.hair_loss.stages_per_decade = 1.0;
    plan.client.hair.trim_every_days = 2.0;
    let lighting = LightingPreset::preset("clinic").unwrap();
    let (mut straight, mut wandering) = (Studio::default(), Studio::default());
    let here = Path::new("");
    let day = Moment::Day(900.0);
    for detour in [Moment::Day(3000.0), Moment::Before, Moment::Day(5.5)] {
        wandering.prepare(&plan, here, detour, &lighting).unwrap();
    }
    let a = straight.prepare(&plan, here, day, &lighting).unwrap();
    let b = wandering.prepare(&plan, here, day, &lighting).unwrap();
    let seen = |p: &papilla::studio::Prepared| {
        let shafts: Vec<[f32; 3]> = p.splats.shafts.iter().map(|shaft| shaft.tip).collect();
        (p.states.texels.clone(), shafts, p.grown_mm, p.summary.hairs)
    };
    assert!(seen(&a) == seen(&b));
    let later = straight.prepare(&plan, here, Moment::Day(3000.0), &lighting).unwrap();
    assert!(seen(&later) != seen(&b), "planted: another day must be seen");
    assert!(later.summary.hairs < b.summary.hairs, "hair loss goes on");
}

/// Mean dots per mm² of sites in bins of a coordinate, for dots on the top of the head.
fn profile(
    dots: &[Dot],
    scalp: &Scalp,
    coordinate: impl Fn(&papilla::scalp::Site) -> Option<f32>,
) -> Vec<f32> {
    const BIN_MM: f32 = 6.0;
    let bins = |sites: &mut dyn Iterator<Item = usize>| {
        let mut counts = vec![0.0f32; 40];
        for site in sites {
            if let Some(at) = coordinate(&scalp.sites[site]) {
                counts[(at / BIN_MM + 20.0).clamp(0.0, 39.0) as usize] += 1.0;
            }
        }
        counts
    };
    let all = bins(&mut (0..scalp.sites.len()));
    let held = bins(&mut dots.iter().map(|dot| dot.site as usize));
    let fractions: Vec<f32> =
        held.iter().zip(&all).filter(|(_, all)| **all > 400.0).map(|(h, a)| h / a).collect();
    let mean = fractions.iter().sum::<f32>() / fractions.len() as f32;
    fractions.iter().map(|fraction| fraction / mean).collect()
}

fn steepest(profile: &[f32]) -> f32 {
    profile.windows(2).map(|w| (w[1] - w[0]).abs()).fold(0.0, f32::max)
}

/// Across the mirror line (x = 0) and across the borders of the zones on top (z = 35 and -62 mm).
#[test]
fn there_is_no_seam_at_zone_borders_or_on_the_mirror_line() {
    let dots = dots_on(&even(), &SCALP);
    // Behind the hairline's own fade.
    let top = |site: &papilla::scalp::Site| site.mean_position.y > 95.0 && site.mean_position.z < 48.0;
    // The corners of the hairline begin to fade further back.
    let across = profile(&dots, &SCALP, |site| {
        (top(site) && site.mean_position.z < 20.0).then_some(site.mean_position.x)
    });
    let along = |site: &papilla::scalp::Site| {
        let inside = top(site) && site.mean_position.x.abs() < 25.0;
        inside.then_some(site.mean_position.z)
    };
    let lengthwise = profile(&dots, &SCALP, along);
    assert!(across.len() > 10 && lengthwise.len() > 12);
    assert!(steepest(&across) < 0.08 && steepest(&lengthwise) < 0.08, "{across:?} {lengthwise:?}");
    let mut stepped = even();
    stepped.sessions[0].zone_density[papilla::plan::Zone::Vertex as usize] = 1.3;
    let stepped = profile(&dots_on(&stepped, &SCALP), &SCALP, along);
    assert!(steepest(&stepped) > 0.12, "planted: a zone 30 % denser must be seen");
}

/// The built-in head's file in another unit and posture: rows of `v x y z` scaled and turned.
fn turned(scale: f32, turn: impl Fn([f32; 3]) -> [f32; 3]) -> Vec<u8> {
    let text = include_str!("../../assets/head/head.obj");
    let row = |line: &str| match line.strip_prefix("v ") {
        None => line.to_owned(),
        Some(numbers) => {
            let v: Vec<f32> = numbers.split_whitespace().take(3).map(|n| n.parse().unwrap()).collect();
            let [x, y, z] = turn([v[0], v[1], v[2]]).map(|n| n * scale);
            format!("v {x} {y} {z}")
        }
    };
    text.lines().map(row).collect::<Vec<_>>().join("\n").into_bytes()
}

fn dots_of_file(bytes: &[u8], frame: ScanFrame) -> Vec<Dot> {
    let plan = Plan::demo();
    let head = Arc::new(Head::from_scan(bytes, "head.obj", &import::nothing, frame).unwrap());
    dots_on(&plan, &Scalp::new(head, plan.seed, SiteBudget::of(&plan)))
}

#[test]
fn inches_and_a_head_on_its_side_give_the_same_dots() {
    let upright = ScanFrame::told(LengthUnit::Millimetre, Axis::PosY, Axis::PosZ);
    let mm = dots_of_file(&turned(1.0, |v| v), upright);
    let inches =
        dots_of_file(&turned(1.0 / 25.4, |v| v), ScanFrame::told(LengthUnit::Inch, Axis::PosY, Axis::PosZ));
    let side = dots_of_file(
        &turned(1.0, |[x, y, z]| [-y, x, z]),
        ScanFrame::told(LengthUnit::Millimetre, Axis::NegX, Axis::PosZ),
    );
    for (name, other) in [("inches", &inches), ("on its side", &side)] {
        let apart = mm.iter().zip(other).map(|(a, b)| a.position.distance(b.position)).fold(0.0, f32::max);
        println!("{name}: {} and {} dots, at most {apart} mm apart", mm.len(), other.len());
        assert_eq!(mm.len(), other.len(), "{name}");
        assert!(apart < 0.01, "{name}: {apart} mm");
    }
}

#[test]
fn an_edit_of_one_part_leaves_the_others_alone() {
    let mut stages = Stages::default();
    let mut plan = Plan::demo();
    stages.update(&plan, Path::new(""), 0.0).unwrap();
    plan.name = "Another name".into();
    plan.sessions[0].day = 1.0;
    plan.fading.sun = 1.0;
    assert_eq!(stages.update(&plan, Path::new(""), 0.0).unwrap(), Default::default());
    plan.sessions[0].depth_mm = 0.2;
    let changed = stages.update(&plan, Path::new(""), 0.0).unwrap();
    assert!(changed.dots && !changed.hairs && !changed.scalp);
    plan.hair_loss.future_stages = 1.0;
    let changed = stages.update(&plan, Path::new(""), 0.0).unwrap();
    assert!(changed.hairs && !changed.scalp && !changed.dots, "pigment stays");
}
