//! The window's surface, the renderer and egui's painter: everything that is lost with a device and made again.

use std::sync::Arc;

use anyhow::{Context, anyhow};
use winit::window::Window;

use crate::render::Renderer;
use crate::render::adapters::{self, Backend, Destination, Opened};
use crate::render::driver_log::DriverLog;
use crate::render::gpu::GpuError;
use crate::render::rectangle::{PicturePlace, Rectangle};
use crate::render::shader::Sources;
use crate::render::targets::target;

/// What draws into one window.
pub struct Graphics {
    /// The window.
    pub window: Arc<Window>,
    /// The head's renderer.
    pub renderer: Renderer,
    /// Of the head compared with; there only while two are.
    beside: Option<Renderer>,
    /// Of the loupe; there only while that is held.
    inset: Option<Inset>,
    surface: wgpu::Surface<'static>,
    config: wgpu::SurfaceConfiguration,
    painter: egui_wgpu::Renderer,
}

/// A picture that egui lays over the heads.
struct Inset {
    renderer: Renderer,
    /// Side, px, texture and its name for egui.
    painted: Option<(u32, wgpu::TextureView, egui::TextureId)>,
}

/// Code values that egui reads.
const INSET: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;

/// egui's output, tessellated.
pub struct Overlay {
    /// Shapes.
    pub primitives: Vec<egui::ClippedPrimitive>,
    /// Textures to set and free.
    pub textures: egui::TexturesDelta,
    /// Pixels a point.
    pub pixels_per_point: f32,
}

/// A window as adapters are asked about it.
struct WindowDestination {
    window: Arc<Window>,
    display: winit::event_loop::OwnedDisplayHandle,
}

impl Destination for WindowDestination {
    fn instance(&self, backend: Backend) -> wgpu::Instance {
        let display = Box::new(self.display.clone());
        let usual = wgpu::InstanceDescriptor::new_with_display_handle_from_env(display);
        wgpu::Instance::new(wgpu::InstanceDescriptor { backends: backend.bits, ..usual })
    }

    fn surface(
        &self,
        instance: &wgpu::Instance,
    ) -> Result<Option<wgpu::Surface<'static>>, wgpu::CreateSurfaceError> {
        instance.create_surface(self.window.clone()).map(Some)
    }
}

impl Graphics {
    /// Opens the best adapter for the window that passes the probe, or one whose name holds `wanted`.
    ///
    /// # Errors
    /// No driver, no adapter that draws right, or a surface that it cannot draw to.
    pub fn new(
        window: Arc<Window>,
        display: winit::event_loop::OwnedDisplayHandle,
        wanted: Option<&str>,
    ) -> anyhow::Result<Graphics> {
        let destination = WindowDestination { window: window.clone(), display };
        let Opened { renderer, surface } = adapters::open(&destination, wanted, &DriverLog::of_user())?;
        let surface = surface.context("the window has no surface")?;
        let gpu = renderer.gpu();
        let capabilities = surface.get_capabilities(&gpu.adapter);
        let format = egui_wgpu::preferred_framebuffer_format(&capabilities.formats)
            .map_err(|e| anyhow!("the window has no picture format that we know: {e}"))?;
        let size = window.inner_size();
        let config = wgpu::SurfaceConfiguration {
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
            format,
            color_space: wgpu::SurfaceColorSpace::Auto,
            width: size.width.max(1),
            height: size.height.max(1),
            present_mode: wgpu::PresentMode::AutoVsync,
            desired_maximum_frame_latency: 2,
            alpha_mode: wgpu::CompositeAlphaMode::Auto,
            view_formats: vec![],
        };
        surface.configure(&gpu.device, &config);
        let painter = egui_wgpu::Renderer::new(&gpu.device, format, egui_wgpu::RendererOptions::default());
        Ok(Graphics { window, renderer, beside: None, inset: None, surface, config, painter })
    }

    /// Follows the window's size; a minimised window keeps its last one.
    pub fn resize(&mut self, width: u32, height: u32) {
        if width == 0 || height == 0 {
            return;
        }
        let limit = self.renderer.gpu().max_side_px();
        (self.config.width, self.config.height) = (width.min(limit), height.min(limit));
        self.surface.configure(&self.renderer.gpu().device, &self.config);
    }

    /// Draws with other texts of the shaders from now on; with those there were, where one is wrong.
    ///
    /// # Errors
    /// As [`Renderer::reload`].
    pub fn reload(&mut self, shaders: &Sources) -> Result<(), GpuError> {
        let inset = self.inset.as_mut().map(|inset| &mut inset.renderer);
        let mut all = [&mut self.renderer].into_iter().chain(&mut self.beside).chain(inset);
        all.try_for_each(|renderer| renderer.reload(shaders.clone()))
    }

    /// The renderers of so many heads, one or two. A second one is made where it is wanted and kept for the next time,
    /// as the loupe's is.
    pub fn renderers(&mut self, count: usize) -> Vec<&mut Renderer> {
        match &mut self.beside {
            Some(beside) if count < 2 => beside.release(),
            None if count > 1 => self.beside = Some(self.renderer.another()),
            _ => {}
        }
        [&mut self.renderer].into_iter().chain(&mut self.beside).take(count).collect()
    }

    /// The loupe's renderer, made where there is none.
    pub fn inset(&mut self) -> &mut Renderer {
        let new = || Inset { renderer: self.renderer.another(), painted: None };
        &mut self.inset.get_or_insert_with(new).renderer
    }

