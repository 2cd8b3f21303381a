//! What a client takes home: one HTML page that needs nothing else, and prints on two sheets of A4. Pictures, the
//! sessions with shades and depths, what to expect, care by day and by year, fields for dates, lot numbers and
//! signatures.
//!
//! Sources of the care: `smp_domain.md` 3 (no washing or sweat for 4 to 5 days, first shave after 4 days to a week,
//! sun off up to 30 days, SPF 30 and more later) and 9 (batch numbers on record, EN 17169).

use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;

use askama::Template;
use base64::Engine;
use image::{ImageFormat, RgbImage};

use crate::deposit::time::{DAYS_PER_YEAR, SETTLED_DAY};
use crate::plan::{Plan, Session, Zones};
use crate::render::Renderer;
use crate::render::camera::View;
use crate::render::gpu::GpuError;
use crate::render::look::Look;
use crate::report::Report;
use crate::report::work::SessionWork;
use crate::stages::{StageError, Stages};
use crate::studio::{Moment, Studio};

/// What to put into a handout.
#[derive(Clone, Debug)]
pub struct HandoutSpec {
    /// The client's name, printed only where it is given.
    pub client: Option<String>,
    /// Size of each picture, px.
    pub size_px: [u32; 2],
    /// Samples a pixel.
    pub samples: u32,
    /// Light.
    pub look: Look,
}

/// Pictures of a handout.
pub const PICTURES: usize = 4;

