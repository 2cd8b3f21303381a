//! The client: skin and hair.

use egui::Ui;

use super::{choice, in_short, long_slider, section, slider};
use crate::optics::tone;
use crate::plan::{Ethnicity, Fitzpatrick, HairColour, Plan, SkinTone, Tone, ranges};

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    section(ui, "Skin and hair", true, |ui| {
        skin_tone(ui, &mut plan.client.tone);
        let tip = "Freckles on face and scalp; a few moles are there in any case";
        slider(ui, &mut plan.client.freckles, ranges::SHARE.range(), ("Freckles", "%", tip));
        ethnicity(ui, plan);
        let hair = &mut plan.client.hair;
        choice(
            ui,
            ("Hair colour", "Colour of the hair and of the stubble"),
            &mut hair.colour,
            &HairColour::ALL,
            HairColour::label,
        );
        let tip = "Share of hairs that have turned white";
        slider(ui, &mut hair.grey, ranges::SHARE.range(), ("Grey", "%", tip));
        let range = ranges::HAIR_DENSITY_PER_CM2.range();
        slider(ui, &mut hair.density_per_cm2, range, ("Hairs", " /cm²", "Hairs per cm² where none are lost"));
        slider(ui, &mut hair.shaft_mm, ranges::SHAFT_MM.range(), ("Shaft", " mm", "Thickness of a hair"));
        let tip = "Length of the trimmed hair: longer throws more shadow";
        long_slider(ui, &mut hair.stubble_mm, ranges::STUBBLE_MM.range(), ("Length", " mm", tip));
        let tip = "Days between trims: hair grows from one to the next; 0 keeps it at its length";
        slider(ui, &mut hair.trim_every_days, ranges::TRIM_DAYS.range(), ("Trim every", " days", tip));
    });
}

/// What a client can judge.
pub fn plain(ui: &mut Ui, plan: &mut Plan) {
    let tone = &mut plan.client.tone;
    let list = egui::ComboBox::from_label("Skin tone").selected_text(title(tone)).width(140.0).truncate();
    let shown = list.show_ui(ui, |ui| {
        for named in SkinTone::ALL {
            ui.selectable_value(tone, Tone::Named(named), named.label());
        }
    });
    shown.response.on_hover_text("How dark the skin of the head is, where the sun does not reach");
    let tip = "Freckles on face and scalp";
    slider(ui, &mut plan.client.freckles, ranges::SHARE.range(), ("Freckles", "%", tip));
    let hair = &mut plan.client.hair;
    let tip = "Colour of the hair and of the stubble";
    choice(ui, ("Hair colour", tip), &mut hair.colour, &HairColour::ALL, HairColour::label);
    let tip = "Share of hairs that have turned white";
    slider(ui, &mut hair.grey, ranges::SHARE.range(), ("White hairs", "%", tip));
    let tip = "Length of the trimmed hair: longer hides more of the scalp";
    long_slider(ui, &mut hair.stubble_mm, ranges::STUBBLE_MM.range(), ("Hair length", " mm", tip));
}

/// Another ethnicity brings its own averages for hair that was not measured.
fn ethnicity(ui: &mut Ui, plan: &mut Plan) {
    let before = plan.client.ethnicity;
    let tip = "Whose usual thickness, number and growth of hairs the head starts from";
    choice(ui, ("Hair type", tip), &mut plan.client.ethnicity, &Ethnicity::ALL, Ethnicity::label);
    let now = plan.client.ethnicity;
    if now != before {
        plan.client.hair.density_per_cm2 = now.density_per_cm2();
        plan.client.hair.shaft_mm = now.shaft_mm();
    }
}

/// What the tone is told by, and the sliders of that way.
fn skin_tone(ui: &mut Ui, tone: &mut Tone) {
    let list = egui::ComboBox::from_label("Skin tone").selected_text(title(tone)).width(140.0);
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
    shown.response.on_hover_text("Colour of the skin: by name, by a scale, or as measured");
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
        Tone::Monk(_) => "Monk scale",
        Tone::Ita(_) => "Typology angle (ITA)",
        Tone::Lab(_) => "Measured L*a*b*",
        Tone::Fractions(_) => "Melanin and blood",
    }
}

fn title(tone: &Tone) -> String {
    match tone {
        Tone::Monk(monk) => format!("Monk {monk}"),
        _ => kind(tone).to_owned(),
    }
}

/// Sliders of a tone told by numbers. A named tone shows what it is made of; moving that makes it a measured one.
fn measures(ui: &mut Ui, tone: &mut Tone) {
    match tone {
        Tone::Monk(monk) => {
            ui.add(egui::Slider::new(monk, ranges::MONK[0]..=ranges::MONK[1]).text("Monk"))
                .on_hover_text("Number on the Monk scale, light to dark; a label, not a colour");
        }
        Tone::Ita(degrees) => {
            slider(
                ui,
                degrees,
                ranges::ITA_DEG.range(),
                ("Angle", "°", "Individual typology angle: higher is lighter"),
            );
        }
        Tone::Lab(lab) => {
            let tips = ["Lightness of the skin", "Redness of the skin", "Yellowness of the skin"];
            for (((value, limit), name), tip) in
                lab.iter_mut().zip(ranges::LAB).zip(["L*", "a*", "b*"]).zip(tips)
            {
                slider(ui, value, limit.range(), (name, "", tip));
            }
        }
        Tone::Named(_) | Tone::Fitzpatrick(_) | Tone::Fractions(_) => {
            let mut skin = tone::find(tone).skin;
            let melanin = egui::Slider::new(&mut skin.melanin, ranges::MELANIN.range())
                .logarithmic(true)
                .text("Melanin")
                .custom_formatter(|v, _| format!("{:.1} %", v * 100.0));
            let tip = "Share of the outer skin's volume that is pigment grains: darker skin, fainter dots";
            let darker = ui.add(melanin).on_hover_text(tip).changed();
            let blood = egui::Slider::new(&mut skin.blood, ranges::BLOOD.range())
                .logarithmic(true)
                .text("Blood")
                .custom_formatter(|v, _| format!("{:.2} %", v * 100.0));
            let redder = ui
                .add(blood)
                .on_hover_text("Share of the skin's volume that is blood: redder skin")
                .changed();
            if darker || redder {
                *tone = Tone::Fractions(skin);
            }
        }
    }
}
