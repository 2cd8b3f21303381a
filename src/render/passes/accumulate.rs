//! Running mean of the samples of a resting view.

use crate::render::pipeline::{
    PassContext, WORDS, attachment, bind_textures, fullscreen_pipeline, in_order, texture,
};
use crate::render::targets::{BITS, Targets};

/// The pass.
pub struct AccumulatePass {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
}

impl AccumulatePass {
    /// Makes the pipeline.
    pub fn new(context: &PassContext<'_>) -> AccumulatePass {
        let PassContext { device, shaders, frame, .. } = *context;
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("papilla.accumulate"),
            entries: &in_order([texture(WORDS), texture(WORDS)]),
        });
        let pipeline = fullscreen_pipeline(device, shaders, "accumulate.wgsl", &[frame, &layout], BITS);
        AccumulatePass { pipeline, layout }
    }

    /// Binds the sample and each of the two means.
    pub fn bind(&self, device: &wgpu::Device, targets: &Targets) -> [wgpu::BindGroup; 2] {
        [0, 1].map(|i: usize| bind_textures(device, &self.layout, &[&targets.scene, &targets.means[i]]))
    }

    /// Adds the sample to the mean that `inputs` reads, writing the other, `into`.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        frame: &wgpu::BindGroup,
        inputs: &wgpu::BindGroup,
        into: &wgpu::TextureView,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.accumulate"),
            color_attachments: &[attachment(into, Some(wgpu::Color::BLACK))],
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        pass.set_bind_group(1, inputs, &[]);
        pass.draw(0..3, 0..1);
    }
}
