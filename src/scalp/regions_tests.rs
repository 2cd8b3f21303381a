use super::*;
use crate::plan::HairlineStyle;
use crate::scalp::coordinates::ATLAS_RADIUS_MM;
use crate::scalp::field::skin_cm2_per_atlas_mm2;
use crate::scalp::hairline::Curve;
use glam::vec2;

/// Atlas places 3 mm apart, their surface points and the skin they stand for, cm².
fn places() -> impl Iterator<Item = (Vec3, f32)> {
    let n = (ATLAS_RADIUS_MM / 3.0) as i32;
    let all = (-n..=n).flat_map(move |i| (-n..=n).map(move |k| vec2(i as f32, k as f32) * 3.0));
    let disc = all.filter(|a| a.length() < ATLAS_RADIUS_MM);
    disc.map(|a| (mean_surface(a), 9.0 * skin_cm2_per_atlas_mm2(a)))
}

#[test]
fn area_is_the_published_one_of_this_boundary() {
    let area: f32 = places().filter(|(p, _)| boundary_distance_mm(*p) > 0.0).map(|(_, a)| a).sum();
    assert!((area - 645.0).abs() < 4.0, "{area}");
    let bloated: f32 = places().filter(|(p, _)| boundary_distance_mm(*p) > -1.0).map(|(_, a)| a).sum();
    assert!(bloated - 645.0 > 6.0, "planted: one mm too wide must be seen, {bloated}");
}

#[test]
fn distances_are_millimetres() {
    let p = Vec3::new(0.0, 105.0, 64.5); // the mature line, 10 mm behind the juvenile one
    assert!((boundary_distance_mm(p) - 10.0).abs() < 0.5, "{}", boundary_distance_mm(p));
    for (p, _) in places().step_by(37) {
        assert!(boundary_distance_mm(p).abs() < 220.0);
        let within = boundary_distance_mm(p) > 0.0;
        assert!(!within || boundary_distance_mm(p) < distances(p).sides_mm + 1.0, "{p}");
    }
}

#[test]
fn zone_weights_sum_to_one_and_name_the_landmarks() {
    for (p, _) in places() {
        let w = zone_weights(p);
        assert!(
            (w.iter().sum::<f32>() - 1.0).abs() < 1e-5 && w.iter().all(|x| (-1e-6..=1.0).contains(x)),
            "{p} {w:?}"
        );
    }
    let named = [
        (Vec3::new(0.0, 110.0, 58.0), Zone::Frontal),
        (Vec3::new(0.0, 131.0, -12.0), Zone::MidScalp),
        (Vec3::new(0.0, 108.0, -80.0), Zone::Vertex),
        (Vec3::new(68.0, 55.0, 28.0), Zone::Temporal),
        (Vec3::new(76.0, 60.0, -20.0), Zone::Parietal),
        (Vec3::new(0.0, 30.0, -106.0), Zone::Occipital),
        (Vec3::new(0.0, -40.0, -80.0), Zone::Nape),
    ];
    for (p, expected) in named {
        assert_eq!(zone(p), expected, "{p}");
    }
}

#[test]
fn sites_reach_wherever_a_dot_may_be() {
    for style in HairlineStyle::ALL {
        let curve =
            Curve::new(&Hairline { style, height_mm: 45.0, softness_mm: 10.0, ..Hairline::default() }, 3);
        for (p, _) in places() {
            let wanted = distances(p).sides_mm > 0.0 && curve.signed_distance_mm(p) > 0.0;
            assert!(!wanted || is_scalp(p), "{style:?} {p}");
        }
    }
    assert!(!is_scalp(Vec3::new(0.0, 45.0, 92.0)), "the glabella is no scalp");
    assert!(!is_scalp(Vec3::new(73.0, 0.0, 0.0)), "the ear is no scalp");
}

fn drawn(p: Vec3, line: &Hairline) -> f32 {
    let atlas = atlas_from_mean(p);
    drawn_sides_mm(atlas, distances_at(atlas).sides_mm, line)
}

