//! The brush: its controls, and the gestures on the head while it is on.

use egui::{Button, EventFilter, Key, Modifiers, PointerButton, Pos2, Response, RichText, Ui};
use glam::Vec2;

use super::keys;
use super::widgets::{button, fraction_slider, slider};
use crate::app::brush::{BrushAction, Tool, paints};
use crate::app::command::Command;
use crate::app::state::State;
use crate::plan::{Paint, ranges};
use crate::words::{self, say, text, tip};

/// An arrow key moves the brush by this fraction of its radius.
const KEY_FRACTION: f32 = 0.5;
/// An arrow key with Shift turns the head as a drag of so many points does.
const TURN_POINTS: f32 = 20.0;

/// The controls, where there is a brush.
pub fn section(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    if !state.has_brush() {
        return;
    }
    let on = state.brushes();
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::new(text("brush")).selected(on)).on_hover_text(tip("brush")).clicked() {
            commands.push(Command::Brush(BrushAction::Toggle));
        }
        painted(ui, state, commands);
    });
    if on {
        tool(ui, state, commands);
    }
    ui.separator();
}

/// How much is painted, and a way to be rid of it.
fn painted(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let count = state.plan.strokes.len();
    if count == 0 {
        return;
    }
    ui.weak(say!("brush-strokes", count = count, most = ranges::STROKES_MAX));
    if button(ui, "brush-clear").clicked() {
        commands.push(Command::Brush(BrushAction::Clear));
    }
}

fn tool(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let mut tool = state.brush.tool;
    ui.horizontal_wrapped(|ui| {
        for &paint in paints(state.chapter) {
            ui.selectable_value(&mut tool.paint, paint, paint.label())
                .on_hover_text(words::of("paint-tip", paint.key()));
        }
    });
    slider(ui, &mut tool.radius_mm, ranges::BRUSH_MM.range(), "brush-radius");
    if tool.paint == Paint::Density {
        fraction_slider(ui, &mut tool.density, ranges::ZONE_DENSITY.range(), "brush-density");
    }
    if tool != state.brush.tool {
        commands.push(Command::Brush(BrushAction::Take(tool)));
    }
    ui.label(RichText::new(text("brush-hint")).weak());
}

/// Reads what is done to the head while the brush is on.
pub fn gestures(
    ui: &Ui,
    response: &Response,
    place: impl Fn(Pos2) -> Vec2,
    state: &State,
    commands: &mut Vec<Command>,
) {
    if let Some(touch) = ui.input(|input| input.multi_touch()) {
        if state.is_painting() {
            commands.push(Command::Brush(BrushAction::Cancel));
        }
        let drag = Vec2::new(touch.translation_delta.x, touch.translation_delta.y);
        commands.push(Command::Zoom(touch.zoom_delta));
        // One finger paints, so two turn, and three slide.
        commands.push(if touch.num_touches < 3 { Command::Orbit(drag) } else { Command::Pan(drag) });
        return;
    }
    let steps = pointer(ui, response, place, state.is_painting());
    commands.extend(steps.into_iter().map(Command::Brush));
    keyboard(ui, response, &state.brush.tool, commands);
}

/// Strokes of the pointer. Every move counts, however many a slow frame holds.
fn pointer(
    ui: &Ui,
    response: &Response,
    place: impl Fn(Pos2) -> Vec2,
    mut is_painting: bool,
) -> Vec<BrushAction> {
    let is_over = response.hovered() || response.is_pointer_button_down_on();
    let mut steps = Vec::new();
    ui.input(|input| {
        for event in &input.events {
            match *event {
                egui::Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers } => {
                    let paints = pressed && is_over && !modifiers.alt && !modifiers.shift;
                    match (paints, is_painting) {
                        (true, _) => steps.push(BrushAction::Press(place(pos))),
                        (false, true) => steps.push(BrushAction::Lift),
                        (false, false) => {}
                    }
                    is_painting = paints;
                }
                egui::Event::PointerMoved(pos) if is_painting => steps.push(BrushAction::Draw(place(pos))),
                egui::Event::PointerMoved(pos) => {
                    steps.push(BrushAction::Hover(is_over.then(|| place(pos))));
                }
                egui::Event::PointerGone => steps.push(BrushAction::Hover(None)),
                _ => {}
            }
        }
        // A release may be lost with the window's focus.
        if is_painting && !input.pointer.primary_down() {
            steps.push(BrushAction::Lift);
        }
    });
    steps
}

/// The brush without a pointer: arrow keys and the space bar, once the head has the keyboard.
fn keyboard(ui: &Ui, response: &Response, tool: &Tool, commands: &mut Vec<Command>) {
    if !response.has_focus() {
        return;
    }
    let own = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, own));
    let turn = keys::arrows(ui, Modifiers::SHIFT);
    let step = keys::arrows(ui, Modifiers::NONE);
    if turn != Vec2::ZERO {
        commands.push(Command::Orbit(TURN_POINTS * turn * Vec2::new(1.0, -1.0)));
    }
    if step != Vec2::ZERO {
        let way_mm = KEY_FRACTION * tool.radius_mm * step * Vec2::new(1.0, -1.0);
        commands.push(Command::Brush(BrushAction::UndoStep(way_mm)));
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space)) {
        commands.push(Command::Brush(BrushAction::Dab));
    }
}
