//! Pictures of the whole head: what a stranger sees, and what must not change it.

use glam::Vec3;
use papilla::pictures::carry_on;
use papilla::plan::Plan;
use papilla::render::camera::{Camera, Projection, View};
use papilla::render::lighting::{Adjustment, LightingPreset, PRESETS};
use papilla::render::quality::{FrameSettings, QualityTier};
use papilla::render::readback::LinearImage;
use papilla::render::splats::Splats;
use papilla::render::surface::Surface;
use papilla::render::{Revision, Scene};
use papilla::studio::{Moment, Prepared};

use crate::support::image::{DoseDifference, dose, largest_difference, mean};
use crate::support::{demo, prepare, renderer};

const SIZE_PX: [u32; 2] = [320, 320];
const SETTLED: Moment = Moment::Day(400.0);

fn draw(prepared: &Prepared, splats: &Splats, view: View) -> LinearImage {
    let camera = prepared.framing(view);
    let scene = Scene { splats, ..prepared.scene(&camera) };
    renderer().linear_picture(&scene, SIZE_PX, 1).unwrap()
}

/// The same under another light of the same colour.
fn draw_under(prepared: &Prepared, lighting: &LightingPreset, view: View) -> LinearImage {
    let camera = prepared.framing(view);
    let scene = Scene { lighting, ..prepared.scene(&camera) };
    renderer().linear_picture(&scene, SIZE_PX, 1).unwrap()
}

/// The same with only the dots that `keep` wants, by index; hair roots and shafts stay.
fn thinned(splats: &Splats, dots: usize, keep: impl Fn(usize) -> bool) -> Splats {
    let kept = |i: &usize| *i >= dots || keep(*i);
    Splats {
        cores: (0..splats.cores.len()).filter(kept).map(|i| splats.cores[i]).collect(),
        dot_halos: (0..splats.dot_halos.len()).filter(kept).map(|i| splats.dot_halos[i]).collect(),
        hair_halos: splats.hair_halos.clone(),
        shafts: splats.shafts.clone(),
        on_scalp: splats.on_scalp,
        coverage: splats.coverage,
        states: splats.states.clone(),
        revision: Revision::next(),
    }
}

#[test]
fn every_view_under_every_light_shows_a_head() {
    for (light, _) in PRESETS {
        let prepared = demo(SETTLED, light);
        // A background may be of any colour: skin is told by an even grey.
        let neutral = Adjustment { neutral_backdrop: true, ..Adjustment::default() };
        let before_grey = prepared.lighting.clone().adjusted(&neutral);
        // Close views have no backdrop.
        for view in View::ALL.into_iter().filter(|view| view.spot_deg().is_none()) {
            let image = draw(&prepared, &prepared.splats, view);
            let finite = image.pixels.iter().flatten().all(|v| v.is_finite() && *v >= 0.0);
            assert!(finite, "{light}, {}: a pixel is no light", view.key());
            let image = draw_under(&prepared, &before_grey, view);
            let finite = image.pixels.iter().flatten().all(|v| v.is_finite() && *v >= 0.0);
            assert!(finite, "{light}, {}: a pixel is no light", view.key());
            let red = mean(&image, [0.4, 0.35, 0.6, 0.55], 0);
            let blue = mean(&image, [0.4, 0.35, 0.6, 0.55], 2);
            let [far_red, far_blue] = [0, 2].map(|c| mean(&image, [0.0, 0.0, 0.05, 0.05], c));
            assert!(red > 0.005, "{light}, {}: the head is black", view.key());
            // Skin takes blue away; an even grey is as white as the light.
            let ratio = (red / blue) / (far_red / far_blue);
            assert!(ratio > 1.3, "{light}, {}: no skin before the backdrop, {ratio}", view.key());
        }
    }
}

#[test]
fn an_even_grey_is_even_whatever_stands_behind_the_head() {
    let prepared = demo(SETTLED, "clinic");
    let neutral = Adjustment { neutral_backdrop: true, ..Adjustment::default() };
    let places = [[0.0, 0.0, 0.08, 0.3], [0.92, 0.0, 1.0, 0.3], [0.0, 0.5, 0.08, 0.7], [0.92, 0.5, 1.0, 0.7]];
    let unevenness = |lighting: &LightingPreset| {
        let image = draw_under(&prepared, lighting, View::Front);
        let found = places.map(|place| mean(&image, place, 1));
        found.iter().map(|v| (v / found[0] - 1.0).abs()).fold(0.0, f32::max)
    };
    let even = unevenness(&prepared.lighting.clone().adjusted(&neutral));
    assert!(even < 1e-4, "{even}");
    assert!(unevenness(&prepared.lighting) > 0.05, "planted: a room must be seen");
}

