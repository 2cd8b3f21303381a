//! Dots hold still under a slow orbit: what a patch of the picture sends changes evenly from frame to frame, as the
//! quick frames of a moving view draw it.

use std::sync::Arc;

use papilla::plan::Plan;
use papilla::render::camera::{Camera, View};
use papilla::render::quality::{FrameSettings, QualityTier};
use papilla::render::readback::LinearImage;
use papilla::render::splats::Splats;
use papilla::render::{Renderer, Scene};
use papilla::studio::{Moment, Prepared};

use crate::support::{prepare, renderer};

const SIZE_PX: [u32; 2] = [320, 180];
const TILE_PX: usize = 12;
const FRAMES: usize = 7;
/// Turn from frame to frame, degrees: a head that turns once in twelve seconds, at 60 frames a second. Less than a
/// pixel at the crown.
const STEP_DEG: f32 = 0.5;

fn picture(renderer: &mut Renderer, scene: &Scene<'_>) -> LinearImage {
    renderer.linear_picture(scene, SIZE_PX, 1).unwrap()
}

/// Absorbance of all dots and roots by tile, as a moving view shows them; none off the head.
fn absorbances(renderer: &mut Renderer, prepared: &Prepared, camera: &Camera) -> Vec<Option<f32>> {
    let scene = prepared.scene(camera);
    let with = picture(renderer, &scene);
    let without = picture(renderer, &Scene { splats: &Splats::default(), ..scene });
    let [width, height] = SIZE_PX.map(|side| side as usize);
    let sum = |image: &LinearImage, [left, top]: [usize; 2]| -> f32 {
        (top..top + TILE_PX)
            .flat_map(|y| (left..left + TILE_PX).map(move |x| y * width + x))
            .map(|i| image.pixels[i][1])
            .sum()
    };
    let corners = (0..height / TILE_PX).flat_map(|y| (0..width / TILE_PX).map(move |x| [x, y]));
    corners
        .map(|place| place.map(|i| i * TILE_PX))
        .map(|corner| (sum(&with, corner) / sum(&without, corner)).ln())
        .map(|log| (log < -0.01).then_some(-log))
        .collect()
}

/// Root mean square over tiles and frames of how far a tile's absorbance is off the mean of its neighbours in time.
fn unsteadiness(frames: &[Vec<Option<f32>>]) -> f32 {
    let kinks = frames.windows(3).flat_map(|three| {
        let [before, now, after] = [&three[0], &three[1], &three[2]];
        now.iter()
            .zip(before)
            .zip(after)
            .filter_map(|((now, before), after)| Some((*now)? - 0.5 * ((*before)? + (*after)?)))
    });
    let (sum, count) = kinks.fold((0.0, 0), |(sum, count), kink| (sum + kink * kink, count + 1));
    assert!(count > 100, "only {count} tiles with dots");
    (sum / count as f32).sqrt()
}

/// The demo, and the same with so many times the dots, settled.
fn demo_and_denser(times: f32) -> [Arc<Prepared>; 2] {
    let mut denser = Plan::demo();
    denser.sessions.iter_mut().for_each(|session| session.density_per_cm2 *= times);
    [&Plan::demo(), &denser].map(|plan| prepare(plan, Moment::Day(60.0), "clinic"))
}

#[test]
fn dots_neither_flicker_nor_crawl_under_a_slow_orbit() {
    let [steady, flickering] = demo_and_denser(1.06);
    let mut renderer = renderer();
    let mut film = |other: &Prepared, frame_settings: FrameSettings| {
        renderer.set_frame_settings(frame_settings);
        let frames: Vec<_> = (0..FRAMES)
            .map(|i| {
                let front = steady.framing(View::Top);
                let turn = (STEP_DEG * i as f32).to_radians();
                let camera = Camera { azimuth_rad: front.azimuth_rad + turn, elevation_rad: 0.6, ..front };
                absorbances(&mut renderer, if i % 2 == 0 { &steady } else { other }, &camera)
            })
            .collect();
        unsteadiness(&frames)
    };
    for (name, frame_settings) in moving() {
        let (calm, planted) = (film(&steady, frame_settings), film(&flickering, frame_settings));
        println!("{name}: absorbance off the mean of neighbouring frames {calm:.5}, planted {planted:.5}");
        assert!(calm < 0.002, "{name}: {calm}");
        assert!(planted > 0.002, "planted: a twentieth of the dots that come and go must be seen, {planted}");
    }
    renderer.set_frame_settings(FrameSettings::FULL);
}

/// Dots read from the atlas, and some of the dots drawn one by one.
fn moving() -> [(&'static str, FrameSettings); 2] {
    let far_field = FrameSettings { scale: 1.0, ..QualityTier::Software.moving() };
    [("from afar", far_field), ("one by one", FrameSettings { far_field: false, ..far_field })]
}

#[test]
fn the_dots_that_are_drawn_stand_for_all() {
    let [right, denser] = demo_and_denser(1.2);
    let camera = right.framing(View::Top);
    let mut renderer = renderer();
    let mut sum = |prepared: &Prepared, frame_settings| {
        renderer.set_frame_settings(frame_settings);
        absorbances(&mut renderer, prepared, &camera).into_iter().flatten().sum::<f32>()
    };
    let [_, (_, one_by_one)] = moving();
    let all = sum(&right, FrameSettings { least_fraction: 1.0, ..one_by_one });
    for (name, frame_settings) in moving() {
        let (some, planted) = (sum(&right, frame_settings), sum(&denser, frame_settings));
        println!("{name}: absorbed {some:.5}, by all {all:.5}, by a fifth more {planted:.2}");
        assert!((some / all - 1.0).abs() < 0.04, "{name}: {some} {all}");
        assert!((planted / all - 1.0).abs() > 0.04, "planted, {name}: {planted} {all}");
    }
    renderer.set_frame_settings(FrameSettings::FULL);
}
