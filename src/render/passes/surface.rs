//! The nearest surface: position, normal, ambient openness, flush and place on the scalp, per pixel.

use super::{Recipe, attachment, depth_attachment, depth_written, pipeline};
use crate::render::buffers::{HeadBuffers, Triangles};
use crate::render::layout::SurfaceVertex;
use crate::render::targets::{Formats, NORMAL, Targets};

/// The pass.
pub struct Surface {
    pipeline: wgpu::RenderPipeline,
}

impl Surface {
    /// Makes the pipeline.
    pub fn new(device: &wgpu::Device, formats: Formats, frame: &wgpu::BindGroupLayout) -> Surface {
        let pipeline = pipeline(
            device,
            &Recipe {
                shader: "surface.wgsl",
                groups: &[frame],
                buffers: &[wgpu::VertexBufferLayout {
                    array_stride: size_of::<SurfaceVertex>() as u64,
                    step_mode: wgpu::VertexStepMode::Vertex,
                    attributes: &SurfaceVertex::ATTRIBUTES,
                }],
                targets: &[formats.position.into(), NORMAL.into(), formats.atlas.into()],
                depth: Some(depth_written()),
                topology: wgpu::PrimitiveTopology::TriangleList,
            },
        );
        Surface { pipeline }
    }

    /// Draws the head into the position, normal and atlas targets.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        frame: &wgpu::BindGroup,
        targets: &Targets,
        (head, triangles): (&HeadBuffers, Triangles),
    ) {
        let nothing_there = wgpu::Color { r: 0.0, g: 0.0, b: 0.0, a: -1.0 };
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.surface"),
            color_attachments: &[
                attachment(&targets.position, Some(nothing_there)),
                attachment(&targets.normal, Some(wgpu::Color::TRANSPARENT)),
                attachment(&targets.atlas, Some(wgpu::Color::TRANSPARENT)),
            ],
            depth_stencil_attachment: depth_attachment(&targets.depth, true),
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        head.draw(&mut pass, triangles, 0);
    }
}
