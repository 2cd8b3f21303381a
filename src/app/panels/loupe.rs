//! The loupe over the head: a round picture of the spot, and the skin cut open below it.

use egui::{
    Align2, Area, Color32, FontId, Frame, Id, Image, Painter, Rect, Role, Sense, Stroke, StrokeKind,
    TextureId, Ui, WidgetInfo, load::SizedTexture, pos2, vec2,
};

use super::widgets::{button, button_if};
use crate::app::chapter::Chapter;
use crate::app::command::Command;
use crate::app::loupe::{LoupeAction, PX_PER_MM};
use crate::app::state::State;
use crate::pictures::strip::colour_of;
use crate::plan::{SkinLayer, ranges};
use crate::report::cut::{Cut, CutDot, Needle, WIDTH_MM};
use crate::words::{self, say, text};

/// Width of the cut and largest width of the round picture, points.
const WIDTH: f32 = 280.0;
const ROUND: f32 = 240.0;
/// Fractions of the head's height that they may take.
const ROUND_FRACTION: f32 = 0.42;
const CUT_FRACTION: f32 = 0.26;
const PIGMENT: [u8; 3] = [34, 32, 38];

/// What a press on the head that is no drag asks for: the loupe, unless a second press follows.
pub fn taps(ui: &Ui, response: &egui::Response, place: impl Fn(egui::Pos2) -> glam::Vec2) -> Option<Command> {
    let id = response.id.with("tap");
    if response.double_clicked() || response.drag_started() {
        ui.data_mut(|data| data.remove::<(f64, egui::Pos2)>(id));
        return None;
    }
    if response.long_touched() {
        return response.interact_pointer_pos().map(|at| Command::Loupe(LoupeAction::At(place(at))));
    }
    let now_s = ui.input(|input| input.time);
    let wait_s = ui.ctx().options(|options| options.input_options.max_double_click_delay);
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        ui.data_mut(|data| data.insert_temp(id, (now_s, at)));
    }
    let (since_s, at) = ui.data(|data| data.get_temp::<(f64, egui::Pos2)>(id))?;
    // A second press may be held down already.
    if now_s - since_s < wait_s || ui.input(|input| input.pointer.any_down()) {
        ui.request_repaint_after_secs((wait_s - (now_s - since_s)).max(0.0) as f32 + 0.01);
        return None;
    }
    ui.data_mut(|data| data.remove::<(f64, egui::Pos2)>(id));
    Some(Command::Loupe(LoupeAction::At(place(at))))
}

/// Draws it, and a ring around the spot.
pub fn over(ui: &mut Ui, head: Rect, state: &State, picture: Option<TextureId>, commands: &mut Vec<Command>) {
    let Some(loupe) = &state.loupe else { return };
    let seen = state.places(head)[0][0];
    if let Some(place) = state.loupe_place() {
        let at = seen.center() + 0.5 * seen.size() * vec2(place.x, -place.y);
        let painter = ui.painter().with_clip_rect(seen);
        painter.circle_stroke(at, 9.0, Stroke::new(3.0, Color32::from_black_alpha(120)));
        painter.circle_stroke(at, 9.0, Stroke::new(1.5, Color32::WHITE));
    }
    // On the other side of the head than the spot.
    let (pivot, corner) = match state.loupe_place() {
        Some(place) if place.x > 0.0 => (Align2::LEFT_BOTTOM, head.left_bottom() + vec2(10.0, -10.0)),
        _ => (Align2::RIGHT_BOTTOM, head.right_bottom() - vec2(10.0, 10.0)),
    };
    let area = Area::new(Id::unique("loupe")).pivot(pivot).fixed_pos(corner);
    area.constrain_to(head).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_max_width(WIDTH);
            ui.horizontal(|ui| {
                ui.strong(text("loupe"));
                if button(ui, "loupe-close").clicked() {
                    commands.push(Command::Loupe(LoupeAction::Close));
                }
                if state.chapter == Chapter::HairToday {
                    patch(ui, state, commands);
                }
            });
            ui.vertical_centered(|ui| round(ui, picture, (ROUND_FRACTION * head.height()).min(ROUND)));
            if let Some(cut) = &loupe.cut {
                section(ui, cut, (CUT_FRACTION * head.height()).min(WIDTH / WIDTH_MM * 3.0));
            }
        });
    });
}

