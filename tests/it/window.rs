//! The real window on a display in memory: it opens, shows a head, and a drag turns it.

use std::time::Duration;

use image::RgbImage;

use crate::support::screen::Screen;

/// The head's part of the 1280x800 screen: right of the panel, above the timeline.
const HEAD: [u32; 4] = [420, 60, 1180, 680];

fn skin_like(pixel: &image::Rgb<u8>) -> bool {
    let [r, g, b] = pixel.0.map(i32::from);
    r > g + 15 && g > b
}

/// Fraction of the head's rectangle for which `test` holds.
fn fraction(image: &RgbImage, test: impl Fn(u32, u32) -> bool) -> f32 {
    let [x0, y0, x1, y1] = HEAD;
    let mut hits = 0;
    for y in y0..y1.min(image.height()) {
        for x in x0..x1.min(image.width()) {
            hits += u32::from(test(x, y));
        }
    }
    hits as f32 / ((x1 - x0) * (y1 - y0)) as f32
}

pub fn shows_head(image: &RgbImage) -> bool {
    fraction(image, |x, y| skin_like(image.get_pixel(x, y))) > 0.2
}

pub fn difference(a: &RgbImage, b: &RgbImage) -> f32 {
    fraction(a, |x, y| a.get_pixel(x, y).0.iter().zip(b.get_pixel(x, y).0).any(|(p, q)| p.abs_diff(q) > 24))
}

#[test]
fn a_drag_turns_the_head_and_a_key_brings_a_view() {
    let screen = Screen::open();
    let mut program = screen.papilla(&[]);
    let first = screen.wait(&mut program, "a head", shows_head);
    assert!(!shows_head(&RgbImage::new(1280, 800)), "an empty screen passed for a head");
    screen.xdotool(
        "mousemove 800 350 sleep 0.4 mousedown 1 sleep 0.6 mousemove 860 352 sleep 0.6 mousemove 940 355 sleep 0.6 mousemove 1040 358 sleep 0.6 mouseup 1",
    );
    let turned = screen.wait(&mut program, "the turned head", |shot| difference(&first, shot) > 0.08);
    assert!(shows_head(&turned));
    screen.focus();
    screen.xdotool("key alt+5");
    let back = screen.wait(&mut program, "the back", |shot| difference(&turned, shot) > 0.08);
    std::thread::sleep(Duration::from_secs(1));
    screen.xdotool("search --name Papilla windowsize 900 640");
    screen.wait(&mut program, "the smaller window", |shot| {
        (930..1270).all(|x| shot.get_pixel(x, 700).0 == [0, 0, 0])
    });
    assert!(back.width() == 1280 && program.0.try_wait().unwrap().is_none(), "the window did not survive");
}
