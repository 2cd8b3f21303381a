//! The head turning once round, as an animated GIF: every viewer of pictures shows it. One palette for all frames,
//! found in Oklab, so that colours do not flicker from frame to frame.

use gif::{Encoder, Frame, Repeat};
use image::{Rgb, RgbImage};
use quantette::deps::palette::Srgb;
use quantette::dither::FloydSteinberg;
use quantette::{ImageRef, PaletteBuf, Pipeline, QuantizeMethod};

use super::caption::{Caption, blend, promise};
use super::still::converged;
use super::{Aim, PictureError, Progress, Subject};
use crate::render::Renderer;
use crate::render::camera::Camera;
use crate::render::gpu::GpuError;
use crate::studio::Studio;

/// One turn takes so long, hundredths of a second.
const TURN_CS: f32 = 800.0;
/// Fraction of the progress that drawing takes; the rest is encoding.
const DRAWING: f32 = 0.9;
/// Pixels from which the palette is found: every so many.
const PALETTE_STEP: usize = 7;
/// Less than whole error diffusion: grain that moves from frame to frame is seen.
const DIFFUSION: f32 = 0.7;

/// What to draw.
#[derive(Clone, Debug)]
pub struct TurntableSpec {
    /// What turns.
    pub subject: Subject,
    /// The first frame.
    pub aim: Aim,
    /// Frames of one turn.
    pub frames: u16,
    /// Size, px.
    pub size_px: [u32; 2],
    /// Samples a pixel.
    pub samples: u32,
}

/// Draws one turn; the bytes of a GIF file that repeats for ever.
///
/// # Errors
/// As [`super::still::draw`]; a size that GIF cannot hold, no frames.
pub fn draw(
    renderer: &mut Renderer,
    spec: &TurntableSpec,
    progress: Progress<'_>,
) -> Result<Vec<u8>, PictureError> {
    let [width, height] = spec.size_px;
    let too_large = |_| PictureError::GifSize { width, height };
    let sides = [u16::try_from(width).map_err(too_large)?, u16::try_from(height).map_err(too_large)?];
    if spec.frames == 0 {
        return Err(PictureError::NoFrames);
    }
    let prepared = spec.subject.prepared(&mut Studio::default())?;
    let first = spec.aim.camera(&prepared);
    let caption = Caption::new()?;
    let count = f32::from(spec.frames);
    let mut frames = Vec::new();
    for k in 0..spec.frames {
        let turn = std::f32::consts::TAU * f32::from(k) / count;
        let camera = Camera { azimuth_rad: first.azimuth_rad + turn, ..first };
        let part = &mut |fraction: f32| progress(DRAWING * (f32::from(k) + fraction) / count);
        let mut frame = converged(renderer, &prepared, &camera, spec.size_px, spec.samples, part)?;
        sign(&mut frame, &caption);
        frames.push(frame);
    }
    encode(&frames, sides, progress)
}

/// The word in the lower right corner, on a darker ground.
fn sign(frame: &mut RgbImage, caption: &Caption) {
    let text = (0.028 * frame.height() as f32).max(9.0);
    let (wide, high) = (caption.width(promise(), text), 1.5 * text);
    let [x, y] = [frame.width() as f32 - wide - text, frame.height() as f32 - high];
    for row in y as u32..frame.height() {
        for column in (x - 0.5 * text).max(0.0) as u32..frame.width() {
            blend(frame, [column as f32, row as f32], [20, 20, 20], 0.45);
        }
    }
    caption.write(frame, [x.max(0.0), y + 0.15 * text], text, [240, 240, 240], promise());
}

fn encode(
    frames: &[RgbImage],
    [width, height]: [u16; 2],
    progress: Progress<'_>,
) -> Result<Vec<u8>, PictureError> {
    let palette = palette(frames)?;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height, &[])?;
    encoder.set_repeat(Repeat::Infinite)?;
    let count = frames.len() as f32;
    for (k, frame) in frames.iter().enumerate() {
        let (palette, indices) = reduced(frame, palette.clone())?;
        // Whole hundredths that add up to a turn.
        let until = |k: usize| (TURN_CS * k as f32 / count).round() as u16;
        let delay = until(k + 1) - until(k);
        let palette = palette.iter().flat_map(|c| [c.red, c.green, c.blue]).collect();
        let buffer = indices.into();
        encoder.write_frame(&Frame {
            width,
            height,
            delay,
            buffer,
            palette: Some(palette),
            ..Frame::default()
        })?;
        if progress(DRAWING + (1.0 - DRAWING) * (k + 1) as f32 / count).is_break() {
            return Err(PictureError::Gpu(GpuError::Stopped));
        }
    }
    drop(encoder);
    Ok(bytes)
}

