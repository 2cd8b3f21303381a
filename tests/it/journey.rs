//! A person at the real window with mouse, wheel and keys, from a plan to a picture of it and back to the start. What
//! each act did is read from the plan that is kept against a crash, and from files.

use std::path::Path;

use image::RgbImage;
use papilla::plan::Plan;

use crate::support::desk::Desk;
use crate::support::screen::{Running, until};
use crate::window::{difference, shows_head};

/// The words over the timeline, on the 1280x800 screen.
const CAPTION: [u32; 4] = [88, 600, 696, 716];

fn caption(shot: &RgbImage) -> Vec<u8> {
    let [x0, x1, y0, y1] = CAPTION;
    (y0..y1).flat_map(|y| (x0..x1).map(move |x| u8::from(shot.get_pixel(x, y).0[0] > 128))).collect()
}

/// A window on a system without file dialogs, which asks for paths itself; drawn by a backend, as wgpu calls it.
fn without_dialogs(desk: &Desk, backend: &str) -> Running {
    let nowhere = desk.screen.home.path();
    let mut command = desk.screen.command(env!("CARGO_BIN_EXE_papilla"));
    command.env("WGPU_BACKEND", backend);
    command.env("PATH", nowhere);
    command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", nowhere.join("none").display()));
    desk.start_as(&mut command)
}

/// Types a path into the window's question.
fn type_path(desk: &Desk, path: &Path) {
    desk.screen.xdotool(&format!("sleep 3 key ctrl+a sleep 1 type {}", path.display()));
    desk.screen.xdotool("sleep 1 key Return sleep 1");
}

#[test]
fn a_person_shapes_a_hairline_takes_a_picture_home_opens_it_and_undoes_all() {
    let desk = Desk::new();
    let demo = desk.saved();
    let (picture, copy) = (desk.file.with_file_name("me.png"), desk.file.with_file_name("copy.toml"));
    let mut window = without_dialogs(&desk, "vulkan");
    let screen = &desk.screen;

    let far = screen.shot();
    screen.xdotool("mousemove 840 300 sleep 0.5 click 4 sleep 0.5 click 4 sleep 0.5 click 4");
    screen.wait(&mut window, "the head nearer by", |shot| difference(&far, shot) > 0.08);

    // Front view of the whole head; the handle in the middle of the line, down by 32 points.
    screen.xdotool("key 3 sleep 1 key alt+1 sleep 4");
    screen.xdotool("mousemove 840 143 sleep 1 mousedown 1 sleep 1 mousemove 840 150 sleep 1 mousemove 840 162 sleep 1 mousemove 840 175 sleep 1 mouseup 1");
    let height_mm = |plan: &Plan| plan.hairline.height_mm;
    until("the lower hairline", || desk.kept().is_some_and(|plan| height_mm(&plan) < height_mm(&demo) - 5.0));
    let shaped = desk.kept().unwrap();
    assert_eq!(Plan { hairline: demo.hairline, ..shaped.clone() }, demo, "only the hairline has changed");

    let settled = caption(&screen.shot());
    screen.xdotool("key space");
    screen.wait(&mut window, "another moment of the story", |shot| caption(shot) != settled);
    screen.xdotool("sleep 3 key space sleep 1");
    assert_eq!(desk.kept().as_ref(), Some(&shaped), "time is no part of a plan");

    screen.xdotool("key 5 sleep 2 mousemove 160 364 sleep 1 click 1");
    type_path(&desk, &picture);
    until("the picture", || picture.is_file());
    assert_eq!(desk.saved(), demo, "the plan's file was written unasked");

    desk.insist("key ctrl+s", "the save", || desk.saved() == shaped);
    // Ctrl+Z goes back through what was seen, too; the plan's own change is the last of it.
    desk.insist("key ctrl+z", "the start", || {
        screen.xdotool("key ctrl+s sleep 1");
        desk.saved() == demo
    });

    screen.xdotool("key ctrl+o");
    type_path(&desk, &picture);
    screen.xdotool("sleep 3 key ctrl+s");
    type_path(&desk, &copy);
    until("the plan out of the picture", || copy.is_file());
    let copied = Plan::load(&copy).unwrap();
    assert_eq!(copied.hairline, shaped.hairline);
    assert_eq!(desk.saved(), demo, "the first plan's file was touched");
    assert!(window.0.try_wait().unwrap().is_none());
}

/// An export that shared the window's connection to OpenGL left the window dark.
#[test]
fn on_opengl_the_window_goes_on_while_a_picture_is_taken_home() {
    let desk = Desk::new();
    let picture = desk.file.with_file_name("me.png");
    let mut window = without_dialogs(&desk, "gl");
    let screen = &desk.screen;
    screen.xdotool("key 5 sleep 2 mousemove 160 364 sleep 1 click 1");
    type_path(&desk, &picture);
    until("the picture", || picture.is_file());
    let before = screen.shot();
    screen.xdotool("sleep 2 key alt+5");
    let turned = |shot: &RgbImage| difference(&before, shot) > 0.08 && shows_head(shot);
    screen.wait(&mut window, "the back of the head", turned);
    assert!(
        !shows_head(&RgbImage::from_pixel(1280, 800, image::Rgb([20, 20, 23]))),
        "planted: a dark window"
    );
}
