//! The line of the timeline: drag it to choose the moment, drag a session's mark to move its day.

use egui::{Align2, EventFilter, FontId, Id, Key, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::app::command::Command;
use crate::app::state::State;
use crate::plan::Session;
use crate::studio::Moment;
use crate::timeline::{Timeline, with_session_on};
use crate::words::{say, text, tip};

/// Fraction of the line that an arrow key moves the moment by.
const KEY_STEP: f32 = 0.01;

/// The line on the screen.
struct Track {
    line: Timeline,
    rectangle: Rect,
}

impl Track {
    fn x(&self, moment: Moment) -> f32 {
        self.rectangle.left() + self.line.place(moment) * self.rectangle.width()
    }

    fn moment(&self, x: f32) -> Moment {
        self.line.moment(((x - self.rectangle.left()) / self.rectangle.width()).clamp(0.0, 1.0))
    }
}

pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let size = vec2(ui.available_width(), 46.0);
    let (whole, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    // A mark that is dragged changes the line's length: until it is let go, the line stays as it was.
    let held = Id::unique("line under a dragged mark");
    let line = ui.data(|data| data.get_temp::<Timeline>(held)).unwrap_or_else(|| Timeline::of(&state.plan));
    let track = Track { line, rectangle: whole.shrink2(vec2(12.0, 0.0)) };
    choose(ui, &track, &response, state, commands);
    paint_line(ui, &track, state);
    let mut dragged = false;
    for (index, session) in state.plan.sessions.iter().enumerate().filter(|(_, session)| session.enabled) {
        dragged |= mark(ui, &track, index, session, state, commands);
    }
    ui.data_mut(|data| {
        if dragged {
            data.insert_temp(held, line);
        } else {
            data.remove::<Timeline>(held);
        }
    });
    // At the pointer: beside the line it would cover the caption.
    response.on_hover_text_at_pointer(tip("timeline"));
}

/// The moment under the pointer, or an arrow key further.
fn choose(ui: &Ui, track: &Track, response: &Response, state: &State, commands: &mut Vec<Command>) {
    response.widget_info(|| {
        let place = f64::from(track.line.place(state.moment));
        WidgetInfo::slider(true, place, text("timeline"))
    });
    if let Some(pointer) = response.interact_pointer_pos() {
        commands.push(Command::Show(track.moment(pointer.x)));
    }
    if let Some(steps) = arrow_steps(ui, response) {
        let place = track.line.place(state.moment) + steps * KEY_STEP;
        commands.push(Command::Show(track.line.moment(place.clamp(0.0, 1.0))));
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(Key::Space)) {
        commands.push(Command::TogglePlay);
    }
}

/// How many steps the left and right arrows ask for, while this has the keyboard.
fn arrow_steps(ui: &Ui, response: &Response) -> Option<f32> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let steps = ui
        .input(|input| input.num_presses(Key::ArrowRight) as f32 - input.num_presses(Key::ArrowLeft) as f32);
    (steps != 0.0).then_some(steps)
}

fn paint_line(ui: &Ui, track: &Track, state: &State) {
    let visuals = ui.visuals();
    let y = track.rectangle.bottom() - 12.0;
    let [from, here, to] =
        [track.rectangle.left(), track.x(state.moment), track.rectangle.right()].map(|x| egui::pos2(x, y));
    let strong = visuals.selection.bg_fill;
    let ink = visuals.text_color();
    let painter = ui.painter();
    painter.line_segment([from, to], Stroke::new(4.0, visuals.weak_text_color().gamma_multiply(0.6)));
    painter.line_segment([from, here], Stroke::new(4.0, strong));
    painter.circle(here, 9.0, strong, Stroke::new(2.0, ink));
}

/// A session's mark above the line. True while it is dragged.
fn mark(
    ui: &Ui,
    track: &Track,
    index: usize,
    session: &Session,
    state: &State,
    commands: &mut Vec<Command>,
) -> bool {
    let centre = egui::pos2(track.x(Moment::Day(session.day)), track.rectangle.top() + 11.0);
    let place = Rect::from_center_size(centre, vec2(22.0, 22.0));
    let response = ui.interact(place, ui.scope_id().with(("session mark", index)), Sense::click_and_drag());
    let words = |key| say!(key, number = index + 1, day = session.day.round() as usize);
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, words("session-mark")));
    let to = |day: f32| Command::Edit(Box::new(with_session_on(&state.plan, index, day)));
    if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
        && let Moment::Day(day) = track.moment(pointer.x)
    {
        commands.push(to(day));
    } else if let Some(steps) = arrow_steps(ui, &response) {
        commands.push(to(session.day + steps));
    } else if response.clicked() {
        commands.push(Command::Show(Moment::Day(session.day)));
    }
    paint_mark(ui, &response, centre, index + 1);
    let dragged = response.dragged();
    response.on_hover_text_at_pointer(words("session-mark.tip"));
    dragged
}

fn paint_mark(ui: &Ui, response: &Response, centre: egui::Pos2, number: usize) {
    let style = ui.style().interact(response);
    let ink = ui.visuals().text_color();
    let painter = ui.painter();
    painter.line_segment([centre, centre + vec2(0.0, 19.0)], Stroke::new(1.5, ink));
    painter.circle(centre, 10.0, style.weak_bg_fill, Stroke::new(1.5, ink));
    let font = FontId::proportional(12.0);
    painter.text(centre, Align2::CENTER_CENTER, number, font, ink);
}
