//! Whether an adapter draws what it should: one small scene through every pass, and a few numbers of its picture beside
//! what the laws on the processor say. An adapter is taken for what it draws, never for its name.
//!
//! The scene, seen from above: a square of skin with a bare band, a band of dots and a band of hair, a backdrop around
//! it, a roof that throws a shadow onto the bare band, and there a patch of a client's own skin.
//!
//! Known limits: gloss, relief, panels that shine and long hair are drawn by the same shaders but not measured.

use std::sync::Arc;

use glam::Vec3;
use image::{Rgba, RgbaImage};

use crate::appearance::{Age, hair_field};
use crate::deposit::time::Course;
use crate::deposit::{Dot, Hair};
use crate::optics::colour::srgb_encode;
use crate::optics::light::Illuminant;
use crate::optics::tables::{Column, Field, Tables};
use crate::plan::{Fading, HairColour, Healing, Pigment, Skin};
use crate::render::albedo;
use crate::render::atlas::Atlas;
use crate::render::camera::Camera;
use crate::render::gpu::GpuError;
use crate::render::layout::{ClientVertex, SurfaceVertex};
use crate::render::lighting::{Follows, LightSource, LightingPreset};
use crate::render::pigment_states::SessionAppearance;
use crate::render::quality::FrameSettings;
use crate::render::readback::LinearImage;
use crate::render::skin_map::SkinMap;
use crate::render::splats::Splats;
use crate::render::surface::{ClientSkin, Surface};
use crate::render::tone::code_values;
use crate::render::{Renderer, Scene};

/// Side of the picture, px, and of what it shows, mm: pixels so large that dots may be read from the atlas.
const SIDE: u32 = 64;
/// Half the side of the square of skin, mm.
const SKIN_MM: f32 = 29.0;
/// Dots and hairs stand so far apart, mm.
const PITCH_MM: f32 = 0.7;
/// They stand on the middle of the square, so far up and down, mm: further than any halo from what is measured.
const FIELD_MM: f32 = 20.0;
/// Half the side of the atlas, mm: its texels are as large as on a head, so that no pixel passes any over.
const ATLAS_MM: f32 = 200.0;
/// Light from everywhere, and from the light, on level skin: one together.
const SKY: f32 = 0.6;
const BACKDROP: f32 = 0.3;
/// The roof stands so high over the skin, mm.
const ROOF_MM: f32 = 5.45;

/// A rectangle of the picture: least and greatest x, then z, mm.
type Area = [[f32; 2]; 2];
const BARE: Area = [[-28.0, -21.0], [-24.0, -12.0]];
const SHADOW: Area = [[-26.0, -21.0], [-5.0, -1.5]];
const DOTTED: Area = [[-6.0, 2.0], [-10.0, 10.0]];
const HAIRY: Area = [[17.0, 25.0], [-10.0, 10.0]];
/// Skin of a client of its own, and its reflectance over that of the rest.
const CLIENT: Area = [[-28.0, -21.0], [14.0, 23.0]];
const CLIENT_OVER: f32 = 0.5;
const AROUND: Area = [[-32.0, -30.0], [-32.0, 32.0]];

/// Why an adapter does not pass.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// It draws wrong.
    #[error("it draws {what} wrong: {found:.3} where {expected:.3} is right")]
    Wrong {
        /// What was looked at.
        what: &'static str,
        /// What is in the picture: linear light, or code values over 255.
        found: f32,
        /// What the laws say.
        expected: f32,
    },
    /// It does not draw.
    #[error(transparent)]
    Gpu(#[from] GpuError),
}

