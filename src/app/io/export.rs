//! Makes exports off the window's thread and on a device of their own, so that the window answers meanwhile.

use std::ops::ControlFlow;

use super::wake::Waker;
use crate::app::event::{Event, ExportEvent};
use crate::app::export::{ExportJob, ExportKind};
use crate::files;
use crate::pictures::handout::{self, HandoutSpec};
use crate::pictures::pair::{self, PairSpec};
use crate::pictures::sheet::{self, SheetSpec};
use crate::pictures::turntable::{self, TurntableSpec};
use crate::pictures::{Progress, still};
use crate::plan::picture;
use crate::render::Renderer;
use crate::render::camera::View;

/// Samples a pixel of a single picture, of the many small ones, and of a handout's.
const SAMPLES: u32 = 24;
const SMALL_SAMPLES: u32 = 12;
const HANDOUT_SAMPLES: u32 = 32;
/// Size of each picture of a handout, a sheet and a turning head, px.
const HANDOUT_PX: [u32; 2] = [720, 600];
const SHEET_PX: [u32; 2] = [480, 480];
const TURNTABLE_PX: [u32; 2] = [640, 640];
const FRAMES: u16 = 48;
const SHEET_VIEWS: [View; 4] = [View::Front, View::ThreeQuarter, View::Top, View::Back];

/// Begins to make it, with the window's adapter but on a connection of its own: on OpenGL, devices of one connection
/// share a context, and the window would lose its picture.
pub fn begin(job: ExportJob, adapter: Option<String>, waker: Waker) {
    std::thread::spawn(move || {
        let result = make(&job, adapter.as_deref(), &mut |fraction| {
            if job.stop.is_set() {
                return ControlFlow::Break(());
            }
            waker.send(Event::Export(ExportEvent::Progress(fraction)));
            ControlFlow::Continue(())
        });
        // One that was stopped has nothing to tell.
        if !job.stop.is_set() {
            let done = result.map(|()| job.path.clone()).map_err(|error| format!("{error:#}"));
            waker.send(Event::Export(ExportEvent::Done(done)));
        }
    });
}

fn make(job: &ExportJob, adapter: Option<&str>, progress: Progress<'_>) -> anyhow::Result<()> {
    let bytes = drawn(job, &mut Renderer::headless(adapter)?, progress)?;
    Ok(files::write(&job.path, &bytes)?)
}

/// The file's bytes.
fn drawn(job: &ExportJob, renderer: &mut Renderer, progress: Progress<'_>) -> anyhow::Result<Vec<u8>> {
    let (subject, aim) = (&job.subject, job.aim);
    let (plan, base_dir, lighting) = (&subject.plan, &subject.base_dir, subject.lighting.clone());
    let image = match job.kind {
        ExportKind::Picture => still::draw(renderer, subject, aim, job.size_px, SAMPLES, progress)?,
        ExportKind::Pair => {
            let spec = PairSpec { halves: job.halves.clone(), aim, size_px: job.pair_px, samples: SAMPLES };
            pair::draw(renderer, &spec, progress)?
        }
        ExportKind::Sheet => {
            let (views, columns) = (SHEET_VIEWS.to_vec(), sheet::story(plan));
            let spec = SheetSpec { views, columns, size_px: SHEET_PX, samples: SMALL_SAMPLES, lighting };
            sheet::draw(renderer, base_dir, &spec, progress)?
        }
        ExportKind::Turntable => {
            let (subject, size_px, samples) = (subject.clone(), TURNTABLE_PX, SMALL_SAMPLES);
            let spec = TurntableSpec { subject, aim, frames: FRAMES, size_px, samples };
            return Ok(turntable::draw(renderer, &spec, progress)?);
        }
        ExportKind::Handout => {
            let (client, samples) = (job.client.clone(), HANDOUT_SAMPLES);
            let spec = HandoutSpec { client, size_px: HANDOUT_PX, samples, lighting };
            return Ok(handout::html(renderer, plan, base_dir, &spec, progress)?.into_bytes());
        }
    };
    Ok(picture::encode(&image, Some(plan))?)
}
