//! Panels by clicking their widgets by label.

mod brush;
mod compare;
mod flow;
mod handles;
mod layout;
mod loupe;
mod safety;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::super::chapter::Chapter;
use super::super::command::Command;
use super::super::dialog::Dialog;
use super::super::document::Document;
use super::super::settings::Settings;
use super::super::state::State;
use super::super::testing::TestWindow;
use crate::plan::{Eyes, HeadShape, HeadSource, Person, Plan, Sex};
use crate::render::camera::View;
use crate::studio::Moment;

/// A technician's window without a picture, at a step: clicks turn into commands and change the state.
fn harness_at(chapter: Chapter) -> Harness<'static, TestWindow> {
    let settings = Settings { technician: true, ..Settings::default() };
    let mut window = TestWindow::new(State::new(Document::demo(), settings));
    window.apply(Command::Go(chapter));
    harness_of(window, egui::vec2(1280.0, 1400.0))
}

fn harness() -> Harness<'static, TestWindow> {
    harness_at(Chapter::Client)
}

fn harness_of(window: TestWindow, size: egui::Vec2) -> Harness<'static, TestWindow> {
    Harness::builder().with_size(size).build_ui_state(
        |ui, window: &mut TestWindow| {
            let (_, commands) = super::ui(ui, window, None);
            commands.into_iter().for_each(|command| window.apply(command));
        },
        window,
    )
}

/// Presses on a place, moves by so much in twelve steps and lets go.
fn drag(harness: &mut Harness<'static, TestWindow>, from: egui::Pos2, by: egui::Vec2) {
    const STEPS: u8 = 12;
    let mut pointer = |fraction: f32, pressed: Option<bool>| {
        let pos = from + fraction * by;
        harness.event(egui::Event::PointerMoved(pos));
        if let Some(pressed) = pressed {
            let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
            harness.event(egui::Event::PointerButton { pos, button, pressed, modifiers });
        }
        harness.run_steps(2);
    };
    pointer(0.0, Some(true));
    (1..=STEPS).for_each(|step| pointer(f32::from(step) / f32::from(STEPS), None));
    pointer(1.0, Some(false));
}

#[test]
fn the_timeline_shows_each_stop() {
    let mut harness = harness();
    harness.get_by_label("Before").click();
    harness.run();
    assert_eq!(harness.state().moment, Moment::Before);
    harness.get_by_label("Session 2").click();
    harness.run();
    assert_eq!(harness.state().moment, Moment::Day(12.0));
    assert!(harness.query_by_label_contains("just after session 2").is_some(), "the caption says so");
}

#[test]
fn a_layer_switched_off_is_an_edit_that_undo_takes_back() {
    let mut harness = harness_at(Chapter::Sessions);
    let name = format!("2  {}", Plan::demo().sessions[1].name);
    harness.state_mut().tick(0.0);
    assert!(!harness.state().is_unsaved());
    harness.get_by_label(&name).click();
    harness.run();
    assert!(!harness.state().plan.sessions[1].enabled);
    assert!(harness.state().is_unsaved());
    assert!(harness.query_by_label("unsaved").is_some());
    harness.state_mut().tick(10.0);
    harness.state_mut().apply(Command::Undo);
    assert!(!harness.state().is_unsaved(), "undo takes the edit back");
}

#[test]
fn a_template_is_an_edit_that_undo_takes_back() {
    let mut harness = harness_at(Chapter::Sessions);
    harness.state_mut().tick(0.0);
    harness.get_by_label("Templates").click();
    harness.run();
    harness.get_by_label_contains("too deep").click();
    harness.run();
    let deepest = |state: &State| state.plan.sessions.iter().map(|s| s.depth_mm).fold(0.0, f32::max);
    assert!(deepest(harness.state()) > 0.5);
    harness.state_mut().tick(10.0);
    harness.state_mut().apply(Command::Undo);
    assert_eq!(harness.state().plan, Plan::demo());
}

#[test]
fn sessions_are_copied_moved_and_removed_by_their_buttons() {
    let mut harness = harness_at(Chapter::Sessions);
    harness.get_by_label("day 12, 0.12 mm deep").click();
    harness.run();
    let names = |harness: &Harness<'static, TestWindow>| -> Vec<String> {
        harness.state().plan.sessions.iter().map(|session| session.name.clone()).collect()
    };
    let before = names(&harness);
    harness.get_by_label("Copy").click();
    harness.run();
    assert_eq!(names(&harness).len(), 4);
    harness.get_by_label("Earlier").click();
    harness.run();
    assert_eq!(names(&harness)[..2], [before[1].clone(), before[0].clone()]);
    assert_eq!(harness.state().plan.validate(), []);
    harness.get_by_label("Remove").click();
    harness.run();
    assert_eq!(names(&harness).len(), 3);
}