#[test]
fn the_neck_goes_down_into_its_collar_and_does_not_fade() {
    let prepared = demo(SETTLED, "clinic");
    let camera = prepared.framing(View::Front);
    // What a hundredfold backdrop changes in the middle below the chin: only what fades shows it.
    let shows_backdrop = |surface: &Surface| {
        let neck = |brightness: f32| {
            let lighting = LightingPreset { backdrop: brightness, ..prepared.lighting.clone() };
            let scene = Scene { surface, lighting: &lighting, ..prepared.scene(&camera) };
            mean(&renderer().linear_picture(&scene, SIZE_PX, 1).unwrap(), [0.4, 0.93, 0.6, 1.0], 1)
        };
        neck(30.0) / neck(0.3)
    };
    let surface = &*prepared.surface;
    let whole = shows_backdrop(surface);
    assert!((whole - 1.0).abs() < 1e-4, "{whole}");
    let fading = Surface { end_mm: Some([-164.0, -122.0]), revision: Revision::next(), ..surface.clone() };
    assert!(shows_backdrop(&fading) > 1.5, "planted: a neck that fades must be seen");
}

#[test]
fn treatment_darkens_the_crown_and_leaves_the_face() {
    let before = demo(Moment::Before, "overcast");
    let after = demo(SETTLED, "overcast");
    let (bare, treated) = (draw(&before, &before.splats, View::Top), draw(&after, &after.splats, View::Top));
    let crown = [0.42, 0.35, 0.58, 0.5];
    let ratio = mean(&treated, crown, 0) / mean(&bare, crown, 0);
    println!("crown, red, treated over bare: {ratio:.3}");
    assert!(ratio < 0.9, "no visible treatment: {ratio}");
    assert!(ratio > 0.35, "a painted helmet: {ratio}");
    let (bare, treated) =
        (draw(&before, &before.splats, View::Front), draw(&after, &after.splats, View::Front));
    let cheeks = [0.4, 0.6, 0.6, 0.7];
    assert!((mean(&treated, cheeks, 0) / mean(&bare, cheeks, 0) - 1.0).abs() < 1e-3);
}

#[test]
fn the_dose_ruler_tells_defects_from_noise() {
    let prepared = demo(SETTLED, "clinic");
    let dots = prepared.summary.dots;
    let splats = &prepared.splats;
    assert!(splats.cores.len() > dots, "hair roots are missing");
    let bare = draw(&prepared, &thinned(splats, dots, |_| false), View::Top);
    let dose_of = |splats: &Splats| dose(&draw(&prepared, splats, View::Top), &bare);
    let whole = dose_of(splats);
    let same = DoseDifference::of(&whole, &dose_of(&thinned(splats, dots, |_| true)));
    assert!(same.is_same() && same.total < 1e-9, "{same:?}");
    let tenth_missing = DoseDifference::of(&whole, &dose_of(&thinned(splats, dots, |i| i % 10 != 0)));
    assert!(!tenth_missing.is_same(), "{tenth_missing:?}");
    let patch_missing = DoseDifference::of(
        &whole,
        &dose_of(&thinned(splats, dots, |i| {
            let [x, _, z] = splats.cores[i].position;
            x.hypot(z + 20.0) > 12.0
        })),
    );
    assert!(!patch_missing.is_same(), "{patch_missing:?}");
}

#[test]
fn shuffled_dots_give_the_same_picture() {
    let prepared = demo(SETTLED, "clinic");
    let mut shuffled = Splats::clone(&prepared.splats);
    shuffled.cores.reverse();
    shuffled.dot_halos.reverse();
    shuffled.hair_halos.reverse();
    shuffled.shafts.reverse();
    shuffled.revision = Revision::next();
    let one = draw(&prepared, &prepared.splats, View::ThreeQuarter);
    let other = draw(&prepared, &shuffled, View::ThreeQuarter);
    assert_ne!(prepared.splats.cores[0].position, shuffled.cores[0].position);
    let difference = largest_difference(&one, &other);
    println!("largest difference after a shuffle: {difference:.5}");
    assert!(difference < 2e-3, "{difference}");
}

#[test]
fn a_session_switched_off_changes_only_its_own_dots() {
    let plan = Plan::demo();
    let mut off = plan.clone();
    off.sessions[1].enabled = false;
    let (all, without) = (prepare(&plan, SETTLED, "clinic"), prepare(&off, SETTLED, "clinic"));
    let (a, b) = (&all.summary.sessions, &without.summary.sessions);
    assert_eq!((a[0], a[2]), (b[0], b[2]));
    assert_eq!(b[1], 0);
    assert!(a[1] > a[0], "the second session has most of the density");
}

