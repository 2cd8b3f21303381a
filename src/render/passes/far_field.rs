//! Dots with their halos, roots and short hair as they are seen from afar: summed into a smaller atlas whenever they,
//! day or light change, so that views whose pixels are coarser than dots need not draw them one by one. A software
//! rasteriser spends two microseconds on a dot in every frame.
//!
//! Known limits: dots fall into whole texels of about 0.8 mm; hair is taken to lean every way alike.

use super::halo::{HaloAtlas, HaloPass, Halos};
use crate::render::atlas;
use crate::render::layout::HaloInstance;
use crate::render::pipeline::{PassContext, PipelineDesc, pipeline, vertices};

/// Side of the atlas, texels: half of that of the halos.
pub const SIDE_TEXELS: u32 = atlas::SIDE_TEXELS / 2;

/// The pass and its atlas.
pub struct FarFieldPass {
    pipeline: wgpu::RenderPipeline,
    atlas: HaloAtlas,
}

impl FarFieldPass {
    /// Makes the pipeline and the atlas.
    pub fn new(context: &PassContext<'_>) -> FarFieldPass {
        let PassContext { device, shaders, frame, states, halo, .. } = *context;
        let pipeline = pipeline(
            device,
            shaders,
            &PipelineDesc {
                shader: "far_field.wgsl",
                groups: &[frame, states],
                buffers: &[vertices::<HaloInstance>()],
                targets: &HaloAtlas::targets(halo),
                depth: None,
                topology: wgpu::PrimitiveTopology::PointList,
            },
        );
        FarFieldPass { pipeline, atlas: HaloAtlas::new(device, halo, SIDE_TEXELS) }
    }

    /// S and Q of halos, dots and roots, and the area of shafts, for the skin pass.
    pub fn atlas(&self) -> [&wgpu::TextureView; 2] {
        self.atlas.views()
    }

    /// Sums all anew.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        groups: [&wgpu::BindGroup; 2],
        halo: &HaloPass,
        halos: &Halos<'_>,
    ) {
        self.atlas.sum(encoder, groups, halos, |pass, marks| {
            halo.add(pass, marks);
            pass.set_pipeline(&self.pipeline);
            marks.draw_points(pass);
        });
    }
}
