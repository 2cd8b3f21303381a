//! From textures back to pixels.

use std::ops::ControlFlow;

use image::RgbaImage;

use crate::render::gpu::{Gpu, GpuError};
use crate::render::rectangle::PicturePlace;
use crate::render::targets::target;
use crate::render::{Renderer, Scene};

/// Code values of a saved picture.
const PICTURE: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;

/// Scene-linear picture: no exposure, no tone curve.
#[derive(Clone, Debug)]
pub struct LinearImage {
    /// Width and height, px.
    pub size_px: [u32; 2],
    /// Linear sRGB, row by row from the top.
    pub pixels: Vec<[f32; 3]>,
}

/// Told the fraction done, 0..=1; may stop.
pub type Progress<'a> = &'a mut dyn FnMut(f32) -> ControlFlow<()>;

/// The progress of what nobody watches.
pub fn carry_on(_: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

impl Renderer {
    /// A converged picture of `scene`, ready to save.
    ///
    /// # Errors
    /// [`GpuError::Size`] for a size the adapter cannot hold, [`GpuError::Lost`] when the device goes away,
    /// [`GpuError::Stopped`] where `progress` stops it.
    pub fn picture(
        &mut self,
        scene: &Scene<'_>,
        size_px: [u32; 2],
        samples: u32,
        progress: Progress<'_>,
    ) -> Result<RgbaImage, GpuError> {
        self.converge(scene, size_px, samples, progress)?;
        self.read_picture(size_px)
    }

    /// The picture so far, of the size last set, as code values.
    ///
    /// # Errors
    /// [`GpuError::Lost`] when the device goes away.
    pub fn read_picture(&mut self, size_px: [u32; 2]) -> Result<RgbaImage, GpuError> {
        let texture = target(&self.gpu.device, "papilla.picture", size_px, PICTURE);
        let mut encoder = self.gpu.device.create_command_encoder(&Default::default());
        let view = texture.create_view(&Default::default());
        self.show(&mut encoder, &view, PICTURE, PicturePlace::all_of(size_px));
        self.gpu.queue.submit([encoder.finish()]);
        let bytes = read_texture(&self.gpu, &texture, size_px, 4)?;
        RgbaImage::from_raw(size_px[0], size_px[1], bytes)
            .ok_or_else(|| GpuError::Lost("the picture came back short".into()))
    }

    /// A converged picture in scene-linear light, before exposure and tone curve.
    ///
    /// # Errors
    /// As [`Renderer::picture`].
    pub fn linear_picture(
        &mut self,
        scene: &Scene<'_>,
        size_px: [u32; 2],
        samples: u32,
    ) -> Result<LinearImage, GpuError> {
        self.converge(scene, size_px, samples, &mut carry_on)?;
        let Some(canvas) = &self.canvas else {
            return Err(GpuError::Lost("no picture was drawn".into()));
        };
        let newest = &canvas.targets.mean_textures[self.samples as usize % 2];
        let rgb = |texel: &[u8]| {
            let [r, g, b, _]: [f32; 4] = bytemuck::pod_read_unaligned(texel);
            [r, g, b]
        };
        let pixels = read_texture(&self.gpu, newest, size_px, 16)?.chunks_exact(16).map(rgb).collect();
        Ok(LinearImage { size_px, pixels })
    }

    fn converge(
        &mut self,
        scene: &Scene<'_>,
        size_px: [u32; 2],
        samples: u32,
        progress: Progress<'_>,
    ) -> Result<(), GpuError> {
        self.resize(size_px)?;
        self.restart();
        for done in 1..=samples.max(1) {
            self.add_sample(scene);
            self.gpu.wait()?;
            if progress(done as f32 / samples.max(1) as f32).is_break() {
                return Err(GpuError::Stopped);
            }
        }
        Ok(())
    }
}

/// The texels of a texture, rows packed.
///
/// # Errors
/// [`GpuError::Lost`] when the device goes away, [`GpuError::Refused`] when anything so far was not drawn.
pub fn read_texture(
    gpu: &Gpu,
    texture: &wgpu::Texture,
    size_px: [u32; 2],
    bytes_per_texel: u32,
) -> Result<Vec<u8>, GpuError> {
    let row = size_px[0] * bytes_per_texel;
    let padded_row = row.next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT);
    let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("papilla.readback"),
        size: u64::from(padded_row) * u64::from(size_px[1]),
        usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
        mapped_at_creation: false,
    });
    let mut encoder = gpu.device.create_command_encoder(&Default::default());
    encoder.copy_texture_to_buffer(
        texture.as_image_copy(),
        wgpu::TexelCopyBufferInfo {
            buffer: &buffer,
            layout: wgpu::TexelCopyBufferLayout {
                offset: 0,
                bytes_per_row: Some(padded_row),
                rows_per_image: None,
            },
        },
        wgpu::Extent3d { width: size_px[0], height: size_px[1], depth_or_array_layers: 1 },
    );
    gpu.queue.submit([encoder.finish()]);
    let (sender, receiver) = std::sync::mpsc::channel();
    buffer.map_async(wgpu::MapMode::Read, .., move |result| {
        // The receiver outlives the wait below; a failed send would only mean that nobody asks any more.
        let _ = sender.send(result);
    });
    gpu.wait()?;
    let lost = |reason: String| GpuError::Lost(reason);
    receiver.recv().map_err(|e| lost(e.to_string()))?.map_err(|e| lost(e.to_string()))?;
    let mapped = buffer.get_mapped_range(..).map_err(|e| lost(e.to_string()))?;
    Ok(mapped.chunks_exact(padded_row as usize).flat_map(|line| &line[..row as usize]).copied().collect())
}
