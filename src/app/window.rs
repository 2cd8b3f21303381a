//! The event loop: events in, one frame out when something changed.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use winit::application::ApplicationHandler;
use winit::dpi::LogicalSize;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy};
use winit::window::{Window, WindowId};

use super::command::Command;
use super::export;
use super::graphics::{Graphics, Overlay, Rectangle};
use super::panels;
use super::state::{Dialog, State};
use super::worker::Worker;

/// Samples a pixel of a resting view.
const RESTING_SAMPLES: u32 = 16;
/// A software driver draws a moving view at this share of its sides.
const MOVING_SCALE: f32 = 0.5;
/// A view counts as moving this long after its last change.
const MOVING_FOR: Duration = Duration::from_millis(180);

/// What wakes the loop from another thread.
#[derive(Clone, Debug)]
pub enum Wake {
    /// The worker has an answer.
    Prepared,
    /// A dialog was answered.
    Chosen(Command),
}

/// The program while its window is open.
pub struct WindowApp {
    state: State,
    worker: Worker,
    proxy: EventLoopProxy<Wake>,
    context: egui::Context,
    input: Option<egui_winit::State>,
    graphics: Option<Graphics>,
    started: Instant,
    last_change: Option<Instant>,
    drawn: Option<Drawn>,
    failure: Option<anyhow::Error>,
    until_first_picture: bool,
}

/// What the running mean is a mean of.
#[derive(Clone, PartialEq)]
struct Drawn {
    camera: crate::render::camera::Camera,
    scene: *const crate::studio::Prepared,
    size_px: [u32; 2],
}

impl WindowApp {
    /// A window that is not open yet; the worker starts at once.
    pub fn new(state: State, proxy: EventLoopProxy<Wake>, until_first_picture: bool) -> WindowApp {
        let waker = proxy.clone();
        let mut worker = Worker::start(move || {
            // A loop that has ended needs no waking.
            let _ = waker.send_event(Wake::Prepared);
        });
        worker.ask(&state.wish());
        WindowApp {
            state,
            worker,
            proxy,
            context: egui::Context::default(),
            input: None,
            graphics: None,
            started: Instant::now(),
            last_change: None,
            drawn: None,
            failure: None,
            until_first_picture,
        }
    }

    /// Why the window closed, if not because somebody closed it.
    pub fn into_result(self) -> anyhow::Result<()> {
        self.failure.map_or(Ok(()), Err)
    }

    fn open(&mut self, event_loop: &ActiveEventLoop) -> anyhow::Result<()> {
        let [width, height] = self.state.settings.window_points;
        let attributes = Window::default_attributes()
            .with_title("Papilla")
            .with_inner_size(LogicalSize::new(width, height))
            .with_min_inner_size(LogicalSize::new(480.0, 360.0));
        let window = Arc::new(event_loop.create_window(attributes)?);
        self.dress(window, event_loop)
    }

    /// Device, surface and egui for a window. egui starts anew too, since its fonts lived on the device.
    fn dress(&mut self, window: Arc<Window>, event_loop: &ActiveEventLoop) -> anyhow::Result<()> {
        let graphics = Graphics::new(window.clone(), event_loop.owned_display_handle())?;
        self.context = egui::Context::default();
        self.context.set_theme(egui::Theme::Dark);
        self.input = Some(egui_winit::State::new(
            self.context.clone(),
            egui::ViewportId::ROOT,
            &window,
            Some(window.scale_factor() as f32),
            window.theme(),
            Some(graphics.renderer.gpu().max_side_px() as usize),
        ));
        self.graphics = Some(graphics);
        self.drawn = None;
        Ok(())
    }

