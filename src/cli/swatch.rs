//! `papilla swatch`: a flat square of skin, drawn and measured.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::save::save_png;
use crate::optics::light::Illuminant;
use crate::pictures::strip;
use crate::pictures::swatch::{self, Array, SwatchSpec};
use crate::plan::{Pigment, Skin};
use crate::render::Renderer;

#[derive(Args)]
pub struct SwatchOptions {
    /// Melanin volume fraction of the epidermis.
    #[arg(long, default_value_t = 0.014, value_parser = within::<5, 450>)]
    melanin: f32,
    /// Blood volume fraction of the dermis.
    #[arg(long, default_value_t = 0.0035, value_parser = within::<1, 30>)]
    blood: f32,
    /// Depth of the column top below the surface, mm.
    #[arg(long, default_value_t = 0.2, value_parser = within::<20, 2000>)]
    depth_mm: f32,
    /// Settled pigment diameter, mm.
    #[arg(long, default_value_t = 0.15, value_parser = within::<20, 1000>)]
    dot_mm: f32,
    /// Height of the pigment column, mm; 0 is a flat disc.
    #[arg(long, default_value_t = 0.0, value_parser = within::<0, 3000>)]
    column_mm: f32,
    /// Optical thickness of the pigment at 550 nm.
    #[arg(long, default_value_t = 4.0, value_parser = within::<0, 1_000_000>)]
    tau: f32,
    /// Pigment: see `papilla presets`.
    #[arg(long, default_value = "carbon-black", value_parser = parse_pigment)]
    pigment: Pigment,
    /// Optical thickness across one clump of pigment at 550 nm; 0 is fine dispersion.
    #[arg(long, default_value_t = 0.0, value_parser = within::<0, 20_000>)]
    clumping: f32,
    /// How the dots lie.
    #[arg(long, value_enum, default_value_t = DotArrangement::BlueNoise)]
    array: DotArrangement,
    /// Write one picture with depth growing from left to right through the layers of skin, labelled.
    #[arg(long, requires = "output")]
    strip: bool,
    /// Dots per cm².
    #[arg(long, default_value_t = 195.0, value_parser = within::<0, 2_000_000>)]
    density_per_cm2: f32,
    /// Pixels per mm.
    #[arg(long, default_value_t = 40.0, value_parser = within::<100, 1_000_000>)]
    px_per_mm: f32,
    /// Side of the square, mm.
    #[arg(long, default_value_t = 12.0, value_parser = within::<100, 500_000>)]
    size_mm: f32,
    /// Days since the strike; without it the dot is shown as given, settled and not aged.
    #[arg(long, value_parser = within::<0, 36_500_000>)]
    day: Option<f32>,
    /// "flat" (even daylight), or the spectrum of an illuminant: see `papilla presets`.
    #[arg(long, default_value = "flat", value_parser = parse_light)]
    light: Illuminant,
    /// Seed of the pattern.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// PNG file to write.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Print the measurement as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum DotArrangement {
    /// Even, as a steady hand places them.
    BlueNoise,
    /// Each without regard to the others.
    Random,
}

/// A number between `MIN` and `MAX` thousandths.
fn within<const MIN: u32, const MAX: u32>(word: &str) -> Result<f32, String> {
    let (min, max) = (f64::from(MIN) / 1000.0, f64::from(MAX) / 1000.0);
    match word.parse::<f64>() {
        Ok(value) if (min..=max).contains(&value) => Ok(value as f32),
        _ => Err(format!("give a number from {min} to {max}")),
    }
}

fn parse_pigment(word: &str) -> Result<Pigment, String> {
    Pigment::from_key(word)
        .ok_or_else(|| format!("give one of {}", Pigment::ALL.map(Pigment::key).join(", ")))
}

fn parse_light(word: &str) -> Result<Illuminant, String> {
    if word == "flat" {
        return Ok(Illuminant::D65);
    }
    Illuminant::from_key(word)
        .ok_or_else(|| format!("give \"flat\" or one of {}", Illuminant::ALL.map(Illuminant::key).join(", ")))
}

pub fn run(options: &SwatchOptions, adapter: Option<&str>) -> anyhow::Result<()> {
    let spec = SwatchSpec {
        skin: Skin { melanin: options.melanin, blood: options.blood },
        depth_mm: options.depth_mm,
        dot_mm: options.dot_mm,
        column_mm: options.column_mm,
        tau: options.tau,
        pigment: options.pigment,
        clumping: options.clumping,
        density_per_cm2: options.density_per_cm2,
        array: match options.array {
            DotArrangement::BlueNoise => Array::BlueNoise,
            DotArrangement::Random => Array::Random,
        },
        px_per_mm: options.px_per_mm,
        size_mm: options.size_mm,
        age_days: options.day,
        illuminant: options.light,
        seed: options.seed,
    };
    let mut renderer = Renderer::headless(adapter)?;
    if let (true, Some(path)) = (options.strip, &options.output) {
        return save_png(&strip::draw(&mut renderer, &spec)?, None, path);
    }
    let (image, measured) = swatch::draw(&mut renderer, &spec)?;
    if let Some(path) = &options.output {
        save_png(&swatch::encode(&image), None, path)?;
    }
    if options.json || options.output.is_none() {
        tell!("{}", serde_json::to_string_pretty(&measured)?);
    }
    Ok(())
}
