//! The brush: what it paints, where it is on the skin, and the strokes it puts into the plan.

use glam::{Vec2, Vec3};

use super::chapter::Chapter;
use super::state::State;
use super::tint::Tint;
use crate::plan::{Paint, Stroke, ranges};
use crate::scalp::coordinates::atlas_from_mean;
use crate::words::{say, text};

/// A stroke gets its next place after this share of its radius.
const SPACING: f32 = 1.0 / 3.0;
/// Skin so far from the last place was not passed over: the pointer leapt, from the ear to the nape as it may be, mm.
const LEAP_MM: f32 = 60.0;
/// Places are as fine as sliders show, mm.
const FINE_MM: f32 = 0.1;

/// What may be asked of the brush.
#[derive(Clone, Debug, PartialEq)]
pub enum Brushing {
    /// Take it, or put it away.
    Toggle,
    /// Put it away.
    Stop,
    /// Paint with this one.
    Take(Tool),
    /// The pointer is over this place of the picture, -1..1, y up, or elsewhere.
    Hover(Option<Vec2>),
    /// Begin to paint at a place of the picture.
    Press(Vec2),
    /// Paint on to a place of the picture.
    Draw(Vec2),
    /// End of the stroke.
    Lift,
    /// What was painted since the press is taken back: it became another gesture.
    Cancel,
    /// Move over the skin by so many mm, to the right and up as it is seen.
    Step(Vec2),
    /// Paint where it is.
    Dab,
    /// Take all painting out of the plan.
    Clear,
}

/// What the brush paints.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tool {
    /// What it leaves.
    pub paint: Paint,
    /// Radius, mm, [`ranges::BRUSH_MM`].
    pub radius_mm: f32,
    /// Dots per cm² relative to what the sessions want, [`ranges::ZONE_DENSITY`], of [`Paint::Density`].
    pub density: f32,
}

impl Tool {
    /// The same, larger by a factor.
    pub fn larger(self, factor: f32) -> Tool {
        let radius_mm = (self.radius_mm * factor).round();
        Tool { radius_mm: radius_mm.clamp(ranges::BRUSH_MM.min, ranges::BRUSH_MM.max), ..self }
    }
}

/// The brush.
pub struct Brush {
    on: bool,
    /// What it paints.
    pub tool: Tool,
    /// Where it is on the skin: place, mm, head frame, and unit outward normal.
    pub spot: Option<(Vec3, Vec3)>,
    /// What is painted, as seen while it is on.
    pub tint: Option<Tint>,
    held: Option<Held>,
}

/// A press under way.
struct Held {
    /// Strokes of the plan before it.
    strokes: usize,
    /// The last place painted, mm, head frame; none while the pointer is off the skin.
    last: Option<Vec3>,
}

impl Default for Brush {
    fn default() -> Brush {
        let Stroke { paint, radius_mm, density, .. } = Stroke::usual(Paint::Leave);
        Brush { on: false, tool: Tool { paint, radius_mm, density }, spot: None, tint: None, held: None }
    }
}

