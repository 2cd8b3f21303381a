//! What has the keyboard is seen: a ring around it, and the panel scrolls to it.

use egui::{Id, LayerId, Order, StrokeKind, Ui};

use crate::app::state::State;

/// Draws the ring, over everything.
pub fn ring(ui: &Ui, state: &State) {
    let context = ui.ctx();
    let Some(focused) = context.memory(|memory| memory.focused()) else { return };
    let Some(response) = context.read_response(focused) else { return };
    let painter = context.layer_painter(LayerId::new(Order::Tooltip, Id::unique("focus")));
    let ring = response.rect.intersect(response.interact_rect).expand(2.0);
    painter.rect_stroke(ring, 4.0, state.settings.theme.focus_ring(), StrokeKind::Outside);
}

/// Scrolls to what has just taken the keyboard. Call it inside the scroll area, after its contents.
pub fn follow(ui: &Ui) {
    let id = Id::unique("followed focus");
    let focused = ui.memory(|memory| memory.focused());
    let before = ui.data(|data| data.get_temp::<Option<Id>>(id)).flatten();
    if focused == before {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, focused));
    let Some(response) = focused.and_then(|focused| ui.ctx().read_response(focused)) else { return };
    let inside =
        response.layer_id == ui.layer_id() && ui.clip_rect().x_range().contains(response.rect.left());
    if inside && !ui.clip_rect().contains_rect(response.rect) {
        ui.scroll_to_rect(response.rect, None);
    }
}
