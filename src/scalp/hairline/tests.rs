use super::*;
use crate::plan::HairlineStyle::{self, *};
use crate::scalp::coordinates::{line, mean_surface};
use glam::{Vec2, vec2};

fn drawn(style: HairlineStyle, height_mm: f32) -> Vec<Vec3> {
    let shape = HairlineShape::of(&Hairline { style, height_mm, ..Hairline::default() });
    shape.line().into_iter().map(mean_surface).collect()
}

#[test]
fn heights_are_measured_along_the_skin() {
    for (height_mm, y) in [(60.0, 98.0), (70.0, 105.0)] {
        let p = mean_surface(vec2(0.0, midline_atlas_mm(height_mm)));
        assert!((p.y - y).abs() < 0.3, "{height_mm}: {p}");
    }
}

/// Mean distance of a measured line from a shape's line, mm.
fn apart(name: &str, shape: HairlineShape) -> f32 {
    let outline = shape.outline();
    let points: Vec<f32> = line(name).iter().map(|&a| outline.nearest(a).distance_mm.abs()).collect();
    points.iter().sum::<f32>() / points.len() as f32
}

#[test]
fn family_passes_through_the_measured_lines() {
    let plain = |height_mm| HairlineShape::measured(height_mm, 0.0);
    assert!(apart("hairline_juvenile", plain(60.0)) < 0.3);
    assert!(apart("hairline_mature", plain(70.0)) < 0.3);
    assert!(apart("hairline_mature", plain(64.0)) > 1.5, "planted: 6 mm too low must be seen");
}

#[test]
fn styles_differ_where_they_should() {
    let natural = drawn(Natural, 68.0);
    let nearer = |x: f32| move |a: Vec3, b: Vec3| if (b.x - x).abs() < (a.x - x).abs() { b } else { a };
    let at = |points: &[Vec3], x: f32| points.iter().copied().fold(points[0], nearer(x));
    let corner = |style| at(&drawn(style, 68.0), 52.0);
    let centre = drawn(WidowsPeak, 68.0)[0].distance(drawn(Defined, 68.0)[0]);
    assert!((5.0..10.0).contains(&centre), "the peak comes down about 8 mm: {centre}");
    assert!(corner(Receded).z < at(&natural, 52.0).z - 8.0);
    assert!(corner(Rounded).z > at(&natural, 52.0).z + 1.0);
}

#[test]
fn lines_stay_ordered_and_free_of_spikes() {
    for style in HairlineStyle::ALL {
        for height in [45.0, 60.0, 75.0, 90.0, 110.0] {
            let points = drawn(style, height);
            let longest = points.windows(2).map(|w| w[0].distance(w[1])).fold(0.0, f32::max);
            assert!(longest < 10.0, "{style:?} {height}: {longest}");
            assert!(points[0].distance(mean_surface(vec2(0.0, midline_atlas_mm(height)))) < 9.0);
            let end = points[points.len() - 1].distance(Vec3::new(66.5, 46.0, 38.4));
            assert!(end < 3.0, "{style:?} {height} must end at the temple: {end}");
        }
    }
}

/// Largest deviation of the drawn line from its smooth shape, and mean difference of left and right, mm.
fn unevenness(softness_mm: f32, style: HairlineStyle) -> (f32, f32) {
    let plan = Hairline { style, height_mm: 68.0, softness_mm, ..Hairline::default() };
    let (curve, smooth) = (Curve::new(&plan, 7), HairlineShape::of(&plan).line());
    let off = |a: Vec2| curve.signed_distance_mm(mean_surface(a));
    let largest = smooth.iter().map(|&a| off(a).abs()).fold(0.0, f32::max);
    let sides = smooth.iter().map(|&a| (off(a) - off(vec2(-a.x, a.y))).abs()).sum::<f32>();
    (largest, sides / smooth.len() as f32)
}

#[test]
fn waves_are_small_and_slightly_asymmetric() {
    let (largest, sides) = unevenness(8.0, Natural);
    assert!((0.8..3.0).contains(&largest) && (0.2..2.0).contains(&sides), "{largest} {sides}");
    assert!(unevenness(3.0, Defined).0 < largest);
}