    fn redraw(&mut self, event_loop: &ActiveEventLoop) -> anyhow::Result<()> {
        self.revive(event_loop)?;
        let Some(window) = self.graphics.as_ref().map(|graphics| graphics.window.clone()) else {
            return Ok(());
        };
        let Some(input) = self.input.as_mut() else { return Ok(()) };
        let news = self.worker.news();
        if let Some(outcome) = news.outcome {
            self.state.receive(outcome);
        }
        if let Some(warnings) = news.warnings {
            self.state.warnings = warnings;
        }
        let flying = self.state.tick(self.started.elapsed().as_secs_f64());

        let raw = input.take_egui_input(&window);
        let mut commands = Vec::new();
        let mut head_points = egui::Rect::NOTHING;
        let busy = self.worker.busy();
        let output = self.context.run_ui(raw, |ui| {
            head_points = panels::ui(ui, &self.state, busy, &mut commands);
        });
        input.handle_platform_output(&window, output.platform_output);
        self.state.viewport_points =
            glam::Vec2::new(head_points.width().max(1.0), head_points.height().max(1.0));
        let acted = !commands.is_empty();
        for command in commands {
            self.state.apply(command);
        }
        self.open_dialog();
        self.worker.ask(&self.state.wish());

        let head = rectangle_px(head_points, output.pixels_per_point, self.size_px());
        let unfinished = self.draw_head(head, flying)?;
        let overlay = Overlay {
            primitives: &self.context.tessellate(output.shapes, output.pixels_per_point),
            textures: output.textures_delta,
            pixels_per_point: output.pixels_per_point,
        };
        let Some(graphics) = self.graphics.as_mut() else { return Ok(()) };
        let shown = self.drawn.is_some().then_some(head).flatten();
        let presented = graphics.present(shown, overlay)?;
        self.title(&window);
        if self.until_first_picture && presented && shown.is_some() {
            self.graphics_idle()?;
            event_loop.exit();
        }
        let delay =
            output.viewport_output.get(&egui::ViewportId::ROOT).map_or(Duration::MAX, |v| v.repaint_delay);
        if unfinished || flying || acted || !presented || delay.is_zero() {
            window.request_redraw();
        } else if let Some(at) = Instant::now().checked_add(delay) {
            event_loop.set_control_flow(ControlFlow::WaitUntil(at));
        } else {
            event_loop.set_control_flow(ControlFlow::Wait);
        }
        Ok(())
    }

    /// Waits until what was sent to the device is drawn.
    fn graphics_idle(&self) -> anyhow::Result<()> {
        self.graphics.as_ref().map_or(Ok(()), |graphics| Ok(graphics.renderer.gpu().wait()?))
    }

    fn size_px(&self) -> [u32; 2] {
        self.graphics.as_ref().map_or([1, 1], Graphics::size_px)
    }

    /// Makes everything on a lost device again: nothing precious lived on it.
    fn revive(&mut self, event_loop: &ActiveEventLoop) -> anyhow::Result<()> {
        if let Some(graphics) = self.graphics.take_if(|graphics| graphics.renderer.gpu().is_lost()) {
            tracing::warn!("the graphics device was lost; opening it again");
            self.dress(graphics.window.clone(), event_loop)?;
        }
        Ok(())
    }

    /// Adds a sample to the head's picture where one is wanted. True while more are to come.
    fn draw_head(&mut self, head: Option<Rectangle>, flying: bool) -> anyhow::Result<bool> {
        let (Some(graphics), Some(prepared), Some(camera), Some((_, full_px))) =
            (self.graphics.as_mut(), self.state.prepared.clone(), self.state.camera, head)
        else {
            return Ok(false);
        };
        if let Some(export) = self.state.export.as_mut() {
            graphics.renderer.resize(export.size_px)?;
            if export.done == 0 {
                graphics.renderer.restart();
            }
            graphics.renderer.add_sample(&prepared.scene(&camera));
            export.done += 1;
            if export.is_complete() {
                let (path, size_px) = (export.path.clone(), export.size_px);
                match export::write(&mut graphics.renderer, size_px, &path) {
                    Ok(()) => self.state.tell(format!("Saved {}", path.display())),
                    Err(error) => self.state.fail(format!("{} was not saved: {error:#}", path.display())),
                }
                self.state.export = None;
            }
            self.drawn = None;
            return Ok(true);
        }
        let moved = self
            .drawn
            .as_ref()
            .is_none_or(|drawn| drawn.camera != camera || drawn.scene != Arc::as_ptr(&prepared));
        if moved {
            self.last_change = Some(Instant::now());
        }
        let moving = flying || self.last_change.is_some_and(|at| at.elapsed() < MOVING_FOR);
        let scale = if moving && graphics.is_software() { MOVING_SCALE } else { 1.0 };
        let size_px = full_px.map(|side| ((side as f32 * scale) as u32).max(1));
        let wanted = Drawn { camera, scene: Arc::as_ptr(&prepared), size_px };
        if self.drawn.as_ref() != Some(&wanted) {
            graphics.renderer.resize(size_px)?;
            graphics.renderer.restart();
            self.drawn = Some(wanted);
        }
        if graphics.renderer.samples() < RESTING_SAMPLES {
            graphics.renderer.add_sample(&prepared.scene(&camera));
        }
        Ok(moving || graphics.renderer.samples() < RESTING_SAMPLES)
    }

