//! Everything the window knows, apart from the device: plain values. Only `update` changes them; here they are read.

use std::sync::Arc;

use egui::{Pos2, Rect, pos2, vec2};
use glam::Vec2;

use super::brush::{Brush, paints};
use super::chapter::Chapter;
use super::comparison::Comparison;
use super::document::Document;
use super::event::DrawnBy;
use super::export::Exports;
use super::hint::Hint;
use super::history::{History, UndoStep, ViewState};
use super::kiosk::{self, Kiosk, TEXT_PERCENT};
use super::loupe::Loupe;
use super::orbit::{self, Flight};
use super::question::{FollowUp, Question};
use super::recovery::Draft;
use super::request::SceneRequest;
use super::settings::Settings;
use super::spot::SkinSpot;
use super::story::Story;
use crate::optics::light::Illuminant;
use crate::pictures::Subject;
use crate::plan::{Patch, Plan, ranges};
use crate::render::camera::Camera;
use crate::render::lighting::LightingPreset;
use crate::render::quality::QualityTier;
use crate::report::difference::Figures;
use crate::report::warnings::Warning;
use crate::scalp::coordinates::atlas_from_mean;
use crate::studio::{Moment, Prepared};

/// A line shown to the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// One sentence.
    pub text: String,
    /// Something failed.
    pub is_error: bool,
}

/// The window's state.
pub struct State {
    /// Plan as edited.
    pub plan: Plan,
    /// Moment shown.
    pub moment: Moment,
    /// Remembered settings; the light is one.
    pub settings: Settings,
    /// The settings that the window opened with.
    pub first_settings: Settings,
    /// Viewer, once a head is there.
    pub camera: Option<Camera>,
    /// A move between named views under way.
    pub flight: Option<Flight>,
    /// Size of the viewport, points.
    pub viewport_points: Vec2,
    /// The newest scene.
    pub prepared: Option<Arc<Prepared>>,
    /// A scene is on its way.
    pub is_preparing: bool,
    /// What to beware of in the plan.
    pub warnings: Vec<Warning>,
    /// What the machine can do, once a picture's time told.
    pub measured: Option<QualityTier>,
    /// The adapter that draws, and those that do not.
    pub drawn_by: Option<DrawnBy>,
    /// Pictures and pages to export.
    pub exports: Exports,
    /// Two heads at once.
    pub comparing: Option<Comparison>,
    /// What was compared last.
    pub compared: Option<Comparison>,
    /// The brush.
    pub brush: Brush,
    /// The loupe, while it is held over a spot.
    pub loupe: Option<Loupe>,
    /// What happened last.
    pub message: Option<Message>,
    /// Step of the consultation.
    pub chapter: Chapter,
    /// Only the head, the timeline and the light are shown.
    pub presenting: bool,
    /// The story, played or paused.
    pub story: Story,
    /// At a stand: who is there.
    pub kiosk: Option<Kiosk>,
    /// What must be answered first.
    pub question: Option<Question>,
    /// What follows the save under way.
    pub follow_up: Option<FollowUp>,
    /// Every document opened so far, since undo leads back to them.
    pub documents: Vec<Document>,
    /// Which of them is shown.
    pub shown: usize,
    /// Undo and redo.
    pub history: History,
    /// A pointer is pressed.
    pub pressed: bool,
    /// Seconds since the window opened.
    pub now_s: f64,
}

impl State {
    /// Shows a plan, settled.
    pub fn new(document: Document, settings: Settings) -> State {
        let (plan, moment) = (document.saved.clone(), Moment::settled(&document.saved));
        let begin = UndoStep { plan: Arc::new(plan.clone()), seen: seen(&settings, 0, moment) };
        State {
            plan,
            moment,
            first_settings: settings.clone(),
            settings,
            camera: None,
            flight: None,
            viewport_points: Vec2::new(800.0, 600.0),
            prepared: None,
            is_preparing: false,
            warnings: Vec::new(),
            measured: None,
            drawn_by: None,
            exports: Exports::default(),
            comparing: None,
            compared: None,
            brush: Brush::default(),
            loupe: None,
            message: None,
            chapter: Chapter::default(),
            presenting: false,
            story: Story::default(),
            kiosk: None,
            question: None,
            follow_up: None,
            documents: vec![document],
            shown: 0,
            history: History::new(begin),
            pressed: false,
            now_s: 0.0,
        }
    }

