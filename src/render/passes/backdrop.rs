//! What stands behind the head, where nothing stands before it.

use crate::render::background::{GRID_COLUMNS, GRID_ROWS};
use crate::render::pipeline::{
    PassContext, PipelineDesc, attachment, depth_attachment, depth_tested, pipeline,
};
use crate::render::targets::{BITS, Targets};

/// The pass.
pub struct BackdropPass {
    pipeline: wgpu::RenderPipeline,
}

impl BackdropPass {
    /// Makes the pipeline.
    pub fn new(context: &PassContext<'_>) -> BackdropPass {
        let PassContext { device, shaders, frame, .. } = *context;
        let pipeline = pipeline(
            device,
            shaders,
            &PipelineDesc {
                shader: "backdrop.wgsl",
                groups: &[frame],
                buffers: &[],
                targets: &[BITS.into()],
                // As far away as can be: the complement of what the skin pass lights.
                depth: Some(depth_tested()),
                topology: wgpu::PrimitiveTopology::TriangleStrip,
            },
        );
        BackdropPass { pipeline }
    }

    /// Fills the scene target around the head.
    pub fn draw(&self, encoder: &mut wgpu::CommandEncoder, frame: &wgpu::BindGroup, targets: &Targets) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.backdrop"),
            color_attachments: &[attachment(&targets.scene, Some(wgpu::Color::BLACK))],
            depth_stencil_attachment: depth_attachment(&targets.depth, false),
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        pass.draw(0..2 * (GRID_COLUMNS + 1), 0..GRID_ROWS);
    }
}
