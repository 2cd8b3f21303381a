//! Two heads at once: what is shown, beside another day, another light or another plan. A view, not an edit: undo
//! passes over it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Rect, pos2, vec2};
use glam::Vec2;

use super::dialogs::Dialog;
use super::document::Document;
use super::state::State;
use super::timeline::{Timeline, in_short};
use super::worker::{Outcome, Wish};
use crate::plan::{Plan, Template};
use crate::render::look::Look;
use crate::report::difference::Figures;
use crate::studio::{Moment, Prepared};
use crate::words::{say, text};

/// What may be asked of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Compare {
    /// Begin as last time, or end.
    Toggle,
    /// End.
    Stop,
    /// Set what is shown beside this.
    With(Other),
    /// One picture with a divider, or two pictures.
    Arrange(Arrangement),
    /// Move the divider to this share of the picture.
    Divide(f32),
    /// Left to right and right to left.
    Swap,
    /// Show the table of figures over the head, or put it away.
    ToggleTable,
    /// Ask for a plan file.
    Browse,
    /// Set what is shown beside this plan file.
    Open(PathBuf),
}

/// What is shown beside the plan, its moment and its light: it differs in one of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Other {
    /// The same under the same light, at another moment.
    Moment(Moment),
    /// The same then, under the light of this key.
    Light(String),
    /// The plan changed by a template, then.
    Template(Template),
    /// Another plan, then.
    Plan(Arc<Opened>),
}

/// A plan that was opened to be compared.
#[derive(Debug, PartialEq)]
pub struct Opened {
    name: String,
    plan: Plan,
    base_dir: PathBuf,
}

/// How the two are arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// One picture; the divider tells where one ends and the other begins.
    #[default]
    Divider,
    /// Two pictures of one camera.
    SideBySide,
}

/// A comparison under way.
#[derive(Clone)]
pub struct Comparison {
    /// What is beside.
    pub other: Other,
    /// The other is at the left.
    pub other_first: bool,
    /// How they are arranged.
    pub arrangement: Arrangement,
    /// Place of the divider, share of the picture from the left.
    pub divider: f32,
    /// The table lies over the head.
    pub table: bool,
    /// The other's scene, once it is there.
    pub prepared: Option<Arc<Prepared>>,
    /// Figures of this plan and the other, once they are there.
    pub figures: Option<[Figures; 2]>,
}

/// Where the divider stays, so that each half can be seen and the divider can be caught.
const DIVIDER: std::ops::RangeInclusive<f32> = 0.03..=0.97;

impl Comparison {
    fn with(other: Other, other_first: bool) -> Comparison {
        Comparison {
            other,
            other_first,
            arrangement: Arrangement::default(),
            divider: 0.5,
            table: false,
            prepared: None,
            figures: None,
        }
    }

    /// Places of this picture and the other in the head's rectangle: the whole picture, and the part that is seen.
    pub fn places(&self, head: Rect) -> [[Rect; 2]; 2] {
        let share = if self.arrangement == Arrangement::Divider { self.divider } else { 0.5 };
        let x = head.left() + (share * head.width()).round();
        let (left, right) = head.split_left_right_at_x(x);
        let halves = match self.arrangement {
            Arrangement::Divider => [[head, left], [head, right]],
            Arrangement::SideBySide => [[left, left], [right, right]],
        };
        if self.other_first { [halves[1], halves[0]] } else { halves }
    }
}

/// Places of the pictures in the head's rectangle, as [`Comparison::places`] gives them: one, or two once both are
/// there.
pub fn places(state: &State, head: Rect) -> Vec<[Rect; 2]> {
    state.both().map_or_else(|| vec![[head, head]], |comparison| comparison.places(head).to_vec())
}

/// The whole picture under a point, for picking.
pub fn picture_at(state: &State, head: Rect, point: egui::Pos2) -> Rect {
    let under = places(state, head).into_iter().find(|[_, seen]| seen.contains(point));
    under.map_or(head, |[whole, _]| whole)
}

