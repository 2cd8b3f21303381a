//! Two heads at once, by clicking and dragging.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::{drag, harness_at, harness_of};
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::comparison::{Arrangement, CompareAction};
use crate::app::dialog::Dialog;
use crate::app::event::{Event, SceneEvent};
use crate::app::request::SceneRequest;
use crate::app::testing::TestWindow;
use crate::pictures::Variant;
use crate::plan::{Plan, Template};
use crate::studio::{Moment, Prepared, Studio};

fn press(harness: &mut Harness<'static, TestWindow>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(5);
}

fn key(harness: &mut Harness<'static, TestWindow>, key: egui::Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

/// What is beside.
fn other(harness: &Harness<'static, TestWindow>) -> Option<Variant> {
    harness.state().comparing.as_ref().map(|comparison| comparison.other.clone())
}

/// A client's window in which two heads are compared.
fn comparing() -> Harness<'static, TestWindow> {
    let mut window = TestWindow::demo();
    window.apply(Command::Go(Chapter::Result));
    window.apply(Command::Compare(CompareAction::Toggle));
    let lighting = window.subject().lighting;
    let head = Studio::default().bare_head(&Plan::demo(), "".as_ref(), &lighting).unwrap();
    window.receive(Event::Scene(SceneEvent::Prepared(Ok(head.clone()))));
    let other = window.comparing.as_ref().unwrap().other.clone();
    window.receive(beside(other, head));
    let mut harness = harness_of(window, egui::vec2(1280.0, 800.0));
    harness.run_steps(5);
    harness
}

/// The scene of what is compared arrives.
fn beside(other: Variant, head: Arc<Prepared>) -> Event {
    Event::Scene(SceneEvent::Beside(other, Ok(head)))
}

fn divider(harness: &Harness<'static, TestWindow>) -> f32 {
    harness.state().comparing.as_ref().unwrap().divider
}

#[test]
fn right_and_too_deep_is_one_click_and_no_edit() {
    let mut harness = harness_at(Chapter::Result);
    press(&mut harness, "Right and too deep");
    assert_eq!(other(&harness), Some(Variant::Template(Template::TooDeep)));
    let SceneRequest { subject, beside, .. } = harness.state().scene_request();
    let deepest = |plan: &Plan| plan.sessions.iter().map(|session| session.depth_mm).fold(0.0, f32::max);
    let (_, beside) = beside.unwrap();
    assert!(deepest(&beside.plan) > 0.5 && deepest(&subject.plan) < 0.3);
    assert_eq!((beside.moment, beside.lighting), (subject.moment, subject.lighting), "one thing differs");
    assert_eq!(harness.state().can_undo_redo(), [false, false]);
    assert!(!harness.state().is_unsaved());
    key(&mut harness, egui::Key::Escape);
    assert!(other(&harness).is_none() && harness.state().scene_request().beside.is_none());
    key(&mut harness, egui::Key::C);
    assert_eq!(other(&harness), Some(Variant::Template(Template::TooDeep)), "C brings the last one back");
}

#[test]
fn days_lights_and_treatments_are_chosen_from_menus() {
    let mut harness = harness_at(Chapter::Result);
    press(&mut harness, "Another day");
    harness.get_all_by_label("5 years").last().unwrap().click();
    harness.run_steps(5);
    assert_eq!(harness.state().half_names().unwrap(), ["Settled", "5 years"]);
    press(&mut harness, "Another light");
    press(&mut harness, "Noon sun");
    assert_eq!(other(&harness), Some(Variant::Light("noon-sun".into())));
    press(&mut harness, "Another treatment");
    press(&mut harness, "Touch up");
    assert_eq!(harness.state().half_names().unwrap(), ["This plan", "Touch up"]);
    press(&mut harness, "Another plan…");
    assert!(harness.state_mut().take_dialog().is_some());
}

