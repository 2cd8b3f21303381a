//! The head's picture in the window: jittered samples while it rests, quick ones while it moves; and the
//! one it is compared with.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::graphics::Graphics;
use crate::app::state::State;
use crate::render::camera::Camera;
use crate::render::quality::{FrameSettings, QualityTier};
use crate::render::rectangle::PicturePlace;
use crate::render::{Renderer, Scene};
use crate::studio::Prepared;

/// Samples a pixel of a resting view.
const RESTING_SAMPLES: u32 = 64;
/// A view counts as moving this long after its last change.
const MOVING_FOR: Duration = Duration::from_millis(180);
/// Whole samples of a slow machine wait this long after the last move of pointer or key: each takes the device for
/// half a second, and a click would wait for it.
const ANSWERING_FOR: Duration = Duration::from_millis(350);

/// What of the head's picture is there, and of the one it is compared with.
#[derive(Default)]
pub struct HeadView {
    drawn: [Option<Drawn>; 2],
    /// Under the loupe.
    inset: Option<Drawn>,
    /// What of that is there for the panels to show.
    loupe_picture: Option<egui::TextureId>,
    /// Sizes of the places of the heads, px.
    sizes_px: Vec<[u32; 2]>,
    last_change: Option<Instant>,
    last_input: Option<Instant>,
    /// The pictures are of whole samples, not of quick ones.
    is_whole: bool,
    /// Whole samples drawn so far: the first one makes pipelines and uploads, the second tells the
    /// machine's speed.
    whole_samples: u32,
}

/// What came of a frame.
#[derive(Clone, Copy, Debug, Default)]
pub struct Drawing {
    /// More samples are to come.
    pub is_unfinished: bool,
    /// What the machine can do, once the time of a sample tells.
    pub measured: Option<QualityTier>,
}

/// What whole samples wait for on a slow machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waits {
    /// The person moves pointer or keys: a sample would keep the answer back.
    ForPerson,
    /// An export is made on the same cores.
    ForExport,
}

/// What the running mean is a mean of.
struct Drawn {
    camera: Camera,
    scene: Arc<Prepared>,
    size_px: [u32; 2],
    blink: f32,
}

impl Drawn {
    fn is_of(&self, scene: &Arc<Prepared>, camera: &Camera, blink: f32) -> bool {
        self.camera == *camera && self.blink == blink && Arc::ptr_eq(&self.scene, scene)
    }
}

impl HeadView {
    /// The person has moved the pointer, a finger or a key.
    pub fn notes_input(&mut self) {
        self.last_input = Some(Instant::now());
    }

    /// Why whole samples after the first have to wait, if they do.
    fn waits(&self, state: &State) -> Option<Waits> {
        let answers = || self.last_input.is_some_and(|at| at.elapsed() < ANSWERING_FOR);
        match state.quality() {
            QualityTier::Software if state.exports.running.is_some() => Some(Waits::ForExport),
            QualityTier::Software if answers() => Some(Waits::ForPerson),
            _ => None,
        }
    }

    /// What the loupe shows, once that is drawn.
    pub fn loupe_picture(&self) -> Option<egui::TextureId> {
        self.loupe_picture
    }

    /// How many pictures there are to show.
    pub fn heads(&self) -> usize {
        self.drawn.iter().flatten().count()
    }

