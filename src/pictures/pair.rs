//! Two pictures of one view beside each other, each with its name below: before and after, two plans, two lights.

use image::{Rgb, RgbImage, imageops};

use super::caption::{Caption, promise};
use super::still::converged;
use super::{Aim, INK, PAPER, PictureError, Progress, Subject, part};
use crate::render::Renderer;
use crate::studio::Studio;

/// Height of the names and width of the gap, fractions of a picture's height.
const NAME: f32 = 0.05;
const GAP: f32 = 0.012;

/// What to draw.
#[derive(Clone, Debug)]
pub struct PairSpec {
    /// Names and subjects, left and right.
    pub halves: [(String, Subject); 2],
    /// Where both are seen from: a named view is taken of the left head.
    pub aim: Aim,
    /// Size of each picture, px.
    pub size_px: [u32; 2],
    /// Samples a pixel.
    pub samples: u32,
}

/// Draws both.
///
/// # Errors
/// As [`super::still::draw`].
pub fn draw(
    renderer: &mut Renderer,
    spec: &PairSpec,
    progress: Progress<'_>,
) -> Result<RgbImage, PictureError> {
    let caption = Caption::new()?;
    let [width, height] = spec.size_px;
    let (text, gap) = (NAME * height as f32, (GAP * height as f32).ceil() as u32);
    let mut sheet =
        RgbImage::from_pixel(2 * width + 3 * gap, height + 2 * gap + (2.4 * text) as u32, Rgb(PAPER));
    let mut studio = Studio::default();
    let mut camera = None;
    for (k, (name, subject)) in spec.halves.iter().enumerate() {
        let prepared = subject.prepared(&mut studio)?;
        let camera = *camera.get_or_insert_with(|| spec.aim.camera(&prepared));
        let half = &mut part(progress, k, 2);
        let picture = converged(renderer, &prepared, &camera, spec.size_px, spec.samples, half)?;
        let x = gap + k as u32 * (width + gap);
        imageops::replace(&mut sheet, &picture, i64::from(x), i64::from(gap));
        let middle = x as f32 + 0.5 * (width as f32 - caption.width(name, text));
        caption.write(
            &mut sheet,
            [middle.max(x as f32), (height + gap) as f32 + 0.3 * text],
            text,
            INK,
            name,
        );
    }
    let small = 0.6 * text;
    let right = sheet.width() as f32 - gap as f32 - caption.width(promise(), small);
    let bottom = sheet.height() as f32 - 1.4 * small;
    caption.write(&mut sheet, [right, bottom], small, INK, promise());
    Ok(sheet)
}