/// Mean fraction of many sites at a distance.
fn mean_fraction(edge: HairlineEdge, distance_mm: f32, softness: f32) -> f32 {
    (0..4000).map(|i| edge.fraction(distance_mm, softness, rng::hash(1, i))).sum::<f32>() / 4000.0
}

fn edge_of(style: HairlineStyle) -> HairlineEdge {
    Style::of(style).edge(&Hairline { style, ..Hairline::default() })
}

#[test]
fn density_rises_behind_the_line() {
    let natural = |d: f32| mean_fraction(edge_of(Natural), d, 1.0);
    assert!(natural(-8.0) < 1e-3 && natural(12.0) > 0.99);
    assert!((0.01..0.12).contains(&natural(-1.0)), "sentinels: {}", natural(-1.0));
    assert!((0.1..0.3).contains(&natural(0.8)), "{}", natural(0.8));
    for edge in HairlineStyle::ALL.map(edge_of) {
        let rises = |k: i32| {
            mean_fraction(edge, k as f32 * 0.5, 1.0) <= mean_fraction(edge, k as f32 * 0.5 + 0.5, 1.0)
        };
        assert!((-30..30).all(rises), "{edge:?}");
        for hash in 0..500 {
            let steep = |k: i32| {
                (edge.fraction(k as f32 * 0.05, 1.0, hash) - edge.fraction((k + 1) as f32 * 0.05, 1.0, hash))
                    .abs()
            };
            assert!((-300..400).all(|k| steep(k) < 0.05 * 1.6 / edge.softness_mm), "{edge:?} jumps");
        }
    }
}

#[test]
fn styles_set_in_as_they_are_called() {
    let width =
        |style: HairlineStyle| (0..60).find(|d| mean_fraction(edge_of(style), *d as f32 * 0.5, 1.0) > 0.95);
    assert!(width(Soft) > width(Natural) && width(Natural) > width(Defined), "wide, usual, crisp");
    let ahead = |style: HairlineStyle, d: f32| mean_fraction(edge_of(style), -d, 1.0);
    assert!(ahead(SoftBroken, 5.0) > 2.0 * ahead(Natural, 5.0).max(0.002), "dots far ahead of a broken line");
    assert!(ahead(Defined, 1.0) < 0.01, "none ahead of an edge-up");
    let bare = HairlineEdge { sentinels: 0.0, ..edge_of(Natural) };
    assert!(mean_fraction(bare, -2.0, 1.0) < mean_fraction(edge_of(Natural), -2.0, 1.0));
    let wide = mean_fraction(edge_of(Natural), 5.0, 2.0);
    assert!(wide < mean_fraction(edge_of(Natural), 5.0, 1.0), "a session may be softer: {wide}");
}

fn line_of(hairline: &Hairline) -> Vec<Vec3> {
    HairlineShape::of(hairline).line().into_iter().map(mean_surface).collect()
}

/// Movement of the line at atlas `x` by a handle, mm of skin to the left and to the front.
fn moved(x: f32, handle: impl Fn(&mut Hairline)) -> (f32, f32) {
    let (from, mut to) = (Hairline::default(), Hairline::default());
    handle(&mut to);
    let (from, to) = (line_of(&from), line_of(&to));
    let k = (x / 2.0) as usize;
    let nearest = to.iter().map(|p| p.distance(from[k])).fold(f32::MAX, f32::min);
    (nearest, to[k].z - from[k].z)
}

