//! The command line face. Thin: each verb loads, calls one library function, writes, and returns.

/// Writes a line to standard output. One who has read enough closes it, as `head` does; then nobody is left to tell.
macro_rules! tell {
    ($($words:tt)*) => {
        drop(std::io::Write::write_fmt(&mut std::io::stdout().lock(), format_args!("{}\n", format_args!($($words)*))))
    };
}

mod bake;
#[cfg(feature = "render")]
mod bar;
mod check;
#[cfg(feature = "render")]
mod doctor;
#[cfg(feature = "render")]
mod export;
#[cfg(feature = "render")]
mod gallery;
#[cfg(feature = "render")]
mod handout;
mod optics;
#[cfg(feature = "render")]
mod pair;
mod plan_args;
mod presets;
#[cfg(feature = "render")]
mod render;
#[cfg(feature = "render")]
mod save;
#[cfg(feature = "render")]
mod sheet;
mod stats;
#[cfg(feature = "render")]
mod swatch;
#[cfg(feature = "render")]
mod turntable;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

/// See scalp micropigmentation on a head before the first dot is placed.
///
/// Without a command, opens the window on PLAN, or on the demo plan. A preview is a planning aid, never a promise.
#[derive(Parser)]
#[command(name = "papilla", version, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct Arguments {
    /// Plan file (TOML), or a picture that Papilla saved, to open in the window; the built-in demo when left out.
    plan: Option<PathBuf>,
    /// For a stand: full screen, large, tells the story by itself, forgets each visitor; hold Escape to close.
    #[arg(long)]
    kiosk: bool,
    /// Draw with the adapter whose name holds this, as `papilla doctor` lists them: "opengl", "vulkan", "nvidia".
    #[cfg(feature = "render")]
    #[arg(long, value_name = "NAME", global = true)]
    adapter: Option<String>,
    /// Close the window once the head is in it; for timing.
    #[arg(long, hide = true)]
    until_first_picture: bool,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    /// Draw a plan into a PNG file.
    #[cfg(feature = "render")]
    Render(render::RenderOptions),
    /// Draw twenty fixed pictures by which the look is judged.
    #[cfg(feature = "render")]
    Gallery(gallery::GalleryOptions),
    /// Draw the whole story of a plan onto one picture.
    #[cfg(feature = "render")]
    Sheet(sheet::SheetOptions),
    /// Write the page that a client takes home: pictures, sessions, care, lot numbers, signatures.
    #[cfg(feature = "render")]
    Handout(handout::HandoutOptions),
    /// Write the head for other programs: GLB and USDZ before, settled and after five years; its hairline as a PDF stencil.
    #[cfg(feature = "render")]
    Export(export::ExportOptions),
    /// Draw two heads onto one picture: before and after, two days, two lights, two plans.
    #[cfg(feature = "render")]
    Pair(pair::PairOptions),
    /// Draw the head turning once round, as an animated GIF.
    #[cfg(feature = "render")]
    Turntable(turntable::TurntableOptions),
    /// Dots, work, pigment, depth, match and warnings of a plan.
    Stats(stats::StatsOptions),
    /// Check a plan file and list every problem in it.
    Check(check::CheckOptions),
    /// Write a plan, changed by a template, into a new plan file.
    Plan(plan_args::PlanOptions),
    /// List the names of lights, views, skin tones, hairlines, pigments and zones.
    Presets,
    /// Draw a flat square of skin with dots of one kind and measure it.
    #[cfg(feature = "render")]
    Swatch(swatch::SwatchOptions),
    /// Tell what this machine can draw with, and what to install where something is missing.
    #[cfg(feature = "render")]
    Doctor(doctor::DoctorOptions),
    /// For developers: write the built-in head anew.
    #[command(hide = true)]
    Bake(bake::BakeOptions),
    /// For developers: write the tables of skin optics anew, or check them.
    #[command(hide = true)]
    Optics(optics::OpticsOptions),
}

/// What is said on stderr: warnings, or what `PAPILLA_LOG` asks for, such as `papilla=debug`. Drivers grumble at every
/// start about what they lack; what matters of that is told by the probe.
fn said() -> Targets {
    let asked = std::env::var("PAPILLA_LOG").ok().and_then(|words| words.parse().ok());
    let usual = || Targets::new().with_default(LevelFilter::WARN).with_target("wgpu_hal", LevelFilter::OFF);
    asked.unwrap_or_else(usual)
}

/// Runs the program. Exit code 0: done; 2: the input cannot be used, one sentence on stderr says why.
pub fn run() -> ExitCode {
    let lines = fmt::layer().with_writer(std::io::stderr).without_time().with_target(false);
    tracing_subscriber::registry().with(lines.with_filter(said())).init();
    let arguments = Arguments::parse();
    match dispatch(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("papilla: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: Arguments) -> anyhow::Result<()> {
    #[cfg(feature = "render")]
    let adapter = arguments.adapter.as_deref();
    match arguments.verb {
        None => window(arguments),
        #[cfg(feature = "render")]
        Some(Verb::Render(options)) => render::run(&options, adapter),
        #[cfg(feature = "render")]
        Some(Verb::Gallery(options)) => gallery::run(&options, adapter),
        #[cfg(feature = "render")]
        Some(Verb::Sheet(options)) => sheet::run(&options, adapter),
        #[cfg(feature = "render")]
        Some(Verb::Handout(options)) => handout::run(&options, adapter),
        #[cfg(feature = "render")]
        Some(Verb::Export(options)) => export::run(&options),
        #[cfg(feature = "render")]
        Some(Verb::Pair(options)) => pair::run(&options, adapter),
        #[cfg(feature = "render")]
        Some(Verb::Turntable(options)) => turntable::run(&options, adapter),
        Some(Verb::Stats(options)) => stats::run(&options),
        Some(Verb::Check(options)) => check::run(&options),
        Some(Verb::Plan(options)) => plan_args::run(&options),
        Some(Verb::Presets) => presets::run(),
        #[cfg(feature = "render")]
        Some(Verb::Swatch(options)) => swatch::run(&options, adapter),
        #[cfg(feature = "render")]
        Some(Verb::Doctor(options)) => doctor::run(&options, adapter),
        Some(Verb::Bake(options)) => bake::run(&options),
        Some(Verb::Optics(options)) => optics::run(&options),
    }
}

#[cfg(feature = "app")]
fn window(arguments: Arguments) -> anyhow::Result<()> {
    let Arguments { plan, kiosk, adapter, until_first_picture, .. } = arguments;
    crate::app::run(crate::app::Start { plan, kiosk, adapter, until_first_picture })
}

#[cfg(not(feature = "app"))]
fn window(_arguments: Arguments) -> anyhow::Result<()> {
    anyhow::bail!("this build has no window; use `papilla render`, or build with the feature \"app\"")
}
