//! plan -> head -> sites -> dots and hairs, each kept until its input changes. The window and the command line both
//! go through here, so they cannot disagree.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::deposit::site_fields::SiteFields;
use crate::deposit::{Dot, Hair, face, placement, vellus};
use crate::memo::Memo;
use crate::optics::pigment::tau_550;
use crate::plan::stroke::{self, PaintedOn};
use crate::plan::{
    ClientHair as OwnHair, Ethnicity, HairLoss, Hairline, HeadSource, Plan, ScanSkin, Scar, Session, Stroke,
};
use crate::scalp::head::{Head, HeadError};
use crate::scalp::{Scalp, SiteBudget};

/// Steps in which hair loss goes on, on the scale of its stages: finer ones cannot be seen.
const STAGE_STEP: f32 = 0.05;

/// Everything computed from a plan.
#[derive(Default)]
pub struct Stages {
    head: Memo<(HeadSource, PathBuf), Arc<Head>>,
    scalp: Option<Arc<Scalp>>,
    fields: SiteFields,
    dots_of: Memo<DotsOf, ()>,
    hairs_of: Memo<HairsOf, ()>,
    placed: Placed,
    revision: StageRevision,
}

/// Dots and hairs of one plan.
#[derive(Clone, Default)]
pub struct Placed {
    /// Dots of all sessions, in order of session and rank.
    pub dots: Vec<Dot>,
    /// Hairs that are left on the scalp.
    pub hairs: Vec<Hair>,
    /// Fine pale hairs of bare scalp and forehead.
    pub vellus: Vec<Hair>,
    /// Hairs of brows, lashes and beard.
    pub face: Vec<Hair>,
}

/// How often each part was made anew: of the same stages, two that are equal mean the same parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageRevision {
    /// The head, its scalp and its sites.
    pub scalp: u64,
    /// Dots.
    pub dots: u64,
    /// Hairs.
    pub hairs: u64,
}

/// What dots come from besides head and seed: hair, its loss today, scars, strokes, the hairline, the sessions without
/// names and days.
type DotsOf = (OwnHair, HairLoss, Vec<Scar>, Vec<Stroke>, Hairline, Vec<Session>);

/// What hairs come from besides head and seed: hair, whose it is, its loss, scars, painted ones, steps of the loss to
/// come, whose skin is shown.
type HairsOf = (OwnHair, Ethnicity, HairLoss, Vec<Scar>, Vec<Stroke>, f32, ScanSkin);

/// Why a plan cannot be carried through.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// Its head.
    #[error(transparent)]
    Head(#[from] HeadError),
    /// Asked for before anything was computed.
    #[error("nothing has been computed yet; update the stages with a plan first")]
    NotReady,
}

/// What an update had to compute again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The head, its scalp or its sites.
    pub scalp: bool,
    /// Dots.
    pub dots: bool,
    /// Hairs.
    pub hairs: bool,
}

/// Shares head and scalp. The ground is only kept to be quick, and is found anew.
impl Clone for Stages {
    fn clone(&self) -> Stages {
        Stages {
            head: self.head.clone(),
            scalp: self.scalp.clone(),
            fields: SiteFields::default(),
            dots_of: self.dots_of.clone(),
            hairs_of: self.hairs_of.clone(),
            placed: self.placed.clone(),
            revision: self.revision,
        }
    }
}

impl Stages {
    /// Brings every stage up to date with `plan`, whose relative paths start at `base_dir`, `years` after its first
    /// session.
    ///
    /// # Errors
    /// [`StageError::Head`] when the plan's head cannot be used; what was there before stays.
    pub fn update(&mut self, plan: &Plan, base_dir: &Path, years: f32) -> Result<Changed, StageError> {
        let head = self.head(plan, base_dir)?;
        let (seed, budget) = (plan.seed, SiteBudget::of(plan));
        let fits = |scalp: &Arc<Scalp>| Arc::ptr_eq(&scalp.head, &head) && scalp.suits(seed, budget);
        let kept = self.scalp.take().filter(fits);
        let is_new = kept.is_none();
        if is_new {
            self.fields = SiteFields::default();
            self.dots_of.forget();
            self.hairs_of.forget();
        }
        let scalp = kept.unwrap_or_else(|| Arc::new(Scalp::new(head, seed, budget)));
        let stages_on = (plan.hair_loss.stages_on(years) / STAGE_STEP).round() * STAGE_STEP;
        let Scalp { sites, places, site_area_cm2, .. } = &*scalp;
        let dots = self.dots_of.changed(dots_of(plan));
        if dots {
            self.fields.update(plan, places);
            self.placed.dots = placement::dots(plan, sites, &self.fields, places, *site_area_cm2, tau_550);
        }
        let hairs = self.hairs_of.changed(hairs_of(plan, stages_on));
        if hairs {
            self.placed.hairs = placement::hairs(plan, sites, places, *site_area_cm2, stages_on);
            self.placed.vellus = vellus(plan, &scalp, stages_on);
            self.placed.face = face(plan, &scalp);
        }
        self.scalp = Some(scalp);
        let changed = Changed { scalp: is_new, dots, hairs };
        self.revision.count(changed);
        Ok(changed)
    }

    /// How often each part was made anew.
    pub fn revision(&self) -> StageRevision {
        self.revision
    }

    /// Scalp, dots and hairs.
    ///
    /// # Errors
    /// [`StageError::NotReady`] when no [`Stages::update`] has succeeded yet.
    pub fn ready(&self) -> Result<(&Arc<Scalp>, &Placed), StageError> {
        self.scalp.as_ref().map(|scalp| (scalp, &self.placed)).ok_or(StageError::NotReady)
    }

    /// The plan's head alone, soonest there.
    ///
    /// # Errors
    /// [`HeadError`] when it cannot be used.
    pub fn head(&mut self, plan: &Plan, base_dir: &Path) -> Result<Arc<Head>, HeadError> {
        let of = (plan.head.without_skin(), base_dir.to_owned());
        self.head.try_get_or(of, |(source, dir)| Head::load(source, dir).map(Arc::new)).cloned()
    }
}

impl StageRevision {
    fn count(&mut self, Changed { scalp, dots, hairs }: Changed) {
        self.scalp += u64::from(scalp);
        self.dots += u64::from(dots);
        self.hairs += u64::from(hairs);
    }
}

/// Names, days and what time does to dots do not matter.
fn dots_of(plan: &Plan) -> DotsOf {
    let timeless = |session: &Session| Session { name: String::new(), day: 0.0, ..session.clone() };
    let sessions = plan.sessions.iter().map(timeless).collect();
    let today = HairLoss { future_stages: 0.0, stages_per_decade: 0.0, ..plan.hair_loss.clone() };
    (plan.client.hair, today, plan.scars.clone(), plan.strokes.clone(), plan.hairline, sessions)
}

fn hairs_of(plan: &Plan, stages_on: f32) -> HairsOf {
    let painted = stroke::on(PaintedOn::Skin, &plan.strokes);
    let (hair, ethnicity) = (plan.client.hair, plan.client.ethnicity);
    (hair, ethnicity, plan.hair_loss.clone(), plan.scars.clone(), painted, stages_on, plan.head.skin())
}
