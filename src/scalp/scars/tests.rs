use super::*;
use crate::plan::{Paint, Stroke};
use crate::scalp::coordinates::atlas_from_mean;
use crate::scalp::field::skin_cm2_per_atlas_mm2;
use glam::vec2;
use std::f32::consts::PI;

fn usual(kind: ScarKind) -> Scar {
    Scar::usual(kind)
}

/// Skin where `law` holds a fraction, cm², looked at every `step` mm of atlas in a box of half side `half` mm.
fn skin_cm2(at: Vec2, half: f32, step: f32, law: impl Fn(Vec2) -> f32) -> f32 {
    let n = (half / step) as i32;
    let places = (-n..=n).flat_map(|i| (-n..=n).map(move |k| at + vec2(i as f32, k as f32) * step));
    places.map(|a| law(a) * step * step * skin_cm2_per_atlas_mm2(a)).sum()
}

/// Ratio of the skin that a scar covers to what it should.
fn covered(scar: Scar, expected_cm2: f32, half: f32, step: f32) -> f32 {
    let scars = Scars::new(&[scar], 7);
    skin_cm2(scar.at_mm.into(), half, step, |a| scars.at_atlas(a).bare) / expected_cm2
}

#[test]
fn no_scars_no_trace() {
    let none = Scars::new(&[], 7);
    assert!(none.is_empty() && none.at_atlas(vec2(3.0, -140.0)) == ScarSkin::SOUND);
    let strip = Scars::new(&[usual(ScarKind::Strip)], 7);
    assert!(!strip.is_empty() && strip.at_atlas(vec2(0.0, 80.0)) == ScarSkin::SOUND);
}

#[test]
fn skin_of_a_strip() {
    let scar = usual(ScarKind::Strip);
    let scars = Scars::new(&[scar], 7);
    let middle = scars.at_atlas(scar.at_mm.into());
    assert_eq!((middle.pale, middle.bare, middle.uptake), (scar.paleness, 1.0, scar.uptake));
    assert!((-2.2..-1.3).contains(&middle.distance_mm), "{middle:?}");
    // 5 mm of skin above the middle line.
    let p = mean_surface(scar.at_mm.into());
    let above = (0..200)
        .map(|k| vec2(0.0, scar.at_mm[1] + 0.1 * k as f32))
        .find(|a| mean_surface(*a).distance(p) > 5.0);
    let above = scars.at_atlas(above.unwrap());
    assert!((2.8..3.7).contains(&above.distance_mm) && above.bare == 0.0 && above.uptake == 1.0, "{above:?}");
}

#[test]
fn strips_have_their_length_and_width_and_keep_the_level() {
    let scar = usual(ScarKind::Strip);
    let area = scar.length_mm * scar.width_mm / 100.0;
    let ratio = covered(scar, area, 230.0, 0.5);
    assert!((0.92..1.08).contains(&ratio), "{ratio}");
    assert!(
        covered(Scar { width_mm: 4.5, ..scar }, area, 230.0, 0.5) > 1.15,
        "planted: a mm too wide must be seen"
    );
    let line = line::ScarLine::new(scar.at_mm, scar.length_mm);
    let points: Vec<Vec3> = line.points().collect();
    let length: f32 = points.windows(2).map(|w| w[0].distance(w[1])).sum();
    assert!((length / scar.length_mm - 1.0).abs() < 0.01, "{length}");
    assert!(points.iter().all(|p| (atlas_from_mean(*p).length() - 146.0).abs() < 0.5), "a parallel");
    let level = points.iter().map(|p| (p.y - points[0].y).abs()).fold(0.0, f32::max);
    assert!(level < 4.0, "from ear to ear at one level: {level}");
    let ends = [points[0], points[points.len() - 1]];
    assert!((ends[0].x + ends[1].x).abs() < 1.0 && ends[0].x.abs() > 60.0, "{ends:?}");
}

#[test]
fn lines_near_the_top_do_not_curl_up() {
    for at in [[0.0, 0.0], [3.0, -2.0], [0.0, 40.0]] {
        let line = line::ScarLine::new(at, 100.0);
        let points: Vec<Vec3> = line.points().collect();
        let straight = points[0].distance(points[points.len() - 1]);
        assert!(straight > 60.0, "{at:?}: {straight}");
    }
}