    /// Adds a sample to the head's picture and to the one it is compared with, where one is wanted, into their places;
    /// quick ones while the scene `is_moving`.
    ///
    /// # Errors
    /// When the picture is too large for the device.
    pub fn draw(
        &mut self,
        graphics: &mut Graphics,
        state: &State,
        heads: &[PicturePlace],
        is_moving: bool,
    ) -> anyhow::Result<Drawing> {
        let (Some(prepared), Some(camera), false) = (state.prepared.clone(), state.camera, heads.is_empty())
        else {
            return Ok(Drawing::default());
        };
        let other = state.both().and_then(|comparison| comparison.prepared.clone());
        let scenes: Vec<Arc<Prepared>> = [Some(prepared), other].into_iter().flatten().collect();
        let sizes_px: Vec<_> = heads.iter().map(|head| head.whole.size_px).collect();
        if sizes_px != self.sizes_px {
            (self.sizes_px, self.last_change) = (sizes_px, Some(Instant::now()));
        }
        let blink = state.blink();
        let waits = self.waits(state);
        let answering = waits == Some(Waits::ForPerson);
        let moving = self.notes_motion(&scenes, &camera, blink) || is_moving || (answering && !self.is_whole);
        self.is_whole = !moving;
        let frame_settings = if moving { state.quality().moving() } else { FrameSettings::FULL };
        let mut is_done = true;
        let mut measured = None;
        self.drawn[scenes.len()..].fill_with(|| None);
        for (k, renderer) in graphics.renderers(scenes.len()).into_iter().enumerate() {
            let full_px = heads[k.min(heads.len() - 1)].whole.size_px;
            let size_px = full_px.map(|side| ((side as f32 * frame_settings.scale) as u32).max(1));
            renderer.set_frame_settings(frame_settings);
            let drawn = &mut self.drawn[k];
            if drawn
                .as_ref()
                .is_none_or(|drawn| drawn.size_px != size_px || !drawn.is_of(&scenes[k], &camera, blink))
            {
                renderer.resize(size_px)?;
                renderer.restart();
                *drawn = Some(Drawn { camera, scene: scenes[k].clone(), size_px, blink });
            }
            let is_enough = if waits.is_some() && !moving { 1 } else { RESTING_SAMPLES };
            if renderer.samples() < is_enough {
                if moving || state.measured.is_some() {
                    renderer.add_sample(&Scene { blink, ..scenes[k].scene(&camera) });
                    if !moving && state.quality() == QualityTier::Software {
                        // No second one is sent before the first is done, or a click would wait for both.
                        renderer.gpu().wait()?;
                    }
                } else {
                    measured = self.timed_sample(renderer, &scenes[k], &camera, size_px)?;
                }
            }
            is_done &= renderer.samples() >= RESTING_SAMPLES;
        }
        // The end of an export wakes the window.
        let is_unfinished = moving || (!is_done && waits != Some(Waits::ForExport));
        Ok(Drawing { is_unfinished, measured })
    }

    /// Adds a sample to the loupe's picture, so many pixels high and wide, where one is wanted. True while more are to
    /// come.
    ///
    /// # Errors
    /// When the picture is too large for the device.
    pub fn draw_loupe(
        &mut self,
        graphics: &mut Graphics,
        state: &State,
        side_px: u32,
    ) -> anyhow::Result<bool> {
        let (Some(loupe), Some(prepared)) = (&state.loupe, &state.prepared) else {
            (self.inset, self.loupe_picture) = (None, None);
            graphics.release_inset();
            return Ok(false);
        };
        let (camera, size_px) = (loupe.camera(side_px as f32), [side_px; 2]);
        let waits = self.waits(state);
        let is_enough = if waits.is_some() { 1 } else { RESTING_SAMPLES };
        let renderer = graphics.inset();
        if self
            .inset
            .as_ref()
            .is_none_or(|drawn| drawn.size_px != size_px || !drawn.is_of(prepared, &camera, 0.0))
        {
            renderer.resize(size_px)?;
            renderer.restart();
            self.inset = Some(Drawn { camera, scene: prepared.clone(), size_px, blink: 0.0 });
        }
        if renderer.samples() >= is_enough {
            return Ok(waits == Some(Waits::ForPerson));
        }
        renderer.add_sample(&prepared.scene(&camera));
        self.loupe_picture = graphics.paint_inset(side_px);
        Ok(true)
    }

    /// Whether the view moves: something has changed just now.
    fn notes_motion(&mut self, scenes: &[Arc<Prepared>], camera: &Camera, blink: f32) -> bool {
        let same = |(scene, drawn): (&Arc<Prepared>, &Option<Drawn>)| {
            drawn.as_ref().is_some_and(|drawn| drawn.is_of(scene, camera, blink))
        };
        if !scenes.iter().zip(&self.drawn).all(same) {
            self.last_change = Some(Instant::now());
        }
        self.last_change.is_some_and(|at| at.elapsed() < MOVING_FOR)
    }

    /// Adds a whole sample; what its time tells of the machine, from the second one on.
    fn timed_sample(
        &mut self,
        renderer: &mut Renderer,
        prepared: &Prepared,
        camera: &Camera,
        [width, height]: [u32; 2],
    ) -> anyhow::Result<Option<QualityTier>> {
        renderer.gpu().wait()?;
        let start = Instant::now();
        renderer.add_sample(&prepared.scene(camera));
        renderer.gpu().wait()?;
        self.whole_samples += 1;
        Ok((self.whole_samples > 1).then(|| QualityTier::of_frame(start.elapsed(), width * height)))
    }
}
