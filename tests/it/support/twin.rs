//! A law that stands in Rust and in a shader, evaluated in both.

use std::sync::LazyLock;

use papilla::render::gpu::Gpu;
use papilla::render::pigment_states::STATES_PER_ROW;
use papilla::render::pipeline::{
    TEXELS, WORDS, attachment, bind_textures, fullscreen_pipeline, in_order, texture,
};
use papilla::render::readback::read_texture;
use papilla::render::shader::Sources;
use papilla::render::targets::{BITS, target};
use wgpu::util::{DeviceExt, TextureDataOrder};

use super::on;

/// A function of WGSL and the one of Rust that it repeats.
pub struct Twin<'a> {
    /// File of the first.
    pub file: &'a str,
    /// It, as a `vec4f` that depends on `x: vec4f`.
    pub wgsl: &'a str,
    /// The second.
    pub rust: &'a dyn Fn([f32; 4]) -> [f32; 4],
    /// At which `x` they are compared.
    pub inputs: Vec<[f32; 4]>,
    /// How far they may be apart.
    pub tolerance: f32,
    /// A piece of the file, and what is wrong in its place.
    pub planted: (&'a str, &'a str),
    /// What `states` holds, where the file reads it: rows of the table's width.
    pub states: Vec<[f32; 4]>,
}

impl Default for Twin<'_> {
    fn default() -> Self {
        let none = &|_| [f32::NAN; 4];
        let (inputs, states) = (Vec::new(), vec![[0.0; 4]]);
        Twin { file: "", wgsl: "", rust: none, inputs, tolerance: 0.0, planted: ("", ""), states }
    }
}

impl Twin<'_> {
    /// Both agree on Vulkan and on OpenGL, and would not with the defect.
    pub fn holds(&self) {
        let (from, to) = self.planted;
        assert!(Sources::default().text(self.file).contains(from), "{} has no {from:?}", self.file);
        for gpu in GPUS.iter() {
            let apart = |sources: &Sources| {
                let pair = |(found, x): ([f32; 4], &[f32; 4])| [found, (self.rust)(*x)];
                let pairs = self.evaluated(gpu, sources).into_iter().zip(&self.inputs).map(pair);
                let channels = pairs.flat_map(|[a, b]| (0..4).map(move |c| (a[c] - b[c]).abs()));
                channels.fold(0.0, worse)
            };
            let right = apart(&Sources::default());
            let wrong = apart(&Sources::default().with(self.file, from, to));
            println!(
                "{}: {right:e} apart on {}, planted {wrong:e}",
                self.wgsl,
                gpu.adapter.get_info().backend
            );
            assert!(right <= self.tolerance, "{}: {right} apart", self.wgsl);
            assert!(wrong.is_nan() || wrong > self.tolerance, "planted: {to:?} must be seen, {wrong}");
        }
    }

    /// What WGSL has at the inputs: a picture of one row.
    fn evaluated(&self, gpu: &Gpu, sources: &Sources) -> Vec<[f32; 4]> {
        let device = &gpu.device;
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: None,
            entries: &in_order([texture(WORDS), texture(TEXELS)]),
        });
        let sources = sources.clone().and("twin.wgsl", self.text());
        let pipeline = fullscreen_pipeline(device, &sources, "twin.wgsl", &[&layout], BITS);
        let inputs = filled(gpu, BITS, &self.inputs, self.inputs.len() as u32);
        let row = (self.states.len() as u32).min(STATES_PER_ROW);
        let states = filled(gpu, wgpu::TextureFormat::Rgba32Float, &self.states, row);
        let group = bind_textures(device, &layout, &[&inputs, &states]);
        let size_px = [self.inputs.len() as u32, 1];
        let picture = target(device, "twin", size_px, BITS);
        let mut encoder = device.create_command_encoder(&Default::default());
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            color_attachments: &[attachment(
                &picture.create_view(&Default::default()),
                Some(wgpu::Color::BLACK),
            )],
            ..Default::default()
        });
        pass.set_pipeline(&pipeline);
        pass.set_bind_group(0, &group, &[]);
        pass.draw(0..3, 0..1);
        drop(pass);
        gpu.queue.submit([encoder.finish()]);
        let bytes = read_texture(gpu, &picture, size_px, 16).unwrap();
        bytes.chunks_exact(16).map(bytemuck::pod_read_unaligned).collect()
    }

    fn text(&self) -> String {
        let Twin { file, wgsl, .. } = self;
        format!(
            "
@group(0) @binding(0) var inputs: texture_2d<u32>;
@group(0) @binding(1) var states: texture_2d<f32>;
//!include common/fullscreen.wgsl
//!include {file}
@fragment
fn fs(v: Fullscreen) -> @location(0) vec4u {{
    let x = bitcast<vec4f>(textureLoad(inputs, vec2i(v.position.xy), 0));
    return bitcast<vec4u>({wgsl});
}}"
        )
    }
}

/// Drivers of both backends.
static GPUS: LazyLock<[Gpu; 2]> =
    LazyLock::new(|| ["vulkan", "opengl"].map(|backend| on(backend).gpu().clone()));

/// The greater; what is no number is the worst.
fn worse(a: f32, b: f32) -> f32 {
    if a.is_nan() || b <= a { a } else { b }
}

/// A texture of these texels, rows of `width`.
fn filled(gpu: &Gpu, format: wgpu::TextureFormat, texels: &[[f32; 4]], width: u32) -> wgpu::TextureView {
    let size = wgpu::Extent3d { width, height: texels.len() as u32 / width, depth_or_array_layers: 1 };
    let descriptor = wgpu::TextureDescriptor {
        label: None,
        size,
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    };
    let order = TextureDataOrder::LayerMajor;
    let texture =
        gpu.device.create_texture_with_data(&gpu.queue, &descriptor, order, bytemuck::cast_slice(texels));
    texture.create_view(&Default::default())
}
