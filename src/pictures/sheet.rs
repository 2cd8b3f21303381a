//! A contact sheet of the whole story: views below each other, moments side by side, converged pictures, captions.

use std::path::Path;

use image::{Rgb, RgbImage};

use super::caption::{Caption, promise};
use super::still::converged;
use super::{INK, PAPER, PictureError, Progress, part};
use crate::deposit::time::SETTLED_DAY;
use crate::plan::Plan;
use crate::render::Renderer;
use crate::render::camera::View;
use crate::render::lighting::LightingPreset;
use crate::studio::{Moment, Studio};
use crate::words::{say, text};

/// Height of a line of text and of the margins, fractions of a picture's height.
const TEXT: f32 = 0.062;
const GAP: f32 = 0.03;

/// What to draw.
#[derive(Clone, Debug)]
pub struct SheetSpec {
    /// Rows.
    pub views: Vec<View>,
    /// Columns.
    pub columns: Vec<SheetColumn>,
    /// Size of each picture, px.
    pub size_px: [u32; 2],
    /// Samples a pixel.
    pub samples: u32,
    /// Light.
    pub lighting: LightingPreset,
}

/// One moment of one plan.
#[derive(Clone, Debug)]
pub struct SheetColumn {
    /// What stands above it.
    pub title: String,
    /// The plan.
    pub plan: Plan,
    /// When.
    pub moment: Moment,
}

/// The story of a plan: before, fresh and settled after each session, then years.
pub fn story(plan: &Plan) -> Vec<SheetColumn> {
    let column = |title: String, moment| SheetColumn { title, plan: plan.clone(), moment };
    let mut columns = vec![column(text("sheet-before").to_owned(), Moment::Before)];
    let on: Vec<_> = plan.sessions.iter().filter(|session| session.enabled).collect();
    for (k, session) in on.iter().enumerate() {
        // Settled, or as far as it gets before the next session.
        let next = on.get(k + 1).map_or(f32::INFINITY, |next| next.day);
        let settled = (session.day + SETTLED_DAY).min(next - 0.5);
        columns.push(column(say!("sheet-fresh", session = k + 1), Moment::Day(session.day)));
        let healed = if settled < session.day + SETTLED_DAY {
            say!("sheet-later", session = k + 1, days = format!("{:.0}", settled - session.day))
        } else {
            say!("sheet-settled", session = k + 1)
        };
        columns.push(column(healed, Moment::Day(settled)));
    }
    for years in [1.0f32, 3.0, 5.0, 10.0] {
        columns.push(column(say!("years", count = years), Moment::years_after(plan, years)));
    }
    columns
}

/// Two plans of one client side by side once settled and after five years.
pub fn beside(first: (&str, &Plan), second: (&str, &Plan)) -> Vec<SheetColumn> {
    let moments = |plan: &Plan| {
        [
            (text("sheet-beside.settled"), Moment::settled(plan)),
            (text("sheet-beside.later"), Moment::years_after(plan, 5.0)),
        ]
    };
    let columns = |k: usize| {
        [first, second].map(|(name, plan)| {
            let (when, moment) = moments(plan)[k];
            SheetColumn { title: format!("{name}, {when}"), plan: plan.clone(), moment }
        })
    };
    [columns(0), columns(1)].concat()
}

/// Draws a sheet.
///
/// # Errors
/// [`PictureError`]: stopped, a head that cannot be used, a size that the adapter cannot hold, a device that went away.
pub fn draw(
    renderer: &mut Renderer,
    base_dir: &Path,
    spec: &SheetSpec,
    progress: Progress<'_>,
) -> Result<RgbImage, PictureError> {
    let caption = Caption::new()?;
    let [width, height] = spec.size_px;
    let (text, gap) = (TEXT * height as f32, (GAP * height as f32).ceil() as u32);
    let left = gap + (1.6 * text) as u32;
    let top = gap + (1.6 * text) as u32;
    let (small, below) = (0.7 * text, text as u32);
    let side = |start: u32, count: usize, length: u32| start + count as u32 * (length + gap);
    let mut sheet = RgbImage::from_pixel(
        side(left, spec.columns.len(), width),
        side(top, spec.views.len(), height) + below,
        Rgb(PAPER),
    );
    let mut studio = Studio::default();
    let count = spec.columns.len() * spec.views.len();
    for (k, column) in spec.columns.iter().enumerate() {
        let x = side(left, k, width);
        caption.write(&mut sheet, [x as f32, gap as f32], text, INK, &column.title);
        let prepared = studio.prepare(&column.plan, base_dir, column.moment, &spec.lighting)?;
        for (row, view) in spec.views.iter().enumerate() {
            let camera = prepared.framing(*view);
            let step = &mut part(progress, k * spec.views.len() + row, count);
            let picture = converged(renderer, &prepared, &camera, spec.size_px, spec.samples, step)?;
            image::imageops::replace(&mut sheet, &picture, i64::from(x), i64::from(side(top, row, height)));
        }
    }
    for (row, view) in spec.views.iter().enumerate() {
        upright(&mut sheet, &caption, [gap, side(top, row, height)], height, text, view.title());
    }
    let [right, bottom] = [sheet.width() as f32 - gap as f32, sheet.height() as f32 - 1.3 * small];
    caption.write(&mut sheet, [right - caption.width(promise(), small), bottom], small, INK, promise());
    Ok(sheet)
}

/// Text from the bottom up along the left of a row.
fn upright(sheet: &mut RgbImage, caption: &Caption, [x, y]: [u32; 2], length: u32, text: f32, title: &str) {
    let mut line = RgbImage::from_pixel(length, (1.4 * text) as u32, Rgb(PAPER));
    caption.write(&mut line, [0.0, 0.0], text, INK, title);
    image::imageops::replace(sheet, &image::imageops::rotate270(&line), i64::from(x), i64::from(y));
}