    /// A window for a stand: full screen, large, a client's words, and nothing remembered.
    pub fn at_a_stand(document: Document, mut settings: Settings) -> State {
        settings.theme.text_percent = settings.theme.text_percent.max(TEXT_PERCENT);
        settings.technician = false;
        let state = State::new(document, settings);
        State { kiosk: Some(Kiosk::default()), presenting: true, ..state }
    }

    /// The plan's file.
    pub fn document(&self) -> &Document {
        &self.documents[self.shown]
    }

    /// Whether edits would be lost.
    pub fn is_unsaved(&self) -> bool {
        self.plan != self.document().saved
    }

    /// The unsaved plan, to be kept against a crash; none when all is saved, and none of a visitor to a stand.
    pub fn draft(&self) -> Option<Draft> {
        let Document { path, on_disk, .. } = self.document();
        let draft = || Draft { plan: self.plan.clone(), path: path.clone(), on_disk: on_disk.clone() };
        (self.is_unsaved() && self.kiosk.is_none()).then(draft)
    }

    /// The settings to be remembered; none at a stand.
    pub fn to_remember(&self) -> Option<&Settings> {
        self.kiosk.is_none().then_some(&self.settings)
    }

    /// Whether there is anything to undo, and to redo.
    pub fn can_undo_redo(&self) -> [bool; 2] {
        self.history.can()
    }

    /// What of the window belongs to a step of undo besides the plan. What a story shows while it plays is no step:
    /// undo leads back to before it.
    pub fn seen(&self) -> ViewState {
        seen(&self.settings, self.shown, self.story.began_at().unwrap_or(self.moment))
    }

    /// How much is drawn while the view moves: as chosen, or as measured, least until then.
    pub fn quality(&self) -> QualityTier {
        self.settings.quality.or(self.measured).unwrap_or(QualityTier::Software)
    }

    /// Hints that are still to be shown.
    pub fn hints(&self) -> impl Iterator<Item = Hint> + '_ {
        Hint::ALL.into_iter().filter(|hint| !self.settings.hints_seen.contains(hint))
    }

    /// Whether the window fills the screen.
    pub fn fills_screen(&self) -> bool {
        self.presenting || self.kiosk.is_some()
    }

    /// Whether the head turns and tells its story by itself.
    pub fn attracts(&self) -> bool {
        self.kiosk.is_some_and(|kiosk| kiosk.attracts())
    }

    /// How far the eyes are shut, 0 to 1: they blink while the head turns by itself. Where it rests, a blink would make
    /// its picture begin anew.
    pub fn blink(&self) -> f32 {
        if self.attracts() { kiosk::blink_at(self.now_s) } else { 0.0 }
    }

    /// For how long Escape has been held at a stand, seconds.
    pub fn exit_held_s(&self) -> Option<f64> {
        self.kiosk?.exit_held_s(self.now_s)
    }

    /// Whether time alone changes what is shown.
    pub fn is_moving(&self) -> bool {
        self.flight.is_some() || self.story.is_playing() || self.attracts() || self.exit_held_s().is_some()
    }
}

/// What is shown, and beside what.
impl State {
    /// The plan as it is shown.
    pub fn subject(&self) -> Subject {
        let lighting = LightingPreset::preset(&self.settings.light)
            .unwrap_or_else(|_| LightingPreset::flat(Illuminant::D65));
        Subject {
            plan: self.plan.clone(),
            base_dir: self.document().base_dir(),
            moment: self.moment,
            lighting: lighting.adjusted(&self.settings.adjustment),
        }
    }

    /// What the worker should prepare.
    pub fn scene_request(&self) -> SceneRequest {
        let subject = self.subject();
        let beside = self.comparing.as_ref().and_then(|comparison| {
            let other = comparison.other.of(&subject, &self.settings.adjustment).ok()?;
            Some((comparison.other.clone(), other))
        });
        SceneRequest { cut: self.loupe.as_ref().map(Loupe::plane), beside, subject }
    }

    /// The comparison, once both heads are there.
    pub fn both(&self) -> Option<&Comparison> {
        self.comparing.as_ref().filter(|comparison| comparison.prepared.is_some() && self.prepared.is_some())
    }

