//! The hairline to be drawn: style, heights, handles, irregularity.

use egui::Ui;

use super::{choice, in_detail, in_short, slider};
use crate::plan::{HairlineStyle, Plan, ranges};

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    let line = &mut plan.hairline;
    let tip = "Shape of the line and how sharp its edge is";
    choice(ui, ("Style", tip), &mut line.style, &HairlineStyle::ALL, |style| in_short(style.label()));
    ui.weak(in_detail(line.style.label()));
    let tip = "Middle of the hairline above the brow's mid-point, along the skin";
    slider(ui, &mut line.height_mm, ranges::HEIGHT_MM.range(), ("Height", " mm", tip));
    let tip = "Width of the sparse edge: wider is softer";
    slider(ui, &mut line.softness_mm, ranges::SOFTNESS_MM.range(), ("Softness", " mm", tip));
    let tip = "How far dots run out between the hairs that are left";
    slider(ui, &mut line.blend_mm, ranges::BLEND_MM.range(), ("Blend", " mm", tip));
    egui::CollapsingHeader::new("Shape").show(ui, |ui| {
        let tip = "Corners further back: older, more cautious";
        slider(ui, &mut line.corner_back_mm, ranges::CORNER_MM.range(), ("Corners back", " mm", tip));
        let tip = "Corners further out than the line above the outer corner of the eye";
        slider(ui, &mut line.corner_out_mm, ranges::SHIFT_MM.range(), ("Corners out", " mm", tip));
        let tip = "Temple peak further forward";
        slider(ui, &mut line.temple_forward_mm, ranges::SHIFT_MM.range(), ("Temple peak", " mm", tip));
        let tip = "Sideburn drawn further down";
        slider(ui, &mut line.sideburn_down_mm, ranges::EDGE_MM.range(), ("Sideburn down", " mm", tip));
        let tip = "Nape drawn higher up";
        slider(ui, &mut line.nape_up_mm, ranges::EDGE_MM.range(), ("Nape up", " mm", tip));
    });
    egui::CollapsingHeader::new("Irregularity").show(ui, |ui| {
        let range = || ranges::STRENGTH.range();
        slider(ui, &mut line.waves, range(), ("Waves", " ×", "Waves of the line; none look ruled"));
        slider(ui, &mut line.jitter, range(), ("Jitter", " ×", "Unevenness from dot to dot at the edge"));
        slider(ui, &mut line.sentinels, range(), ("Single dots", " ×", "Dots ahead of the line"));
        let tip = "Difference of left and right; nobody is symmetric";
        slider(ui, &mut line.asymmetry_mm, ranges::ASYMMETRY_MM.range(), ("Asymmetry", " mm", tip));
    });
}

/// What a client can judge.
pub fn plain(ui: &mut Ui, plan: &mut Plan) {
    let line = &mut plan.hairline;
    let tip = "Shape of the line and how sharp its edge is";
    choice(ui, ("Style", tip), &mut line.style, &HairlineStyle::ALL, |style| in_short(style.label()));
    ui.weak(in_detail(line.style.label()));
    let tip = "How high the line starts above the brows: higher looks older and more cautious";
    slider(ui, &mut line.height_mm, ranges::HEIGHT_MM.range(), ("Height", " mm", tip));
    let tip = "How softly the line fades in: wider looks more natural";
    slider(ui, &mut line.softness_mm, ranges::SOFTNESS_MM.range(), ("Soft edge", " mm", tip));
    let tip = "How far back the corners above the temples are";
    slider(ui, &mut line.corner_back_mm, ranges::CORNER_MM.range(), ("Corners back", " mm", tip));
}
