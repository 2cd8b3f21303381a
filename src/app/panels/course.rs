//! How the client heals and how the years go: adjustable guesses.

use egui::Ui;

use super::{choice, in_plain, section, slider};
use crate::plan::{Longevity, Plan, ranges};

/// What a client can judge.
pub fn plain(ui: &mut Ui, plan: &mut Plan) {
    let fading = &mut plan.fading;
    let tip = "How fast the dots fade on the head over the years; it differs from person to person";
    choice(ui, ("The dots last", tip), &mut fading.longevity, &Longevity::ALL, |l| in_plain(l.label()));
    let tip = "Sun on the scalp: more sun, faster fading; 0 is always covered";
    slider(ui, &mut fading.sun, ranges::SHARE.range(), ("Sun", "%", tip));
    let tip = "How far your own hair goes on thinning: the dots stay where they are";
    let range = ranges::STAGES.range();
    slider(ui, &mut plan.hair_loss.stages_per_decade, range, ("Loss in ten years", " steps", tip));
}

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    section(ui, "Healing and years", true, |ui| {
        ui.weak("Guesses within what clinics report; nobody has measured them for one client.");
        let fading = &mut plan.fading;
        choice(
            ui,
            ("Pigment lasts", "How fast the dots fade over the years"),
            &mut fading.longevity,
            &Longevity::ALL,
            Longevity::label,
        );
        let tip = "Sun on the scalp: 0 always covered, 100 % outdoors without protection";
        slider(ui, &mut fading.sun, ranges::SHARE.range(), ("Sun", "%", tip));
        let healing = &mut plan.healing;
        slider(
            ui,
            &mut healing.redness,
            ranges::STRENGTH.range(),
            ("Redness", " ×", "How red the skin is on the first day"),
        );
        let tip = "Days until redness is gone";
        slider(ui, &mut healing.redness_days, ranges::REDNESS_DAYS.range(), ("Redness gone", " days", tip));
        slider(
            ui,
            &mut healing.scabs,
            ranges::STRENGTH.range(),
            ("Scabs", " ×", "How large the dots look from day 2 to 7"),
        );
        let tip = "How much of the colour new skin veils about day 10";
        slider(ui, &mut healing.phantom_fade, ranges::SHARE.range(), ("Phantom fade", "%", tip));
        let tip = "Pigment of the first day over what stays";
        slider(ui, &mut healing.fresh, ranges::FRESH.range(), ("Fresh pigment", " ×", tip));
    });
}