/// Draws the scene with every pass and measures it.
///
/// # Errors
/// [`ProbeError`].
pub fn probe(renderer: &mut Renderer) -> Result<(), ProbeError> {
    let scene = Probe::new();
    let seen = |renderer: &mut Renderer, far_field| {
        renderer.set_frame_settings(FrameSettings { far_field, ..FrameSettings::FULL });
        renderer.linear_picture(&scene.scene(), [SIDE; 2], 2)
    };
    scene.compare(&seen(renderer, false)?)?;
    scene.compare(&seen(renderer, true)?)?;
    let picture = renderer.read_picture([SIDE; 2])?;
    let [x, z] = BARE.map(|[from, to]| px(0.5 * (from + to)));
    let shown = picture.get_pixel(x, z).0;
    for (shown, right) in shown.into_iter().zip(code_values(scene.tables.bare)) {
        check("a colour of the display", f32::from(shown) / 255.0, right / 255.0, 0.01)?;
    }
    renderer.set_frame_settings(FrameSettings::FULL);
    renderer.release();
    Ok(())
}

fn check(what: &'static str, found: f32, expected: f32, tolerance: f32) -> Result<(), ProbeError> {
    // Written so that a picture of no numbers at all fails.
    let right = (found - expected).abs() <= tolerance * expected.abs();
    if right { Ok(()) } else { Err(ProbeError::Wrong { what, found, expected }) }
}

/// Pixel at a place, mm from the middle.
fn px(mm: f32) -> u32 {
    (mm + 0.5 * SIDE as f32).clamp(0.0, SIDE as f32 - 1.0) as u32
}

/// Mean over an area.
fn mean(image: &LinearImage, [x, z]: Area) -> [f32; 3] {
    let pixels: Vec<_> = (px(z[0])..px(z[1]))
        .flat_map(|row| (px(x[0])..px(x[1])).map(move |column| (row * SIDE + column) as usize))
        .collect();
    let sum = |channel: usize| pixels.iter().map(|at| image.pixels[*at][channel]).sum::<f32>();
    std::array::from_fn(|channel| sum(channel) / pixels.len() as f32)
}

/// The scene and what is right in it.
struct Probe {
    surface: Surface,
    splats: Splats,
    states: crate::render::pigment_states::PigmentTable,
    tables: Tables,
    lighting: LightingPreset,
    camera: Camera,
    skin_map: SkinMap,
    dot: Dot,
    hair: Hair,
}

