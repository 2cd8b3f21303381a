//! Hair shafts above the skin: their coverage, summed into the alpha of the loss target, their contact shadows in its
//! colours, and the light they send.

use crate::render::buffers::Thinned;
use crate::render::layout::ShaftInstance;
use crate::render::pipeline::{
    PassContext, PipelineDesc, additive_target, attachment, depth_attachment, depth_tested, instances,
    pipeline,
};
use crate::render::targets::{LOSS, Targets};

/// The pass.
pub struct StubblePass {
    pipeline: wgpu::RenderPipeline,
}

impl StubblePass {
    /// Makes the pipeline.
    pub fn new(context: &PassContext<'_>) -> StubblePass {
        let PassContext { device, shaders, frame, .. } = *context;
        let pipeline = pipeline(
            device,
            shaders,
            &PipelineDesc {
                shader: "stubble.wgsl",
                groups: &[frame],
                buffers: &[instances::<ShaftInstance>()],
                targets: &[0, 1, 2].map(|_| additive_target(LOSS)),
                depth: Some(depth_tested()),
                topology: wgpu::PrimitiveTopology::TriangleStrip,
            },
        );
        StubblePass { pipeline }
    }

    /// Draws every shaft.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        frame: &wgpu::BindGroup,
        targets: &Targets,
        shafts: &Thinned<'_>,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.stubble"),
            color_attachments: &[
                attachment(&targets.loss, None),
                attachment(&targets.weighted, None),
                attachment(&targets.strand, Some(wgpu::Color::TRANSPARENT)),
            ],
            depth_stencil_attachment: depth_attachment(&targets.depth, false),
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        shafts.draw_strips(&mut pass);
    }
}
