//! What makes one face another, beyond its measures: soft pushes at places of the mean head, ears and neck.
//!
//! Places follow `assets/head/landmarks.csv`. Amounts are chosen by eye, but for the ears, which grow by 0.22 mm a
//! year (Heathcote 1995).

use glam::{Vec3, vec3};

use super::stretch::Stretch;
use crate::math::smoothstep;
use crate::plan::{HeadShape, Person, Sex};

/// Ears grow by so much a year, mm (Heathcote 1995), from a length of so much, mm.
const EAR_GROWTH_MM: f32 = 0.22;
const EAR_MM: f32 = 61.5;
/// Middle of the ear's root, and how far round it the growth reaches, mm.
const EAR_ROOT: Vec3 = vec3(73.0, -3.0, -12.0);
const EAR_REACH_MM: f32 = 48.0;
/// Pushes end at this many radii, squared: 6 millionths are left.
const END: f32 = 12.0;
/// Years from the mean head's age to where the pushes of age are as written.
const AGING_YEARS: f32 = 40.0;
/// Over how many mm below the line from chin to nape the neck's girth sets in.
const NECK_SOFT_MM: f32 = 46.0;

/// Who has a push.
#[derive(Clone, Copy)]
enum Trait {
    FlatBack,
    Brow,
    Jaw,
    Age,
    Woman,
}

/// A soft push about a place, with its mirror image: place and radii (where 37 % are left), push, all in mm.
struct Push(Trait, [f32; 3], [f32; 3], [f32; 3]);

/// Whoever has a trait of strength 1 has its pushes as written.
#[rustfmt::skip]
const PUSHES: [Push; 32] = [
    Push(Trait::FlatBack, [0.0, 48.0, -106.0], [46.0, 44.0, 40.0], [0.0, 0.0, 11.0]),
    Push(Trait::FlatBack, [52.0, 58.0, -76.0], [32.0, 40.0, 32.0], [3.0, 3.0, -4.0]),
    Push(Trait::Brow, [26.0, 41.0, 88.0], [17.0, 8.0, 18.0], [0.0, 0.0, 1.0]),
    Push(Trait::Brow, [0.0, 40.0, 92.0], [12.0, 9.0, 18.0], [0.0, 0.0, 0.6]),
    Push(Trait::Jaw, [56.0, -63.0, 14.0], [24.0, 26.0, 34.0], [1.0, 0.0, 0.0]),
    Push(Trait::Jaw, [38.0, -86.0, 52.0], [20.0, 20.0, 26.0], [0.6, -0.1, 0.0]),
    // Her nose is smaller, her forehead rounder, her chin narrower, cheeks and lips are fuller.
    Push(Trait::Woman, [0.0, -18.0, 110.0], [14.0, 13.0, 16.0], [0.0, 1.2, -2.6]),
    Push(Trait::Woman, [15.0, -20.0, 90.0], [8.0, 9.0, 13.0], [-1.3, 0.0, 0.0]),
    Push(Trait::Woman, [0.0, 8.0, 100.0], [9.0, 17.0, 14.0], [0.0, 0.0, -1.5]),
    Push(Trait::Woman, [0.0, 76.0, 80.0], [42.0, 26.0, 36.0], [0.0, 0.0, 3.0]),
    Push(Trait::Woman, [15.0, -90.0, 82.0], [12.0, 12.0, 18.0], [-2.2, 1.0, 0.0]),
    Push(Trait::Woman, [45.0, -8.0, 74.0], [18.0, 16.0, 20.0], [0.8, 1.0, 1.4]),
    Push(Trait::Woman, [7.0, -46.0, 98.0], [12.0, 5.0, 9.0], [0.0, 0.7, 1.0]),
    Push(Trait::Woman, [8.0, -59.0, 95.0], [12.0, 5.0, 9.0], [0.0, -0.5, 1.1]),
    Push(Trait::Woman, [32.0, 36.0, 86.0], [18.0, 8.0, 14.0], [0.0, 1.6, 0.0]),
    // Age: temples, cheeks and lids hollow; brows, jowls and the tip of the nose sag; folds deepen, lips thin.
    Push(Trait::Age, [62.0, 48.0, 48.0], [14.0, 20.0, 20.0], [-2.6, 0.0, -0.5]),
    Push(Trait::Age, [48.0, -32.0, 64.0], [15.0, 17.0, 20.0], [-1.9, 0.0, -1.8]),
    Push(Trait::Age, [36.0, -80.0, 62.0], [12.0, 11.0, 15.0], [2.2, -2.6, 1.0]),
    Push(Trait::Age, [33.0, 7.0, 77.0], [13.0, 4.5, 10.0], [0.0, -0.6, 1.1]),
    Push(Trait::Age, [24.0, 0.0, 82.0], [11.0, 5.5, 10.0], [0.0, 0.0, -1.1]),
    Push(Trait::Age, [33.0, 29.0, 82.0], [15.0, 5.5, 10.0], [0.0, -1.6, -1.3]),
    Push(Trait::Age, [36.0, 40.0, 86.0], [18.0, 9.0, 16.0], [0.0, -2.2, 0.0]),
    Push(Trait::Age, [25.5, -37.0, 87.0], [4.5, 13.0, 10.0], [0.0, 0.0, -1.7]),
    Push(Trait::Age, [35.0, -33.0, 82.0], [8.0, 13.0, 12.0], [0.0, -0.6, 1.6]),
    Push(Trait::Age, [0.0, -18.0, 108.0], [13.0, 12.0, 16.0], [0.0, -2.6, 0.6]),
    Push(Trait::Age, [7.0, -45.5, 98.0], [14.0, 4.5, 9.0], [0.0, -0.5, -1.2]),
    Push(Trait::Age, [8.0, -59.0, 95.0], [14.0, 4.5, 9.0], [0.0, 0.4, -1.3]),
    Push(Trait::Age, [24.0, -53.0, 84.0], [7.0, 6.0, 10.0], [0.0, -1.6, -0.5]),
    Push(Trait::Age, [25.0, -67.0, 84.0], [4.5, 9.0, 10.0], [0.0, 0.0, -1.3]),
    Push(Trait::Age, [0.0, -104.0, 56.0], [14.0, 14.0, 20.0], [0.0, -4.0, 2.0]),
    Push(Trait::Age, [14.0, -114.0, 38.0], [8.0, 18.0, 14.0], [0.0, -1.0, 2.0]),
    Push(Trait::Age, [56.0, -63.0, 14.0], [20.0, 20.0, 30.0], [-0.8, -1.5, 0.0]),
];

