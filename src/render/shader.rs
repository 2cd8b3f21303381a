//! The shaders' texts, with `//!include` lines resolved. Every text is embedded; `tests/it/shaders.rs` walks the
//! folder, so a file that is not listed here fails.

use std::collections::BTreeSet;

macro_rules! shader_files {
    ($($name:literal),+ $(,)?) => {
        /// (path under `shaders/`, text) of every shader file.
        pub const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/shaders/", $name)))),+];
    };
}

shader_files![
    "accumulate.wgsl",
    "afar.wgsl",
    "backdrop.wgsl",
    "halo.wgsl",
    "pigment.wgsl",
    "resolve.wgsl",
    "shadow.wgsl",
    "skin.wgsl",
    "stubble.wgsl",
    "surface.wgsl",
    "common/backdrop.wgsl",
    "common/brdf.wgsl",
    "common/detail.wgsl",
    "common/frame.wgsl",
    "common/fullscreen.wgsl",
    "common/gauss.wgsl",
    "common/geometry.wgsl",
    "common/level.wgsl",
    "common/panel.wgsl",
    "common/skin.wgsl",
    "common/tone.wgsl",
];

/// The whole text of a shader: each `//!include path` line replaced, once, by that file.
/// An unknown path stays as it is, so that the compiler names it.
pub fn compose(name: &str) -> String {
    let mut seen = BTreeSet::new();
    let mut out = String::new();
    append(name, &mut seen, &mut out);
    out
}

fn append<'a>(name: &'a str, seen: &mut BTreeSet<&'a str>, out: &mut String) {
    if !seen.insert(name) {
        return;
    }
    let Some((_, text)) = FILES.iter().find(|(file, _)| *file == name) else {
        out.push_str(&format!("//!include {name} (no such file)\n#error\n"));
        return;
    };
    for line in text.lines() {
        match line.strip_prefix("//!include ") {
            Some(path) => {
                let known = FILES.iter().map(|(file, _)| *file).find(|file| *file == path.trim());
                append(known.unwrap_or(""), seen, out);
            }
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
}

/// Compiles a composed shader.
pub fn module(device: &wgpu::Device, name: &str) -> wgpu::ShaderModule {
    device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some(&format!("papilla.{}", name.trim_end_matches(".wgsl"))),
        source: wgpu::ShaderSource::Wgsl(compose(name).into()),
    })
}