#[test]
fn patches_and_scars_are_added_and_removed() {
    let mut harness = harness_at(Chapter::HairToday);
    harness.get_by_label("Add a bald patch").click();
    harness.run();
    harness.get_by_label("Strip (FUT)").click();
    harness.run();
    let plan = &harness.state().plan;
    assert_eq!((plan.hair_loss.patches.len(), plan.scars.len()), (1, 1));
    harness.get_by_label("Bald patch 1").click();
    harness.run();
    harness.run_steps(20);
    harness.get_by_label("Remove").click();
    harness.run();
    assert!(harness.state().plan.hair_loss.patches.is_empty());
}

#[test]
fn panel_folds_and_comes_back() {
    let mut harness = harness();
    harness.get_by_label("Hide panel").click();
    harness.run();
    assert!(!harness.state().settings.panel_open);
    assert!(harness.query_by_label("Melanin").is_none());
    harness.get_by_label("Show panel").click();
    harness.run();
    assert!(harness.state().settings.panel_open);
}

#[test]
fn opening_a_bad_plan_says_why_and_keeps_the_old_one() {
    let mut harness = harness();
    harness.state_mut().apply(Command::Open("no-such-plan.toml".into()));
    harness.run();
    assert_eq!(harness.state().plan, Plan::demo());
    assert!(harness.query_by_label_contains("no-such-plan.toml").is_some());
    harness.get_by_label("OK").click();
    harness.run();
    assert!(harness.state().message.is_none());
}

#[test]
fn a_saved_plan_opens_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.toml");
    let mut harness = harness();
    let mut plan = Plan::demo();
    plan.hairline.height_mm = 81.0;
    harness.state_mut().apply(Command::Edit(Box::new(plan.clone())));
    harness.state_mut().choose(Dialog::Save, path.clone());
    assert!(!harness.state().is_unsaved());
    harness.state_mut().apply(Command::OpenDemo);
    assert_ne!(harness.state().plan, plan);
    harness.state_mut().apply(Command::Open(path));
    assert_eq!(harness.state().plan, plan);
}

#[test]
fn views_wait_for_a_head() {
    let mut harness = harness();
    harness.state_mut().apply(Command::FlyTo(View::Top));
    assert!(harness.state().flight.is_none() && harness.state().camera.is_none());
}

#[test]
fn another_sex_brings_its_measures_and_keeps_the_age() {
    let mut harness = harness();
    let mut plan = harness.state().plan.clone();
    plan.head = HeadSource::BuiltIn(HeadShape { age_years: 55.0, ..HeadShape::default() });
    harness.state_mut().apply(Command::Edit(Box::new(plan)));
    harness.get_by_label("Head").click();
    harness.run_steps(20);
    assert!(harness.query_all_by_label("Head length").next().is_some());
    harness.get_by_role_and_label(Role::ComboBox, "Sex").click();
    harness.run_steps(5);
    harness.get_by_label("Woman").click();
    harness.run_steps(5);
    let expected = HeadShape { age_years: 55.0, ..HeadShape::usual(Sex::Female) };
    assert_eq!(harness.state().plan.head, HeadSource::BuiltIn(expected));
    harness.get_by_label("Own measures").click();
    harness.run_steps(5);
    assert_eq!(harness.state().plan.head, HeadSource::BuiltIn(HeadShape::usual(Sex::Female)));
}

#[test]
fn another_person_brings_their_head_and_the_eyes_close() {
    let mut harness = harness();
    let mut plan = harness.state().plan.clone();
    plan.head = HeadSource::BuiltIn(HeadShape::default());
    harness.state_mut().apply(Command::Edit(Box::new(plan)));
    harness.get_by_label("Head").click();
    harness.run_steps(20);
    harness.get_by_role_and_label(Role::ComboBox, "Who").click();
    harness.run_steps(5);
    harness.get_by_label(Person::Ama.label()).click();
    harness.run_steps(5);
    assert_eq!(harness.state().plan.head, HeadSource::BuiltIn(Person::Ama.shape()));
    assert!(harness.query_by_role_and_label(Role::ComboBox, "Sex").is_none());
    assert_eq!(harness.state().plan.client.hair.beard, 0.0, "no woman has his beard");
    harness.get_by_label("Eyes closed").click();
    harness.run_steps(5);
    let asleep = HeadShape { eyes: Eyes::Closed, ..Person::Ama.shape() };
    assert_eq!(harness.state().plan.head, HeadSource::BuiltIn(asleep));
}
