//! Every texture a picture of one size needs.

/// Scene light.
pub const SCENE: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
/// Loss and weighted loss: blendable everywhere (skin_optics section 9).
pub const LOSS: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
/// Position and ambient.
pub const POSITION: wgpu::TextureFormat = wgpu::TextureFormat::Rgba32Float;
/// Normal, flush, scalp.
pub const NORMAL: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
/// Place in the atlas.
pub const ATLAS: wgpu::TextureFormat = wgpu::TextureFormat::Rg32Float;
/// Depth.
pub const DEPTH: wgpu::TextureFormat = wgpu::TextureFormat::Depth32Float;
/// Running mean of the samples.
pub const MEAN: wgpu::TextureFormat = wgpu::TextureFormat::Rgba32Float;

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
    /// Q per channel.
    pub weighted: wgpu::TextureView,
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
            | wgpu::TextureUsages::COPY_SRC,
        view_formats: &[],
    })
}

impl Targets {
    /// Textures for a picture of this size.
    pub fn new(device: &wgpu::Device, size_px: [u32; 2]) -> Targets {
        let view = |label: &str, format| {
            target(device, &format!("papilla.{label}"), size_px, format).create_view(&Default::default())
        };
        let mean_textures = [0, 1].map(|_| target(device, "papilla.mean", size_px, MEAN));
        Targets {
            size_px,
            depth: view("depth", DEPTH),
            position: view("position", POSITION),
            normal: view("normal", NORMAL),
            atlas: view("atlas", ATLAS),
            loss: view("loss", LOSS),
            weighted: view("weighted", LOSS),
            scene: view("scene", SCENE),
            means: [0, 1].map(|i: usize| mean_textures[i].create_view(&Default::default())),
            mean_textures,
        }
    }
}
