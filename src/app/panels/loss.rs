//! Hair today and to come: the pattern of loss, bald patches, scars.

use egui::Ui;

use super::{choice, in_detail, in_plain, in_short, slider};
use crate::plan::{LossPattern, Patch, Plan, Scar, ScarKind, ranges};

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    let loss = &mut plan.hair_loss;
    choice(ui, ("Hair loss", PATTERN), &mut loss.pattern, &LossPattern::ALL, |p| in_short(p.label()));
    ui.weak(in_detail(loss.pattern.label()));
    slider(ui, &mut loss.diffuse, ranges::SHARE.range(), ("Thinner", "%", THINNER));
    let tip = "Moves hair loss on by steps of its scale while the pigment stays";
    slider(ui, &mut loss.future_stages, ranges::STAGES.range(), ("Later loss", " steps", tip));
    let tip = "Steps of hair loss that ten years add along the timeline";
    slider(ui, &mut loss.stages_per_decade, ranges::STAGES.range(), ("Loss in ten years", " steps", tip));
    patches(ui, &mut loss.patches);
    scars(ui, &mut plan.scars);
}

/// What a client can judge.
pub fn plain(ui: &mut Ui, plan: &mut Plan) {
    let loss = &mut plan.hair_loss;
    ui.label("Where hair is missing");
    let list = egui::ComboBox::from_id_salt("Where hair is missing").truncate().width(ui.available_width());
    let shown = list.selected_text(in_plain(loss.pattern.label())).show_ui(ui, |ui| {
        for pattern in LossPattern::ALL {
            ui.selectable_value(&mut loss.pattern, pattern, in_plain(pattern.label()));
        }
    });
    shown.response.on_hover_text(PATTERN);
    slider(ui, &mut loss.diffuse, ranges::SHARE.range(), ("Thinner", "%", THINNER));
    patches(ui, &mut loss.patches);
    scars(ui, &mut plan.scars);
}

const PATTERN: &str = "Which parts of the head have lost their hair";
const THINNER: &str = "Hair that is thinner all over the front, the top and the crown";

/// Sliders for a place on the scalp.
fn place(ui: &mut Ui, at_mm: &mut [f32; 2]) {
    let range = || ranges::PLACE_MM.range();
    let tip = "From the top of the head to the left, along the skin; negative: to the right";
    slider(ui, &mut at_mm[0], range(), ("Left", " mm", tip));
    let tip = "From the top of the head to the front, along the skin; negative: to the back";
    slider(ui, &mut at_mm[1], range(), ("Front", " mm", tip));
}

/// A list whose items fold, each with a button to remove it.
fn list<T>(
    ui: &mut Ui,
    items: &mut Vec<T>,
    name: impl Fn(&T) -> String,
    mut edit: impl FnMut(&mut Ui, &mut T),
) {
    let mut removed = None;
    for (index, item) in items.iter_mut().enumerate() {
        let title = format!("{} {}", name(item), index + 1);
        egui::CollapsingHeader::new(&title).id_salt((index, &title)).show(ui, |ui| {
            edit(ui, item);
            if ui.button("Remove").on_hover_text(format!("Remove {title}")).clicked() {
                removed = Some(index);
            }
        });
    }
    if let Some(index) = removed {
        items.remove(index);
    }
}

fn patches(ui: &mut Ui, patches: &mut Vec<Patch>) {
    list(
        ui,
        patches,
        |_| String::from("Bald patch"),
        |ui, patch| {
            place(ui, &mut patch.at_mm);
            slider(
                ui,
                &mut patch.radius_mm,
                ranges::PATCH_MM.range(),
                ("Radius", " mm", "Radius of the bald patch"),
            );
        },
    );
    let room = patches.len() < ranges::SPOTS_MAX;
    let add = ui.add_enabled(room, egui::Button::new("Add a bald patch"));
    if add.on_hover_text("A round patch of alopecia areata").clicked() {
        patches.push(Patch::default());
    }
}

fn scars(ui: &mut Ui, scars: &mut Vec<Scar>) {
    list(ui, scars, |scar| format!("Scar, {}", scar.kind.label().to_lowercase()), scar_sliders);
    ui.horizontal_wrapped(|ui| {
        ui.label("Add a scar:");
        for kind in ScarKind::ALL {
            let room = scars.len() < ranges::SPOTS_MAX;
            let add = ui.add_enabled(room, egui::Button::new(kind.label()));
            if add.on_hover_text("A scar where no hair grows; pigment can cover it").clicked() {
                scars.push(Scar::usual(kind));
            }
        }
    });
}

fn scar_sliders(ui: &mut Ui, scar: &mut Scar) {
    place(ui, &mut scar.at_mm);
    slider(
        ui,
        &mut scar.length_mm,
        ranges::SCAR_LENGTH_MM.range(),
        ("Length", " mm", "Length of the scar around the head"),
    );
    slider(
        ui,
        &mut scar.width_mm,
        ranges::SCAR_WIDTH_MM.range(),
        ("Width", " mm", "Width of the scar up and down"),
    );
    if scar.kind == ScarKind::Fue {
        let range = ranges::SCAR_DENSITY_PER_CM2.range();
        slider(ui, &mut scar.per_cm2, range, ("Dots", " /cm²", "Round scars per cm²"));
        slider(
            ui,
            &mut scar.dot_mm,
            ranges::SCAR_DOT_MM.range(),
            ("Dot", " mm", "Diameter of the round scars"),
        );
    }
    slider(
        ui,
        &mut scar.paleness,
        ranges::SHARE.range(),
        ("Paleness", "%", "How much colour the skin has lost"),
    );
    let tip = "Pigment that the scar takes: below 1 it rejects, above 1 it soaks up";
    slider(ui, &mut scar.uptake, ranges::UPTAKE.range(), ("Takes pigment", " ×", tip));
}
