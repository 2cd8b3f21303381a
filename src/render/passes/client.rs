//! The client's own skin, from the picture of a scan, per pixel of the head.

use wgpu::util::DeviceExt;

use crate::render::layout::ClientVertex;
use crate::render::pipeline::{
    PassContext, PipelineDesc, SMOOTH, attachment, depth_attachment, depth_tested, in_order, pipeline,
    texture, vertices,
};
use crate::render::surface::ClientSkin;
use crate::render::targets::{LOSS, Targets};

/// The pass.
pub struct ClientPass {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    sampler: wgpu::Sampler,
}

/// A client's skin on the device.
pub struct ClientBuffers {
    vertices: wgpu::Buffer,
    count: u32,
    picture: wgpu::BindGroup,
}

impl ClientPass {
    /// Makes the pipeline.
    pub fn new(context: &PassContext<'_>) -> ClientPass {
        let PassContext { device, shaders, frame, .. } = *context;
        let sampler = wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering);
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("papilla.client"),
            entries: &in_order([texture(SMOOTH), sampler]),
        });
        let pipeline = pipeline(
            device,
            shaders,
            &PipelineDesc {
                shader: "client.wgsl",
                groups: &[frame, &layout],
                buffers: &[vertices::<ClientVertex>()],
                targets: &[LOSS.into()],
                depth: Some(depth_tested()),
                topology: wgpu::PrimitiveTopology::TriangleList,
            },
        );
        let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            mipmap_filter: wgpu::MipmapFilterMode::Linear,
            ..Default::default()
        });
        ClientPass { pipeline, layout, sampler }
    }

    /// Uploads a client's skin.
    pub fn upload(&self, device: &wgpu::Device, queue: &wgpu::Queue, skin: &ClientSkin) -> ClientBuffers {
        let buffer = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
            label: Some("papilla.client.vertices"),
            contents: bytemuck::cast_slice(&skin.vertices),
            usage: wgpu::BufferUsages::VERTEX,
        });
        let view = picture(device, queue, &skin.levels).create_view(&Default::default());
        let picture = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("papilla.client"),
            layout: &self.layout,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&view) },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&self.sampler) },
            ],
        });
        ClientBuffers { vertices: buffer, count: skin.vertices.len() as u32, picture }
    }

    /// Draws the skin where the head is seen, and nothing elsewhere; no skin clears what an earlier head left.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        frame: &wgpu::BindGroup,
        targets: &Targets,
        client: Option<&ClientBuffers>,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.client"),
            color_attachments: &[attachment(&targets.client, Some(wgpu::Color::TRANSPARENT))],
            depth_stencil_attachment: depth_attachment(&targets.depth, false),
            ..Default::default()
        });
        let Some(client) = client else { return };
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        pass.set_bind_group(1, &client.picture, &[]);
        pass.set_vertex_buffer(0, client.vertices.slice(..));
        pass.draw(0..client.count, 0..1);
    }
}

/// The picture with all of its levels.
fn picture(device: &wgpu::Device, queue: &wgpu::Queue, levels: &[image::RgbaImage]) -> wgpu::Texture {
    let extent = |width, height| wgpu::Extent3d { width, height, depth_or_array_layers: 1 };
    let [width, height] = levels.first().map_or([1, 1], |level| [level.width(), level.height()]);
    let texture = device.create_texture(&wgpu::TextureDescriptor {
        label: Some("papilla.client.picture"),
        size: extent(width, height),
        mip_level_count: levels.len().max(1) as u32,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: wgpu::TextureFormat::Rgba8UnormSrgb,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    for (level, mip_level) in levels.iter().zip(0u32..) {
        let layout = wgpu::TexelCopyBufferLayout {
            offset: 0,
            bytes_per_row: Some(4 * level.width()),
            rows_per_image: None,
        };
        let into = wgpu::TexelCopyTextureInfo { mip_level, ..texture.as_image_copy() };
        queue.write_texture(into, level.as_raw(), layout, extent(level.width(), level.height()));
    }
    texture
}
