//! Materials of a scan: their pictures, read and made small enough to be shown.

use std::borrow::Cow;
use std::io::Cursor;

use image::{ImageReader, Limits, Rgba, RgbaImage};

use super::faces::{Faces, NO_PICTURE};
use super::mended::Mended;
use super::raw::Beside;

/// Largest side of a picture that is read, and of one that is kept, pixels.
const MOST_READ: u32 = 16_384;
const MOST_KEPT: u32 = 8_192;
/// Bytes that all kept pictures may take.
const MOST_BYTES: usize = 1 << 30;
/// Bytes that one picture may take while it is read: three of each pixel of the largest.
const MOST_READING: u64 = 3 * (MOST_READ as u64) * (MOST_READ as u64) + (64 << 20);

/// Where a picture is.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// In a file beside the scan, whatever folders its path names.
    File(String),
    /// Inside the scan.
    Bytes(Vec<u8>),
}

/// A material, as far as a matt surface shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Paint {
    /// Its picture.
    pub picture: Option<Source>,
    /// A colour that multiplies the picture, or stands alone, linear; none where the file tells none.
    pub factor: Option<[f32; 3]>,
}

impl Paint {
    /// One of which nothing is known.
    pub const UNKNOWN: Paint = Paint { picture: None, factor: None };
}

/// The bare name of a path of any system: a file is looked for beside the scan and nowhere else.
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path).trim()
}

/// The pictures of the paints in use; faces that named a paint name its picture then.
pub fn pictures(
    paints: &[Paint],
    faces: &mut Faces,
    beside: &Beside,
    mended: &mut Vec<Mended>,
) -> Vec<RgbaImage> {
    let mut is_used = [false; 256];
    faces.tags_mut().iter().for_each(|tag| is_used[usize::from(tag.picture)] = true);
    let mut slots = [NO_PICTURE; 256];
    let (mut kept, mut left, mut bytes) = (Vec::new(), 0, 0);
    for (k, paint) in paints.iter().enumerate().take(usize::from(NO_PICTURE)).filter(|(k, _)| is_used[*k]) {
        if let Some(same) = paints[..k].iter().position(|other| other == paint) {
            slots[k] = slots[same];
            continue;
        }
        let Some(picture) = paint.shown(beside, mended) else { continue };
        bytes += picture.len();
        if bytes > MOST_BYTES || kept.len() >= usize::from(NO_PICTURE) - 1 {
            left += 1;
            continue;
        }
        slots[k] = kept.len() as u8;
        kept.push(picture);
    }
    if left > 0 {
        mended.push(Mended::Pictures { left });
    }
    faces.tags_mut().iter_mut().for_each(|tag| tag.picture = slots[usize::from(tag.picture)]);
    kept
}

impl Paint {
    /// The picture times the factor, or a single pixel of it.
    fn shown(&self, beside: &Beside, mended: &mut Vec<Mended>) -> Option<RgbaImage> {
        let picture = self.picture.as_ref().and_then(|source| match source {
            Source::Bytes(bytes) => read(Cow::Borrowed(bytes), "in the scan", mended),
            Source::File(path) => {
                let file = file_name(path);
                let found = beside(file);
                if found.is_none() {
                    mended.push(Mended::NoPicture { file: file.into() });
                }
                read(Cow::Owned(found?), file, mended)
            }
        });
        match (picture, self.factor) {
            (Some(picture), Some(factor)) => Some(multiplied(picture, factor)),
            (Some(picture), None) => Some(picture),
            (None, factor) => {
                factor.map(|factor| multiplied(RgbaImage::from_pixel(1, 1, Rgba([255; 4])), factor))
            }
        }
    }
}

/// A picture from the bytes of its file.
fn read(bytes: Cow<[u8]>, file: &str, mended: &mut Vec<Mended>) -> Option<RgbaImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_READ);
    limits.max_image_height = Some(MOST_READ);
    limits.max_alloc = Some(MOST_READING);
    let decode = || {
        let mut reader = ImageReader::new(Cursor::new(&bytes[..])).with_guessed_format()?;
        reader.limits(limits);
        reader.decode()
    };
    match decode() {
        Ok(image) if image.width() == 0 || image.height() == 0 => None,
        Ok(image) => {
            let from = image.width().max(image.height());
            let step = from.div_ceil(MOST_KEPT);
            if step == 1 {
                return Some(image.into_rgba8());
            }
            let (width, height) = (image.width().div_ceil(step), image.height().div_ceil(step));
            mended.push(Mended::SmallerPicture { file: file.into(), from, to: width.max(height) });
            Some(image.thumbnail_exact(width, height).into_rgba8())
        }
        Err(error) => {
            let why = error.to_string().lines().next().unwrap_or_default().chars().take(120).collect();
            mended.push(Mended::BadPicture { file: file.into(), why });
            None
        }
    }
}

/// Each channel times a linear factor.
fn multiplied(mut picture: RgbaImage, factor: [f32; 3]) -> RgbaImage {
    if factor == [1.0; 3] && picture.len() > 4 {
        return picture;
    }
    let scaled = |value: usize, factor: f32| encoded(decoded(value as f32 / 255.0) * factor.clamp(0.0, 1.0));
    let tables = factor.map(|f| (0..256).map(|v| (scaled(v, f) * 255.0).round() as u8).collect::<Vec<u8>>());
    for Rgba(pixel) in picture.pixels_mut() {
        (0..3).for_each(|c| pixel[c] = tables[c][usize::from(pixel[c])]);
    }
    picture
}

/// sRGB to linear light (IEC 61966-2-1).
pub fn decoded(value: f32) -> f32 {
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// Linear light to sRGB.
pub fn encoded(light: f32) -> f32 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}
