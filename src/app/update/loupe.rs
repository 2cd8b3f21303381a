//! Holding the loupe over the skin.

use glam::Vec3;

use crate::app::loupe::{Loupe, LoupeAction};
use crate::app::state::State;
use crate::report::cut::Cut;

/// Holds it somewhere, or puts it away.
pub fn act(state: &mut State, action: LoupeAction) {
    state.loupe = match action {
        LoupeAction::At(place) => state.spot_under(place).map(|spot| Loupe { spot, cut: None }),
        LoupeAction::Close => None,
    };
}

/// Takes the cut at a place, mm, unless the loupe has moved on.
pub fn receive(state: &mut State, place: Vec3, cut: Cut) {
    if let Some(loupe) = state.loupe.as_mut().filter(|loupe| loupe.spot.place == place) {
        loupe.cut = Some(cut);
    }
}
