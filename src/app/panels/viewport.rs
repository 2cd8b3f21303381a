//! The head itself: what the pointer and fingers do on it.

use egui::{PointerButton, Response, Sense, Ui};
use glam::Vec2;

use super::{brush, loupe};
use crate::app::command::Command;
use crate::app::state::State;
use crate::words::text;

fn vec2(v: egui::Vec2) -> Vec2 {
    Vec2::new(v.x, v.y)
}

/// Takes the rest of the window for the head and reads the gestures made on it. The picture is drawn underneath.
pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) -> egui::Rect {
    let rectangle = ui.available_rect_before_wrap();
    let response = ui.interact(rectangle, ui.scope_id().with("head"), Sense::click_and_drag());
    let brushes = state.brushes();
    let name = if brushes { "view-with-brush" } else { "view" };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, text(name)));
    pass_keyboard(ui, &response, brushes);
    let place = |at: egui::Pos2| {
        let picture = state.picture_at(rectangle, at);
        let place = (at - picture.center()) / (0.5 * picture.size());
        Vec2::new(place.x, -place.y)
    };
    if brushes {
        brush::gestures(ui, &response, place, state, commands);
        drag(ui, &response, true, commands);
    } else if let Some(touch) = ui.input(|input| input.multi_touch()) {
        commands.push(Command::Zoom(touch.zoom_delta));
        commands.push(Command::Pan(vec2(touch.translation_delta)));
    } else {
        drag(ui, &response, false, commands);
        taps(ui, &response, place, commands);
    }
    if brushes { response.on_hover_cursor(egui::CursorIcon::Crosshair).rect } else { rectangle }
}

/// Gives the head the keyboard when the brush is taken and nothing else has it, and frees it when it is put away.
fn pass_keyboard(ui: &Ui, response: &Response, brushes: bool) {
    let id = response.id.with("brush");
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<bool>(id), brushes));
    if before == brushes {
        return;
    }
    if !brushes {
        response.surrender_focus();
    } else if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
}

/// Turning, sliding, coming closer; with the brush on, the button that paints does not turn.
fn drag(ui: &Ui, response: &Response, brushes: bool, commands: &mut Vec<Command>) {
    let drag = vec2(response.drag_delta());
    let egui::Modifiers { shift, alt, .. } = ui.input(|input| input.modifiers);
    if drag != Vec2::ZERO {
        let is_primary = response.dragged_by(PointerButton::Primary);
        let is_secondary = response.dragged_by(PointerButton::Secondary);
        commands.extend(match (is_primary, alt, shift) {
            (true, true, _) => Some(Command::TurnLight(drag)),
            (true, false, false) => (!brushes).then_some(Command::Orbit(drag)),
            (false, _, false) if brushes && is_secondary => Some(Command::Orbit(drag)),
            _ => Some(Command::Pan(drag)),
        });
    }
    if response.contains_pointer() {
        let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        let factor = (scroll * 0.0022).exp() * pinch;
        if factor != 1.0 {
            commands.push(Command::Zoom(factor));
        }
    }
}

/// Two taps centre, one holds the loupe.
fn taps(ui: &Ui, response: &Response, place: impl Fn(egui::Pos2) -> Vec2, commands: &mut Vec<Command>) {
    if response.double_clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        commands.push(Command::Centre(place(at)));
    }
    commands.extend(loupe::taps(ui, response, place));
}
