//! The client: skin, hair, hair loss, hairline.

use egui::Ui;

use super::{choice, section, slider};
use crate::plan::{HairColour, HairlineStyle, Norwood, Plan, Skin, SkinTone, ranges};

/// The technician's word of a label like "Norwood V: temples and crown".
fn in_short(label: &'static str) -> &'static str {
    label.split(':').next().unwrap_or(label)
}

/// The client's words of such a label.
fn in_detail(label: &'static str) -> &'static str {
    label.split_once(": ").map_or("", |(_, words)| words)
}

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    section(ui, "Client", true, |ui| {
        let skin = &mut plan.client.skin;
        let tone = skin.tone();
        egui::ComboBox::from_label("Skin tone").selected_text(tone.label()).width(140.0).show_ui(ui, |ui| {
            for option in SkinTone::ALL {
                if ui.selectable_label(option == tone, option.label()).clicked() {
                    *skin = Skin::from_tone(option);
                }
            }
        });
        ui.add(
            egui::Slider::new(&mut skin.melanin, ranges::MELANIN.range())
                .logarithmic(true)
                .text("Melanin")
                .custom_formatter(|v, _| format!("{:.1} %", v * 100.0)),
        )
        .on_hover_text("Share of the outer skin's volume that is pigment grains: darker skin, fainter dots");
        ui.add(
            egui::Slider::new(&mut skin.blood, ranges::BLOOD.range())
                .logarithmic(true)
                .text("Blood")
                .custom_formatter(|v, _| format!("{:.2} %", v * 100.0)),
        )
        .on_hover_text("Share of the skin's volume that is blood: redder skin");
        let hair = &mut plan.client.hair;
        choice(ui, "Hair colour", &mut hair.colour, &HairColour::ALL, HairColour::label);
        let range = ranges::HAIR_DENSITY_PER_CM2.range();
        slider(ui, &mut hair.density_per_cm2, range, ("Hairs", " /cm²", "Hairs per cm² where none are lost"));
        let tip = "Length of the trimmed hair: longer throws more shadow";
        slider(ui, &mut hair.stubble_mm, ranges::STUBBLE_MM.range(), ("Stubble", " mm", tip));
        choice(ui, "Hair loss", &mut plan.hair_loss.pattern, &Norwood::ALL, |pattern| {
            in_short(pattern.label())
        });
        ui.weak(in_detail(plan.hair_loss.pattern.label()));
    });
    section(ui, "Hairline", true, |ui| {
        let line = &mut plan.hairline;
        choice(ui, "Style", &mut line.style, &HairlineStyle::ALL, HairlineStyle::label);
        let tip = "Middle of the hairline above the brow's mid-point, along the skin";
        slider(ui, &mut line.height_mm, ranges::HEIGHT_MM.range(), ("Height", " mm", tip));
        let tip = "Width of the sparse edge: wider is softer";
        slider(ui, &mut line.softness_mm, ranges::SOFTNESS_MM.range(), ("Softness", " mm", tip));
    });
}
