//! The sessions: layers on and off, their order, and what goes into each; templates; what to beware of.

use egui::Ui;

use super::{choice, planned_density_per_cm2, slider};
use crate::app::state::State;
use crate::plan::{Pigment, Plan, Session, Target, Template, Zone, ranges};

pub fn ui(ui: &mut Ui, plan: &mut Plan, state: &State) {
    templates(ui, plan);
    let mut change = None;
    let count = plan.sessions.len();
    for (index, session) in plan.sessions.iter_mut().enumerate() {
        change = change.or(layer(ui, [index, count], session, state));
    }
    if let Some(change) = change {
        change.apply(&mut plan.sessions);
    }
    let room = plan.sessions.len() < ranges::SESSIONS_MAX;
    let add = ui.add_enabled(room, egui::Button::new("Add a session"));
    if add.on_hover_text("One more layer of dots, a gap after the last").clicked() {
        let next = Session::following(&plan.sessions);
        plan.sessions.push(next);
    }
    totals(ui, plan, state);
}

/// What a client can judge: which visits there are, and what each adds.
pub fn plain(ui: &mut Ui, plan: &mut Plan, state: &State) {
    templates(ui, plan);
    for (index, session) in plan.sessions.iter_mut().enumerate() {
        ui.push_id(index, |ui| {
            ui.checkbox(&mut session.enabled, format!("{}  {}", index + 1, session.name))
                .on_hover_text("Show this visit's dots on the head, or leave them out");
            ui.weak(format!("Day {:.0}: {} dots", session.day, placed(state, index)));
        });
    }
    totals(ui, plan, state);
}

/// Dots that a session has put on the head.
fn placed(state: &State, index: usize) -> usize {
    state.prepared.as_ref().and_then(|p| p.summary.sessions.get(index)).map_or(0, |dots| *dots)
}

/// The whole treatment, and what to beware of in it.
fn totals(ui: &mut Ui, plan: &Plan, state: &State) {
    let placed = state.prepared.as_ref().map_or(0, |prepared| prepared.summary.dots);
    let density = planned_density_per_cm2(plan);
    ui.label(format!("{placed} dots · {density:.0} per cm² where fully treated"));
    for warning in &state.warnings {
        ui.colored_label(ui.visuals().warn_fg_color, format!("! {}", warning.sentence));
    }
}

/// Treatments to start from, and mistakes to learn from. An edit like any other: undo takes it back.
fn templates(ui: &mut Ui, plan: &mut Plan) {
    ui.menu_button("Templates", |ui| {
        for template in Template::ALL {
            if template == Template::TooDeep {
                ui.separator();
            }
            if ui.button(template.label()).clicked() {
                template.apply(plan);
                ui.close();
            }
        }
    })
    .response
    .on_hover_text("Whole treatments to start from, and mistakes to learn from");
}

/// What a button of a session asks for.
#[derive(Clone, Copy)]
enum Change {
    Copy(usize),
    Swap(usize, usize),
    Remove(usize),
}

impl Change {
    fn apply(self, sessions: &mut Vec<Session>) {
        match self {
            Change::Copy(index) => Session::copied(sessions, index),
            Change::Swap(first, second) => Session::swapped(sessions, first, second),
            Change::Remove(index) => {
                sessions.remove(index);
            }
        }
    }
}

fn layer(ui: &mut Ui, [index, count]: [usize; 2], session: &mut Session, state: &State) -> Option<Change> {
    let push = |ui: &mut Ui| {
        ui.horizontal(|ui| {
            ui.checkbox(&mut session.enabled, format!("{}  {}", index + 1, session.name))
                .on_hover_text("Show this session's dots");
            ui.weak(format!("{}", placed(state, index)));
        });
        let title = format!("day {:.0}, {:.2} mm deep", session.day, session.depth_mm);
        let details = egui::CollapsingHeader::new(title).id_salt("details");
        details
            .show(ui, |ui| buttons(ui, [index, count]).or_else(|| details_of(ui, session)))
            .body_returned
            .flatten()
    };
    ui.push_id(index, push).inner
}

