//! Light on skin keeps its books: no term gives back more than it got, dots take the fraction that the swatch says,
//! and no plan, light or camera makes a pixel that is no light.

use glam::Vec3;
use papilla::optics::colour::{delta_e76, lab_from_srgb};
use papilla::optics::tables::Tables;
use papilla::plan::{HairColour, HairlineStyle, LossPattern, Plan, Skin, Template, Tone};
use papilla::render::Scene;
use papilla::render::camera::{Camera, View};
use papilla::render::layout::ShaftInstance;
use papilla::render::lighting::{Follows, LightSource, LightingPreset, PRESETS, Panel};
use papilla::render::pigment_states::PigmentTable;
use papilla::render::quality::FrameSettings;
use papilla::render::readback::LinearImage;
use papilla::render::skin_map::SkinMap;
use papilla::render::splats::Splats;
use papilla::render::surface::Surface;
use papilla::rng;
use papilla::studio::{Moment, Studio};

use crate::support::{demo, renderer};

/// A look without surroundings.
fn dark() -> LightingPreset {
    LightingPreset { sky: 0.0, ground: 0.0, ..LightingPreset::flat(papilla::optics::light::Illuminant::D65) }
}

/// Skin of one reflectance, whatever blood and melanin do.
fn plain(reflectance: f32) -> Tables {
    let skin = Skin { melanin: 0.02, blood: 0.006 };
    let tables = Tables::new(&skin, HairColour::Black, papilla::optics::light::Illuminant::D65, 1.0);
    let all = [reflectance; 3];
    Tables { bare: all, reddened: all, browned: all, scarred: all, light: [1.0; 3], ..tables }
}

/// A small flat square with what lies on it.
struct Sample {
    tables: Tables,
    splats: Splats,
    oiliness: f32,
}

impl Sample {
    fn bare(tables: Tables) -> Sample {
        Sample { tables, splats: Splats::default(), oiliness: 0.0 }
    }

    /// Mean light of it under a look, seen from `elevation_deg` above the plane.
    fn seen(&self, lighting: &LightingPreset, elevation_deg: f32) -> f32 {
        let camera = Camera { elevation_rad: elevation_deg.to_radians(), ..Camera::above_square(10.0) };
        let scene = Scene {
            surface: &Surface::square(400.0),
            splats: &self.splats,
            states: &PigmentTable::default(),
            tables: &self.tables,
            lighting,
            skin_map: &SkinMap::default(),
            oiliness: self.oiliness,
            grown_mm: 0.0,
            hair_per_mm2: 0.0,
            blink: 0.0,
            camera: &camera,
        };
        let image = renderer().linear_picture(&scene, [16, 16], 1).unwrap();
        image.pixels.iter().map(|p| p[1]).sum::<f32>() / image.pixels.len() as f32
    }

    /// The same under light of radiance 1 from everywhere above, light by light.
    fn furnace(&self, lighting: &LightingPreset, panel: Option<Panel>, elevation_deg: f32) -> f32 {
        const RINGS: usize = 14;
        const SPOKES: usize = 16;
        let light = |ring: usize, spoke: usize| {
            // Rings of equal solid angle.
            let sine = 1.0 - (ring as f32 + 0.5) / RINGS as f32;
            LightSource {
                follows: Follows::HeadTurn,
                azimuth_deg: 360.0 * (spoke as f32 + 0.5 * (ring % 2) as f32) / SPOKES as f32,
                elevation_deg: sine.asin().to_degrees(),
                radius_deg: 0.0,
                panel,
                irradiance: 2.0 / (RINGS * SPOKES) as f32,
            }
        };
        let lights: Vec<LightSource> =
            (0..RINGS).flat_map(|ring| (0..SPOKES).map(move |spoke| light(ring, spoke))).collect();
        lights
            .chunks(4)
            .map(|four| {
                self.seen(&LightingPreset { lights: four.to_vec(), ..lighting.clone() }, elevation_deg)
            })
            .sum()
    }
}

#[test]
fn white_skin_without_gloss_gives_back_what_it_gets() {
    let sum = Sample::bare(plain(1.0)).furnace(&dark(), None, 90.0);
    assert!((sum - 1.0).abs() < 0.02, "lights: {sum}");
    let around = Sample::bare(plain(1.0)).seen(&LightingPreset { sky: 1.0, ground: 1.0, ..dark() }, 60.0);
    assert!((around - 1.0).abs() < 1e-3, "surroundings: {around}");
    let planted = Sample::bare(plain(1.1)).furnace(&dark(), None, 90.0);
    assert!((planted - 1.0).abs() > 0.02, "planted: a tenth too much must be seen, {planted}");
}

