//! The hairline, drawn by its handles on the head.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::drag;
use super::loupe::window;
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::testing::TestWindow;

fn at(harness: &Harness<'static, TestWindow>, name: &str) -> egui::Pos2 {
    harness.get_all_by_label_contains(name).next().expect(name).rect().center()
}

fn drawing() -> Harness<'static, TestWindow> {
    let mut harness = window();
    harness.state_mut().apply(Command::Go(Chapter::Hairline));
    harness.run_steps(3);
    harness
}

#[test]
fn a_handle_follows_the_pointer_and_one_undo_brings_it_back() {
    let mut harness = drawing();
    for (name, by) in [
        ("Middle of the hairline", egui::vec2(14.0, -20.0)),
        ("Corner of the hairline", egui::vec2(9.0, -8.0)),
        ("Temple peak", egui::vec2(-7.0, 8.0)),
    ] {
        let (from, before) = (at(&harness, name), harness.state().plan.clone());
        // Taken beside its middle, it must not jump there.
        drag(&mut harness, from + egui::vec2(4.0, 3.0), by);
        let (to, wanted) = (at(&harness, name), from + by);
        assert!(from.distance(wanted) > 2.0 * to.distance(wanted) + 2.0, "{name}: {from} {to} {wanted}");
        assert_ne!(harness.state().plan.hairline, before.hairline, "{name}");
        harness.state_mut().apply(Command::Undo);
        harness.run_steps(2);
        assert_eq!(harness.state().plan, before, "{name}: one drag is one step of undo");
        assert!(at(&harness, name).distance(from) < 1.0, "{name}");
    }
}

#[test]
fn arrow_keys_move_the_handle_that_has_the_keyboard_and_nothing_else() {
    let mut harness = drawing();
    let (camera, before) = (harness.state().camera, harness.state().plan.hairline);
    harness.get_by_label_contains("Middle of the hairline").focus();
    harness.run_steps(2);
    for _ in 0..3 {
        harness.key_press(egui::Key::ArrowUp);
        harness.run_steps(1);
    }
    let raised_mm = harness.state().plan.hairline.height_mm - before.height_mm;
    assert!((2.0..6.0).contains(&raised_mm), "{raised_mm}");
    assert_eq!(harness.state().camera, camera);
}

#[test]
fn handles_are_there_only_where_the_line_is_drawn() {
    let mut harness = drawing();
    assert!(harness.query_all_by_label_contains("of the hairline: drag").count() >= 2);
    harness.state_mut().apply(Command::TogglePresenting);
    harness.run_steps(2);
    assert_eq!(harness.query_all_by_label_contains("of the hairline: drag").count(), 0);
    harness.state_mut().apply(Command::TogglePresenting);
    harness.state_mut().apply(Command::Go(Chapter::Sessions));
    harness.run_steps(2);
    assert_eq!(harness.query_all_by_label_contains("of the hairline: drag").count(), 0);
}
