//! Which plan a verb works on, and `papilla plan`, which writes it.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::plan::{Plan, Template};
use crate::scalp::import::is_scan;

/// A plan on the command line.
#[derive(Args)]
pub struct PlanArgs {
    /// Plan file, a picture that Papilla saved, or a scan; the demo plan when left out.
    plan: Option<PathBuf>,
    /// Change it by a template: see `papilla presets`. May be given more than once.
    #[arg(long, value_parser = parse_template)]
    template: Vec<Template>,
}

impl PlanArgs {
    /// The plan and the folder its relative paths start at.
    pub fn load(&self) -> anyhow::Result<(Plan, PathBuf)> {
        let (mut plan, base_dir) = load_plan(self.plan.as_deref())?;
        self.template.iter().for_each(|template| template.apply(&mut plan));
        Ok((plan, base_dir))
    }
}

/// A template by its word.
pub fn parse_template(word: &str) -> Result<Template, String> {
    let words = Template::ALL.map(Template::key).join(", ");
    Template::from_key(word).ok_or_else(|| format!("the templates are {words}"))
}

/// A plan and the folder its relative paths start at; the demo plan when no file is named, on its head where that is a
/// scan.
pub fn load_plan(path: Option<&Path>) -> anyhow::Result<(Plan, PathBuf)> {
    match path {
        Some(path) if is_scan(path) => {
            let name = path.file_name().map(PathBuf::from).unwrap_or_default();
            let base_dir = path.parent().map(Path::to_owned).unwrap_or_default();
            Ok((Plan::on_scan(&name), base_dir))
        }
        Some(path) => {
            let base_dir = path.parent().map(Path::to_owned).unwrap_or_default();
            let (plan, note) = Plan::load_with_note(path)?;
            if let Some(note) = note {
                eprintln!("papilla: {}: {note}", path.display());
            }
            Ok((plan, base_dir))
        }
        None => Ok((Plan::demo(), PathBuf::new())),
    }
}

#[derive(Args)]
pub struct PlanOptions {
    #[command(flatten)]
    plan: PlanArgs,
    /// Plan file to write; it must not be there yet.
    #[arg(short, long)]
    output: PathBuf,
}

/// Writes the plan.
pub fn run(options: &PlanOptions) -> anyhow::Result<()> {
    let (plan, base_dir) = options.plan.load()?;
    anyhow::ensure!(
        !options.output.exists(),
        "{} is there already; name a file that is not",
        options.output.display()
    );
    let count = plan.sessions.len();
    plan.anchored(&base_dir).save(&options.output)?;
    tell!("{}: {} sessions", options.output.display(), count);
    Ok(())
}