#[test]
fn handles_move_their_part_by_millimetres() {
    let (_, back) = moved(62.0, |h| h.corner_back_mm = 12.0);
    assert!((-12.5..-8.0).contains(&back), "corner back: {back}");
    let (away, forward) = moved(96.0, |h| h.temple_forward_mm = 8.0);
    assert!((3.0..8.5).contains(&away) && forward > 2.0, "temple forward: {away} {forward}");
    let handles: [fn(&mut Hairline); 3] =
        [|h| h.corner_back_mm = 12.0, |h| h.corner_out_mm = 8.0, |h| h.temple_forward_mm = 8.0];
    for handle in handles {
        assert!(moved(0.0, handle).0 < 0.3 && moved(112.0, handle).0 < 0.3, "the ends stay");
    }
    assert!(moved(0.0, |h| h.height_mm += 8.0).0 > 5.0, "planted: a moved end must be seen");
    // The place of the corner: the furthest point of the line from the chord between mid-point and temple peak.
    let corner = |out| {
        let points = line_of(&Hairline { style: Boxed, corner_out_mm: out, ..Hairline::default() });
        let (a, b) = (points[0], points[48]);
        let off = |p: &Vec3| (*p - a).reject_from(b - a).length();
        points[..48].iter().copied().max_by(|p, q| off(p).total_cmp(&off(q))).unwrap()
    };
    let out = corner(6.0).x - corner(0.0).x;
    assert!((3.5..7.0).contains(&out), "corner out: {out}");
}

#[test]
fn extreme_handles_fold_nothing() {
    for style in HairlineStyle::ALL {
        for k in 0..8 {
            let side = |bit: i32, low: f32, high: f32| if k >> bit & 1 == 0 { low } else { high };
            let plan = Hairline {
                style,
                corner_back_mm: side(0, -20.0, 40.0),
                corner_out_mm: side(1, -15.0, 15.0),
                temple_forward_mm: side(2, -15.0, 15.0),
                ..Hairline::default()
            };
            let points = line_of(&plan);
            let longest = points.windows(2).map(|w| w[0].distance(w[1])).fold(0.0, f32::max);
            assert!(longest < 20.0, "{plan:?}: {longest}");
        }
    }
}

#[test]
fn boxed_is_straight_with_square_corners() {
    let front = |style| {
        let points = &line_of(&Hairline { style, ..Hairline::default() })[..26]; // up to 50 mm
        points.iter().map(|p| (p.y - points[0].y).abs()).fold(0.0, f32::max)
    };
    assert!(front(Boxed) < 4.0 && front(Defined) < 4.0, "{} {}", front(Boxed), front(Defined));
    assert!(front(WidowsPeak) > 4.5, "planted: a peak must be seen");
    let sharpest = |style| {
        let points = line_of(&Hairline { style, ..Hairline::default() });
        let turn = |w: &[Vec3]| (w[1] - w[0]).angle_between(w[2] - w[1]).to_degrees();
        points[..40].windows(3).map(turn).fold(0.0, f32::max)
    };
    assert!(sharpest(Boxed) > 15.0 && sharpest(Rounded) < 10.0, "{} {}", sharpest(Boxed), sharpest(Rounded));
}

#[test]
fn waves_and_sides_follow_the_plan() {
    let largest = |style, waves| {
        let plan = Hairline { style, waves, asymmetry_mm: 0.0, ..Hairline::default() };
        let curve = Curve::new(&plan, 7);
        HairlineShape::of(&plan)
            .line()
            .iter()
            .map(|a| curve.signed_distance_mm(mean_surface(*a)).abs())
            .fold(0.0, f32::max)
    };
    assert!(largest(Natural, 0.0) < 0.8, "the raster alone: {}", largest(Natural, 0.0));
    assert!(largest(Natural, 2.0) > 1.5 * largest(Natural, 1.0));
    assert!(largest(SoftBroken, 1.0) > largest(Natural, 1.0) && largest(Soft, 1.0) < largest(Natural, 1.0));
    for seed in 0..20 {
        let sides = |asymmetry_mm| {
            let plan = Hairline { asymmetry_mm, waves: 0.0, ..Hairline::default() };
            let curve = Curve::new(&plan, seed);
            let off = |a: Vec2| curve.signed_distance_mm(mean_surface(a));
            let apart = |a: &Vec2| (off(*a) - off(vec2(-a.x, a.y))).abs();
            HairlineShape::of(&plan).line().iter().map(apart).fold(0.0, f32::max)
        };
        assert!((2.3..3.2).contains(&sides(3.0)), "{}", sides(3.0));
        assert!(sides(0.0) < 0.01, "planted: no asymmetry must be seen");
    }
}
