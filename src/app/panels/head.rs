//! The client's head: whose it is, and its measures.

use egui::Ui;

use super::widgets::{button, checkbox, choice, fraction_slider, long_slider, section, slider, whole_slider};
use crate::plan::{Eyes, HeadShape, HeadSource, Person, Plan, ScanSkin, Sex, ranges};
use crate::words::text;

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    section(ui, "head", false, |ui| {
        who(ui, plan);
        match &mut plan.head {
            HeadSource::BuiltIn(shape) => measures(ui, shape),
            HeadSource::File { skin, .. } => {
                ui.weak(text("head-of-scan"));
                choice(ui, "scan-skin", skin, &ScanSkin::ALL, ScanSkin::label);
            }
        }
        let hair = &mut plan.client.hair;
        fraction_slider(ui, &mut hair.beard, ranges::FRACTION.range(), "beard");
        long_slider(ui, &mut hair.beard_mm, ranges::BEARD_MM.range(), "beard-length");
    });
}

/// What a client can judge.
pub fn plain(ui: &mut Ui, plan: &mut Plan) {
    who(ui, plan);
    fraction_slider(ui, &mut plan.client.hair.beard, ranges::FRACTION.range(), "beard-plain");
}

fn measures(ui: &mut Ui, shape: &mut HeadShape) {
    slider(ui, &mut shape.length_mm, ranges::HEAD_LENGTH_MM.range(), "head-length");
    slider(ui, &mut shape.breadth_mm, ranges::HEAD_BREADTH_MM.range(), "head-breadth");
    slider(ui, &mut shape.height_mm, ranges::HEAD_HEIGHT_MM.range(), "head-height");
    slider(ui, &mut shape.face_mm, ranges::FACE_MM.range(), "face-height");
    slider(ui, &mut shape.neck_mm, ranges::NECK_MM.range(), "neck");
    fraction_slider(ui, &mut shape.flat_back, ranges::FRACTION.range(), "flat-back");
    slider(ui, &mut shape.brow_mm, ranges::BROW_MM.range(), "brow-ridge");
    slider(ui, &mut shape.jaw_mm, ranges::JAW_MM.range(), "jaw");
    let untouched = HeadShape { eyes: shape.eyes, ..shape.untouched() };
    if *shape != untouched && button(ui, "untouched-head").clicked() {
        *shape = untouched;
    }
}

/// Whose head, sex, age, and whether the eyes are open.
fn who(ui: &mut Ui, plan: &mut Plan) {
    let HeadSource::BuiltIn(shape) = &mut plan.head else { return };
    let before = *shape;
    choice(ui, "person", &mut shape.person, &Person::ALL, Person::label);
    if shape.person == Person::Average {
        choice(ui, "sex", &mut shape.sex, &Sex::ALL, Sex::label);
    }
    if shape.person != before.person {
        *shape = HeadShape { eyes: shape.eyes, ..shape.untouched() };
    } else if shape.sex != before.sex {
        // Another sex brings its own means; what was set by hand goes with them, age stays.
        *shape = HeadShape { age_years: shape.age_years, eyes: shape.eyes, ..shape.untouched() };
    }
    if shape.sex == Sex::Female && before.sex == Sex::Male {
        plan.client.hair.beard = 0.0;
    }
    whole_slider(ui, &mut shape.age_years, ranges::AGE_YEARS.range(), "age");
    let mut closed = shape.eyes == Eyes::Closed;
    checkbox(ui, &mut closed, "eyes-closed");
    shape.eyes = if closed { Eyes::Closed } else { Eyes::Open };
}