#[test]
fn the_same_plan_and_seed_give_the_same_bytes() {
    let prepared = demo(SETTLED, "noon-sun");
    let camera = prepared.framing(View::Left);
    let scene = prepared.scene(&camera);
    let draw = || renderer().picture(&scene, [200, 160], 3, &mut carry_on).unwrap().into_raw();
    let first = draw();
    assert_eq!(first, draw());
    let mut other = Plan::demo();
    other.seed += 1;
    let other = prepare(&other, SETTLED, "noon-sun");
    let other = renderer().picture(&other.scene(&camera), [200, 160], 3, &mut carry_on).unwrap().into_raw();
    assert_ne!(first, other, "the seed does nothing");
}

#[test]
fn sums_kept_from_another_day_or_light_are_those_of_a_fresh_start() {
    let film =
        [(Moment::Day(3.0), "clinic"), (SETTLED, "clinic"), (SETTLED, "window"), (Moment::Before, "window")];
    let film = film.map(|(moment, light)| demo(moment, light));
    assert!(
        film.iter().all(|other| other.splats.revision == film[0].splats.revision),
        "only the day is another"
    );
    let anew = |splats: &Splats| Splats { revision: Revision::next(), ..splats.clone() };
    let mut renderer = renderer();
    for frame_settings in
        [FrameSettings::FULL, FrameSettings { scale: 1.0, ..QualityTier::Software.moving() }]
    {
        renderer.set_frame_settings(frame_settings);
        let mut draw = |prepared: &Prepared, splats: &Splats| {
            let camera = prepared.framing(View::Top);
            let scene = Scene { splats, ..prepared.scene(&camera) };
            renderer.linear_picture(&scene, SIZE_PX, 1).unwrap()
        };
        let running = film.each_ref().map(|prepared| draw(prepared, &prepared.splats));
        for (kept, prepared) in running.iter().zip(&film) {
            let fresh = draw(prepared, &anew(&prepared.splats));
            assert_eq!(
                largest_difference(kept, &fresh),
                0.0,
                "{frame_settings:?}: the sums are of something else"
            );
        }
        let bald = Splats { hair_halos: Vec::new(), ..Splats::clone(&film[0].splats) };
        let before = draw(&film[0], &film[0].splats);
        let planted = largest_difference(&before, &draw(&film[0], &anew(&bald)));
        assert!(planted > 1e-3, "planted: halos of hair that go must be seen, {planted}");
    }
    renderer.set_frame_settings(FrameSettings::FULL);
}

#[test]
fn a_blink_lays_skin_over_the_eye_and_changes_nothing_else() {
    const SIDE: u32 = 96;
    let prepared = demo(SETTLED, "overcast");
    let eye = prepared.head.mean_from_head.head_point(Vec3::new(32.0, 18.0, 80.0));
    let close = Camera {
        target: eye,
        azimuth_rad: 0.0,
        elevation_rad: 0.0,
        distance_mm: 600.0,
        projection: Projection::Parallel { height_mm: 44.0 },
    };
    let blinking = |blink: f32| {
        let scene = Scene { blink, ..prepared.scene(&close) };
        let image = renderer().linear_picture(&scene, [SIDE; 2], 4).unwrap();
        image.pixels.iter().map(|[r, g, b]| 0.2126 * r + 0.7152 * g + 0.0722 * b).collect::<Vec<f32>>()
    };
    let [open, half, shut] = [0.0, 0.5, 1.0].map(blinking);
    let mean = open.iter().sum::<f32>() / open.len() as f32;
    // The middle of the eye: sclera and iris differ from each other, a lid does not.
    let middle = |picture: &[f32]| {
        let at = |i: u32| picture[(SIDE / 2 * SIDE + SIDE / 2 + i - 14) as usize];
        let (low, high) = (0..28).map(at).fold((f32::MAX, 0f32), |(low, high), y| (low.min(y), high.max(y)));
        (high - low) / mean
    };
    let [open_range, shut_range] = [&open, &shut].map(|picture| middle(picture));
    let changed = |picture: &[f32]| open.iter().zip(picture).filter(|(a, b)| (*a - *b).abs() > 1e-4).count();
    let [half_changed, shut_changed] = [&half, &shut].map(|picture| changed(picture));
    println!("range {open_range:.2} to {shut_range:.2}, changed {half_changed} and {shut_changed}");
    assert!(open_range > 2.0 * shut_range, "{open_range} {shut_range}");
    assert!(half_changed > 100 && shut_changed > half_changed + 100, "{half_changed} {shut_changed}");
    assert!(shut_changed < (SIDE * SIDE / 4) as usize, "a lid is no larger than an eye: {shut_changed}");
    // Far from the eye nothing moves.
    let corner = (0..SIDE as usize * 12).all(|i| (open[i] - shut[i]).abs() < 1e-4);
    assert!(corner, "the forehead blinks");
}
