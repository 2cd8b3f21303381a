//! `papilla optics`: writes the tables of skin optics anew, run from the repository's root, or checks them.

use anyhow::Context;
use clap::{Args, Subcommand};
use indicatif::ProgressBar;

use crate::optics::cie::BANDS;
use crate::optics::depth_law::DepthLaw;
use crate::optics::monte_carlo::{bake, check};
use crate::optics::skin;

#[derive(Args)]
pub struct OpticsOptions {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write assets/optics/skin_r0.csv (adding-doubling) and depth_law.csv (Monte Carlo); some minutes.
    Bake {
        /// Packets of light in each of the 36 bands.
        #[arg(long, default_value_t = bake::PACKETS, value_parser = clap::value_parser!(u64).range(1000..))]
        photons: u64,
        /// Seed of the random numbers: the same seed gives the same file.
        #[arg(long, default_value_t = bake::SEED)]
        seed: u64,
    },
    /// Compare the tables in this program with a Monte Carlo of a sample of bands and skins, and with
    /// adding-doubling.
    Check {
        /// Packets of light in each of five bands.
        #[arg(long, default_value_t = 120_000, value_parser = clap::value_parser!(u64).range(1000..))]
        photons: u64,
        /// Seed of the random numbers.
        #[arg(long, default_value_t = bake::SEED + 1)]
        seed: u64,
    },
}

pub fn run(options: &OpticsOptions) -> anyhow::Result<()> {
    match options.task {
        Task::Bake { photons, seed } => {
            write("assets/optics/skin_r0.csv", &skin::bake())?;
            let bar = ProgressBar::new(BANDS as u64).with_message("bands");
            let text = bake::bake(photons, seed, || bar.inc(1));
            bar.finish_and_clear();
            write("assets/optics/depth_law.csv", &text)
        }
        Task::Check { photons, seed } => check(photons, seed),
    }
}

fn write(path: &str, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("{path} cannot be written"))?;
    tell!("{path}");
    Ok(())
}

fn check(photons: u64, seed: u64) -> anyhow::Result<()> {
    let found = check::deviations(photons, seed, DepthLaw::new);
    tell!("largest deviation from a Monte Carlo of {photons} packets a band, seed {seed}:");
    tell!("  R0 of bare skin      {:.4}", found.r0);
    tell!("  contrast of sheets   {:.4}", found.sheet);
    tell!("  contrast of discs    {:.4}, rms {:.4}", found.disc, found.disc_rms);
    tell!("  contrast of arrays   {:.4}", found.array);
    match found.fault() {
        None => Ok(()),
        Some(fault) => anyhow::bail!("the tables of skin optics do not hold: {fault}"),
    }
}
