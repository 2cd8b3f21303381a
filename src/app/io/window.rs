//! The event loop: events in, one frame out when something changed.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use glam::Vec2;
use winit::application::ApplicationHandler;
use winit::dpi::{LogicalSize, Size};
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy};
use winit::window::{Fullscreen, Window, WindowId};

use super::autosave::Autosave;
use super::graphics::{Graphics, Overlay, rectangle_px};
use super::head_view::{Drawing, HeadView};
use super::shaders::ShaderWatch;
use super::wake::{Wake, Waker};
use super::worker::Worker;
use super::{dialogs, export};
use crate::app::Start;
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::event::{DrawnBy, Event};
use crate::app::panels;
use crate::app::recovery;
use crate::app::settings::Settings;
use crate::app::state::State;
use crate::app::update::Store;
use crate::render::adapters;
use crate::render::rectangle::PicturePlace;

/// Machines with no more cores than this show the head before they begin with its hair and dots.
const FEW_CORES: usize = 4;

/// The program while its window is open.
pub struct WindowApp {
    store: Store,
    worker: Worker,
    autosave: Autosave,
    shaders: Option<ShaderWatch>,
    /// Settings as they were last written.
    remembered: Settings,
    waker: Waker,
    context: egui::Context,
    input: Option<egui_winit::State>,
    graphics: Option<Graphics>,
    started: Instant,
    view: HeadView,
    /// The person has closed it; nothing is unsaved.
    quits: bool,
    failure: Option<anyhow::Error>,
    start: Start,
}

/// What the panels have made of a frame.
struct PanelFrame {
    overlay: Overlay,
    /// Rectangle of the head, points.
    head: egui::Rect,
    commands: Vec<Command>,
    /// How long egui can wait for its next frame.
    delay: Duration,
}

impl WindowApp {
    /// A window that is not open yet; the worker and autosave start at once.
    pub fn new(state: State, proxy: EventLoopProxy<Wake>, start: Start) -> WindowApp {
        let waker = Waker::new(proxy);
        let wake = || {
            let waker = waker.clone();
            move || waker.wake()
        };
        let request = state.scene_request();
        let mut worker = Worker::start(request.subject.clone(), wake());
        if thread::available_parallelism().is_ok_and(|cores| cores.get() > FEW_CORES) {
            worker.ask(request, false);
        }
        let autosave = Autosave::start(recovery::folder(), wake());
        WindowApp {
            store: Store::new(state),
            worker,
            autosave,
            shaders: ShaderWatch::start(wake()),
            remembered: Settings::default(),
            waker,
            context: egui::Context::default(),
            input: None,
            graphics: None,
            started: Instant::now(),
            view: HeadView::default(),
            quits: false,
            failure: None,
            start,
        }
    }

    /// Why the window closed, if not because somebody closed it.
    pub fn into_result(self) -> anyhow::Result<()> {
        self.failure.map_or(Ok(()), Err)
    }

    fn execute(&mut self, command: Command) {
        let effects = self.store.execute(command);
        self.carry_out(effects);
    }

