//! The event loop: events in, one frame out when something changed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use winit::application::ApplicationHandler;
use winit::dpi::{LogicalSize, Size};
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy};
use winit::window::{Fullscreen, Window, WindowId};

use super::Start;
use super::command::Command;
use super::compare;
use super::dialogs;
use super::graphics::{Graphics, Overlay, Place, rectangle_px};
use super::head_view::HeadView;
use super::keeper::Keeper;
use super::panels;
use super::recovery;
use super::settings::Settings;
use super::state::{DrawnBy, State};
use super::taking;
use super::worker::Worker;
use crate::render::adapters;
use crate::words::text;

/// What wakes the loop from another thread.
#[derive(Clone, Debug)]
pub enum Wake {
    /// The worker or the keeper has an answer.
    News,
    /// A dialog was answered.
    Chosen(Command),
}

/// The program while its window is open.
pub struct WindowApp {
    state: State,
    worker: Worker,
    keeper: Keeper,
    /// Settings as they were last written.
    remembered: Settings,
    proxy: EventLoopProxy<Wake>,
    context: egui::Context,
    input: Option<egui_winit::State>,
    graphics: Option<Graphics>,
    started: Instant,
    view: HeadView,
    failure: Option<anyhow::Error>,
    start: Start,
}

impl WindowApp {
    /// A window that is not open yet; the worker and the keeper start at once.
    pub fn new(state: State, proxy: EventLoopProxy<Wake>, start: Start) -> WindowApp {
        let waker = || {
            let proxy = proxy.clone();
            // A loop that has ended needs no waking.
            move || drop(proxy.send_event(Wake::News))
        };
        let mut worker = Worker::start(waker());
        worker.ask(&state.wish(), false);
        let keeper = Keeper::start(recovery::folder(), waker());
        WindowApp {
            state,
            worker,
            keeper,
            remembered: Settings::default(),
            proxy,
            context: egui::Context::default(),
            input: None,
            graphics: None,
            started: Instant::now(),
            view: HeadView::default(),
            failure: None,
            start,
        }
    }

    /// Why the window closed, if not because somebody closed it.
    pub fn into_result(self) -> anyhow::Result<()> {
        self.failure.map_or(Ok(()), Err)
    }

    fn open(&mut self, event_loop: &ActiveEventLoop) -> anyhow::Result<()> {
        let [width, height] = self.state.settings.window_points;
        // A stand may have no window manager that would make it fill the screen.
        let screen = event_loop.available_monitors().next().filter(|_| self.state.fills_screen());
        let size = screen.map_or(Size::from(LogicalSize::new(width, height)), |screen| screen.size().into());
        let attributes = Window::default_attributes()
            .with_title("Papilla")
            .with_inner_size(size)
            .with_min_inner_size(LogicalSize::new(480.0, 360.0));
        let window = Arc::new(event_loop.create_window(attributes)?);
        self.dress(window, event_loop)
    }

