//! The shaders' texts, with `//!include` lines resolved, behind the constants that they share with Rust. Every text is
//! embedded; `tests/it/shaders.rs` walks the folder, so a file that is not listed here fails.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::render::constants;

macro_rules! shader_files {
    ($($name:literal),+ $(,)?) => {
        /// (path under `shaders/`, text) of every shader file.
        pub const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/shaders/", $name)))),+];
    };
}

shader_files![
    "accumulate.wgsl",
    "far_field.wgsl",
    "backdrop.wgsl",
    "halo.wgsl",
    "pigment.wgsl",
    "resolve.wgsl",
    "shadow.wgsl",
    "skin.wgsl",
    "stubble.wgsl",
    "surface.wgsl",
    "common/backdrop.wgsl",
    "common/bits.wgsl",
    "common/brdf.wgsl",
    "common/detail.wgsl",
    "common/frame.wgsl",
    "common/fullscreen.wgsl",
    "common/gauss.wgsl",
    "common/geometry.wgsl",
    "common/halo_instance.wgsl",
    "common/pigment_state.wgsl",
    "common/panel.wgsl",
    "common/skin.wgsl",
    "common/tone.wgsl",
];

/// The shaders' texts, by path under `shaders/`.
#[derive(Clone, Debug)]
pub struct Sources(BTreeMap<&'static str, Cow<'static, str>>);

impl Default for Sources {
    /// Those that the program was built with.
    fn default() -> Sources {
        Sources(FILES.iter().map(|(name, text)| (*name, Cow::Borrowed(*text))).collect())
    }
}

impl Sources {
    /// The same with `from` replaced by `to` in one file: a planted defect.
    pub fn with(mut self, name: &str, from: &str, to: &str) -> Sources {
        if let Some(text) = self.0.get_mut(name) {
            *text = Cow::Owned(text.replace(from, to));
        }
        self
    }

    /// The same and one more file.
    pub fn and(mut self, name: &'static str, text: impl Into<Cow<'static, str>>) -> Sources {
        self.0.insert(name, text.into());
        self
    }

    /// One file's text as it is; nothing where there is no such file.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text)
    }

    /// The whole text of a shader: the shared constants, then its own with each `//!include path` line replaced, once, by that file.
    /// An unknown path stays as it is, so that the compiler names it.
    pub fn compose(&self, name: &str) -> String {
        let mut out = constants::wgsl();
        self.append(name, &mut BTreeSet::new(), &mut out);
        out
    }

    fn append(&self, name: &str, seen: &mut BTreeSet<String>, out: &mut String) {
        if !seen.insert(name.to_owned()) {
            return;
        }
        let Some(text) = self.0.get(name) else {
            out.push_str(&format!("//!include {name} (no such file)\n#error\n"));
            return;
        };
        for line in text.lines() {
            match line.strip_prefix("//!include ") {
                Some(path) => self.append(path.trim(), seen, out),
                None => {
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
    }

    /// Compiles a composed shader.
    pub fn module(&self, device: &wgpu::Device, name: &str) -> wgpu::ShaderModule {
        device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some(&format!("papilla.{}", name.trim_end_matches(".wgsl"))),
            source: wgpu::ShaderSource::Wgsl(self.compose(name).into()),
        })
    }
}