impl State {
    /// The comparison, once both heads are there.
    pub fn both(&self) -> Option<&Comparison> {
        self.comparing.as_ref().filter(|comparison| comparison.prepared.is_some() && self.prepared.is_some())
    }

    /// Whether a head to compare with is still to come.
    pub fn misses_other(&self) -> bool {
        self.comparing.as_ref().is_some_and(|comparison| comparison.prepared.is_none())
    }

    /// Size of a picture of the head, points.
    pub(super) fn picture_points(&self) -> Vec2 {
        let head = Rect::from_min_size(pos2(0.0, 0.0), vec2(self.viewport_points.x, self.viewport_points.y));
        let size = places(self, head)[0][0].size();
        Vec2::new(size.x, size.y)
    }

    pub(super) fn compare(&mut self, step: Compare) {
        match step {
            Compare::Toggle => match self.comparing.take() {
                Some(comparison) => self.compared = Some(comparison.without_scene()),
                None => {
                    self.comparing = Some(self.compared.clone().unwrap_or_else(|| self.before_and_after()))
                }
            },
            Compare::Stop => self.compared = self.comparing.take().map(Comparison::without_scene),
            Compare::With(other) => self.compare_with(other),
            Compare::Arrange(arrangement) => self.with_comparison(|it| it.arrangement = arrangement),
            Compare::Divide(place) => {
                self.with_comparison(|it| it.divider = place.clamp(*DIVIDER.start(), *DIVIDER.end()));
            }
            Compare::Swap => self.with_comparison(|it| it.other_first = !it.other_first),
            Compare::ToggleTable => self.with_comparison(|it| it.table = !it.table),
            Compare::Browse => self.dialog = Some(Dialog::Compare),
            Compare::Open(path) => match opened(&path) {
                Ok(opened) => self.compare_with(Other::Plan(Arc::new(opened))),
                Err(reason) => self.fail(reason),
            },
        }
    }

    fn with_comparison(&mut self, change: impl FnOnce(&mut Comparison)) {
        if let Some(comparison) = &mut self.comparing {
            change(comparison);
        }
    }

    /// Before and what is shown; where before is shown, before and settled.
    fn before_and_after(&self) -> Comparison {
        match self.moment {
            Moment::Before => Comparison::with(Other::Moment(Moment::settled(&self.plan)), false),
            Moment::Day(_) => Comparison::with(Other::Moment(Moment::Before), true),
        }
    }

    /// What comes earlier stands at the left; of two plans, this one. The arrangement stays.
    fn compare_with(&mut self, other: Other) {
        let place = |moment| Timeline::of(&self.plan).place(moment);
        let is_earlier = matches!(other, Other::Moment(moment) if place(moment) < place(self.moment));
        let was = self.comparing.take().or(self.compared.take());
        let fresh = Comparison::with(other, is_earlier);
        self.comparing = Some(match was {
            Some(Comparison { arrangement, divider, table, .. }) => {
                Comparison { arrangement, divider, table, ..fresh }
            }
            None => fresh,
        });
    }

    /// What the worker should prepare beside `this`.
    pub(super) fn wish_beside(&self, this: &Wish) -> Option<(Other, Box<Wish>)> {
        let Comparison { other, .. } = self.comparing.as_ref()?;
        let mut wish = this.clone();
        match other {
            Other::Moment(moment) => wish.moment = *moment,
            Other::Light(key) => {
                wish.look = Look::preset(key).ok()?.adjusted(&self.settings.adjustment);
            }
            Other::Template(template) => template.apply(&mut wish.plan),
            Other::Plan(opened) => {
                wish.plan.clone_from(&opened.plan);
                wish.base_dir.clone_from(&opened.base_dir);
            }
        }
        Some((other.clone(), Box::new(wish)))
    }

