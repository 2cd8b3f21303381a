//! The wide halos, summed into the scalp atlas whenever dots, day or light change; never per frame.

use super::{Recipe, attachment, instances, pipeline, summing};
use crate::render::atlas::SIDE_TEXELS;
use crate::render::buffers::InstanceBuffer;
use crate::render::layout::HaloInstance;
use crate::render::targets::{Formats, target};

/// S and Q of pigment over the scalp atlas.
pub struct Sums {
    loss: wgpu::TextureView,
    weighted: wgpu::TextureView,
}

impl Sums {
    /// What a pipeline that adds to them draws to.
    pub fn targets(formats: Formats) -> [wgpu::ColorTargetState; 2] {
        [0, 1].map(|_| summing(formats.halo, wgpu::ColorWrites::ALL))
    }

    /// Textures of so many texels on a side.
    pub fn new(device: &wgpu::Device, formats: Formats, label: &str, side_texels: u32) -> Sums {
        let view = |name: &str| {
            let label = format!("{label}.{name}");
            target(device, &label, [side_texels; 2], formats.halo).create_view(&Default::default())
        };
        Sums { loss: view("loss"), weighted: view("weighted") }
    }

    /// S and Q.
    pub fn views(&self) -> [&wgpu::TextureView; 2] {
        [&self.loss, &self.weighted]
    }

    /// Clears them, for a pass with the groups of frame and levels.
    pub fn begin<'a>(
        &self,
        encoder: &'a mut wgpu::CommandEncoder,
        label: &str,
        [frame, levels]: [&wgpu::BindGroup; 2],
    ) -> wgpu::RenderPass<'a> {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some(label),
            color_attachments: &self.views().map(|view| attachment(view, Some(wgpu::Color::TRANSPARENT))),
            ..Default::default()
        });
        pass.set_bind_group(0, frame, &[]);
        pass.set_bind_group(1, levels, &[]);
        pass
    }
}

/// The pass and its atlas.
pub struct Halo {
    pipeline: wgpu::RenderPipeline,
    sums: Sums,
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
                targets: &Sums::targets(formats),
                depth: None,
                topology: wgpu::PrimitiveTopology::TriangleStrip,
            },
        );
        Halo { pipeline, sums: Sums::new(device, formats, "papilla.halo", SIDE_TEXELS) }
    }

    /// S and Q of the halos, for the skin pass.
    pub fn atlas(&self) -> [&wgpu::TextureView; 2] {
        self.sums.views()
    }

    /// Sums all halos anew.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        groups: [&wgpu::BindGroup; 2],
        halos: &InstanceBuffer,
    ) {
        self.draw_into(&mut self.sums.begin(encoder, "papilla.halo", groups), halos);
    }

    /// Adds all halos to what a pass with the same groups draws.
    pub fn draw_into(&self, pass: &mut wgpu::RenderPass<'_>, halos: &InstanceBuffer) {
        pass.set_pipeline(&self.pipeline);
        halos.draw_strips(pass, glam::Vec3::ZERO, 1.0);
    }
}
