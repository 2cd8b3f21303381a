//! Taking the brush and painting strokes into the plan.

use glam::Vec2;

use super::notify::tell;
use crate::app::brush::{BrushAction, Press, Tool, paints};
use crate::app::spot::SkinSpot;
use crate::app::state::State;
use crate::app::tint::Tint;
use crate::plan::{Paint, Stroke, ranges};
use crate::scalp::coordinates::atlas_from_mean;
use crate::words::{say, text};

/// A stroke gets its next place after this fraction of its radius.
const SPACING: f32 = 1.0 / 3.0;
/// Skin so far from the last place was not passed over: the pointer leapt, from the ear to the nape as it may be, mm.
const LEAP_MM: f32 = 60.0;
/// Places are as fine as sliders show, mm.
const FINE_MM: f32 = 0.1;
/// Where the brush begins without a pointer, -1..1: beside the very middle, where the mesh has an edge that a ray may
/// slip through.
const MIDDLE: Vec2 = Vec2::new(0.02, 0.03);

/// Does what was asked of the brush.
pub fn act(state: &mut State, action: BrushAction) {
    match action {
        BrushAction::Toggle if state.kiosk.is_some() => {}
        BrushAction::Toggle if !state.has_brush() => tell(state, text("brush-elsewhere")),
        BrushAction::Toggle if !state.brush.on => take(state),
        BrushAction::Toggle | BrushAction::Stop => put_away(state),
        BrushAction::Take(tool) => state.brush.tool = tool,
        BrushAction::Hover(place) => state.brush.spot = place.and_then(|place| state.spot_under(place)),
        BrushAction::Press(place) => {
            state.brush.held = Some(Press { strokes: state.plan.strokes.len(), last: None });
            draw_to(state, place);
        }
        BrushAction::Draw(place) => draw_to(state, place),
        BrushAction::Lift => state.brush.held = None,
        BrushAction::Cancel => {
            if let Some(press) = state.brush.held.take() {
                state.plan.strokes.truncate(press.strokes);
            }
        }
        BrushAction::UndoStep(way_mm) => step(state, way_mm),
        BrushAction::Dab => {
            if let Some(spot) = state.brush.spot {
                begin_stroke(state, spot);
            }
        }
        BrushAction::Clear => state.plan.strokes.clear(),
    }
}

fn take(state: &mut State) {
    state.brush.on = true;
    let offered = paints(state.chapter);
    if !offered.contains(&state.brush.tool.paint) {
        state.brush.tool.paint = offered.first().copied().unwrap_or(Paint::Erase);
    }
}

/// Puts it away, wherever it is.
pub fn put_away(state: &mut State) {
    (state.brush.on, state.brush.spot, state.brush.held) = (false, None, None);
}

/// Brings what is seen of the painting up to date, while it is seen.
pub fn refresh_tint(state: &mut State) {
    let head = state.prepared.as_ref().filter(|_| state.brushes()).map(|prepared| prepared.head.clone());
    let kept = state.brush.tint.take();
    state.brush.tint = head.map(|head| match kept {
        Some(tint) if tint.is_of(&state.plan.strokes, &head) => tint,
        _ => Tint::new(&state.plan.strokes, &head),
    });
}

/// Moves the brush over the skin, mm to the right and up as it is seen.
fn step(state: &mut State, way_mm: Vec2) {
    let Some(camera) = state.camera else { return };
    let aspect = state.picture_aspect();
    let place = state.brush.spot.map_or(MIDDLE, |spot| {
        let seen = camera.clip_from_world(aspect, Vec2::ZERO).project_point3(spot.place).truncate();
        seen + way_mm * 2.0 / (camera.height_mm() * Vec2::new(aspect, 1.0))
    });
    if let Some(spot) = state.spot_under(place) {
        state.brush.spot = Some(spot);
    }
}

/// Paints on to a place of the picture, if a stroke is under way.
fn draw_to(state: &mut State, place: Vec2) {
    let spot = state.spot_under(place);
    state.brush.spot = spot;
    let spacing_mm = SPACING * state.brush.tool.radius_mm;
    let Some(press) = &mut state.brush.held else { return };
    let Some(spot) = spot else {
        press.last = None;
        return;
    };
    let from_last_mm = press.last.map(|last| last.distance(spot.place));
    if from_last_mm.is_some_and(|mm| mm < spacing_mm) {
        return;
    }
    press.last = Some(spot.place);
    let is_begun = state.plan.strokes.len() > press.strokes;
    if !(is_begun && from_last_mm.is_some_and(|mm| mm < LEAP_MM) && draw_on(state, spot)) {
        begin_stroke(state, spot);
    }
}

/// Adds a place to the newest stroke; false where it has no room for one.
fn draw_on(state: &mut State, spot: SkinSpot) -> bool {
    let at_mm = at_mm(state, spot);
    let newest = state.plan.strokes.last_mut();
    let room = newest.filter(|stroke| stroke.path_mm.len() < ranges::STROKE_PLACES_MAX);
    room.zip(at_mm).map(|(stroke, at_mm)| stroke.path_mm.push(at_mm)).is_some()
}

fn begin_stroke(state: &mut State, spot: SkinSpot) {
    let Some(at_mm) = at_mm(state, spot) else { return };
    let Tool { paint, radius_mm, density } = state.brush.tool;
    if state.plan.strokes.is_empty() && paint == Paint::Erase {
        return tell(state, text("brush-nothing-to-erase"));
    }
    if state.plan.strokes.len() >= ranges::STROKES_MAX {
        return tell(state, say!("brush-full", most = ranges::STROKES_MAX));
    }
    let usual = Stroke::usual(paint);
    let density = if paint == Paint::Density { density } else { usual.density };
    state.plan.strokes.push(Stroke { paint, radius_mm, density, path_mm: vec![at_mm] });
}

/// A spot in scalp coordinates, mm; none where they do not reach.
fn at_mm(state: &State, spot: SkinSpot) -> Option<[f32; 2]> {
    let atlas = atlas_from_mean(state.prepared.as_ref()?.head.mean_from_head.point(spot.place));
    let at_mm = atlas.to_array().map(|mm| (mm / FINE_MM).round() * FINE_MM);
    at_mm.iter().all(|mm| ranges::PLACE_MM.contains(*mm)).then_some(at_mm)
}
