//! Vulkan and OpenGL draw the same pictures: the whole gallery, on Mesa's software drivers, without a display.

use papilla::optics::colour::{delta_e2000, lab_from_srgb, srgb_decode};
use papilla::pictures::gallery::SHOTS;
use papilla::render::Renderer;
use papilla::studio::Studio;

use crate::support::{on, planted};

const SIZE_PX: [u32; 2] = [240, 135];
const SAMPLES: u32 = 4;

/// Mean and 99th percentile of CIEDE2000 between two pictures.
fn differences(a: &image::RgbImage, b: &image::RgbImage) -> [f64; 2] {
    let linear = |code: u8| f64::from(srgb_decode(f32::from(code) / 255.0));
    let lab = |pixel: &image::Rgb<u8>| lab_from_srgb(pixel.0.map(linear));
    let mut all: Vec<f64> = a.pixels().zip(b.pixels()).map(|(a, b)| delta_e2000(lab(a), lab(b))).collect();
    all.sort_by(f64::total_cmp);
    [all.iter().sum::<f64>() / all.len() as f64, all[all.len() * 99 / 100]]
}

fn is_same([mean, most]: [f64; 2]) -> bool {
    mean < 0.3 && most < 1.1
}

#[test]
fn the_gallery_is_the_same_on_opengl() {
    let (mut vulkan, mut opengl, mut studio) = (on("vulkan"), on("opengl"), Studio::default());
    for shot in SHOTS {
        let mut draw = |renderer| shot.draw(renderer, &mut studio, SIZE_PX, SAMPLES).unwrap();
        let found = differences(&draw(&mut vulkan), &draw(&mut opengl));
        println!("{}: mean {:.3}, 99 % {:.3}", shot.name, found[0], found[1]);
        assert!(is_same(found), "{}: {found:?}", shot.name);
    }
}

#[test]
fn what_a_backend_loses_is_seen() {
    let (mut vulkan, mut studio) = (on("vulkan"), Studio::default());
    let draw = |renderer: &mut Renderer, studio: &mut Studio| {
        SHOTS[0].draw(renderer, studio, SIZE_PX, SAMPLES).unwrap()
    };
    let right = draw(&mut vulkan, &mut studio);
    let opengl = on("opengl");
    // The ambient visibility of ears and nostrils lost, and the wide halos.
    for (name, from, to) in [
        ("common/geometry.wgsl", "normal, open.x,", "normal, 1.0,"),
        ("halo.wgsl", "let falloff = exp(", "let falloff = 0.0 * exp("),
    ] {
        let planted = planted(name, from, to);
        let mut wrong = Renderer::with_shaders(opengl.gpu().clone(), planted);
        let found = differences(&right, &draw(&mut wrong, &mut studio));
        println!("{name}: {found:?}");
        assert!(!is_same(found), "{name}: {found:?}");
    }
}
