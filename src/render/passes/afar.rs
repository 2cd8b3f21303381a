//! Dots with their halos, roots and short hair as they are seen from afar: summed into a smaller atlas whenever they,
//! day or light change, so that views whose pixels are coarser than dots need not draw them one by one. A software
//! rasteriser spends two microseconds on a dot in every frame.
//!
//! Known limits: dots fall into whole texels of about 0.8 mm; hair is taken to lean every way alike.

use super::{Recipe, attachment, halo::Halo, instances, pipeline, summing};
use crate::render::atlas::SIDE_TEXELS;
use crate::render::buffers::InstanceBuffer;
use crate::render::layout::HaloInstance;
use crate::render::targets::{Formats, target};

/// Side of the atlas, texels: half of that of the halos; `shaders/afar.wgsl` knows it too.
const SIDE: u32 = SIDE_TEXELS / 2;

/// The pass and its atlas.
pub struct Afar {
    pipeline: wgpu::RenderPipeline,
    loss: wgpu::TextureView,
    weighted: wgpu::TextureView,
}

impl Afar {
    /// Makes the pipeline and the atlas.
    pub fn new(
        device: &wgpu::Device,
        formats: Formats,
        frame: &wgpu::BindGroupLayout,
        levels: &wgpu::BindGroupLayout,
    ) -> Afar {
        let pipeline = pipeline(
            device,
            &Recipe {
                shader: "afar.wgsl",
                groups: &[frame, levels],
                buffers: &[wgpu::VertexBufferLayout {
                    step_mode: wgpu::VertexStepMode::Vertex,
                    ..instances::<HaloInstance>(&HaloInstance::ATTRIBUTES)
                }],
                targets: &[
                    summing(formats.halo, wgpu::ColorWrites::ALL),
                    summing(formats.halo, wgpu::ColorWrites::ALL),
                ],
                depth: None,
                topology: wgpu::PrimitiveTopology::PointList,
            },
        );
        let view = |label| target(device, label, [SIDE; 2], formats.halo).create_view(&Default::default());
        Afar { pipeline, loss: view("papilla.afar.loss"), weighted: view("papilla.afar.weighted") }
    }

    /// S and Q of halos, dots and roots, and the area of shafts, for the skin pass.
    pub fn atlas(&self) -> [&wgpu::TextureView; 2] {
        [&self.loss, &self.weighted]
    }

    /// Sums all anew.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        [frame, levels]: [&wgpu::BindGroup; 2],
        (halo, dots): (&Halo, &InstanceBuffer),
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.afar"),
            color_attachments: &[
                attachment(&self.loss, Some(wgpu::Color::TRANSPARENT)),
                attachment(&self.weighted, Some(wgpu::Color::TRANSPARENT)),
            ],
            ..Default::default()
        });
        pass.set_bind_group(0, frame, &[]);
        pass.set_bind_group(1, levels, &[]);
        halo.draw_into(&mut pass, dots);
        pass.set_pipeline(&self.pipeline);
        dots.draw_points(&mut pass);
    }
}
