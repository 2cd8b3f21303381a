//! Nothing leaves the screen, is cut off or covers something else, at any usual size; every control says what it does.

use egui::accesskit::Role;
use egui::{LayerId, Order, Rect, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::{harness_of, loupe};
use crate::app::brush::BrushAction;
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::comparison::CompareAction;
use crate::app::document::Document;
use crate::app::loupe::LoupeAction;
use crate::app::settings::Settings;
use crate::app::state::State;
use crate::app::testing::TestWindow;
use crate::app::theme::Theme;

const SCREENS: [Vec2; 3] = [vec2(1280.0, 800.0), vec2(1920.0, 1080.0), vec2(2560.0, 1440.0)];
/// Thinner than any control, points: edges to drag and scroll bars.
const THIN: f32 = 12.0;

fn window(chapter: Chapter, technician: bool, theme: Theme, screen: Vec2) -> Harness<'static, TestWindow> {
    let settings = Settings { technician, theme, ..Settings::default() };
    let mut window = TestWindow::new(State::new(Document::demo(), settings));
    window.apply(Command::Go(chapter));
    let mut harness = harness_of(window, screen);
    harness.run_steps(8);
    harness
}

/// A widget of the last frame: whole, as far as it is seen, and whether it can be used.
struct Widget {
    layer: LayerId,
    whole: Rect,
    seen: Rect,
    used: bool,
}

fn placed(harness: &Harness<'static, TestWindow>) -> Vec<Widget> {
    harness.ctx.viewport(|viewport| {
        let widgets = viewport.prev_pass.widgets.layers();
        let all = widgets.flat_map(|(layer, widgets)| widgets.iter().map(|widget| (*layer, *widget)));
        all.map(|(layer, widget)| Widget {
            layer,
            whole: widget.rect,
            seen: widget.rect.intersect(widget.interact_rect),
            used: widget.sense.interactive() && widget.enabled,
        })
        .collect()
    })
}

fn is_thin(rect: Rect) -> bool {
    rect.width() < THIN || rect.height() < THIN
}

/// What leaves the screen or is cut off. Down the side panel one scrolls, so there only widths count.
fn cut_off(harness: &Harness<'static, TestWindow>, screen: Rect) -> Vec<String> {
    let side = Rect::everything_right_of(108.0).intersect(Rect::everything_left_of(108.0 + 300.0));
    let mut faults = Vec::new();
    for Widget { whole, seen, .. } in placed(harness) {
        if is_thin(whole) || !whole.is_finite() {
            continue;
        }
        let wide = whole.left() < screen.left() - 1.0 || whole.right() > screen.right() + 1.0;
        let tall = whole.top() < screen.top() - 1.0 || whole.bottom() > screen.bottom() + 1.0;
        let scrolls = side.x_range().contains(whole.center().x);
        let is_narrowed = wide || whole.width() - seen.width() > 1.0;
        let is_lowered = tall || whole.height() - seen.height() > 1.0;
        if is_narrowed || (is_lowered && !scrolls) {
            faults.push(format!("{whole:?} is cut to {seen:?}"));
        }
    }
    faults
}

/// Controls that lie partly over each other.
fn overlaps(harness: &Harness<'static, TestWindow>) -> Vec<String> {
    let controls: Vec<Widget> =
        placed(harness).into_iter().filter(|p| p.used && !is_thin(p.whole) && p.seen.is_positive()).collect();
    let mut faults = Vec::new();
    for (index, a) in controls.iter().enumerate() {
        for b in controls[index + 1..].iter().filter(|b| b.layer == a.layer) {
            let common = a.seen.intersect(b.seen);
            let inside = a.seen.expand(1.0).contains_rect(b.seen) || b.seen.expand(1.0).contains_rect(a.seen);
            if common.width() > 1.0 && common.height() > 1.0 && !inside {
                faults.push(format!("{:?} and {:?}", a.seen, b.seen));
            }
        }
    }
    faults
}

fn check(harness: &Harness<'static, TestWindow>, screen: Vec2) {
    let State { chapter, settings, presenting, .. } = &**harness.state();
    let (percent, technician) = (settings.theme.text_percent, settings.technician);
    let points = Rect::from_min_size(egui::Pos2::ZERO, screen * 100.0 / f32::from(percent));
    let faults = [cut_off(harness, points), overlaps(harness)].concat();
    let at =
        format!("{chapter:?}, technician {technician}, presenting {presenting}, {screen:?} at {percent} %");
    assert!(faults.is_empty(), "{at}: {faults:#?}");
}

