//! The brush: what it paints, and where it is on the skin.

use glam::{Vec2, Vec3};

use super::chapter::Chapter;
use super::spot::SkinSpot;
use super::tint::Tint;
use crate::plan::{Paint, Stroke, ranges};

/// What may be asked of the brush.
#[derive(Clone, Debug, PartialEq)]
pub enum BrushAction {
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
    UndoStep(Vec2),
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
    /// It is taken.
    pub on: bool,
    /// What it paints.
    pub tool: Tool,
    /// Where it is on the skin.
    pub spot: Option<SkinSpot>,
    /// What is painted, as seen while it is on.
    pub tint: Option<Tint>,
    /// The press under way.
    pub held: Option<Press>,
}

/// A press under way.
pub struct Press {
    /// Strokes of the plan before it.
    pub strokes: usize,
    /// The last place painted, mm, head frame; none while the pointer is off the skin.
    pub last: Option<Vec3>,
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
