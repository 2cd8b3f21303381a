//! One frame, top to bottom, and the numbers that all of its passes share.

use glam::camera::rh;
use glam::{Mat4, Vec2, Vec3};

use crate::appearance::{REDNESS_SIGMA_MM, USUAL_DOT};
use crate::optics::tables::Tables;
use crate::render::Scene;
use crate::render::buffers::{HeadBuffers, InstanceBuffer, Thinned, Triangles};
use crate::render::camera::Camera;
use crate::render::film;
use crate::render::layout::{Frame, Light, MAX_BACKGROUND_SHAPES};
use crate::render::lighting::LightSource;
use crate::render::passes::client::{ClientBuffers, ClientPass};
use crate::render::passes::{
    accumulate::AccumulatePass, backdrop::BackdropPass, far_field, far_field::FarFieldPass, halo::HaloPass,
    halo::Halos, pigment::PigmentPass, shadow::ShadowPass, skin::SkinPass, stubble::StubblePass,
    surface::SurfacePass,
};
use crate::render::pipeline::PassContext;
use crate::render::quality::FrameSettings;
use crate::render::splats::SHORT_MM;
use crate::render::targets::Targets;

/// Every pass of a frame but the last, which depends on the display.
pub struct Passes {
    pub(super) shadow: ShadowPass,
    pub(super) surface: SurfacePass,
    pub(super) client: ClientPass,
    pub(super) halo: HaloPass,
    pub(super) far_field: FarFieldPass,
    pub(super) pigment: PigmentPass,
    pub(super) stubble: StubblePass,
    pub(super) backdrop: BackdropPass,
    pub(super) skin: SkinPass,
    pub(super) accumulate: AccumulatePass,
}

impl Passes {
    /// Makes every pipeline.
    pub fn new(context: &PassContext<'_>) -> Passes {
        Passes {
            shadow: ShadowPass::new(context),
            surface: SurfacePass::new(context),
            client: ClientPass::new(context),
            halo: HaloPass::new(context),
            far_field: FarFieldPass::new(context),
            pigment: PigmentPass::new(context),
            stubble: StubblePass::new(context),
            backdrop: BackdropPass::new(context),
            skin: SkinPass::new(context),
            accumulate: AccumulatePass::new(context),
        }
    }
}

/// What one sample of one picture is drawn from.
pub struct Inputs<'a> {
    /// Group 0.
    pub frame: &'a wgpu::BindGroup,
    /// What day and light make of pigment.
    pub states: &'a wgpu::BindGroup,
    /// Textures of the picture's size.
    pub targets: &'a Targets,
    /// What the skin pass reads.
    pub skin: &'a wgpu::BindGroup,
    /// The sample and the mean so far.
    pub accumulate: &'a wgpu::BindGroup,
    /// The mean to write.
    pub mean: &'a wgpu::TextureView,
    /// The head.
    pub head: &'a HeadBuffers,
    /// Its own skin, if it has one, or had one a moment ago.
    pub client: Option<Option<&'a ClientBuffers>>,
    /// Which of its triangles are drawn.
    pub triangles: Triangles,
    /// Viewer, mm.
    pub eye: Vec3,
    /// Dots and roots that are drawn one by one: of the scalp, unless seen from afar, and of the face.
    pub cores: &'a [&'a InstanceBuffer],
    /// Their halos, if they, the day or the light changed since these were last summed.
    pub changed_halos: Option<Halos<'a>>,
    /// Dots of the scalp are seen from afar.
    pub is_far_field: bool,
    /// Hair shafts that are drawn one by one.
    pub shafts: &'a [&'a InstanceBuffer],
    /// Fraction of dots and hairs that is drawn for all.
    pub fraction: f32,
    /// Lights that cast shadows, if they or the head changed since the last frame.
    pub changed_shadows: Option<u32>,
}

