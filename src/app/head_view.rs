//! The head's picture in the window: jittered samples while it rests, quick ones while it moves; and the picture being
//! made for saving.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::export::{self, Export, Subject};
use super::graphics::{Graphics, Rectangle};
use super::state::State;
use crate::render::camera::Camera;
use crate::render::quality::{Effort, Quality};
use crate::studio::Prepared;

/// Samples a pixel of a resting view.
const RESTING_SAMPLES: u32 = 64;
/// A view counts as moving this long after its last change.
const MOVING_FOR: Duration = Duration::from_millis(180);

/// What of the head's picture is there.
#[derive(Default)]
pub struct HeadView {
    drawn: Option<Drawn>,
    last_change: Option<Instant>,
    /// Whole samples drawn so far: the first one makes pipelines and uploads, the second tells the
    /// machine's speed.
    whole_samples: u32,
}

/// What the running mean is a mean of.
#[derive(Clone, PartialEq)]
struct Drawn {
    camera: Camera,
    scene: *const Prepared,
    size_px: [u32; 2],
}

impl HeadView {
    /// Whether there is a picture to show.
    pub fn shows_head(&self) -> bool {
        self.drawn.is_some()
    }

    /// Adds a sample to the head's picture, or to the one being made for saving, where one is wanted: into this
    /// rectangle, while the camera flies, while a scene is on its way. True while more are to come.
    ///
    /// # Errors
    /// When the picture is too large for the device.
    pub fn draw(
        &mut self,
        graphics: &mut Graphics,
        state: &mut State,
        (head, flying, busy): (Option<Rectangle>, bool, bool),
    ) -> anyhow::Result<bool> {
        let (Some(prepared), Some(camera), Some((_, full_px))) = (state.prepared.clone(), state.camera, head)
        else {
            return Ok(false);
        };
        if let Some(mut export) = state.export.take() {
            if export.subject.is_none() && busy {
                // The scene of the newest edit is on its way, and wakes the loop.
                state.export = Some(export);
                return Ok(false);
            }
            let now = || Subject { plan: state.plan.clone(), prepared, camera };
            let subject = export.subject.get_or_insert_with(now).clone();
            self.drawn = None;
            add_sample(graphics, state, export, &subject)?;
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
        let effort = if moving { state.quality().moving() } else { Effort::FULL };
        let size_px = full_px.map(|side| ((side as f32 * effort.scale) as u32).max(1));
        graphics.renderer.set_effort(effort);
        let wanted = Drawn { camera, scene: Arc::as_ptr(&prepared), size_px };
        if self.drawn.as_ref() != Some(&wanted) {
            graphics.renderer.resize(size_px)?;
            graphics.renderer.restart();
            self.drawn = Some(wanted);
        }
        if graphics.renderer.samples() < RESTING_SAMPLES {
            if moving || state.measured.is_some() {
                graphics.renderer.add_sample(&prepared.scene(&camera));
            } else {
                state.measured = self.timed_sample(graphics, &prepared, &camera, size_px)?;
            }
        }
        Ok(moving || graphics.renderer.samples() < RESTING_SAMPLES)
    }

    /// Adds a whole sample; what its time tells of the machine, from the second one on.
    fn timed_sample(
        &mut self,
        graphics: &mut Graphics,
        prepared: &Prepared,
        camera: &Camera,
        [width, height]: [u32; 2],
    ) -> anyhow::Result<Option<Quality>> {
        graphics.renderer.gpu().wait()?;
        let start = Instant::now();
        graphics.renderer.add_sample(&prepared.scene(camera));
        graphics.renderer.gpu().wait()?;
        self.whole_samples += 1;
        Ok((self.whole_samples > 1).then(|| Quality::of_frame(start.elapsed(), width * height)))
    }
}

/// Adds a sample to a picture being made, and writes it when all are there.
fn add_sample(
    graphics: &mut Graphics,
    state: &mut State,
    mut export: Export,
    subject: &Subject,
) -> anyhow::Result<()> {
    graphics.renderer.set_effort(Effort::FULL);
    graphics.renderer.resize(export.size_px)?;
    if export.done == 0 {
        graphics.renderer.restart();
    }
    graphics.renderer.add_sample(&subject.prepared.scene(&subject.camera));
    export.done += 1;
    if export.is_complete() {
        match export::write(&mut graphics.renderer, export.size_px, &subject.plan, &export.path) {
            Ok(()) => state.tell(format!("Saved {}", export.path.display())),
            Err(error) => state.fail(format!("{error:#}")),
        }
    } else {
        state.export = Some(export);
    }
    Ok(())
}
