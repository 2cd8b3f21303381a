//! The keyboard: steps, views, moving the head, playing, undo. Tab goes from control to control, as everywhere, so the
//! panel folds with H.

use egui::{Key, KeyboardShortcut, Modifiers, Ui};
use glam::Vec2;

use crate::app::brush::BrushAction;
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::comparison::CompareAction;
use crate::app::export::ExportAction;
use crate::app::loupe::LoupeAction;
use crate::app::state::State;
use crate::render::camera::View;

/// How long Escape is held at a stand; a visitor who forgot to say goodbye is noticed without an event.
pub fn stand(ui: &Ui, state: &State, commands: &mut Vec<Command>) {
    if state.kiosk.is_none() {
        return;
    }
    let held = ui.input(|input| input.key_down(Key::Escape));
    if held || state.exit_held_s().is_some() {
        commands.push(Command::HoldExit(held));
    }
    ui.request_repaint_after_secs(1.0);
}

/// Where a step of undo begins: at a press, a key that is not held or typed, an assistive technology's action.
pub fn gestures(ui: &mut Ui, commands: &mut Vec<Command>) {
    let typing = ui.ctx().text_edit_focused();
    ui.input(|input| {
        if input.pointer.any_pressed() {
            commands.push(Command::Press);
        }
        let parts = |event: &egui::Event| match event {
            egui::Event::Key { pressed, repeat, .. } => *pressed && !*repeat && !typing,
            egui::Event::AccessKitActionRequest(_) => true,
            _ => false,
        };
        if input.events.iter().any(parts) {
            commands.push(Command::Key);
        }
    });
}

/// Keys; none while a text field has the keyboard. A control that has it keeps arrows and the space bar.
pub fn shortcuts(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let typing = ui.ctx().text_edit_focused();
    let free = ui.memory(|memory| memory.focused().is_none());
    let mut take = |modifiers, key, command: Command| {
        if ui.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key))) {
            commands.push(command);
        }
    };
    for (key, command) in [
        (Key::Y, Command::Redo),
        (Key::S, Command::Save),
        (Key::O, Command::BrowseOpen),
        (Key::Q, Command::Close),
    ] {
        take(Modifiers::COMMAND, key, command);
    }
    take(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z, Command::Redo);
    take(Modifiers::COMMAND, Key::Z, Command::Undo);
    if typing {
        return;
    }
    for (key, view) in DIGITS.into_iter().zip(views(state)) {
        take(Modifiers::ALT, key, Command::FlyTo(view));
    }
    for (key, chapter) in DIGITS.into_iter().zip(Chapter::ALL) {
        take(Modifiers::NONE, key, Command::Go(chapter));
    }
    let leave = match state {
        _ if state.exports.running.is_some() => Command::Export(ExportAction::Cancel),
        _ if state.brushes() => Command::Brush(BrushAction::Stop),
        State { loupe: Some(_), .. } => Command::Loupe(LoupeAction::Close),
        State { comparing: Some(_), .. } => Command::Compare(CompareAction::Stop),
        _ => Command::StopPresenting,
    };
    for (key, command) in [
        (Key::Plus, Command::Zoom(1.15)),
        (Key::Equals, Command::Zoom(1.15)),
        (Key::Minus, Command::Zoom(1.0 / 1.15)),
        (Key::C, Command::Compare(CompareAction::Toggle)),
        (Key::B, Command::Brush(BrushAction::Toggle)),
        (Key::H, Command::TogglePanel),
        (Key::P, Command::TogglePresenting),
        (Key::F11, Command::TogglePresenting),
    ] {
        take(Modifiers::NONE, key, command);
    }
    // An open list closes first.
    if !egui::Popup::is_any_open(ui.ctx()) {
        take(Modifiers::NONE, Key::Escape, leave);
    }
    if state.brushes() {
        let tool = state.brush.tool;
        for (key, factor) in [(Key::OpenBracket, 1.0 / 1.25), (Key::CloseBracket, 1.25)] {
            take(Modifiers::NONE, key, Command::Brush(BrushAction::Take(tool.larger(factor))));
        }
    }
    if free {
        take(Modifiers::NONE, Key::Space, Command::TogglePlay);
        for (key, x, y) in [
            (Key::ArrowLeft, -20.0, 0.0),
            (Key::ArrowRight, 20.0, 0.0),
            (Key::ArrowUp, 0.0, 20.0),
            (Key::ArrowDown, 0.0, -20.0),
        ] {
            take(Modifiers::NONE, key, Command::Orbit(Vec2::new(x, y)));
        }
    }
}

/// Arrow keys pressed with these modifiers, taken from everything else: right and down are positive.
pub fn arrows(ui: &Ui, modifiers: Modifiers) -> Vec2 {
    let keys = [
        (Key::ArrowLeft, Vec2::NEG_X),
        (Key::ArrowRight, Vec2::X),
        (Key::ArrowUp, Vec2::NEG_Y),
        (Key::ArrowDown, Vec2::Y),
    ];
    ui.input_mut(|input| {
        let mut way = |(key, way): (Key, Vec2)| input.count_and_consume_key(modifiers, key) as f32 * way;
        keys.map(&mut way).into_iter().sum()
    })
}

const DIGITS: [Key; 6] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];

/// Views of Alt and the digits. Alt+4 shows the side; pressed again, the other one.
fn views(state: &State) -> [View; 6] {
    let side = if looks_from_the_right(state) { View::Right } else { View::Left };
    [View::Front, View::ThreeQuarter, View::ThreeQuarterRight, side, View::Back, View::Top]
}

fn looks_from_the_right(state: &State) -> bool {
    state.camera.is_some_and(|camera| {
        let turn = camera.azimuth_rad.rem_euclid(std::f32::consts::TAU);
        (turn - std::f32::consts::FRAC_PI_2).abs() < 0.05
    })
}
