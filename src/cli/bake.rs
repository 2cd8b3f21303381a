//! `papilla bake`: writes derived assets of the repository anew, run from its root.

use clap::{Args, ValueEnum};

#[derive(Args)]
pub struct BakeOptions {
    /// What to write.
    asset: Asset,
}

#[derive(Clone, Copy, ValueEnum)]
enum Asset {
    /// assets/head/head.obj from the measured tables beside it.
    Head,
    /// assets/head/eyes.txt, how its eyes open, from the measured table and head.obj.
    Eyes,
    /// assets/head/people.txt, the invented adults, from the measured tables in assets/head/people.
    People,
}

pub fn run(options: &BakeOptions) -> anyhow::Result<()> {
    let (path, text) = match options.asset {
        Asset::Head => ("assets/head/head.obj", crate::scalp::mean_head::obj_text()?),
        Asset::Eyes => ("assets/head/eyes.txt", crate::scalp::mean_head::eyes::text()?),
        Asset::People => {
            ("assets/head/people.txt", crate::scalp::mean_head::people::text("assets/head/people".as_ref())?)
        }
    };
    std::fs::write(path, text).map_err(|e| anyhow::anyhow!("{path} cannot be written: {e}"))?;
    tell!("{path}");
    Ok(())
}
