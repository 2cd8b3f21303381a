//! `papilla doctor`: what this machine can draw with.

use crate::render::gpu::Gpu;

pub fn run() -> anyhow::Result<()> {
    println!("papilla {}", env!("CARGO_PKG_VERSION"));
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle_from_env());
    let adapters = pollster::block_on(instance.enumerate_adapters(wgpu::Backends::all()));
    println!("adapters: {}", adapters.len());
    for adapter in &adapters {
        describe(adapter);
    }
    let gpu = Gpu::headless()?;
    println!("chosen: {}", gpu.adapter.get_info().name);
    println!("largest picture: {0} x {0} px", gpu.max_side_px());
    match display() {
        Some(display) => println!("display: {display}"),
        None => println!("display: none; the window needs one, `papilla render` does not"),
    }
    Ok(())
}

fn describe(adapter: &wgpu::Adapter) {
    let info = adapter.get_info();
    println!("  {} ({:?}, {:?}, driver {})", info.name, info.backend, info.device_type, info.driver_info);
    if info.device_type == wgpu::DeviceType::Cpu {
        println!(
            "    a software driver: right pictures, slowly; a graphics card's own driver is far quicker"
        );
    }
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
