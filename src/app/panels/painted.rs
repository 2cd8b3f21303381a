//! What is seen of the brush on the head: the tint of what is painted, its legend, and the ring.

use egui::{
    Align2, Area, Color32, FontId, Frame, Id, Painter, Pos2, Rect, RichText, Sense, Stroke, Ui, pos2, vec2,
};

use super::sight::Sight;
use crate::app::brush::Tool;
use crate::app::spot::SkinSpot;
use crate::app::state::State;
use crate::app::tint::{Mark, Point, Tint};
use crate::plan::Paint;
use crate::words::{say, text};

/// Corners of the ring.
const CORNERS: usize = 48;
/// Opacity of the tint.
const OPACITY: f32 = 0.42;

/// Draws tint, ring and legend.
pub fn over(ui: &Ui, rectangle: Rect, state: &State) {
    let (true, Some(sight)) = (state.brushes(), Sight::of(state, rectangle)) else { return };
    let painter = ui.painter().with_clip_rect(sight.seen);
    if let Some(tint) = &state.brush.tint {
        draw_tint(&painter, &sight, tint);
        legend(ui, rectangle, tint);
    }
    ring(&painter, &sight, state);
}

fn draw_tint(painter: &Painter, sight: &Sight<'_>, tint: &Tint) {
    let mut mesh = egui::Mesh::default();
    let mut glyphs = Vec::new();
    let size = (1.1 * sight.points_per_mm()).clamp(2.0, 6.0);
    for (number, point) in tint.points.iter().enumerate() {
        let at = sight.point(point.place);
        let at = pos2(at.x, at.y);
        mesh.colored_vertex(at, colour_of(point));
        let mark = strongest(point, number).filter(|_| point.is_sparse);
        glyphs.extend(mark.filter(|_| sight.is_towards(point.place, point.normal)).map(|mark| (at, mark)));
    }
    for [a, b, c, d] in &tint.cells {
        let is_seen = |i: &&u32| {
            let point = &tint.points[**i as usize];
            sight.is_towards(point.place, point.normal)
        };
        if [a, b, c, d].iter().all(is_seen) {
            mesh.add_triangle(*a, *b, *c);
            mesh.add_triangle(*a, *c, *d);
        }
    }
    painter.add(mesh);
    glyphs.into_iter().for_each(|(at, mark)| glyph(painter, at, size, mark));
}

/// The mark of a point that bears one; where several lie on each other, they take turns.
fn strongest(point: &Point, number: usize) -> Option<Mark> {
    let marks: Vec<Mark> = Mark::ALL.into_iter().filter(|mark| mark.fraction(&point.painted) > 0.5).collect();
    marks.get(number % marks.len().max(1)).copied()
}

/// Colours of all marks there, mixed.
fn colour_of(point: &Point) -> Color32 {
    let fractions = Mark::ALL.map(|mark| mark.fraction(&point.painted));
    let (sum, most) =
        (fractions.iter().sum::<f32>().max(1e-6), fractions.iter().copied().fold(0.0, f32::max));
    let channel = |k: usize| {
        Mark::ALL
            .iter()
            .zip(fractions)
            .map(|(mark, fraction)| fraction * f32::from(colour(*mark).to_array()[k]))
            .sum::<f32>()
            / sum
    };
    let [r, g, b] = [channel(0), channel(1), channel(2)].map(|value| value as u8);
    Color32::from_rgba_unmultiplied(r, g, b, (255.0 * OPACITY * most) as u8)
}

fn colour(mark: Mark) -> Color32 {
    match mark {
        Mark::Treat => Color32::from_rgb(60, 190, 110),
        Mark::Leave => Color32::from_rgb(225, 80, 60),
        Mark::Denser => Color32::from_rgb(60, 110, 235),
        Mark::Thinner => Color32::from_rgb(120, 190, 235),
        Mark::Scar => Color32::from_rgb(240, 205, 80),
    }
}