impl<'a> Inputs<'a> {
    /// As many of these instances as are drawn for all.
    fn thinned(&self, parts: &'a [&'a InstanceBuffer]) -> Thinned<'a> {
        Thinned { parts, eye: self.eye, fraction: self.fraction }
    }
}

/// A pass by name, and how it is recorded.
type FrameStep = (&'static str, fn(&mut wgpu::CommandEncoder, &Passes, &Inputs<'_>));

/// One sample, top to bottom.
pub const FRAME: &[FrameStep] = &[
    ("shadow", |encoder, passes, i| {
        if let Some(lights) = i.changed_shadows {
            passes.shadow.draw(encoder, i.frame, i.head, i.triangles, lights);
        }
    }),
    ("surface", |encoder, passes, i| passes.surface.draw(encoder, i.frame, i.targets, i.head, i.triangles)),
    ("client", |encoder, passes, i| {
        if let Some(client) = i.client {
            passes.client.draw(encoder, i.frame, i.targets, client);
        }
    }),
    ("halo", |encoder, passes, i| {
        if let Some(halos) = i.changed_halos.as_ref().filter(|_| !i.is_far_field) {
            passes.halo.draw(encoder, [i.frame, i.states], halos);
        }
    }),
    ("far_field", |encoder, passes, i| {
        if let Some(halos) = i.changed_halos.as_ref().filter(|_| i.is_far_field) {
            passes.far_field.draw(encoder, [i.frame, i.states], &passes.halo, halos);
        }
    }),
    ("pigment", |encoder, passes, i| {
        passes.pigment.draw(encoder, i.frame, i.states, i.targets, &i.thinned(i.cores));
    }),
    ("stubble", |encoder, passes, i| passes.stubble.draw(encoder, i.frame, i.targets, &i.thinned(i.shafts))),
    ("backdrop", |encoder, passes, i| passes.backdrop.draw(encoder, i.frame, i.targets)),
    ("skin", |encoder, passes, i| passes.skin.draw(encoder, i.frame, i.skin, i.targets)),
    ("accumulate", |encoder, passes, i| passes.accumulate.draw(encoder, i.frame, i.accumulate, i.mean)),
];

