//! `papilla stats`: what a plan comes to.

use std::io::Write;

use std::fmt::Display;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::plan_args::PlanArgs;
use crate::plan::{Plan, Template};
use crate::report::Report;
use crate::report::difference::{Difference, Figures};
use crate::stages::Stages;

#[derive(Args)]
pub struct StatsOptions {
    #[command(flatten)]
    plan: PlanArgs,
    /// Beside it: another plan file or picture.
    #[arg(long, conflicts_with = "against_template")]
    against: Option<PathBuf>,
    /// Beside it: the same plan changed by a template.
    #[arg(long, value_parser = super::plan_args::parse_template)]
    against_template: Option<Template>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(options: &StatsOptions) -> anyhow::Result<()> {
    let (plan, base_dir) = options.plan.load()?;
    let mut stages = Stages::default();
    let report = report(&mut stages, &plan, &base_dir)?;
    let Some((name, other, other_dir)) = other(options, &plan, &base_dir)? else {
        return print(&report, options.json);
    };
    let figures = [&report, &self::report(&mut stages, &other, &other_dir)?].map(Figures::of);
    let difference = Difference { names: ["This plan".to_owned(), name], figures };
    print(&difference, options.json)
}

/// What the plan is set against: its name, plan and folder.
fn other(
    options: &StatsOptions,
    plan: &Plan,
    base_dir: &Path,
) -> anyhow::Result<Option<(String, Plan, PathBuf)>> {
    if let Some(template) = options.against_template {
        let mut other = plan.clone();
        template.apply(&mut other);
        return Ok(Some((template.title().to_owned(), other, base_dir.to_owned())));
    }
    let Some(path) = &options.against else { return Ok(None) };
    let name = path.file_stem().unwrap_or_default().display().to_string();
    let (other, other_dir) = super::plan_args::load_plan(Some(path))?;
    Ok(Some((name, other, other_dir)))
}

fn report(stages: &mut Stages, plan: &Plan, base_dir: &Path) -> anyhow::Result<Report> {
    stages.update(plan, base_dir, 0.0)?;
    let (scalp, placed) = stages.ready()?;
    Ok(Report::of(plan, scalp, placed))
}

fn print(told: &(impl Display + Serialize), json: bool) -> anyhow::Result<()> {
    if json {
        tell!("{}", serde_json::to_string_pretty(told)?);
    } else {
        drop(write!(std::io::stdout().lock(), "{told}"));
    }
    Ok(())
}
