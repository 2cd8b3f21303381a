//! The sessions: layers on and off, and what goes into each.

use egui::Ui;

use super::{choice, planned_density_per_cm2, section, slider};
use crate::app::state::State;
use crate::plan::{Pigment, Plan, Session, ranges};

pub fn ui(ui: &mut Ui, plan: &mut Plan, state: &State) {
    section(ui, "Sessions", true, |ui| {
        for (index, session) in plan.sessions.iter_mut().enumerate() {
            layer(ui, index, session, state);
        }
        let placed = state.prepared.as_ref().map_or(0, |prepared| prepared.summary.dots);
        let density = planned_density_per_cm2(plan);
        ui.label(format!("{placed} dots · {density:.0} per cm² where fully treated"));
    });
}

fn layer(ui: &mut Ui, index: usize, session: &mut Session, state: &State) {
    ui.push_id(index, |ui| {
        let placed =
            state.prepared.as_ref().and_then(|p| p.summary.sessions.get(index)).map_or(0, |dots| *dots);
        ui.horizontal(|ui| {
            ui.checkbox(&mut session.enabled, format!("{}  {}", index + 1, session.name))
                .on_hover_text("Show this session's dots");
            ui.weak(format!("{placed}"));
        });
        let title = format!("day {:.0}, {:.2} mm deep", session.day, session.depth_mm);
        egui::CollapsingHeader::new(title).id_salt("details").show(ui, |ui| details(ui, session));
    });
}

fn details(ui: &mut Ui, session: &mut Session) {
    let tip = "Dots per cm² in fully treated skin";
    slider(ui, &mut session.density_per_cm2, ranges::DENSITY_PER_CM2.range(), ("Density", " /cm²", tip));
    let tip = "Depth of the top of the pigment: deeper is softer, fainter and cooler";
    slider(ui, &mut session.depth_mm, ranges::DEPTH_MM.range(), ("Depth", " mm", tip));
    let tip = "How much the depth varies from dot to dot";
    slider(ui, &mut session.depth_spread_mm, ranges::DEPTH_SPREAD_MM.range(), ("Spread", " mm", tip));
    let tip = "ml of water for each ml of pigment: more water, lighter dots";
    slider(ui, &mut session.dilution, ranges::DILUTION.range(), ("Dilution", " : 1", tip));
    let tip = "Needle diameter; a dot heals to about six tenths of it";
    slider(ui, &mut session.needle_mm, ranges::NEEDLE_MM.range(), ("Needle", " mm", tip));
    choice(ui, "Pigment", &mut session.pigment, &Pigment::ALL, Pigment::label);
}
