//! The renderer: brings the device up to date with a scene, records one sample of it, shows the running mean.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::{Duration, Instant};

use crate::math::octahedral_decode;
use crate::memo::Memo;
use crate::render::backends::PassedOver;
use crate::render::buffers::{HeadBuffers, InstanceBuffer, PigmentTexture, Triangles};
use crate::render::frame::{FRAME, Inputs, Passes, frame_uniforms, is_far_field};
use crate::render::gpu::{Gpu, GpuError, one_line};
use crate::render::layout::{CoreInstance, Frame, HaloInstance, ShaftInstance};
use crate::render::normal_clusters::InstancePose;
use crate::render::passes::client::ClientBuffers;
use crate::render::passes::halo::Halos;
use crate::render::passes::resolve::ResolvePass;
use crate::render::pipeline::PassContext;
use crate::render::quality::FrameSettings;
use crate::render::rectangle::PicturePlace;
use crate::render::shader::Sources;
use crate::render::splats::Splats;
use crate::render::targets::{Targets, halo_format, memory_gib};
use crate::render::{Revision, Scene};

/// Instance data on the device.
struct SplatBuffers {
    /// Of the scalp and of the face.
    cores: [InstanceBuffer; 2],
    /// By session.
    dot_halos: BTreeMap<u32, InstanceBuffer>,
    hair_halos: InstanceBuffer,
    /// Of the scalp and of the face.
    shafts: [InstanceBuffer; 2],
}

impl SplatBuffers {
    fn new(device: &wgpu::Device, splats: &Splats) -> SplatBuffers {
        /// Cores stop being drawn before they are edge-on; shafts stand above the skin.
        const CORES_RAD: f32 = 0.03;
        /// Radius of the head over whose edge long hair is seen, mm.
        const HEAD_MM: f32 = 60.0;
        let longest_mm = splats.shafts.iter().map(|shaft| shaft.length_mm).fold(0.0, f32::max);
        let shafts_rad = CORES_RAD + ((longest_mm + 3.0) / HEAD_MM).min(1.5);
        let placed = |position: [f32; 3], normal, never_thinned| InstancePose {
            position: position.into(),
            normal: octahedral_decode(normal),
            never_thinned,
        };
        let cores = |cores: &[CoreInstance]| {
            InstanceBuffer::facing(device, "papilla.pigment.instances", cores, CORES_RAD, |core| {
                placed(core.position, core.normal, false)
            })
        };
        let shafts = |shafts: &[ShaftInstance]| {
            InstanceBuffer::facing(device, "papilla.stubble.instances", shafts, shafts_rad, |shaft| {
                placed(shaft.root, shaft.normal, shaft.grows < 0.5)
            })
        };
        let mut by_session: BTreeMap<u32, Vec<HaloInstance>> = BTreeMap::new();
        for halo in &splats.dot_halos {
            let session = splats.states.session(halo.state).unwrap_or_default();
            by_session.entry(session).or_default().push(*halo);
        }
        let halos = |halos: &[HaloInstance]| InstanceBuffer::new(device, "papilla.halo.instances", halos);
        let [scalp_cores, scalp_shafts] = splats.on_scalp;
        SplatBuffers {
            cores: split(&splats.cores, scalp_cores).map(cores),
            dot_halos: by_session.iter().map(|(session, dots)| (*session, halos(dots))).collect(),
            hair_halos: halos(&splats.hair_halos),
            shafts: split(&splats.shafts, scalp_shafts).map(shafts),
        }
    }

    fn dot_halos_of(&self, sessions: &BTreeSet<u32>) -> Vec<&InstanceBuffer> {
        sessions.iter().filter_map(|session| self.dot_halos.get(session)).collect()
    }
}

fn make_passes(
    gpu: &Gpu,
    shaders: &Sources,
    frame: &wgpu::BindGroupLayout,
    states: &PigmentTexture,
) -> Passes {
    let Gpu { device, queue, .. } = gpu;
    let (states, halo) = (states.layout(), halo_format(device));
    Passes::new(&PassContext { device, queue, shaders, frame, states, halo })
}

/// The first `count` and the rest.
fn split<T>(items: &[T], count: usize) -> [&[T]; 2] {
    items.split_at(count.min(items.len())).into()
}

