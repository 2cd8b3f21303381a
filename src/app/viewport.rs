//! The head itself: what the pointer and fingers do on it.

use egui::{PointerButton, Response, Sense, Ui};
use glam::Vec2;

use super::command::Command;
use super::compare;
use super::panels::loupe;
use super::state::State;

fn vec2(v: egui::Vec2) -> Vec2 {
    Vec2::new(v.x, v.y)
}

/// Takes the rest of the window for the head and reads the gestures made on it. The picture is drawn underneath.
pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) -> egui::Rect {
    let rectangle = ui.available_rect_before_wrap();
    let response = ui.interact(rectangle, ui.scope_id().with("head"), Sense::click_and_drag());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Image,
            true,
            "Head: drag to turn, scroll to come closer, tap for the loupe, Alt and drag to move the light",
        )
    });
    let touch = ui.input(|input| input.multi_touch());
    if let Some(touch) = touch {
        commands.push(Command::Zoom(touch.zoom_delta));
        commands.push(Command::Pan(vec2(touch.translation_delta)));
    } else {
        pointer(ui, &response, state, commands);
    }
    rectangle
}

fn pointer(ui: &Ui, response: &Response, state: &State, commands: &mut Vec<Command>) {
    let drag = vec2(response.drag_delta());
    let egui::Modifiers { shift, alt, .. } = ui.input(|input| input.modifiers);
    if drag != Vec2::ZERO {
        let is_primary = response.dragged_by(PointerButton::Primary);
        commands.push(match (is_primary, alt, shift) {
            (true, true, _) => Command::TurnLight(drag),
            (true, false, false) => Command::Orbit(drag),
            _ => Command::Pan(drag),
        });
    }
    let place = |at: egui::Pos2| {
        let picture = compare::picture_at(state, response.rect, at);
        let place = (at - picture.center()) / (0.5 * picture.size());
        Vec2::new(place.x, -place.y)
    };
    if response.double_clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        commands.push(Command::Centre(place(at)));
    }
    commands.extend(loupe::taps(ui, response, place));
    if response.contains_pointer() {
        let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        let factor = (scroll * 0.0022).exp() * pinch;
        if factor != 1.0 {
            commands.push(Command::Zoom(factor));
        }
    }
}