    /// Whether a head to compare with is still to come.
    pub fn misses_other(&self) -> bool {
        self.comparing.as_ref().is_some_and(|comparison| comparison.prepared.is_none())
    }

    /// What tells the halves apart, left and right.
    pub fn half_names(&self) -> Option<[String; 2]> {
        let comparison = self.comparing.as_ref()?;
        Some(comparison.left_to_right(comparison.other.captions(&self.subject())))
    }

    /// Figures of the halves, left and right.
    pub fn half_figures(&self) -> Option<[&Figures; 2]> {
        let comparison = self.comparing.as_ref()?;
        Some(comparison.left_to_right(comparison.figures.as_ref()?.each_ref()))
    }

    /// Places of the pictures in the head's rectangle, as [`Comparison::places`] gives them: one, or two once both are
    /// there.
    pub fn places(&self, head: Rect) -> Vec<[Rect; 2]> {
        self.both().map_or_else(|| vec![[head, head]], |comparison| comparison.places(head).to_vec())
    }

    /// The whole picture under a point, for picking.
    pub fn picture_at(&self, head: Rect, point: Pos2) -> Rect {
        let under = self.places(head).into_iter().find(|[_, seen]| seen.contains(point));
        under.map_or(head, |[whole, _]| whole)
    }

    /// Size of a picture of the head, points.
    pub fn picture_points(&self) -> Vec2 {
        let head = Rect::from_min_size(pos2(0.0, 0.0), vec2(self.viewport_points.x, self.viewport_points.y));
        let size = self.places(head)[0][0].size();
        Vec2::new(size.x, size.y)
    }

    /// Width of a picture of the head over its height.
    pub fn picture_aspect(&self) -> f32 {
        let size = self.picture_points();
        size.x / size.y.max(1.0)
    }
}

/// Brush and loupe on the skin.
impl State {
    /// Whether there is a brush here: not while presenting, nor at a stand, where one finger turns the head.
    pub fn has_brush(&self) -> bool {
        !paints(self.chapter).is_empty() && !self.presenting && self.kiosk.is_none()
    }

    /// Whether a drag on the head paints.
    pub fn brushes(&self) -> bool {
        self.brush.on && self.has_brush() && self.prepared.is_some()
    }

    /// Whether a stroke is under way.
    pub fn is_painting(&self) -> bool {
        self.brush.held.is_some()
    }

    /// Skin under a place of the picture, -1..1, y up.
    pub fn spot_under(&self, place: Vec2) -> Option<SkinSpot> {
        let (camera, head) = (self.camera.as_ref()?, &self.prepared.as_ref()?.head);
        let (eye, direction) = orbit::ray(camera, place, self.picture_aspect());
        let (place, normal) = head.nearest(head.ray_hit(eye, direction)?)?;
        Some(SkinSpot { place, normal })
    }

    /// Where the loupe's spot is in the picture, -1..1, y up; none while it faces away.
    pub fn loupe_place(&self) -> Option<Vec2> {
        let (SkinSpot { place, normal }, camera) = (self.loupe.as_ref()?.spot, self.camera.as_ref()?);
        let clip = camera.clip_from_world(self.picture_aspect(), Vec2::ZERO).project_point3(place);
        let is_seen = normal.dot(camera.eye() - place) > 0.0;
        (is_seen && clip.truncate().abs().max_element() <= 1.0).then_some(clip.truncate())
    }

    /// The plan with a bald patch where the loupe is held; none where the plan has no room for one.
    pub fn with_patch_here(&self) -> Option<Plan> {
        let (loupe, prepared) = (self.loupe.as_ref()?, self.prepared.as_ref()?);
        let at = atlas_from_mean(prepared.head.mean_from_head.point(loupe.spot.place));
        let mut plan = self.plan.clone();
        let patches = &mut plan.hair_loss.patches;
        if patches.len() >= ranges::SPOTS_MAX {
            return None;
        }
        let range = ranges::PLACE_MM.range();
        let at_mm = at.to_array().map(|mm| mm.clamp(*range.start(), *range.end()));
        patches.push(Patch { at_mm, ..Patch::default() });
        Some(plan)
    }
}

fn seen(settings: &Settings, document: usize, moment: Moment) -> ViewState {
    ViewState { document, moment, light: settings.light.clone(), adjustment: settings.adjustment }
}
