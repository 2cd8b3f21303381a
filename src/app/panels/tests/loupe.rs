//! The loupe, by tapping on the head.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::harness_of;
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::event::{Event, SceneEvent};
use crate::app::loupe::LoupeAction;
use crate::app::testing::TestWindow;
use crate::plan::Plan;
use crate::report::cut::{Cut, CutDot, Needle};
use crate::studio::Studio;

/// A client's window with a head in it.
pub fn window() -> Harness<'static, TestWindow> {
    let mut window = TestWindow::demo();
    let lighting = window.subject().lighting;
    let head = Studio::default().bare_head(&Plan::demo(), "".as_ref(), &lighting).unwrap();
    window.receive(Event::Scene(SceneEvent::Prepared(Ok(head))));
    let mut harness = harness_of(window, egui::vec2(1280.0, 800.0));
    harness.run_steps(3);
    harness
}

fn head(harness: &Harness<'static, TestWindow>) -> egui::Pos2 {
    harness.get_by_label_contains("Head: drag to turn").rect().center()
}

/// Presses and releases so often within a frame: two frames of these tests are too far apart for a double click.
fn tap(harness: &mut Harness<'static, TestWindow>, pos: egui::Pos2, times: usize) {
    harness.event(egui::Event::PointerMoved(pos));
    harness.run_steps(1);
    for pressed in [true, false].repeat(times) {
        let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
        let event = egui::Event::PointerButton { pos, button, pressed, modifiers };
        harness.input_mut().events.push(event);
    }
    harness.run_steps(8);
}

fn cut() -> Cut {
    let dot = CutDot { across_mm: 0.4, depth_mm: 0.14, column_mm: 0.4, radius_mm: 0.09, strength: 0.8 };
    Cut { dots: vec![dot], needle: Some(Needle { diameter_mm: 0.25, tip_mm: 0.52, depth_mm: 0.12 }) }
}

fn cut_at(place: glam::Vec3, cut: Cut) -> Event {
    Event::Scene(SceneEvent::Cut(place, cut))
}

#[test]
fn a_tap_holds_the_loupe_there_and_two_taps_centre_instead() {
    let mut harness = window();
    let centre = head(&harness);
    tap(&mut harness, centre, 2);
    assert!(
        harness.state().loupe.is_none() && harness.state().flight.is_some(),
        "a double click only centres"
    );
    harness.state_mut().tick(100.0);
    tap(&mut harness, centre, 1);
    let loupe = harness.state().loupe.clone().expect("the loupe");
    let ring = harness.state().loupe_place().unwrap();
    assert!(ring.length() < 0.01, "the spot is where the tap was: {ring}");
    tap(&mut harness, centre + egui::vec2(-60.0, -90.0), 1);
    assert_ne!(harness.state().loupe.as_ref().unwrap().spot, loupe.spot, "another tap moves it");
    assert_eq!(harness.state().can_undo_redo(), [false, false]);
    harness.key_press(egui::Key::Escape);
    harness.run_steps(2);
    assert!(harness.state().loupe.is_none());
    tap(&mut harness, egui::pos2(440.0, 300.0), 1);
    assert!(harness.state().loupe.is_none(), "beside the head there is no skin");
}

#[test]
fn a_drag_turns_the_head_and_opens_nothing() {
    let mut harness = window();
    let (centre, camera) = (head(&harness), harness.state().camera);
    let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
    for (x, pressed) in [(0.0, Some(true)), (20.0, None), (60.0, None), (60.0, Some(false))] {
        let pos = centre + egui::vec2(x, 0.0);
        harness.event(egui::Event::PointerMoved(pos));
        if let Some(pressed) = pressed {
            harness.event(egui::Event::PointerButton { pos, button, pressed, modifiers });
        }
        harness.run_steps(2);
    }
    harness.run_steps(8);
    assert!(harness.state().camera != camera && harness.state().loupe.is_none());
}

#[test]
fn the_cut_is_the_spots_own_and_follows_the_day() {
    let mut harness = window();
    let centre = head(&harness);
    tap(&mut harness, centre, 1);
    let spot = harness.state().loupe.as_ref().unwrap().spot.place;
    harness.state_mut().receive(cut_at(spot + glam::Vec3::X, cut()));
    assert!(harness.state().loupe.as_ref().unwrap().cut.is_none(), "planted: a cut of another spot");
    harness.state_mut().receive(cut_at(spot, cut()));
    harness.run_steps(3);
    assert!(harness.query_by_label_contains("Dots 0.18 mm wide, 0.14 mm deep").is_some());
    harness.state_mut().receive(cut_at(spot, Cut::default()));
    harness.run_steps(3);
    assert!(harness.query_by_label_contains("No pigment yet").is_some());
    let asked = harness.state().scene_request().cut.unwrap();
    assert_eq!(asked.spot, spot);
    harness.get_by_label("Close").click();
    harness.run_steps(3);
    assert!(harness.state().scene_request().cut.is_none());
    harness.state_mut().apply(Command::Loupe(LoupeAction::At(glam::Vec2::new(0.99, 0.99))));
    assert!(harness.state().loupe.is_none());
}

#[test]
fn a_bald_patch_is_put_where_the_loupe_is_and_undone() {
    let mut harness = window();
    harness.state_mut().apply(Command::FlyTo(crate::render::camera::View::Top));
    harness.state_mut().tick(100.0);
    // Beside the middle, where the mesh has an edge that a ray may slip through.
    let centre = head(&harness) + egui::vec2(9.0, 0.0);
    tap(&mut harness, centre, 1);
    assert!(harness.query_by_label("Bald patch here").is_none(), "only where hair of today is told");
    harness.state_mut().apply(Command::Go(Chapter::HairToday));
    harness.run_steps(3);
    let spots: Vec<[f32; 2]> = [0.0, -70.0]
        .map(|down| {
            tap(&mut harness, centre + egui::vec2(0.0, down), 1);
            harness.get_by_label("Bald patch here").click();
            harness.run_steps(3);
            harness.state().plan.hair_loss.patches.last().unwrap().at_mm
        })
        .to_vec();
    assert_eq!(harness.state().plan.validate(), []);
    let [x, y] = [0, 1].map(|k| spots[1][k] - spots[0][k]);
    assert!(x.abs() < 8.0 && y < -15.0, "up in the view from above is to the back: {spots:?}");
    harness.state_mut().apply(Command::Undo);
    assert_eq!(harness.state().plan.hair_loss.patches.len(), 1);
    harness.state_mut().apply(Command::Undo);
    assert_eq!(harness.state().plan, Plan::demo());
}
