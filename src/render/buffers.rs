//! Vertex and instance data on the device.

use bytemuck::Pod;

use crate::render::Stamp;
use crate::render::surface::Surface;

/// The head's triangles.
pub struct HeadBuffers {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
    index_count: u32,
}

impl HeadBuffers {
    /// Uploads a surface.
    pub fn new(device: &wgpu::Device, surface: &Surface) -> HeadBuffers {
        HeadBuffers {
            vertices: filled(device, "papilla.head.vertices", &surface.vertices, wgpu::BufferUsages::VERTEX),
            indices: filled(device, "papilla.head.indices", &surface.indices, wgpu::BufferUsages::INDEX),
            index_count: surface.indices.len() as u32,
        }
    }

    /// Draws all triangles with vertex buffer 0.
    pub fn draw(&self, pass: &mut wgpu::RenderPass<'_>) {
        if self.index_count == 0 {
            return;
        }
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        pass.set_index_buffer(self.indices.slice(..), wgpu::IndexFormat::Uint32);
        pass.draw_indexed(0..self.index_count, 0, 0..1);
    }
}

/// Instances of one pass, four strip corners each.
pub struct InstanceBuffer {
    buffer: Option<wgpu::Buffer>,
    count: u32,
}

impl InstanceBuffer {
    /// Uploads instances; an empty list makes no buffer, since a slice of nothing cannot be bound.
    pub fn new<T: Pod>(device: &wgpu::Device, label: &str, instances: &[T]) -> InstanceBuffer {
        let buffer =
            (!instances.is_empty()).then(|| filled(device, label, instances, wgpu::BufferUsages::VERTEX));
        InstanceBuffer { buffer, count: instances.len() as u32 }
    }

    /// Draws one strip of four corners per instance.
    pub fn draw_strips(&self, pass: &mut wgpu::RenderPass<'_>) {
        if let Some(buffer) = &self.buffer {
            pass.set_vertex_buffer(0, buffer.slice(..));
            pass.draw(0..4, 0..self.count);
        }
    }
}

/// A value on the device with the stamp of what it was made from.
pub struct Stamped<T> {
    stamp: Stamp,
    value: T,
}

impl<T> Stamped<T> {
    /// The value under `stamp`, made anew only if it was made from something else. True where it was.
    pub fn refresh(slot: &mut Option<Stamped<T>>, stamp: Stamp, make: impl FnOnce() -> T) -> bool {
        if slot.as_ref().is_some_and(|kept| kept.stamp == stamp) {
            return false;
        }
        *slot = Some(Stamped { stamp, value: make() });
        true
    }

    /// The value.
    pub fn get(&self) -> &T {
        &self.value
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
