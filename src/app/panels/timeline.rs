//! The story along the bottom: stops to tap, a line to drag, a caption that says what is seen.

use egui::{Sense, Ui};

use crate::app::command::Command;
use crate::app::state::State;
use crate::app::timeline::Timeline;
use crate::studio::Moment;

pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let line = Timeline::of(&state.plan);
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        for stop in line.stops(&state.plan) {
            let here = close(&line, state.moment, stop.moment);
            if ui.selectable_label(here, &stop.label).clicked() {
                commands.push(Command::Show(stop.moment));
            }
        }
    });
    scrubber(ui, &line, state, commands);
    ui.label(line.caption(&state.plan, state.moment));
    ui.add_space(4.0);
}

fn close(line: &Timeline, a: Moment, b: Moment) -> bool {
    (line.place(a) - line.place(b)).abs() < 1e-3
}

/// A line over the whole width, session marks on it.
fn scrubber(ui: &mut Ui, line: &Timeline, state: &State, commands: &mut Vec<Command>) {
    let size = egui::vec2(ui.available_width(), 26.0);
    let (rectangle, response) =
        ui.allocate_exact_size(size, Sense::click_and_drag() | Sense::focusable_noninteractive());
    response.widget_info(|| {
        egui::WidgetInfo::slider(true, f64::from(line.place(state.moment)), "Timeline: before to ten years")
    });
    let track = rectangle.shrink2(egui::vec2(10.0, 0.0));
    let at = |place: f32| egui::pos2(track.left() + place * track.width(), track.center().y);
    if let Some(pointer) = response.interact_pointer_pos() {
        let place = ((pointer.x - track.left()) / track.width()).clamp(0.0, 1.0);
        commands.push(Command::Show(line.moment(place)));
    }
    let visuals = ui.visuals();
    let faint = visuals.widgets.inactive.bg_fill;
    let strong = visuals.selection.bg_fill;
    let here = line.place(state.moment);
    let painter = ui.painter();
    painter.line_segment([at(0.0), at(1.0)], egui::Stroke::new(4.0, faint));
    painter.line_segment([at(0.0), at(here)], egui::Stroke::new(4.0, strong));
    for session in state.plan.sessions.iter().filter(|session| session.enabled) {
        let mark = at(line.place(Moment::Day(session.day)));
        painter.circle_filled(mark, 5.0, visuals.widgets.active.fg_stroke.color);
    }
    painter.circle(at(here), 9.0, strong, egui::Stroke::new(2.0, visuals.widgets.active.fg_stroke.color));
}
