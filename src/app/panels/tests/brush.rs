//! The brush, by mouse, fingers and keys on the head.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use glam::Vec2;

use super::drag;
use super::loupe::window;
use crate::app::brush::{BrushAction, Tool};
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::testing::TestWindow;
use crate::plan::{Paint, Plan, Stroke, ranges};
use crate::render::camera::View;

/// A window that looks at the top of the head, with the brush on.
fn painting(chapter: Chapter) -> Harness<'static, TestWindow> {
    let mut harness = window();
    harness.state_mut().apply(Command::FlyTo(View::Top));
    harness.state_mut().tick(100.0);
    harness.state_mut().apply(Command::Go(chapter));
    harness.run_steps(2);
    harness.key_press(Key::B);
    harness.run_steps(3);
    harness
}

/// Beside the middle, where the mesh has an edge that a ray may slip through.
fn middle(harness: &Harness<'static, TestWindow>) -> Pos2 {
    harness.get_by_label_contains("Head with the brush").rect().center() + vec2(9.0, 5.0)
}

fn strokes<'a>(harness: &'a Harness<'static, TestWindow>) -> &'a [Stroke] {
    &harness.state().plan.strokes
}

fn press(harness: &mut Harness<'static, TestWindow>, key: Key) {
    harness.key_press(key);
    harness.run_steps(2);
}

#[test]
fn a_drag_paints_one_stroke_and_one_undo_takes_it_back() {
    let mut harness = painting(Chapter::Sessions);
    let (camera, from) = (harness.state().camera, middle(&harness));
    drag(&mut harness, from, vec2(0.0, -120.0));
    let [stroke] = strokes(&harness) else { panic!("{:?}", strokes(&harness)) };
    assert_eq!((stroke.paint, stroke.radius_mm), (Paint::Leave, 10.0));
    let (first, last) = (stroke.path_mm[0], stroke.path_mm[stroke.path_mm.len() - 1]);
    assert!((last[0] - first[0]).abs() < 5.0 && last[1] < first[1] - 25.0, "to the back: {first:?} {last:?}");
    let steps = stroke.path_mm.windows(2).map(|w| Vec2::from(w[0]).distance(w[1].into()));
    assert!(steps.fold(f32::MAX, f32::min) > 2.5, "places are a third of the radius apart");
    assert_eq!(harness.state().camera, camera, "painting does not turn the head");
    assert!(harness.state().loupe.is_none());
    assert_eq!(harness.state().plan.validate(), []);
    drag(&mut harness, from + vec2(40.0, 0.0), vec2(40.0, 0.0));
    assert_eq!(strokes(&harness).len(), 2);
    for left in [1, 0] {
        harness.state_mut().apply(Command::Undo);
        assert_eq!(strokes(&harness).len(), left);
    }
    assert_eq!(harness.state().plan, Plan::demo());
    harness.state_mut().apply(Command::Redo);
    assert_eq!(strokes(&harness).len(), 1);
}

#[test]
fn paint_shows_at_once_with_a_legend_and_goes_with_the_brush() {
    let mut harness = painting(Chapter::Sessions);
    let from = middle(&harness);
    drag(&mut harness, from, vec2(60.0, 0.0));
    // No worker answers in this window.
    assert!(harness.state().brush.tint.as_ref().is_some_and(|tint| tint.cells.len() > 100));
    let points = harness.state().brush.tint.as_ref().map(|tint| tint.points.clone()).unwrap_or_default();
    assert!(points.iter().all(|point| point.normal.y > 0.5), "each on the skin that was painted");
    harness.run_steps(2);
    assert!(harness.query_by_label("Left free").is_some());
    assert!(harness.query_by_label("Denser").is_none());
    press(&mut harness, Key::Escape);
    assert!(!harness.state().brushes() && harness.state().brush.tint.is_none());
    assert!(harness.query_by_label("Left free").is_none());
    let camera = harness.state().camera;
    drag(&mut harness, from, vec2(60.0, 0.0));
    assert_eq!(strokes(&harness).len(), 1);
    assert!(harness.state().camera != camera, "without the brush a drag turns the head");
}