fn buttons(ui: &mut Ui, [index, count]: [usize; 2]) -> Option<Change> {
    let mut change = None;
    ui.horizontal(|ui| {
        let mut button = |enabled, label, tip, then| {
            if ui.add_enabled(enabled, egui::Button::new(label)).on_hover_text(tip).clicked() {
                change = Some(then);
            }
        };
        let (before, after) = (index.saturating_sub(1), index + 1);
        button(index > 0, "Earlier", "Change places with the session before", Change::Swap(before, index));
        button(after < count, "Later", "Change places with the session after", Change::Swap(index, after));
        button(count < ranges::SESSIONS_MAX, "Copy", "The same again, a gap later", Change::Copy(index));
        button(true, "Remove", "Take this session out of the plan", Change::Remove(index));
    });
    change
}

/// The sliders of a session. Never asks for a change of the list.
fn details_of(ui: &mut Ui, session: &mut Session) -> Option<Change> {
    let tip = "Dots per cm² in fully treated skin";
    slider(ui, &mut session.density_per_cm2, ranges::DENSITY_PER_CM2.range(), ("Density", " /cm²", tip));
    let tip = "Depth of the top of the pigment: deeper is softer, fainter and cooler";
    slider(ui, &mut session.depth_mm, ranges::DEPTH_MM.range(), ("Depth", " mm", tip));
    let tip = "ml of water for each ml of pigment: more water, lighter dots";
    slider(ui, &mut session.dilution, ranges::DILUTION.range(), ("Dilution", " : 1", tip));
    let tip = "Needle diameter; a dot heals to about six tenths of it";
    slider(ui, &mut session.needle_mm, ranges::NEEDLE_MM.range(), ("Needle", " mm", tip));
    choice(
        ui,
        ("Pigment", "Colour of the dots once they have healed"),
        &mut session.pigment,
        &Pigment::ALL,
        Pigment::label,
    );
    choice(
        ui,
        ("Treats", "Where on the head this session puts dots"),
        &mut session.target,
        &Target::ALL,
        Target::label,
    );
    egui::CollapsingHeader::new("Zones").show(ui, |ui| zones(ui, session));
    egui::CollapsingHeader::new("Hand and edge").show(ui, |ui| {
        let tip = "How much the depth varies from dot to dot";
        slider(ui, &mut session.depth_spread_mm, ranges::DEPTH_SPREAD_MM.range(), ("Depth", " mm", tip));
        let tip = "How much the size varies from dot to dot";
        slider(ui, &mut session.size_jitter, ranges::JITTER.range(), ("Size", " ×", tip));
        let tip = "How much the shade varies from dot to dot";
        slider(ui, &mut session.shade_jitter, ranges::JITTER.range(), ("Shade", " ×", tip));
        let tip = "How far the hand misses the place it aims at";
        slider(
            ui,
            &mut session.position_jitter_mm,
            ranges::POSITION_JITTER_MM.range(),
            ("Place", " mm", tip),
        );
        let tip = "Distance kept from follicles that hold hair";
        slider(ui, &mut session.keep_off_mm, ranges::KEEP_OFF_MM.range(), ("Keep off hair", " mm", tip));
        let tip = "How far this session stays behind the hairline";
        slider(ui, &mut session.edge_back_mm, ranges::EDGE_MM.range(), ("Behind the line", " mm", tip));
        let tip = "Fade of this session at the hairline, relative to the plan's";
        slider(ui, &mut session.softness, ranges::STRENGTH.range(), ("Softness", " ×", tip));
    });
    None
}

/// Which zones are treated, and how densely relative to the session. One zone at least stays.
fn zones(ui: &mut Ui, session: &mut Session) {
    for zone in Zone::ALL {
        ui.horizontal(|ui| {
            let mut on = session.zones.contains(zone);
            ui.checkbox(&mut on, zone.label()).on_hover_text("Treat this zone");
            let zones = if on { session.zones.with(zone) } else { session.zones.without(zone) };
            if !zones.is_empty() {
                session.zones = zones;
            }
            if on {
                let factor = &mut session.zone_density[zone as usize];
                ui.add(egui::Slider::new(factor, ranges::ZONE_DENSITY.range()).suffix(" ×"))
                    .on_hover_text("Density of this zone relative to the session's");
            }
        });
    }
}
