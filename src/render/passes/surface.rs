//! The nearest surface: position, normal, ambient visibility, curvature, erythema and place on the scalp, per pixel.

use crate::render::buffers::{HeadBuffers, Triangles};
use crate::render::layout::SurfaceVertex;
use crate::render::pipeline::{
    PassContext, PipelineDesc, attachment, depth_attachment, depth_written, pipeline, vertices,
};
use crate::render::targets::{BITS, Targets};

/// The pass.
pub struct SurfacePass {
    pipeline: wgpu::RenderPipeline,
}

impl SurfacePass {
    /// Makes the pipeline.
    pub fn new(context: &PassContext<'_>) -> SurfacePass {
        let PassContext { device, shaders, frame, .. } = *context;
        let pipeline = pipeline(
            device,
            shaders,
            &PipelineDesc {
                shader: "surface.wgsl",
                groups: &[frame],
                buffers: &[vertices::<SurfaceVertex>()],
                targets: &[BITS.into(), BITS.into()],
                depth: Some(depth_written()),
                topology: wgpu::PrimitiveTopology::TriangleList,
            },
        );
        SurfacePass { pipeline }
    }

    /// Draws the head into the two targets of geometry.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        frame: &wgpu::BindGroup,
        targets: &Targets,
        head: &HeadBuffers,
        triangles: Triangles,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.surface"),
            color_attachments: &[
                attachment(&targets.place, Some(wgpu::Color::TRANSPARENT)),
                attachment(&targets.traits, Some(wgpu::Color::TRANSPARENT)),
            ],
            depth_stencil_attachment: depth_attachment(&targets.depth, true),
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        head.draw(&mut pass, triangles, 0);
    }
}
