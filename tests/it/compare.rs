//! Two heads at once: in the real window, and on the pictures taken home.

use std::ops::ControlFlow;

use image::RgbImage;
use papilla::pictures::pair::{self, PairSpec};
use papilla::pictures::turntable::{self, TurntableSpec};
use papilla::pictures::{Aim, PictureError, Subject};
use papilla::plan::Plan;
use papilla::render::camera::View;
use papilla::render::gpu::GpuError;
use papilla::render::lighting::LightingPreset;
use papilla::studio::Moment;

use crate::support::renderer;
use crate::support::screen::Screen;
use crate::window::shows_head;

fn subject(moment: Moment) -> Subject {
    let lighting = LightingPreset::preset("clinic").unwrap();
    Subject { plan: Plan::demo(), base_dir: "".into(), moment, lighting }
}

/// Mean difference of a channel between two parts of pictures (x from, to; y from, to), code values.
fn difference(a: &RgbImage, b: &RgbImage, [x0, x1, y0, y1]: [u32; 4]) -> f32 {
    let mut sum = 0.0;
    for (x, y) in (y0..y1).flat_map(|y| (x0..x1).map(move |x| (x, y))) {
        let [p, q] = [a, b].map(|image| image.get_pixel(x, y).0);
        sum += p.iter().zip(q).map(|(p, q)| f32::from(p.abs_diff(q))).sum::<f32>() / 3.0;
    }
    sum / ((x1 - x0) * (y1 - y0)) as f32
}

/// Scalp on the 1280x800 screen, left and right of the divider in the middle of the head; clear of words and buttons.
const LEFT: [u32; 4] = [780, 830, 90, 145];
const RIGHT: [u32; 4] = [870, 1000, 90, 200];

#[test]
fn c_shows_before_at_the_left_and_the_divider_moves_it() {
    let screen = Screen::open();
    let mut program = screen.papilla(&[]);
    screen.wait(&mut program, "a head", shows_head);
    std::thread::sleep(std::time::Duration::from_secs(8));
    let alone = screen.shot();
    screen.focus();
    screen.xdotool("key c");
    let both = screen.wait(&mut program, "before beside settled", |shot| {
        difference(&alone, shot, LEFT) > 3.0 && difference(&alone, shot, RIGHT) < 1.5
    });
    screen.xdotool("mousemove 842 300 sleep 1 mousedown 1 sleep 2 mousemove 900 300 sleep 2 mousemove 1000 302 sleep 2 mousemove 1130 303 sleep 2 mouseup 1");
    screen.wait(&mut program, "more of before", |shot| difference(&both, shot, RIGHT) > 3.0);
    screen.xdotool("key Escape");
    screen.wait(&mut program, "one head again", |shot| {
        difference(&alone, shot, LEFT) < 1.5 && difference(&alone, shot, RIGHT) < 1.5
    });
}

fn pair_of(halves: [Moment; 2]) -> RgbImage {
    let halves = halves.map(|moment| (String::from("name"), subject(moment)));
    let spec = PairSpec { halves, aim: Aim::View(View::Top), size_px: [160, 160], samples: 2 };
    pair::draw(&mut renderer(), &spec, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// Mean difference between the pictures of a pair.
fn halves_differ(pair: &RgbImage) -> f32 {
    let [left, right] = [2, 164].map(|x| image::imageops::crop_imm(pair, x, 2, 160, 160).to_image());
    difference(&left, &right, [0, 160, 0, 160])
}

#[test]
fn a_pair_shows_two_moments_of_one_view() {
    let pair = pair_of([Moment::Before, Moment::Day(52.0)]);
    assert!(pair.width() == 326 && pair.height() > 170, "{:?}", pair.dimensions());
    assert!(halves_differ(&pair) > 1.5, "{}", halves_differ(&pair));
    let same = pair_of([Moment::Day(52.0); 2]);
    assert!(
        halves_differ(&same) < 0.3,
        "planted: one moment twice shows no difference, {}",
        halves_differ(&same)
    );
}

#[test]
fn a_head_turns_once_round_and_stops_when_told() {
    let spec = TurntableSpec {
        subject: subject(Moment::Day(52.0)),
        aim: Aim::View(View::Front),
        frames: 4,
        size_px: [96, 96],
        samples: 1,
    };
    let mut fractions = Vec::new();
    let bytes = turntable::draw(&mut renderer(), &spec, &mut |fraction| {
        fractions.push(fraction);
        ControlFlow::Continue(())
    });
    let bytes = bytes.unwrap();
    assert!(bytes.starts_with(b"GIF89a"));
    assert!(fractions.is_sorted() && fractions.last() == Some(&1.0), "{fractions:?}");
    let stopped = turntable::draw(&mut renderer(), &spec, &mut |_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(PictureError::Gpu(GpuError::Stopped))));
}

#[test]
fn a_picture_too_large_for_the_device_is_refused_in_words() {
    let mut renderer = renderer();
    let side = renderer.gpu().max_side_px() + 1;
    let refused = papilla::pictures::still::draw(
        &mut renderer,
        &subject(Moment::Before),
        Aim::View(View::Front),
        [side, 100],
        1,
        &mut |_| ControlFlow::Continue(()),
    );
    assert!(matches!(&refused, Err(PictureError::Gpu(GpuError::Size { .. }))));
    assert!(refused.unwrap_err().to_string().contains("outside 1 to"));
}
