//! The panel of a step: a client's few controls, or the technician's all.

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::widgets::{button, button_if, checkbox};
use super::{brush, client, compare, course, file, focus, hairline, head, light, loss, sessions, view};
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::state::State;
use crate::pictures::caption::promise;
use crate::plan::Plan;
use crate::words::text;

pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    ui.add_space(6.0);
    header(ui, state, commands);
    // Each step has a scroll place of its own.
    let area = ScrollArea::vertical().auto_shrink([false, false]).id_salt(state.chapter.label());
    area.show(ui, |ui| {
        brush::section(ui, state, commands);
        let mut plan = state.plan.clone();
        if state.settings.technician {
            technician(ui, &mut plan, state);
        } else {
            client(ui, &mut plan, state);
        }
        if state.kiosk.is_none() && state.chapter == Chapter::Client && button(ui, "your-head").clicked() {
            commands.push(Command::BrowseScan);
        }
        if plan != state.plan {
            commands.push(Command::Edit(Box::new(plan)));
        }
        if state.chapter == Chapter::Result {
            compare::section(ui, state, commands);
        }
        ui.separator();
        ui.label(text("turn-the-head"));
        view::ui(ui, commands);
        if state.settings.technician {
            light::by_hand(ui, state, commands);
        }
        if state.kiosk.is_none() && matches!(state.chapter, Chapter::Client | Chapter::Result) {
            if state.chapter == Chapter::Result {
                file::exports(ui, state, commands);
            }
            file::ui(ui, state, commands);
        }
        if state.chapter == Chapter::Result {
            ui.add_space(8.0);
            ui.label(RichText::new(promise()).small().weak());
        }
        focus::follow(ui);
    });
}

fn header(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.heading(state.chapter.label());
        if state.is_unsaved() {
            ui.label(RichText::new(text("unsaved-mark")).small().weak());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let [undo, redo] = state.can_undo_redo();
            for (can, key, command) in [(redo, "redo", Command::Redo), (undo, "undo", Command::Undo)] {
                if button_if(ui, can, key).on_disabled_hover_text(text("no-such-step")).clicked() {
                    commands.push(command);
                }
            }
        });
    });
    ui.label(RichText::new(state.chapter.purpose()).weak());
    if state.kiosk.is_none() {
        let mut on = state.settings.technician;
        if checkbox(ui, &mut on, "technician").changed() {
            commands.push(Command::Technician(on));
        }
    }
    ui.separator();
}

/// All controls of a step.
fn technician(ui: &mut Ui, plan: &mut Plan, state: &State) {
    match state.chapter {
        Chapter::Client => {
            client::ui(ui, plan);
            head::ui(ui, plan);
        }
        Chapter::HairToday => loss::ui(ui, plan),
        Chapter::Hairline => hairline::ui(ui, plan),
        Chapter::Sessions => sessions::ui(ui, plan, state),
        Chapter::Result => course::ui(ui, plan),
    }
}

/// The few that a client can judge.
fn client(ui: &mut Ui, plan: &mut Plan, state: &State) {
    match state.chapter {
        Chapter::Client => {
            client::plain(ui, plan);
            head::plain(ui, plan);
        }
        Chapter::HairToday => loss::plain(ui, plan),
        Chapter::Hairline => hairline::plain(ui, plan),
        Chapter::Sessions => sessions::plain(ui, plan, state),
        Chapter::Result => course::plain(ui, plan),
    }
}