    /// Puts the loupe away. Its renderer is kept for the next one: drivers do not give back all that pipelines took,
    /// and a stand runs for days.
    pub fn release_inset(&mut self) {
        if let Some(inset) = &mut self.inset {
            inset.renderer.release();
        }
    }

    /// Hands what the loupe's renderer has drawn, so many pixels high and wide, to egui.
    pub fn paint_inset(&mut self, side_px: u32) -> Option<egui::TextureId> {
        let Inset { renderer, painted } = self.inset.as_mut()?;
        let device = renderer.gpu().device.clone();
        if painted.as_ref().is_none_or(|(side, ..)| *side != side_px) {
            let texture = target(&device, "papilla.loupe", [side_px; 2], INSET);
            let view = texture.create_view(&Default::default());
            let id = match painted {
                Some((_, _, id)) => {
                    let linear = wgpu::FilterMode::Linear;
                    self.painter.update_egui_texture_from_wgpu_texture(&device, &view, linear, *id);
                    *id
                }
                None => self.painter.register_native_texture(&device, &view, wgpu::FilterMode::Linear),
            };
            *painted = Some((side_px, view, id));
        }
        let (_, view, id) = painted.as_ref()?;
        let mut encoder = device.create_command_encoder(&Default::default());
        renderer.show(&mut encoder, view, INSET, PicturePlace::all_of([side_px; 2]));
        renderer.gpu().queue.submit([encoder.finish()]);
        Some(*id)
    }

    /// Window size, px.
    pub fn size_px(&self) -> [u32; 2] {
        [self.config.width, self.config.height]
    }

    /// Draws the renderers' pictures into their places and egui over them. False when the window could not be drawn now
    /// and should be tried again.
    ///
    /// # Errors
    /// When the surface is gone for good.
    #[expect(clippy::iter_over_hash_type, reason = "egui's textures may be set and freed in any order")]
    pub fn present(&mut self, heads: &[PicturePlace], mut overlay: Overlay) -> anyhow::Result<bool> {
        let device = self.renderer.gpu().device.clone();
        let queue = self.renderer.gpu().queue.clone();
        for (id, deltas) in overlay.textures.set.drain() {
            for delta in deltas {
                self.painter.update_texture(&device, &queue, id, &delta);
            }
        }
        let drawn = match self.acquire()? {
            Some(frame) => {
                self.draw(&frame, heads, &overlay);
                self.window.pre_present_notify();
                queue.present(frame);
                true
            }
            None => false,
        };
        for id in overlay.textures.free.drain() {
            self.painter.free_texture(&id);
        }
        Ok(drawn)
    }

    fn acquire(&mut self) -> anyhow::Result<Option<wgpu::SurfaceTexture>> {
        use wgpu::CurrentSurfaceTexture as Current;
        let device = &self.renderer.gpu().device;
        match self.surface.get_current_texture() {
            Current::Success(frame) | Current::Suboptimal(frame) => Ok(Some(frame)),
            Current::Timeout | Current::Occluded => Ok(None),
            Current::Outdated => {
                self.surface.configure(device, &self.config);
                Ok(None)
            }
            Current::Lost => {
                self.surface = self.renderer.gpu().instance.create_surface(self.window.clone())?;
                self.surface.configure(device, &self.config);
                Ok(None)
            }
            Current::Validation => Err(anyhow!("the window's surface was refused by the graphics driver")),
        }
    }

    fn draw(&mut self, frame: &wgpu::SurfaceTexture, heads: &[PicturePlace], overlay: &Overlay) {
        let device = self.renderer.gpu().device.clone();
        let queue = self.renderer.gpu().queue.clone();
        let view = frame.texture.create_view(&Default::default());
        let mut encoder = device.create_command_encoder(&Default::default());
        clear(&mut encoder, &view);
        for (renderer, place) in [&mut self.renderer].into_iter().chain(&mut self.beside).zip(heads) {
            renderer.show(&mut encoder, &view, self.config.format, *place);
        }
        let screen = egui_wgpu::ScreenDescriptor {
            size_in_pixels: self.size_px(),
            pixels_per_point: overlay.pixels_per_point,
        };
        let uploads =
            self.painter.update_buffers(&device, &queue, &mut encoder, &overlay.primitives, &screen);
        {
            let mut pass = encoder
                .begin_render_pass(&wgpu::RenderPassDescriptor {
                    label: Some("papilla.panels"),
                    color_attachments: &[crate::render::pipeline::attachment(&view, None)],
                    ..Default::default()
                })
                .forget_lifetime();
            self.painter.render(&mut pass, &overlay.primitives, &screen);
        }
        queue.submit(uploads.into_iter().chain([encoder.finish()]));
    }
}

fn clear(encoder: &mut wgpu::CommandEncoder, view: &wgpu::TextureView) {
    let dark = wgpu::Color { r: 0.08, g: 0.08, b: 0.09, a: 1.0 };
    encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
        label: Some("papilla.clear"),
        color_attachments: &[crate::render::pipeline::attachment(view, Some(dark))],
        ..Default::default()
    });
}

/// A rectangle of points as whole pixels inside the window; none when it has no area.
pub fn rectangle_px(points: egui::Rect, pixels_per_point: f32, window_px: [u32; 2]) -> Option<Rectangle> {
    let corner = [points.left(), points.top()].map(|v| (v * pixels_per_point).round().max(0.0) as u32);
    let end = [points.right(), points.bottom()].map(|v| (v * pixels_per_point).round().max(0.0) as u32);
    let size = [0, 1].map(|i: usize| end[i].min(window_px[i]).saturating_sub(corner[i]));
    (size[0] > 0 && size[1] > 0).then_some(Rectangle { origin_px: corner, size_px: size })
}