#[test]
fn the_right_button_turns_the_middle_slides_and_nothing_is_painted() {
    for (button, turns) in [(PointerButton::Secondary, true), (PointerButton::Middle, false)] {
        let mut harness = painting(Chapter::Sessions);
        let (before, from) = (harness.state().camera.unwrap(), middle(&harness));
        for (x, pressed) in [(0.0, Some(true)), (20.0, None), (60.0, None), (60.0, Some(false))] {
            let pos = from + vec2(x, 0.0);
            harness.event(Event::PointerMoved(pos));
            if let Some(pressed) = pressed {
                harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
            }
            harness.run_steps(2);
        }
        let after = harness.state().camera.unwrap();
        assert_eq!(after.azimuth_rad != before.azimuth_rad, turns);
        assert_eq!(after.target != before.target, !turns);
        assert!(strokes(&harness).is_empty());
    }
}

fn touch(harness: &mut Harness<'static, TestWindow>, id: u64, pos: Pos2, phase: egui::TouchPhase) {
    let device_id = egui::TouchDeviceId(1);
    harness.event(Event::Touch { device_id, id: egui::TouchId(id), phase, pos, force: None });
}

#[test]
fn one_finger_paints_and_a_second_one_takes_that_back_and_turns() {
    let mut harness = painting(Chapter::Sessions);
    let (from, camera) = (middle(&harness), harness.state().camera.unwrap());
    // As winit's first finger is a pointer too.
    harness.event(Event::PointerMoved(from));
    touch(&mut harness, 1, from, egui::TouchPhase::Start);
    let button = |pressed| Event::PointerButton {
        pos: from,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.event(button(true));
    harness.run_steps(2);
    assert_eq!(strokes(&harness).len(), 1);
    touch(&mut harness, 2, from + vec2(80.0, 0.0), egui::TouchPhase::Start);
    harness.run_steps(2);
    assert!(strokes(&harness).is_empty(), "two fingers are another gesture");
    for x in [10.0, 25.0, 45.0] {
        touch(&mut harness, 1, from + vec2(x, 0.0), egui::TouchPhase::Move);
        touch(&mut harness, 2, from + vec2(80.0 + x, 0.0), egui::TouchPhase::Move);
        harness.run_steps(1);
    }
    assert!(strokes(&harness).is_empty());
    assert!(harness.state().camera.unwrap().azimuth_rad != camera.azimuth_rad);
    assert!(!harness.state().can_undo_redo()[0]);
}

#[test]
fn arrow_keys_move_the_brush_and_space_paints() {
    let mut harness = painting(Chapter::Sessions);
    let camera = harness.state().camera;
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::Space);
    (0..3).for_each(|_| press(&mut harness, Key::ArrowUp));
    press(&mut harness, Key::Space);
    let [first, second] = strokes(&harness) else { panic!("{:?}", strokes(&harness)) };
    let way = Vec2::from(second.path_mm[0]) - Vec2::from(first.path_mm[0]);
    assert!(way.x.abs() < 3.0 && (-19.0..-11.0).contains(&way.y), "15 mm to the back: {way}");
    assert_eq!(harness.state().camera, camera);
    assert!(!harness.state().story.is_playing(), "the space bar paints");
    harness.state_mut().apply(Command::Undo);
    assert_eq!(strokes(&harness).len(), 1, "each dab is a step");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    harness.run_steps(2);
    assert!(harness.state().camera != camera);
}

#[test]
fn brackets_change_the_size_and_the_panel_what_is_painted() {
    let mut harness = painting(Chapter::Sessions);
    press(&mut harness, Key::CloseBracket);
    assert_eq!(harness.state().brush.tool.radius_mm, 13.0);
    (0..20).for_each(|_| press(&mut harness, Key::OpenBracket));
    assert_eq!(harness.state().brush.tool.radius_mm, ranges::BRUSH_MM.min);
    harness.get_by_label("Denser or thinner").click();
    harness.run_steps(3);
    assert!(harness.query_all_by_label("Dots").next().is_some(), "its strength");
    let tool = Tool { density: 1.4, ..harness.state().brush.tool };
    harness.state_mut().apply(Command::Brush(BrushAction::Take(tool)));
    let from = middle(&harness);
    drag(&mut harness, from, vec2(30.0, 0.0));
    let stroke = &strokes(&harness)[0];
    assert_eq!((stroke.paint, stroke.density, stroke.radius_mm), (Paint::Density, 1.4, 3.0));
    harness.run_steps(2);
    assert!(harness.query_by_label("Denser").is_some());
    harness.get_by_label("Remove all painting").click();
    harness.run_steps(3);
    assert!(strokes(&harness).is_empty());
    harness.state_mut().apply(Command::Undo);
    assert_eq!(strokes(&harness).len(), 1);
}