    /// Takes the other's scene; what cannot be prepared is not compared.
    pub fn receive_beside(&mut self, other: &Other, outcome: Outcome) {
        if self.comparing.as_ref().is_none_or(|comparison| comparison.other != *other) {
            return; // an answer to an older wish
        }
        match outcome {
            Ok(prepared) => self.with_comparison(|it| it.prepared = Some(prepared)),
            Err(reason) => {
                self.comparing = None;
                self.fail(say!("compare-failed", reason = reason));
            }
        }
    }

    /// Takes the figures of both plans.
    pub fn receive_figures(&mut self, figures: [Figures; 2]) {
        self.with_comparison(|it| it.figures = Some(figures));
    }

    /// What tells the halves apart, left and right.
    pub fn half_names(&self) -> Option<[String; 2]> {
        let Comparison { other, other_first, .. } = self.comparing.as_ref()?;
        let light = |key: &str| Look::preset(key).map_or_else(|_| key.to_owned(), |look| look.name);
        let this_plan = || text("compare-this-plan").to_owned();
        let [this, other] = match other {
            Other::Moment(moment) => [self.moment, *moment].map(|moment| in_short(&self.plan, moment)),
            Other::Light(key) => [light(&self.settings.light), light(key)],
            Other::Template(template) => [this_plan(), template.title().to_owned()],
            Other::Plan(opened) => [this_plan(), opened.name.clone()],
        };
        Some(if *other_first { [other, this] } else { [this, other] })
    }

    /// Figures of the halves, left and right.
    pub fn half_figures(&self) -> Option<[&Figures; 2]> {
        let Comparison { other_first, figures, .. } = self.comparing.as_ref()?;
        let [this, other] = figures.as_ref()?;
        Some(if *other_first { [other, this] } else { [this, other] })
    }
}

impl Comparison {
    /// The same, to begin with again later.
    fn without_scene(self) -> Comparison {
        Comparison { prepared: None, figures: None, ..self }
    }
}

fn opened(path: &Path) -> Result<Opened, String> {
    let document = Document::load(path).map_err(|error| error.to_string())?;
    let name = path.file_stem().unwrap_or_default().display().to_string();
    Ok(Opened { name, base_dir: document.base_dir(), plan: document.saved })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Rect = Rect { min: pos2(400.0, 0.0), max: pos2(1200.0, 600.0) };

    fn comparison(arrangement: Arrangement, divider: f32, other_first: bool) -> Comparison {
        let fresh = Comparison::with(Other::Moment(Moment::Before), other_first);
        Comparison { arrangement, divider, ..fresh }
    }

    /// Parts of the head that are seen twice or never, points.
    fn fault(places: [[Rect; 2]; 2]) -> f32 {
        let [a, b] = places.map(|[_, seen]| seen);
        let common = a.intersect(b);
        let twice = if common.is_positive() { common.area() } else { 0.0 };
        (HEAD.area() - a.area() - b.area()).abs() + twice
    }

    #[test]
    fn halves_fill_the_head_and_never_overlap() {
        for arrangement in [Arrangement::Divider, Arrangement::SideBySide] {
            for (divider, other_first) in [(0.03, false), (0.5, true), (0.777, false)] {
                let places = comparison(arrangement, divider, other_first).places(HEAD);
                assert_eq!(fault(places), 0.0, "{arrangement:?} {divider}");
                assert_eq!(places[0][1].left() > places[1][1].left(), other_first);
                let [[whole, _], [other, _]] = places;
                assert_eq!(whole.size(), other.size(), "one camera, two shapes");
                assert_eq!(whole == HEAD, arrangement == Arrangement::Divider);
            }
        }
        let [this, [whole, seen]] = comparison(Arrangement::Divider, 0.5, false).places(HEAD);
        assert!(fault([this, [whole, seen.translate(vec2(-9.0, 0.0))]]) > 0.0, "planted: an overlap is seen");
    }
}
