//! Two heads at once: what to compare with, the divider on the head, the names of the halves, the table of figures.

use egui::{
    Align2, Area, Color32, EventFilter, FontId, Frame, Grid, Id, Key, Rect, Response, RichText, Sense, Shape,
    Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::light::name as light_name;
use super::widgets::{self, button};
use crate::app::command::Command;
use crate::app::comparison::{Arrangement, CompareAction, Comparison};
use crate::app::state::State;
use crate::pictures::Variant;
use crate::plan::Template;
use crate::render::lighting::PRESETS;
use crate::report::difference::{FigureRow, table};
use crate::studio::Moment;
use crate::timeline::Timeline;
use crate::words::{say, text, tip};

/// Width of the strip by which the divider is dragged, points.
const STRIP: f32 = 28.0;
/// Fraction of the picture that an arrow key moves the divider by.
const KEY_STEP: f32 = 0.02;

/// What to compare with; in a step's panel, and in a menu.
pub fn choices(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let mut with = |other| commands.push(Command::Compare(CompareAction::With(other)));
    if button(ui, "compare-before").clicked() {
        with(Variant::Moment(Moment::Before));
    }
    if button(ui, "compare-too-deep").clicked() {
        with(Variant::Template(Template::TooDeep));
    }
    widgets::menu(ui, "compare-day", |ui| {
        for stop in Timeline::of(&state.plan).stops(&state.plan) {
            let tip = say!("compare-day.stop-tip", stop = stop.label.to_lowercase());
            if ui.button(&stop.label).on_hover_text(tip).clicked() {
                with(Variant::Moment(stop.moment));
            }
        }
    });
    widgets::menu(ui, "compare-light", |ui| {
        for (key, _) in PRESETS.iter().filter(|(key, _)| *key != state.settings.light) {
            if ui.button(light_name(key)).on_hover_text(text("compare-light.light-tip")).clicked() {
                with(Variant::Light((*key).to_owned()));
            }
        }
    });
    widgets::menu(ui, "compare-treatment", |ui| {
        for template in Template::ALL {
            if ui.button(template.title()).on_hover_text(template.label()).clicked() {
                with(Variant::Template(template));
            }
        }
    });
    if state.kiosk.is_none() && button(ui, "compare-plan").clicked() {
        commands.push(Command::Compare(CompareAction::Browse));
    }
}

/// The same as a menu.
pub fn menu(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    widgets::menu(ui, "compare", |ui| choices(ui, state, commands));
}

/// The step's part of it.
pub fn section(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    widgets::section(ui, "compare", true, |ui| {
        ui.horizontal_wrapped(|ui| choices(ui, state, commands));
        if state.comparing.is_some() {
            figures(ui, state);
        }
    });
}

/// The divider, the names of the halves and what can be done with them, over the head.
pub fn over(ui: &mut Ui, head: Rect, state: &State, commands: &mut Vec<Command>) {
    let Some(comparison) = state.both() else { return };
    let Some(names) = state.half_names() else { return };
    let [mut left, mut right] = comparison.places(head).map(|[_, seen]| seen);
    if comparison.other_first {
        (left, right) = (right, left);
    }
    match comparison.arrangement {
        Arrangement::Divider => divider(ui, head, comparison, &names, commands),
        Arrangement::SideBySide => border(ui, head, left.right()),
    }
    label(ui, left, Align2::RIGHT_TOP, &names[0]);
    label(ui, right, Align2::LEFT_TOP, &names[1]);
    let foot = Area::new(Id::unique("comparison")).pivot(Align2::CENTER_BOTTOM);
    foot.fixed_pos(head.center_bottom() - vec2(0.0, 10.0)).constrain_to(head).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| bar(ui, comparison, commands));
    });
    if comparison.table {
        let corner = head.right_top() + vec2(-10.0, 44.0);
        let area = Area::new(Id::unique("figures")).pivot(Align2::RIGHT_TOP).fixed_pos(corner);
        area.constrain_to(head).show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| figures(ui, state));
        });
    }
}

fn bar(ui: &mut Ui, comparison: &Comparison, commands: &mut Vec<Command>) {
    let (arrange, other) = match comparison.arrangement {
        Arrangement::Divider => ("compare-side-by-side", Arrangement::SideBySide),
        Arrangement::SideBySide => ("compare-one-head", Arrangement::Divider),
    };
    ui.horizontal(|ui| {
        for (key, step) in [
            (arrange, CompareAction::Arrange(other)),
            ("compare-swap", CompareAction::Swap),
            ("compare-figures", CompareAction::ToggleTable),
            ("compare-stop", CompareAction::Stop),
        ] {
            if button(ui, key).clicked() {
                commands.push(Command::Compare(step));
            }
        }
    });
}