#[test]
fn scars_are_painted_in_hair_today_and_the_eraser_wants_something_to_erase() {
    let mut harness = painting(Chapter::HairToday);
    assert!(harness.query_by_label("Treat here").is_none());
    let from = middle(&harness);
    harness.get_by_label("Erase").click();
    harness.run_steps(2);
    drag(&mut harness, from, vec2(30.0, 0.0));
    assert!(strokes(&harness).is_empty());
    assert!(harness.query_by_label_contains("Nothing is painted yet").is_some());
    harness.get_by_label("Scar").click();
    harness.run_steps(2);
    drag(&mut harness, from, vec2(30.0, 0.0));
    harness.get_by_label("Erase").click();
    harness.run_steps(2);
    drag(&mut harness, from, vec2(30.0, 0.0));
    assert_eq!(strokes(&harness).iter().map(|s| s.paint).collect::<Vec<_>>(), [Paint::Scar, Paint::Erase]);
    let marks = harness.state().brush.tint.as_ref().map(|tint| tint.marks().count());
    assert_eq!(marks, Some(0), "what is erased is no longer marked");
}

#[test]
fn a_plan_that_is_full_says_so_and_a_long_stroke_goes_on_as_another() {
    let mut harness = painting(Chapter::Sessions);
    let from = middle(&harness);
    let full = Stroke { path_mm: vec![[0.0; 2]], ..Stroke::usual(Paint::Leave) };
    let plan = Plan { strokes: vec![full; ranges::STROKES_MAX], ..Plan::demo() };
    harness.state_mut().apply(Command::Edit(Box::new(plan)));
    drag(&mut harness, from, vec2(30.0, 0.0));
    assert_eq!(strokes(&harness).len(), ranges::STROKES_MAX);
    assert!(harness.query_by_label_contains("A plan holds 128 strokes").is_some());
    harness.state_mut().apply(Command::Edit(Box::new(Plan::demo())));
    let tool = Tool { radius_mm: 3.0, ..harness.state().brush.tool };
    let state = harness.state_mut();
    state.apply(Command::Brush(BrushAction::Take(tool)));
    state.apply(Command::Brush(BrushAction::Press(Vec2::new(0.1, 0.1))));
    for k in 0..600_u16 {
        let at = Vec2::from_angle(f32::from(k) * 0.1) * 0.15;
        state.apply(Command::Brush(BrushAction::Draw(at)));
    }
    state.apply(Command::Brush(BrushAction::Lift));
    let counts: Vec<usize> = state.plan.strokes.iter().map(|stroke| stroke.path_mm.len()).collect();
    assert!(counts.len() > 1 && counts[0] == ranges::STROKE_PLACES_MAX, "{counts:?}");
    assert_eq!(state.plan.validate(), []);
}

#[test]
fn there_is_a_brush_only_where_something_is_painted() {
    let mut harness = painting(Chapter::Sessions);
    harness.state_mut().apply(Command::Go(Chapter::Hairline));
    harness.run_steps(2);
    assert!(!harness.state().brushes() && harness.query_by_label("Brush").is_none());
    press(&mut harness, Key::B);
    assert!(harness.query_by_label_contains("The brush lies in").is_some());
    harness.state_mut().apply(Command::Go(Chapter::Sessions));
    harness.run_steps(2);
    assert!(!harness.state().brushes(), "it does not come back by itself");
    harness.get_by_label("Brush").click();
    harness.run_steps(2);
    assert!(harness.state().brushes());
    harness.state_mut().apply(Command::TogglePresenting);
    harness.run_steps(2);
    assert!(!harness.state().brushes());
}
