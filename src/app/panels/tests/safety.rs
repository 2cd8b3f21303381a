//! Edit safety: undo, questions, recovery, by clicking.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::{harness, harness_at, harness_of};
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::dialog::Dialog;
use crate::app::document::Document;
use crate::app::effect::Effect;
use crate::app::event::{DialogAnswer, Event};
use crate::app::question::{Question, offers};
use crate::app::recovery::{Draft, RecoveryFile};
use crate::app::settings::Settings;
use crate::app::state::State;
use crate::app::testing::TestWindow;
use crate::plan::{HeadSource, LengthUnit, Plan, ScanFrame};
use crate::studio::Moment;

/// A plan in a file, edited in the window; the folder lives as long as the test.
fn edited() -> (Harness<'static, TestWindow>, tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("client.toml");
    Plan::demo().save(&path).unwrap();
    let mut harness = harness_at(Chapter::HairToday);
    harness.state_mut().apply(Command::Open(path.clone()));
    harness.run();
    harness.get_by_label("Strip (FUT)").click();
    harness.run();
    assert!(harness.state().is_unsaved());
    (harness, folder, path)
}

fn press(harness: &mut Harness<'static, TestWindow>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

#[test]
fn buttons_lead_back_to_the_start_and_forth_again() {
    let mut harness = harness_at(Chapter::HairToday);
    for label in ["Before", "Session 2", "Strip (FUT)", "Add a bald patch", "Burn"] {
        press(&mut harness, label);
    }
    let end = (harness.state().plan.clone(), harness.state().moment);
    let mut steps = 0;
    while harness.state().can_undo_redo()[0] {
        press(&mut harness, "Undo");
        steps += 1;
    }
    assert_eq!(steps, 5, "each click is a step");
    assert_eq!(harness.state().plan, Plan::demo());
    assert_eq!(harness.state().moment, Moment::Day(52.0));
    (0..steps).for_each(|_| press(&mut harness, "Redo"));
    assert_eq!((harness.state().plan.clone(), harness.state().moment), end);
    harness.state_mut().apply(Command::Light("noon-sun".into()));
    harness.state_mut().apply(Command::Undo);
    assert_eq!(harness.state().settings.light, Settings::default().light);
    for drag in [20.0, 30.0] {
        harness.state_mut().apply(Command::Press);
        harness.state_mut().apply(Command::TurnLight(glam::Vec2::new(drag, 5.0)));
        harness.state_mut().apply(Command::TurnLight(glam::Vec2::new(drag, 5.0)));
        harness.state_mut().apply(Command::Release);
    }
    assert_eq!(harness.state().settings.adjustment.turn_deg[0], 40.0);
    harness.state_mut().apply(Command::Undo);
    assert_eq!(harness.state().settings.adjustment.turn_deg[0], 16.0, "one drag of the light is one step");
    harness.state_mut().apply(Command::Undo);
    assert_eq!(harness.state().settings.adjustment, Settings::default().adjustment);
}

#[test]
fn a_dragged_slider_is_one_step() {
    let mut harness = harness_at(Chapter::Hairline);
    let knob = harness.get_by_role_and_label(egui::accesskit::Role::Slider, "Height").rect();
    let mut to = |x: f32, pressed: Option<bool>| {
        let pos = egui::pos2(x, knob.center().y);
        harness.event(egui::Event::PointerMoved(pos));
        if let Some(pressed) = pressed {
            let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
            harness.event(egui::Event::PointerButton { pos, button, pressed, modifiers });
        }
        harness.run();
    };
    to(knob.left() + 20.0, Some(true));
    (25..60).for_each(|x| to(knob.left() + x as f32, None));
    to(knob.left() + 60.0, Some(false));
    assert_ne!(harness.state().plan, Plan::demo());
    press(&mut harness, "Undo");
    assert_eq!(harness.state().plan, Plan::demo());
    assert_eq!(harness.state().can_undo_redo(), [false, true]);
}

#[test]
fn leaving_with_changes_asks_and_each_answer_is_kept() {
    let (mut harness, _folder, path) = edited();
    let plan = harness.state().plan.clone();
    harness.state_mut().apply(Command::Close);
    harness.run();
    press(&mut harness, "Cancel");
    assert!(!harness.state().quits() && harness.state().is_unsaved());
    harness.state_mut().apply(Command::OpenDemo);
    harness.run();
    press(&mut harness, "Don't save");
    assert_eq!(harness.state().plan, Plan::demo());
    assert_eq!(harness.state().document().path, None);
    press(&mut harness, "Undo");
    assert_eq!(harness.state().plan, plan);
    assert_eq!(harness.state().document().path.as_ref(), Some(&path), "undo brings the plan's own file back");
    harness.state_mut().apply(Command::Close);
    harness.run();
    harness.get_all_by_label("Save").last().unwrap().click();
    harness.run();
    assert!(harness.state().quits());
    assert_eq!(Plan::load(&path).unwrap(), plan);
}

#[test]
fn closing_a_file_dialog_without_a_choice_forgets_what_was_to_follow() {
    let mut harness = harness_at(Chapter::HairToday);
    press(&mut harness, "Strip (FUT)");
    harness.state_mut().apply(Command::Close);
    harness.run();
    harness.get_all_by_label("Save").last().unwrap().click();
    harness.run();
    assert!(harness.state_mut().take_dialog().is_some(), "a plan without a file asks for one");
    harness.state_mut().receive(Event::Dialog(Dialog::Save, DialogAnswer::Cancelled));
    let folder = tempfile::tempdir().unwrap();
    harness.state_mut().choose(Dialog::Save, folder.path().join("later.toml"));
    assert!(!harness.state().quits() && !harness.state().is_unsaved(), "a later save closed the window");
}

#[test]
fn without_file_dialogs_the_window_asks_for_the_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("typed.toml");
    let mut harness = harness_at(Chapter::HairToday);
    press(&mut harness, "Strip (FUT)");
    harness.state_mut().receive(Event::Dialog(Dialog::Save, DialogAnswer::Unavailable));
    harness.run();
    let field = || egui_kittest::kittest::By::new().label("Path").role(egui::accesskit::Role::TextInput);
    let proposed = harness.get(field()).value().unwrap();
    assert!(proposed.ends_with("plan.toml"), "{proposed}");
    harness.get(field()).click();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.get(field()).type_text(&path.display().to_string());
    harness.run();
    press(&mut harness, "Save here");
    assert_eq!(Plan::load(&path).unwrap(), harness.state().plan);
    assert!(!harness.state().is_unsaved());
    harness.state_mut().receive(Event::Dialog(Dialog::Open, DialogAnswer::Unavailable));
    harness.run();
    press(&mut harness, "Cancel");
    assert_eq!(harness.state().document().path.as_ref(), Some(&path), "nothing else was opened");
}

