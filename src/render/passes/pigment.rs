//! The sharp cores of dots and hair roots, summed per pixel: S and Q of `docs/optics.md#law-7-sums`.

use crate::optics::disc::disc_blur_table;
use crate::render::buffers::Thinned;
use crate::render::layout::CoreInstance;
use crate::render::pipeline::{
    PassContext, PipelineDesc, SMOOTH, additive_target, attachment, depth_attachment, depth_tested, in_order,
    instances, pipeline, texture,
};
use crate::render::targets::{LOSS, Targets};

/// Side of the table of blurred discs, texels.
const TABLE_SIDE: usize = 64;

/// The pass and its table of blurred discs.
pub struct PigmentPass {
    pipeline: wgpu::RenderPipeline,
    table: wgpu::BindGroup,
}

impl PigmentPass {
    /// Makes the pipeline and uploads the table.
    pub fn new(context: &PassContext<'_>) -> PigmentPass {
        let PassContext { device, queue, shaders, frame, states, .. } = *context;
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("papilla.pigment"),
            entries: &in_order([
                texture(SMOOTH),
                wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering),
            ]),
        });
        let pipeline = pipeline(
            device,
            shaders,
            &PipelineDesc {
                shader: "pigment.wgsl",
                groups: &[frame, &layout, states],
                buffers: &[instances::<CoreInstance>()],
                targets: &[additive_target(LOSS), additive_target(LOSS)],
                depth: Some(depth_tested()),
                topology: wgpu::PrimitiveTopology::TriangleStrip,
            },
        );
        PigmentPass { pipeline, table: table_group(device, queue, &layout) }
    }

    /// Clears the loss targets and draws every core.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        frame: &wgpu::BindGroup,
        states: &wgpu::BindGroup,
        targets: &Targets,
        cores: &Thinned<'_>,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.pigment"),
            color_attachments: &[
                attachment(&targets.loss, Some(wgpu::Color::TRANSPARENT)),
                attachment(&targets.weighted, Some(wgpu::Color::TRANSPARENT)),
            ],
            depth_stencil_attachment: depth_attachment(&targets.depth, false),
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        pass.set_bind_group(1, &self.table, &[]);
        pass.set_bind_group(2, states, &[]);
        cores.draw_strips(&mut pass);
    }
}

fn table_group(
    device: &wgpu::Device,
    queue: &wgpu::Queue,
    layout: &wgpu::BindGroupLayout,
) -> wgpu::BindGroup {
    let texels: Vec<half::f16> =
        disc_blur_table(TABLE_SIDE, TABLE_SIDE).into_iter().map(half::f16::from_f32).collect();
    let side = TABLE_SIDE as u32;
    let size = wgpu::Extent3d { width: side, height: side, depth_or_array_layers: 1 };
    let texture = device.create_texture(&wgpu::TextureDescriptor {
        label: Some("papilla.pigment.disc_blur"),
        size,
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: wgpu::TextureFormat::R16Float,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    queue.write_texture(
        texture.as_image_copy(),
        bytemuck::cast_slice(&texels),
        wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(2 * side), rows_per_image: None },
        size,
    );
    let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
        mag_filter: wgpu::FilterMode::Linear,
        min_filter: wgpu::FilterMode::Linear,
        ..Default::default()
    });
    device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("papilla.pigment.disc_blur"),
        layout,
        entries: &[
            wgpu::BindGroupEntry {
                binding: 0,
                resource: wgpu::BindingResource::TextureView(&texture.create_view(&Default::default())),
            },
            wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&sampler) },
        ],
    })
}
