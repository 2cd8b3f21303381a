//! Shaders that are edited while the program runs.

use papilla::render::Renderer;
use papilla::render::camera::View;
use papilla::render::readback::carry_on;
use papilla::render::shader::{FOLDER, Sources};
use papilla::studio::Moment;

use crate::support::{demo, planted, renderer};

const SIZE_PX: [u32; 2] = [96, 72];

#[test]
fn edited_shaders_draw_at_once_and_wrong_ones_leave_all_as_it_was() {
    let prepared = demo(Moment::Day(60.0), "clinic");
    let camera = prepared.framing(View::Hairline);
    let scene = prepared.scene(&camera);
    let draw = |renderer: &mut Renderer| renderer.picture(&scene, SIZE_PX, 2, &mut carry_on).unwrap();
    let mut edited = renderer().another();
    let as_built = draw(&mut edited);

    let horn = |value: &str| planted("skin.wgsl", "HORN: f32 = 0.008", &format!("HORN: f32 = {value}"));
    edited.reload(horn("0.2")).unwrap();
    assert_eq!(edited.samples(), 0, "a new picture");
    let paler = draw(&mut edited);
    assert_ne!(paler, as_built);
    assert_eq!(
        paler,
        draw(&mut Renderer::with_shaders(edited.gpu().clone(), horn("0.2"))),
        "as if started anew"
    );

    for (file, from, to, told) in [
        ("skin.wgsl", "let skin = bare *", "let skin = bear *", "skin.wgsl:"),
        ("common/tone.wgsl", "return color;", "return color", "common/tone.wgsl:"),
        ("common/tone.wgsl", "-> vec3f {\n    let x", "-> vec2f {\n    let x", "common/tone.wgsl:"),
        (
            "far_field.wgsl",
            "//!include common/pigment_state.wgsl",
            "//!include common/levels.wgsl",
            "shaders/far_field.wgsl:7: there is no shaders/common/levels.wgsl;",
        ),
        ("skin.wgsl", "@binding(14) var strand", "@binding(17) var strand", "papilla.skin"),
    ] {
        let error = edited.reload(Sources::default().with(file, from, to)).unwrap_err().to_string();
        println!("{error}");
        assert!(error.contains(told) && !error.contains('\n'), "{error}");
        assert_eq!(draw(&mut edited), paler, "planted: {to}");
    }
    edited.reload(Sources::default()).unwrap();
    assert_eq!(draw(&mut edited), as_built);
    edited.gpu().wait().unwrap();
}

#[test]
fn shaders_of_a_folder_are_those_that_were_built_in() {
    let folder = std::path::Path::new(FOLDER);
    let read = Sources::of_folder(folder).unwrap();
    assert_eq!(read.compose("skin.wgsl"), Sources::default().compose("skin.wgsl"));
    assert!(Sources::of_folder(&folder.join("common")).is_err());
}
