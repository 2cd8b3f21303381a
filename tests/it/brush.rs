//! The brush in the real window: a drag paints on the head, and the saved plan has the stroke.

use std::fs;

use image::RgbImage;
use papilla::plan::{Paint, Plan};

use crate::support::screen::{Screen, until};
use crate::window::shows_head;

/// Scalp on the 1280x800 screen, in front of the top of the head: x from, to; y from, to.
const PAINTED: [u32; 4] = [790, 870, 100, 130];

/// How much more red than green that skin is, mean code value.
fn redness(shot: &RgbImage) -> f32 {
    let [x0, x1, y0, y1] = PAINTED;
    let places = (y0..y1).flat_map(|y| (x0..x1).map(move |x| (x, y)));
    let red = |(x, y)| f32::from(shot.get_pixel(x, y).0[0]) - f32::from(shot.get_pixel(x, y).0[1]);
    places.map(red).sum::<f32>() / ((x1 - x0) * (y1 - y0)) as f32
}

#[test]
fn a_drag_with_the_brush_is_a_stroke_of_the_saved_plan_and_undo_takes_it_off() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("painted.toml");
    fs::write(&file, Plan::DEMO).unwrap();
    let screen = Screen::open();
    let mut program = screen.papilla(&[&file]);
    screen.wait(&mut program, "a head", shows_head);
    screen.focus();
    screen.xdotool("key 4 sleep 2 key b sleep 2");
    let plain = redness(&screen.shot());
    screen.xdotool("mousemove 780 115 sleep 1 mousedown 1 sleep 1 mousemove 810 115 sleep 1 mousemove 845 115 sleep 1 mousemove 880 115 sleep 1 mouseup 1 sleep 1");
    screen.wait(&mut program, "the tint", |shot| redness(shot) > plain + 20.0);
    screen.xdotool("key ctrl+s");
    let saved = || Plan::load(&file).map(|plan| plan.strokes).unwrap_or_default();
    until("the saved stroke", || !saved().is_empty());
    let strokes = saved();
    assert_eq!((strokes.len(), strokes[0].paint), (1, Paint::Leave));
    let path = &strokes[0].path_mm;
    let across_mm = path[0][0].max(path[path.len() - 1][0]) - path[0][0].min(path[path.len() - 1][0]);
    assert!(path.len() > 3 && across_mm > 15.0, "{path:?}");
    screen.xdotool("key ctrl+z sleep 1");
    screen.wait(&mut program, "bare skin again", |shot| redness(shot) < plain + 8.0);
    screen.xdotool("key ctrl+s");
    until("the plan without it", || Plan::load(&file).is_ok_and(|plan| plan == Plan::demo()));
}
