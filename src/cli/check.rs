//! `papilla check`: every problem of a plan file.

use std::path::PathBuf;

use clap::Args;

use super::plan_args::load_plan;
use crate::scalp::head::Head;

#[derive(Args)]
pub struct CheckOptions {
    /// Plan file, or a picture that Papilla saved.
    plan: PathBuf,
}

pub fn run(options: &CheckOptions) -> anyhow::Result<()> {
    let (plan, base_dir) = load_plan(Some(&options.plan))?;
    let head = Head::load(&plan.head, &base_dir)?;
    if let Some(fit) = &head.fit {
        tell!("the scan: {fit}");
    }
    head.mended.iter().for_each(|mended| tell!("the scan: {mended}"));
    tell!("{}: a sound plan, {} sessions", options.plan.display(), plan.sessions.len());
    Ok(())
}