/// The shared numbers of sample `index` of a picture.
pub fn frame_uniforms(
    scene: &Scene<'_>,
    size_px: [u32; 2],
    index: u32,
    frame_settings: FrameSettings,
) -> Frame {
    let [width, height] = size_px.map(|side| side as f32);
    let jitter_clip = pixel_jitter(index) * 2.0 / Vec2::new(width, height);
    let [u, v] = lens_place(index);
    let camera = &scene.camera.through_lens(u, v);
    let white = Vec3::from(scene.tables.light);
    let is_bare = scene.lighting.is_bare;
    let is_far = is_far_field(scene, size_px, frame_settings);
    let mut frame = Frame {
        clip_from_world: camera.clip_from_world(width / height, jitter_clip).to_cols_array(),
        shadow_from_world: std::array::from_fn(|light| {
            shadow_from_world(scene, light, index).to_cols_array()
        }),
        eye: camera.sight_origin().to_array(),
        sample_index: index as f32,
        outward: camera.outward().to_array(),
        light_count: scene.lighting.lights.len() as f32,
        viewport_px: [width, height],
        atlas_half_mm: scene.surface.atlas.half_mm(),
        grown_mm: scene.grown_mm,
        white: scene.tables.light,
        sky: scene.lighting.sky,
        bare: scene.tables.bare,
        ground: scene.lighting.ground,
        reddened: scene.tables.reddened,
        oiliness: scene.oiliness,
        hair: scene.tables.hair,
        mottle: if is_bare { 0.0 } else { NATURAL_MOTTLE },
        backdrop: (white * scene.lighting.backdrop).to_array(),
        exposure: scene.lighting.exposure_stops.exp2(),
        scarred: scene.tables.scarred,
        erythema_sigma_mm: REDNESS_SIGMA_MM,
        brown_log: brown_log(scene.tables),
        pixel_rad: camera.height_mm() / (height * camera.sight_origin().distance(camera.target)),
        transport_mm: scene.tables.row(0.0).halo_sigma_mm,
        through_per_mm: scene.tables.through_per_mm,
        zenith: scene.lighting.zenith,
        grain_px: film::grain_px(scene.lighting.film, height),
        grain_seed: film::seed(scene.camera),
        blink: scene.blink,
        neck_ring_mm: scene.surface.neck_ring_mm,
        neck_rings_deep_mm: scene.skin_map.neck_rings_mm,
        relief: if is_bare || !frame_settings.relief { 0.0 } else { 1.0 },
        vein: vein(scene.tables),
        grey: scene.tables.grey,
        hair_per_mm2: scene.hair_per_mm2,
        vignette: scene.lighting.vignette,
        instance_weight: drawn_fraction(scene, size_px, frame_settings).recip(),
        end_mm: scene.surface.end_mm.unwrap_or(NO_END_MM),
        white_fraction: scene.splats.coverage.white,
        upright2: scene.splats.coverage.upright2,
        shadow_taps: if frame_settings.coarse { 1.0 } else { 4.0 },
        short_mm: SHORT_MM,
        far_field_texel_mm: if is_far {
            2.0 * scene.surface.atlas.half_mm() / far_field::SIDE_TEXELS as f32
        } else {
            0.0
        },
        gloss: if is_bare { 0.0 } else { 1.0 },
        crowding_of_sums: scene.tables.crowding_of_sums(USUAL_DOT.0, USUAL_DOT.1),
        down_rad: camera.outward().y.clamp(-1.0, 1.0).asin(),
        shadow_range_mm: SHADOW_DEPTH * shadow_radius_mm(scene),
        ..Default::default()
    };
    for (slot, (i, light)) in frame.lights.iter_mut().zip(scene.lighting.lights.iter().enumerate()) {
        *slot = Light {
            casts_shadow: if i < frame_settings.shadows { 1.0 } else { 0.0 },
            ..shared_light(light, scene.camera, index)
        };
    }
    let shapes = scene.lighting.background.shapes();
    frame.background_count = shapes.len().min(MAX_BACKGROUND_SHAPES) as f32;
    for (slot, shape) in frame.background.iter_mut().zip(shapes) {
        *slot = shape.shared(frame.backdrop);
    }
    frame
}

/// Whether dots are read from the atlas of what is seen from afar, whose texels are of about 0.8 mm.
pub fn is_far_field(scene: &Scene<'_>, size_px: [u32; 2], frame_settings: FrameSettings) -> bool {
    /// Pixels are of this size or larger, mm.
    const FAR_FIELD_PIXEL_MM: f32 = 0.45;
    frame_settings.far_field && pixel_mm(scene.camera, size_px) >= FAR_FIELD_PIXEL_MM
}

/// Width of a pixel at the head, mm.
pub fn pixel_mm(camera: &Camera, size_px: [u32; 2]) -> f32 {
    camera.height_mm() / size_px[1] as f32
}

/// Fraction of dots and hairs that is drawn and stands for all, where they are finer than pixels (Cook, Halstead,
/// Planck and Ryu 2007, "Stochastic simplification of aggregate detail").
pub fn drawn_fraction(scene: &Scene<'_>, size_px: [u32; 2], frame_settings: FrameSettings) -> f32 {
    /// Pixels of this size show what they hold as even tone, mm.
    const FINE_MM: f32 = 0.3;
    (FINE_MM / pixel_mm(scene.camera, size_px)).powi(2).clamp(frame_settings.least_fraction, 1.0)
}

/// Natural variation of blood over a few mm to cm, as a fraction of a threefold blood fraction; chosen by eye.
const NATURAL_MOTTLE: f32 = 0.16;

