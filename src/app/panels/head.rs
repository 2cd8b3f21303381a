//! The client's head: whose it is, and its measures.

use egui::Ui;

use super::widgets::{button, choice, fraction_slider, long_slider, section, slider, whole_slider};
use crate::plan::{HeadShape, HeadSource, Plan, Sex, ranges};
use crate::words::text;

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    section(ui, "head", false, |ui| {
        match &mut plan.head {
            HeadSource::BuiltIn(shape) => measures(ui, shape),
            HeadSource::File { .. } => {
                ui.weak(text("head-of-scan"));
            }
        }
        let hair = &mut plan.client.hair;
        fraction_slider(ui, &mut hair.beard, ranges::FRACTION.range(), "beard");
        long_slider(ui, &mut hair.beard_mm, ranges::BEARD_MM.range(), "beard-length");
    });
}

/// What a client can judge.
pub fn plain(ui: &mut Ui, plan: &mut Plan) {
    if let HeadSource::BuiltIn(shape) = &mut plan.head {
        who(ui, shape);
    }
    fraction_slider(ui, &mut plan.client.hair.beard, ranges::FRACTION.range(), "beard-plain");
}

fn measures(ui: &mut Ui, shape: &mut HeadShape) {
    who(ui, shape);
    slider(ui, &mut shape.length_mm, ranges::HEAD_LENGTH_MM.range(), "head-length");
    slider(ui, &mut shape.breadth_mm, ranges::HEAD_BREADTH_MM.range(), "head-breadth");
    slider(ui, &mut shape.height_mm, ranges::HEAD_HEIGHT_MM.range(), "head-height");
    slider(ui, &mut shape.face_mm, ranges::FACE_MM.range(), "face-height");
    slider(ui, &mut shape.neck_mm, ranges::NECK_MM.range(), "neck");
    fraction_slider(ui, &mut shape.flat_back, ranges::FRACTION.range(), "flat-back");
    slider(ui, &mut shape.brow_mm, ranges::BROW_MM.range(), "brow-ridge");
    slider(ui, &mut shape.jaw_mm, ranges::JAW_MM.range(), "jaw");
    if *shape != HeadShape::usual(shape.sex) && button(ui, "average-head").clicked() {
        *shape = HeadShape::usual(shape.sex);
    }
}

/// Sex and age.
fn who(ui: &mut Ui, shape: &mut HeadShape) {
    let before = shape.sex;
    choice(ui, "sex", &mut shape.sex, &Sex::ALL, Sex::label);
    if shape.sex != before {
        // Another sex brings its own means; what was set by hand goes with them, age stays.
        *shape = HeadShape { age_years: shape.age_years, eyes: shape.eyes, ..HeadShape::usual(shape.sex) };
    }
    whole_slider(ui, &mut shape.age_years, ranges::AGE_YEARS.range(), "age");
}