    /// Device, surface and egui for a window. egui starts anew too, since its fonts lived on the device.
    fn dress(&mut self, window: Arc<Window>, event_loop: &ActiveEventLoop) -> anyhow::Result<()> {
        let adapter = self.start.adapter.as_deref();
        let graphics = Graphics::new(window.clone(), event_loop.owned_display_handle(), adapter)?;
        self.state.drawn_by(DrawnBy {
            adapter: adapters::label(&graphics.renderer.gpu().adapter.get_info()),
            passed_over: graphics.renderer.passed_over().to_vec(),
        });
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
        self.state.loupe_picture = None;
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
        if let Some((other, outcome)) = news.beside {
            self.state.receive_beside(&other, outcome);
        }
        if let Some((spot, cut)) = news.cut {
            self.state.receive_cut(spot, cut);
        }
        if let Some(figures) = news.figures {
            self.state.receive_figures(figures);
        }
        if let Some(warnings) = news.warnings {
            self.state.warnings = warnings;
        }
        let now_s = self.started.elapsed().as_secs_f64();
        tracing::debug!("frame at {now_s:.3} s");
        let flying = self.state.tick(now_s);

        if let (None, Some(graphics)) = (&self.state.loupe, self.graphics.as_mut()) {
            self.state.loupe_picture = None;
            graphics.put_down_inset();
        }
        let raw = input.take_egui_input(&window);
        let mut commands = Vec::new();
        let mut head_points = egui::Rect::NOTHING;
        let busy = self.worker.busy();
        let output = self.context.run_ui(raw, |ui| {
            head_points = panels::ui(ui, &self.state, busy, &mut commands);
        });
        input.handle_platform_output(&window, output.platform_output);
        let delay =
            output.viewport_output.get(&egui::ViewportId::ROOT).map_or(Duration::MAX, |v| v.repaint_delay);
        if delay.is_zero() {
            // Panels that unfold or appear are still at it.
            self.view.notes_input();
        }
        self.state.viewport_points =
            glam::Vec2::new(head_points.width().max(1.0), head_points.height().max(1.0));
        let acted = !commands.is_empty();
        for command in commands {
            self.state.apply(command);
        }
        self.keep();
        if let Some(dialog) = self.state.dialog.take() {
            dialogs::open(dialog, self.proxy.clone());
        }
        if let Some(drawn_by) = &self.state.drawn_by
            && let Some(order) = self.state.taking.order.take()
        {
            taking::begin(order, drawn_by.adapter.clone(), self.proxy.clone());
        }
        self.worker.ask(&self.state.wish(), self.state.misses_other());

        let painting = self.state.is_painting();
        let heads = self.places(head_points, output.pixels_per_point);
        let unfinished = match self.graphics.as_mut() {
            Some(graphics) => {
                let side_px = panels::loupe::side_px(head_points, output.pixels_per_point);
                self.view.draw(graphics, &mut self.state, (&heads, flying || painting))?
                    | self.view.draw_loupe(graphics, &mut self.state, side_px)?
            }
            None => false,
        };
        let overlay = Overlay {
            primitives: &self.context.tessellate(output.shapes, output.pixels_per_point),
            textures: output.textures_delta,
            pixels_per_point: output.pixels_per_point,
        };
        let Some(graphics) = self.graphics.as_mut() else { return Ok(()) };
        let shown = &heads[..heads.len().min(self.view.heads())];
        let presented = graphics.present(shown, overlay)?;
        self.title(&window);
        if self.start.until_first_picture && presented && !shown.is_empty() {
            self.graphics_idle()?;
            event_loop.exit();
        }
        if self.state.quit {
            event_loop.exit();
        }
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

    /// Where the heads go; nowhere in a window that has no room for them.
    fn places(&self, head: egui::Rect, pixels_per_point: f32) -> Vec<Place> {
        let px = |points: egui::Rect| rectangle_px(points, pixels_per_point, self.size_px());
        let place = |[whole, seen]: [egui::Rect; 2]| Some(Place { whole: px(whole)?, seen: px(seen)? });
        compare::places(&self.state, head).into_iter().map(place).collect::<Option<_>>().unwrap_or_default()
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

    /// Hands what must not be lost to the keeper, and shows what came of it.
    fn keep(&mut self) {
        if let Some(slot) = self.state.adopted.take() {
            self.keeper.take_over(slot);
        }
        self.keeper.keep(self.state.draft());
        if let Some(settings) = self.state.to_remember().filter(|settings| **settings != self.remembered) {
            self.remembered.clone_from(settings);
            self.keeper.remember(settings.clone());
        }
        match self.keeper.report() {
            Some(Ok(())) => self.state.tell(text("keeper-works-again")),
            Some(Err(reason)) => self.state.fail(reason),
            None => {}
        }
    }

    /// Title, and the whole screen where wanted.
    fn title(&self, window: &Window) {
        let fills = self.state.fills_screen();
        if fills != window.fullscreen().is_some() {
            window.set_fullscreen(fills.then_some(Fullscreen::Borderless(None)));
        }
        let mark = if self.state.is_unsaved() { "• " } else { "" };
        window.set_title(&format!("{mark}{} - Papilla", self.state.plan.name));
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
            self.view.notes_input();
            graphics.window.request_redraw();
        }
        match event {
            WindowEvent::CloseRequested => {
                self.state.apply(Command::Close);
                graphics.window.request_redraw();
            }
            WindowEvent::Resized(size) => {
                graphics.resize(size.width, size.height);
                let points = size.to_logical::<f32>(graphics.window.scale_factor());
                if size.width > 0 && size.height > 0 && !self.state.fills_screen() {
                    self.state.settings.window_points = [points.width, points.height];
                }
                graphics.window.request_redraw();
            }
            WindowEvent::DroppedFile(path) => {
                self.state.apply(Command::Drop(path));
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
        if let Some(settings) = self.state.to_remember() {
            self.keeper.remember(settings.clone());
        }
        // Closed by the person: what is unsaved now was given up. Otherwise it stays for the next start.
        let draft = if self.state.quit { None } else { self.state.draft() };
        self.keeper.keep(draft);
    }
}
