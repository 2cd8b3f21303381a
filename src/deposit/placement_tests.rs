use super::*;
use crate::plan::*;
use crate::rng;
use crate::scalp::Place;
use crate::scalp::coordinates::{ATLAS_RADIUS_MM, CENTRE, mean_surface};
use crate::scalp::field::skin_cm2_per_atlas_mm2;
use crate::scalp::regions::is_scalp;
use glam::vec2;
use std::collections::BTreeSet;

const AREA_CM2: f32 = 709.0;

/// `n` random sites, even over the skin of the mean head (white noise: the sampler's blue noise is not needed here).
fn sites(n: usize) -> Vec<Site> {
    let candidate = |i: u64| {
        let u = |k: u64| 2.0 * rng::unit(11, 3 * i + k) - 1.0;
        let atlas = vec2(u(0), u(1)) * ATLAS_RADIUS_MM;
        let p = mean_surface(atlas);
        let kept = atlas.length() < ATLAS_RADIUS_MM && is_scalp(p);
        let fair = 0.5 * (1.0 + u(2)) < skin_cm2_per_atlas_mm2(atlas) / 0.013;
        (kept && fair).then(|| (p, (p - CENTRE).normalize()))
    };
    let site =
        |(rank, (p, normal))| Site { position: p, normal, mean_position: p, hash: rng::hash(5, rank as u64) };
    (0..).filter_map(candidate).take(n).enumerate().map(site).collect()
}

fn session(day: f32, density_per_cm2: f32) -> Session {
    Session {
        name: String::new(),
        day,
        pigment: Pigment::CarbonBlack,
        clumping: 0.0,
        dilution: 12.0,
        needle_mm: 0.25,
        depth_mm: 0.35,
        depth_spread_mm: 0.05,
        density_per_cm2,
        zones: Zones::ALL,
        position_jitter_mm: 0.0,
        ..Session::default()
    }
}

fn plan() -> Plan {
    let hair = plan_hair();
    Plan {
        name: String::new(),
        seed: 7,
        client: Client { hair, ..Client::default() },
        hair_loss: HairLoss { pattern: LossPattern::V, ..HairLoss::default() },
        hairline: Hairline { height_mm: 68.0, ..Hairline::default() },
        sessions: vec![session(0.0, 60.0), session(12.0, 90.0), session(24.0, 45.0)],
        ..Plan::default()
    }
}

fn plan_hair() -> crate::plan::ClientHair {
    crate::plan::ClientHair {
        colour: HairColour::DarkBrown,
        shaft_mm: 0.07,
        density_per_cm2: 220.0,
        stubble_mm: 0.4,
        trim_every_days: 0.0,
        ..crate::plan::ClientHair::default()
    }
}

fn places_of(sites: &[Site]) -> Vec<Place> {
    sites.iter().map(|site| Place::of(site.mean_position, site.hash)).collect()
}

fn grow(plan: &Plan, sites: &[Site]) -> Vec<Dot> {
    let places = places_of(sites);
    let fields = SiteFields::new(plan, &places);
    dots(plan, sites, &fields, &places, AREA_CM2, |_, dilution| 10.0 / dilution)
}

fn hairs(plan: &Plan, sites: &[Site]) -> Vec<crate::deposit::Hair> {
    super::hairs(plan, sites, &places_of(sites), AREA_CM2, 0.0)
}

fn places(dots: &[Dot], session: u32) -> BTreeSet<u32> {
    dots.iter().filter(|d| d.session == session).map(|d| d.site).collect()
}

#[test]
fn demo_plan_has_a_head_of_dots() {
    let sites = sites(220_000);
    let dots = grow(&plan(), &sites);
    println!("dots {}, hairs {}", dots.len(), hairs(&plan(), &sites).len());
    assert!((20_000..60_000).contains(&dots.len()), "{}", dots.len());
    assert!(dots.windows(2).all(|w| w[0].site < w[1].site), "order of site");
    let fraction = |s| places(&dots, s).len() as f32 / dots.len() as f32;
    assert!((fraction(1) / fraction(0) - 1.5).abs() < 0.1 && (fraction(2) / fraction(0) - 0.75).abs() < 0.1);
}

