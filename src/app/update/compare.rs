//! Beginning, arranging and ending a comparison.

use std::path::Path;
use std::sync::Arc;

use super::notify::fail;
use crate::app::comparison::{CompareAction, Comparison};
use crate::app::dialog::Dialog;
use crate::app::document::Document;
use crate::app::effect::Effect;
use crate::app::event::SceneResult;
use crate::app::state::State;
use crate::pictures::{OtherPlan, Variant};
use crate::report::difference::Figures;
use crate::studio::Moment;
use crate::words::say;

/// Where the divider stays, so that each half can be seen and the divider can be caught.
const DIVIDER: std::ops::RangeInclusive<f32> = 0.03..=0.97;

/// Does what was asked of the comparison.
pub fn act(state: &mut State, action: CompareAction) -> Vec<Effect> {
    match action {
        CompareAction::Toggle => match state.comparing.take() {
            Some(comparison) => state.compared = Some(comparison.without_scene()),
            None => state.comparing = Some(latest_or_usual(state)),
        },
        CompareAction::Stop => state.compared = state.comparing.take().map(Comparison::without_scene),
        CompareAction::With(other) => compare_with(state, other),
        CompareAction::Arrange(arrangement) => change(state, |it| it.arrangement = arrangement),
        CompareAction::Divide(place) => {
            change(state, |it| it.divider = place.clamp(*DIVIDER.start(), *DIVIDER.end()));
        }
        CompareAction::Swap => change(state, |it| it.other_first = !it.other_first),
        CompareAction::ToggleTable => change(state, |it| it.table = !it.table),
        CompareAction::Browse => return vec![Effect::Browse(Dialog::Compare)],
    }
    Vec::new()
}

/// Compares with the plan of a file.
pub fn open(state: &mut State, path: &Path) {
    match Document::load(path) {
        Ok(document) => {
            let name = path.file_stem().unwrap_or_default().display().to_string();
            let other = OtherPlan { name, base_dir: document.base_dir(), plan: document.saved };
            compare_with(state, Variant::Plan(Arc::new(other)));
        }
        Err(error) => fail(state, error.to_string()),
    }
}

/// What was compared last; else before and what is shown; where before is shown, before and settled.
pub fn latest_or_usual(state: &State) -> Comparison {
    state.compared.clone().unwrap_or_else(|| usual(state))
}

/// Before and what is shown; where before is shown, before and settled.
pub fn usual(state: &State) -> Comparison {
    match state.moment {
        Moment::Before => Comparison::new(Variant::Moment(Moment::settled(&state.plan)), false),
        Moment::Day(_) => Comparison::new(Variant::Moment(Moment::Before), true),
    }
}

/// What comes earlier stands at the left; of two plans, this one. The arrangement stays.
fn compare_with(state: &mut State, other: Variant) {
    let comes_first = other.comes_first(&state.plan, state.moment);
    let was = state.comparing.take().or(state.compared.take());
    state.comparing = Some(match was {
        Some(comparison) => comparison.rearranged(other, comes_first),
        None => Comparison::new(other, comes_first),
    });
}

fn change(state: &mut State, change: impl FnOnce(&mut Comparison)) {
    if let Some(comparison) = &mut state.comparing {
        change(comparison);
    }
}

/// Takes the other's scene; what cannot be prepared is not compared.
pub fn receive(state: &mut State, other: &Variant, result: SceneResult) {
    if state.comparing.as_ref().is_none_or(|comparison| comparison.other != *other) {
        return; // an answer to an older request
    }
    match result {
        Ok(prepared) => change(state, |it| it.prepared = Some(prepared)),
        Err(reason) => {
            state.comparing = None;
            fail(state, say!("compare-failed", reason = reason));
        }
    }
}

/// Takes the figures of both plans.
pub fn receive_figures(state: &mut State, figures: [Figures; 2]) {
    change(state, |it| it.figures = Some(figures));
}
