//! `papilla turntable`: the head turning once round.

use clap::Args;

use super::bar;
use super::render::{Shown, parse_size};
use crate::files;
use crate::pictures::Aim;
use crate::pictures::turntable::{self, TurntableSpec};
use crate::render::Renderer;

#[derive(Args)]
pub struct TurntableOptions {
    #[command(flatten)]
    shown: Shown,
    /// Frames of one turn.
    #[arg(long, default_value_t = 48, value_parser = clap::value_parser!(u16).range(2..=360))]
    frames: u16,
    /// Width and height in pixels.
    #[arg(long, default_value = "640x640", value_parser = parse_size)]
    size: [u32; 2],
}

/// The head turning once round.
pub fn run(options: &TurntableOptions, adapter: Option<&str>) -> anyhow::Result<()> {
    let Shown { view, samples, output, .. } = &options.shown;
    let spec = TurntableSpec {
        subject: options.shown.subject()?,
        aim: Aim::View(*view),
        frames: options.frames,
        size_px: options.size,
        samples: *samples,
    };
    let mut renderer = Renderer::headless(adapter)?;
    let bytes = bar::during(|progress| turntable::draw(&mut renderer, &spec, progress))?;
    Ok(files::write(output, &bytes)?)
}