#[test]
fn a_disabled_session_leaves_the_others_alone() {
    let (sites, mut plan) = (sites(220_000), plan());
    let all = grow(&plan, &sites);
    plan.sessions[1].enabled = false;
    let two = grow(&plan, &sites);
    let kept: Vec<Dot> = all.iter().filter(|d| d.session != 1).copied().collect();
    assert_eq!(two, kept);
    plan.sessions.remove(1);
    assert_ne!(grow(&plan, &sites).len(), kept.len(), "planted: a removed session gives its places away");
}

#[test]
fn more_density_adds_dots_and_moves_none() {
    let (sites, mut plan) = (sites(220_000), plan());
    plan.sessions.truncate(1);
    let few = places(&grow(&plan, &sites), 0);
    plan.sessions[0].density_per_cm2 = 90.0;
    let more = places(&grow(&plan, &sites), 0);
    assert!(few.is_subset(&more) && more.len() > few.len() * 4 / 3, "{} {}", few.len(), more.len());
    plan.seed = 8;
    assert!(!few.is_subset(&places(&grow(&plan, &sites), 0)), "planted: another hairline moves dots");
}

#[test]
fn dots_and_hairs_share_no_site() {
    let (sites, plan) = (sites(120_000), plan());
    let rooted: BTreeSet<[u32; 3]> =
        hairs(&plan, &sites).iter().map(|h| h.position.to_array().map(f32::to_bits)).collect();
    let both = |d: &&Dot| rooted.contains(&d.position.to_array().map(f32::to_bits));
    assert_eq!(grow(&plan, &sites).iter().filter(both).count(), 0);
}

#[test]
fn zones_gate_their_dots() {
    let (sites, mut plan) = (sites(60_000), plan());
    let zones = Zones::default().with(Zone::Vertex);
    plan.sessions.iter_mut().for_each(|s| s.zones = zones);
    let dots = grow(&plan, &sites);
    assert!(!dots.is_empty() && dots.iter().all(|d| d.position.z < -50.0));
}

#[test]
fn strikes_are_as_the_domain_says() {
    let dots = grow(&plan(), &sites(220_000));
    let deep: Vec<&Dot> = dots.iter().filter(|d| d.position.z < 0.0).collect();
    let mean = |f: fn(&Dot) -> f32| deep.iter().map(|d| f(d)).sum::<f32>() / deep.len() as f32;
    println!("radius {:.4}, tau {:.4}", mean(|d| d.radius_mm), mean(|d| d.tau));
    assert!((mean(|d| d.depth_mm) - 0.35).abs() < 0.003);
    // Evening keeps the light that is taken.
    let expected =
        0.165f32.powi(2) * (1.0 + 0.25f32.powi(2)) * evening::mean_taken(&session(0.0, 60.0), 10.0 / 12.0);
    let taken = mean(|d| d.radius_mm * d.radius_mm * -(-d.tau).exp_m1()) / expected;
    assert!((taken - 1.0).abs() < 0.02, "{taken}");
    assert!((mean(|d| d.radius_mm) - 0.165).abs() < 0.004);
    let smallest = dots.iter().map(|d| d.radius_mm).fold(f32::MAX, f32::min);
    assert!(smallest > 0.02, "{smallest}");
}

#[test]
fn hair_counts_and_directions() {
    let (sites, plan) = (sites(120_000), plan());
    let hairs = hairs(&plan, &sites);
    let units = |n: u64| (0..20_000u64).map(|i| growth::hairs_of_unit(rng::hash(n, i))).sum::<u64>();
    assert!((units(3) as f32 / 20_000.0 - 1.91).abs() < 0.03);
    for hair in &hairs {
        let sine = hair.direction.dot(hair.normal);
        assert!((0.42..0.87).contains(&sine) && (hair.direction.length() - 1.0).abs() < 1e-4, "{hair:?}");
        assert!(hair.radius_mm > 0.004 && hair.length_mm > 0.03);
    }
    let mean = |keep: fn(&crate::deposit::Hair) -> bool| {
        let kept: Vec<_> = hairs
            .iter()
            .filter(|h| keep(h))
            .map(|h| h.direction - h.normal * h.direction.dot(h.normal))
            .collect();
        kept.iter().copied().sum::<glam::Vec3>() / kept.len() as f32
    };
    assert!(mean(|h| h.position.y < 20.0).y < -0.5, "sides and nape grow down");
    assert!(mean(|h| h.position.y > 100.0 && h.position.z > 0.0).z > 0.5, "the top grows forward");
}

