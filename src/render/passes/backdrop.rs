//! What stands behind the head.

use super::{attachment, fullscreen_pipeline};
use crate::render::targets::{Formats, Targets};

/// The pass.
pub struct Backdrop {
    pipeline: wgpu::RenderPipeline,
}

impl Backdrop {
    /// Makes the pipeline.
    pub fn new(device: &wgpu::Device, formats: Formats, frame: &wgpu::BindGroupLayout) -> Backdrop {
        Backdrop { pipeline: fullscreen_pipeline(device, "backdrop.wgsl", &[frame], formats.scene) }
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