#[test]
fn gloss_gives_back_what_fresnel_allows_and_lights_agree_with_surroundings() {
    for oiliness in [0.0, 0.5, 1.0] {
        let black = Sample { oiliness, ..Sample::bare(plain(1e-3)) };
        for elevation_deg in [85.0, 45.0] {
            let lighting = LightingPreset { is_bare: false, ..dark() };
            let lights = black.furnace(&lighting, None, elevation_deg) - 1e-3;
            let around =
                black.seen(&LightingPreset { sky: 1.0, ground: 1.0, ..lighting }, elevation_deg) - 1e-3;
            println!("oiliness {oiliness} at {elevation_deg}: lights {lights:.4}, surroundings {around:.4}");
            // Between the least reflectance of skin and twice that of the oiliest at 45 degrees.
            assert!((0.015..0.09).contains(&lights), "oiliness {oiliness} at {elevation_deg}: {lights}");
            assert!((0.015..0.09).contains(&around), "oiliness {oiliness} at {elevation_deg}: {around}");
        }
    }
}

#[test]
fn gloss_of_panels_that_fill_the_sky_is_that_of_a_sky() {
    let black = Sample { oiliness: 0.6, ..Sample::bare(plain(1e-3)) };
    let lighting = LightingPreset { is_bare: false, ..dark() };
    let even = Panel {
        size_deg: [16.0, 11.0],
        panes: [2, 3],
        gap: 0.2,
        lean_deg: 20.0,
        falloff: 0.0,
        gradient: 0.0,
    };
    let around = black.seen(&LightingPreset { sky: 1.0, ground: 1.0, ..lighting.clone() }, 80.0) - 1e-3;
    let off = |panels: f32| (panels / around - 1.0).abs();
    for panel in [even, Panel { falloff: 0.6, gradient: 0.3, ..even }] {
        let panels = black.furnace(&lighting, Some(panel), 80.0) - 1e-3;
        println!("panels {panels:.4}, surroundings {around:.4}");
        assert!(off(panels) < 0.12, "{panels} {around}");
        assert!(off(1.25 * panels) > 0.12, "planted: panels a quarter too bright must be seen");
    }
}

#[test]
fn relief_and_uneven_colour_leave_skin_its_mean_colour() {
    let prepared = demo(Moment::Before, "overcast");
    let mut renderer = renderer();
    for view in [View::Hairline, View::Top] {
        let camera = prepared.framing(view);
        let scene = Scene { splats: &Splats::default(), ..prepared.scene(&camera) };
        let mut mean = |relief| {
            renderer.set_frame_settings(FrameSettings { relief, ..FrameSettings::FULL });
            let image = renderer.linear_picture(&scene, [240, 180], 2).unwrap();
            let count = image.pixels.len() as f64;
            [0, 1, 2].map(|c| image.pixels.iter().map(|p| f64::from(p[c])).sum::<f64>() / count)
        };
        let (even, uneven) = (mean(false), mean(true));
        let off = |rgb: [f64; 3]| delta_e76(lab_from_srgb(rgb), lab_from_srgb(even));
        println!("{}: {:.2}", view.key(), off(uneven));
        assert!(off(uneven) < 1.2, "{}: {}", view.key(), off(uneven));
        assert!(off(uneven.map(|v| 1.1 * v)) > 1.2, "planted: a tenth more light must be seen");
    }
    renderer.set_frame_settings(FrameSettings::FULL);
}

/// A hair so wide that it fills the picture, lying flat.
fn hair(reflectance: f32) -> Sample {
    let shaft = ShaftInstance {
        root: [-30.0, 0.0, 0.0],
        tip: [30.0, 0.0, 0.0],
        radius_mm: 30.0,
        grows: 0.0,
        beyond_mm: 0.0,
        length_mm: 60.0,
        white: 0.0,
        contact: 0.0,
        normal: [0, i16::MAX], // up, octahedral
        is_close: 0.0,
        lid_mm: 0.0,
    };
    let tables = Tables { hair: [reflectance; 3], ..plain(1e-3) };
    Sample {
        tables,
        oiliness: 0.0,
        splats: Splats {
            shafts: vec![shaft],
            revision: papilla::render::Revision::next(),
            ..Splats::default()
        },
    }
}

#[test]
fn white_hair_gives_back_no_more_than_it_gets_and_black_hair_its_gloss() {
    // From straight above: seen aslant, half of so wide a strip would lie under the square.
    const ELEVATION_DEG: f32 = 90.0;
    let [white, black, planted] =
        [1.0, 0.0, 1.35].map(|reflectance| hair(reflectance).furnace(&dark(), None, ELEVATION_DEG));
    println!("white {white:.3}, black {black:.3}, planted {planted:.3}");
    assert!((0.8..1.15).contains(&white), "{white}");
    assert!((0.005..0.08).contains(&black), "{black}");
    assert!(planted > 1.15, "planted: a third too much must be seen, {planted}");
    let around = hair(1.0).seen(&LightingPreset { sky: 1.0, ground: 1.0, ..dark() }, ELEVATION_DEG);
    assert!((around - 1.0).abs() < 0.03, "surroundings: {around}");
}