/// How far hairs turn out of the stream, degrees, standard deviation.
fn turn_deg(hairs: &[crate::deposit::Hair], stream: impl Fn(glam::Vec3) -> glam::Vec3) -> f32 {
    let turn = |hair: &crate::deposit::Hair| {
        let along = stream(hair.position);
        let [ahead, aside] = [along, hair.normal.cross(along)].map(|way| way.dot(hair.direction));
        aside.atan2(ahead).to_degrees().powi(2)
    };
    (hairs.iter().map(turn).sum::<f32>() / hairs.len() as f32).sqrt()
}

#[test]
fn hairs_scatter_and_those_at_the_edge_are_weak() {
    let sites = sites(120_000);
    for stubble_mm in [0.4, 3.0, 12.0] {
        let mut plan = plan();
        plan.client.hair.stubble_mm = stubble_mm;
        let hairs = hairs(&plan, &sites);
        let near = |at: glam::Vec3| {
            let distance = |site: &Site| site.position.distance_squared(at);
            growth::stream(sites.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap())
        };
        let some: Vec<_> = hairs.iter().step_by(hairs.len() / 400 + 1).copied().collect();
        let turned = turn_deg(&some, near);
        println!("{stubble_mm} mm: {turned:.1} degrees out of the stream");
        assert!((20.0..32.0).contains(&turned), "{stubble_mm}: {turned}");
        assert!(turn_deg(&some, |at| -near(at)) > 32.0, "planted: another stream must be seen");
        let mean = |of: fn(&crate::deposit::Hair) -> f32, at_edge: bool| {
            let there = |hair: &&crate::deposit::Hair| (hair.lie.pale > 0.3) == at_edge;
            let (sum, count) =
                hairs.iter().filter(there).fold((0.0, 0), |(sum, count), hair| (sum + of(hair), count + 1));
            sum / count as f32
        };
        assert!(mean(|hair| hair.radius_mm, true) < 0.75 * mean(|hair| hair.radius_mm, false));
        assert!(mean(|hair| hair.length_mm, true) < 0.75 * mean(|hair| hair.length_mm, false));
    }
}

#[test]
fn coils_cover_more_than_straight_hair() {
    let sites = sites(60_000);
    let cover_mm2 = |ethnicity| {
        let mut plan = plan();
        plan.client.ethnicity = ethnicity;
        let lying = |hair: &crate::deposit::Hair| {
            hair.radius_mm * hair.length_mm * hair.direction.reject_from(hair.normal).length()
        };
        hairs(&plan, &sites).iter().map(lying).sum::<f32>()
    };
    let more = cover_mm2(crate::plan::Ethnicity::African) / cover_mm2(crate::plan::Ethnicity::Caucasian);
    println!("{more:.2} times the cover");
    assert!((1.5..2.1).contains(&more), "{more}");
    assert!(
        (cover_mm2(crate::plan::Ethnicity::Asian) / cover_mm2(crate::plan::Ethnicity::Caucasian) - 1.0) < 0.1
    );
}

#[test]
fn hair_density_is_the_clients() {
    let sites = sites(220_000);
    let count = hairs(&plan(), &sites).iter().filter(|h| in_fringe(h.position)).count() as f32;
    let sampled =
        sites.iter().filter(|s| in_fringe(s.position)).count() as f32 / (sites.len() as f32 / AREA_CM2);
    assert!((count / sampled / 220.0 - 1.0).abs() < 0.05, "{} per cm2", count / sampled);
}

/// Well inside the occipital fringe.
fn in_fringe(p: glam::Vec3) -> bool {
    p.z < -60.0 && (0.0..40.0).contains(&p.y)
}

/// A dab on the top of the head, which the plan treats, or behind the ear, where hair is full.
const TOP_MM: [f32; 2] = [20.0, 20.0];
const FULL_MM: [f32; 2] = [-70.0, -110.0];

