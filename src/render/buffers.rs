//! Vertex and instance data on the device.

use bytemuck::Pod;
use glam::Vec3;

use crate::render::Revision;
use crate::render::normal_clusters::{InstancePose, NormalClusters};
use crate::render::pigment_states::{MOST_STATES, PigmentTable, STATES_PER_ROW, TEXELS_PER_STATE};
use crate::render::pipeline::{TEXELS, in_order, texture};
use crate::render::surface::Surface;

/// The head's triangles.
pub struct HeadBuffers {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
    index_count: u32,
    few_indices: wgpu::Buffer,
    few_count: u32,
}

/// Which triangles of a head are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Triangles {
    /// All of them.
    All,
    /// Those of the coarser head.
    Few,
}

impl HeadBuffers {
    /// Uploads a surface.
    pub fn new(device: &wgpu::Device, surface: &Surface) -> HeadBuffers {
        HeadBuffers {
            vertices: filled(device, "papilla.head.vertices", &surface.vertices, wgpu::BufferUsages::VERTEX),
            indices: filled(device, "papilla.head.indices", &surface.indices, wgpu::BufferUsages::INDEX),
            index_count: surface.indices.len() as u32,
            few_indices: filled(
                device,
                "papilla.head.few_indices",
                &surface.few_indices,
                wgpu::BufferUsages::INDEX,
            ),
            few_count: surface.few_indices.len() as u32,
        }
    }

    /// Draws triangles with vertex buffer 0, as this instance.
    pub fn draw(&self, pass: &mut wgpu::RenderPass<'_>, triangles: Triangles, instance: u32) {
        let (indices, count) = match triangles {
            Triangles::All => (&self.indices, self.index_count),
            Triangles::Few => (&self.few_indices, self.few_count),
        };
        if count == 0 {
            return;
        }
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        pass.set_index_buffer(indices.slice(..), wgpu::IndexFormat::Uint32);
        pass.draw_indexed(0..count, 0, instance..instance + 1);
    }
}

/// Instances of one pass, four strip corners each.
pub struct InstanceBuffer {
    buffer: Option<wgpu::Buffer>,
    count: u32,
    facing: Option<NormalClusters>,
}

impl InstanceBuffer {
    /// Uploads instances; an empty list makes no buffer, since a slice of nothing cannot be bound.
    pub fn new<T: Pod>(device: &wgpu::Device, label: &str, instances: &[T]) -> InstanceBuffer {
        let buffer =
            (!instances.is_empty()).then(|| filled(device, label, instances, wgpu::BufferUsages::VERTEX));
        InstanceBuffer { buffer, count: instances.len() as u32, facing: None }
    }

    /// Uploads instances grouped by how their skin faces, so that most of the hidden ones are never drawn.
    pub fn facing<T: Pod>(
        device: &wgpu::Device,
        label: &str,
        instances: &[T],
        backface_margin_rad: f32,
        place: impl Fn(&T) -> InstancePose,
    ) -> InstanceBuffer {
        let mut sorted = instances.to_vec();
        let facing = NormalClusters::sort(&mut sorted, backface_margin_rad, place);
        InstanceBuffer { facing: Some(facing), ..InstanceBuffer::new(device, label, &sorted) }
    }

    /// Draws one point for each, from a pipeline that steps by vertex.
    pub fn draw_points(&self, pass: &mut wgpu::RenderPass<'_>) {
        let Some(buffer) = &self.buffer else { return };
        pass.set_vertex_buffer(0, buffer.slice(..));
        pass.draw(0..self.count, 0..1);
    }

    /// Draws one strip of four corners for a `share` (0..=1) of the instances that may be seen from `eye`, mm; all,
    /// where they are not grouped.
    pub fn draw_strips(&self, pass: &mut wgpu::RenderPass<'_>, eye: Vec3, fraction: f32) {
        let Some(buffer) = &self.buffer else { return };
        pass.set_vertex_buffer(0, buffer.slice(..));
        let all = || std::iter::once(0..self.count).collect();
        let ranges: Vec<_> = self.facing.as_ref().map_or_else(all, |facing| facing.seen_from(eye, fraction));
        ranges.into_iter().for_each(|range| pass.draw(0..4, range));
    }
}

/// Instances of which a fraction is drawn for all.
pub struct Thinned<'a> {
    /// All of them.
    pub parts: &'a [&'a InstanceBuffer],
    /// Viewer, mm, head frame.
    pub eye: Vec3,
    /// Fraction that is drawn, 0..=1.
    pub fraction: f32,
}

impl Thinned<'_> {
    /// Draws them, a strip of four corners each.
    pub fn draw_strips(&self, pass: &mut wgpu::RenderPass<'_>) {
        self.parts.iter().for_each(|part| part.draw_strips(pass, self.eye, self.fraction));
    }
}

/// The table of states on the device.
pub struct PigmentTexture {
    texture: wgpu::Texture,
    layout: wgpu::BindGroupLayout,
    group: wgpu::BindGroup,
    revision: Option<Revision>,
}

impl PigmentTexture {
    /// Room for the most states there can be.
    pub fn new(device: &wgpu::Device) -> PigmentTexture {
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("papilla.pigment_states"),
            entries: &in_order([texture(TEXELS)])
                .map(|entry| wgpu::BindGroupLayoutEntry { visibility: wgpu::ShaderStages::VERTEX, ..entry }),
        });
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("papilla.pigment_states"),
            size: wgpu::Extent3d {
                width: STATES_PER_ROW,
                height: MOST_STATES / STATES_PER_ROW * TEXELS_PER_STATE,
                depth_or_array_layers: 1,
            },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rgba32Float,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let view = texture.create_view(&Default::default());
        let group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("papilla.pigment_states"),
            layout: &layout,
            entries: &[wgpu::BindGroupEntry {
                binding: 0,
                resource: wgpu::BindingResource::TextureView(&view),
            }],
        });
        PigmentTexture { texture, layout, group, revision: None }
    }

    /// What a pass must expect.
    pub fn layout(&self) -> &wgpu::BindGroupLayout {
        &self.layout
    }

    /// What a pass binds.
    pub fn group(&self) -> &wgpu::BindGroup {
        &self.group
    }

    /// Uploads a table unless it is there already.
    pub fn refresh(&mut self, queue: &wgpu::Queue, table: &PigmentTable) {
        if self.revision == Some(table.revision) {
            return;
        }
        self.revision = Some(table.revision);
        let height = (table.texels.len() as u32 / STATES_PER_ROW).min(self.texture.height());
        if height > 0 {
            queue.write_texture(
                self.texture.as_image_copy(),
                bytemuck::cast_slice(&table.texels),
                wgpu::TexelCopyBufferLayout {
                    offset: 0,
                    bytes_per_row: Some(STATES_PER_ROW * size_of::<[f32; 4]>() as u32),
                    rows_per_image: None,
                },
                wgpu::Extent3d { width: STATES_PER_ROW, height, depth_or_array_layers: 1 },
            );
        }
    }
}

fn filled<T: Pod>(device: &wgpu::Device, label: &str, data: &[T], usage: wgpu::BufferUsages) -> wgpu::Buffer {
    use wgpu::util::DeviceExt;
    device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
        label: Some(label),
        contents: bytemuck::cast_slice(data),
        usage,
    })
}