    fn receive(&mut self, event: Event) {
        let effects = self.store.receive(event);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Browse(dialog) => dialogs::open(dialog, self.waker.clone()),
                Effect::Export(job) => {
                    let adapter = self.store.state().drawn_by.as_ref().map(|by| by.adapter.clone());
                    export::begin(*job, adapter, self.waker.clone());
                }
                Effect::AdoptRecovery(file) => self.autosave.take_over(file),
                Effect::Quit => self.quits = true,
            }
        }
    }

    fn open(&mut self, event_loop: &ActiveEventLoop) -> anyhow::Result<()> {
        let state = self.store.state();
        let [width, height] = state.settings.window_points;
        // A stand may have no window manager that would make it fill the screen.
        let screen = event_loop.available_monitors().next().filter(|_| state.fills_screen());
        let size = screen.map_or(Size::from(LogicalSize::new(width, height)), |screen| screen.size().into());
        let attributes = Window::default_attributes()
            .with_title("Papilla")
            .with_inner_size(size)
            .with_min_inner_size(LogicalSize::new(480.0, 360.0));
        let window = Arc::new(event_loop.create_window(attributes)?);
        self.create_device(window, event_loop)
    }

    /// Device, surface and egui for a window. egui starts anew too, since its fonts lived on the device.
    fn create_device(&mut self, window: Arc<Window>, event_loop: &ActiveEventLoop) -> anyhow::Result<()> {
        let adapter = self.start.adapter.as_deref();
        let graphics = Graphics::new(window.clone(), event_loop.owned_display_handle(), adapter)?;
        self.receive(Event::DeviceOpened(DrawnBy {
            adapter: adapters::label(&graphics.renderer.gpu().adapter.get_info()),
            passed_over: graphics.renderer.passed_over().to_vec(),
        }));
        self.context = egui::Context::default();
        self.input = Some(egui_winit::State::new(
            self.context.clone(),
            egui::ViewportId::ROOT,
            &window,
            Some(window.scale_factor() as f32),
            window.theme(),
            Some(graphics.renderer.gpu().max_side_px() as usize),
        ));
        self.graphics = Some(graphics);
        self.view = HeadView::default();
        Ok(())
    }

    /// Makes everything on a lost device again: nothing precious lived on it.
    fn recover_device(&mut self, event_loop: &ActiveEventLoop) -> anyhow::Result<()> {
        if let Some(graphics) = self.graphics.take_if(|graphics| graphics.renderer.gpu().is_lost()) {
            tracing::warn!("the graphics device was lost; opening it again");
            self.create_device(graphics.window.clone(), event_loop)?;
        }
        Ok(())
    }

    /// Draws with shaders that were edited.
    fn reload_shaders(&mut self) {
        let changed = self.shaders.as_ref().and_then(ShaderWatch::changed);
        if let (Some(shaders), Some(graphics)) = (changed, &mut self.graphics) {
            let start = Instant::now();
            let result = graphics.reload(&shaders).map_err(|error| error.to_string());
            tracing::debug!("shaders made again in {:.2?}: {result:?}", start.elapsed());
            self.receive(Event::ShadersEdited(result));
        }
    }

    fn redraw(&mut self, event_loop: &ActiveEventLoop) -> anyhow::Result<()> {
        self.recover_device(event_loop)?;
        self.reload_shaders();
        let Some(window) = self.graphics.as_ref().map(|graphics| graphics.window.clone()) else {
            return Ok(());
        };
        let is_moving = self.take_news();
        let Some(frame) = self.run_panels(&window) else { return Ok(()) };
        let PanelFrame { overlay, head, commands, delay } = frame;
        let has_acted = !commands.is_empty();
        for command in commands {
            self.execute(command);
        }
        self.keep();
        // On few cores hair and dots would hold up the first picture, which is the head alone.
        let is_first = self.view.heads() == 0;
        if !is_first {
            self.ask_for_scene();
        }
        let heads = self.places(head, overlay.pixels_per_point);
        let is_unfinished = self.draw_heads(&heads, head, overlay.pixels_per_point, is_moving)?;
        let Some(graphics) = self.graphics.as_mut() else { return Ok(()) };
        let shown = &heads[..heads.len().min(self.view.heads())];
        let is_presented = graphics.present(shown, overlay)?;
        if self.start.until_first_picture && is_presented && !shown.is_empty() {
            graphics.renderer.gpu().wait()?;
            event_loop.exit();
        }
        if is_first {
            self.ask_for_scene();
        }
        self.dress(&window);
        if self.quits {
            event_loop.exit();
        }
        if is_unfinished || is_moving || has_acted || !is_presented || delay.is_zero() {
            window.request_redraw();
        } else if let Some(at) = Instant::now().checked_add(delay) {
            event_loop.set_control_flow(ControlFlow::WaitUntil(at));
        } else {
            event_loop.set_control_flow(ControlFlow::Wait);
        }
        Ok(())
    }

    fn ask_for_scene(&mut self) {
        self.worker.ask(self.store.state().scene_request(), self.store.state().misses_other());
    }

    /// What has happened since the last frame. True while time alone changes what is shown.
    fn take_news(&mut self) -> bool {
        for event in self.worker.events() {
            self.receive(Event::Scene(event));
        }
        let now_s = self.started.elapsed().as_secs_f64();
        tracing::debug!("frame at {now_s:.3} s");
        let was_moving = self.store.state().is_moving();
        self.receive(Event::Tick(now_s));
        was_moving || self.store.state().is_moving()
    }

    fn run_panels(&mut self, window: &Window) -> Option<PanelFrame> {
        let input = self.input.as_mut()?;
        let raw = input.take_egui_input(window);
        let (state, loupe_picture) = (self.store.state(), self.view.loupe_picture());
        let (mut head, mut commands) = (egui::Rect::NOTHING, Vec::new());
        let output = self.context.run_ui(raw, |ui| {
            (head, commands) = panels::ui(ui, state, loupe_picture);
        });
        input.handle_platform_output(window, output.platform_output);
        let viewport = output.viewport_output.get(&egui::ViewportId::ROOT);
        let delay = viewport.map_or(Duration::MAX, |viewport| viewport.repaint_delay);
        if delay.is_zero() {
            // Panels that unfold or appear are still at it.
            self.view.notes_input();
        }
        self.receive(Event::ViewportSized(Vec2::new(head.width().max(1.0), head.height().max(1.0))));
        let overlay = Overlay {
            primitives: self.context.tessellate(output.shapes, output.pixels_per_point),
            textures: output.textures_delta,
            pixels_per_point: output.pixels_per_point,
        };
        Some(PanelFrame { overlay, head, commands, delay })
    }

    /// Adds a sample to the pictures of the heads and of the loupe. True while more are to come.
    fn draw_heads(
        &mut self,
        heads: &[PicturePlace],
        head: egui::Rect,
        pixels_per_point: f32,
        is_moving: bool,
    ) -> anyhow::Result<bool> {
        let Some(graphics) = self.graphics.as_mut() else { return Ok(false) };
        let state = self.store.state();
        let is_moving = is_moving || state.is_painting();
        let Drawing { is_unfinished, measured } = self.view.draw(graphics, state, heads, is_moving)?;
        let side_px = panels::loupe::side_px(head, pixels_per_point);
        let is_loupe_unfinished = self.view.draw_loupe(graphics, state, side_px)?;
        if let Some(quality) = measured {
            self.receive(Event::Measured(quality));
        }
        Ok(is_unfinished || is_loupe_unfinished)
    }

    /// Where the heads go; nowhere in a window that has no room for them.
    fn places(&self, head: egui::Rect, pixels_per_point: f32) -> Vec<PicturePlace> {
        let size_px = self.graphics.as_ref().map_or([1, 1], Graphics::size_px);
        let px = |points: egui::Rect| rectangle_px(points, pixels_per_point, size_px);
        let place =
            |[whole, seen]: [egui::Rect; 2]| Some(PicturePlace { whole: px(whole)?, seen: px(seen)? });
        let places = self.store.state().places(head);
        places.into_iter().map(place).collect::<Option<_>>().unwrap_or_default()
    }

    /// Hands what must not be lost to autosave, and tells what came of it.
    fn keep(&mut self) {
        let state = self.store.state();
        self.autosave.keep(state.draft());
        if let Some(settings) = state.to_remember().filter(|settings| **settings != self.remembered) {
            self.remembered.clone_from(settings);
            self.autosave.remember(settings.clone());
        }
        if let Some(report) = self.autosave.report() {
            self.receive(Event::Autosave(report));
        }
    }

    /// Title, and the whole screen where wanted.
    fn dress(&self, window: &Window) {
        let state = self.store.state();
        let fills = state.fills_screen();
        if fills != window.fullscreen().is_some() {
            window.set_fullscreen(fills.then_some(Fullscreen::Borderless(None)));
        }
        let mark = if state.is_unsaved() { "• " } else { "" };
        window.set_title(&format!("{mark}{} - Papilla", state.plan.name));
    }

    fn request_redraw(&self) {
        if let Some(graphics) = &self.graphics {
            graphics.window.request_redraw();
        }
    }

    fn resize(&mut self, width_px: u32, height_px: u32) {
        let Some(graphics) = self.graphics.as_mut() else { return };
        graphics.resize(width_px, height_px);
        if width_px > 0 && height_px > 0 {
            let points = Vec2::new(width_px as f32, height_px as f32) / graphics.window.scale_factor() as f32;
            self.receive(Event::WindowSized(points));
        }
    }

    fn stop(&mut self, event_loop: &ActiveEventLoop, error: anyhow::Error) {
        self.failure = Some(error);
        event_loop.exit();
    }
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
        if let Wake::Event(event) = wake {
            self.receive(event);
        }
        self.request_redraw();
    }

    fn new_events(&mut self, _event_loop: &ActiveEventLoop, cause: winit::event::StartCause) {
        if let winit::event::StartCause::ResumeTimeReached { .. } = cause {
            self.request_redraw();
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _id: WindowId, event: WindowEvent) {
        let (Some(graphics), Some(input)) = (self.graphics.as_mut(), self.input.as_mut()) else { return };
        if event != WindowEvent::RedrawRequested && input.on_window_event(&graphics.window, &event).repaint {
            self.view.notes_input();
            graphics.window.request_redraw();
        }
        match event {
            WindowEvent::CloseRequested => self.execute(Command::Close),
            WindowEvent::Resized(size) => self.resize(size.width, size.height),
            WindowEvent::DroppedFile(path) => self.execute(Command::Drop(path)),
            WindowEvent::RedrawRequested => {
                if let Err(error) = self.redraw(event_loop) {
                    self.stop(event_loop, error);
                }
                return;
            }
            _ => return,
        }
        self.request_redraw();
    }

    fn exiting(&mut self, _event_loop: &ActiveEventLoop) {
        let state = self.store.state();
        if let Some(settings) = state.to_remember() {
            self.autosave.remember(settings.clone());
        }
        // Closed by the person: what is unsaved now was given up. Otherwise it stays for the next start.
        let draft = if self.quits { None } else { state.draft() };
        self.autosave.keep(draft);
    }
}