/// What tells marks apart without their colours.
fn glyph(painter: &Painter, at: Pos2, size: f32, mark: Mark) {
    let half = 0.5 * size;
    let pen = Stroke::new((0.22 * size).clamp(1.0, 1.6), Color32::from_white_alpha(215));
    let line = |from: egui::Vec2, to: egui::Vec2| {
        painter.line_segment([at + half * from, at + half * to], pen);
    };
    match mark {
        Mark::Treat => {
            painter.circle_filled(at, 0.6 * half, pen.color);
        }
        Mark::Leave => {
            line(vec2(-1.0, -1.0), vec2(1.0, 1.0));
            line(vec2(-1.0, 1.0), vec2(1.0, -1.0));
        }
        Mark::Denser => {
            line(vec2(-1.0, 0.0), vec2(1.0, 0.0));
            line(vec2(0.0, -1.0), vec2(0.0, 1.0));
        }
        Mark::Thinner => line(vec2(-1.0, 0.0), vec2(1.0, 0.0)),
        Mark::Scar => {
            painter.circle_stroke(at, half, pen);
        }
    }
}

fn name(mark: Mark) -> &'static str {
    match mark {
        Mark::Treat => text("painted.treat"),
        Mark::Leave => text("painted.leave"),
        Mark::Denser => text("painted.denser"),
        Mark::Thinner => text("painted.thinner"),
        Mark::Scar => text("painted.scar"),
    }
}

/// What the marks mean, in the corner of the head.
fn legend(ui: &Ui, head: Rect, tint: &Tint) {
    let marks: Vec<Mark> = tint.marks().collect();
    if marks.is_empty() {
        return;
    }
    let area = Area::new(Id::unique("painted")).pivot(Align2::RIGHT_TOP);
    area.fixed_pos(head.right_top() + vec2(-12.0, 10.0)).interactable(false).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.label(RichText::new(text("painted")).strong());
            for mark in marks {
                ui.horizontal(|ui| {
                    let (chip, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
                    ui.painter().rect_filled(chip, 3.0, colour(mark));
                    glyph(ui.painter(), chip.center(), 8.0, mark);
                    ui.label(name(mark));
                });
            }
        });
    });
}

/// The brush on the skin: its reach, as it follows the surface.
fn ring(painter: &Painter, sight: &Sight<'_>, state: &State) {
    let Some(SkinSpot { place: spot, normal }) = state.brush.spot else { return };
    let Tool { paint, radius_mm, density } = state.brush.tool;
    let across = normal.any_orthonormal_vector();
    let along = normal.cross(across);
    let corner = |k: usize| {
        let (sin, cos) = (std::f32::consts::TAU * k as f32 / CORNERS as f32).sin_cos();
        let on_skin = sight.head.nearest(spot + radius_mm * (cos * across + sin * along));
        let at = sight.point(on_skin.map_or(spot, |(place, _)| place));
        pos2(at.x, at.y)
    };
    let corners: Vec<Pos2> = (0..CORNERS).map(corner).collect();
    let colour = match paint {
        Paint::Treat => colour(Mark::Treat),
        Paint::Leave => colour(Mark::Leave),
        Paint::Density => colour(if density > 1.0 { Mark::Denser } else { Mark::Thinner }),
        Paint::Scar => colour(Mark::Scar),
        Paint::Erase => Color32::WHITE,
    };
    for pen in [Stroke::new(4.0, Color32::from_black_alpha(130)), Stroke::new(2.0, colour)] {
        painter.add(egui::Shape::closed_line(corners.clone(), pen));
    }
    let at = corners.iter().fold(corners[0], |low, at| if at.y > low.y { *at } else { low });
    let text = match paint {
        Paint::Density => say!("paint-density", percent = format!("{:.0}", 100.0 * density)),
        paint => paint.label().to_owned(),
    };
    let place = at + vec2(0.0, 6.0);
    let font = FontId::proportional(12.0);
    let shadow = Color32::from_black_alpha(190);
    painter.text(place + vec2(1.0, 1.0), Align2::CENTER_TOP, &text, font.clone(), shadow);
    painter.text(place, Align2::CENTER_TOP, text, font, Color32::WHITE);
}
