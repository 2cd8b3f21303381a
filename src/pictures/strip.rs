//! The strip: dots of one kind, ever deeper from left to right, on three days, over a section of the skin with the
//! same dots in it. The picture that explains the craft.

use glam::Vec3;
use std::ops::Range;

use image::{Rgb, RgbImage};

use super::caption::{Caption, blend};
use super::swatch::{self, SwatchSpec};
use crate::appearance::{Age, PigmentState};
use crate::deposit::Dot;
use crate::deposit::placement::COLUMN_MM;
use crate::deposit::time::{Course, DAYS_PER_YEAR};
use crate::optics::Column;
use crate::plan::SkinLayer;
use crate::render::Renderer;
use crate::render::gpu::GpuError;

/// Width of the skin shown, mm.
const WIDTH_MM: f32 = 48.0;
/// Height of each of its rows, mm.
const ROW_MM: f32 = 5.0;
/// Depths at its left and right edge, mm: even steps of its logarithm, so that every layer has room.
const DEPTH_MM: [f32; 2] = [0.03, 2.6];
/// Height of the section through the skin, mm of picture.
const SECTION_MM: f32 = 8.5;
/// Depth that the section shows, mm.
const SECTION_DEPTH_MM: f32 = 3.0;

const INK: [u8; 3] = [40, 36, 34];
const PAPER: [u8; 3] = [247, 244, 240];
const PIGMENT: [u8; 3] = [34, 32, 38];

/// In which sections paint a layer of skin.
pub fn colour_of(layer: SkinLayer) -> [u8; 3] {
    match layer {
        SkinLayer::Epidermis => [214, 160, 122],
        SkinLayer::PapillaryDermis => [238, 190, 168],
        SkinLayer::ReticularDermis => [242, 208, 190],
        SkinLayer::Fat => [250, 226, 160],
    }
}

/// Age of the dots in the section, days.
const SECTION_AGE_DAYS: f32 = 5.0 * DAYS_PER_YEAR;
/// Title and age of each row; `None` is the dot as given.
const ROWS: [(&str, Option<f32>); 3] =
    [("As placed", None), ("One month later", Some(30.0)), ("Five years later", Some(SECTION_AGE_DAYS))];

/// Draws the strip for the dots of `spec`, whose depth is not used.
///
/// # Errors
/// As [`swatch::draw`].
pub fn draw(renderer: &mut Renderer, spec: &SwatchSpec) -> Result<RgbImage, GpuError> {
    let caption = Caption::new()?;
    let scale = spec.px_per_mm;
    let px = |mm: f32| (mm * scale).round() as u32;
    let text_px = 0.9 * scale;
    let gap_mm = 1.5;
    let height_mm = 2.6 + ROWS.len() as f32 * (ROW_MM + gap_mm) + SECTION_MM + 0.6;
    let mut sheet = RgbImage::from_pixel(px(WIDTH_MM), px(height_mm), Rgb(PAPER));
    let dots = dots(spec);
    let mut top_mm = 0.3;
    top_mm = heads(&mut sheet, &caption, top_mm, scale);
    for (title, age_days) in ROWS {
        caption.write(&mut sheet, [0.4 * scale, top_mm * scale], text_px, INK, title);
        top_mm += 1.3;
        let aged = SwatchSpec { age_days, ..spec.clone() };
        let row = swatch::picture(renderer, &aged, &dots, ROW_MM, [px(WIDTH_MM), px(ROW_MM)])?;
        image::imageops::replace(&mut sheet, &swatch::encode(&row), 0, i64::from(px(top_mm)));
        top_mm += ROW_MM + gap_mm - 1.3;
    }
    section(&mut sheet, &caption, &dots, &swatch::usual_course(&spec.skin), top_mm + 0.3, scale);
    Ok(sheet)
}

/// Depth at a distance from the left edge, mm.
fn depth_at(x_mm: f32) -> f32 {
    let [from, to] = DEPTH_MM;
    from * (to / from).powf((x_mm / WIDTH_MM).clamp(0.0, 1.0))
}

/// Distance from the left edge at which a depth is reached, mm.
fn place_of(depth_mm: f32) -> f32 {
    let [from, to] = DEPTH_MM;
    WIDTH_MM * ((depth_mm / from).ln() / (to / from).ln()).clamp(0.0, 1.0)
}

/// Dots over the strip, each at the depth of its place.
fn dots(spec: &SwatchSpec) -> Vec<Dot> {
    let column_mm = if spec.column_mm > 0.0 { spec.column_mm } else { COLUMN_MM };
    swatch::places(spec, 0.5 * WIDTH_MM)
        .into_iter()
        .filter(|place| place.z.abs() < 0.5 * ROW_MM + 2.0)
        .map(|place| {
            let depth_mm = depth_at(place.x + 0.5 * WIDTH_MM);
            Dot { depth_mm, column_mm, ..swatch::dot(spec, Vec3::new(place.x, 0.0, place.z)) }
        })
        .collect()
}

