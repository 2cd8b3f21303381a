//! The shape of the built-in head: whose head it is, in numbers that a tape and a caliper give.
//!
//! Men's means and spreads are those of `assets/head/measurements.csv` (ANSUR II, 4082 men); a woman's means are the
//! ratios of `assets/head/README.md` (0.955; face 0.92, height above the ears 0.965). Values without a table say so.

use super::Person;
use super::numbers::{Number, Numbers, number};
use super::ranges;
use super::words::words;

/// Sex, for what tables know to differ: sizes, and features of the face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Sex {
    #[default]
    Male,
    Female,
}

words!(Sex in "sex" {
    Male = "male";
    Female = "female";
});

/// Whether the eyes of the built-in head are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Eyes {
    #[default]
    Open,
    Closed,
}

words!(Eyes {
    Open = "open";
    Closed = "closed";
});

/// The shape of the built-in head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadShape {
    /// Whose head it is.
    pub person: Person,
    /// Features of the face; an invented adult has their own.
    pub sex: Sex,
    /// Whether the eyes are open.
    pub eyes: Eyes,
    /// Glabella to the back of the head, mm, [`ranges::HEAD_LENGTH_MM`].
    pub length_mm: f32,
    /// Widest above the ears, mm, [`ranges::HEAD_BREADTH_MM`].
    pub breadth_mm: f32,
    /// Top of the head above the tragions, mm, [`ranges::HEAD_HEIGHT_MM`].
    pub height_mm: f32,
    /// Root of the nose to under the chin (menton-sellion), mm, [`ranges::FACE_MM`].
    pub face_mm: f32,
    /// Smallest girth of the neck, mm, [`ranges::NECK_MM`].
    pub neck_mm: f32,
    /// How flat the back of the head is, 0 round to 1 flat, [`ranges::FRACTION`]; a guess.
    pub flat_back: f32,
    /// How far the brow ridge stands forward of the mean one, mm, [`ranges::BROW_MM`].
    pub brow_mm: f32,
    /// How far each angle of the jaw stands outside the mean one, mm, [`ranges::JAW_MM`].
    pub jaw_mm: f32,
    /// Age, years, [`ranges::AGE_YEARS`]: what sags, hollows and grows.
    pub age_years: f32,
}

impl HeadShape {
    /// The mean head of a sex. The man's is the built-in head as it was measured; how much less brow and jaw a woman
    /// has, and her neck, are guesses.
    pub const fn usual(sex: Sex) -> HeadShape {
        let man = HeadShape {
            person: Person::Average,
            sex,
            eyes: Eyes::Open,
            length_mm: 199.6,
            breadth_mm: 155.9,
            height_mm: 131.3,
            face_mm: 123.1,
            neck_mm: 355.6,
            flat_back: 0.0,
            brow_mm: 0.0,
            jaw_mm: 0.0,
            age_years: 30.0,
        };
        match sex {
            Sex::Male => man,
            Sex::Female => HeadShape {
                length_mm: 190.6,
                breadth_mm: 148.9,
                height_mm: 126.7,
                face_mm: 113.3,
                neck_mm: 312.0,
                brow_mm: -1.8,
                jaw_mm: -4.0,
                ..man
            },
        }
    }

    /// The head of the same person, or of the average of the same sex, before anybody sets a measure of their own.
    pub const fn untouched(&self) -> HeadShape {
        match self.person {
            Person::Average => HeadShape::usual(self.sex),
            person => person.shape(),
        }
    }
}

impl Default for HeadShape {
    fn default() -> Self {
        Self::usual(Sex::default())
    }
}

impl Numbers for HeadShape {
    fn numbers(&mut self) -> Vec<Number<'_>> {
        vec![
            number("length_mm", &mut self.length_mm, ranges::HEAD_LENGTH_MM),
            number("breadth_mm", &mut self.breadth_mm, ranges::HEAD_BREADTH_MM),
            number("height_mm", &mut self.height_mm, ranges::HEAD_HEIGHT_MM),
            number("face_mm", &mut self.face_mm, ranges::FACE_MM),
            number("neck_mm", &mut self.neck_mm, ranges::NECK_MM),
            number("flat_back", &mut self.flat_back, ranges::FRACTION),
            number("brow_mm", &mut self.brow_mm, ranges::BROW_MM),
            number("jaw_mm", &mut self.jaw_mm, ranges::JAW_MM),
            number("age_years", &mut self.age_years, ranges::AGE_YEARS),
        ]
    }
}
