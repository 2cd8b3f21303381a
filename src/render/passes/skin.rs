//! Light on skin, pigment and hair, once per visible pixel.

use crate::render::Revision;
use crate::render::mottle;
use crate::render::pipeline::{
    PassContext, PipelineDesc, SMOOTH, TEXELS, WORDS, attachment, behind_surface, depth_attachment, in_order,
    pipeline, texture,
};
use crate::render::relief;
use crate::render::skin_map::{CREASE_SIDE_TEXELS, SIDE_TEXELS, SkinMap};
use crate::render::targets::{BITS, Targets};
use crate::render::tiles;

/// What group 1 of the shader holds, in the order of its bindings.
const READS: [wgpu::BindingType; 17] = [
    texture(WORDS),
    texture(WORDS),
    texture(TEXELS),
    texture(TEXELS),
    texture(TEXELS),
    texture(SMOOTH),
    texture(SMOOTH),
    wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering),
    texture(wgpu::TextureSampleType::Depth),
    wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Comparison),
    texture(SMOOTH),
    texture(SMOOTH),
    texture(SMOOTH),
    wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering),
    texture(TEXELS),
    texture(SMOOTH),
    texture(TEXELS),
];

/// The pass.
pub struct SkinPass {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    marks: wgpu::Texture,
    creases: wgpu::Texture,
    marks_revision: Option<Revision>,
    relief: wgpu::TextureView,
    mottle: wgpu::TextureView,
    tiled: wgpu::Sampler,
    smooth: wgpu::Sampler,
    compare: wgpu::Sampler,
}

impl SkinPass {
    /// Makes the pipeline.
    pub fn new(context: &PassContext<'_>) -> SkinPass {
        let PassContext { device, queue, shaders, frame, .. } = *context;
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("papilla.skin"),
            entries: &in_order(READS),
        });
        let linear = wgpu::SamplerDescriptor {
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..Default::default()
        };
        SkinPass {
            pipeline: pipeline(
                device,
                shaders,
                &PipelineDesc {
                    shader: "skin.wgsl",
                    groups: &[frame, &layout],
                    buffers: &[],
                    targets: &[BITS.into()],
                    depth: Some(behind_surface()),
                    topology: wgpu::PrimitiveTopology::TriangleList,
                },
            ),
            smooth: device.create_sampler(&linear),
            compare: device.create_sampler(&wgpu::SamplerDescriptor {
                compare: Some(wgpu::CompareFunction::LessEqual),
                ..linear
            }),
            marks: map(device, "papilla.skin.marks", SIDE_TEXELS, wgpu::TextureFormat::Rgba8Unorm),
            creases: map(device, "papilla.skin.creases", CREASE_SIDE_TEXELS, wgpu::TextureFormat::R16Float),
            marks_revision: None,
            relief: relief_texture(device, queue).create_view(&Default::default()),
            mottle: mottle_texture(device, queue).create_view(&Default::default()),
            tiled: device.create_sampler(&wgpu::SamplerDescriptor {
                address_mode_u: wgpu::AddressMode::Repeat,
                address_mode_v: wgpu::AddressMode::Repeat,
                mipmap_filter: wgpu::MipmapFilterMode::Linear,
                ..linear
            }),
            layout,
        }
    }

    /// Uploads a map of marks unless it is there already.
    pub fn refresh(&mut self, queue: &wgpu::Queue, map: &SkinMap) {
        if self.marks_revision == Some(map.revision) {
            return;
        }
        // A new texture is black already.
        let is_new = self.marks_revision.is_none();
        self.marks_revision = Some(map.revision);
        fill(queue, &self.marks, bytemuck::cast_slice(&map.texels), is_new);
        fill(queue, &self.creases, bytemuck::cast_slice(&map.crease_mm), is_new);
    }

    /// Binds what one picture size reads.
    pub fn bind(
        &self,
        device: &wgpu::Device,
        targets: &Targets,
        halo: [&wgpu::TextureView; 2],
        shadow: &wgpu::TextureView,
    ) -> wgpu::BindGroup {
        let marks = self.marks.create_view(&Default::default());
        let creases = self.creases.create_view(&Default::default());
        let (texture, sampler) = (wgpu::BindingResource::TextureView, wgpu::BindingResource::Sampler);
        let resources: [wgpu::BindingResource<'_>; READS.len()] = [
            texture(&targets.place),
            texture(&targets.traits),
            texture(shadow),
            texture(&targets.loss),
            texture(&targets.weighted),
            texture(halo[0]),
            texture(halo[1]),
            sampler(&self.smooth),
            texture(shadow),
            sampler(&self.compare),
            texture(&marks),
            texture(&self.relief),
            texture(&self.mottle),
            sampler(&self.tiled),
            texture(&targets.strand),
            texture(&creases),
            texture(&targets.client),
        ];
        let entries: Vec<_> = (0..)
            .zip(resources)
            .map(|(binding, resource)| wgpu::BindGroupEntry { binding, resource })
            .collect();
        device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("papilla.skin"),
            layout: &self.layout,
            entries: &entries,
        })
    }

    /// Lights every pixel of the head over the backdrop.
    pub fn draw(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        frame: &wgpu::BindGroup,
        inputs: &wgpu::BindGroup,
        targets: &Targets,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.skin"),
            color_attachments: &[attachment(&targets.scene, None)],
            depth_stencil_attachment: depth_attachment(&targets.depth, false),
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, frame, &[]);
        pass.set_bind_group(1, inputs, &[]);
        pass.draw(0..3, 0..1);
    }
}

