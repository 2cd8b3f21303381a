//! How the client heals and how the years go: adjustable guesses.

use egui::Ui;

use super::{choice, section, slider};
use crate::plan::{Longevity, Plan, ranges};

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    section(ui, "Healing and years", false, |ui| {
        ui.weak("Guesses within what clinics report; nobody has measured them for one client.");
        let fading = &mut plan.fading;
        choice(ui, "Pigment lasts", &mut fading.longevity, &Longevity::ALL, Longevity::label);
        let tip = "Sun on the scalp: 0 always covered, 1 outdoors without protection";
        slider(ui, &mut fading.sun, ranges::SHARE.range(), ("Sun", "", tip));
        let healing = &mut plan.healing;
        slider(ui, &mut healing.redness, ranges::STRENGTH.range(), ("Redness", " ×", "On the first day"));
        let tip = "Days until redness is gone";
        slider(ui, &mut healing.redness_days, ranges::REDNESS_DAYS.range(), ("Redness gone", " days", tip));
        slider(ui, &mut healing.scabs, ranges::STRENGTH.range(), ("Scabs", " ×", "From day 2 to 7"));
        let tip = "How much of the colour new skin veils about day 10";
        slider(ui, &mut healing.phantom_fade, ranges::SHARE.range(), ("Phantom fade", "", tip));
        let tip = "Pigment of the first day over what stays";
        slider(ui, &mut healing.fresh, ranges::FRESH.range(), ("Fresh pigment", " ×", tip));
    });
}