/// Where hair is missing today, the loupe points at it.
fn patch(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let room = state.plan.hair_loss.patches.len() < ranges::SPOTS_MAX;
    if button_if(ui, room, "patch-here").clicked()
        && let Some(plan) = state.with_patch_here()
    {
        commands.push(Command::Edit(Box::new(plan)));
    }
}

fn round(ui: &mut Ui, picture: Option<TextureId>, side: f32) {
    let Some(texture) = picture else { return };
    let image = Image::from_texture(SizedTexture::new(texture, vec2(side, side))).corner_radius(0.5 * side);
    let response = ui.add(image.sense(Sense::hover()));
    let millimetres = side * ui.pixels_per_point() / PX_PER_MM;
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, text("loupe-skin")));
    ui.painter().circle_stroke(response.rect.center(), 0.5 * side, Stroke::new(2.0, Color32::from_gray(90)));
    let bar = side / millimetres;
    let [from, to] = [-0.5, 0.5].map(|x| response.rect.center_bottom() + vec2(x * bar, -16.0));
    ui.painter().line_segment([from, to], Stroke::new(2.5, Color32::WHITE));
    let (above, font) = (from + vec2(0.5 * bar, -3.0), FontId::proportional(11.0));
    ui.painter().text(above, Align2::CENTER_BOTTOM, text("loupe-scale"), font, Color32::WHITE);
    response.on_hover_text(say!(
        "loupe-skin.tip",
        width = format!("{millimetres:.0}"),
        pixels = format!("{PX_PER_MM:.0}")
    ));
}

/// The skin cut open, as wide as high to scale: layers, pigment, needle.
fn section(ui: &mut Ui, cut: &Cut, height: f32) {
    let (place, response) = ui.allocate_exact_size(vec2(WIDTH, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, text("cut")));
    let painter = ui.painter().with_clip_rect(place);
    let scale = WIDTH / WIDTH_MM;
    let skin = Rect::from_min_max(place.left_top() + vec2(0.0, 0.35 * scale), place.right_bottom());
    painter.rect_filled(place, 0.0, Color32::from_gray(225));
    for layer in SkinLayer::ALL {
        let [r, g, b] = colour_of(layer);
        painter.rect_filled(band(layer, skin, scale), 0.0, Color32::from_rgb(r, g, b));
    }
    cut.dots.iter().for_each(|dot| column(&painter, skin, scale, dot));
    if let Some(needle) = &cut.needle {
        draw_needle(&painter, skin, scale, needle);
    }
    name_layers(&painter, skin, scale);
    painter.rect_stroke(place, 2.0, Stroke::new(1.0, Color32::from_gray(90)), StrokeKind::Inside);
    ui.small(sentence(cut));
    response.on_hover_text(words::tip("cut"));
}

/// Where a layer lies in the cut skin.
fn band(layer: SkinLayer, skin: Rect, scale: f32) -> Rect {
    let [top, bottom] = [layer.top_mm(), layer.floor_mm()].map(|mm| skin.top() + mm * scale);
    Rect::from_x_y_ranges(skin.x_range(), top..=bottom.min(skin.bottom()))
}

/// Names of the layers: of thick ones inside, of the thin ones above the skin, at either side of the needle, with a
/// line down to them.
fn name_layers(painter: &Painter, skin: Rect, scale: f32) {
    const THICK_MM: f32 = 0.5;
    let (ink, font) = (Color32::from_gray(70), || FontId::proportional(10.0));
    let mut sides =
        [(skin.right(), -1.0, Align2::RIGHT_BOTTOM), (skin.left(), 1.0, Align2::LEFT_BOTTOM)].into_iter();
    for layer in SkinLayer::ALL {
        let middle = band(layer, skin, scale).center().y;
        if layer.floor_mm() - layer.top_mm() > THICK_MM {
            let at = pos2(skin.left() + 4.0, middle);
            painter.text(at, Align2::LEFT_CENTER, layer.label(), font(), ink);
        } else if let Some((edge, inwards, align)) = sides.next() {
            let foot = pos2(edge + 3.0 * inwards, middle);
            painter.line_segment([foot, pos2(foot.x, skin.top() - 8.0)], Stroke::new(1.0, ink));
            painter.text(pos2(edge + 6.0 * inwards, skin.top() - 1.0), align, layer.label(), font(), ink);
        }
    }
}