impl Probe {
    fn new() -> Probe {
        let skin = Skin { melanin: 0.05, blood: Skin::BLOOD };
        let lighting = LightingPreset {
            sky: SKY,
            ground: SKY,
            backdrop: BACKDROP,
            lights: vec![LightSource {
                follows: Follows::HeadTurn,
                azimuth_deg: 0.0,
                elevation_deg: 45.0,
                radius_deg: 0.0,
                panel: None,
                irradiance: (1.0 - SKY) * std::f32::consts::SQRT_2,
            }],
            ..LightingPreset::flat(Illuminant::D65)
        };
        let tables = Tables::new(&skin, HairColour::Black, Illuminant::D65, lighting.adaptation);
        let surface = roofed();
        let dot = Dot {
            position: Vec3::ZERO,
            normal: Vec3::Y,
            site: 0,
            session: 0,
            depth_mm: 0.2,
            radius_mm: 0.08,
            column_mm: 0.4,
            tau: 3.0,
        };
        let hair = Hair {
            position: Vec3::ZERO,
            normal: Vec3::Y,
            direction: Vec3::new(0.9, 0.19f32.sqrt(), 0.0),
            radius_mm: 0.035,
            length_mm: 1.0,
            grows: true,
            grey: false,
            lie: Default::default(),
        };
        let dots: Vec<Dot> = places([-12.0, 8.0]).map(|position| Dot { position, ..dot }).collect();
        let hairs: Vec<Hair> = places([12.0, SKIN_MM]).map(|position| Hair { position, ..hair }).collect();
        let splats = Splats::new(&dots, &hairs, &[], &[], &surface.atlas);
        let course = Course { healing: Healing::default(), fading: Fading::default(), melanin: skin.melanin };
        let tau_rgb = tables.pigment_tau(Pigment::WarmBlack, 0.0);
        let states =
            splats.states.table(&[SessionAppearance { age: Age::Settled, tau_rgb }], &tables, &course);
        let camera = Camera::above_square(SIDE as f32);
        Probe { surface, splats, states, tables, lighting, camera, skin_map: SkinMap::default(), dot, hair }
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            surface: &self.surface,
            splats: &self.splats,
            states: &self.states,
            tables: &self.tables,
            lighting: &self.lighting,
            skin_map: &self.skin_map,
            oiliness: 0.0,
            grown_mm: 0.0,
            hair_per_mm2: per_mm2(),
            blink: 0.0,
            camera: &self.camera,
        }
    }

    fn compare(&self, image: &LinearImage) -> Result<(), ProbeError> {
        let (bare, dotted, hairy) = (self.tables.bare, self.dotted(), self.hairy());
        for c in 0..3 {
            check("bare skin", mean(image, BARE)[c], bare[c], 0.01)?;
            check("a client's skin", mean(image, CLIENT)[c], CLIENT_OVER * bare[c], 0.015)?;
            check("a shadow", mean(image, SHADOW)[c], SKY * bare[c], 0.02)?;
            check("dots", mean(image, DOTTED)[c], dotted[c], 0.012)?;
            check("hair", mean(image, HAIRY)[c], hairy[c], 0.05)?;
            check("the backdrop", mean(image, AROUND)[c], BACKDROP * self.tables.light[c], 0.01)?;
        }
        Ok(())
    }

    /// Reflectance of the field of dots: the mean law.
    fn dotted(&self) -> [f32; 3] {
        let Dot { depth_mm, column_mm, radius_mm, tau, .. } = self.dot;
        let tau_rgb = self.tables.pigment_tau(Pigment::WarmBlack, 0.0).map(|relative| relative * tau);
        self.treated(&self.tables.field_of(
            Column { depth_mm, height_mm: column_mm },
            radius_mm,
            tau_rgb,
            per_mm2(),
        ))
    }

    /// Reflectance of the field of hair: roots and shadows of shafts by the mean law, under the cover of shafts.
    fn hairy(&self) -> [f32; 3] {
        let Hair { radius_mm, length_mm, direction, .. } = self.hair;
        let field = hair_field(&self.tables, radius_mm, length_mm, direction.y, per_mm2());
        let cover = 1.0 - (-per_mm2() * 2.0 * radius_mm * length_mm * direction.x).exp();
        let skin = self.treated(&field);
        std::array::from_fn(|c| skin[c] + cover * (self.tables.hair[c] - skin[c]))
    }

    fn treated(&self, field: &Field) -> [f32; 3] {
        let relative = field.loss().relative_reflectance();
        std::array::from_fn(|c| self.tables.bare[c] * relative[c])
    }
}

fn per_mm2() -> f32 {
    (PITCH_MM * PITCH_MM).recip()
}

/// A lattice over a band of the skin.
fn places([from, to]: [f32; 2]) -> impl Iterator<Item = Vec3> {
    let count = |length: f32| (length / PITCH_MM).floor() as u32;
    let place = move |column: u32, row: u32| {
        let middle = |index: u32| (index as f32 + 0.5) * PITCH_MM;
        Vec3::new(from + middle(column), 0.0, -FIELD_MM + middle(row))
    };
    (0..count(to - from))
        .flat_map(move |column| (0..count(2.0 * FIELD_MM)).map(move |row| place(column, row)))
}

/// The square of skin and the roof.
fn roofed() -> Surface {
    let mut surface = Surface::square(2.0 * SKIN_MM);
    surface.atlas = Atlas::Square { half_mm: ATLAS_MM };
    let first = surface.vertices.len() as u32;
    for [x, z] in [[-28.0, 0.0], [-28.0, 8.0], [-19.0, 8.0], [-19.0, 0.0]] {
        surface.vertices.push(SurfaceVertex {
            position: [x, ROOF_MM, z],
            normal: [0.0, 1.0, 0.0],
            atlas_mm: [x, z],
            ambient: 1.0,
            ..Default::default()
        });
    }
    let roof = [0, 1, 2, 0, 2, 3].map(|corner| first + corner);
    surface.indices.extend(roof);
    surface.few_indices.extend(roof);
    surface.client = Some(Arc::new(client_skin()));
    surface
}

