//! Depth of the head as the key light sees it. Each accumulated sample moves the light over its own disc, so that
//! shadows of large lights converge to soft ones.

use super::{Recipe, depth_attachment, depth_written, pipeline};
use crate::render::buffers::HeadBuffers;
use crate::render::layout::SurfaceVertex;

/// Side of the map, texels: 0.3 mm on the head.
pub const SIDE_TEXELS: u32 = 1024;

/// The pass.
pub struct Shadow {
    pipeline: wgpu::RenderPipeline,
    map: wgpu::TextureView,
}

impl Shadow {
    /// Makes the pipeline and the map.
    pub fn new(device: &wgpu::Device, frame: &wgpu::BindGroupLayout) -> Shadow {
        let pipeline = pipeline(
            device,
            &Recipe {
                shader: "shadow.wgsl",
                groups: &[frame],
                buffers: &[wgpu::VertexBufferLayout {
                    array_stride: size_of::<SurfaceVertex>() as u64,
                    step_mode: wgpu::VertexStepMode::Vertex,
                    attributes: &SurfaceVertex::ATTRIBUTES[..1],
                }],
                targets: &[],
                depth: Some(wgpu::DepthStencilState {
                    bias: wgpu::DepthBiasState { constant: 0, slope_scale: 1.5, clamp: 0.0 },
                    ..depth_written()
                }),
                topology: wgpu::PrimitiveTopology::TriangleList,
            },
        );
        let size = [SIDE_TEXELS, SIDE_TEXELS];
        let map =
            crate::render::targets::target(device, "papilla.shadow", size, crate::render::targets::DEPTH);
        Shadow { pipeline, map: map.create_view(&Default::default()) }
    }

    /// The map, for the skin pass.
    pub fn map(&self) -> &wgpu::TextureView {
        &self.map
    }

    /// Draws the head into the map.
    pub fn draw(&self, encoder: &mut wgpu::CommandEncoder, frame: &wgpu::BindGroup, head: &HeadBuffers) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.shadow"),
            depth_stencil_attachment: depth_attachment(&self.map, true),
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        head.draw(&mut pass);
    }
}
