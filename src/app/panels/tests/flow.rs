//! The consultation as people go through it: steps, keys, timeline, hints, presentation, appearance.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::{drag, harness_at, harness_of};
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::comparison::CompareAction;
use crate::app::hint::Hint;
use crate::app::settings::Settings;
use crate::app::testing::TestWindow;
use crate::app::theme::Theme;
use crate::plan::{LossPattern, Plan};
use crate::studio::Moment;

/// A client's window, as at the first start.
fn client() -> Harness<'static, TestWindow> {
    harness_of(TestWindow::demo(), egui::vec2(1280.0, 800.0))
}

fn press(harness: &mut Harness<'static, TestWindow>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(5);
}

fn key(harness: &mut Harness<'static, TestWindow>, key: egui::Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

#[test]
fn escape_closes_an_open_list_before_it_ends_anything_else() {
    let mut harness = harness_at(Chapter::Client);
    harness.state_mut().apply(Command::Compare(CompareAction::Toggle));
    harness.run();
    harness.get_by_label("Hair colour").click();
    harness.run();
    assert!(egui::Popup::is_any_open(&harness.ctx));
    for is_comparing in [true, false] {
        harness.key_press(egui::Key::Escape);
        harness.run();
        assert!(!egui::Popup::is_any_open(&harness.ctx), "the list stayed open");
        assert_eq!(harness.state().comparing.is_some(), is_comparing);
    }
}

#[test]
fn steps_follow_each_other_and_show_what_they_need() {
    let mut harness = client();
    let needs = [
        ("1  Client", "Skin tone"),
        ("2  Hair today", "Add a bald patch"),
        ("3  Hairline", "Soft edge"),
        ("4  Sessions", "Templates"),
        ("5  Result", "The dots last"),
    ];
    for (step, control) in needs {
        press(&mut harness, step);
        for (_, other) in needs {
            assert_eq!(
                harness.query_all_by_label(other).next().is_some(),
                other == control,
                "{other} in {step}"
            );
        }
    }
    for (number, chapter) in [egui::Key::Num1, egui::Key::Num2, egui::Key::Num3].into_iter().zip(Chapter::ALL)
    {
        key(&mut harness, number);
        assert_eq!(harness.state().chapter, chapter);
    }
}

#[test]
fn a_client_chooses_in_plain_words_and_the_technician_sees_terms() {
    let mut harness = client();
    press(&mut harness, "2  Hair today");
    assert!(harness.query_by_label_contains("Norwood").is_none());
    let list = |harness: &mut Harness<'static, TestWindow>, role_value: &str| {
        let of_value = |node: &egui_kittest::Node<'_>| {
            node.accesskit_node().value().is_some_and(|value| value.contains(role_value))
        };
        harness.get_all_by_role(Role::ComboBox).find(of_value).expect("the list").click();
        harness.run_steps(5);
    };
    list(&mut harness, "thin bridge");
    press(&mut harness, "Temples far back");
    assert_eq!(harness.state().plan.hair_loss.pattern, LossPattern::III);
    press(&mut harness, "Technician");
    assert!(harness.state().settings.technician);
    assert!(harness.query_all_by_label("Later loss").next().is_some());
    list(&mut harness, "Norwood III");
}

#[test]
fn a_session_mark_is_dragged_to_another_day_in_one_undoable_step() {
    let mut harness = client();
    let mark = harness.get_by_label_contains("Session 3 on day 24").rect().center();
    drag(&mut harness, mark, egui::vec2(120.0, 0.0));
    let day = harness.state().plan.sessions[2].day;
    assert!((30.0..=38.0).contains(&day), "day {day}: the line must not run away under the pointer");
    assert_eq!(harness.state().plan.validate(), []);
    press(&mut harness, "Undo");
    assert_eq!(harness.state().plan, Plan::demo());
    harness.get_by_label_contains("Session 3 on day 24").click();
    harness.run_steps(3);
    assert_eq!(harness.state().moment, Moment::Day(24.0), "a click shows that day");
    assert_eq!(harness.state().plan, Plan::demo());
}

#[test]
fn the_space_bar_plays_and_a_hand_on_the_line_stops_it() {
    let mut harness = client();
    let settled = harness.state().moment;
    harness.state_mut().tick(10.0);
    key(&mut harness, egui::Key::Space);
    assert!(harness.state().story.is_playing());
    harness.state_mut().tick(17.0);
    let shown = harness.state().moment;
    assert_ne!(shown, settled);
    press(&mut harness, "Session 2");
    assert!(!harness.state().story.is_playing());
    assert_eq!(harness.state().moment, Moment::Day(12.0));
    press(&mut harness, "Undo");
    assert_eq!(harness.state().moment, settled, "what played is no step of undo");
    press(&mut harness, "Play");
    assert!(harness.query_by_label("Pause").is_some());
}

#[test]
fn a_hint_goes_when_done_or_put_away_and_stays_away() {
    let mut harness = client();
    let left = |harness: &Harness<'static, TestWindow>| harness.state().hints().collect::<Vec<_>>();
    assert_eq!(left(&harness), Hint::ALL);
    press(&mut harness, "Before");
    assert_eq!(left(&harness), [Hint::Turn, Hint::UndoStep]);
    key(&mut harness, egui::Key::ArrowLeft);
    press(&mut harness, "3  Hairline");
    assert_eq!(left(&harness), []);
    let text = toml::to_string(&harness.state().settings).unwrap();
    assert_eq!(toml::from_str::<Settings>(&text).unwrap(), harness.state().settings);
}

#[test]
fn a_presentation_shows_head_timeline_and_light_only() {
    let mut harness = client();
    key(&mut harness, egui::Key::P);
    for gone in ["1  Client", "Skin tone", "Undo", "Window"] {
        assert!(harness.query_by_label(gone).is_none(), "{gone}");
    }
    for there in ["Play", "Light", "Before", "Steps"] {
        assert!(harness.query_by_label(there).is_some(), "{there}");
    }
    key(&mut harness, egui::Key::Escape);
    assert!(harness.query_by_label("1  Client").is_some());
    key(&mut harness, egui::Key::F11);
    assert!(harness.state().presenting);
}

#[test]
fn the_window_menu_dresses_the_window_and_the_settings_keep_it() {
    let mut harness = client();
    press(&mut harness, "Window");
    for label in ["High contrast", "Light theme", "125 %"] {
        press(&mut harness, label);
    }
    let theme = harness.state().settings.theme;
    assert_eq!(theme, Theme { light: true, text_percent: 125, high_contrast: true });
    assert_eq!(harness.ctx.theme(), egui::Theme::Light);
    assert_eq!(harness.ctx.zoom_factor(), 1.25);
    let unreadable: Settings = toml::from_str("[appearance]\ntext_percent = 3").unwrap();
    assert_eq!(unreadable.theme.within_reach().text_percent, 80);
}

#[test]
fn controls_are_walked_by_tab_and_keep_their_arrows() {
    let mut harness = harness_at(Chapter::Hairline);
    let height = |harness: &Harness<'static, TestWindow>| harness.state().plan.hairline.height_mm;
    harness.get_by_role_and_label(Role::Slider, "Height").focus();
    harness.run_steps(3);
    let before = height(&harness);
    key(&mut harness, egui::Key::ArrowRight);
    assert!(height(&harness) > before, "the arrow went to the head");
    let focused = harness.ctx.memory(|memory| memory.focused());
    key(&mut harness, egui::Key::Tab);
    assert_ne!(harness.ctx.memory(|memory| memory.focused()), focused);
}
