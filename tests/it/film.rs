//! Film gives a picture grain of the strength that its law says, the same each time, and none where it is off.

use papilla::pictures::carry_on;
use papilla::render::camera::View;
use papilla::render::film::{deviation, grain_px};
use papilla::render::lighting::{Adjustment, LightingPreset};
use papilla::render::{Renderer, Scene};
use papilla::studio::Moment;

use crate::support::{demo, on, planted};

/// So high that grain is of one pixel.
const SIZE_PX: [u32; 2] = [96, 1600];

/// The demo before an even grey, from the front or turned a little, with film or without.
fn picture(renderer: &mut Renderer, has_film: bool, turn_rad: f32) -> image::RgbaImage {
    let prepared = demo(Moment::Before, "clinic");
    let by = Adjustment { neutral_backdrop: true, film: has_film, ..Adjustment::default() };
    let lighting = LightingPreset::preset("clinic").unwrap().adjusted(&by);
    let mut camera = prepared.framing(View::Front);
    camera.azimuth_rad += turn_rad;
    let scene = Scene { lighting: &lighting, ..prepared.scene(&camera) };
    renderer.picture(&scene, SIZE_PX, 1, &mut carry_on).unwrap()
}

/// Code values of green in the even grey above the head.
fn grey(image: &image::RgbaImage) -> Vec<f32> {
    image.pixels().take(96 * 60).map(|pixel| f32::from(pixel[1])).collect()
}

#[test]
fn grain_is_as_strong_as_its_law_says_and_the_same_each_time() {
    let r = &mut on("vulkan");
    let (off, on) = (picture(r, false, 0.0), picture(r, true, 0.0));
    let mean = grey(&off).iter().sum::<f32>() / grey(&off).len() as f32;
    let strength = |picture: &image::RgbaImage| {
        let squares = grey(picture).iter().zip(grey(&off)).map(|(a, b)| (a - b).powi(2)).sum::<f32>();
        (squares / grey(&off).len() as f32).sqrt()
    };
    let wanted = 255.0 * deviation(grain_px(true, SIZE_PX[1] as f32), mean / 255.0);
    println!("grain {:.2} at {mean:.1}, by its law {wanted:.2}", strength(&on));
    let is_right = |strength: f32| (strength / wanted - 1.0).abs() < 0.06;
    assert!(is_right(strength(&on)), "{} {wanted}", strength(&on));
    assert!(on == picture(r, true, 0.0), "the same picture has the same grain");
    assert!(
        off == picture(r, false, 0.0) && !is_right(strength(&picture(r, false, 0.0))),
        "planted: no grain"
    );

    let turned = picture(r, true, 0.02);
    let other = grey(&turned).iter().zip(grey(&on)).filter(|(a, b)| a != &b).count();
    assert!(other > 96 * 30, "grain stays with no view: {other}");

    let stronger = planted("common/film.wgsl", "FILM_FACTOR *", "1.15 * FILM_FACTOR *");
    r.reload(stronger).unwrap();
    let found = strength(&picture(r, true, 0.0));
    assert!(!is_right(found), "planted: a seventh more, {found}");
}