/// Height at which the scalp ends at an azimuth, going down, mm.
fn ends_at(azimuth_deg: f32, line: &Hairline) -> f32 {
    let down = (0..800).map(|k| mean_surface(atlas_from_angles(azimuth_deg, 20.0 - 0.1 * k as f32)));
    down.take_while(|p| drawn(*p, line) > 0.0).last().map_or(f32::MAX, |p| p.y)
}

#[test]
fn sideburn_and_nape_slide_by_millimetres() {
    let natural = Hairline::default();
    let (long, short) =
        (Hairline { sideburn_down_mm: 10.0, ..natural }, Hairline { sideburn_down_mm: -8.0, ..natural });
    let high = Hairline { nape_up_mm: 20.0, ..natural };
    let sideburn = ends_at(74.0, &natural);
    assert!((7.5..11.5).contains(&(sideburn - ends_at(74.0, &long))), "{}", sideburn - ends_at(74.0, &long));
    assert!((6.0..9.5).contains(&(ends_at(74.0, &short) - sideburn)), "{}", ends_at(74.0, &short) - sideburn);
    let raised = ends_at(180.0, &high) - ends_at(180.0, &natural);
    assert!((16.0..21.0).contains(&raised), "{raised}");
    assert_eq!(ends_at(180.0, &long), ends_at(180.0, &natural));
    assert_eq!(ends_at(74.0, &high), sideburn);
    for (p, _) in places().filter(|(p, _)| boundary_distance_mm(*p) > -20.0) {
        assert_eq!(drawn(p, &natural), distances(p).sides_mm);
        let kept = p.y > 45.0 || drawn(p, &long) >= distances(p).sides_mm - 1.5;
        assert!(kept, "a longer sideburn takes nothing away: {p}");
    }
}

#[test]
fn drawn_edges_are_smooth() {
    let plan = Hairline { sideburn_down_mm: 12.0, nape_up_mm: 30.0, ..Hairline::default() };
    let natural = |a: Vec2| distances_at(a).sides_mm;
    let steepest = |law: &dyn Fn(Vec2) -> f32| {
        let slope =
            |a: Vec2, d: Vec2| (law(a + d) - law(a)).abs() / mean_surface(a + d).distance(mean_surface(a));
        let worst = |a: Vec2| slope(a, Vec2::X).max(slope(a, Vec2::Y));
        let moved = |a: Vec2| (law(a) - natural(a)).abs() > 1e-4;
        let near = places().map(|(p, _)| p).filter(|p| boundary_distance_mm(*p) > -14.0);
        let scalp = near.map(atlas_from_mean).filter(|a| moved(*a));
        scalp.map(|a| (worst(a), a)).fold((0.0, Vec2::ZERO), |x, y| if y.0 > x.0 { y } else { x })
    };
    let drawn = |a: Vec2| drawn_sides_mm(a, distances_at(a).sides_mm, &plan);
    assert!(steepest(&drawn).0 < 3.5, "{:?}", steepest(&drawn));
    let torn = |a: Vec2| if a.y < -150.0 { drawn(a) - 10.0 } else { drawn(a) };
    assert!(steepest(&torn).0 > 5.0, "planted: a torn edge must be seen");
}

#[test]
fn sites_reach_the_drawn_temple_and_sideburn() {
    let plan = Hairline { sideburn_down_mm: 12.0, temple_forward_mm: 12.0, ..Hairline::default() };
    let curve = Curve::new(&plan, 3);
    let wanted =
        |p: Vec3, line: &Hairline, curve: &Curve| drawn(p, line) > 0.0 && curve.signed_distance_mm(p) > 0.0;
    for (p, _) in places() {
        assert!(!wanted(p, &plan, &curve) || is_scalp(p), "{p}");
    }
    let area =
        |law: &dyn Fn(Vec3) -> bool| places().filter(|(p, _)| law(*p)).map(|(_, cm2)| cm2).sum::<f32>();
    println!("sites on {} cm2", area(&is_scalp));
    let low = Hairline { nape_up_mm: -9.0, ..plan };
    assert!(
        places().any(|(p, _)| wanted(p, &low, &curve) && !is_scalp(p)),
        "planted: a nape too low must be seen"
    );
}