/// Every step, for client and technician, in both themes.
fn check_steps(screen: Vec2, text_percent: u16) {
    for (chapter, technician) in Chapter::ALL.into_iter().flat_map(|c| [(c, false), (c, true)]) {
        for light in [false, true] {
            let appearance = Theme { light, text_percent, high_contrast: technician };
            let mut harness = window(chapter, technician, appearance, screen);
            check(&harness, screen);
            if chapter == Chapter::Result {
                harness.state_mut().apply(Command::TogglePresenting);
                harness.run_steps(4);
                check(&harness, screen);
            }
        }
    }
}

#[test]
fn nothing_is_cut_off_or_covered_on_a_small_screen() {
    [100, 150, 200].into_iter().for_each(|percent| check_steps(SCREENS[0], percent));
}

#[test]
#[ignore = "takes a minute: every screen"]
fn nothing_is_cut_off_or_covered_on_any_screen() {
    for screen in SCREENS {
        [80, 100, 150].into_iter().for_each(|percent| check_steps(screen, percent));
    }
}

/// Brush, loupe and comparison, opened over the head.
#[test]
fn what_opens_over_the_head_leaves_all_else_alone() {
    let opened: [(Chapter, bool, &[Command]); 5] = [
        (Chapter::HairToday, false, &[Command::Brush(BrushAction::Toggle)]),
        (Chapter::Sessions, true, &[Command::Brush(BrushAction::Toggle)]),
        (Chapter::HairToday, false, &[Command::Loupe(LoupeAction::At(glam::Vec2::ZERO))]),
        (Chapter::Result, false, &[Command::Compare(CompareAction::Toggle)]),
        (
            Chapter::Result,
            true,
            &[Command::Compare(CompareAction::Toggle), Command::Loupe(LoupeAction::At(glam::Vec2::ZERO))],
        ),
    ];
    for (percent, (chapter, technician, commands)) in
        [100, 150].into_iter().flat_map(|percent| opened.iter().map(move |each| (percent, each)))
    {
        let mut harness = loupe::window();
        let window = harness.state_mut();
        window.apply(Command::Technician(*technician));
        window.apply(Command::Theme(Theme { text_percent: percent, ..Theme::default() }));
        window.apply(Command::Go(*chapter));
        commands.iter().for_each(|command| window.apply(command.clone()));
        harness.run_steps(8);
        let state = harness.state();
        assert!(state.brushes() || state.loupe.is_some() || state.comparing.is_some(), "{chapter:?}");
        check(&harness, SCREENS[0]);
    }
}

#[test]
fn a_window_too_small_is_noticed() {
    let screen = vec2(300.0, 200.0);
    let harness = window(Chapter::Client, true, Theme::default(), screen);
    assert!(!cut_off(&harness, Rect::from_min_size(egui::Pos2::ZERO, screen)).is_empty());
}

/// Labels of controls that say nothing when pointed at. Headings that fold are no controls.
fn silent(harness: &mut Harness<'static, TestWindow>) -> Vec<String> {
    let roles = [Role::Button, Role::Slider, Role::SpinButton, Role::CheckBox, Role::ComboBox];
    let controls: Vec<(String, Rect)> = roles
        .into_iter()
        .flat_map(|role| harness.query_all_by_role(role))
        .map(|node| {
            let label = node.accesskit_node().label().map_or_else(String::new, |label| label.to_string());
            (label, node.rect())
        })
        .collect();
    assert!(controls.len() > 12, "only {} controls were found", controls.len());
    let mut silent = Vec::new();
    for (label, rect) in controls {
        harness.event(egui::Event::PointerMoved(rect.center()));
        harness.run_steps(3);
        let speaks = harness.ctx.memory(|memory| {
            memory.areas().visible_layer_ids().iter().any(|layer| layer.order == Order::Tooltip)
        });
        if !speaks {
            silent.push(label);
        }
        harness.event(egui::Event::PointerMoved(egui::pos2(700.0, 400.0)));
        harness.run_steps(3);
    }
    silent
}

#[test]
fn every_control_says_what_it_does() {
    for (chapter, technician) in Chapter::ALL.into_iter().flat_map(|c| [(c, false), (c, true)]) {
        let mut harness = window(chapter, technician, Theme::default(), vec2(1280.0, 1600.0));
        harness.ctx.all_styles_mut(|style| {
            style.interaction.tooltip_delay = 0.0;
            style.interaction.show_tooltips_only_when_still = false;
        });
        let silent = silent(&mut harness);
        assert!(silent.is_empty(), "{chapter:?}, technician {technician}: {silent:?}");
    }
}
