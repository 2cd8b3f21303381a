//! `papilla pair`: two heads on one picture.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::bar;
use super::plan_args::{load_plan, parse_template};
use super::render::{Shown, parse_moment, parse_size};
use super::save::save_png;
use crate::pictures::pair::{self, PairSpec};
use crate::pictures::{Aim, OtherPlan, Subject, Variant};
use crate::plan::Template;
use crate::render::Renderer;
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

/// Two heads on one picture.
pub fn run(options: &PairOptions, adapter: Option<&str>) -> anyhow::Result<()> {
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
    let variant = variant(options)?;
    let other = variant.of(&this, &options.shown.adjustment())?;
    let comes_first = variant.comes_first(&this.plan, this.moment);
    let [this_caption, other_caption] = variant.captions(&this);
    let [this, other] = [(this_caption, this), (other_caption, other)];
    Ok(if comes_first { [other, this] } else { [this, other] })
}

/// What stands beside it.
fn variant(options: &PairOptions) -> anyhow::Result<Variant> {
    if let Some(key) = &options.against_light {
        return Ok(Variant::Light(key.clone()));
    }
    if let Some(template) = options.against_template {
        return Ok(Variant::Template(template));
    }
    if let Some(path) = &options.against {
        let (plan, base_dir) = load_plan(Some(path))?;
        let name = path.file_stem().unwrap_or_default().display().to_string();
        return Ok(Variant::Plan(Arc::new(OtherPlan { name, plan, base_dir })));
    }
    Ok(Variant::Moment(options.against_day.unwrap_or(Moment::Before)))
}
