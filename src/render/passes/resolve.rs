//! Accumulated scene light to the display: exposure, tone curve, sRGB code values.

use crate::render::pipeline::{WORDS, attachment, bind_textures, fullscreen_pipeline, in_order, texture};
use crate::render::rectangle::PicturePlace;
use crate::render::shader::Sources;
use crate::render::targets::Targets;

/// The pass. The target format is the display's, never an sRGB format: the shader encodes.
pub struct ResolvePass {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
}

impl ResolvePass {
    /// Makes the pipeline for one display format.
    pub fn new(
        device: &wgpu::Device,
        shaders: &Sources,
        frame: &wgpu::BindGroupLayout,
        format: wgpu::TextureFormat,
    ) -> ResolvePass {
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("papilla.resolve"),
            entries: &in_order([texture(WORDS)]),
        });
        let pipeline = fullscreen_pipeline(device, shaders, "resolve.wgsl", &[frame, &layout], format);
        ResolvePass { pipeline, layout }
    }

    /// Binds each of the two means.
    pub fn bind(&self, device: &wgpu::Device, targets: &Targets) -> [wgpu::BindGroup; 2] {
        [0, 1].map(|i: usize| bind_textures(device, &self.layout, &[&targets.means[i]]))
    }

    /// Draws the mean that `input` reads into its place of the display.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        frame: &wgpu::BindGroup,
        input: &wgpu::BindGroup,
        display: &wgpu::TextureView,
        place: PicturePlace,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.resolve"),
            color_attachments: &[attachment(display, None)],
            ..Default::default()
        });
        let PicturePlace { whole, seen } = place;
        let [x, y] = whole.origin_px.map(|side| side as f32);
        let [width, height] = whole.size_px.map(|side| side as f32);
        pass.set_viewport(x, y, width, height, 0.0, 1.0);
        pass.set_scissor_rect(seen.origin_px[0], seen.origin_px[1], seen.size_px[0], seen.size_px[1]);
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        pass.set_bind_group(1, input, &[]);
        pass.draw(0..3, 0..1);
    }
}
