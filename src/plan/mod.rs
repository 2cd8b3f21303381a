//! What the technician decides: words and numbers only, no mesh, no GPU.
//!
//! Takes a TOML text (`format = 2`), gives a validated [`Plan`]; and back. Ranges live here once ([`ranges`]) and
//! serve the reader, the sliders of the window and the documentation.
//!
//! ```text
//! words, ranges                            what may be said
//! skin_layer                               the layers of skin that depths are aimed at
//! client, hair_loss, scar, stroke, hairline, head, head_shape, zones, session, course   the parts of a plan
//! numbers                                  their numbers, listed once
//! template                                 whole treatments to start from, and mistakes to learn from
//! problem, check                           what can be wrong, and whether it is
//! findings, section, values, read          TOML -> Plan, or all its problems with their places
//! write, file, picture                     Plan -> TOML; files; pictures that carry a plan
//! ```
//!
//! The shape of the text is shown by [`Plan::DEMO`]; which keys may be left out stands in `read`. Sessions are
//! counted from 1 in messages, as people do.

mod check;
mod client;
mod course;
mod file;
mod findings;
mod hair_loss;
mod hairline;
mod head;
mod head_shape;
mod numbers;
mod person;
pub mod picture;
mod problem;
pub mod ranges;
mod read;
mod scar;
mod section;
mod session;
mod skin_layer;
pub mod stroke;
mod template;
mod tone;
mod values;
mod words;
mod write;
mod zones;

#[cfg(test)]
mod tests;

use std::path::Path;

pub use client::{Client, ClientHair, Ethnicity, HairColour, Shine};
pub use course::{Fading, Healing, Longevity};
pub use hair_loss::{HairLoss, LossPattern, Patch};
pub use hairline::{Hairline, HairlineStyle};
pub use head::{Axis, HeadSource, LengthUnit, ScanFrame, ScanSkin};
pub use head_shape::{Eyes, HeadShape, Sex};
pub use person::Person;
pub use problem::{FilePosition, PlanError, Problem};
pub use ranges::Limit;
pub use scar::{Scar, ScarKind};
pub use session::{Pigment, Session, Target};
pub use skin_layer::SkinLayer;
pub use stroke::{Paint, Stroke};
pub use template::Template;
pub use tone::{Fitzpatrick, Skin, SkinTone, Tone, ita_deg_of_monk};
pub use zones::{Zone, Zones};

/// A whole treatment plan. `Clone + PartialEq`: undo is a clone, "changed" is a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Title shown to people; free text.
    pub name: String,
    /// Seed of every random decision: same plan, same seed, same picture.
    pub seed: u64,
    /// Facts about the client.
    pub client: Client,
    /// Pattern of hair loss today.
    pub hair_loss: HairLoss,
    /// Scars.
    pub scars: Vec<Scar>,
    /// What is painted on the skin, first to last.
    pub strokes: Vec<Stroke>,
    /// The hairline to be drawn.
    pub hairline: Hairline,
    /// How the client heals.
    pub healing: Healing,
    /// How pigment fades over the years.
    pub fading: Fading,
    /// The head to work on.
    pub head: HeadSource,
    /// Treatment days in order.
    pub sessions: Vec<Session>,
}

impl Default for Plan {
    /// A consultation before planning: a client, and no sessions.
    fn default() -> Self {
        Self {
            name: String::from("Untitled"),
            seed: 1,
            client: Client::default(),
            hair_loss: HairLoss::default(),
            scars: Vec::new(),
            strokes: Vec::new(),
            hairline: Hairline::default(),
            healing: Healing::default(),
            fading: Fading::default(),
            head: HeadSource::default(),
            sessions: Vec::new(),
        }
    }
}

impl Plan {
    /// The text of the demo plan, written as an example for technicians.
    pub const DEMO: &'static str = include_str!("../../assets/plans/demo.toml");

    /// The demo plan in the binary. Tests hold that [`Plan::DEMO`] is a valid plan, so the default is never used.
    pub fn demo() -> Self {
        Self::from_toml(Self::DEMO, "demo.toml").unwrap_or_default()
    }

    /// Reads a plan; `file_name` is what messages call it.
    ///
    /// # Errors
    /// [`PlanError::Invalid`] with every problem there is.
    pub fn from_toml(text: &str, file_name: &str) -> Result<Self, PlanError> {
        read::read(text, file_name)
    }

    /// Reads a plan file, or the plan that a picture carries.
    ///
    /// # Errors
    /// [`PlanError::Io`] when the file is at fault, else as [`Plan::from_toml`].
    pub fn load(path: &Path) -> Result<Self, PlanError> {
        Self::from_toml(&file::load(path)?, &path.display().to_string())
    }

    /// Reads a plan file, or the plan that a picture carries; and what to know where it was written by an older version.
    ///
    /// # Errors
    /// As [`Plan::load`].
    pub fn load_with_note(path: &Path) -> Result<(Self, Option<&'static str>), PlanError> {
        let toml = file::load(path)?;
        let plan = Self::from_toml(&toml, &path.display().to_string())?;
        Ok((plan, read::note(&toml)))
    }

    /// Day of the last session that is switched on; 0 without any.
    pub fn last_session_day(&self) -> f32 {
        self.sessions.iter().filter(|session| session.enabled).map(|session| session.day).fold(0.0, f32::max)
    }

    /// The plan as a text that people can read and [`Plan::from_toml`] reads back to the same plan.
    pub fn to_toml(&self) -> String {
        write::write(self)
    }

    /// Writes the plan file, all of it or nothing.
    ///
    /// # Errors
    /// [`PlanError::Invalid`] when the plan could not be read back, [`PlanError::Io`] when the file is at fault.
    pub fn save(&self, path: &Path) -> Result<(), PlanError> {
        let problems = self.validate();
        if !problems.is_empty() {
            return Err(PlanError::Invalid { file: path.display().to_string(), problems });
        }
        file::save(path, &self.to_toml())
    }
}
