//! What a client takes home: one HTML page that needs nothing else, and prints on two sheets of A4. Pictures, the
//! sessions with shades and depths, what to expect, care by day and by year, fields for dates, lot numbers and
//! signatures.
//!
//! Sources of the care: `docs/practice.md#care-and-records` (no washing or sweat for 4 to 5 days, first shave after 4
//! days to a week, sun off up to 30 days, SPF 30 and more later; batch numbers on record, EN 17169).

use std::io::Cursor;
use std::path::Path;

use askama::Template;
use base64::Engine;
use image::{ImageFormat, RgbImage};

use super::still::converged;
use super::{PictureError, Progress, part};
use crate::plan::{Plan, Session, Zones};
use crate::render::Renderer;
use crate::render::camera::View;
use crate::render::lighting::LightingPreset;
use crate::report::Report;
use crate::report::matching::Date;
use crate::report::work::SessionWork;
use crate::stages::Stages;
use crate::studio::{Moment, Studio};
use crate::words::{self, say, text};

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
    pub lighting: LightingPreset,
}

/// Pictures of a handout.
const PICTURES: usize = 4;

/// The page. askama escapes every text that a person typed.
#[derive(Template)]
#[template(path = "handout.html")]
struct Page {
    title: String,
    signature: String,
    columns: usize,
    pictures: Vec<Picture>,
    sessions: Vec<SessionRow>,
    expectations: Vec<String>,
    aftercare: [(&'static str, &'static str); 6],
    later: Vec<&'static str>,
    warnings: Vec<String>,
}

struct Picture {
    caption: String,
    png_base64: String,
}

struct SessionRow {
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

/// What to do when, after each session.
fn aftercare() -> [(&'static str, &'static str); 6] {
    let care = |key| (text(key), words::of(key, "what"));
    [
        care("care-first-days"),
        care("care-scabs"),
        care("care-first-wash"),
        care("care-light-again"),
        care("care-no-sun"),
        care("care-settled"),
    ]
}

/// Makes the page of a plan.
///
/// # Errors
/// [`PictureError`]: stopped, a head that cannot be used, a size that the adapter cannot hold, a device that went away.
pub fn html(
    renderer: &mut Renderer,
    plan: &Plan,
    base_dir: &Path,
    spec: &HandoutSpec,
    progress: Progress<'_>,
) -> Result<String, PictureError> {
    let mut stages = Stages::default();
    stages.update(plan, base_dir, 0.0)?;
    let (scalp, placed) = stages.ready()?;
    let report = Report::of(plan, scalp, placed);
    let on = |(session, _): &(&Session, &SessionWork)| session.enabled;
    let pictures = pictures(renderer, plan, base_dir, spec, progress)?;
    let page = Page {
        title: plan.name.clone(),
        signature: signature(spec.client.as_deref()),
        columns: pictures.len() / 2,
        pictures,
        sessions: plan.sessions.iter().zip(&report.sessions).filter(on).map(row).collect(),
        expectations: expectations(plan, &report),
        aftercare: aftercare(),
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
    progress: Progress<'_>,
) -> Result<Vec<Picture>, PictureError> {
    let (settled, years) = (Moment::settled(plan), Moment::years_after(plan, 5.0));
    let shots: [(&str, Moment, View); PICTURES] = [
        (text("handout-picture.before"), Moment::Before, View::ThreeQuarter),
        (text("handout-picture.settled"), settled, View::ThreeQuarter),
        (text("handout-picture.hairline"), settled, View::Hairline),
        (text("handout-picture.five-years"), years, View::ThreeQuarter),
    ];
    let mut studio = Studio::default();
    let mut draw = |(k, (caption, moment, view)): (usize, (&str, Moment, View))| {
        let prepared = studio.prepare(plan, base_dir, moment, &spec.lighting)?;
        let camera = prepared.framing(view);
        let step = &mut part(progress, k, PICTURES);
        let picture = converged(renderer, &prepared, &camera, spec.size_px, spec.samples, step)?;
        let png_base64 = encoded(&picture)?;
        Ok(Picture { caption: caption.into(), png_base64 })
    };
    shots.into_iter().enumerate().map(&mut draw).collect()
}

fn encoded(picture: &RgbImage) -> Result<String, image::ImageError> {
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png)?;
    Ok(base64::engine::general_purpose::STANDARD.encode(png.into_inner()))
}

fn row((session, work): (&Session, &SessionWork)) -> SessionRow {
    let zones: Vec<String> = session.zones.iter().map(|zone| zone.label().to_lowercase()).collect();
    SessionRow {
        name: session.name.clone(),
        zones: if session.zones == Zones::ALL {
            text("handout-whole-scalp").to_owned()
        } else {
            zones.join(", ")
        },
        day: format!("{:.0}", session.day),
        pigment: format!("{}, {:.0}", session.pigment.label(), session.dilution),
        needle: say!("millimetres", number = format!("{:.2}", session.needle_mm)),
        depth: say!("millimetres", number = format!("{:.2}", session.depth_mm)),
        dots: work.dots.to_string(),
        work: say!("hours", number = format!("{:.1}", work.minutes / 60.0)),
        mix: say!("millilitres", number = format!("{:.1}", work.mixed_ml)),
    }
}

fn expectations(plan: &Plan, report: &Report) -> Vec<String> {
    let on = plan.sessions.iter().filter(|session| session.enabled).count();
    let hours = report.sessions.iter().map(|session| session.minutes).sum::<f32>() / 60.0;
    let mut lines = vec![
        say!("expect-work", sessions = on, hours = format!("{hours:.0}"), dots = report.dots),
        say!("expect-papillary", percent = format!("{:.0}", 100.0 * report.depth.papillary_fraction)),
    ];
    let settled = report.matching.iter().filter(|each| each.date == Date::Settled);
    if let Some(worst) = settled.max_by(|a, b| a.delta_e.total_cmp(&b.delta_e)) {
        let seen = match worst.delta_e {
            ..2.0 => text("expect-match.same"),
            ..5.0 => text("expect-match.near"),
            _ => text("expect-match.other"),
        };
        lines.push(say!("expect-match", difference = format!("{:.1}", worst.delta_e), seen = seen));
    }
    lines.push(text("expect-fresh").to_owned());
    lines
}

/// Below the line that the client signs on.
fn signature(client: Option<&str>) -> String {
    match client {
        Some(name) => say!("handout-signature.named-client", name = name),
        None => text("handout-signature.client").to_owned(),
    }
}

fn later(plan: &Plan) -> Vec<&'static str> {
    let mut lines = vec![text("later-shave"), text("later-sun"), text("later-touch-up")];
    if plan.hair_loss.stages_per_decade > 0.0 || plan.hair_loss.future_stages > 0.0 {
        lines.push(text("later-more-loss"));
    }
    lines
}
