//! `papilla render`: a plan into a PNG file.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

use clap::Args;

use super::bar;
use super::plan_args::PlanArgs;
use super::save::save_png;
use crate::pictures::Subject;
use crate::render::Renderer;
use crate::render::camera::View;
use crate::render::lighting::{Adjustment, LightingPreset, PRESETS};
use crate::studio::{Moment, Studio};

/// What a picture shows, how well, and where it goes.
#[derive(Args)]
pub struct Shown {
    #[command(flatten)]
    pub plan: PlanArgs,
    /// front, left, right, three-quarter, three-quarter-right, back, top, hairline or crown (the last two close).
    #[arg(long, default_value = "three-quarter", value_parser = parse_view)]
    pub view: View,
    /// "before", or days since the first session's day 0 (0: just treated, 400: a year after).
    #[arg(long, default_value = "400", value_parser = parse_moment)]
    pub day: Moment,
    /// Light: see `papilla presets`.
    #[arg(long, default_value = PRESETS[0].0)]
    pub light: String,
    /// Give it the grain of a camera's picture.
    #[arg(long)]
    pub film: bool,
    /// Samples a pixel: 1 is quick and jagged, 32 is smooth.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=64))]
    pub samples: u32,
    /// File to write: PNG, or GIF of a turning head.
    #[arg(short, long)]
    pub output: PathBuf,
}

impl Shown {
    /// The plan under its light at its moment.
    pub fn subject(&self) -> anyhow::Result<Subject> {
        let (plan, base_dir) = self.plan.load()?;
        let lighting = LightingPreset::preset(&self.light)?.adjusted(&self.adjustment());
        Ok(Subject { plan, base_dir, moment: self.day, lighting })
    }

    /// What is changed of a light.
    pub fn adjustment(&self) -> Adjustment {
        Adjustment { film: self.film, ..Adjustment::default() }
    }
}

#[derive(Args)]
pub struct RenderOptions {
    #[command(flatten)]
    shown: Shown,
    /// Width and height in pixels.
    #[arg(long, default_value = "1280x720", value_parser = parse_size)]
    size: [u32; 2],
}

pub(super) fn parse_view(word: &str) -> Result<View, String> {
    View::ALL
        .into_iter()
        .find(|view| view.key() == word)
        .ok_or_else(|| format!("the views are {}", View::ALL.map(View::key).join(", ")))
}

pub(super) fn parse_moment(word: &str) -> Result<Moment, String> {
    if word == "before" {
        return Ok(Moment::Before);
    }
    match word.parse::<f32>() {
        Ok(day) if (0.0..=36_500.0).contains(&day) => Ok(Moment::Day(day)),
        _ => Err("give \"before\" or a number of days from 0 to 36500".into()),
    }
}

pub(super) fn parse_size(word: &str) -> Result<[u32; 2], String> {
    let parsed = word.split_once('x').and_then(|(w, h)| Some([w.parse().ok()?, h.parse().ok()?]));
    match parsed {
        Some([w, h]) if w > 0 && h > 0 => Ok([w, h]),
        _ => Err("give width x height in pixels, as in 1280x720".into()),
    }
}

pub fn run(options: &RenderOptions, adapter: Option<&str>) -> anyhow::Result<()> {
    let RenderOptions { shown, size } = options;
    let Subject { plan, base_dir, moment, lighting } = shown.subject()?;
    let (prepared, renderer) = thread::scope(|scope| {
        let renderer = scope.spawn(|| Renderer::headless(adapter));
        let prepared = Studio::default().prepare(&plan, &base_dir, moment, &lighting);
        (prepared, renderer.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let (prepared, mut renderer) = (prepared?, renderer?);
    let camera = prepared.framing(shown.view);
    let scene = prepared.scene(&camera);
    let image = bar::during(|progress| renderer.picture(&scene, *size, shown.samples, progress))?;
    save_png(&image::DynamicImage::ImageRgba8(image).into_rgb8(), Some(&plan), &shown.output)
}
