//! How the client heals and how the years go: adjustable guesses.

use egui::Ui;

use super::widgets::{choice, fraction_slider, in_plain, section, slider};
use crate::plan::{Longevity, Plan, ranges};
use crate::words::text;

/// What a client can judge.
pub fn plain(ui: &mut Ui, plan: &mut Plan) {
    let fading = &mut plan.fading;
    choice(ui, "longevity-plain", &mut fading.longevity, &Longevity::ALL, |l| in_plain(l.label()));
    fraction_slider(ui, &mut fading.sun, ranges::FRACTION.range(), "sun-plain");
    slider(ui, &mut plan.hair_loss.stages_per_decade, ranges::STAGES.range(), "loss-per-decade-plain");
}

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    section(ui, "healing-and-years", true, |ui| {
        ui.weak(text("healing-guesses"));
        let fading = &mut plan.fading;
        choice(ui, "longevity", &mut fading.longevity, &Longevity::ALL, Longevity::label);
        fraction_slider(ui, &mut fading.sun, ranges::FRACTION.range(), "sun");
        let healing = &mut plan.healing;
        slider(ui, &mut healing.redness, ranges::STRENGTH.range(), "redness");
        slider(ui, &mut healing.redness_days, ranges::REDNESS_DAYS.range(), "redness-gone");
        slider(ui, &mut healing.scabs, ranges::STRENGTH.range(), "scabs");
        fraction_slider(ui, &mut healing.phantom_fade, ranges::FRACTION.range(), "phantom-fade");
        slider(ui, &mut healing.fresh, ranges::FRESH.range(), "fresh-pigment");
    });
}
