//! Every texture a picture of one size needs.

use crate::render::gpu::WISHED;

/// Loss and weighted loss: blendable everywhere (`docs/optics.md#law-7-sums`).
pub const LOSS: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
/// Geometry, scene light and its running mean, as the bits of full floats: the only format of 16 bytes that OpenGL ES
/// 3.0 and WebGL2 draw to without an extension, so nothing is rounded to half floats there.
pub const BITS: wgpu::TextureFormat = wgpu::TextureFormat::Rgba32Uint;
/// Depth.
pub const DEPTH: wgpu::TextureFormat = wgpu::TextureFormat::Depth32Float;

/// Sums of halos: full floats where the device adds to them, else halves, which round away a part of what a faint halo
/// adds to a dark field: 0.1 % of red light at 260 dots per cm², 1.5 % at 1200.
pub fn halo_format(device: &wgpu::Device) -> wgpu::TextureFormat {
    let exact = device.features().contains(WISHED);
    if exact { wgpu::TextureFormat::Rgba32Float } else { wgpu::TextureFormat::Rgba16Float }
}

/// Memory of the textures of a picture size, GiB.
pub fn memory_gib([width, height]: [u32; 2]) -> f32 {
    let drawn = [BITS, BITS, BITS, BITS, BITS, LOSS, LOSS, LOSS, LOSS, DEPTH];
    let bytes: u32 = drawn
        .iter()
        .filter_map(|format| format.block_copy_size(Some(wgpu::TextureAspect::All)).or(Some(4)))
        .sum();
    bytes as f32 * width as f32 * height as f32 / (1024.0 * 1024.0 * 1024.0)
}

/// Textures of one picture size.
pub struct Targets {
    /// Width and height, px.
    pub size_px: [u32; 2],
    /// Depth of the surface.
    pub depth: wgpu::TextureView,
    /// Position, ambient visibility, curvature.
    pub place: wgpu::TextureView,
    /// Normal, erythema, scalp, place in the atlas.
    pub traits: wgpu::TextureView,
    /// S per channel, stubble.
    pub loss: wgpu::TextureView,
    /// Q per channel; grey stubble.
    pub weighted: wgpu::TextureView,
    /// The client's own skin over the plan's, and how much of it is seen.
    pub client: wgpu::TextureView,
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
    pub fn new(device: &wgpu::Device, size_px: [u32; 2]) -> Targets {
        let view = |label: &str, format| {
            target(device, &format!("papilla.{label}"), size_px, format).create_view(&Default::default())
        };
        let mean_textures = [0, 1].map(|_| target(device, "papilla.mean", size_px, BITS));
        Targets {
            size_px,
            depth: view("depth", DEPTH),
            place: view("place", BITS),
            traits: view("traits", BITS),
            loss: view("loss", LOSS),
            weighted: view("weighted", LOSS),
            client: view("client", LOSS),
            strand: view("strand", LOSS),
            scene: view("scene", BITS),
            means: [0, 1].map(|i: usize| mean_textures[i].create_view(&Default::default())),
            mean_textures,
        }
    }
}
