//! `papilla doctor`: what this machine can draw with. Each adapter is probed in a process of its own, so that a driver
//! that crashes takes only that down.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::plan::Plan;
use crate::render::Renderer;
use crate::render::adapters::{self, BACKENDS, Backend, Listed, Offscreen};
use crate::render::backends;
use crate::render::camera::View;
use crate::render::driver_log::DriverLog;
use crate::render::lighting::LightingPreset;
use crate::studio::{Moment, Studio};

#[derive(Args)]
pub struct DoctorOptions {
    /// Only whether an adapter passes the probe: no timing, and no further than the first that does.
    #[arg(long)]
    quick: bool,
    /// Probe the adapter at this place of a backend's list, and print what came of it: what the process of a probe is
    /// told.
    #[arg(long, hide = true, value_name = "BACKEND:PLACE")]
    probe: Option<String>,
}

/// What a probing process prints, one JSON line each.
#[derive(Debug, Serialize, Deserialize)]
enum ProbeLine {
    /// There is no such adapter: the list ended before.
    End,
    /// The backend cannot be used at all.
    NoBackend(String),
    /// The adapter that is going to be probed.
    Adapter(Adapter),
    /// What came of it.
    Outcome(Outcome),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Adapter {
    label: String,
    driver: String,
    is_software: bool,
    rank: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Outcome {
    Passed { max_side_px: u32, frame_ms: Option<f64> },
    Refused(String),
}

/// Size of the standard frame, px: one whole sample of the demo plan's head.
const FRAME_PX: [u32; 2] = [1280, 720];

pub fn run(options: &DoctorOptions, wanted: Option<&str>) -> anyhow::Result<()> {
    if let Some(place) = &options.probe {
        return probe_one(place, options.quick);
    }
    tell!("papilla {}", env!("CARGO_PKG_VERSION"));
    let mut passed: Vec<Adapter> = Vec::new();
    'backends: for backend in backends::backends() {
        for place in 0.. {
            let (adapter, outcome) = match probe_apart(backend, place, options.quick)? {
                ProbeAnswer::End => break,
                ProbeAnswer::NoBackend(reason) => {
                    tell!("  {}: {reason}", backend.name);
                    break;
                }
                ProbeAnswer::Probed(adapter, outcome) => (adapter, outcome),
            };
            describe(&adapter, &outcome);
            let is_wanted = wanted.is_none_or(|wanted| adapters::holds(&adapter.label, wanted));
            if matches!(outcome, Outcome::Passed { .. }) && is_wanted {
                passed.push(adapter);
                if options.quick {
                    break 'backends;
                }
            }
        }
    }
    match display() {
        Some(display) => tell!("display: {display}"),
        None => tell!("display: none; the window needs one, `papilla render` does not"),
    }
    let best = passed.iter().min_by_key(|adapter| adapter.rank);
    let best = best.context(
        "no graphics adapter draws right; on Debian or Ubuntu install the software driver with `apt-get install \
         libvulkan1 mesa-vulkan-drivers`, elsewhere update the graphics driver",
    )?;
    tell!("chosen: {}", best.label);
    Ok(())
}

fn describe(adapter: &Adapter, outcome: &Outcome) {
    tell!("  {} ({})", adapter.label, adapter.driver);
    match outcome {
        Outcome::Passed { max_side_px, frame_ms } => {
            tell!("    probe: passed");
            if let Some(ms) = frame_ms {
                tell!("    standard frame, {} x {} px: {ms:.0} ms", FRAME_PX[0], FRAME_PX[1]);
            }
            tell!("    largest picture: {max_side_px} x {max_side_px} px");
        }
        Outcome::Refused(reason) => tell!("    probe: FAILED: {reason}"),
    }
    if adapter.is_software {
        tell!("    a software driver: slow; a graphics card's own driver is far quicker");
    }
}

/// What a probing process found.
enum ProbeAnswer {
    End,
    NoBackend(String),
    Probed(Adapter, Outcome),
}

/// Probes an adapter in another process.
fn probe_apart(backend: Backend, place: usize, quick: bool) -> anyhow::Result<ProbeAnswer> {
    let program = std::env::current_exe().context("the program does not find itself")?;
    let mut command = Command::new(program);
    command.args(["doctor", "--probe", &format!("{}:{place}", backend.name)]);
    command.args(quick.then_some("--quick"));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let output = child.stdout.take().context("the probe has no output")?;
    let lines = BufReader::new(output).lines().map_while(Result::ok);
    let mut lines = lines.filter_map(|line| serde_json::from_str::<ProbeLine>(&line).ok());
    let first = lines.next();
    let second = lines.next();
    let status = child.wait()?;
    let crashed = || format!("its driver crashed ({status})");
    Ok(match (first, second) {
        (Some(ProbeLine::End), _) => ProbeAnswer::End,
        (Some(ProbeLine::NoBackend(reason)), _) => ProbeAnswer::NoBackend(reason),
        (Some(ProbeLine::Adapter(adapter)), Some(ProbeLine::Outcome(outcome))) => {
            ProbeAnswer::Probed(adapter, outcome)
        }
        (Some(ProbeLine::Adapter(adapter)), _) => ProbeAnswer::Probed(adapter, Outcome::Refused(crashed())),
        _ => ProbeAnswer::NoBackend(crashed()),
    })
}

/// Probes an adapter in this process. What crashed before is forgotten by passing.
fn probe_one(place: &str, quick: bool) -> anyhow::Result<()> {
    let known = || {
        let (name, place) = place.split_once(':')?;
        Some((BACKENDS.into_iter().find(|backend| backend.name == name)?, place.parse::<usize>().ok()?))
    };
    let (backend, place) = known().context("--probe takes a backend and a place, as in Vulkan:0")?;
    let crashes = DriverLog::of_user();
    let Listed { instance, adapters, .. } = match adapters::list(backend, &Offscreen, &crashes) {
        Ok(listed) => listed,
        Err(reason) => return print(&ProbeLine::NoBackend(reason)),
    };
    let Some(adapter) = adapters.into_iter().nth(place) else { return print(&ProbeLine::End) };
    let info = adapter.get_info();
    print(&ProbeLine::Adapter(Adapter {
        label: adapters::label(&info),
        driver: info.driver_info.clone(),
        is_software: info.device_type == wgpu::DeviceType::Cpu,
        rank: backends::rank(&info),
    }))?;
    let outcome = attempt(&instance, adapter, &crashes, quick);
    print(&ProbeLine::Outcome(outcome.unwrap_or_else(|error| Outcome::Refused(format!("{error:#}")))))
}

fn attempt(
    instance: &Arc<wgpu::Instance>,
    adapter: wgpu::Adapter,
    crashes: &DriverLog,
    quick: bool,
) -> anyhow::Result<Outcome> {
    let mut renderer = adapters::attempt(instance, adapter, crashes)?;
    let frame_ms = if quick { None } else { Some(frame_ms(&mut renderer)?) };
    Ok(Outcome::Passed { max_side_px: renderer.gpu().max_side_px(), frame_ms })
}

/// Mean time of a standard frame once everything is there.
fn frame_ms(renderer: &mut Renderer) -> anyhow::Result<f64> {
    const SAMPLES: u32 = 3;
    let lighting = LightingPreset::preset("clinic")?;
    let prepared = Studio::default().prepare(&Plan::demo(), Path::new(""), Moment::Day(60.0), &lighting)?;
    let camera = prepared.framing(View::ThreeQuarter);
    let scene = prepared.scene(&camera);
    renderer.resize(FRAME_PX)?;
    renderer.add_sample(&scene);
    renderer.gpu().wait()?;
    let start = Instant::now();
    for _ in 0..SAMPLES {
        renderer.add_sample(&scene);
        renderer.gpu().wait()?;
    }
    Ok(start.elapsed().as_secs_f64() * 1e3 / f64::from(SAMPLES))
}

fn print(line: &ProbeLine) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(line)?)?;
    Ok(out.flush()?)
}

/// The display a window would open on.
fn display() -> Option<String> {
    if cfg!(any(target_os = "windows", target_os = "macos")) {
        return Some("the desktop".into());
    }
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()).map(|v| format!("{name}={v}")))
}
