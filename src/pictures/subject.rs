//! What a picture shows, and from where.

use std::path::PathBuf;
use std::sync::Arc;

use crate::plan::Plan;
use crate::render::camera::{Camera, View};
use crate::render::lighting::LightingPreset;
use crate::stages::StageError;
use crate::studio::{Moment, Prepared, Studio};

/// A plan on a day under a light.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Plan.
    pub plan: Plan,
    /// Folder of its relative paths.
    pub base_dir: PathBuf,
    /// When.
    pub moment: Moment,
    /// Light.
    pub lighting: LightingPreset,
}

/// Where it is seen from.
#[derive(Clone, Copy, Debug)]
pub enum Aim {
    /// A named view.
    View(View),
    /// Where somebody stands.
    Camera(Camera),
}

impl Aim {
    /// The camera for a head.
    pub fn camera(&self, prepared: &Prepared) -> Camera {
        match self {
            Aim::View(view) => prepared.framing(*view),
            Aim::Camera(camera) => *camera,
        }
    }
}

impl Subject {
    /// Ready to draw.
    ///
    /// # Errors
    /// [`StageError`]: a head that cannot be used.
    pub fn prepared(&self, studio: &mut Studio) -> Result<Arc<Prepared>, StageError> {
        studio.prepare(&self.plan, &self.base_dir, self.moment, &self.lighting)
    }
}
