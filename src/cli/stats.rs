//! `papilla stats`: what a plan comes to.

use clap::Args;

use super::PlanArgs;
use crate::report::Report;
use crate::stages::Stages;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    plan: PlanArgs,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(options: &Options) -> anyhow::Result<()> {
    let (plan, base_dir) = options.plan.load()?;
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