/// Why a handout cannot be made.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum HandoutError {
    #[error(transparent)]
    Stage(#[from] StageError),
    #[error(transparent)]
    Gpu(#[from] GpuError),
    #[error("stopped before it was done")]
    Stopped,
    #[error("a picture cannot be encoded: {0}")]
    Encode(#[from] image::ImageError),
    #[error("the page cannot be written: {0}")]
    Page(#[from] askama::Error),
}

/// The page. askama escapes every text that a person typed.
#[derive(Template)]
#[template(path = "handout.html")]
struct Page {
    title: String,
    client: Option<String>,
    columns: usize,
    pictures: Vec<Picture>,
    sessions: Vec<Row>,
    expectations: Vec<String>,
    aftercare: &'static [(&'static str, &'static str)],
    later: Vec<String>,
    warnings: Vec<String>,
}

struct Picture {
    caption: String,
    png_base64: String,
}

struct Row {
    name: String,
    zones: String,
    day: String,
    pigment: String,
    needle: String,
    depth: String,
    dots: String,
    work: String,
    mix: String,
}

const AFTERCARE: [(&str, &str); 6] = [
    (
        "First two days",
        "Redness goes by itself. Keep the scalp dry, do not touch it, sleep on a clean pillow case.",
    ),
    (
        "Days 2 to 5",
        "Small scabs, like sand. No washing of the scalp, no sweat, no sauna, no swimming; let scabs fall.",
    ),
    (
        "Days 5 to 7",
        "First gentle wash. First shave only when no scab is left, four days to a week after the session.",
    ),
    ("Days 7 to 14", "It looks lighter than it will be. Nothing is lost: colour returns by week four."),
    ("Up to day 30", "No sun on the scalp: a hat, not cream. No peeling, no retinol."),
    ("From day 28", "Settled. This is how it looks from now on; the next session is judged on it."),
];

/// Makes the page of a plan. `progress` is told the pictures done after each, and may stop.
///
/// # Errors
/// [`HandoutError`]: stopped, a head that cannot be used, a size that the adapter cannot hold, a device that went away.
pub fn html(
    renderer: &mut Renderer,
    plan: &Plan,
    base_dir: &Path,
    spec: &HandoutSpec,
    progress: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<String, HandoutError> {
    let mut stages = Stages::default();
    stages.update(plan, base_dir, 0.0)?;
    let (scalp, placed) = stages.ready()?;
    let report = Report::of(plan, scalp, placed);
    let on = |(session, _): &(&Session, &SessionWork)| session.enabled;
    let pictures = pictures(renderer, plan, base_dir, spec, progress)?;
    let page = Page {
        title: plan.name.clone(),
        client: spec.client.clone(),
        columns: pictures.len() / 2,
        pictures,
        sessions: plan.sessions.iter().zip(&report.sessions).filter(on).map(row).collect(),
        expectations: expectations(plan, &report),
        aftercare: &AFTERCARE,
        later: later(plan),
        warnings: report.warnings.iter().map(|warning| warning.sentence.clone()).collect(),
    };
    Ok(page.render()?)
}

fn pictures(
    renderer: &mut Renderer,
    plan: &Plan,
    base_dir: &Path,
    spec: &HandoutSpec,
    mut progress: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<Vec<Picture>, HandoutError> {
    let last = last_day(plan);
    let shots: [(&str, Moment, View); PICTURES] = [
        ("Before", Moment::Before, View::ThreeQuarter),
        ("Settled, four weeks after the last session", Moment::Day(last + SETTLED_DAY), View::ThreeQuarter),
        ("The hairline from near, settled", Moment::Day(last + SETTLED_DAY), View::Hairline),
        ("After five years without a touch-up", Moment::Day(last + 5.0 * DAYS_PER_YEAR), View::ThreeQuarter),
    ];
    let mut studio = Studio::default();
    let mut draw = |(k, (caption, moment, view)): (usize, (&str, Moment, View))| {
        let prepared = studio.prepare(plan, base_dir, moment, &spec.look)?;
        let camera = prepared.framing(view);
        let picture = renderer.picture(&prepared.scene(&camera), spec.size_px, spec.samples, |_| {})?;
        let png_base64 = encoded(&image::DynamicImage::ImageRgba8(picture).into_rgb8())?;
        if progress(k + 1).is_break() {
            return Err(HandoutError::Stopped);
        }
        Ok(Picture { caption: caption.into(), png_base64 })
    };
    shots.into_iter().enumerate().map(&mut draw).collect()
}

fn encoded(picture: &RgbImage) -> Result<String, image::ImageError> {
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png)?;
    Ok(base64::engine::general_purpose::STANDARD.encode(png.into_inner()))
}

fn last_day(plan: &Plan) -> f32 {
    plan.sessions.iter().filter(|session| session.enabled).map(|session| session.day).fold(0.0, f32::max)
}

fn row((session, work): (&Session, &SessionWork)) -> Row {
    let zones: Vec<String> = session.zones.iter().map(|zone| zone.label().to_lowercase()).collect();
    Row {
        name: session.name.clone(),
        zones: if session.zones == Zones::ALL { "the whole scalp".into() } else { zones.join(", ") },
        day: format!("{:.0}", session.day),
        pigment: format!("{}, {:.0}", session.pigment.label(), session.dilution),
        needle: format!("{:.2} mm", session.needle_mm),
        depth: format!("{:.2} mm", session.depth_mm),
        dots: work.dots.to_string(),
        work: format!("{:.1} h", work.minutes / 60.0),
        mix: format!("{:.1} ml", work.mixed_ml),
    }
}

fn expectations(plan: &Plan, report: &Report) -> Vec<String> {
    let on = plan.sessions.iter().filter(|session| session.enabled).count();
    let hours = report.sessions.iter().map(|session| session.minutes).sum::<f32>() / 60.0;
    let mut lines = vec![
        format!("{on} sessions, about {hours:.0} hours of work and {} dots in all.", report.dots),
        format!(
            "{:.0} % of the pigment lies in the papillary layer, where dots stay small and keep their colour.",
            100.0 * report.depth.papillary_share
        ),
    ];
    let settled = report.matching.iter().filter(|each| each.date == "settled");
    if let Some(worst) = settled.max_by(|a, b| a.delta_e.total_cmp(&b.delta_e)) {
        let seen = match worst.delta_e {
            ..2.0 => "hardly to be told from it",
            ..5.0 => "near it",
            _ => "to be told from it",
        };
        lines.push(format!(
            "Settled and shaved, the treated scalp is at most {:.1} (CIEDE2000) off the shaved hair beside it: {seen}.",
            worst.delta_e
        ));
    }
    lines.push(
        "Fresh dots look larger and darker than they will be; about a week later they look too pale.".into(),
    );
    lines
}

fn later(plan: &Plan) -> Vec<String> {
    let mut lines = vec![
        "Shave as short as in the pictures, or the hair outgrows the dots.".into(),
        "SPF 30 or more whenever the scalp is in the sun: light fades pigment.".into(),
        "Dots spread and cool a little every year; a touch-up is usual after three to six years.".into(),
    ];
    if plan.hair_loss.stages_per_decade > 0.0 || plan.hair_loss.future_stages > 0.0 {
        lines.push("Hair may be lost beyond what is treated today: plan later sessions for it.".into());
    }
    lines
}