/// The features of one head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features {
    flat_back: f32,
    brow: f32,
    jaw: f32,
    age: f32,
    woman: f32,
    /// Growth of the ears, relative.
    ears: f32,
    /// Scales of the neck, across and forward.
    neck: [f32; 2],
}

impl Features {
    /// Those of a shape, but for the neck.
    pub fn of(shape: &HeadShape) -> Features {
        let average = shape.person == Person::Average;
        let years = shape.age_years - shape.person.shape().age_years;
        Features {
            flat_back: shape.flat_back,
            brow: shape.brow_mm,
            jaw: shape.jaw_mm,
            age: years / AGING_YEARS,
            woman: if average && shape.sex == Sex::Female { 1.0 } else { 0.0 },
            ears: EAR_GROWTH_MM * years / EAR_MM,
            neck: [1.0; 2],
        }
    }

    /// With a neck that has the shape's girth after the stretch.
    pub fn with_neck(self, shape: &HeadShape, stretch: &Stretch) -> Features {
        let girth = shape.neck_mm / shape.person.shape().neck_mm;
        Features { neck: stretch.neck_scales(neck_axis_z(-120.0)).map(|scale| girth / scale), ..self }
    }

    /// Where a mean point goes, mm.
    pub fn apply(&self, p: Vec3) -> Vec3 {
        p + self.pushed(p) + self.mirrored(p, |q| self.grown_ear(q)) + self.neck(p)
    }

    /// The sum of all pushes at a point.
    fn pushed(&self, p: Vec3) -> Vec3 {
        let mut sum = Vec3::ZERO;
        for Push(of, at, radius, push) in &PUSHES {
            let strength = self.strength(*of);
            if strength == 0.0 {
                continue;
            }
            let (at, radius, push) = (Vec3::from(*at), Vec3::from(*radius), Vec3::from(*push) * strength);
            // A push in the mid-plane is its own mirror image.
            let fraction = if at.x == 0.0 { 0.5 } else { 1.0 };
            sum += fraction * self.mirrored(p, |q| soft((q - at) / radius) * push);
        }
        sum
    }

    /// A field and its mirror image.
    fn mirrored(&self, p: Vec3, field: impl Fn(Vec3) -> Vec3) -> Vec3 {
        let mirror = vec3(-1.0, 1.0, 1.0);
        field(p) + field(p * mirror) * mirror
    }

    fn strength(&self, of: Trait) -> f32 {
        match of {
            Trait::FlatBack => self.flat_back,
            Trait::Brow => self.brow,
            Trait::Jaw => self.jaw,
            Trait::Age => self.age,
            Trait::Woman => self.woman,
        }
    }

    /// Growth about the root of the left ear, gone before it reaches the eye.
    fn grown_ear(&self, p: Vec3) -> Vec3 {
        let from_root = p - EAR_ROOT;
        let reach = from_root.length_squared() / (EAR_REACH_MM * EAR_REACH_MM);
        from_root * (self.ears * (-reach * reach).exp())
    }

    /// The neck wider or narrower about its axis, from under jaw and nape on.
    fn neck(&self, p: Vec3) -> Vec3 {
        // The line from under the chin (-100 at z = 75) to the nape (-58 at z = -77).
        let line_y = -58.0 - 42.0 * ((p.z + 77.0) / 152.0).clamp(0.0, 1.0);
        let amount = smoothstep(0.0, NECK_SOFT_MM, line_y - p.y);
        let [across, forward] = self.neck.map(|scale| (scale - 1.0) * amount);
        vec3(p.x * across, 0.0, (p.z - neck_axis_z(p.y)) * forward)
    }
}

/// A soft hill of height 1.
fn soft(d: Vec3) -> f32 {
    let squared = d.length_squared();
    if squared > END { 0.0 } else { (-squared).exp() }
}

/// The axis of the neck leans: depth of its middle at a height, mm.
fn neck_axis_z(y_mm: f32) -> f32 {
    -32.0 + 0.28 * (y_mm + 120.0)
}
