//! `papilla handout`: the page that a client takes home.

use std::path::PathBuf;

use clap::Args;

use super::bar;
use super::plan_args::PlanArgs;
use super::render::parse_size;
use crate::files;
use crate::pictures::handout::{self, HandoutSpec};
use crate::render::Renderer;
use crate::render::lighting::{LightingPreset, PRESETS};

#[derive(Args)]
pub struct HandoutOptions {
    #[command(flatten)]
    plan: PlanArgs,
    /// The client's name, to be printed; left out, no name is in the file.
    #[arg(long)]
    client: Option<String>,
    /// Light: see `papilla presets`.
    #[arg(long, default_value = PRESETS[0].0)]
    light: String,
    /// Width and height of each picture in pixels.
    #[arg(long, default_value = "720x600", value_parser = parse_size)]
    size: [u32; 2],
    /// Samples a pixel.
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u32).range(1..=64))]
    samples: u32,
    /// HTML file to write.
    #[arg(short, long)]
    output: PathBuf,
}

pub fn run(options: &HandoutOptions, adapter: Option<&str>) -> anyhow::Result<()> {
    let (plan, base_dir) = options.plan.load()?;
    let spec = HandoutSpec {
        client: options.client.clone(),
        size_px: options.size,
        samples: options.samples,
        lighting: LightingPreset::preset(&options.light)?,
    };
    let mut renderer = Renderer::headless(adapter)?;
    let page = bar::during(|progress| handout::html(&mut renderer, &plan, &base_dir, &spec, progress))?;
    Ok(files::write(&options.output, page.as_bytes())?)
}