/// What the shadow map was drawn from: revision and triangles of the head, and where the lights were.
#[derive(Clone, PartialEq)]
struct ShadowOf {
    head: Revision,
    triangles: Triangles,
    shadow_from_world: Vec<[f32; 16]>,
}

/// What the hair in an atlas was summed from.
#[derive(Clone, PartialEq)]
struct HairOf {
    splats: Revision,
    root: Vec<[f32; 4]>,
    grown_mm: f32,
}

/// What an atlas was summed from.
#[derive(Default)]
struct AtlasOf {
    hair: Memo<HairOf, ()>,
    states: Memo<Revision, ()>,
}

/// Textures of one picture size and what reads them.
pub(super) struct Canvas {
    pub(super) targets: Targets,
    /// From near and from afar.
    skin: [wgpu::BindGroup; 2],
    accumulate: [wgpu::BindGroup; 2],
    /// A client's own skin was drawn last.
    shows_client: bool,
}

/// Draws scenes on one device.
pub struct Renderer {
    pub(super) gpu: Gpu,
    passed_over: Vec<PassedOver>,
    shaders: Sources,
    frame_layout: wgpu::BindGroupLayout,
    frame_buffer: wgpu::Buffer,
    frame_group: wgpu::BindGroup,
    states: PigmentTexture,
    passes: Passes,
    displays: HashMap<wgpu::TextureFormat, ResolvePass>,
    head: Memo<Revision, HeadBuffers>,
    client: Memo<Revision, Option<ClientBuffers>>,
    splats: Memo<Revision, SplatBuffers>,
    pub(super) canvas: Option<Canvas>,
    frame_settings: FrameSettings,
    pub(super) samples: u32,
    shadow_of: Memo<ShadowOf, ()>,
    /// From near and from afar.
    atlas_of: [AtlasOf; 2],
}

impl Renderer {
    /// Makes every pipeline on `gpu`.
    pub fn new(gpu: Gpu) -> Renderer {
        Renderer::with_shaders(gpu, Sources::default())
    }

