use super::*;
use glam::vec2;

fn stroke(paint: Paint, path_mm: &[[f32; 2]]) -> Stroke {
    Stroke { radius_mm: 12.0, path_mm: path_mm.to_vec(), ..Stroke::usual(paint) }
}

const LINE: [[f32; 2]; 2] = [[30.0, -20.0], [60.0, -20.0]];
const MIDDLE: Vec2 = vec2(45.0, -20.0);

#[test]
fn a_later_stroke_wins() {
    let all = [stroke(Paint::Treat, &LINE), stroke(Paint::Leave, &LINE), stroke(Paint::Scar, &LINE)];
    let at = |strokes: &[Stroke]| Strokes::new(strokes).at_atlas(MIDDLE);
    assert_eq!(at(&all[..1]), Painted { treat: 1.0, ..Painted::NONE });
    assert_eq!(at(&all[..2]), Painted { leave: 1.0, ..Painted::NONE });
    assert_eq!(at(&all), Painted { leave: 1.0, scar: 1.0, ..Painted::NONE }, "a scar is skin, not work");
    let [treat, leave, _] = all;
    assert_eq!(at(&[leave, treat]).treat, 1.0, "planted: the other order must be seen");
    let thinner = Stroke { density: 0.4, ..stroke(Paint::Density, &LINE) };
    assert_eq!(at(&[stroke(Paint::Leave, &LINE), thinner]), Painted { density: 0.4, ..Painted::NONE });
}

/// Largest difference of two paintings on a square of the atlas around the line.
fn apart(a: &Strokes, b: &Strokes) -> f32 {
    let place = |i: u16| vec2(f32::from(i % 60), f32::from(i / 60)) * 2.0 + vec2(-15.0, -80.0);
    let difference = |atlas: Vec2| {
        let [a, b] = [a, b].map(|strokes| strokes.at_atlas(atlas).to_array());
        a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
    };
    (0..3600).map(place).map(difference).fold(0.0, f32::max)
}

#[test]
fn erasing_brings_back_exactly_what_was_there() {
    let painted = [Paint::Treat, Paint::Density, Paint::Scar, Paint::Leave].map(|p| stroke(p, &LINE));
    let eraser = |radius_mm| Stroke { radius_mm, ..stroke(Paint::Erase, &LINE) };
    let with = |eraser: Stroke| Strokes::new(&[&painted[..], &[eraser]].concat());
    let none = Strokes::default();
    assert_eq!(apart(&with(eraser(12.0)), &none), 0.0, "the same way takes all of it away");
    assert!(apart(&with(eraser(7.0)), &none) > 0.1, "planted: a rim that is left must be seen");
}

#[test]
fn the_edge_is_soft_and_lies_within_the_radius() {
    let dab = Strokes::new(&[stroke(Paint::Leave, &[[45.0, -20.0]])]);
    let centre = mean_surface(MIDDLE);
    let leave = |mm: f32| dab.at_atlas(MIDDLE + vec2(0.0, mm));
    let mut last = 1.0;
    for i in 0..100 {
        let mm = 0.2 * i as f32;
        let (leave, away_mm) = (leave(mm).leave, mean_surface(MIDDLE + vec2(0.0, mm)).distance(centre));
        assert!(leave <= last && last - leave < 0.15, "{away_mm}: {last} {leave}");
        assert!(if away_mm < 7.8 { leave == 1.0 } else { leave < 1.0 }, "{away_mm} {leave}");
        assert!(away_mm < 12.0 || leave == 0.0, "{away_mm} {leave}");
        last = leave;
    }
}

#[test]
fn what_is_painted_lies_where_it_is_painted_and_not_in_the_mirror() {
    let strokes = Strokes::new(&[stroke(Paint::Scar, &LINE)]);
    assert_eq!(strokes.at_atlas(MIDDLE).scar, 1.0);
    assert_eq!(strokes.at_atlas(vec2(-MIDDLE.x, MIDDLE.y)), Painted::NONE);
    assert_eq!(strokes.at_atlas(vec2(MIDDLE.x, -MIDDLE.y)), Painted::NONE);
}

#[test]
fn a_long_way_bends_with_the_skin_and_is_one_however_many_places_tell_it() {
    let ends = [[0.0, 60.0], [0.0, -140.0]];
    let many: Vec<[f32; 2]> = (0..=80).map(|k| [0.0, 60.0 - 2.5 * k as f32]).collect();
    let [few, many] = [&ends[..], &many[..]].map(|path| Strokes::new(&[stroke(Paint::Treat, path)]));
    for k in 0..40 {
        let atlas = vec2(0.0, 60.0 - 5.0 * k as f32);
        assert_eq!(few.at_atlas(atlas).treat, 1.0, "{atlas}");
    }
    assert!(apart(&few, &many) < 0.05);
}

#[test]
fn the_raster_is_the_law() {
    let strokes = [stroke(Paint::Treat, &LINE), Stroke { radius_mm: 5.0, ..stroke(Paint::Erase, &LINE) }];
    let (law, raster) = (Strokes::new(&strokes), Painting::new(&strokes));
    let worst = |shift: f32| {
        let place = |i: u16| vec2(f32::from(i % 90) + 0.37, f32::from(i / 90) + 0.61) + vec2(0.0, -50.0);
        let error = |at: Vec2| (law.at_atlas(at).treat - raster.at_atlas(at + vec2(0.0, shift)).treat).abs();
        (0..5400).map(place).map(error).fold(0.0, f32::max)
    };
    assert!(worst(0.0) < 0.2, "{}", worst(0.0));
    assert!(worst(1.0) > 0.3, "planted: a raster off by a cell must be seen, {}", worst(1.0));
    assert!(Painting::new(&[]).is_empty() && Painting::new(&[]).at_atlas(MIDDLE) == Painted::NONE);
}

#[test]
fn a_stroke_reaches_as_far_at_the_nape_as_on_the_top() {
    for at in [vec2(0.0, 0.0), vec2(0.0, -215.0), vec2(60.0, -190.0), vec2(145.0, 5.0)] {
        let law = Strokes::new(&[stroke(Paint::Leave, &[at.to_array()])]);
        let middle = mean_surface(at);
        let place = |i: u16| at + vec2(f32::from(i % 80), f32::from(i / 80)) * 1.5 - 60.0;
        let covered = |atlas: &Vec2| mean_surface(*atlas).distance(middle) < 7.5;
        let mut inside = (0..6400).map(place).filter(covered);
        assert!(inside.all(|atlas| law.at_atlas(atlas).leave == 1.0), "{at}");
    }
}
