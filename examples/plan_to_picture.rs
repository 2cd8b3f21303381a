//! A plan file into a picture, by the library:
//! `cargo run --release --example plan_to_picture -- assets/plans/demo.toml head.png`

use std::path::{Path, PathBuf};

use anyhow::Context;
use papilla::pictures::carry_on;
use papilla::plan::Plan;
use papilla::render::Renderer;
use papilla::render::camera::View;
use papilla::render::lighting::LightingPreset;
use papilla::studio::{Moment, Studio};

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let file = arguments.next().context("name a plan, and a picture to write")?;
    let picture = arguments.next().context("name a picture to write")?;

    // What is planned, and how it will look a year after, in a clinic's light; a scan's path counts from the plan.
    let plan = Plan::load(&file)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let prepared =
        Studio::default().prepare(&plan, folder, Moment::Day(400.0), &LightingPreset::preset("clinic")?)?;

    // Drawn at 16 samples a pixel; the last argument hears how many are done.
    let camera = prepared.framing(View::ThreeQuarter);
    let mut renderer = Renderer::headless(None)?;
    let image = renderer.picture(&prepared.scene(&camera), [1280, 720], 16, &mut carry_on)?;
    image.save(&picture)?;
    println!("{} dots are in {}", prepared.summary.dots, picture.display());
    Ok(())
}
