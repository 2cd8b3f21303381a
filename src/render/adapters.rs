//! Which adapter draws: all that the machine has, best first, each tried by the [`probe`] before it is taken, and why
//! the others were passed over.

use std::sync::Arc;
use std::time::Instant;

use crate::render::Renderer;
pub use crate::render::backends::{BACKENDS, Backend, PassedOver, label};
use crate::render::backends::{backends, driver, rank};
use crate::render::driver_log::DriverLog;
use crate::render::gpu::{Gpu, GpuError};
use crate::render::probe::{ProbeError, probe};
use crate::render::shader::Sources;
use crate::render::tiles;

const CRASHED: &str = "its driver crashed the last time it was tried; `papilla doctor` tries it again";

/// What is drawn to: pictures only, or a window.
pub trait Destination {
    /// A connection to the drivers of a backend.
    fn instance(&self, backend: Backend) -> wgpu::Instance;

    /// The window's surface on it, where there is a window.
    ///
    /// # Errors
    /// What the driver said.
    fn surface(
        &self,
        instance: &wgpu::Instance,
    ) -> Result<Option<wgpu::Surface<'static>>, wgpu::CreateSurfaceError>;
}

/// Pictures only.
pub struct Offscreen;

impl Destination for Offscreen {
    fn instance(&self, backend: Backend) -> wgpu::Instance {
        let usual = wgpu::InstanceDescriptor::new_without_display_handle_from_env();
        wgpu::Instance::new(wgpu::InstanceDescriptor { backends: backend.bits, ..usual })
    }

    fn surface(
        &self,
        _: &wgpu::Instance,
    ) -> Result<Option<wgpu::Surface<'static>>, wgpu::CreateSurfaceError> {
        Ok(None)
    }
}

/// The adapters of a backend.
pub struct Listed {
    /// The connection to their drivers.
    pub instance: Arc<wgpu::Instance>,
    /// Of the window, where there is one.
    pub surface: Option<wgpu::Surface<'static>>,
    /// Those that can draw there, best first.
    pub adapters: Vec<wgpu::Adapter>,
}

/// Connects to a backend and lists its adapters. It is marked as being tried meanwhile.
///
/// # Errors
/// The reason where it has adapters and none can draw to the window.
pub fn list(backend: Backend, destination: &dyn Destination, drivers: &DriverLog) -> Result<Listed, String> {
    let _trial = drivers.begin(backend.name);
    let start = Instant::now();
    let instance = Arc::new(destination.instance(backend));
    let mut adapters = pollster::block_on(instance.enumerate_adapters(backend.bits));
    tracing::debug!("{}: {} listed after {:.0?}", backend.name, adapters.len(), start.elapsed());
    if adapters.is_empty() {
        return Ok(Listed { instance, surface: None, adapters });
    }
    let refused = |error| format!("it cannot draw to this window ({error})");
    let surface = destination.surface(&instance).map_err(refused)?;
    if let Some(surface) = &surface {
        adapters.retain(|adapter| adapter.is_surface_supported(surface));
        if adapters.is_empty() {
            return Err("it cannot draw to this window".into());
        }
    }
    adapters.sort_by_key(|adapter| rank(&adapter.get_info()));
    Ok(Listed { instance, surface, adapters })
}

/// Opens an adapter and holds it to the probe. It is marked as being tried meanwhile, and remembered if it passes.
///
/// # Errors
/// [`ProbeError`].
pub fn attempt(
    instance: &Arc<wgpu::Instance>,
    adapter: wgpu::Adapter,
    drivers: &DriverLog,
) -> Result<Renderer, ProbeError> {
    let (info, start) = (adapter.get_info(), Instant::now());
    let _trial = drivers.begin(&driver(&info));
    let mut renderer = Renderer::new(Gpu::on(instance.clone(), adapter)?);
    let ready = start.elapsed();
    drivers.forget_passed(&driver(&info));
    probe(&mut renderer)?;
    drivers.note_passed(&driver(&info), &program());
    tracing::debug!("{}: ready after {ready:.0?}, probed after {:.0?}", label(&info), start.elapsed());
    Ok(renderer)
}

/// The same, without the probe where this driver passed it under this very program.
fn attempt_once(
    instance: &Arc<wgpu::Instance>,
    adapter: wgpu::Adapter,
    drivers: &DriverLog,
) -> Result<Renderer, ProbeError> {
    let name = driver(&adapter.get_info());
    if !drivers.has_passed(&name, &program()) {
        return attempt(instance, adapter, drivers);
    }
    let start = Instant::now();
    let _trial = drivers.begin(&name);
    let renderer = Renderer::new(Gpu::on(instance.clone(), adapter)?);
    tracing::debug!("{name}: ready after {:.0?}, passed the probe before", start.elapsed());
    Ok(renderer)
}

/// What the probe holds for: this version with these shaders.
fn program() -> String {
    format!("{} {:016x}", env!("CARGO_PKG_VERSION"), Sources::default().fingerprint())
}

impl Renderer {
    /// A renderer of pictures, on the adapter whose [`label`] holds `wanted`, else on the best that passes the probe.
    ///
    /// # Errors
    /// As [`open`].
    pub fn headless(wanted: Option<&str>) -> Result<Renderer, GpuError> {
        tiles::begin();
        Ok(open(&Offscreen, wanted, &DriverLog::of_user())?.renderer)
    }
}

/// What was opened.
pub struct Opened {
    /// Has passed the probe.
    pub renderer: Renderer,
    /// Of the window, where one was asked for.
    pub surface: Option<wgpu::Surface<'static>>,
}

