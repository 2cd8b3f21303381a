//! What stands behind the head.

use crate::render::pipeline::{PassContext, attachment, fullscreen_pipeline};
use crate::render::targets::{BITS, Targets};

/// The pass.
pub struct BackdropPass {
    pipeline: wgpu::RenderPipeline,
}

impl BackdropPass {
    /// Makes the pipeline.
    pub fn new(context: &PassContext<'_>) -> BackdropPass {
        let PassContext { device, shaders, frame, .. } = *context;
        BackdropPass { pipeline: fullscreen_pipeline(device, shaders, "backdrop.wgsl", &[frame], BITS) }
    }

    /// Fills the scene target.
    pub fn draw(&self, encoder: &mut wgpu::CommandEncoder, frame: &wgpu::BindGroup, targets: &Targets) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.backdrop"),
            color_attachments: &[attachment(&targets.scene, Some(wgpu::Color::BLACK))],
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        pass.draw(0..3, 0..1);
    }
}
