//! plan -> head -> sites -> dots and hairs, each kept until its input changes. The window and the command line both
//! go through here, so they cannot disagree.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::deposit::{Dot, Hair, brows, placement};
use crate::optics::pigment::tau_550;
use crate::plan::{HeadSource, Plan};
use crate::scalp::head::{Head, HeadError};
use crate::scalp::{Scalp, SiteBudget};

/// Everything computed from a plan.
#[derive(Default)]
pub struct Stages {
    head: Option<(HeadSource, PathBuf, Arc<Head>)>,
    scalp: Option<Arc<Scalp>>,
    placed: Option<Placed>,
}

/// Dots and hairs of one plan.
pub struct Placed {
    plan: Plan,
    /// Dots of all sessions, in order of session and rank.
    pub dots: Vec<Dot>,
    /// Hairs that are left on the scalp.
    pub hairs: Vec<Hair>,
    /// Hairs of the eyebrows.
    pub brows: Vec<Hair>,
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
    /// Dots or hairs.
    pub placed: bool,
}

impl Stages {
    /// Brings every stage up to date with `plan`, whose relative paths start at `base_dir`.
    ///
    /// # Errors
    /// [`StageError::Head`] when the plan's head cannot be used; what was there before stays.
    pub fn update(&mut self, plan: &Plan, base_dir: &Path) -> Result<Changed, StageError> {
        let mut changed = Changed::default();
        let head = self.head(plan, base_dir)?;
        let fits = self.scalp.as_ref().is_some_and(|scalp| {
            Arc::ptr_eq(&scalp.head, &head) && scalp.suits(plan.seed, SiteBudget::of(plan))
        });
        if !fits {
            self.scalp = Some(Arc::new(Scalp::new(head, plan.seed, SiteBudget::of(plan))));
            changed.scalp = true;
        }
        let same_plan = self.placed.as_ref().is_some_and(|placed| placed.plan == *plan);
        if (changed.scalp || !same_plan)
            && let Some(scalp) = &self.scalp
        {
            self.placed = Some(Placed {
                plan: plan.clone(),
                dots: placement::dots(plan, &scalp.sites, scalp.site_area_cm2, tau_550),
                hairs: placement::hairs(plan, &scalp.sites, scalp.site_area_cm2),
                brows: brows::brows(plan, &scalp.brows),
            });
            changed.placed = true;
        }
        Ok(changed)
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
