//! The client: skin and hair.

use egui::Ui;

use super::widgets::{add_slider, choice, fraction_slider, in_short, long_slider, percent, section, slider};
use crate::optics::tone;
use crate::plan::{Ethnicity, Fitzpatrick, HairColour, Plan, Shine, SkinTone, Tone, ranges};
use crate::words::{say, text, tip};

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    section(ui, "skin-and-hair", true, |ui| {
        skin_tone(ui, &mut plan.client.tone);
        fraction_slider(ui, &mut plan.client.freckles, ranges::FRACTION.range(), "freckles");
        choice(ui, "shine", &mut plan.client.shine, &Shine::ALL, Shine::label);
        ethnicity(ui, plan);
        let hair = &mut plan.client.hair;
        choice(ui, "hair-colour", &mut hair.colour, &HairColour::ALL, HairColour::label);
        fraction_slider(ui, &mut hair.grey, ranges::FRACTION.range(), "hair-grey");
        slider(ui, &mut hair.density_per_cm2, ranges::HAIR_DENSITY_PER_CM2.range(), "hair-density");
        slider(ui, &mut hair.shaft_mm, ranges::SHAFT_MM.range(), "hair-shaft");
        long_slider(ui, &mut hair.stubble_mm, ranges::STUBBLE_MM.range(), "hair-length");
        slider(ui, &mut hair.trim_every_days, ranges::TRIM_DAYS.range(), "hair-trim");
    });
}

/// What a client can judge.
pub fn plain(ui: &mut Ui, plan: &mut Plan) {
    let tone = &mut plan.client.tone;
    let list = egui::ComboBox::new("skin-tone-plain", text("skin-tone-plain"));
    let list = list.selected_text(title(tone)).width(140.0).truncate();
    let shown = list.show_ui(ui, |ui| {
        for named in SkinTone::ALL {
            ui.selectable_value(tone, Tone::Named(named), named.label());
        }
    });
    shown.response.on_hover_text(tip("skin-tone-plain"));
    fraction_slider(ui, &mut plan.client.freckles, ranges::FRACTION.range(), "freckles-plain");
    choice(ui, "shine", &mut plan.client.shine, &Shine::ALL, Shine::label);
    let hair = &mut plan.client.hair;
    choice(ui, "hair-colour", &mut hair.colour, &HairColour::ALL, HairColour::label);
    fraction_slider(ui, &mut hair.grey, ranges::FRACTION.range(), "hair-grey-plain");
    long_slider(ui, &mut hair.stubble_mm, ranges::STUBBLE_MM.range(), "hair-length-plain");
}

/// Another ethnicity brings its own averages for hair that was not measured.
fn ethnicity(ui: &mut Ui, plan: &mut Plan) {
    let before = plan.client.ethnicity;
    choice(ui, "hair-type", &mut plan.client.ethnicity, &Ethnicity::ALL, Ethnicity::label);
    let now = plan.client.ethnicity;
    if now != before {
        plan.client.hair.density_per_cm2 = now.density_per_cm2();
        plan.client.hair.shaft_mm = now.shaft_mm();
    }
}

/// What the tone is told by, and the sliders of that way.
fn skin_tone(ui: &mut Ui, tone: &mut Tone) {
    let list = egui::ComboBox::new("skin-tone", text("skin-tone")).selected_text(title(tone)).width(140.0);
    let shown = list.show_ui(ui, |ui| {
        for named in SkinTone::ALL {
            ui.selectable_value(tone, Tone::Named(named), named.label());
        }
        ui.separator();
        for phototype in Fitzpatrick::ALL {
            ui.selectable_value(tone, Tone::Fitzpatrick(phototype), phototype.label());
        }
        ui.separator();
        let found = tone::find(tone);
        let measured = found.lab.map(|v| (v * 10.0).round() as f32 / 10.0);
        let ways = [
            Tone::Monk(5),
            Tone::Ita((measured[0] - 50.0).atan2(measured[2]).to_degrees().round()),
            Tone::Lab(measured),
            Tone::Fractions(found.skin),
        ];
        for way in ways {
            let chosen = std::mem::discriminant(&way) == std::mem::discriminant(tone);
            if ui.selectable_label(chosen, kind(&way)).clicked() && !chosen {
                *tone = way;
            }
        }
    });
    shown.response.on_hover_text(tip("skin-tone"));
    measures(ui, tone);
    if let Some(shortfall) = tone::find(tone).shortfall(tone) {
        ui.colored_label(ui.visuals().warn_fg_color, shortfall);
    }
}

/// The way a tone is told, in words.
fn kind(tone: &Tone) -> &'static str {
    match tone {
        Tone::Named(named) => named.label(),
        Tone::Fitzpatrick(phototype) => in_short(phototype.label()),
        Tone::Monk(_) => text("tone-monk"),
        Tone::Ita(_) => text("tone-ita"),
        Tone::Lab(_) => text("tone-lab"),
        Tone::Fractions(_) => text("tone-fractions"),
    }
}

fn title(tone: &Tone) -> String {
    match tone {
        Tone::Monk(monk) => say!("monk-number", number = *monk),
        _ => kind(tone).to_owned(),
    }
}

/// Sliders of a tone told by numbers. A named tone shows what it is made of; moving that makes it a measured one.
fn measures(ui: &mut Ui, tone: &mut Tone) {
    match tone {
        Tone::Monk(monk) => {
            ui.add(egui::Slider::new(monk, ranges::MONK[0]..=ranges::MONK[1]).text(text("monk")))
                .on_hover_text(tip("monk"));
        }
        Tone::Ita(degrees) => {
            slider(ui, degrees, ranges::ITA_DEG.range(), "ita");
        }
        Tone::Lab([lightness, redness, yellowness]) => {
            slider(ui, lightness, ranges::LAB[0].range(), "skin-lightness");
            slider(ui, redness, ranges::LAB[1].range(), "skin-redness");
            slider(ui, yellowness, ranges::LAB[2].range(), "skin-yellowness");
        }
        Tone::Named(_) | Tone::Fitzpatrick(_) | Tone::Fractions(_) => {
            let mut skin = tone::find(tone).skin;
            let melanin = egui::Slider::new(&mut skin.melanin, ranges::MELANIN.range())
                .logarithmic(true)
                .custom_formatter(|v, _| percent(v, 1));
            let darker = add_slider(ui, melanin, "melanin").changed();
            let blood = egui::Slider::new(&mut skin.blood, ranges::BLOOD.range())
                .logarithmic(true)
                .custom_formatter(|v, _| percent(v, 2));
            let redder = add_slider(ui, blood, "blood").changed();
            if darker || redder {
                *tone = Tone::Fractions(skin);
            }
        }
    }
}
