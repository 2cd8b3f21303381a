//! The shaders' texts, with `//!include` lines resolved, behind the constants that they share with Rust. Every text is
//! embedded; `tests/it/shaders.rs` walks the folder, so a file that is not listed here fails.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::render::constants;
use crate::render::gpu::{GpuError, one_line};

macro_rules! shader_files {
    ($($name:literal),+ $(,)?) => {
        /// (path under `shaders/`, text) of every shader file.
        pub const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/shaders/", $name)))),+];
    };
}

shader_files![
    "accumulate.wgsl",
    "client.wgsl",
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
    "common/cloth.wgsl",
    "common/detail.wgsl",
    "common/eye.wgsl",
    "common/frame.wgsl",
    "common/fullscreen.wgsl",
    "common/gauss.wgsl",
    "common/film.wgsl",
    "common/geometry.wgsl",
    "common/halo_instance.wgsl",
    "common/pigment_state.wgsl",
    "common/panel.wgsl",
    "common/skin.wgsl",
    "common/tone.wgsl",
];

/// Where the texts stood when the program was built.
pub const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/shaders");

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
    /// A number that changes with any of the texts; the same in one build of the program.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.hash(&mut hasher);
        hasher.finish()
    }

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

    /// Those of a folder like `shaders/`.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn of_folder(folder: &Path) -> std::io::Result<Sources> {
        let read =
            |(name, _): &(&'static str, _)| Ok((*name, std::fs::read_to_string(folder.join(name))?.into()));
        FILES.iter().map(read).collect::<std::io::Result<_>>().map(Sources)
    }

    /// The whole text of a shader: the shared constants, then its own with each `//!include path` line replaced, once,
    /// by that file. An unknown path leaves a line that no compiler takes.
    pub fn compose(&self, name: &str) -> String {
        let lines = self.lines(name);
        lines.iter().fold(constants::wgsl(), |text, line| text + &line.text + "\n")
    }

    /// The lines of a composed shader behind the shared constants.
    fn lines(&self, name: &str) -> Vec<Line<'_>> {
        let mut out = Vec::new();
        self.append(name, ("", 0), &mut BTreeSet::new(), &mut out);
        out
    }

    /// Adds the lines of a file that is included in `from`, a file and line.
    fn append<'a>(
        &'a self,
        name: &str,
        from: (&'a str, usize),
        seen: &mut BTreeSet<&'a str>,
        out: &mut Vec<Line<'a>>,
    ) {
        let Some((file, text)) = self.0.get_key_value(name) else {
            out.push(Line { text: format!("{MISSING}{name}").into(), file: from.0, number: from.1 });
            return;
        };
        if !seen.insert(file) {
            return;
        }
        for (line, number) in text.lines().zip(1..) {
            match line.strip_prefix("//!include ") {
                Some(path) => self.append(path.trim(), (file, number), seen, out),
                None => out.push(Line { text: line.into(), file, number }),
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

    /// Compiles every pass.
    ///
    /// # Errors
    /// [`GpuError::Shader`] with the first thing that is wrong, and where it stands.
    pub fn check(&self, device: &wgpu::Device) -> Result<(), GpuError> {
        FILES.iter().filter(|(name, _)| !name.contains('/')).try_for_each(|(name, _)| {
            let scope = device.push_error_scope(wgpu::ErrorFilter::Validation);
            let module = self.module(device, name);
            let error = pollster::block_on(scope.pop());
            let info = pollster::block_on(module.get_compilation_info());
            error.map_or(Ok(()), |error| Err(GpuError::Shader(self.told(name, &error, &info))))
        })
    }

    /// What is wrong with a composed shader, in one line.
    fn told(&self, name: &str, error: &wgpu::Error, info: &wgpu::CompilationInfo) -> String {
        let shared = constants::wgsl().lines().count();
        let message = info.messages.first();
        let line = message.and_then(|message| message.location).and_then(|at| {
            let own = (at.line_number as usize).checked_sub(shared + 1)?;
            self.lines(name).into_iter().nth(own)
        });
        let reason = message.map_or_else(|| one_line(&error.to_string()), |message| reason(&message.message));
        match line {
            Some(Line { text, file, number }) => {
                let missing = text.strip_prefix(MISSING).map(|path| format!("there is no shaders/{path}"));
                format!("shaders/{file}:{number}: {}", missing.unwrap_or(reason))
            }
            None => format!("shaders/{name}: {reason}"),
        }
    }
}

/// The words of a compiler's report, without its picture of the source: the first line, and notes behind "=".
fn reason(report: &str) -> String {
    let mut lines = report.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let first = first.split_once("error: ").map_or(first, |(_, reason)| reason);
    let notes = lines.filter_map(|line| line.strip_prefix("= "));
    std::iter::once(first).chain(notes).collect::<Vec<_>>().join("; ")
}

/// What stands for a file that is not in the list above: no WGSL, so that no compiler takes it.
const MISSING: &str = "#error src/render/shader.rs lists no ";

/// A line of a composed shader and where it stands.
struct Line<'a> {
    text: Cow<'a, str>,
    file: &'a str,
    number: usize,
}