/// Opens the best adapter that passes the probe, of those whose [`label`] holds `wanted`, in any case. A driver that
/// crashed the last time is tried where it is asked for by name or nothing else draws. `WGPU_BACKEND` is honoured.
///
/// # Errors
/// [`GpuError::NoAdapter`], [`GpuError::NoSuchAdapter`], [`GpuError::NoneDraws`].
pub fn open(
    destination: &dyn Destination,
    wanted: Option<&str>,
    drivers: &DriverLog,
) -> Result<Opened, GpuError> {
    if wanted.is_none()
        && let Ok(opened) =
            first_of(destination, wanted, drivers, &|name| drivers.has_crashed(name), &attempt_once)
    {
        return Ok(opened);
    }
    first_of(destination, wanted, drivers, &|_| false, &attempt_once)
}

/// Tries an adapter.
type Attempt<'a> =
    &'a dyn Fn(&Arc<wgpu::Instance>, wgpu::Adapter, &DriverLog) -> Result<Renderer, ProbeError>;

/// The first that `attempt` opens, of those that are not left out by the name that a crash is remembered under.
fn first_of(
    destination: &dyn Destination,
    wanted: Option<&str>,
    drivers: &DriverLog,
    is_left_out: &dyn Fn(&str) -> bool,
    attempt: Attempt<'_>,
) -> Result<Opened, GpuError> {
    let mut passed_over = Vec::new();
    let mut connections = Vec::new();
    let mut found = Vec::new();
    for backend in backends() {
        let listed = match is_left_out(backend.name) {
            true => Err(CRASHED.into()),
            false => list(backend, destination, drivers),
        };
        match listed {
            Ok(Listed { instance, surface, adapters }) => {
                found.extend(adapters.into_iter().map(|adapter| (connections.len(), adapter)));
                connections.push((instance, surface));
            }
            Err(reason) => passed_over.push(PassedOver { name: backend.name.into(), reason }),
        }
    }
    if let Some(wanted) = wanted {
        found = named(wanted, found)?;
    }
    found.sort_by_key(|(_, adapter)| rank(&adapter.get_info()));
    for (at, adapter) in found {
        let info = adapter.get_info();
        let name = label(&info);
        let tried = match is_left_out(&driver(&info)) {
            true => Err(CRASHED.into()),
            false => attempt(&connections[at].0, adapter, drivers).map_err(|error| error.to_string()),
        };
        match tried {
            Ok(mut renderer) => {
                tell(&name, &passed_over);
                renderer.note_passed_over(passed_over);
                return Ok(Opened { renderer, surface: connections.swap_remove(at).1 });
            }
            Err(reason) => passed_over.push(PassedOver { name, reason }),
        }
    }
    Err(if passed_over.is_empty() { GpuError::NoAdapter } else { GpuError::NoneDraws(passed_over) })
}

fn tell(name: &str, passed_over: &[PassedOver]) {
    for other in passed_over {
        tracing::warn!("passed over {other}");
    }
    match passed_over {
        [] => tracing::info!("drawing with {name}, which passed the probe"),
        _ => tracing::warn!("drawing with {name}, which passed the probe"),
    }
}

/// Whether the label of an adapter is what a person asks for: in any case, a part of it.
pub fn holds(label: &str, wanted: &str) -> bool {
    label.to_lowercase().contains(&wanted.to_lowercase())
}

fn named<T>(wanted: &str, found: Vec<(T, wgpu::Adapter)>) -> Result<Vec<(T, wgpu::Adapter)>, GpuError> {
    let names: Vec<String> = found.iter().map(|(_, adapter)| label(&adapter.get_info())).collect();
    let is_wanted = |adapter: &wgpu::Adapter| holds(&label(&adapter.get_info()), wanted);
    let kept: Vec<_> = found.into_iter().filter(|(_, adapter)| is_wanted(adapter)).collect();
    if kept.is_empty() { Err(GpuError::NoSuchAdapter { wanted: wanted.into(), names }) } else { Ok(kept) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What opens where adapters of some backends draw wrong: the name of the one that does, and those passed over.
    fn opened(wrong: &[&str]) -> Result<(String, Vec<PassedOver>), GpuError> {
        let folder = tempfile::tempdir().unwrap();
        let drivers = DriverLog::within(folder.path());
        let try_one = |instance: &Arc<wgpu::Instance>, adapter: wgpu::Adapter, drivers: &DriverLog| {
            if wrong.iter().any(|backend| label(&adapter.get_info()).ends_with(backend)) {
                return Err(ProbeError::Wrong { what: "dots", found: 0.3, expected: 0.2 });
            }
            attempt(instance, adapter, drivers)
        };
        let Opened { renderer, .. } = first_of(&Offscreen, None, &drivers, &|_| false, &try_one)?;
        Ok((label(&renderer.gpu().adapter.get_info()), renderer.passed_over().to_vec()))
    }

    #[test]
    fn one_that_draws_wrong_is_passed_over_and_the_next_is_tried() {
        let (name, passed_over) = opened(&[]).unwrap();
        assert!(passed_over.is_empty(), "planted: {name} draws right and is taken at once");
        let (next, passed_over) = opened(&["Vulkan"]).unwrap();
        assert!(next.ends_with("OpenGL"), "{next}");
        let told: Vec<String> = passed_over.iter().map(PassedOver::to_string).collect();
        assert!(told[0].ends_with("Vulkan: it draws dots wrong: 0.300 where 0.200 is right"), "{told:?}");
        let none = opened(&["Vulkan", "OpenGL"]).err().unwrap().to_string();
        assert!(none.starts_with("no graphics adapter draws right: ") && none.contains("apt-get"), "{none}");
    }
}
