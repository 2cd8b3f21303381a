//! Who the built-in head belongs to: the average of all, or one of ten invented adults.

use super::head_shape::{HeadShape, Sex};
use super::words::words;

/// Whose head it is. The adults are random draws from the measured spread of heads (`assets/head/people`); none is a
/// real person's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "first names, the same as the words of a plan")]
pub enum Person {
    #[default]
    Average,
    Martin,
    Samuel,
    Kenji,
    Walter,
    Paul,
    David,
    Clara,
    Ama,
    Mei,
    Ruth,
}

words!(Person in "person" {
    Average = "average";
    Martin = "martin";
    Samuel = "samuel";
    Kenji = "kenji";
    Walter = "walter";
    Paul = "paul";
    David = "david";
    Clara = "clara";
    Ama = "ama";
    Mei = "mei";
    Ruth = "ruth";
});

impl Person {
    /// Sex of an invented adult; none for the average head, which has either's measures.
    pub const fn sex(self) -> Option<Sex> {
        match self {
            Person::Average => None,
            Person::Martin
            | Person::Samuel
            | Person::Kenji
            | Person::Walter
            | Person::Paul
            | Person::David => Some(Sex::Male),
            Person::Clara | Person::Ama | Person::Mei | Person::Ruth => Some(Sex::Female),
        }
    }

    /// Age, years, and length, breadth, height, face and neck, mm, as a caliper finds them on the head of
    /// `assets/head/people.txt` (a test of `scalp::shape` does); `None` for the average head.
    const fn measured(self) -> Option<(f32, [f32; 5])> {
        match self {
            Person::Average => None,
            Person::Martin => Some((39.0, [208.4, 157.0, 138.5, 126.9, 391.5])),
            Person::Samuel => Some((54.0, [203.8, 159.9, 134.4, 116.8, 383.8])),
            Person::Kenji => Some((33.0, [193.9, 153.3, 131.4, 119.2, 363.8])),
            Person::Walter => Some((60.0, [190.9, 148.2, 124.1, 120.4, 381.9])),
            Person::Paul => Some((45.0, [200.3, 160.3, 140.3, 131.7, 387.3])),
            Person::David => Some((36.0, [195.1, 154.6, 130.6, 129.2, 390.5])),
            Person::Clara => Some((33.0, [198.1, 154.5, 130.5, 109.9, 301.1])),
            Person::Ama => Some((42.0, [182.7, 152.7, 127.3, 109.2, 301.1])),
            Person::Mei => Some((36.0, [192.2, 150.5, 123.4, 121.7, 298.3])),
            Person::Ruth => Some((57.0, [183.8, 151.9, 127.0, 115.9, 300.3])),
        }
    }

    /// The head as it is, before anybody sets a measure of their own; the average one is a man's, as it was measured.
    pub const fn shape(self) -> HeadShape {
        let (Some(sex), Some((age_years, [length_mm, breadth_mm, height_mm, face_mm, neck_mm]))) =
            (self.sex(), self.measured())
        else {
            return HeadShape::usual(Sex::Male);
        };
        HeadShape {
            person: self,
            age_years,
            length_mm,
            breadth_mm,
            height_mm,
            face_mm,
            neck_mm,
            brow_mm: 0.0,
            jaw_mm: 0.0,
            ..HeadShape::usual(sex)
        }
    }
}
