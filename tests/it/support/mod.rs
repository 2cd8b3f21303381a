//! What several tests share.

pub mod desk;
pub mod image;
pub mod process;
pub mod screen;
pub mod twin;

use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use papilla::plan::Plan;
use papilla::render::Renderer;
use papilla::render::lighting::LightingPreset;
use papilla::render::quality::FrameSettings;
use papilla::render::shader::Sources;
use papilla::studio::{Moment, Prepared, Studio};

/// One renderer for all tests of this process: a software driver compiles every pipeline only once. It draws in full,
/// however the test before it ended.
pub fn renderer() -> std::sync::MutexGuard<'static, Renderer> {
    static RENDERER: LazyLock<Mutex<Renderer>> = LazyLock::new(|| {
        Mutex::new(Renderer::headless(None).expect("tests need an adapter; see the message"))
    });
    let mut renderer = RENDERER.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    renderer.set_frame_settings(FrameSettings::FULL);
    renderer
}

/// The shaders with a defect planted in one file, which must hold the line that it changes.
pub fn planted(name: &str, from: &str, to: &str) -> Sources {
    let sources = Sources::default();
    assert!(sources.text(name).contains(from), "{name} has no {from:?}");
    sources.with(name, from, to)
}

/// A renderer of its own on one backend.
pub fn on(backend: &str) -> Renderer {
    Renderer::headless(Some(backend)).unwrap_or_else(|error| {
        panic!("tests draw on Vulkan and on OpenGL ({error}); `./run test` installs Mesa's drivers for both")
    })
}

/// The demo plan at a moment under a light, from one shared studio, so that the head is built once.
pub fn demo(moment: Moment, light: &str) -> Arc<Prepared> {
    prepare(&Plan::demo(), moment, light)
}

/// A plan on the built-in head.
pub fn prepare(plan: &Plan, moment: Moment, light: &str) -> Arc<Prepared> {
    static STUDIO: LazyLock<Mutex<Studio>> = LazyLock::new(Default::default);
    let mut studio = STUDIO.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    studio.prepare(plan, Path::new(""), moment, &LightingPreset::preset(light).unwrap()).unwrap()
}
