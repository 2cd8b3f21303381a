//! Two real meshes, where they lie beside the checkout: they load, take a full treatment and are drawn.

use std::path::Path;

use papilla::plan::{Axis, HeadSource, LengthUnit, Plan};
use papilla::render::camera::View;
use papilla::render::look::Look;
use papilla::studio::{Moment, Studio};

use crate::support::image::mean;
use crate::support::{real_heads, renderer};

fn take_treatment(folder: &Path, name: &str, unit: LengthUnit) {
    let mut plan = Plan::demo();
    plan.head = HeadSource::File { path: folder.join(name), unit, up: Axis::PosY, forward: Axis::PosZ };
    let look = Look::preset("overcast").unwrap();
    let mut studio = Studio::default();
    let draw = |studio: &mut Studio, moment| {
        let prepared = studio.prepare(&plan, Path::new(""), moment, &look).unwrap();
        let camera = prepared.framing(View::Top);
        let image = renderer().linear_picture(&prepared.scene(&camera), [256, 256], 1).unwrap();
        (prepared, image)
    };
    let (prepared, treated) = draw(&mut studio, Moment::Day(400.0));
    let summary = &prepared.summary;
    println!("{name}: {} dots on {:.0} cm2", summary.dots, summary.scalp_area_cm2);
    assert!((20_000..=60_000).contains(&summary.dots), "{name}: {} dots", summary.dots);
    assert!((450.0..800.0).contains(&summary.scalp_area_cm2), "{name}: {} cm2", summary.scalp_area_cm2);
    let (_, bare) = draw(&mut studio, Moment::Before);
    let crown = [0.42, 0.35, 0.58, 0.5];
    let ratio = mean(&treated, crown, 0) / mean(&bare, crown, 0);
    assert!((0.35..0.9).contains(&ratio), "{name}: treated over bare {ratio}");
}

#[test]
fn real_heads_take_a_full_treatment() {
    let Some(folder) = real_heads() else {
        println!("the real heads do not lie beside this checkout: not tested here");
        return;
    };
    take_treatment(&folder, "ict-neutral.obj", LengthUnit::Centimetre);
    take_treatment(&folder, "makehuman-male.obj", LengthUnit::Decimetre);
}
