//! A plan on a day under a light, ready to draw: what the window and `papilla render` share. Keeps each part until
//! the plan, the day or the light changes.

use std::path::Path;
use std::sync::Arc;

use crate::appearance::Age;
use crate::deposit::growth::grown_mm;
use crate::deposit::shine::oiliness;
use crate::deposit::time::{Course, DAYS_PER_YEAR, SETTLED_DAY};
use crate::memo::Memo;
use crate::optics::light::Illuminant;
use crate::optics::tables::Tables;
use crate::optics::tone;
use crate::plan::stroke::{self, PaintedOn};
use crate::plan::{HairColour, HeadSource, Plan, ScanSkin, Scar, Session, Skin, Stroke, Tone};
use crate::render::Scene;
use crate::render::camera::{Camera, View};
use crate::render::lighting::LightingPreset;
use crate::render::pigment_states::{PigmentTable, SessionAppearance};
use crate::render::skin_map::SkinMap;
use crate::render::splats::Splats;
use crate::render::surface::{ClientSkin, Surface};
use crate::report::Report;
use crate::report::cut::{Cut, CutPlane};
use crate::report::difference::Figures;
use crate::report::warnings::Warning;
use crate::scalp::coordinates::CENTRE;
use crate::scalp::creases::Creases;
use crate::scalp::head::Head;
use crate::scalp::marks;
use crate::scalp::scars::Scars;
use crate::stages::{StageError, StageRevision, Stages};
use crate::summary::Summary;

/// A moment of the story; earlier ones are less.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Moment {
    /// Before the first session.
    Before,
    /// This many days after the first session's day 0; that day's own dots are fresh.
    Day(f32),
}

impl Moment {
    /// Day of the plan; none before the first session.
    pub fn day(self) -> Option<f32> {
        match self {
            Moment::Before => None,
            Moment::Day(day) => Some(day),
        }
    }

    /// Years since the first session's day; 0 before it.
    pub fn years(self) -> f32 {
        self.day().map_or(0.0, |day| day / DAYS_PER_YEAR)
    }

    /// When the last session of a plan has settled.
    pub fn settled(plan: &Plan) -> Moment {
        Moment::Day(plan.last_session_day() + SETTLED_DAY)
    }

    /// So many years after the last session of a plan.
    pub fn years_after(plan: &Plan, years: f32) -> Moment {
        Moment::Day(plan.last_session_day() + years * DAYS_PER_YEAR)
    }

    /// How long the pigment of a session has been in the skin.
    pub fn age_of(self, session: &Session) -> Age {
        self.day().filter(|_| session.enabled).map_or(Age::NotYet, |day| Age::Days(day - session.day))
    }
}

/// One plan on one day under one light.
pub struct Prepared {
    /// What is drawn on.
    pub surface: Arc<Surface>,
    /// Dots and hairs.
    pub splats: Arc<Splats>,
    /// What that day and that light make of them.
    pub states: PigmentTable,
    /// Scars.
    pub skin_map: Arc<SkinMap>,
    /// How oily the scalp is, 0 matt to 1.
    pub oiliness: f32,
    /// Hair grown since the last trim, mm.
    pub grown_mm: f32,
    /// The client's hairs per mm² where none are lost.
    pub hair_per_mm2: f32,
    /// Skin and pigment under that light.
    pub tables: Tables,
    /// The light.
    pub lighting: LightingPreset,
    /// The head itself, for picking.
    pub head: Arc<Head>,
    /// Counts of the plan.
    pub summary: Arc<Summary>,
}

impl Prepared {
    /// The scene as `camera` sees it.
    pub fn scene<'a>(&'a self, camera: &'a Camera) -> Scene<'a> {
        Scene {
            surface: &self.surface,
            splats: &self.splats,
            states: &self.states,
            tables: &self.tables,
            lighting: &self.lighting,
            skin_map: &self.skin_map,
            oiliness: self.oiliness,
            grown_mm: self.grown_mm,
            hair_per_mm2: self.hair_per_mm2,
            blink: 0.0,
            camera,
        }
    }