/// The line between the halves, and its strip to drag.
fn divider(ui: &Ui, head: Rect, comparison: &Comparison, names: &[String; 2], commands: &mut Vec<Command>) {
    let x = head.left() + (comparison.divider * head.width()).round();
    let strip = Rect::from_center_size(pos2(x, head.center().y), vec2(STRIP, head.height()));
    let response = ui.interact(strip.intersect(head), ui.scope_id().with("divider"), Sense::click_and_drag());
    let [left, right] = names;
    response.widget_info(|| {
        let name = say!("compare-divider", left = left.as_str(), right = right.as_str());
        WidgetInfo::slider(true, f64::from(comparison.divider), name)
    });
    let mut to = |fraction: f32| commands.push(Command::Compare(CompareAction::Divide(fraction)));
    if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        to((pointer.x - head.left()) / head.width());
    } else if let Some(steps) = arrow_steps(ui, &response) {
        to(comparison.divider + steps * KEY_STEP);
    }
    border(ui, head, x);
    let (centre, painter) = (pos2(x, head.center().y), ui.painter());
    let grip = if response.hovered() || response.dragged() { 15.0 } else { 13.0 };
    painter.circle(centre, grip, Color32::WHITE, Stroke::new(1.5, Color32::from_gray(60)));
    for side in [-1.0, 1.0] {
        let [tip, base] = [9.0, 3.0].map(|x| side * x);
        let arrow = [vec2(tip, 0.0), vec2(base, 5.0), vec2(base, -5.0)].map(|at| centre + at);
        painter.add(Shape::convex_polygon(arrow.to_vec(), Color32::from_gray(40), Stroke::NONE));
    }
    response
        .on_hover_cursor(egui::CursorIcon::ResizeHorizontal)
        .on_hover_text_at_pointer(tip("compare-divider"));
}

/// How many steps the arrows ask for, while this has the keyboard.
fn arrow_steps(ui: &Ui, response: &Response) -> Option<f32> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let presses = |key| ui.input(|input| input.num_presses(key)) as f32;
    let steps = presses(Key::ArrowRight) - presses(Key::ArrowLeft);
    (steps != 0.0).then_some(steps)
}

/// White on dark: seen on any skin and backdrop.
fn border(ui: &Ui, head: Rect, x: f32) {
    let painter = ui.painter().with_clip_rect(head);
    painter.vline(x, head.y_range(), Stroke::new(4.0, Color32::from_black_alpha(90)));
    painter.vline(x, head.y_range(), Stroke::new(1.5, Color32::WHITE));
}

/// A half's name in its upper corner by the divider; it is cut where the half is too narrow.
fn label(ui: &Ui, half: Rect, corner: Align2, text: &str) {
    let painter = ui.painter().with_clip_rect(half);
    let inward = vec2(if corner == Align2::RIGHT_TOP { -22.0 } else { 22.0 }, 12.0);
    let galley = painter.layout_no_wrap(text.to_owned(), FontId::proportional(16.0), Color32::WHITE);
    let at = corner.anchor_size(corner.pos_in_rect(&half) + inward, galley.size());
    painter.rect_filled(at.expand2(vec2(8.0, 4.0)), 6.0, Color32::from_black_alpha(170));
    painter.galley(at.min, galley, Color32::WHITE);
}

/// The table of both, and what to beware of in each.
fn figures(ui: &mut Ui, state: &State) {
    let (Some(names), Some(both)) = (state.half_names(), state.half_figures()) else {
        ui.weak(text("compare-counting"));
        return;
    };
    // Of one plan on two days or in two lights, only what these change is worth a line.
    let one_plan = matches!(
        state.comparing.as_ref().map(|comparison| &comparison.other),
        Some(Variant::Moment(_) | Variant::Light(_))
    );
    let is_technical = state.settings.technician;
    Grid::new("difference").num_columns(3).striped(true).spacing(vec2(10.0, 4.0)).show(ui, |ui| {
        ui.label("");
        names.iter().for_each(|name| drop(ui.strong(name)));
        ui.end_row();
        for FigureRow { plain, term, tip, values: [left, right] } in table(both) {
            let differs = left != right;
            if one_plan && !differs {
                continue;
            }
            ui.label(if is_technical { term } else { plain }).on_hover_text(tip);
            for value in [left, right] {
                let text = RichText::new(value);
                ui.label(if differs { text.strong() } else { text.weak() });
            }
            ui.end_row();
        }
    });
    for (name, figures) in names.iter().zip(both).take(if one_plan { 0 } else { 2 }) {
        for warning in &figures.warnings {
            ui.label(RichText::new(format!("{name}: {}", warning.sentence)).small());
        }
    }
}
