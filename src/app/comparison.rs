//! Two heads at once: what is shown, beside another day, another light or another plan. A view, not an edit: undo
//! passes over it.

use std::sync::Arc;

use egui::Rect;

use crate::pictures::Variant;
use crate::report::difference::Figures;
use crate::studio::Prepared;

/// What may be asked of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum CompareAction {
    /// Begin as last time, or end.
    Toggle,
    /// End.
    Stop,
    /// Set what is shown beside this.
    With(Variant),
    /// One picture with a divider, or two pictures.
    Arrange(Arrangement),
    /// Move the divider to this fraction of the picture.
    Divide(f32),
    /// Left to right and right to left.
    Swap,
    /// Show the table of figures over the head, or put it away.
    ToggleTable,
    /// Ask for a plan file.
    Browse,
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
    pub other: Variant,
    /// The other is at the left.
    pub other_first: bool,
    /// How they are arranged.
    pub arrangement: Arrangement,
    /// Place of the divider, fraction of the picture from the left.
    pub divider: f32,
    /// The table lies over the head.
    pub table: bool,
    /// The other's scene, once it is there.
    pub prepared: Option<Arc<Prepared>>,
    /// Figures of this plan and the other, once they are there.
    pub figures: Option<[Figures; 2]>,
}

impl Comparison {
    /// A comparison as it begins.
    pub fn new(other: Variant, other_first: bool) -> Comparison {
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
        let fraction = if self.arrangement == Arrangement::Divider { self.divider } else { 0.5 };
        let x = head.left() + (fraction * head.width()).round();
        let (left, right) = head.split_left_right_at_x(x);
        let halves = match self.arrangement {
            Arrangement::Divider => [[head, left], [head, right]],
            Arrangement::SideBySide => [[left, left], [right, right]],
        };
        if self.other_first { [halves[1], halves[0]] } else { halves }
    }

    /// The same, to begin with again later.
    pub fn without_scene(self) -> Comparison {
        Comparison { prepared: None, figures: None, ..self }
    }

    /// What belongs to this picture and what belongs to the other, in their order from left to right.
    pub fn left_to_right<T>(&self, [this, other]: [T; 2]) -> [T; 2] {
        if self.other_first { [other, this] } else { [this, other] }
    }

    /// The same as a comparison of another kind, with what the person arranged.
    pub fn rearranged(self, other: Variant, other_first: bool) -> Comparison {
        Comparison { other, other_first, ..self.without_scene() }
    }
}

#[cfg(test)]
mod tests {
    use egui::{pos2, vec2};

    use super::*;
    use crate::studio::Moment;

    const HEAD: Rect = Rect { min: pos2(400.0, 0.0), max: pos2(1200.0, 600.0) };

    fn comparison(arrangement: Arrangement, divider: f32, other_first: bool) -> Comparison {
        let fresh = Comparison::new(Variant::Moment(Moment::Before), other_first);
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