/// Sub-pixel shift of sample `index`, px: none for the first, then Halton (2, 3).
fn pixel_jitter(index: u32) -> Vec2 {
    if index == 0 { Vec2::ZERO } else { Vec2::new(halton(index, 2), halton(index, 3)) - 0.5 }
}

/// Place on the unit disc of the lens for sample `index`: its middle for the first.
fn lens_place(index: u32) -> [f32; 2] {
    if index == 0 {
        return [0.0; 2];
    }
    let (r, turn) = (halton(index, 11).sqrt(), std::f32::consts::TAU * halton(index, 13));
    [r * turn.cos(), r * turn.sin()]
}

/// Radical inverse (Halton 1964), 0..1.
fn halton(mut index: u32, base: u32) -> f32 {
    let (mut result, mut fraction) = (0.0, 1.0 / base as f32);
    while index > 0 {
        result += fraction * (index % base) as f32;
        index /= base;
        fraction /= base as f32;
    }
    result
}

/// Where a surface has no lower end, all of it lies above such a one, mm.
const NO_END_MM: [f32; 2] = [-2e6, -1e6];
/// A vein at the temple lies so deep, mm, and takes this fraction of what an opaque sheet there would. By eye.
const VEIN_DEPTH_MM: f32 = 1.1;
const VEIN_COVER: f32 = 0.22;
/// Logarithm of browned skin over bare skin, per channel.
pub fn brown_log(tables: &Tables) -> [f32; 3] {
    std::array::from_fn(|c| (tables.browned[c] / tables.bare[c]).ln())
}

/// Fraction of light that a vein takes, per channel.
pub fn vein(tables: &Tables) -> [f32; 3] {
    tables.row(VEIN_DEPTH_MM).contrast.map(|contrast| VEIN_COVER * contrast)
}

/// Depth that a shadow map spans, in radii of what it covers.
const SHADOW_DEPTH: f32 = 3.0;

/// Radius of what a shadow map covers, mm.
fn shadow_radius_mm(scene: &Scene<'_>) -> f32 {
    1.75 * scene.surface.radius_mm
}

/// A light as the shaders take it.
fn shared_light(light: &LightSource, camera: &Camera, index: u32) -> Light {
    let [across, upward] = light.sides(camera).map(|side| side.to_array());
    let shared = Light {
        direction: light.direction(camera).to_array(),
        irradiance: light.irradiance,
        sampled: sampled_direction(light, camera, index).to_array(),
        angular_radius_rad: light.radius_rad(),
        across,
        upward,
        ..Default::default()
    };
    let Some(panel) = light.panel else { return shared };
    let [half_width_rad, half_height_rad] = panel.half_rad();
    Light {
        half_width_rad,
        half_height_rad,
        panes: panel.panes.map(|count| count.max(1) as f32),
        gap: panel.gap,
        radiance: panel.radiance(light.irradiance),
        falloff: panel.falloff,
        gradient: panel.gradient,
        ..shared
    }
}

/// Towards the place on a light that a sample takes: its middle for the first.
fn sampled_direction(light: &LightSource, camera: &Camera, index: u32) -> Vec3 {
    if index == 0 {
        light.direction(camera)
    } else {
        light.toward_place(camera, [halton(index, 5), halton(index, 7)])
    }
}

/// Parallel view of the head from the place on a light that a sample takes.
fn shadow_from_world(scene: &Scene<'_>, light: usize, index: u32) -> Mat4 {
    let radius = shadow_radius_mm(scene);
    let from = scene
        .lighting
        .lights
        .get(light)
        .map_or(Vec3::Y, |light| sampled_direction(light, scene.camera, index));
    let center = scene.surface.center;
    let up = if from.y.abs() > 0.99 { Vec3::Z } else { Vec3::Y };
    let view = rh::view::look_at_mat4(center + from * 2.0 * radius, center, up);
    rh::proj::directx::orthographic(
        -radius,
        radius,
        -radius,
        radius,
        0.5 * radius,
        (0.5 + SHADOW_DEPTH) * radius,
    ) * view
}
