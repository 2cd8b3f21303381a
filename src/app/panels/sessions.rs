//! The sessions: layers on and off, their order, and what goes into each; templates; what to beware of.

use egui::Ui;

use super::widgets::{button_if, choice, fold, menu, planned_density_per_cm2, slider};
use crate::app::state::State;
use crate::plan::{Pigment, Plan, Session, Target, Template, Zone, ranges};
use crate::words::{say, text, tip, unit};

pub fn ui(ui: &mut Ui, plan: &mut Plan, state: &State) {
    templates(ui, plan);
    let mut change = None;
    let count = plan.sessions.len();
    for (index, session) in plan.sessions.iter_mut().enumerate() {
        change = change.or(layer(ui, index, count, session, state));
    }
    if let Some(change) = change {
        change.apply(&mut plan.sessions);
    }
    if button_if(ui, plan.sessions.len() < ranges::SESSIONS_MAX, "session-add").clicked() {
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
                .on_hover_text(tip("visit-on"));
            let day = format!("{:.0}", session.day);
            ui.weak(say!("visit-on", day = day, dots = placed(state, index)));
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
    ui.label(say!("session-totals", dots = placed, density = format!("{density:.0}")));
    for warning in &state.warnings {
        ui.colored_label(ui.visuals().warn_fg_color, format!("! {}", warning.sentence));
    }
}

/// Treatments to start from, and mistakes to learn from. An edit like any other: undo takes it back.
fn templates(ui: &mut Ui, plan: &mut Plan) {
    menu(ui, "template", |ui| {
        for template in Template::ALL {
            if template == Template::TooDeep {
                ui.separator();
            }
            if ui.button(template.label()).clicked() {
                template.apply(plan);
                ui.close();
            }
        }
    });
}

/// What a button of a session asks for.
#[derive(Clone, Copy)]
enum SessionAction {
    Copy(usize),
    Swap(usize, usize),
    Remove(usize),
}

impl SessionAction {
    fn apply(self, sessions: &mut Vec<Session>) {
        match self {
            SessionAction::Copy(index) => Session::copied(sessions, index),
            SessionAction::Swap(first, second) => Session::swapped(sessions, first, second),
            SessionAction::Remove(index) => {
                sessions.remove(index);
            }
        }
    }
}

fn layer(
    ui: &mut Ui,
    index: usize,
    count: usize,
    session: &mut Session,
    state: &State,
) -> Option<SessionAction> {
    let push = |ui: &mut Ui| {
        ui.horizontal(|ui| {
            ui.checkbox(&mut session.enabled, format!("{}  {}", index + 1, session.name))
                .on_hover_text(tip("session-on"));
            ui.weak(format!("{}", placed(state, index)));
        });
        let (day, depth) = (format!("{:.0}", session.day), format!("{:.2}", session.depth_mm));
        let title = say!("session-on", day = day, depth = depth);
        let details = egui::CollapsingHeader::new(title).id_salt("details");
        details
            .show(ui, |ui| buttons(ui, index, count).or_else(|| details_of(ui, session)))
            .body_returned
            .flatten()
    };
    ui.push_id(index, push).inner
}

fn buttons(ui: &mut Ui, index: usize, count: usize) -> Option<SessionAction> {
    let mut change = None;
    ui.horizontal(|ui| {
        let (before, after) = (index.saturating_sub(1), index + 1);
        for (enabled, key, then) in [
            (index > 0, "session-earlier", SessionAction::Swap(before, index)),
            (after < count, "session-later", SessionAction::Swap(index, after)),
            (count < ranges::SESSIONS_MAX, "session-copy", SessionAction::Copy(index)),
            (true, "session-remove", SessionAction::Remove(index)),
        ] {
            if button_if(ui, enabled, key).clicked() {
                change = Some(then);
            }
        }
    });
    change
}

/// The sliders of a session. Never asks for a change of the list.
fn details_of(ui: &mut Ui, session: &mut Session) -> Option<SessionAction> {
    slider(ui, &mut session.density_per_cm2, ranges::DENSITY_PER_CM2.range(), "dot-density");
    slider(ui, &mut session.depth_mm, ranges::DEPTH_MM.range(), "needle-depth");
    slider(ui, &mut session.dilution, ranges::DILUTION.range(), "dilution");
    slider(ui, &mut session.needle_mm, ranges::NEEDLE_MM.range(), "needle");
    choice(ui, "pigment", &mut session.pigment, &Pigment::ALL, Pigment::label);
    choice(ui, "target", &mut session.target, &Target::ALL, Target::label);
    fold(ui, "zones", |ui| zones(ui, session));
    fold(ui, "hand-and-edge", |ui| {
        slider(ui, &mut session.depth_spread_mm, ranges::DEPTH_SPREAD_MM.range(), "hand-depth");
        slider(ui, &mut session.size_jitter, ranges::SIZE_JITTER.range(), "hand-size");
        slider(ui, &mut session.shade_jitter, ranges::SHADE_JITTER.range(), "hand-shade");
        slider(ui, &mut session.position_jitter_mm, ranges::POSITION_JITTER_MM.range(), "hand-place");
        slider(ui, &mut session.keep_off_mm, ranges::KEEP_OFF_MM.range(), "keep-off-hair");
        slider(ui, &mut session.edge_back_mm, ranges::EDGE_MM.range(), "behind-the-line");
        slider(ui, &mut session.softness, ranges::STRENGTH.range(), "session-softness");
    });
    None
}

/// Which zones are treated, and how densely relative to the session. One zone at least stays.
fn zones(ui: &mut Ui, session: &mut Session) {
    for zone in Zone::ALL {
        ui.horizontal(|ui| {
            let mut on = session.zones.contains(zone);
            ui.checkbox(&mut on, zone.label()).on_hover_text(tip("zones"));
            let zones = if on { session.zones.with(zone) } else { session.zones.without(zone) };
            if !zones.is_empty() {
                session.zones = zones;
            }
            if on {
                let factor = &mut session.zone_density[zone as usize];
                ui.add(egui::Slider::new(factor, ranges::ZONE_DENSITY.range()).suffix(unit("zones")))
                    .on_hover_text(text("zones.density-tip"));
            }
        });
    }
}
