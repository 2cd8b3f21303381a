//! The steps of the consultation, down the left edge; below them what concerns the window.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Align, Button, Layout, PopupCloseBehavior, RichText, ScrollArea, Ui, vec2};

use super::widgets::{button, checkbox};
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::state::State;
use crate::app::theme::TEXT_PERCENT;
use crate::words::{say, text, tip};

/// Height of the buttons below the steps, points.
const FOOT: f32 = 84.0;
/// Least and usual height of a step, points: large text leaves little room.
const STEP: [f32; 2] = [22.0, 34.0];

pub fn ui(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let bottom = ui.max_rect().bottom();
        ui.add_space(8.0);
        let gaps = ui.spacing().item_spacing.y * 6.0 + 8.0;
        let room = bottom - FOOT - gaps - ui.cursor().top();
        let height = (room / Chapter::ALL.len() as f32).clamp(STEP[0], STEP[1]);
        ui.with_layout(Layout::top_down_justified(Align::Min), |ui| {
            steps(ui, height, state, commands);
            ui.add_space((bottom - FOOT - ui.cursor().top()).max(8.0));
            foot(ui, state, commands);
        });
    });
}

fn steps(ui: &mut Ui, height: f32, state: &State, commands: &mut Vec<Command>) {
    for (number, chapter) in (1..).zip(Chapter::ALL) {
        let here = chapter == state.chapter;
        let label = RichText::new(format!("{number}  {}", chapter.label()));
        let label = if here { label.strong() } else { label };
        let button = Button::selectable(here, label).min_size(vec2(0.0, height));
        let tip = say!("step-tip", purpose = chapter.purpose(), number = number);
        if ui.add(button).on_hover_text(tip).clicked() {
            commands.push(Command::Go(chapter));
        }
    }
}

/// What concerns the window.
fn foot(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    if state.kiosk.is_none() && button(ui, "present").clicked() {
        commands.push(Command::TogglePresenting);
    }
    let fold = if state.settings.panel_open { "panel-hide" } else { "panel-show" };
    if button(ui, fold).clicked() {
        commands.push(Command::TogglePanel);
    }
    // It stays open: sizes and themes are tried one after the other.
    let stays = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let menu = MenuButton::new(text("window")).config(stays).ui(ui, |ui| menu(ui, state, commands));
    menu.0.on_hover_text(tip("window"));
}

/// How the window looks.
fn menu(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let mut appearance = state.settings.theme;
    ui.horizontal(|ui| {
        for (key, is_light) in [("theme-dark", false), ("theme-light", true)] {
            ui.selectable_value(&mut appearance.light, is_light, text(key)).on_hover_text(tip(key));
        }
    });
    ui.label(text("text-size"));
    ui.horizontal(|ui| {
        for percent in TEXT_PERCENT {
            let label = say!("percent", number = percent);
            ui.selectable_value(&mut appearance.text_percent, percent, label)
                .on_hover_text(text("text-size"));
        }
    });
    checkbox(ui, &mut appearance.high_contrast, "high-contrast");
    if appearance != state.settings.theme {
        commands.push(Command::Theme(appearance));
    }
}