/// An empty map over the atlas.
fn map(device: &wgpu::Device, label: &str, side: u32, format: wgpu::TextureFormat) -> wgpu::Texture {
    device.create_texture(&wgpu::TextureDescriptor {
        label: Some(label),
        size: wgpu::Extent3d { width: side, height: side, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    })
}

/// Uploads a map; no texels clear what an older one left.
fn fill(queue: &wgpu::Queue, texture: &wgpu::Texture, texels: &[u8], is_new: bool) {
    if texels.is_empty() && is_new {
        return;
    }
    let size = texture.size();
    let row = size.width * texture.format().block_copy_size(None).unwrap_or_default();
    let black = vec![0; if texels.is_empty() { (row * size.height) as usize } else { 0 }];
    let layout = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(row), rows_per_image: None };
    queue.write_texture(
        texture.as_image_copy(),
        if texels.is_empty() { &black } else { texels },
        layout,
        size,
    );
}

/// The tile of relief with all of its levels.
fn relief_texture(device: &wgpu::Device, queue: &wgpu::Queue) -> wgpu::Texture {
    let levels: Vec<&[u8]> = tiles::relief().levels.iter().map(|level| bytemuck::cast_slice(level)).collect();
    tile(
        device,
        queue,
        "papilla.skin.relief",
        wgpu::TextureFormat::Rgba16Float,
        relief::tile::SIDE_TEXELS,
        &levels,
    )
}

/// The tile of uneven colour with all of its levels.
fn mottle_texture(device: &wgpu::Device, queue: &wgpu::Queue) -> wgpu::Texture {
    let levels: Vec<&[u8]> = tiles::mottle().iter().map(|level| bytemuck::cast_slice(level)).collect();
    tile(device, queue, "papilla.skin.mottle", wgpu::TextureFormat::Rgba8Unorm, mottle::SIDE_TEXELS, &levels)
}

/// A square texture with these levels, the finest `side` texels wide.
fn tile(
    device: &wgpu::Device,
    queue: &wgpu::Queue,
    label: &str,
    format: wgpu::TextureFormat,
    side: u32,
    levels: &[&[u8]],
) -> wgpu::Texture {
    let extent = |side| wgpu::Extent3d { width: side, height: side, depth_or_array_layers: 1 };
    let texture = device.create_texture(&wgpu::TextureDescriptor {
        label: Some(label),
        size: extent(side),
        mip_level_count: levels.len() as u32,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    for (bytes, mip_level) in levels.iter().zip(0u32..) {
        let side = side >> mip_level;
        let layout = wgpu::TexelCopyBufferLayout {
            offset: 0,
            bytes_per_row: Some(bytes.len() as u32 / side),
            rows_per_image: None,
        };
        let into = wgpu::TexelCopyTextureInfo { mip_level, ..texture.as_image_copy() };
        queue.write_texture(into, bytes, layout, extent(side));
    }
    texture
}