/// A column with soft edges.
fn column(painter: &Painter, skin: Rect, scale: f32, dot: &CutDot) {
    const STEPS: i32 = 9;
    let [r, g, b] = PIGMENT;
    let top = skin.top() + dot.depth_mm * scale;
    for step in -STEPS..=STEPS {
        let from_axis = 2.0 * f32::from(step as i16) / f32::from(STEPS as i16);
        let alpha = dot.strength.min(1.0) * (-0.5 * (1.6 * from_axis).powi(2)).exp();
        let width = 2.0 * dot.radius_mm * scale / STEPS as f32;
        let x = skin.center().x + dot.across_mm * scale + from_axis * dot.radius_mm * scale;
        let strip = Rect::from_min_size(pos2(x - 0.5 * width, top), vec2(width, dot.column_mm * scale));
        let ink = Color32::from_rgba_unmultiplied(r, g, b, (200.0 * alpha) as u8);
        painter.rect_filled(strip, 0.0, ink);
    }
}

/// The needle, in the middle of the cut.
fn draw_needle(painter: &Painter, skin: Rect, scale: f32, needle: &Needle) {
    let half = 0.5 * needle.diameter_mm * scale;
    let tip = pos2(skin.center().x, skin.top() + needle.tip_mm * scale);
    let shoulder = tip.y - 4.0 * half;
    let shape = vec![
        pos2(tip.x - half, skin.top() - scale),
        pos2(tip.x + half, skin.top() - scale),
        pos2(tip.x + half, shoulder),
        tip,
        pos2(tip.x - half, shoulder),
    ];
    let steel = Color32::from_rgba_unmultiplied(120, 130, 145, 120);
    painter.add(egui::Shape::convex_polygon(shape, steel, Stroke::new(1.0, Color32::from_gray(80))));
}

/// What the cut shows, in a sentence.
fn sentence(cut: &Cut) -> String {
    let Some(Needle { diameter_mm, depth_mm, .. }) = cut.needle else {
        return text("cut-no-pigment").to_owned();
    };
    if cut.dots.is_empty() {
        return text("cut-no-dots").to_owned();
    }
    let count = cut.dots.len() as f32;
    let mean = |value: fn(&CutDot) -> f32| cut.dots.iter().map(value).sum::<f32>() / count;
    let two_decimals = |mm: f32| format!("{mm:.2}");
    say!(
        "cut-dots",
        width = two_decimals(2.0 * mean(|dot| dot.radius_mm)),
        depth = two_decimals(mean(|dot| dot.depth_mm)),
        needle = two_decimals(diameter_mm),
        aim = two_decimals(depth_mm)
    )
}

/// Side of the round picture, px.
pub fn side_px(head: Rect, pixels_per_point: f32) -> u32 {
    ((ROUND_FRACTION * head.height()).min(ROUND) * pixels_per_point).round().max(1.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cut_shows_the_layer_that_figures_name() {
        let (skin, scale) = (Rect::from_min_max(pos2(0.0, 10.0), pos2(280.0, 150.0)), 46.0);
        let at = |depth_mm: f32| {
            let point = pos2(5.0, skin.top() + depth_mm * scale);
            SkinLayer::ALL.into_iter().find(|layer| band(*layer, skin, scale).contains(point))
        };
        assert_eq!(at(1.6), Some(SkinLayer::ReticularDermis), "as `papilla stats` says");
        assert_eq!(at(1.75), Some(SkinLayer::Fat), "planted: the next layer is another");
        assert_eq!(at(0.2), Some(SkinLayer::PapillaryDermis));
    }
}
