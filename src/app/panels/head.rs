//! The client's head: whose it is, and its measures.

use egui::Ui;

use super::{choice, section, slider};
use crate::plan::{HeadShape, HeadSource, Plan, Sex, ranges};

pub fn ui(ui: &mut Ui, plan: &mut Plan) {
    section(ui, "Head", false, |ui| {
        match &mut plan.head {
            HeadSource::BuiltIn(shape) => measures(ui, shape),
            HeadSource::File { .. } => {
                ui.weak("A scan has its own shape.");
            }
        }
        let hair = &mut plan.client.hair;
        let tip = "Share of a full beard; 0 is shaved with a blade";
        slider(ui, &mut hair.beard, ranges::SHARE.range(), ("Beard", "%", tip));
        let tip = "Length of the beard: a day brings 0.3 to 0.5 mm";
        super::long_slider(ui, &mut hair.beard_mm, ranges::BEARD_MM.range(), ("Beard length", " mm", tip));
    });
}

/// What a client can judge.
pub fn plain(ui: &mut Ui, plan: &mut Plan) {
    if let HeadSource::BuiltIn(shape) = &mut plan.head {
        who(ui, shape);
    }
    let tip = "Share of a full beard; 0 is shaved";
    slider(ui, &mut plan.client.hair.beard, ranges::SHARE.range(), ("Beard", "%", tip));
}

fn measures(ui: &mut Ui, shape: &mut HeadShape) {
    who(ui, shape);
    let tip = "From between the brows to the back of the head, with a caliper";
    slider(ui, &mut shape.length_mm, ranges::HEAD_LENGTH_MM.range(), ("Head length", " mm", tip));
    let tip = "The widest of the head above the ears, with a caliper";
    slider(ui, &mut shape.breadth_mm, ranges::HEAD_BREADTH_MM.range(), ("Head breadth", " mm", tip));
    let tip = "From the ear's opening up to the top of the head";
    slider(ui, &mut shape.height_mm, ranges::HEAD_HEIGHT_MM.range(), ("Head height", " mm", tip));
    let tip = "From the root of the nose to under the chin";
    slider(ui, &mut shape.face_mm, ranges::FACE_MM.range(), ("Face height", " mm", tip));
    let tip = "Smallest girth of the neck, with a tape";
    slider(ui, &mut shape.neck_mm, ranges::NECK_MM.range(), ("Neck", " mm", tip));
    let tip = "How flat the back of the head is: 0 is round";
    slider(ui, &mut shape.flat_back, ranges::SHARE.range(), ("Flat back", "%", tip));
    let tip = "How far the brow ridge stands forward of the average one";
    slider(ui, &mut shape.brow_mm, ranges::BROW_MM.range(), ("Brow ridge", " mm", tip));
    let tip = "How far each angle of the jaw stands outside the average one";
    slider(ui, &mut shape.jaw_mm, ranges::JAW_MM.range(), ("Jaw", " mm", tip));
    if *shape != HeadShape::usual(shape.sex)
        && ui.button("Average head").on_hover_text("The mean of that sex").clicked()
    {
        *shape = HeadShape::usual(shape.sex);
    }
}

/// Sex and age.
fn who(ui: &mut Ui, shape: &mut HeadShape) {
    let before = shape.sex;
    choice(ui, ("Sex", "Whose usual head and face it is"), &mut shape.sex, &Sex::ALL, Sex::label);
    if shape.sex != before {
        // Another sex brings its own means; what was set by hand goes with them, age stays.
        *shape = HeadShape { age_years: shape.age_years, ..HeadShape::usual(shape.sex) };
    }
    let tip = "Age: what sags, hollows and grows";
    slider(ui, &mut shape.age_years, ranges::AGE_YEARS.range(), ("Age", " years", tip));
}
