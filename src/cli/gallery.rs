//! `papilla gallery`: the twenty pictures by which the look is judged.

use std::path::PathBuf;

use clap::Args;

use super::render::parse_size;
use super::save::save_png;
use crate::pictures::gallery::SHOTS;
use crate::render::Renderer;
use crate::studio::Studio;

#[derive(Args)]
pub struct GalleryOptions {
    /// Width and height of each picture in pixels.
    #[arg(long, default_value = "1920x1080", value_parser = parse_size)]
    size: [u32; 2],
    /// Samples a pixel.
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u32).range(1..=64))]
    samples: u32,
    /// Only pictures whose name begins so, as in 05.
    #[arg(long, default_value = "")]
    only: String,
    /// Folder for the PNG files.
    #[arg(short, long)]
    output: PathBuf,
}

pub fn run(options: &GalleryOptions, adapter: Option<&str>) -> anyhow::Result<()> {
    let shots: Vec<_> = SHOTS.iter().filter(|shot| shot.name.starts_with(&options.only)).collect();
    anyhow::ensure!(
        !shots.is_empty(),
        "no picture's name begins with \"{}\"; the first is {}",
        options.only,
        SHOTS[0].name
    );
    let (mut renderer, mut studio) = (Renderer::headless(adapter)?, Studio::default());
    let bar = indicatif::ProgressBar::new(shots.len() as u64);
    for shot in shots {
        let picture = shot.draw(&mut renderer, &mut studio, options.size, options.samples)?;
        save_png(&picture, Some(&shot.plan()?), &options.output.join(format!("{}.png", shot.name)))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    tell!("{}", options.output.display());
    Ok(())
}
