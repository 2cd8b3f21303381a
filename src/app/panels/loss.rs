//! Hair today and to come: the pattern of loss, bald patches, scars.

use egui::Ui;

use super::widgets::{button_if, choice, fraction_slider, in_detail, in_plain, in_short, slider};
use crate::plan::{LossPattern, Patch, Plan, Scar, ScarKind, ranges};
use crate::words::{say, text, tip};

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    let loss = &mut plan.hair_loss;
    choice(ui, "hair-loss", &mut loss.pattern, &LossPattern::ALL, |p| in_short(p.label()));
    ui.weak(in_detail(loss.pattern.label()));
    fraction_slider(ui, &mut loss.diffuse, ranges::FRACTION.range(), "hair-thinner");
    slider(ui, &mut loss.future_stages, ranges::STAGES.range(), "later-loss");
    slider(ui, &mut loss.stages_per_decade, ranges::STAGES.range(), "loss-per-decade");
    patches(ui, &mut loss.patches);
    scars(ui, &mut plan.scars);
}

/// What a client can judge.
pub fn plain(ui: &mut Ui, plan: &mut Plan) {
    let loss = &mut plan.hair_loss;
    ui.label(text("hair-loss-plain"));
    let list = egui::ComboBox::from_id_salt("hair-loss-plain").truncate().width(ui.available_width());
    let shown = list.selected_text(in_plain(loss.pattern.label())).show_ui(ui, |ui| {
        for pattern in LossPattern::ALL {
            ui.selectable_value(&mut loss.pattern, pattern, in_plain(pattern.label()));
        }
    });
    shown.response.on_hover_text(tip("hair-loss-plain"));
    fraction_slider(ui, &mut loss.diffuse, ranges::FRACTION.range(), "hair-thinner");
    patches(ui, &mut loss.patches);
    scars(ui, &mut plan.scars);
}

/// Sliders for a place on the scalp.
fn place(ui: &mut Ui, at_mm: &mut [f32; 2]) {
    slider(ui, &mut at_mm[0], ranges::PLACE_MM.range(), "place-left");
    slider(ui, &mut at_mm[1], ranges::PLACE_MM.range(), "place-front");
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
        let title = say!("spot-title", name = name(item), number = index + 1);
        egui::CollapsingHeader::new(&title).id_salt((index, &title)).show(ui, |ui| {
            edit(ui, item);
            let tip = say!("spot-remove.tip", title = title.as_str());
            if ui.button(text("spot-remove")).on_hover_text(tip).clicked() {
                removed = Some(index);
            }
        });
    }
    if let Some(index) = removed {
        items.remove(index);
    }
}

fn patches(ui: &mut Ui, patches: &mut Vec<Patch>) {
    let name = |_: &Patch| text("patch").to_owned();
    list(ui, patches, name, |ui, patch| {
        place(ui, &mut patch.at_mm);
        slider(ui, &mut patch.radius_mm, ranges::PATCH_MM.range(), "patch-radius");
    });
    if button_if(ui, patches.len() < ranges::SPOTS_MAX, "patch-add").clicked() {
        patches.push(Patch::default());
    }
}

fn scars(ui: &mut Ui, scars: &mut Vec<Scar>) {
    let name = |scar: &Scar| say!("scar", kind = scar.kind.label().to_lowercase());
    list(ui, scars, name, scar_sliders);
    ui.horizontal_wrapped(|ui| {
        ui.label(text("scar-add"));
        for kind in ScarKind::ALL {
            let room = scars.len() < ranges::SPOTS_MAX;
            let add = ui.add_enabled(room, egui::Button::new(kind.label()));
            if add.on_hover_text(tip("scar-add")).clicked() {
                scars.push(Scar::usual(kind));
            }
        }
    });
}

fn scar_sliders(ui: &mut Ui, scar: &mut Scar) {
    place(ui, &mut scar.at_mm);
    slider(ui, &mut scar.length_mm, ranges::SCAR_LENGTH_MM.range(), "scar-length");
    slider(ui, &mut scar.width_mm, ranges::SCAR_WIDTH_MM.range(), "scar-width");
    if scar.kind == ScarKind::Fue {
        slider(ui, &mut scar.per_cm2, ranges::SCAR_DENSITY_PER_CM2.range(), "scar-dots");
        slider(ui, &mut scar.dot_mm, ranges::SCAR_DOT_MM.range(), "scar-dot");
    }
    fraction_slider(ui, &mut scar.paleness, ranges::FRACTION.range(), "scar-paleness");
    slider(ui, &mut scar.uptake, ranges::UPTAKE.range(), "scar-uptake");
}
