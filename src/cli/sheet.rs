//! `papilla sheet`: the whole story of a plan on one picture.

use std::path::PathBuf;

use clap::Args;

use super::bar;
use super::plan_args::PlanArgs;
use super::render::{parse_size, parse_view};
use super::save::save_png;
use crate::pictures::sheet::{self, SheetSpec};
use crate::plan::Template;
use crate::render::Renderer;
use crate::render::camera::View;
use crate::render::lighting::{Adjustment, LightingPreset, PRESETS};

#[derive(Args)]
pub struct SheetOptions {
    #[command(flatten)]
    plan: PlanArgs,
    /// Instead of the story: the plan beside this template, settled and after five years.
    #[arg(long, value_parser = super::plan_args::parse_template)]
    beside: Option<Template>,
    /// Rows, separated by commas.
    #[arg(long, value_delimiter = ',', value_parser = parse_view, default_value = "front,three-quarter,top,back,hairline")]
    views: Vec<View>,
    /// Light: see `papilla presets`.
    #[arg(long, default_value = PRESETS[0].0)]
    light: String,
    /// Give it the grain of a camera's picture.
    #[arg(long)]
    film: bool,
    /// Width and height of each picture in pixels.
    #[arg(long, default_value = "400x400", value_parser = parse_size)]
    size: [u32; 2],
    /// Samples a pixel.
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=64))]
    samples: u32,
    /// PNG file to write.
    #[arg(short, long)]
    output: PathBuf,
}

pub fn run(options: &SheetOptions, adapter: Option<&str>) -> anyhow::Result<()> {
    let by = Adjustment { film: options.film, ..Adjustment::default() };
    let lighting = LightingPreset::preset(&options.light)?.adjusted(&by);
    let (plan, base_dir) = options.plan.load()?;
    let columns = match options.beside {
        None => sheet::story(&plan),
        Some(template) => {
            let mut other = plan.clone();
            template.apply(&mut other);
            sheet::beside(("This plan", &plan), (template.title(), &other))
        }
    };
    let spec = SheetSpec {
        views: options.views.clone(),
        columns,
        size_px: options.size,
        samples: options.samples,
        lighting,
    };
    let mut renderer = Renderer::headless(adapter)?;
    let image = bar::during(|progress| sheet::draw(&mut renderer, &base_dir, &spec, progress))?;
    save_png(&image, Some(&plan), &options.output)
}
