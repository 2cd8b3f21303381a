//! A flat square of skin with dots of one kind, under even white light, seen from straight above without gloss or
//! tone curve: the instrument by which technicians learn depth, and by which tests hold the renderer to physics.
//! It draws with the same passes as a head.

use glam::Vec3;

use crate::appearance::Age;
use crate::deposit::Dot;
use crate::deposit::time::Course;
use crate::optics::colour::{lab_from_srgb, srgb_encode};
use crate::optics::light::Illuminant;
use crate::optics::tables::Tables;
use crate::plan::{Fading, HairColour, Healing, Pigment, Skin};
use crate::render::camera::Camera;
use crate::render::gpu::GpuError;
use crate::render::lighting::LightingPreset;
use crate::render::pigment_states::SessionAppearance;
use crate::render::readback::LinearImage;
use crate::render::skin_map::SkinMap;
use crate::render::splats::Splats;
use crate::render::surface::Surface;
use crate::render::{Renderer, Scene};
use crate::rng;
use crate::scalp::{Mesh, sites};

/// How the dots of a field lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Array {
    /// Blue noise, as a steady hand places them.
    #[default]
    BlueNoise,
    /// Anywhere, each without regard to the others (a Poisson field): what the laws of S and Q assume.
    Random,
}

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct SwatchSpec {
    /// Skin tone.
    pub skin: Skin,
    /// Depth of the column top, mm.
    pub depth_mm: f32,
    /// Settled pigment diameter, mm.
    pub dot_mm: f32,
    /// Height of the pigment column, mm; 0 is a flat disc.
    pub column_mm: f32,
    /// Optical thickness at 550 nm of finely dispersed pigment.
    pub tau: f32,
    /// What it is made of.
    pub pigment: Pigment,
    /// Optical thickness across one clump at 550 nm; 0 is fine dispersion.
    pub clumping: f32,
    /// Dots per cm².
    pub density_per_cm2: f32,
    /// How they lie.
    pub array: Array,
    /// Scale of the picture.
    pub px_per_mm: f32,
    /// Side of the square, mm.
    pub size_mm: f32,
    /// Days since the strike; `None`: the dot as given, settled and not aged.
    pub age_days: Option<f32>,
    /// Light.
    pub illuminant: Illuminant,
    /// Seed of the pattern.
    pub seed: u64,
}

/// A colour in two codings.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Colour {
    /// Linear sRGB.
    pub linear_rgb: [f32; 3],
    /// CIE L*a*b*, D65.
    pub lab: [f32; 3],
}

/// What was measured on the pictures.
#[derive(Clone, Debug, serde::Serialize)]
pub struct SwatchMeasures {
    /// Mean of the square without dots.
    pub bare: Colour,
    /// Mean of the square with dots.
    pub treated: Colour,
    /// 1 - treated over bare at the centre of one lone dot, per linear channel.
    pub centre_contrast: [f32; 3],
    /// Full width of the lone dot at half of its green contrast, mm.
    pub fwhm_mm: f32,
}

/// Skin beyond the picture that still sends halo light into it, mm.
const MARGIN_MM: f32 = 5.0;
/// Scale at which the lone dot is measured: fine enough that the pixel adds under 1 % to any width.
const LONE_PX_PER_MM: f32 = 128.0;
/// Side of the lone dot's picture, px; odd, so that a pixel centre lies on the dot.
const LONE_SIDE_PX: u32 = 641;

/// Draws the swatch and measures it.
///
/// # Errors
/// [`GpuError::Size`] when size times scale is outside what the adapter can hold; [`GpuError::Lost`].
pub fn draw(renderer: &mut Renderer, spec: &SwatchSpec) -> Result<(LinearImage, SwatchMeasures), GpuError> {
    let side_px = (spec.size_mm * spec.px_per_mm).round().clamp(0.0, 1e6) as u32;
    let treated_image = picture(renderer, spec, &field(spec), spec.size_mm, [side_px; 2])?;
    let bare_image = picture(renderer, spec, &[], spec.size_mm, [side_px; 2])?;
    let lone_mm = LONE_SIDE_PX as f32 / LONE_PX_PER_MM;
    let lone = picture(renderer, spec, &[dot(spec, Vec3::ZERO)], lone_mm, [LONE_SIDE_PX; 2])?;
    let bare = colour(mean(&bare_image));
    let measured = SwatchMeasures {
        bare,
        treated: colour(mean(&treated_image)),
        centre_contrast: contrast(&lone, bare.linear_rgb, 0),
        fwhm_mm: full_width_mm(&lone, bare.linear_rgb),
    };
    Ok((treated_image, measured))
}

/// Code values of a linear picture, without a tone curve.
pub fn encode(image: &LinearImage) -> image::RgbImage {
    image::RgbImage::from_fn(image.size_px[0], image.size_px[1], |x, y| {
        let pixel = image.pixels[(y * image.size_px[0] + x) as usize];
        image::Rgb(pixel.map(|v| (srgb_encode(v) * 255.0).round().clamp(0.0, 255.0) as u8))
    })
}