/// Names of the layers over their fraction of the strip, and what becomes of pigment there; returns where the rows
/// begin.
fn heads(sheet: &mut RgbImage, caption: &Caption, top_mm: f32, scale: f32) -> f32 {
    for layer in SkinLayer::ALL {
        let (from, to) = (place_of(layer.top_mm().max(DEPTH_MM[0])), place_of(layer.floor_mm()));
        let middle = |text: &str, height: f32| {
            (0.5 * (from + to) * scale - 0.5 * caption.width(text, height)).max(0.1 * scale)
        };
        let right = |x: f32, text: &str, height: f32| {
            x.min(WIDTH_MM * scale - caption.width(text, height) - 0.1 * scale)
        };
        for (text, height_mm, below_mm) in [(layer.label(), 1.05, 0.0), (layer.fate(), 0.85, 1.05)] {
            let height = height_mm * scale;
            let x = right(middle(text, height), text, height);
            caption.write(sheet, [x, (top_mm + below_mm) * scale], height, INK, text);
        }
        rule(sheet, to * scale, top_mm * scale..(top_mm + 2.1) * scale);
    }
    top_mm + 2.3
}

/// A thin upright line.
fn rule(sheet: &mut RgbImage, x: f32, rows: Range<f32>) {
    (rows.start as u32..rows.end as u32).for_each(|y| blend(sheet, [x, y as f32], INK, 0.35));
}

/// The skin cut open: layers by depth, columns of pigment with their spread after five years, a scale in mm.
fn section(sheet: &mut RgbImage, caption: &Caption, dots: &[Dot], course: &Course, top_mm: f32, scale: f32) {
    let down = SECTION_MM / SECTION_DEPTH_MM;
    let y_of = |depth_mm: f32| (top_mm + depth_mm * down) * scale;
    for layer in SkinLayer::ALL {
        let floor = y_of(layer.floor_mm().min(SECTION_DEPTH_MM)) as u32;
        for y in y_of(layer.top_mm()) as u32..floor.min(sheet.height()) {
            for x in 0..sheet.width() {
                sheet.put_pixel(x, y, Rgb(colour_of(layer)));
            }
        }
    }
    // One dot in each 1.2 mm keeps the columns apart; a column's height and depth are to the section's scale.
    let mut last_x = f32::NEG_INFINITY;
    let mut shown: Vec<&Dot> = dots.iter().filter(|dot| dot.position.z.abs() < 1.0).collect();
    shown.sort_by(|a, b| a.position.x.total_cmp(&b.position.x));
    for dot in shown {
        let x_mm = dot.position.x + 0.5 * WIDTH_MM;
        if x_mm < last_x + 1.2 {
            continue;
        }
        last_x = x_mm;
        let state = PigmentState::of(
            Column { depth_mm: dot.depth_mm, height_mm: dot.column_mm },
            [1.0; 3],
            course,
            Age::Days(SECTION_AGE_DAYS),
        );
        column(
            sheet,
            dot,
            state,
            x_mm * scale,
            y_of(dot.depth_mm)..y_of(dot.depth_mm + dot.column_mm),
            scale * down,
        );
    }
    for tick in [0.0, 0.5, 1.0, 1.5, 2.0, 2.5] {
        let text = format!("{tick} mm");
        caption.write(sheet, [0.2 * scale, y_of(tick)], 0.8 * scale, INK, &text);
    }
}

/// A column of pigment with soft edges: as wide as five years leave it, as dark as its mass then.
fn column(sheet: &mut RgbImage, dot: &Dot, state: PigmentState, x: f32, rows: Range<f32>, px_per_mm: f32) {
    // A Gaussian of the disc's own variance, r²/4 on each axis.
    let sigma = 0.5 * state.radius_mm(dot.radius_mm) * px_per_mm;
    // A settled column is twice as thick as what is just opaque; chosen by eye.
    let strength = (2.0 * state.strength_from_the_side(dot.radius_mm)).min(1.0);
    let reach = (3.0 * sigma).ceil();
    for y in rows.start as u32..rows.end as u32 {
        for offset in -(reach as i32)..=reach as i32 {
            let coverage = strength * (-0.5 * (offset as f32 / sigma).powi(2)).exp();
            blend(sheet, [x + offset as f32, y as f32], PIGMENT, coverage.min(1.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Fading, Healing};

    #[test]
    fn depth_and_place_are_inverse() {
        for depth_mm in [0.03, 0.08, 0.3, 1.0, 2.0] {
            assert!((depth_at(place_of(depth_mm)) - depth_mm).abs() < 1e-4);
        }
    }

    #[test]
    fn the_section_paints_the_layer_that_figures_name() {
        let scale = 20.0;
        let mut sheet = RgbImage::new(200, 240);
        let course = Course { healing: Healing::default(), fading: Fading::default(), melanin: 0.04 };
        section(&mut sheet, &Caption::new().unwrap(), &[], &course, 0.5, scale);
        let at = |depth_mm: f32| {
            let y = (0.5 + depth_mm * SECTION_MM / SECTION_DEPTH_MM) * scale;
            sheet.get_pixel(190, y as u32).0
        };
        assert_eq!(at(1.6), colour_of(SkinLayer::ReticularDermis), "as `papilla stats` says");
        assert_eq!(at(1.75), colour_of(SkinLayer::Fat), "planted: the next layer is another colour");
        assert_eq!(at(0.2), colour_of(SkinLayer::PapillaryDermis));
    }
}
