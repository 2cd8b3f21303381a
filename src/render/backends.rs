//! Interfaces to drivers, names of adapters, and which comes first.

/// An interface to drivers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backend {
    /// Its name.
    pub name: &'static str,
    /// As wgpu knows it.
    pub bits: wgpu::Backends,
}

/// All of them, the quicker first.
pub const BACKENDS: [Backend; 4] = [
    Backend { name: "Vulkan", bits: wgpu::Backends::VULKAN },
    Backend { name: "Metal", bits: wgpu::Backends::METAL },
    Backend { name: "DirectX 12", bits: wgpu::Backends::DX12 },
    Backend { name: "OpenGL", bits: wgpu::Backends::GL },
];

/// Those of this system that `WGPU_BACKEND` allows.
pub fn backends() -> impl Iterator<Item = Backend> {
    let allowed = wgpu::Backends::from_env().unwrap_or(wgpu::Backends::all())
        & wgpu::Instance::enabled_backend_features();
    BACKENDS.into_iter().filter(move |backend| allowed.contains(backend.bits))
}

/// What does not draw, and why, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The adapter, or the backend where its adapters could not even be listed.
    pub name: String,
    /// Why.
    pub reason: String,
}

impl std::fmt::Display for PassedOver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.name, self.reason)
    }
}

/// Name of an adapter as people see it and ask for it, as in "llvmpipe (LLVM 15.0.6, 256 bits), Vulkan".
pub fn label(info: &wgpu::AdapterInfo) -> String {
    format!("{}, {}", info.name, BACKENDS[backend_of(info)].name)
}

/// What a crash is remembered under: another version of a driver is another driver.
pub fn driver(info: &wgpu::AdapterInfo) -> String {
    format!("{} {}", label(info), info.driver_info)
}

fn backend_of(info: &wgpu::AdapterInfo) -> usize {
    let is_of = |backend: &Backend| backend.bits == wgpu::Backends::from(info.backend);
    BACKENDS.iter().position(is_of).unwrap_or(BACKENDS.len() - 1)
}

/// Place of an adapter among others, the least first: graphics cards before what shares the processor's memory before
/// software, then the quicker backend.
pub fn rank(info: &wgpu::AdapterInfo) -> usize {
    let kind = match info.device_type {
        wgpu::DeviceType::DiscreteGpu => 0,
        wgpu::DeviceType::IntegratedGpu => 1,
        wgpu::DeviceType::Other => 2,
        wgpu::DeviceType::VirtualGpu => 3,
        wgpu::DeviceType::Cpu => 4,
    };
    kind * BACKENDS.len() + backend_of(info)
}
