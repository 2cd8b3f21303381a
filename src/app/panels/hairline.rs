//! The hairline to be drawn: style, heights, handles, irregularity.

use egui::Ui;

use super::widgets::{choice, fold, in_detail, in_short, slider};
use crate::plan::{Hairline, HairlineStyle, Plan, ranges};

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    let line = &mut plan.hairline;
    style(ui, line);
    slider(ui, &mut line.height_mm, ranges::HEIGHT_MM.range(), "hairline-height");
    slider(ui, &mut line.softness_mm, ranges::SOFTNESS_MM.range(), "hairline-softness");
    slider(ui, &mut line.blend_mm, ranges::BLEND_MM.range(), "hairline-blend");
    fold(ui, "hairline-shape", |ui| {
        slider(ui, &mut line.corner_back_mm, ranges::CORNER_MM.range(), "corners-back");
        slider(ui, &mut line.corner_out_mm, ranges::SHIFT_MM.range(), "corners-out");
        slider(ui, &mut line.temple_forward_mm, ranges::SHIFT_MM.range(), "temple-peak");
        slider(ui, &mut line.sideburn_down_mm, ranges::EDGE_MM.range(), "sideburn-down");
        slider(ui, &mut line.nape_up_mm, ranges::EDGE_MM.range(), "nape-up");
    });
    fold(ui, "irregularity", |ui| {
        slider(ui, &mut line.waves, ranges::STRENGTH.range(), "hairline-waves");
        slider(ui, &mut line.jitter, ranges::STRENGTH.range(), "hairline-jitter");
        slider(ui, &mut line.sentinels, ranges::STRENGTH.range(), "single-dots");
        slider(ui, &mut line.asymmetry_mm, ranges::ASYMMETRY_MM.range(), "asymmetry");
    });
}

/// What a client can judge.
pub fn plain(ui: &mut Ui, plan: &mut Plan) {
    let line = &mut plan.hairline;
    style(ui, line);
    slider(ui, &mut line.height_mm, ranges::HEIGHT_MM.range(), "hairline-height-plain");
    slider(ui, &mut line.softness_mm, ranges::SOFTNESS_MM.range(), "hairline-softness-plain");
    slider(ui, &mut line.corner_back_mm, ranges::CORNER_MM.range(), "corners-back-plain");
}

fn style(ui: &mut Ui, line: &mut Hairline) {
    let word = |style: HairlineStyle| in_short(style.label());
    choice(ui, "hairline-style", &mut line.style, &HairlineStyle::ALL, word);
    ui.weak(in_detail(line.style.label()));
}
