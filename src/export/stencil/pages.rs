//! A drawing in mm on as many sheets of paper as it needs, each with bars to check the print by.

use glam::{Vec2, vec2};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};

use super::draw::{Stroke, WORDS_MM};

/// Points of PDF in a mm.
const PT_PER_MM: f32 = 72.0 / 25.4;
/// Free edge of a sheet, mm; at the left stands a bar.
const EDGE_MM: f32 = 9.0;
const LEFT_MM: f32 = 20.0;
/// Room for bar and words at the foot, mm.
const FOOT_MM: f32 = 30.0;
/// Sheets show so much of their neighbours, mm.
const OVERLAP_MM: f32 = 12.0;
/// Length of the bars, mm.
const BAR_MM: f32 = 100.0;
/// Mean width of a letter of Helvetica over its height.
const LETTER: f32 = 0.5;
const FONT: Name<'_> = Name(b"F");

/// Paper, laid sideways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// Every paper.
    pub const ALL: [Paper; 2] = [Paper::A4, Paper::Letter];

    /// Its word on the command line.
    pub fn key(self) -> &'static str {
        ["a4", "letter"][self as usize]
    }

    /// Width and height of a sheet laid sideways, mm.
    pub fn size_mm(self) -> Vec2 {
        [vec2(297.0, 210.0), vec2(279.4, 215.9)][self as usize]
    }
}

/// One sheet: which part of the drawing it shows.
struct Sheet {
    /// Lower left corner of its window, on the drawing, mm.
    corner: Vec2,
    number: usize,
    of: usize,
}

/// The drawing as a PDF file.
pub fn pdf(drawing: &[Stroke], heading: &[String], paper: Paper) -> Vec<u8> {
    let window = paper.size_mm() - vec2(LEFT_MM + EDGE_MM, 2.0 * EDGE_MM + FOOT_MM);
    let sheets = sheets(bounds(drawing), window);
    let [catalog, tree, font] = [1, 2, 3].map(Ref::new);
    let page_ref = |k: usize| Ref::new(4 + 2 * k as i32);
    let content_ref = |k: usize| Ref::new(5 + 2 * k as i32);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids((0..sheets.len()).map(page_ref)).count(sheets.len() as i32);
    pdf.type1_font(font).base_font(Name(b"Helvetica")).encoding_predefined(Name(b"WinAnsiEncoding"));
    let size_pt = paper.size_mm() * PT_PER_MM;
    for (k, sheet) in sheets.iter().enumerate() {
        let mut page = pdf.page(page_ref(k));
        page.media_box(Rect::new(0.0, 0.0, size_pt.x, size_pt.y)).parent(tree).contents(content_ref(k));
        page.resources().fonts().pair(FONT, font);
        page.finish();
        pdf.stream(content_ref(k), &sheet.content(drawing, heading, window));
    }
    pdf.finish()
}

/// Lower left and upper right corner, mm.
fn bounds(drawing: &[Stroke]) -> [Vec2; 2] {
    let ends = |stroke: &Stroke| match stroke {
        Stroke::Line { points, .. } => points.clone(),
        Stroke::Words { at, words } => {
            let half = vec2(0.5 * width_mm(words, WORDS_MM), 0.0);
            vec![*at - half - vec2(0.0, 1.0), *at + half + vec2(0.0, WORDS_MM)]
        }
    };
    let start = [Vec2::splat(f32::MAX), Vec2::splat(f32::MIN)];
    drawing.iter().flat_map(ends).fold(start, |[low, high], p| [low.min(p), high.max(p)])
}

/// As many sheets as it takes, row by row from above, the whole in their middle.
fn sheets([low, high]: [Vec2; 2], window: Vec2) -> Vec<Sheet> {
    let step = window - OVERLAP_MM;
    let count = |size: f32, window: f32, step: f32| 1 + ((size - window).max(0.0) / step).ceil() as usize;
    let size = high - low;
    let [across, down] = [count(size.x, window.x, step.x), count(size.y, window.y, step.y)];
    let covered = window + step * vec2(across as f32 - 1.0, down as f32 - 1.0);
    let first = low - 0.5 * (covered - size);
    let sheet = |k: usize| Sheet {
        corner: first + step * vec2((k % across) as f32, (down - 1 - k / across) as f32),
        number: k + 1,
        of: across * down,
    };
    (0..across * down).map(sheet).collect()
}