#[test]
fn a_plan_changed_meanwhile_is_asked_about() {
    let theirs = Plan::DEMO.replace("seed = 7", "seed = 77");
    for (label, seed, scars) in [("Cancel", 77, 1), ("Overwrite", 7, 1), ("Reload", 77, 0)] {
        let (mut harness, _folder, path) = edited();
        std::fs::write(&path, &theirs).unwrap();
        harness.state_mut().apply(Command::Save);
        harness.run();
        assert!(harness.query_by_label_contains("Another program").is_some());
        assert_eq!(Plan::load(&path).unwrap().seed, 77, "overwritten unasked");
        press(&mut harness, label);
        assert_eq!(Plan::load(&path).unwrap().seed, seed, "{label}");
        assert_eq!(harness.state().plan.scars.len(), scars, "{label}");
        if label == "Reload" {
            press(&mut harness, "Undo");
            assert_eq!(harness.state().plan.scars.len(), 1, "undo brings mine back");
        }
    }
    let (mut harness, _folder, path) = edited();
    harness.state_mut().apply(Command::Save);
    assert!(harness.state().question.is_none() && Plan::load(&path).unwrap().scars.len() == 1);
}

#[test]
fn a_save_that_fails_says_so_and_keeps_everything() {
    let (mut harness, folder, _) = edited();
    let plan = harness.state().plan.clone();
    harness.state_mut().choose(Dialog::Save, folder.path().join("nowhere/plan.toml"));
    harness.run();
    for word in ["nowhere does not exist", "save in another folder", "Nothing is lost"] {
        assert!(harness.query_by_label_contains(word).is_some(), "{word}");
    }
    assert!(harness.state().is_unsaved() && harness.state().plan == plan);
    harness.state_mut().choose(Dialog::Save, folder.path().join("plan.png"));
    assert!(harness.state().is_unsaved() && !folder.path().join("plan.png").exists());
}

