//! The adapter and device, and what to say when there is none.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use crate::render::backends::{PassedOver, rank};

/// What can go wrong between us and the graphics driver.
#[derive(Debug, thiserror::Error)]
pub enum GpuError {
    /// No adapter at all.
    #[error("no graphics adapter was found; {INSTALL}")]
    NoAdapter,
    /// None that passes the probe.
    #[error("no graphics adapter draws right: {}; {INSTALL}", joined(.0))]
    NoneDraws(Vec<PassedOver>),
    /// None of the name asked for.
    #[error("no graphics adapter's name holds \"{wanted}\"; {}", there_are(.names))]
    NoSuchAdapter {
        /// What was asked for.
        wanted: String,
        /// What there is.
        names: Vec<String>,
    },
    /// The adapter gave no device.
    #[error("the graphics adapter \"{adapter}\" gave no device: {reason}; update its driver")]
    NoDevice {
        /// Name of the adapter.
        adapter: String,
        /// What the driver said.
        reason: String,
    },
    /// The picture is larger than the adapter can hold.
    #[error(
        "a picture of {width}x{height} is outside 1 to {limit} pixels a side, what this adapter can hold"
    )]
    Size {
        /// Wanted width, px.
        width: u32,
        /// Wanted height, px.
        height: u32,
        /// Largest side, px.
        limit: u32,
    },
    /// The picture needs more memory than the adapter has.
    #[error(
        "a picture of {width}x{height} needs about {gib:.1} GiB of graphics memory, more than this adapter has \
         free; choose a smaller picture"
    )]
    Memory {
        /// Wanted width, px.
        width: u32,
        /// Wanted height, px.
        height: u32,
        /// What its textures take.
        gib: f32,
    },
    /// The device went away while we waited for it.
    #[error("the graphics device was lost ({0}); run the command again")]
    Lost(String),
    /// Somebody stopped it.
    #[error("stopped before it was done")]
    Stopped,
    /// A shader cannot be used.
    #[error("{0}; the pictures are drawn with the shaders as they were")]
    Shader(String),
    /// Something was not drawn.
    #[error("the graphics driver refused to draw ({0}); update it, or choose another adapter with --adapter")]
    Refused(String),
}

const INSTALL: &str = "on Debian or Ubuntu install the software driver with `apt-get install libvulkan1 \
    mesa-vulkan-drivers`, elsewhere update the graphics driver";

fn joined(passed_over: &[PassedOver]) -> String {
    passed_over.iter().map(PassedOver::to_string).collect::<Vec<_>>().join("; ")
}

/// A message of several lines as one.
pub(super) fn one_line(message: &str) -> String {
    message.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

fn there_are(names: &[String]) -> String {
    match names {
        [] => INSTALL.into(),
        names => format!("there are: {}", names.join("; ")),
    }
}

/// An open device. Nothing precious lives on it: all can be rebuilt from the plan.
#[derive(Clone)]
pub struct Gpu {
    /// Kept for surfaces.
    pub instance: Arc<wgpu::Instance>,
    /// The chosen adapter.
    pub adapter: wgpu::Adapter,
    /// The device.
    pub device: wgpu::Device,
    /// Its queue.
    pub queue: wgpu::Queue,
    lost: Arc<AtomicBool>,
    refused: Arc<OnceLock<String>>,
}

impl Gpu {
    /// Opens the first adapter there is, for pictures, without trying it: for tests of the device itself. What draws
    /// for people comes from [`crate::render::adapters::open`].
    ///
    /// # Errors
    /// [`GpuError::NoAdapter`], [`GpuError::NoDevice`].
    pub fn untried() -> Result<Self, GpuError> {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle_from_env());
        let adapters = pollster::block_on(instance.enumerate_adapters(wgpu::Backends::all()));
        let best = adapters.into_iter().min_by_key(|adapter| rank(&adapter.get_info()));
        Self::on(Arc::new(instance), best.ok_or(GpuError::NoAdapter)?)
    }

    /// Opens a device on an adapter.
    ///
    /// # Errors
    /// [`GpuError::NoDevice`].
    pub fn on(instance: Arc<wgpu::Instance>, adapter: wgpu::Adapter) -> Result<Self, GpuError> {
        let (device, queue) = pollster::block_on(adapter.request_device(&wgpu::DeviceDescriptor {
            label: Some("papilla"),
            required_features: adapter.features() & WISHED,
            required_limits: required_limits(&adapter),
            ..Default::default()
        }))
        .map_err(|e| GpuError::NoDevice { adapter: adapter.get_info().name, reason: e.to_string() })?;
        let lost = Arc::new(AtomicBool::new(false));
        let flag = lost.clone();
        device.set_device_lost_callback(move |reason, message| {
            if reason != wgpu::DeviceLostReason::Destroyed {
                tracing::error!("graphics device lost: {message}");
            }
            flag.store(true, Ordering::Relaxed);
        });
        let refused = Arc::new(OnceLock::new());
        let first = refused.clone();
        device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
            tracing::error!("graphics: {error}");
            let line = one_line(&error.to_string());
            // Later ones mostly follow from the first.
            drop(first.set(line));
        }));
        Ok(Gpu { instance, adapter, device, queue, lost, refused })
    }

    /// Whether the device has gone away and everything on it must be made again.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    /// Waits until the queue is idle.
    ///
    /// # Errors
    /// [`GpuError::Lost`] when the device goes away meanwhile; [`GpuError::Refused`] when anything so far was not
    /// drawn, so that no picture is taken for whole that is not.
    pub fn wait(&self) -> Result<(), GpuError> {
        self.device
            .poll(wgpu::PollType::Wait { submission_index: None, timeout: None })
            .map_err(|e| GpuError::Lost(e.to_string()))?;
        self.refused.get().map_or(Ok(()), |reason| Err(GpuError::Refused(reason.clone())))
    }

    /// Largest picture side, px.
    pub fn max_side_px(&self) -> u32 {
        self.device.limits().max_texture_dimension_2d
    }
}

/// Used where there: sums of many faint halos stay exact in full floats. Nothing else depends on a feature.
pub const WISHED: wgpu::Features =
    wgpu::Features::FLOAT32_BLENDABLE.union(wgpu::Features::FLOAT32_FILTERABLE);

/// WebGL2-class limits (no compute, no storage buffers), at the adapter's own texture sizes: what the renderer
/// needs, so that it runs wherever wgpu does.
fn required_limits(adapter: &wgpu::Adapter) -> wgpu::Limits {
    wgpu::Limits {
        max_buffer_size: adapter.limits().max_buffer_size,
        ..wgpu::Limits::downlevel_webgl2_defaults().using_resolution(adapter.limits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_refused_is_told_before_a_picture_is_taken() {
        let gpu = Gpu::untried().unwrap();
        gpu.wait().unwrap();
        let _refused = gpu.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: None,
            source: wgpu::ShaderSource::Wgsl("no shader".into()),
        });
        let told = gpu.wait().unwrap_err().to_string();
        assert!(told.starts_with("the graphics driver refused to draw (") && !told.contains('\n'), "{told}");
    }
}