    /// A camera for a named view of this head.
    pub fn framing(&self, view: View) -> Camera {
        let whole = || Camera::framing(view, self.surface.center, self.surface.radius_mm);
        let Some([azimuth, elevation]) = view.spot_deg() else { return whole() };
        let middle = self.head.mean_from_head.head_point(CENTRE);
        let away =
            Camera { azimuth_rad: azimuth.to_radians(), elevation_rad: elevation.to_radians(), ..whole() }
                .outward();
        self.head.ray_hit(middle + 400.0 * away, -away).map_or_else(whole, |spot| Camera::close(view, spot))
    }
}

/// Prepares plans. A clone shares what was prepared so far, so that a second plan of the same client costs only what
/// differs.
#[derive(Clone, Default)]
pub struct Studio {
    stages: Stages,
    /// By the scalp's revision.
    surface: Memo<(u64, ScanSkin), Arc<Surface>>,
    summary: Memo<(StageRevision, Plan), Arc<Summary>>,
    splats: Memo<StageRevision, Arc<Splats>>,
    skin_map: Memo<MarksOf, Arc<SkinMap>>,
    lit: Memo<LitOf, (Skin, Tables)>,
    prepared: Memo<(StageRevision, Plan, Moment, LightingPreset), Arc<Prepared>>,
}

/// What the marks of the skin come from: scars, painted ones, freckles, seed.
type MarksOf = (Vec<Scar>, Vec<Stroke>, f32, f32, u64);

/// What the optical tables come from: tone, hair, illuminant, adaptation.
type LitOf = (Tone, HairColour, Illuminant, f32);

impl Studio {
    /// The plan's head without any dots, hairs or brows: something to show while those are placed.
    ///
    /// # Errors
    /// [`StageError`] when the plan's head cannot be used.
    pub fn bare_head(
        &mut self,
        plan: &Plan,
        base_dir: &Path,
        lighting: &LightingPreset,
    ) -> Result<Arc<Prepared>, StageError> {
        let head = self.stages.head(plan, base_dir)?;
        let client = &plan.client;
        Ok(Arc::new(Prepared {
            surface: Arc::new(Surface::head(&head, &[])),
            splats: Arc::default(),
            states: PigmentTable::default(),
            skin_map: Arc::default(),
            oiliness: oiliness(plan, None),
            grown_mm: 0.0,
            hair_per_mm2: 0.0,
            tables: Tables::new(
                &tone::find(&client.tone).skin,
                client.hair.colour,
                lighting.illuminant,
                lighting.adaptation,
            ),
            lighting: lighting.clone(),
            summary: Arc::default(),
            head,
        }))
    }

    /// What to beware of in the plan that was prepared last.
    ///
    /// # Errors
    /// [`StageError::NotReady`] when none was prepared yet.
    pub fn warnings(&self, plan: &Plan) -> Result<Vec<Warning>, StageError> {
        let (scalp, placed) = self.stages.ready()?;
        Ok(Report::warnings_of(plan, scalp, placed))
    }

    /// What the plan that was prepared last comes to, in the few figures by which plans are told apart. Takes some
    /// 0.1 s.
    ///
    /// # Errors
    /// [`StageError::NotReady`] when none was prepared yet.
    pub fn figures(&self, plan: &Plan) -> Result<Figures, StageError> {
        let (scalp, placed) = self.stages.ready()?;
        Ok(Figures::of(&Report::of(plan, scalp, placed)))
    }

    /// The skin of the plan that was prepared last, cut open along a plane, at a moment.
    ///
    /// # Errors
    /// [`StageError::NotReady`] when none was prepared yet.
    pub fn cut(&self, plan: &Plan, moment: Moment, plane: CutPlane) -> Result<Cut, StageError> {
        let (_, placed) = self.stages.ready()?;
        Ok(Cut::of(plan, &placed.dots, plane, moment.day()))
    }

