//! `papilla pair` and `papilla turntable`: pictures to take home.

use std::path::PathBuf;

use clap::Args;

use super::bar;
use super::plan_args::{load_plan, parse_template};
use super::render::{Shown, parse_moment, parse_size};
use super::save_png;
use crate::files;
use crate::pictures::pair::{self, PairSpec};
use crate::pictures::turntable::{self, TurntableSpec};
use crate::pictures::{Aim, Subject};
use crate::plan::Template;
use crate::render::Renderer;
use crate::render::look::Look;
use crate::studio::Moment;

#[derive(Args)]
pub struct PairOptions {
    #[command(flatten)]
    shown: Shown,
    /// Beside it: the same at another moment; "before" where nothing else is named.
    #[arg(long, value_parser = parse_moment, group = "other")]
    against_day: Option<Moment>,
    /// Beside it: the same under another light.
    #[arg(long, group = "other")]
    against_light: Option<String>,
    /// Beside it: the same plan changed by a template.
    #[arg(long, value_parser = parse_template, group = "other")]
    against_template: Option<Template>,
    /// Beside it: another plan file or picture.
    #[arg(long, group = "other")]
    against: Option<PathBuf>,
    /// Width and height of each picture in pixels.
    #[arg(long, default_value = "900x900", value_parser = parse_size)]
    size: [u32; 2],
}

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

/// Two heads on one picture.
pub fn pair(options: &PairOptions, adapter: Option<&str>) -> anyhow::Result<()> {
    let this = options.shown.subject()?;
    let spec = PairSpec {
        halves: halves(options, this.clone())?,
        aim: Aim::View(options.shown.view),
        size_px: options.size,
        samples: options.shown.samples,
    };
    let mut renderer = Renderer::headless(adapter)?;
    let image = bar::during(|progress| pair::draw(&mut renderer, &spec, progress))?;
    save_png(&image, Some(&this.plan), &options.shown.output)
}

/// What differs names them; what comes earlier stands at the left.
fn halves(options: &PairOptions, this: Subject) -> anyhow::Result<[(String, Subject); 2]> {
    let this_plan = |this: Subject| (String::from("This plan"), this);
    if let Some(key) = &options.against_light {
        let other = Subject { look: Look::preset(key)?, ..this.clone() };
        return Ok([(this.look.name.clone(), this), (other.look.name.clone(), other)]);
    }
    if let Some(template) = options.against_template {
        let mut other = this.clone();
        template.apply(&mut other.plan);
        return Ok([this_plan(this), (template.title().to_owned(), other)]);
    }
    if let Some(path) = &options.against {
        let (plan, base_dir) = load_plan(Some(path))?;
        let name = path.file_stem().unwrap_or_default().display().to_string();
        return Ok([this_plan(this.clone()), (name, Subject { plan, base_dir, ..this })]);
    }
    let moment = options.against_day.unwrap_or(Moment::Before);
    let other = Subject { moment, ..this.clone() };
    let halves = if other.moment < this.moment { [other, this] } else { [this, other] };
    Ok(halves.map(|subject| (when(subject.moment), subject)))
}

fn when(moment: Moment) -> String {
    moment.day().map_or_else(|| "Before".into(), |day| format!("Day {day:.0}"))
}

/// The head turning once round.
pub fn turntable(options: &TurntableOptions, adapter: Option<&str>) -> anyhow::Result<()> {
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
