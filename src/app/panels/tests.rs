//! Panels by clicking their widgets by label.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::super::command::Command;
use super::super::state::State;
use crate::plan::Plan;
use crate::render::camera::View;
use crate::studio::Moment;

/// A window without a picture: clicks turn into commands and change the state.
fn harness() -> Harness<'static, State> {
    let mut state = State::new(Plan::demo(), None);
    state.settings = Default::default();
    Harness::builder().with_size(egui::vec2(1280.0, 1400.0)).build_ui_state(
        |ui, state: &mut State| {
            let mut commands = Vec::new();
            super::ui(ui, state, false, &mut commands);
            for command in commands {
                state.apply(command);
            }
        },
        state,
    )
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
    let mut harness = harness();
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
fn panel_folds_and_comes_back() {
    let mut harness = harness();
    harness.get_by_label("Hide").click();
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
    harness.state_mut().apply(Command::SaveAs(path.clone()));
    assert!(!harness.state().is_unsaved());
    harness.state_mut().apply(Command::OpenDemo);
    assert_ne!(harness.state().plan, plan);
    harness.state_mut().apply(Command::Open(path));
    assert_eq!(harness.state().plan, plan);
}

#[test]
fn views_wait_for_a_head() {
    let mut harness = harness();
    harness.state_mut().apply(Command::Look(View::Top));
    assert!(harness.state().flight.is_none() && harness.state().camera.is_none());
}
