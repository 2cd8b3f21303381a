//! plan -> head -> sites -> dots and hairs, each kept until its input changes. The window and the command line both
//! go through here, so they cannot disagree.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::deposit::ground::Ground;
use crate::deposit::{Dot, Hair, face, placement};
use crate::optics::pigment::tau_550;
use crate::plan::stroke::{self, Coat};
use crate::plan::{HairLoss, HeadSource, Plan, Session};
use crate::scalp::head::{Head, HeadError};
use crate::scalp::{Scalp, SiteBudget};

/// Steps in which hair loss goes on, on the scale of its stages: finer ones cannot be seen.
const STAGE_STEP: f32 = 0.05;

/// Everything computed from a plan.
#[derive(Default)]
pub struct Stages {
    head: Option<(HeadSource, PathBuf, Arc<Head>)>,
    scalp: Option<Arc<Scalp>>,
    ground: Ground,
    placed: Option<Placed>,
}

/// Dots and hairs of one plan.
#[derive(Clone)]
pub struct Placed {
    plan: Plan,
    stages_on: f32,
    /// Dots of all sessions, in order of session and rank.
    pub dots: Vec<Dot>,
    /// Hairs that are left on the scalp.
    pub hairs: Vec<Hair>,
    /// Hairs of brows, lashes and beard.
    pub face: Vec<Hair>,
}

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
        let Stages { head, scalp, placed, .. } = self;
        let (head, scalp, placed) = (head.clone(), scalp.clone(), placed.clone());
        Stages { head, scalp, placed, ground: Ground::default() }
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
        let fits = self
            .scalp
            .as_ref()
            .filter(|scalp| Arc::ptr_eq(&scalp.head, &head) && scalp.suits(plan.seed, SiteBudget::of(plan)));
        let scalp = match fits {
            Some(scalp) => scalp.clone(),
            None => Arc::new(Scalp::new(head, plan.seed, SiteBudget::of(plan))),
        };
        let stages_on = (plan.hair_loss.stages_on(years) / STAGE_STEP).round() * STAGE_STEP;
        let placed = self.placed.take().filter(|_| fits.is_some());
        if fits.is_none() {
            self.ground = Ground::default();
        }
        let changed = Changed {
            scalp: fits.is_none(),
            dots: !placed.as_ref().is_some_and(|placed| same_dots(&placed.plan, plan)),
            hairs: !placed.as_ref().is_some_and(|p| p.stages_on == stages_on && same_hairs(&p.plan, plan)),
        };
        self.placed = Some(self.place(plan, &scalp, placed, changed, stages_on));
        self.scalp = Some(scalp);
        Ok(changed)
    }

    /// What changed, placed anew; the rest as it was.
    fn place(
        &mut self,
        plan: &Plan,
        scalp: &Scalp,
        placed: Option<Placed>,
        changed: Changed,
        stages_on: f32,
    ) -> Placed {
        let Scalp { sites, places, site_area_cm2, .. } = scalp;
        let (mut dots, mut hairs, mut face_hairs) =
            placed.map(|p| (p.dots, p.hairs, p.face)).unwrap_or_default();
        if changed.dots {
            self.ground.update(plan, places);
            dots = placement::dots(plan, sites, &self.ground, places, *site_area_cm2, tau_550);
        }
        if changed.hairs {
            hairs = placement::hairs(plan, sites, places, *site_area_cm2, stages_on);
            face_hairs = face(plan, scalp);
        }
        Placed { plan: plan.clone(), stages_on, dots, hairs, face: face_hairs }
    }

    /// Scalp, dots and hairs.
    ///
    /// # Errors
    /// [`StageError::NotReady`] when no [`Stages::update`] has succeeded yet.
    pub fn ready(&self) -> Result<(&Arc<Scalp>, &Placed), StageError> {
        self.scalp.as_ref().zip(self.placed.as_ref()).ok_or(StageError::NotReady)
    }

    /// The plan's head alone, soonest there.
    ///
    /// # Errors
    /// [`HeadError`] when it cannot be used.
    pub fn head(&mut self, plan: &Plan, base_dir: &Path) -> Result<Arc<Head>, HeadError> {
        if let Some((source, dir, head)) = &self.head
            && *source == plan.head
            && dir == base_dir
        {
            return Ok(head.clone());
        }
        let head = Arc::new(Head::load(&plan.head, base_dir)?);
        self.head = Some((plan.head.clone(), base_dir.to_owned(), head.clone()));
        Ok(head)
    }
}

/// Whether two plans of one head and seed have the same dots. Names, days and what time does to dots do not matter.
fn same_dots(a: &Plan, b: &Plan) -> bool {
    let placed = |plan: &Plan| -> Vec<Session> {
        let timeless = |session: &Session| Session { name: String::new(), day: 0.0, ..session.clone() };
        plan.sessions.iter().map(timeless).collect()
    };
    let today =
        |plan: &Plan| HairLoss { future_stages: 0.0, stages_per_decade: 0.0, ..plan.hair_loss.clone() };
    let skin = |plan: &Plan| (plan.scars.clone(), plan.strokes.clone());
    let ground = |plan: &Plan| (plan.client.hair, today(plan), skin(plan), plan.hairline);
    ground(a) == ground(b) && placed(a) == placed(b)
}

/// Whether two plans of one head and seed have the same hairs.
fn same_hairs(a: &Plan, b: &Plan) -> bool {
    let skin = |plan: &Plan| stroke::on(Coat::Skin, &plan.strokes);
    (a.client.hair, &a.hair_loss, &a.scars, skin(a)) == (b.client.hair, &b.hair_loss, &b.scars, skin(b))
}