    /// The same from other texts of the shaders.
    pub fn with_shaders(gpu: Gpu, shaders: Sources) -> Renderer {
        let device = &gpu.device;
        let frame_layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("papilla.frame"),
            entries: &[wgpu::BindGroupLayoutEntry {
                binding: 0,
                visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
                ty: wgpu::BindingType::Buffer {
                    ty: wgpu::BufferBindingType::Uniform,
                    has_dynamic_offset: false,
                    min_binding_size: None,
                },
                count: None,
            }],
        });
        let frame_buffer = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("papilla.frame"),
            size: size_of::<Frame>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let frame_group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("papilla.frame"),
            layout: &frame_layout,
            entries: &[wgpu::BindGroupEntry { binding: 0, resource: frame_buffer.as_entire_binding() }],
        });
        let states = PigmentTexture::new(device);
        let passes = make_passes(&gpu, &shaders, &frame_layout, &states);
        Renderer {
            gpu,
            passed_over: Vec::new(),
            shaders,
            frame_layout,
            frame_buffer,
            frame_group,
            states,
            passes,
            displays: HashMap::new(),
            head: Memo::default(),
            client: Memo::default(),
            splats: Memo::default(),
            canvas: None,
            frame_settings: FrameSettings::FULL,
            samples: 0,
            shadow_of: Memo::default(),
            atlas_of: Default::default(),
        }
    }

    /// Another on the same device, from the same texts of the shaders.
    pub fn another(&self) -> Renderer {
        Renderer::with_shaders(self.gpu.clone(), self.shaders.clone())
    }

    /// Makes every pipeline again from other texts of the shaders and starts a new picture. Where one of them is wrong,
    /// all stay as they were.
    ///
    /// # Errors
    /// [`GpuError::Shader`] with what is wrong, in one line; those of [`Renderer::resize`].
    pub fn reload(&mut self, shaders: Sources) -> Result<(), GpuError> {
        let device = &self.gpu.device;
        let scope = device.push_error_scope(wgpu::ErrorFilter::Validation);
        let passes = make_passes(&self.gpu, &shaders, &self.frame_layout, &self.states);
        let display = |format: &_| (*format, ResolvePass::new(device, &shaders, &self.frame_layout, *format));
        let displays = self.displays.keys().map(display).collect();
        if let Some(error) = pollster::block_on(scope.pop()) {
            // Most mistakes stand in a text, which can tell the place.
            shaders.check(device)?;
            return Err(GpuError::Shader(one_line(&error.to_string())));
        }
        (self.passes, self.displays, self.shaders) = (passes, displays, shaders);
        (self.shadow_of, self.atlas_of) = Default::default();
        self.restart();
        match self.canvas.take() {
            Some(canvas) => self.resize(canvas.targets.size_px),
            None => Ok(()),
        }
    }

    /// Adapters that were passed over for this one, and why.
    pub fn passed_over(&self) -> &[PassedOver] {
        &self.passed_over
    }

    pub(super) fn note_passed_over(&mut self, passed_over: Vec<PassedOver>) {
        self.passed_over = passed_over;
    }

    /// The device drawn on.
    pub fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    /// Samples in the running mean.
    pub fn samples(&self) -> u32 {
        self.samples
    }

    /// Sets what is drawn of a sample; other settings start a new picture.
    pub fn set_frame_settings(&mut self, frame_settings: FrameSettings) {
        if self.frame_settings != frame_settings {
            self.frame_settings = frame_settings;
            self.samples = 0;
        }
    }

    /// Gives back the memory of picture and scene, and keeps the pipelines. What comes next needs
    /// [`Renderer::resize`] again.
    pub fn release(&mut self) {
        self.canvas = None;
        self.head.forget();
        self.client.forget();
        self.splats.forget();
        self.restart();
    }

    /// Forgets the running mean: the next sample starts a new picture.
    pub fn restart(&mut self) {
        self.samples = 0;
    }

    /// Sets the picture's size; a new size starts a new picture.
    ///
    /// # Errors
    /// [`GpuError::Size`] outside 1 px to the adapter's limit, [`GpuError::Memory`] where it has no room.
    pub fn resize(&mut self, size_px: [u32; 2]) -> Result<(), GpuError> {
        let limit = self.gpu.max_side_px();
        if size_px.iter().any(|side| *side == 0 || *side > limit) {
            return Err(GpuError::Size { width: size_px[0], height: size_px[1], limit });
        }
        if self.canvas.as_ref().is_some_and(|canvas| canvas.targets.size_px == size_px) {
            return Ok(());
        }
        let device = &self.gpu.device;
        // What was there goes first, so that there need not be room for both.
        self.canvas = None;
        let room = device.push_error_scope(wgpu::ErrorFilter::OutOfMemory);
        let targets = Targets::new(device, size_px);
        if pollster::block_on(room.pop()).is_some() {
            let [width, height] = size_px;
            return Err(GpuError::Memory { width, height, gib: memory_gib(size_px) });
        }
        self.canvas = Some(Canvas {
            skin: [self.passes.halo.atlas(), self.passes.far_field.atlas()]
                .map(|atlas| self.passes.skin.bind(device, &targets, atlas, self.passes.shadow.map())),
            accumulate: self.passes.accumulate.bind(device, &targets),
            targets,
            shows_client: false,
        });
        self.samples = 0;
        Ok(())
    }

    /// Adds one sample of `scene` to the picture. Needs [`Renderer::resize`] first; without it nothing is drawn.
    pub fn add_sample(&mut self, scene: &Scene<'_>) {
        self.record(scene, |gpu, passes, inputs| {
            let mut encoder = gpu.device.create_command_encoder(&Default::default());
            FRAME.iter().for_each(|(_, step)| step(&mut encoder, passes, inputs));
            gpu.queue.submit([encoder.finish()]);
        });
    }

    /// Adds one sample pass by pass, waiting for each: the time that every pass takes, in order. Slower as a whole
    /// than [`Renderer::add_sample`], which lets passes overlap.
    ///
    /// # Errors
    /// [`GpuError::Lost`] when the device goes away.
    pub fn profile(&mut self, scene: &Scene<'_>) -> Result<Vec<(&'static str, Duration)>, GpuError> {
        let mut times = Vec::new();
        let mut lost = None;
        self.record(scene, |gpu, passes, inputs| {
            for &(name, step) in FRAME {
                let start = Instant::now();
                let mut encoder = gpu.device.create_command_encoder(&Default::default());
                step(&mut encoder, passes, inputs);
                gpu.queue.submit([encoder.finish()]);
                lost = gpu.wait().err().or(lost.take());
                times.push((name, start.elapsed()));
            }
        });
        lost.map_or(Ok(times), Err)
    }

    /// Brings the device up to date with `scene`, has one sample recorded and counts it.
    fn record(&mut self, scene: &Scene<'_>, draw: impl FnOnce(&Gpu, &Passes, &Inputs<'_>)) {
        let device = &self.gpu.device;
        let head = self.head.get_or(scene.surface.revision, |_| HeadBuffers::new(device, scene.surface));
        let splats = self.splats.get_or(scene.splats.revision, |_| SplatBuffers::new(device, scene.splats));
        let upload = |_: &_| {
            let skin = scene.surface.client.as_deref()?;
            Some(self.passes.client.upload(device, &self.gpu.queue, skin))
        };
        let client = self.client.get_or(scene.surface.revision, upload).as_ref();
        self.passes.skin.refresh(&self.gpu.queue, scene.skin_map);
        self.states.refresh(&self.gpu.queue, scene.states);
        let Some(canvas) = &mut self.canvas else { return };
        let shows_client = std::mem::replace(&mut canvas.shows_client, client.is_some());
        let canvas = &*canvas;
        let uniforms = frame_uniforms(scene, canvas.targets.size_px, self.samples, self.frame_settings);
        self.gpu.queue.write_buffer(&self.frame_buffer, 0, bytemuck::bytes_of(&uniforms));
        let triangles = if self.frame_settings.coarse { Triangles::Few } else { Triangles::All };
        let lights = scene.lighting.lights.len().min(self.frame_settings.shadows);
        let shadow_of = ShadowOf {
            head: scene.surface.revision,
            triangles,
            shadow_from_world: uniforms.shadow_from_world[..lights].to_vec(),
        };
        let changed_shadows = self.shadow_of.changed(shadow_of).then_some(lights as u32);
        let size_px = canvas.targets.size_px;
        let is_far_field = is_far_field(scene, size_px, self.frame_settings);
        let hair_of =
            HairOf { splats: scene.splats.revision, root: scene.states.root(), grown_mm: scene.grown_mm };
        let atlas_of = &mut self.atlas_of[usize::from(is_far_field)];
        let (hair_changed, states_changed) =
            (atlas_of.hair.changed(hair_of), atlas_of.states.changed(scene.states.revision));
        let changed_halos = (hair_changed || states_changed).then(|| Halos {
            of_hair: &splats.hair_halos,
            of_dots: splats.dot_halos_of(&scene.states.sessions),
            hair_is_summed: !hair_changed,
        });
        // What the atlas shows from afar is not drawn again; long hair never is in it.
        let [all_cores, all_shafts] = [&splats.cores, &splats.shafts].map(|of| of.each_ref());
        let cores = if is_far_field { &all_cores[1..] } else { &all_cores };
        let shafts =
            if is_far_field && scene.splats.coverage.is_short { &all_shafts[1..] } else { &all_shafts };
        let (read, write) = (self.samples as usize % 2, (self.samples as usize + 1) % 2);
        let inputs = Inputs {
            frame: &self.frame_group,
            states: self.states.group(),
            targets: &canvas.targets,
            skin: &canvas.skin[usize::from(is_far_field)],
            accumulate: &canvas.accumulate[read],
            mean: &canvas.targets.means[write],
            head,
            client: (shows_client || client.is_some()).then_some(client),
            triangles,
            cores,
            eye: scene.camera.sight_origin(),
            fraction: uniforms.instance_weight.recip(),
            changed_halos,
            is_far_field,
            shafts,
            changed_shadows,
        };
        draw(&self.gpu, &self.passes, &inputs);
        self.samples += 1;
    }

    /// Draws the picture so far into its place of a display texture of `format`, which is not an sRGB format.
    pub fn show(
        &mut self,
        encoder: &mut wgpu::CommandEncoder,
        display: &wgpu::TextureView,
        format: wgpu::TextureFormat,
        place: PicturePlace,
    ) {
        let device = &self.gpu.device;
        let resolve = self
            .displays
            .entry(format)
            .or_insert_with(|| ResolvePass::new(device, &self.shaders, &self.frame_layout, format));
        if let Some(canvas) = &self.canvas {
            let newest = &resolve.bind(device, &canvas.targets)[self.samples as usize % 2];
            resolve.draw(encoder, &self.frame_group, newest, display, place);
        }
    }
}
