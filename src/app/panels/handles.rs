//! Handles of the hairline on the head, in the step where it is drawn: drag one, or give it the keyboard and use the
//! arrow keys. The line itself is drawn through them.

use egui::{
    Color32, CursorIcon, EventFilter, Id, Modifiers, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo,
    vec2,
};
use glam::Vec2;

use super::keys;
use super::sight::Sight;
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::state::State;
use crate::plan::Hairline;
use crate::scalp::handles::{Handle, Side, drawn};
use crate::words::{say, text, tip};

/// Side of what takes a finger, and radius of what is seen, points.
const REACH: f32 = 36.0;
const RADIUS: f32 = 7.0;
/// An arrow key moves a handle by so much skin, mm.
const KEY_MM: f32 = 1.0;

/// Draws line and handles and reads what is done to them.
pub fn over(ui: &mut Ui, head: Rect, state: &State, commands: &mut Vec<Command>) {
    let wanted = state.chapter == Chapter::Hairline && !state.presenting && state.kiosk.is_none();
    let (true, Some(sight)) = (wanted, Sight::of(state, head)) else { return };
    let line = &state.plan.hairline;
    draw(ui, &sight, line);
    for handle in Handle::ALL {
        for side in handle.sides() {
            let seen = |line: &Hairline| sight.point(handle.place(line, sight.head, *side));
            if !sight.faces(handle.place(line, sight.head, *side)) {
                continue;
            }
            let Some(wanted) = grip(ui, &sight, handle, *side, seen(line)) else { continue };
            let mut plan = state.plan.clone();
            plan.hairline = handle.moved(line, wanted, seen);
            commands.push(Command::Edit(Box::new(plan)));
        }
    }
}

/// One handle at a place of the window; gives the place where it is wanted.
fn grip(ui: &mut Ui, sight: &Sight<'_>, handle: Handle, side: Side, at: Vec2) -> Option<Vec2> {
    let id = Id::unique("handle").with((handle, side));
    let place = egui::pos2(at.x, at.y);
    let response =
        ui.interact(Rect::from_center_size(place, vec2(REACH, REACH)), id, Sense::click_and_drag());
    let key = key(handle);
    let name = || say!("handle-name", handle = text(key));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name()));
    let is_held = response.hovered() || response.dragged() || response.has_focus();
    let fill = if is_held { Color32::WHITE } else { Color32::from_white_alpha(190) };
    let painter = ui.painter().with_clip_rect(sight.seen);
    painter.circle_stroke(place, RADIUS + 1.5, Stroke::new(2.0, Color32::from_black_alpha(150)));
    painter.circle_filled(place, RADIUS, fill);
    let response = response.on_hover_text(tip(key)).on_hover_cursor(CursorIcon::Grab);
    if response.clicked() {
        response.request_focus();
    }
    if let Some(wanted) = pulled(ui, &response, at) {
        return Some(wanted);
    }
    if !response.has_focus() {
        return None;
    }
    let own = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, own));
    let step = keys::arrows(ui, Modifiers::NONE);
    (step != Vec2::ZERO).then(|| at + step * KEY_MM * sight.points_per_mm())
}

/// Where a drag wants the handle. It does not jump to the pointer: it keeps the part by which it was taken under it.
fn pulled(ui: &Ui, response: &Response, at: Vec2) -> Option<Vec2> {
    let id = response.id.with("taken by");
    let pointer = response.interact_pointer_pos().filter(|_| response.dragged())?;
    if response.drag_started() {
        let pressed = ui.input(|input| input.pointer.press_origin()).unwrap_or(pointer);
        ui.data_mut(|data| data.insert_temp(id, pressed - egui::pos2(at.x, at.y)));
    }
    let taken_by: egui::Vec2 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let wanted = pointer - taken_by;
    (response.drag_delta() != egui::Vec2::ZERO).then(|| Vec2::new(wanted.x, wanted.y))
}

/// Key of its words.
fn key(handle: Handle) -> &'static str {
    match handle {
        Handle::Middle => "handle-middle",
        Handle::Corner => "handle-corner",
        Handle::Temple => "handle-temple",
        Handle::Sideburn => "handle-sideburn",
        Handle::Nape => "handle-nape",
    }
}

/// The line where its skin is seen.
fn draw(ui: &Ui, sight: &Sight<'_>, line: &Hairline) {
    let painter = ui.painter().with_clip_rect(sight.seen);
    let places: Vec<(Vec2, bool)> =
        drawn(line, sight.head).into_iter().map(|p| (sight.point(p), sight.faces(p))).collect();
    for pair in places.windows(2).filter(|pair| pair[0].1 && pair[1].1) {
        let ends = [pair[0].0, pair[1].0].map(|at| egui::pos2(at.x, at.y));
        painter.line_segment(ends, Stroke::new(3.0, Color32::from_black_alpha(70)));
        painter.line_segment(ends, Stroke::new(1.2, Color32::from_white_alpha(200)));
    }
}