/// Green of each pixel with dots over that without; 1 where there is hardly any light.
fn ratios(with: &LinearImage, without: &LinearImage) -> Vec<f32> {
    with.pixels
        .iter()
        .zip(&without.pixels)
        .map(|(a, b)| if b[1] > 1e-3 { a[1] / b[1] } else { 1.0 })
        .collect()
}

#[test]
fn dots_take_the_same_share_in_any_light() {
    let (mut studio, plan) = (Studio::default(), Plan::demo());
    let flat = LightingPreset::flat(papilla::optics::light::Illuminant::D65);
    let clinic = LightingPreset::preset("clinic").unwrap();
    let lit =
        LightingPreset { is_bare: true, illuminant: flat.illuminant, adaptation: flat.adaptation, ..clinic };
    let mut fraction = |lighting: &LightingPreset| {
        let prepared = studio.prepare(&plan, std::path::Path::new(""), Moment::Day(400.0), lighting).unwrap();
        let camera = prepared.framing(View::Hairline);
        let scene = prepared.scene(&camera);
        // Stubble is hidden: its shafts stand above the skin and have a light of their own.
        let dots = Splats {
            shafts: Vec::new(),
            revision: papilla::render::Revision::next(),
            ..(*prepared.splats).clone()
        };
        let draw =
            |splats: &Splats| renderer().linear_picture(&Scene { splats, ..scene }, [240, 180], 1).unwrap();
        ratios(&draw(&dots), &draw(&Splats::default()))
    };
    let (by_flat, by_lit) = (fraction(&flat), fraction(&lit));
    let worst = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| (a / b - 1.0).abs()).fold(0.0, f32::max);
    let dotted = by_flat.iter().filter(|ratio| **ratio < 0.95).count();
    assert!(dotted > 5_000, "only {dotted} pixels have dots");
    assert!(worst(&by_lit, &by_flat) < 0.03, "{}", worst(&by_lit, &by_flat));
    let paler: Vec<f32> = by_flat.iter().map(|ratio| ratio.powf(0.8)).collect();
    assert!(worst(&paler, &by_flat) > 0.03, "planted: dots a fifth paler must be seen");
}

/// A plan that differs from the demo in whatever `draw` decides.
fn random_plan(draw: impl Fn(u64) -> f32) -> Plan {
    let pick = |item: u64, count: usize| ((draw(item) * count as f32) as usize).min(count - 1);
    let mut plan = Plan::demo();
    let templates = [
        Template::Classic,
        Template::Conservative,
        Template::TooDeep,
        Template::TooDense,
        Template::DotsTooBig,
    ];
    templates[pick(0, templates.len())].apply(&mut plan);
    let skin = Skin { melanin: 0.005 * 90f32.powf(draw(1)), blood: 0.001 + 0.02 * draw(2) };
    plan.client.tone = Tone::Fractions(skin);
    plan.client.hair.colour = HairColour::ALL[pick(3, HairColour::ALL.len())];
    plan.client.hair.grey = draw(4);
    plan.client.hair.stubble_mm = if draw(5) < 0.8 { 3.0 * draw(6) } else { 40.0 * draw(6) };
    plan.client.freckles = draw(7);
    plan.hair_loss.pattern = LossPattern::ALL[pick(8, LossPattern::ALL.len())];
    plan.hairline.style = HairlineStyle::ALL[pick(9, HairlineStyle::ALL.len())];
    plan
}

#[test]
fn two_hundred_plans_and_cameras_have_no_pixel_that_is_no_light() {
    let mut studio = Studio::default();
    for round in 0..200u64 {
        let draw = |item: u64| rng::unit(0x5EED ^ round, item);
        // Placing dots anew takes longest: every tenth round is another plan.
        let of_plan = |item: u64| rng::unit(0xB1A ^ (round / 10), item);
        let plan = random_plan(of_plan);
        let lighting =
            LightingPreset::preset(PRESETS[(of_plan(11) * PRESETS.len() as f32) as usize].0).unwrap();
        let moment = Moment::Day(4000.0 * of_plan(10).powi(4));
        let prepared = studio.prepare(&plan, std::path::Path::new(""), moment, &lighting).unwrap();
        let whole = prepared.framing(View::Front);
        let camera = Camera {
            azimuth_rad: std::f32::consts::TAU * draw(2),
            elevation_rad: 3.0 * (draw(3) - 0.5),
            distance_mm: whole.distance_mm * 0.03f32.powf(draw(4)),
            target: whole.target + 60.0 * Vec3::new(draw(5) - 0.5, draw(6) - 0.5, draw(7) - 0.5),
            ..whole
        };
        let image = renderer().linear_picture(&prepared.scene(&camera), [96, 96], 1).unwrap();
        let bad =
            image.pixels.iter().flatten().filter(|v| !v.is_finite() || **v < -1e-3 || **v > 60.0).count();
        assert_eq!(bad, 0, "round {round}, {}: {camera:?}", lighting.name);
    }
}