fn painted(strokes: &[Stroke]) -> Plan {
    Plan { strokes: strokes.to_vec(), ..plan() }
}

fn dab(paint: Paint, at_mm: [f32; 2]) -> Stroke {
    Stroke { radius_mm: 20.0, path_mm: vec![at_mm], ..Stroke::usual(paint) }
}

/// How many of these places lie within so many mm of a place of the scalp.
fn count_near(places: impl Iterator<Item = Vec3>, at_mm: [f32; 2], mm: f32) -> usize {
    let middle = mean_surface(at_mm.into());
    places.filter(|p| p.distance(middle) < mm).count()
}

fn dots_near(strokes: &[Stroke], at_mm: [f32; 2], mm: f32) -> usize {
    let dots = grow(&painted(strokes), &sites(300_000));
    count_near(dots.iter().map(|dot| dot.position), at_mm, mm)
}

#[test]
fn skin_left_free_bears_no_dot_and_the_rest_keeps_its_own() {
    let sites = sites(300_000);
    let leave = dab(Paint::Leave, TOP_MM);
    let [before, after] = [&[][..], &[leave]].map(|strokes| grow(&painted(strokes), &sites));
    let near = |dots: &[Dot], mm| count_near(dots.iter().map(|dot| dot.position), TOP_MM, mm);
    assert!(near(&before, 12.0) > 300, "planted: dots where nothing is painted, {}", near(&before, 12.0));
    assert_eq!(near(&after, 12.9), 0);
    assert!(near(&after, 19.0) > 0, "the edge is soft");
    let beyond = |dots: &[Dot]| dots.len() - near(dots, 20.2);
    assert_eq!(beyond(&before), beyond(&after));
}

#[test]
fn painted_work_puts_dots_between_full_hair() {
    let treat = dab(Paint::Treat, FULL_MM);
    let erase = dab(Paint::Erase, FULL_MM);
    let [without, with] =
        [&[][..], std::slice::from_ref(&treat)].map(|strokes| dots_near(strokes, FULL_MM, 12.0));
    let wanted = 195.0 * std::f32::consts::PI * 1.2 * 1.2;
    assert!(without == 0 && (with as f32 / wanted - 1.0).abs() < 0.15, "{without} {with} {wanted}");
    assert_eq!(dots_near(&[treat, erase], FULL_MM, 30.0), dots_near(&[], FULL_MM, 30.0), "erased");
}

#[test]
fn a_painted_density_holds() {
    let whole = dots_near(&[], TOP_MM, 12.0) as f32;
    for density in [0.25, 0.5, 1.5, 2.0] {
        let stroke = Stroke { density, ..dab(Paint::Density, TOP_MM) };
        let fraction = dots_near(&[stroke], TOP_MM, 12.0) as f32 / whole;
        println!("painted {density}: {fraction:.3}");
        assert!((fraction / density - 1.0).abs() < 0.06, "{density}: {fraction}");
    }
}

#[test]
fn a_painted_scar_is_bare_takes_a_burns_pigment_and_is_treated_as_a_scar() {
    let sites = sites(300_000);
    let scar = dab(Paint::Scar, FULL_MM);
    let hairs = |strokes: &[Stroke]| {
        let hairs = hairs(&painted(strokes), &sites);
        count_near(hairs.iter().map(|hair| hair.position), FULL_MM, 12.0)
    };
    let (before, after) = (hairs(&[]), hairs(std::slice::from_ref(&scar)));
    assert!(before > 300 && after == 0, "{before} {after}");
    let mut plan = painted(&[scar]);
    plan.sessions.iter_mut().for_each(|session| session.target = Target::Scars);
    let dots = grow(&plan, &sites);
    let middle = mean_surface(FULL_MM.into());
    let inside: Vec<&Dot> = dots.iter().filter(|dot| dot.position.distance(middle) < 12.0).collect();
    assert!(inside.len() > 300 && dots.iter().all(|dot| dot.position.distance(middle) < 20.5));
    let mean = inside.iter().map(|dot| dot.tau).sum::<f32>() / inside.len() as f32;
    let usual = Scar::usual(ScarKind::Burn).uptake * 10.0 / 12.0;
    assert!((mean / usual - 1.0).abs() < 0.05, "{mean} {usual}");
}