    /// Opens the dialog that a command asked for; the answer comes back as a command.
    fn open_dialog(&mut self) {
        let Some(dialog) = self.state.dialog.take() else { return };
        let proxy = self.proxy.clone();
        let plans = || rfd::AsyncFileDialog::new().add_filter("Papilla plan", &["toml"]);
        let answer = move |path: Option<PathBuf>, command: fn(PathBuf) -> Command| {
            if let Some(path) = path {
                // A loop that has ended needs no answer.
                let _ = proxy.send_event(Wake::Chosen(command(path)));
            }
        };
        macro_rules! ask {
            ($future:expr, $command:expr) => {{
                let future = $future;
                std::thread::spawn(move || {
                    answer(pollster::block_on(future).map(|file| file.path().to_owned()), $command);
                });
            }};
        }
        match dialog {
            Dialog::Open => ask!(plans().pick_file(), Command::Open),
            Dialog::Save => ask!(plans().set_file_name("plan.toml").save_file(), Command::SaveAs),
            Dialog::Picture => ask!(
                rfd::AsyncFileDialog::new()
                    .add_filter("PNG picture", &["png"])
                    .set_file_name("papilla.png")
                    .save_file(),
                Command::Picture
            ),
        }
    }

    fn title(&self, window: &Window) {
        let mark = if self.state.is_unsaved() { "• " } else { "" };
        window.set_title(&format!("{mark}{} - Papilla", self.state.plan.name));
    }

    fn stop(&mut self, event_loop: &ActiveEventLoop, error: anyhow::Error) {
        self.failure = Some(error);
        event_loop.exit();
    }
}

/// A rectangle of points as whole pixels inside the window; none when it has no area.
fn rectangle_px(points: egui::Rect, pixels_per_point: f32, window_px: [u32; 2]) -> Option<Rectangle> {
    let corner = [points.left(), points.top()].map(|v| (v * pixels_per_point).round().max(0.0) as u32);
    let end = [points.right(), points.bottom()].map(|v| (v * pixels_per_point).round().max(0.0) as u32);
    let size = [0, 1].map(|i: usize| end[i].min(window_px[i]).saturating_sub(corner[i]));
    (size[0] > 0 && size[1] > 0).then_some((corner, size))
}

impl ApplicationHandler<Wake> for WindowApp {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if self.graphics.is_none()
            && let Err(error) = self.open(event_loop)
        {
            self.stop(event_loop, error);
        }
    }

    fn user_event(&mut self, _event_loop: &ActiveEventLoop, wake: Wake) {
        if let Wake::Chosen(command) = wake {
            self.state.apply(command);
        }
        if let Some(graphics) = &self.graphics {
            graphics.window.request_redraw();
        }
    }

    fn new_events(&mut self, _event_loop: &ActiveEventLoop, cause: winit::event::StartCause) {
        if let (winit::event::StartCause::ResumeTimeReached { .. }, Some(graphics)) = (cause, &self.graphics)
        {
            graphics.window.request_redraw();
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _id: WindowId, event: WindowEvent) {
        let (Some(graphics), Some(input)) = (self.graphics.as_mut(), self.input.as_mut()) else { return };
        if event != WindowEvent::RedrawRequested && input.on_window_event(&graphics.window, &event).repaint {
            graphics.window.request_redraw();
        }
        match event {
            WindowEvent::CloseRequested => event_loop.exit(),
            WindowEvent::Resized(size) => {
                graphics.resize(size.width, size.height);
                let points = size.to_logical::<f32>(graphics.window.scale_factor());
                if size.width > 0 && size.height > 0 {
                    self.state.settings.window_points = [points.width, points.height];
                }
                graphics.window.request_redraw();
            }
            WindowEvent::DroppedFile(path) => {
                self.state.apply(Command::Open(path));
                graphics.window.request_redraw();
            }
            WindowEvent::RedrawRequested => {
                if let Err(error) = self.redraw(event_loop) {
                    self.stop(event_loop, error);
                }
            }
            _ => {}
        }
    }

    fn exiting(&mut self, _event_loop: &ActiveEventLoop) {
        self.state.settings.save();
    }
}
