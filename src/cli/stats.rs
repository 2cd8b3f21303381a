//! `papilla stats`: what a plan comes to.

use std::path::PathBuf;

use clap::Args;

use super::load_plan;
use crate::report::Report;
use crate::stages::Stages;

#[derive(Args)]
pub struct Options {
    /// Plan file; the demo plan when left out.
    plan: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(options: &Options) -> anyhow::Result<()> {
    let (plan, base_dir) = load_plan(options.plan.as_deref())?;
    let mut stages = Stages::default();
    stages.update(&plan, &base_dir, 0.0)?;
    let (scalp, placed) = stages.ready()?;
    let report = Report::of(&plan, scalp, placed);
    if options.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print!("{report}");
    }
    Ok(())
}