#[test]
fn before_stands_at_the_left_of_after_and_swaps() {
    let mut harness = comparing();
    assert_eq!(harness.state().half_names().unwrap(), ["Before", "Settled"]);
    press(&mut harness, "Swap");
    assert_eq!(harness.state().half_names().unwrap(), ["Settled", "Before"]);
    press(&mut harness, "Side by side");
    assert_eq!(harness.state().comparing.as_ref().unwrap().arrangement, Arrangement::SideBySide);
    press(&mut harness, "Stop comparing");
    assert!(other(&harness).is_none());
}

#[test]
fn the_divider_follows_the_pointer_and_the_head_stays() {
    let mut harness = comparing();
    let strip = harness.get_by_label_contains("Divider: Before | Settled").rect();
    let camera = harness.state().camera;
    drag(&mut harness, strip.center(), egui::vec2(150.0, 0.0));
    assert!(divider(&harness) > 0.6, "{}", divider(&harness));
    assert_eq!(harness.state().camera, camera, "the head turned with the divider");
    drag(&mut harness, strip.center() - egui::vec2(120.0, 0.0), egui::vec2(60.0, 0.0));
    assert_ne!(harness.state().camera, camera, "planted: beside the divider a drag turns the head");
    let strip = harness.get_by_label_contains("Divider: ").rect();
    drag(&mut harness, strip.center(), egui::vec2(4000.0, 0.0));
    assert!(divider(&harness) < 0.98, "it can be caught again");
    assert_eq!(harness.state().can_undo_redo(), [false, false], "a view is nothing to undo");
}

#[test]
fn arrows_move_the_divider_that_has_the_keyboard() {
    let mut harness = comparing();
    let camera = harness.state().camera;
    harness.get_by_role_and_label(Role::Slider, "Divider: Before | Settled").focus();
    harness.run_steps(3);
    (0..3).for_each(|_| key(&mut harness, egui::Key::ArrowLeft));
    assert!((divider(&harness) - 0.44).abs() < 1e-4, "{}", divider(&harness));
    assert_eq!(harness.state().camera, camera);
}

#[test]
fn an_answer_to_an_older_comparison_is_not_shown() {
    let mut harness = comparing();
    let late = harness.state().comparing.as_ref().unwrap().clone();
    let with = |moment| Command::Compare(CompareAction::With(Variant::Moment(moment)));
    harness.state_mut().apply(with(Moment::Day(400.0)));
    harness.state_mut().receive(beside(late.other, late.prepared.clone().unwrap()));
    assert!(harness.state().misses_other(), "the head of before would stand under the name of day 400");
    harness.state_mut().receive(beside(Variant::Moment(Moment::Day(400.0)), late.prepared.unwrap()));
    assert!(!harness.state().misses_other());
}

#[test]
fn another_plan_is_compared_by_its_name_and_a_bad_one_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("second opinion.toml");
    let plan = Plan { seed: 44, ..Plan::demo() };
    plan.save(&path).unwrap();
    let mut harness = harness_at(Chapter::Result);
    harness.state_mut().choose(Dialog::Compare, path);
    assert_eq!(harness.state().half_names().unwrap(), ["This plan", "second opinion"]);
    assert_eq!(harness.state().scene_request().beside.unwrap().1.plan, plan);
    assert_eq!(harness.state().plan, Plan::demo());
    harness.state_mut().choose(Dialog::Compare, "no-such.toml");
    harness.run();
    assert!(harness.query_by_label_contains("no-such.toml").is_some());
    assert_eq!(harness.state().half_names().unwrap()[1], "second opinion");
}

#[test]
fn a_presentation_compares_from_its_own_menu() {
    let mut harness = comparing();
    key(&mut harness, egui::Key::Escape);
    key(&mut harness, egui::Key::P);
    assert!(harness.query_by_label("Right and too deep").is_none());
    press(&mut harness, "Compare");
    press(&mut harness, "Right and too deep");
    assert_eq!(other(&harness), Some(Variant::Template(Template::TooDeep)));
    key(&mut harness, egui::Key::Escape);
    assert!(other(&harness).is_none() && harness.state().presenting, "Escape leaves one thing at a time");
}
