//! Depth of the head as each light sees it, side by side in one map. Each accumulated sample moves the lights over
//! their own discs, so that shadows of large lights converge to soft ones.

use crate::render::buffers::{HeadBuffers, Triangles};
use crate::render::layout::{SHADOW_MAPS_ACROSS, Shared, SurfaceVertex};
use crate::render::pipeline::{
    PassContext, PipelineDesc, depth_attachment, depth_written, pipeline, vertices,
};

/// Side of one light's part of the map, texels: 0.5 mm on the head.
const SIDE_TEXELS: u32 = 1024;
/// The pass.
pub struct ShadowPass {
    pipeline: wgpu::RenderPipeline,
    map: wgpu::TextureView,
}

impl ShadowPass {
    /// Makes the pipeline and the map.
    pub fn new(context: &PassContext<'_>) -> ShadowPass {
        let PassContext { device, shaders, frame, .. } = *context;
        let pipeline = pipeline(
            device,
            shaders,
            &PipelineDesc {
                shader: "shadow.wgsl",
                groups: &[frame],
                buffers: &[wgpu::VertexBufferLayout {
                    attributes: &SurfaceVertex::LAYOUT.attributes[..1], // its place
                    ..vertices::<SurfaceVertex>()
                }],
                targets: &[],
                depth: Some(wgpu::DepthStencilState {
                    bias: wgpu::DepthBiasState { constant: 0, slope_scale: 1.5, clamp: 0.0 },
                    ..depth_written()
                }),
                topology: wgpu::PrimitiveTopology::TriangleList,
            },
        );
        let size = [SHADOW_MAPS_ACROSS * SIDE_TEXELS; 2];
        let map =
            crate::render::targets::target(device, "papilla.shadow", size, crate::render::targets::DEPTH);
        ShadowPass { pipeline, map: map.create_view(&Default::default()) }
    }

    /// The map, for the skin pass.
    pub fn map(&self) -> &wgpu::TextureView {
        &self.map
    }

    /// Draws the head into the parts of the first `lights` lights.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        frame: &wgpu::BindGroup,
        head: &HeadBuffers,
        triangles: Triangles,
        lights: u32,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.shadow"),
            depth_stencil_attachment: depth_attachment(&self.map, true),
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        let side = SIDE_TEXELS as f32;
        for light in 0..lights.min(SHADOW_MAPS_ACROSS * SHADOW_MAPS_ACROSS) {
            let [x, y] =
                [light % SHADOW_MAPS_ACROSS, light / SHADOW_MAPS_ACROSS].map(|part| part as f32 * side);
            pass.set_viewport(x, y, side, side, 0.0, 1.0);
            head.draw(&mut pass, triangles, light);
        }
    }
}