#[test]
fn harvested_fields_have_their_density_spacing_and_size() {
    let scar = usual(ScarKind::Fue);
    let centres = dots::scattered(&scar, 7);
    // The core of the field, 60 mm along the line and 24 mm high.
    let line = line::ScarLine::new(scar.at_mm, 60.0);
    let core = |p: Vec3| {
        let (away, along) = line.nearest(p);
        away < 12.0 && along.abs() < 29.9
    };
    let area = skin_cm2(scar.at_mm.into(), 90.0, 0.5, |a| f32::from(core(mean_surface(a))));
    let density = centres.iter().filter(|p| core(**p)).count() as f32 / area;
    println!("{} scars, {density:.1} per cm2 in the core", centres.len());
    assert!((density / scar.per_cm2 - 1.0).abs() < 0.1, "{density}");
    let least = |points: &[Vec3]| {
        let to_others = |i: usize| (0..i).map(|k| points[k].distance(points[i])).fold(f32::MAX, f32::min);
        (0..points.len()).map(to_others).fold(f32::MAX, f32::min)
    };
    let apart = 6.0 / scar.per_cm2.sqrt();
    assert!(least(&centres) >= apart, "{}", least(&centres));
    let mut planted = centres.clone();
    planted.push(planted[5] + Vec3::splat(0.3));
    assert!(least(&planted) < apart, "planted: two scars in one place must be seen");
    let dots_cm2 = centres.len() as f32 * PI * 0.25 * scar.dot_mm * scar.dot_mm / 100.0;
    let ratio = covered(scar, dots_cm2, 180.0, 0.25);
    assert!((0.92..1.1).contains(&ratio), "{ratio}");
}

#[test]
fn seeds_scatter_and_repeat() {
    let scar = usual(ScarKind::Fue);
    assert_eq!(dots::scattered(&scar, 7), dots::scattered(&scar, 7));
    assert_ne!(dots::scattered(&scar, 7)[0], dots::scattered(&scar, 8)[0]);
}

#[test]
fn burns_are_uneven_patches_on_their_side() {
    let scar = usual(ScarKind::Burn);
    let area = 0.25 * PI * scar.length_mm * scar.width_mm / 100.0;
    let ratio = covered(scar, area, 60.0, 0.5);
    assert!((0.88..1.12).contains(&ratio), "{ratio}");
    let scars = Scars::new(&[scar], 7);
    assert!(mean_surface(scar.at_mm.into()).x > 30.0, "+x is the head's left");
    assert!(
        scars.at_atlas(vec2(-48.0, 5.0)) == ScarSkin::SOUND || scars.at_atlas(vec2(-48.0, 5.0)).bare == 0.0
    );
    let [here, there] = [7, 8].map(|seed| Scars::new(&[scar], seed));
    let differ = |a: Vec2| (here.at_atlas(a).bare - there.at_atlas(a).bare).abs();
    assert!(skin_cm2(scar.at_mm.into(), 40.0, 1.0, differ) > 0.3, "uneven by seed");
}

#[test]
fn distances_are_smooth_where_raster_and_scar_meet() {
    let scars = Scars::new(&ScarKind::ALL.map(usual), 7);
    let at = |a: Vec2| scars.at_atlas(a).distance_mm;
    let worst = |at: &dyn Fn(Vec2) -> f32| {
        let jump = |a: Vec2| {
            let b = a + vec2(0.25, 0.0);
            (at(b) - at(a)).abs() - mean_surface(a).distance(mean_surface(b))
        };
        let places = (0..60_000).map(|i| vec2((i % 300) as f32 - 150.0, (i / 300) as f32 - 180.0));
        places.map(jump).fold(0.0, f32::max)
    };
    let smooth = worst(&at);
    assert!(smooth < 0.8, "{smooth}");
    let torn = |a: Vec2| if at(a) > NEAR_MM { at(a) + 2.0 } else { at(a) };
    assert!(worst(&torn) > 1.5, "planted: a step of 2 mm must be seen");
}

#[test]
fn overlapping_scars_do_not_add_up() {
    let burn = usual(ScarKind::Burn);
    let both = Scars::new(&[burn, Scar { uptake: 2.0 - burn.uptake, ..burn }], 7).at_atlas(burn.at_mm.into());
    assert!((both.uptake - 1.0).abs() < 1e-5 && both.pale == burn.paleness && both.bare == 1.0, "{both:?}");
}

#[test]
fn a_painted_scar_is_pale_and_bare_like_a_burn_and_goes_when_it_is_erased() {
    let dab = |paint| Stroke { radius_mm: 15.0, path_mm: vec![[40.0, 20.0]], ..Stroke::usual(paint) };
    let at = |strokes: Vec<Stroke>| {
        Scars::of(&Plan { strokes, ..Plan::default() }).at_atlas(Vec2::new(40.0, 20.0))
    };
    let burn = Scar::usual(ScarKind::Burn);
    let painted = at(vec![dab(Paint::Scar)]);
    let near = |a: f32, b: f32| (a - b).abs() < 1e-5;
    assert!(
        near(painted.pale, burn.paleness) && near(painted.bare, 1.0) && near(painted.uptake, burn.uptake)
    );
    assert_eq!(at(vec![dab(Paint::Scar), dab(Paint::Erase)]), ScarSkin::SOUND);
    assert_eq!(at(vec![dab(Paint::Leave), dab(Paint::Treat)]), ScarSkin::SOUND);
}