    /// `plan`, whose relative paths start at `base_dir`, at `moment` under `lighting`. The same `Arc` as last time when
    /// nothing changed.
    ///
    /// # Errors
    /// [`StageError`] when the plan's head cannot be used; what was prepared before stays.
    pub fn prepare(
        &mut self,
        plan: &Plan,
        base_dir: &Path,
        moment: Moment,
        lighting: &LightingPreset,
    ) -> Result<Arc<Prepared>, StageError> {
        self.stages.update(plan, base_dir, moment.years())?;
        let (scalp, placed) = self.stages.ready()?;
        let (revision, head, client) = (self.stages.revision(), &scalp.head, &plan.client);
        let prepare = |_: &_| {
            let surface = self.surface.get_or((revision.scalp, plan.head.skin()), |(_, skin)| {
                let client = ClientSkin::of(head, *skin).map(Arc::new);
                Arc::new(Surface { client, ..Surface::head(head, &scalp.on_scalp) })
            });
            let summary =
                self.summary.get_or((revision, plan.clone()), |_| Arc::new(Summary::of(plan, scalp, placed)));
            let painted = stroke::on(PaintedOn::Skin, &plan.strokes);
            let age_years = match &plan.head {
                HeadSource::BuiltIn(shape) => shape.age_years,
                HeadSource::File { .. } => 0.0, // a scan has what creases it has
            };
            let marks_of = (plan.scars.clone(), painted, client.freckles, age_years, plan.seed);
            let skin_map = self.skin_map.get_or(marks_of, |(.., freckles, age_years, seed)| {
                let (spots, creases) = (marks::spots(*freckles, *seed), Creases::new(*age_years, *seed));
                Arc::new(SkinMap::new(&Scars::of(plan), &spots, &creases))
            });
            let lit_of = (client.tone, client.hair.colour, lighting.illuminant, lighting.adaptation);
            let (skin, tables) = self.lit.get_or(lit_of, |(tone, hair, illuminant, adaptation)| {
                let skin = tone::find(tone).skin;
                (skin, Tables::new(&skin, *hair, *illuminant, *adaptation))
            });
            let splats = self.splats.get_or(revision, |_| {
                Arc::new(Splats::new(
                    &placed.dots,
                    &placed.hairs,
                    &placed.vellus,
                    &placed.face,
                    &surface.atlas,
                ))
            });
            let course = Course { healing: plan.healing, fading: plan.fading, melanin: skin.melanin };
            Arc::new(Prepared {
                states: splats.states.table(&layers(plan, moment, tables), tables, &course),
                splats: splats.clone(),
                skin_map: skin_map.clone(),
                oiliness: oiliness(plan, moment.day()),
                hair_per_mm2: 0.01 * client.hair.density_per_cm2,
                grown_mm: moment.day().map_or(0.0, |day| grown_mm(plan, day)),
                surface: surface.clone(),
                tables: tables.clone(),
                lighting: lighting.clone(),
                head: head.clone(),
                summary: summary.clone(),
            })
        };
        let of = (revision, plan.clone(), moment, lighting.clone());
        Ok(self.prepared.get_or(of, prepare).clone())
    }
}

/// Each session as it looks at `moment`.
fn layers(plan: &Plan, moment: Moment, tables: &Tables) -> Vec<SessionAppearance> {
    plan.sessions
        .iter()
        .map(|session| SessionAppearance {
            age: moment.age_of(session),
            tau_rgb: tables.pigment_tau(session.pigment, session.clumping),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_is_no_day_and_comes_first() {
        assert_eq!(Moment::Before.day(), None);
        assert_eq!(Moment::Day(0.0).day(), Some(0.0));
        assert!(Moment::Before < Moment::Day(0.0) && Moment::Day(0.0) < Moment::Day(0.5));
        let mut session = Plan::demo().sessions[0].clone();
        assert_eq!(Moment::Before.age_of(&session), Age::NotYet, "planted: 0 would be a fresh session");
        assert_eq!(Moment::Day(3.0).age_of(&session), Age::Days(3.0 - session.day));
        session.enabled = false;
        assert_eq!(Moment::Day(3.0).age_of(&session), Age::NotYet);
    }

    #[test]
    fn a_session_that_is_off_settles_nothing() {
        let mut plan = Plan::demo();
        plan.sessions[2].enabled = false;
        let on = Moment::Day(plan.sessions[1].day + SETTLED_DAY);
        let off = Moment::Day(plan.sessions[2].day + SETTLED_DAY);
        assert_eq!(Moment::settled(&plan), on);
        assert!(Moment::settled(&Plan::demo()) == off && on < off, "planted: a law that counts it");
        plan.sessions.clear();
        assert_eq!(Moment::settled(&plan), Moment::Day(SETTLED_DAY));
    }
}