/// The colours that all frames are drawn in.
fn palette(frames: &[RgbImage]) -> Result<PaletteBuf<Srgb<u8>>, PictureError> {
    let some = frames.iter().flat_map(|frame| frame.pixels().step_by(PALETTE_STEP));
    let some: Vec<Srgb<u8>> = some.map(|Rgb([r, g, b])| Srgb::new(*r, *g, *b)).collect();
    let pipeline = Pipeline::new().quantize_method(QuantizeMethod::kmeans()).parallel(true);
    let input = pipeline.input_slice(&some).map_err(|error| PictureError::Reduce(error.to_string()))?;
    Ok(input.output_srgb8_palette())
}

/// A frame in the colours of the palette: those, and which each pixel has.
fn reduced(
    frame: &RgbImage,
    palette: PaletteBuf<Srgb<u8>>,
) -> Result<(Vec<Srgb<u8>>, Vec<u8>), PictureError> {
    let image = ImageRef::try_from(frame).map_err(|error| PictureError::Reduce(error.to_string()))?;
    let pipeline = Pipeline::new()
        .quantize_method(palette)
        .ditherer(FloydSteinberg::with_error_diffusion(DIFFUSION))
        .parallel(true);
    Ok(pipeline.input_image(image).output_srgb8_indexed_image().into_parts())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::ControlFlow;

    fn frames() -> Vec<RgbImage> {
        let skin = |k: u32| {
            RgbImage::from_fn(40, 30, |x, y| Rgb([(120 + 2 * x) as u8, (90 + y) as u8, 60 + k as u8]))
        };
        (0..7).map(skin).collect()
    }

    fn decoded(bytes: &[u8]) -> (Vec<u16>, Vec<RgbImage>) {
        let mut options = gif::DecodeOptions::new();
        options.set_color_output(gif::ColorOutput::RGBA);
        let mut decoder = options.read_info(bytes).unwrap();
        let (mut delays, mut frames) = (Vec::new(), Vec::new());
        while let Some(frame) = decoder.read_next_frame().unwrap() {
            let (width, height) = (u32::from(frame.width), u32::from(frame.height));
            let rgba = image::RgbaImage::from_raw(width, height, frame.buffer.to_vec()).unwrap();
            delays.push(frame.delay);
            frames.push(image::DynamicImage::ImageRgba8(rgba).into_rgb8());
        }
        (delays, frames)
    }

    /// Largest difference between frames, code values: between means over 100 pixels, which dither keeps.
    fn error(a: &[RgbImage], b: &[RgbImage]) -> f32 {
        let small = |frame: &RgbImage| image::imageops::thumbnail(frame, 4, 3).into_raw();
        let far = |(a, b): (&RgbImage, &RgbImage)| {
            small(a).iter().zip(small(b).iter()).map(|(a, b)| f32::from(a.abs_diff(*b))).fold(0.0, f32::max)
        };
        a.iter().zip(b).map(far).fold(0.0, f32::max)
    }

    #[test]
    fn a_gif_holds_every_frame_in_its_colours_and_a_whole_turn_of_time() {
        let frames = frames();
        let bytes = encode(&frames, [40, 30], &mut |_| ControlFlow::Continue(())).unwrap();
        let (delays, back) = decoded(&bytes);
        assert_eq!((back.len(), delays.iter().sum::<u16>()), (7, 800));
        assert!(error(&frames, &back) < 5.0, "{}", error(&frames, &back));
        let darker: Vec<RgbImage> = back.iter().map(|f| image::imageops::brighten(f, -9)).collect();
        assert!(error(&frames, &darker) > 5.0, "planted: other colours are seen");
    }

    #[test]
    fn encoding_stops_when_told() {
        let stopped = encode(&frames(), [40, 30], &mut |_| ControlFlow::Break(()));
        assert!(matches!(stopped, Err(PictureError::Gpu(GpuError::Stopped))));
    }
}