impl Sheet {
    fn content(&self, drawing: &[Stroke], heading: &[String], window: Vec2) -> Vec<u8> {
        let mut content = Content::new();
        let pen = &mut content;
        pen.set_line_cap(pdf_writer::types::LineCapStyle::RoundCap);
        pen.set_line_join(pdf_writer::types::LineJoinStyle::RoundJoin);
        let corner = vec2(LEFT_MM, EDGE_MM + FOOT_MM);
        pen.save_state();
        let [at, size] = [corner * PT_PER_MM, window * PT_PER_MM];
        pen.rect(at.x, at.y, size.x, size.y).clip_nonzero().end_path();
        for stroke in drawing {
            self.draw(pen, stroke, corner);
        }
        pen.restore_state();
        if self.of > 1 {
            let inner = [corner + 0.5 * OVERLAP_MM, corner + window - 0.5 * OVERLAP_MM];
            let [a, b] = inner;
            path(pen, &[a, vec2(b.x, a.y), b, vec2(a.x, b.y), a], 0.1, true);
        }
        bar(pen, vec2(LEFT_MM, EDGE_MM + 20.0), Vec2::X);
        bar(pen, vec2(LEFT_MM - 6.0, EDGE_MM + FOOT_MM + 4.0), Vec2::Y);
        let check = "100 mm: measure both bars. Print at 100 %, without fitting to the page.";
        write(pen, vec2(LEFT_MM + BAR_MM + 5.0, EDGE_MM + 20.0), WORDS_MM, check);
        for (k, line) in heading.iter().enumerate() {
            write(pen, vec2(LEFT_MM, EDGE_MM + 11.0 - 5.0 * k as f32), WORDS_MM, line);
        }
        if self.of > 1 {
            let which = format!("Sheet {} of {}: lay the dashed frames on each other.", self.number, self.of);
            write(pen, vec2(LEFT_MM + BAR_MM + 5.0, EDGE_MM + 25.0), WORDS_MM, &which);
        }
        content.finish().to_vec()
    }

    /// A stroke where the window's lower left corner is at `corner` of the sheet.
    fn draw(&self, pen: &mut Content, stroke: &Stroke, corner: Vec2) {
        let on_sheet = |p: &Vec2| *p - self.corner + corner;
        match stroke {
            Stroke::Line { points, width_mm, is_dashed } => {
                path(pen, &points.iter().map(on_sheet).collect::<Vec<_>>(), *width_mm, *is_dashed);
            }
            Stroke::Words { at, words } => {
                write(pen, on_sheet(at) - vec2(0.5 * width_mm(words, WORDS_MM), 0.0), WORDS_MM, words);
            }
        }
    }
}

/// A bar of 100 mm with a mark for each centimetre.
fn bar(pen: &mut Content, from: Vec2, way: Vec2) {
    path(pen, &[from, from + BAR_MM * way], 0.3, false);
    for k in 0..=10u8 {
        let at = from + 0.1 * BAR_MM * f32::from(k) * way;
        let length_mm = if k % 5 == 0 { 3.0 } else { 1.8 };
        path(pen, &[at, at + length_mm * way.perp().abs()], 0.2, false);
    }
}

fn path(pen: &mut Content, points: &[Vec2], width_mm: f32, is_dashed: bool) {
    let dashes: &[f32] = if is_dashed { &[6.0, 4.0] } else { &[] };
    pen.set_line_width(width_mm * PT_PER_MM).set_dash_pattern(dashes.iter().copied(), 0.0);
    for (k, point) in points.iter().map(|p| *p * PT_PER_MM).enumerate() {
        if k == 0 {
            pen.move_to(point.x, point.y)
        } else {
            pen.line_to(point.x, point.y)
        };
    }
    pen.stroke();
}

fn write(pen: &mut Content, at: Vec2, height_mm: f32, words: &str) {
    let at = at * PT_PER_MM;
    pen.begin_text()
        .set_font(FONT, height_mm * PT_PER_MM)
        .next_line(at.x, at.y)
        .show(Str(&latin(words)))
        .end_text();
}

/// About the width of words, mm.
fn width_mm(words: &str, height_mm: f32) -> f32 {
    LETTER * height_mm * words.chars().count() as f32
}

/// Letters that the paper's font has; others as question marks.
fn latin(words: &str) -> Vec<u8> {
    words.chars().map(|c| u8::try_from(u32::from(c)).ok().filter(|b| *b >= 32).unwrap_or(b'?')).collect()
}
