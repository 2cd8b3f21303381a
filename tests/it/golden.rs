//! Close-ups of the gallery as they looked when last looked at. After a wanted change, `PAPILLA_GOLDEN=write cargo test
//! --test it golden` writes them anew: look at each before it is committed.

use std::path::{Path, PathBuf};

use image::RgbImage;
use papilla::pictures::carry_on;
use papilla::pictures::gallery::{SHOTS, Shot};
use papilla::render::Scene;
use papilla::render::camera::View;
use papilla::studio::{Moment, Studio};

use crate::support::{demo, renderer};

const SIZE_PX: [u32; 2] = [192, 144];
const SAMPLES: u32 = 4;
/// Adapters differ in rounding and at edges: mean difference of a channel, and what one pixel in a hundred may differ
/// by, of 255.
const MEAN: f64 = 0.25;
const HUNDREDTH: u8 = 4;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/golden").join(format!("{name}.png"))
}

/// Mean difference, and the one that a hundredth of all channels exceed.
fn difference(a: &RgbImage, b: &RgbImage) -> (f64, u8) {
    assert_eq!(a.dimensions(), b.dimensions());
    let mut all: Vec<u8> = a.iter().zip(b.iter()).map(|(a, b)| a.abs_diff(*b)).collect();
    all.sort_unstable();
    let mean = all.iter().map(|d| f64::from(*d)).sum::<f64>() / all.len() as f64;
    (mean, all[all.len() * 99 / 100])
}

fn is_same((mean, hundredth): (f64, u8)) -> bool {
    mean < MEAN && hundredth < HUNDREDTH
}

fn close_ups() -> impl Iterator<Item = &'static Shot> {
    SHOTS.iter().filter(|shot| ["04", "05", "06", "11"].iter().any(|number| shot.name.starts_with(number)))
}

#[test]
fn close_ups_look_as_they_did() {
    let mut studio = Studio::default();
    for shot in close_ups() {
        let now = shot.draw(&mut renderer(), &mut studio, SIZE_PX, SAMPLES).unwrap();
        let path = file(shot.name);
        if std::env::var_os("PAPILLA_GOLDEN").is_some_and(|value| value == "write") {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            now.save(&path).unwrap();
        }
        let then = image::open(&path).unwrap().into_rgb8();
        let differs = difference(&now, &then);
        println!("{}: mean {:.3}, hundredth {}", shot.name, differs.0, differs.1);
        if !is_same(differs) {
            let seen = std::env::temp_dir().join(format!("papilla-{}.png", shot.name));
            now.save(&seen).unwrap();
            panic!(
                "{} differs from {}: {differs:?}; as it is now: {}",
                shot.name,
                path.display(),
                seen.display()
            );
        }
    }
}

/// Dots a seventh larger, and dots a little elsewhere, are no longer the same picture.
#[test]
fn a_close_up_of_other_dots_differs() {
    let prepared = demo(Moment::Day(60.0), "clinic");
    let camera = prepared.framing(View::Loupe);
    let scene = prepared.scene(&camera);
    let draw = |change: &dyn Fn(&mut papilla::render::layout::CoreInstance)| {
        let mut splats = (*prepared.splats).clone();
        splats.revision = papilla::render::Revision::next();
        splats.cores.iter_mut().for_each(change);
        let picture =
            renderer().picture(&Scene { splats: &splats, ..scene }, SIZE_PX, SAMPLES, &mut carry_on).unwrap();
        image::DynamicImage::ImageRgba8(picture).into_rgb8()
    };
    let right = draw(&|_| ());
    assert!(is_same(difference(&right, &draw(&|_| ()))));
    assert!(!is_same(difference(&right, &draw(&|core| core.radius_mm *= 1.15))), "planted: larger dots");
    assert!(!is_same(difference(&right, &draw(&|core| core.position[0] += 0.15))), "planted: dots elsewhere");
    assert!(!is_same(difference(&right, &RgbImage::new(SIZE_PX[0], SIZE_PX[1]))), "planted: no picture");
}
