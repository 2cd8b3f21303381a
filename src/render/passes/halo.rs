//! The wide halos, summed into the scalp atlas whenever dots, day or light change; never per frame.

use super::{Recipe, attachment, instances, pipeline, summing};
use crate::render::atlas::SIDE_TEXELS;
use crate::render::buffers::InstanceBuffer;
use crate::render::layout::HaloInstance;
use crate::render::targets::{Formats, target};

/// The pass and its atlas.
pub struct Halo {
    pipeline: wgpu::RenderPipeline,
    loss: wgpu::TextureView,
    weighted: wgpu::TextureView,
}

impl Halo {
    /// Makes the pipeline and the atlas.
    pub fn new(
        device: &wgpu::Device,
        formats: Formats,
        frame: &wgpu::BindGroupLayout,
        levels: &wgpu::BindGroupLayout,
    ) -> Halo {
        let pipeline = pipeline(
            device,
            &Recipe {
                shader: "halo.wgsl",
                groups: &[frame, levels],
                buffers: &[instances::<HaloInstance>(&HaloInstance::ATTRIBUTES)],
                targets: &[
                    summing(formats.halo, wgpu::ColorWrites::ALL),
                    summing(formats.halo, wgpu::ColorWrites::ALL),
                ],
                depth: None,
                topology: wgpu::PrimitiveTopology::TriangleStrip,
            },
        );
        let view =
            |label| target(device, label, [SIDE_TEXELS; 2], formats.halo).create_view(&Default::default());
        Halo { pipeline, loss: view("papilla.halo.loss"), weighted: view("papilla.halo.weighted") }
    }

    /// S and Q of the halos, for the skin pass.
    pub fn atlas(&self) -> [&wgpu::TextureView; 2] {
        [&self.loss, &self.weighted]
    }

    /// Sums all halos anew.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        [frame, levels]: [&wgpu::BindGroup; 2],
        halos: &InstanceBuffer,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.halo"),
            color_attachments: &[
                attachment(&self.loss, Some(wgpu::Color::TRANSPARENT)),
                attachment(&self.weighted, Some(wgpu::Color::TRANSPARENT)),
            ],
            ..Default::default()
        });
        pass.set_bind_group(0, frame, &[]);
        pass.set_bind_group(1, levels, &[]);
        self.draw_into(&mut pass, halos);
    }

    /// Adds all halos to what a pass with the same groups draws.
    pub fn draw_into(&self, pass: &mut wgpu::RenderPass<'_>, halos: &InstanceBuffer) {
        pass.set_pipeline(&self.pipeline);
        halos.draw_strips(pass, glam::Vec3::ZERO, 1.0);
    }
}