#[test]
fn a_picture_that_is_dropped_opens_as_a_plan_without_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture.png");
    let plan = Plan { seed: 99, ..Plan::demo() };
    let bytes = crate::plan::picture::encode(&image::RgbImage::new(3, 2), Some(&plan)).unwrap();
    std::fs::write(&path, &bytes).unwrap();
    let mut harness = harness();
    harness.state_mut().apply(Command::Drop(path.clone()));
    harness.run();
    assert_eq!((harness.state().plan.seed, harness.state().is_unsaved()), (99, false));
    harness.state_mut().apply(Command::Save);
    assert!(harness.state_mut().take_dialog().is_some(), "a save would have gone over the picture");
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_scan_that_is_dropped_is_described_before_it_is_used() {
    let mut harness = harness();
    harness.state_mut().apply(Command::Drop("/scans/head.OBJ".into()));
    harness.run();
    press(&mut harness, "Cancel");
    assert_eq!(harness.state().plan, Plan::demo());
    harness.state_mut().apply(Command::Drop("/scans/head.OBJ".into()));
    harness.run();
    harness.get_by_label("Length of one unit of the file").click();
    harness.run();
    press(&mut harness, "Centimetres");
    press(&mut harness, "Use this scan");
    let HeadSource::File { path, frame, .. } = &harness.state().plan.head else { panic!("no scan") };
    let told = ScanFrame { unit: Some(LengthUnit::Centimetre), ..ScanFrame::default() };
    assert_eq!((path.as_path(), *frame), (std::path::Path::new("/scans/head.OBJ"), told));
    press(&mut harness, "Undo");
    assert_eq!(harness.state().plan.head, Plan::demo().head);
}

#[test]
fn what_was_left_behind_is_recovered_discarded_or_kept() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_owned();
    for seed in [501, 502] {
        let draft = Draft { plan: Plan { seed, ..Plan::demo() }, path: None, on_disk: None };
        RecoveryFile::new(&place).unwrap().keep(&draft).unwrap();
    }
    let left = || {
        std::fs::read_dir(&place)
            .unwrap()
            .filter(|e| e.as_ref().unwrap().path().extension().unwrap() == "toml")
            .count()
    };
    let offered = || {
        let question = Question::recover(offers(place.clone()));
        let state = State { question, ..State::new(Document::demo(), Settings::default()) };
        let mut harness = harness_of(TestWindow::new(state), egui::vec2(1280.0, 800.0));
        harness.run();
        harness
    };
    let mut harness = offered();
    press(&mut harness, "Keep for later");
    assert!(harness.state().question.is_none() && left() == 2);
    let mut harness = offered();
    harness.get_all_by_label("Discard").next().unwrap().click();
    harness.run();
    assert_eq!(left(), 1);
    press(&mut harness, "Recover");
    let state = harness.state();
    assert!([501, 502].contains(&state.plan.seed) && state.is_unsaved() && state.question.is_none());
    let adopts = |effect: &Effect| matches!(effect, Effect::AdoptRecovery(_));
    assert!(state.effects.iter().any(adopts) && left() == 1, "the file stays until the plan is saved");
}

#[test]
fn plans_of_late_are_offered_and_missing_ones_say_so() {
    let (mut harness, folder, path) = edited();
    harness.state_mut().choose(Dialog::Save, folder.path().join("second.toml"));
    assert_eq!(harness.state().settings.recent, [folder.path().join("second.toml"), path.clone()]);
    std::fs::remove_file(path).unwrap();
    press(&mut harness, "1  Client");
    press(&mut harness, "Recent plans");
    assert!(harness.query_by_label_contains("client.toml in").is_some());
    assert!(harness.query_by_label_contains("(missing)").is_some());
}