/// What is painted in a step of the consultation; nothing where no brush belongs.
pub fn paints(chapter: Chapter) -> &'static [Paint] {
    match chapter {
        Chapter::HairToday => &[Paint::Scar, Paint::Erase],
        Chapter::Sessions => &[Paint::Leave, Paint::Treat, Paint::Density, Paint::Erase],
        Chapter::Client | Chapter::Hairline | Chapter::Result => &[],
    }
}

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

    pub(super) fn brush(&mut self, step: Brushing) {
        match step {
            Brushing::Toggle if self.kiosk.is_some() => {}
            Brushing::Toggle if !self.has_brush() => {
                self.tell(text("brush-elsewhere"));
            }
            Brushing::Toggle if !self.brush.on => self.take_brush(),
            Brushing::Toggle | Brushing::Stop => self.put_brush_away(),
            Brushing::Take(tool) => self.brush.tool = tool,
            Brushing::Hover(place) => self.brush.spot = place.and_then(|place| self.spot_under(place)),
            Brushing::Press(place) => {
                self.brush.held = Some(Held { strokes: self.plan.strokes.len(), last: None });
                self.draw_to(place);
            }
            Brushing::Draw(place) => self.draw_to(place),
            Brushing::Lift => self.brush.held = None,
            Brushing::Cancel => {
                if let Some(held) = self.brush.held.take() {
                    self.plan.strokes.truncate(held.strokes);
                }
            }
            Brushing::Step(way_mm) => self.step_brush(way_mm),
            Brushing::Dab => {
                if let Some((spot, _)) = self.brush.spot {
                    self.begin_stroke(spot);
                }
            }
            Brushing::Clear => self.plan.strokes.clear(),
        }
    }

    fn take_brush(&mut self) {
        self.brush.on = true;
        let offered = paints(self.chapter);
        if !offered.contains(&self.brush.tool.paint) {
            self.brush.tool.paint = offered.first().copied().unwrap_or(Paint::Erase);
        }
    }

    pub(super) fn put_brush_away(&mut self) {
        (self.brush.on, self.brush.spot, self.brush.held) = (false, None, None);
    }

    /// Brings what is seen of the painting up to date, while it is seen.
    pub(super) fn tint(&mut self) {
        let head = self.prepared.as_ref().filter(|_| self.brushes()).map(|prepared| &prepared.head);
        let kept = self.brush.tint.take();
        self.brush.tint = head.map(|head| match kept {
            Some(tint) if tint.is_of(&self.plan.strokes, head) => tint,
            _ => Tint::new(&self.plan.strokes, head),
        });
    }

    /// Moves the brush with the keyboard; it begins in the middle of the picture.
    fn step_brush(&mut self, way_mm: Vec2) {
        /// Beside the very middle, where the mesh has an edge that a ray may slip through.
        const MIDDLE: Vec2 = Vec2::new(0.02, 0.03);
        let Some(camera) = self.camera else { return };
        let size = self.picture_points();
        let aspect = size.x / size.y.max(1.0);
        let place = self.brush.spot.map_or(MIDDLE, |(spot, _)| {
            let seen = camera.clip_from_world(aspect, Vec2::ZERO).project_point3(spot).truncate();
            seen + way_mm * 2.0 / (camera.height_mm() * Vec2::new(aspect, 1.0))
        });
        if let Some(spot) = self.spot_under(place) {
            self.brush.spot = Some(spot);
        }
    }

    /// Paints on to a place of the picture, if a stroke is under way.
    fn draw_to(&mut self, place: Vec2) {
        let spot = self.spot_under(place);
        self.brush.spot = spot;
        let Some(held) = &mut self.brush.held else { return };
        let Some((spot, _)) = spot else {
            held.last = None;
            return;
        };
        let spacing_mm = SPACING * self.brush.tool.radius_mm;
        let from_last_mm = held.last.map(|last| last.distance(spot));
        if from_last_mm.is_some_and(|mm| mm < spacing_mm) {
            return;
        }
        held.last = Some(spot);
        let is_begun = self.plan.strokes.len() > held.strokes;
        if !(is_begun && from_last_mm.is_some_and(|mm| mm < LEAP_MM) && self.draw_on(spot)) {
            self.begin_stroke(spot);
        }
    }

    /// Adds a place to the newest stroke; false where it has no room for one.
    fn draw_on(&mut self, spot: Vec3) -> bool {
        let at_mm = self.at_mm(spot);
        let newest = self.plan.strokes.last_mut();
        let room = newest.filter(|stroke| stroke.path_mm.len() < ranges::STROKE_PLACES_MAX);
        room.zip(at_mm).map(|(stroke, at_mm)| stroke.path_mm.push(at_mm)).is_some()
    }

    fn begin_stroke(&mut self, spot: Vec3) {
        let Some(at_mm) = self.at_mm(spot) else { return };
        let Tool { paint, radius_mm, density } = self.brush.tool;
        if self.plan.strokes.is_empty() && paint == Paint::Erase {
            return self.tell(text("brush-nothing-to-erase"));
        }
        if self.plan.strokes.len() >= ranges::STROKES_MAX {
            return self.tell(say!("brush-full", most = ranges::STROKES_MAX));
        }
        let usual = Stroke::usual(paint);
        let density = if paint == Paint::Density { density } else { usual.density };
        self.plan.strokes.push(Stroke { paint, radius_mm, density, path_mm: vec![at_mm] });
    }

    /// A place of the head in scalp coordinates, mm; none where they do not reach.
    fn at_mm(&self, spot: Vec3) -> Option<[f32; 2]> {
        let atlas = atlas_from_mean(self.prepared.as_ref()?.head.mean_from_head.point(spot));
        let at_mm = atlas.to_array().map(|mm| (mm / FINE_MM).round() * FINE_MM);
        at_mm.iter().all(|mm| ranges::PLACE_MM.contains(*mm)).then_some(at_mm)
    }
}
