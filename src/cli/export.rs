//! `papilla export`: a treated head for other programs, and its hairline on paper.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::bar;
use super::plan_args::PlanArgs;
use crate::export::stencil::{self, Paper};
use crate::export::{ExportError, Models, When, glb, usdz};
use crate::files;

#[derive(Args)]
pub struct ExportOptions {
    #[command(flatten)]
    plan: PlanArgs,
    /// Paper of the stencil: a4 or letter.
    #[arg(long, default_value = Paper::A4.key(), value_parser = parse_paper)]
    paper: Paper,
    /// Folder to write into; none of the files may be there yet.
    #[arg(short, long)]
    output: PathBuf,
}

fn parse_paper(word: &str) -> Result<Paper, String> {
    let words = Paper::ALL.map(Paper::key).join(", ");
    Paper::ALL.into_iter().find(|paper| paper.key() == word).ok_or_else(|| format!("the papers are {words}"))
}

/// Name of the stencil's file.
const STENCIL: &str = "hairline.pdf";

pub fn run(options: &ExportOptions) -> anyhow::Result<()> {
    let (plan, base_dir) = options.plan.load()?;
    let folder = &options.output;
    let models = When::ALL.into_iter().flat_map(|when| ["glb", "usdz"].map(|kind| named(when, kind)));
    for name in models.chain([STENCIL.to_owned()]) {
        let path = folder.join(name);
        anyhow::ensure!(!path.exists(), "{} is there already; name a folder without it", path.display());
    }
    std::fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    bar::during(|progress| {
        let mut done = |parts: f32| match progress(parts / 7.0) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ExportError::Stopped),
        };
        let mut models = Models::of(&plan, &base_dir)?;
        done(1.0)?;
        for (k, when) in When::ALL.into_iter().enumerate() {
            let prepared = models.prepare(when)?;
            let model = models.model(when, &prepared)?;
            done(2.0 * k as f32 + 2.0)?;
            write(folder, &named(when, "glb"), &glb::bytes(&model)?)?;
            write(folder, &named(when, "usdz"), &usdz::bytes(&model)?)?;
            done(2.0 * k as f32 + 3.0)?;
            if when == When::Settled {
                write(folder, STENCIL, &stencil::pdf(&plan, &prepared.head, options.paper))?;
            }
        }
        Ok::<_, anyhow::Error>(())
    })?;
    tell!("{}: three models as GLB and USDZ, and {STENCIL}", folder.display());
    Ok(())
}

fn named(when: When, kind: &str) -> String {
    format!("{}.{kind}", when.name())
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    Ok(files::write(&folder.join(name), bytes)?)
}