/// A patch of a client's own skin.
fn client_skin() -> ClientSkin {
    let [[left, right], [back, front]] = CLIENT.map(|[from, to]| [from - 0.8, to + 0.8]);
    let corners = [[left, back], [left, front], [right, front], [left, back], [right, front], [right, back]];
    let vertices = corners.map(|[x, z]| ClientVertex { position: [x, 0.0, z], uv: [0.5; 2] }).into();
    let coded = (255.0 * srgb_encode(CLIENT_OVER / albedo::MOST)).round() as u8;
    ClientSkin { vertices, levels: vec![RgbaImage::from_pixel(1, 1, Rgba([coded, coded, coded, 255]))] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::frame::FRAME;
    use crate::render::gpu::Gpu;
    use crate::render::shader::Sources;

    fn passes(shaders: Sources) -> Result<(), ProbeError> {
        probe(&mut Renderer::with_shaders(Gpu::untried().unwrap(), shaders))
    }

    #[test]
    fn every_pass_is_in_it() {
        passes(Sources::default()).unwrap();
        let hidden = "vec4f(0.0, 0.0, 2.0, 1.0)";
        let defects = [
            ("shadow.wgsl", "frame.shadow_from_world[light] * vec4f(position, 1.0)", hidden),
            ("surface.wgsl", "frame.clip_from_world * vec4f(v.position, 1.0)", hidden),
            ("client.wgsl", "seen.rgb * CLIENT_MOST", "0.9 * seen.rgb * CLIENT_MOST"),
            ("halo.wgsl", "let falloff = exp(", "let falloff = 0.0 * exp("),
            (
                "far_field.wgsl",
                "return Targets(vec4f(v.loss, 0.0), v.weighted)",
                "return Targets(vec4f(0.0), vec4f(0.0))",
            ),
            ("pigment.wgsl", "let loss = -frame", "let loss = -0.0 * frame"),
            ("stubble.wgsl", "let sum = -v", "let sum = -0.0 * v"),
            ("backdrop.wgsl", "backdrop_at(uv)", "vec3f(0.0)"),
            ("skin.wgsl", "let skin = bare *", "let skin = 0.97 * bare *"),
            ("accumulate.wgsl", "bits_from_light(mix(", "bits_from_light(0.9 * mix("),
            ("resolve.wgsl", "scene * frame.exposure", "scene * frame.exposure * 0.95"),
            (
                "common/geometry.wgsl",
                "bitcast<vec3f>(place.xyz)",
                "round(bitcast<vec3f>(place.xyz) * 0.2) * 5.0",
            ),
        ];
        for (pass, _) in FRAME {
            let is_planted = defects.iter().any(|(name, ..)| name.strip_suffix(".wgsl") == Some(*pass));
            assert!(is_planted, "the probe has no defect of the pass {pass}");
        }
        for (name, from, to) in defects {
            let planted = Sources::default().with(name, from, to);
            let top = if name.contains('/') { "skin.wgsl" } else { name };
            assert_ne!(planted.compose(top), Sources::default().compose(top), "{name} has no such line");
            let error = passes(planted).expect_err(name).to_string();
            println!("{name}: {error}");
            assert!(error.starts_with("it draws "), "{name}: {error}");
        }
    }

    #[test]
    fn a_picture_of_no_numbers_fails() {
        assert!(check("anything", f32::NAN, 0.5, 0.1).is_err());
        assert!(check("anything", 0.52, 0.5, 0.1).is_ok());
    }
}