/// The picture of `dots` on flat skin `height_mm` high and as wide as `size_px` says, in reflectance.
pub fn picture(
    renderer: &mut Renderer,
    spec: &SwatchSpec,
    dots: &[Dot],
    height_mm: f32,
    size_px: [u32; 2],
) -> Result<LinearImage, GpuError> {
    let [width_px, height_px] = size_px.map(|n| n.max(1) as f32);
    let surface = Surface::square(height_mm * (width_px / height_px).max(1.0) + 2.0 * MARGIN_MM);
    let lighting = LightingPreset::flat(spec.illuminant);
    let tables = Tables::new(&spec.skin, HairColour::Black, spec.illuminant, lighting.adaptation);
    let layer = SessionAppearance {
        age: spec.age_days.map_or(Age::Settled, Age::Days),
        tau_rgb: tables.pigment_tau(spec.pigment, spec.clumping),
    };
    let splats = Splats::new(dots, &[], &[], &[], &surface.atlas);
    let course = usual_course(&spec.skin);
    let states = splats.states.table(&[layer], &tables, &course);
    let camera = Camera::above_square(height_mm);
    let scene = Scene {
        surface: &surface,
        splats: &splats,
        states: &states,
        tables: &tables,
        lighting: &lighting,
        skin_map: &SkinMap::default(),
        oiliness: 0.0,
        grown_mm: 0.0,
        hair_per_mm2: 0.0,
        blink: 0.0,
        camera: &camera,
    };
    renderer.linear_picture(&scene, size_px, 1)
}

/// Healing and fading as usual in some skin.
pub(super) fn usual_course(skin: &Skin) -> Course {
    Course { healing: Healing::default(), fading: Fading::default(), melanin: skin.melanin }
}

/// Dots of the whole field, reaching past the picture.
pub fn field(spec: &SwatchSpec) -> Vec<Dot> {
    let half = 0.5 * spec.size_mm + MARGIN_MM;
    places(spec, half).into_iter().map(|position| dot(spec, position)).collect()
}

/// Places of dots on the square from -`half` to `half`, mm.
pub(super) fn places(spec: &SwatchSpec, half: f32) -> Vec<Vec3> {
    let area_cm2 = 4.0 * half * half / 100.0;
    let count = (spec.density_per_cm2 * area_cm2).round().max(0.0) as usize;
    match spec.array {
        Array::BlueNoise => blue_noise(spec.seed, half, count),
        Array::Random => (0..count as u64).map(|item| anywhere(spec.seed, item) * half).collect(),
    }
}

/// A place in the square from -1 to 1.
fn anywhere(seed: u64, item: u64) -> Vec3 {
    let [x, z] = [0, 1].map(|axis| 2.0 * rng::unit(rng::hash(seed, axis), item) - 1.0);
    Vec3::new(x, 0.0, z)
}

fn blue_noise(seed: u64, half: f32, count: usize) -> Vec<Vec3> {
    let corner = |x: f32, z: f32| Vec3::new(x * half, 0.0, z * half);
    let square = Mesh {
        positions: vec![corner(-1.0, -1.0), corner(-1.0, 1.0), corner(1.0, 1.0), corner(1.0, -1.0)],
        normals: vec![Vec3::Y; 4],
        ambient: vec![1.0; 4],
        triangles: vec![[0, 1, 2], [0, 2, 3]],
    };
    let domain = sites::Domain { mesh: &square, triangles: &[0, 1] };
    sites::place(&domain, seed, count).iter().map(|place| place.position).collect()
}

/// The dot of `spec` at a place.
pub(super) fn dot(spec: &SwatchSpec, position: Vec3) -> Dot {
    Dot {
        position,
        normal: Vec3::Y,
        site: 0,
        session: 0,
        depth_mm: spec.depth_mm,
        radius_mm: 0.5 * spec.dot_mm,
        column_mm: spec.column_mm,
        tau: spec.tau,
    }
}

fn mean(image: &LinearImage) -> [f32; 3] {
    let mut sum = [0.0f64; 3];
    for pixel in &image.pixels {
        for (total, value) in sum.iter_mut().zip(pixel) {
            *total += f64::from(*value);
        }
    }
    sum.map(|total| (total / image.pixels.len() as f64) as f32)
}

fn colour(linear_rgb: [f32; 3]) -> Colour {
    Colour { linear_rgb, lab: lab_from_srgb(linear_rgb.map(f64::from)).map(|v| v as f32) }
}

/// Contrast at `offset_px` to the right of the centre of a lone dot.
fn contrast(lone: &LinearImage, bare: [f32; 3], offset_px: u32) -> [f32; 3] {
    let [width, height] = lone.size_px;
    let pixel = lone.pixels[((height / 2) * width + width / 2 + offset_px) as usize];
    std::array::from_fn(|c| 1.0 - pixel[c] / bare[c].max(1e-6))
}

/// Twice the distance at which the green contrast falls to half, by linear interpolation; 0 for no dot at all.
fn full_width_mm(lone: &LinearImage, bare: [f32; 3]) -> f32 {
    let green = |offset| contrast(lone, bare, offset)[1];
    let half = 0.5 * green(0);
    if half <= 1e-6 {
        return 0.0;
    }
    let last = lone.size_px[0] / 2;
    let outside = (1..=last).find(|offset| green(*offset) < half).unwrap_or(last);
    let (inner, outer) = (green(outside - 1), green(outside));
    let crossing = (outside - 1) as f32 + ((inner - half) / (inner - outer).max(1e-9)).clamp(0.0, 1.0);
    2.0 * crossing / LONE_PX_PER_MM
}
