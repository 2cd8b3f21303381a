//! Every texture a picture of one size needs.

use crate::render::gpu::WISHED;

/// Loss and weighted loss: blendable everywhere (skin_optics section 9).
pub const LOSS: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
/// Normal, flush, scalp.
pub const NORMAL: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
/// Depth.
pub const DEPTH: wgpu::TextureFormat = wgpu::TextureFormat::Depth32Float;

/// Formats that depend on what the adapter can draw to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formats {
    /// Position, ambient and curvature: with the other two no more than the 32 bytes a pixel that every device has.
    pub position: wgpu::TextureFormat,
    /// Place in the atlas.
    pub atlas: wgpu::TextureFormat,
    /// Scene light: in halves a step is 0.001 of it, as much as the contrast of a dot 1 mm deep.
    pub scene: wgpu::TextureFormat,
    /// Sums of halos: in halves, what a faint halo adds to a dark field is rounded away.
    pub halo: wgpu::TextureFormat,
    /// Running mean of the samples.
    pub mean: wgpu::TextureFormat,
}

impl Formats {
    /// Full floats where the adapter can draw to them, else halves: places are then known to 0.1 mm only.
    pub fn of(adapter: &wgpu::Adapter) -> Formats {
        let drawable = |format: wgpu::TextureFormat| {
            let usages = adapter.get_texture_format_features(format).allowed_usages;
            usages.contains(wgpu::TextureUsages::RENDER_ATTACHMENT)
        };
        let four = [wgpu::TextureFormat::Rgba32Float, wgpu::TextureFormat::Rgba16Float];
        let two = [wgpu::TextureFormat::Rg32Float, wgpu::TextureFormat::Rg16Float];
        let best = |[full, half]: [wgpu::TextureFormat; 2]| if drawable(full) { full } else { half };
        let summed = if adapter.features().contains(WISHED) { four[0] } else { four[1] };
        Formats { halo: summed, position: best(four), atlas: best(two), scene: best(four), mean: best(four) }
    }
}

impl Formats {
    /// Memory of the textures of a picture size, GiB.
    pub fn gib(&self, [width, height]: [u32; 2]) -> f32 {
        let Formats { position, atlas, scene, mean, .. } = *self;
        let drawn = [position, NORMAL, atlas, LOSS, LOSS, LOSS, scene, mean, mean, DEPTH];
        let bytes: u32 = drawn
            .iter()
            .filter_map(|format| format.block_copy_size(Some(wgpu::TextureAspect::All)).or(Some(4)))
            .sum();
        bytes as f32 * width as f32 * height as f32 / (1024.0 * 1024.0 * 1024.0)
    }
}

/// Textures of one picture size.
pub struct Targets {
    /// Width and height, px.
    pub size_px: [u32; 2],
    /// Depth of the surface.
    pub depth: wgpu::TextureView,
    /// Position, ambient.
    pub position: wgpu::TextureView,
    /// Normal, flush, scalp.
    pub normal: wgpu::TextureView,
    /// Place in the atlas.
    pub atlas: wgpu::TextureView,
    /// S per channel, stubble.
    pub loss: wgpu::TextureView,
    /// Q per channel; grey stubble.
    pub weighted: wgpu::TextureView,
    /// Light from long hair, and cover of short hair.
    pub strand: wgpu::TextureView,
    /// One sample of the scene.
    pub scene: wgpu::TextureView,
    /// Running means, read and written in turn.
    pub means: [wgpu::TextureView; 2],
    /// The same, for copying out.
    pub mean_textures: [wgpu::Texture; 2],
}

/// A texture that is drawn to and read.
pub fn target(
    device: &wgpu::Device,
    label: &str,
    size_px: [u32; 2],
    format: wgpu::TextureFormat,
) -> wgpu::Texture {
    device.create_texture(&wgpu::TextureDescriptor {
        label: Some(label),
        size: wgpu::Extent3d { width: size_px[0], height: size_px[1], depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT
            | wgpu::TextureUsages::TEXTURE_BINDING
            | wgpu::TextureUsages::COPY_SRC
            | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    })
}

impl Targets {
    /// Textures for a picture of this size.
    pub fn new(device: &wgpu::Device, formats: Formats, size_px: [u32; 2]) -> Targets {
        let view = |label: &str, format| {
            target(device, &format!("papilla.{label}"), size_px, format).create_view(&Default::default())
        };
        let mean_textures = [0, 1].map(|_| target(device, "papilla.mean", size_px, formats.mean));
        Targets {
            size_px,
            depth: view("depth", DEPTH),
            position: view("position", formats.position),
            normal: view("normal", NORMAL),
            atlas: view("atlas", formats.atlas),
            loss: view("loss", LOSS),
            weighted: view("weighted", LOSS),
            strand: view("strand", LOSS),
            scene: view("scene", formats.scene),
            means: [0, 1].map(|i: usize| mean_textures[i].create_view(&Default::default())),
            mean_textures,
        }
    }
}
