//! What the styles sold by clinics (`docs/practice.md#styles`) mean in numbers; all of them are our reading.

use super::edge::HairlineEdge;
use super::shape::HairlineShape;
use crate::plan::{Hairline, HairlineStyle};

/// The transition zone at which waves are as the style has them, mm: a sharper line has lower ones.
const USUAL_SOFTNESS_MM: f32 = 8.0;
/// Least and most of that.
const LOWER: [f32; 2] = [0.3, 1.25];

/// The numbers of one style.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Its line at any height; [`HairlineShape::height_mm`] is the plan's.
    pub shape: HairlineShape,
    /// Height of the waves.
    waves: f32,
    /// Width of the transition zone, jitter and sentinels there, relative to the plan's.
    edge: HairlineEdge,
}

const fn edge(softness_mm: f32, jitter: f32, sentinels: f32) -> HairlineEdge {
    HairlineEdge { softness_mm, jitter, sentinels }
}

impl Style {
    /// The numbers of a style.
    pub const fn of(style: HairlineStyle) -> Style {
        use HairlineStyle::*;
        const PLAIN: HairlineShape = HairlineShape::measured(60.0, 0.0);
        const NATURAL: Style = Style {
            shape: HairlineShape { recess_mm: 2.0, peak_mm: 1.5, round_mm: 4.0, ..PLAIN },
            waves: 1.0,
            edge: edge(1.0, 1.0, 1.0),
        };
        match style {
            Natural => NATURAL,
            Soft => Style { waves: 0.5, edge: edge(1.5, 1.0, 0.7), ..NATURAL },
            SoftBroken => Style { waves: 2.0, edge: edge(1.25, 1.8, 2.5), ..NATURAL },
            Receded => {
                Style { shape: HairlineShape { recess_mm: 16.0, peak_mm: 3.0, ..NATURAL.shape }, ..NATURAL }
            }
            WidowsPeak => {
                Style { shape: HairlineShape { recess_mm: 3.0, peak_mm: 8.0, ..NATURAL.shape }, ..NATURAL }
            }
            Rounded => Style {
                shape: HairlineShape { recess_mm: -3.0, round_mm: 22.0, ..PLAIN },
                waves: 0.8,
                edge: edge(0.9, 1.0, 0.8),
            },
            Defined => Style {
                shape: HairlineShape { crisp: 0.85, ..PLAIN },
                waves: 0.2,
                edge: edge(0.4, 0.5, 0.15),
            },
            Boxed => Style {
                shape: HairlineShape { crisp: 1.0, corner_mm: 62.0, ..PLAIN },
                waves: 0.1,
                edge: edge(0.4, 0.4, 0.1),
            },
        }
    }

    /// How uneven a plan's line of this style is.
    pub fn waves(&self, hairline: &Hairline) -> f32 {
        self.waves * hairline.waves * (hairline.softness_mm / USUAL_SOFTNESS_MM).clamp(LOWER[0], LOWER[1])
    }

    /// The transition zone of a plan's line of this style.
    pub fn edge(&self, hairline: &Hairline) -> HairlineEdge {
        HairlineEdge {
            softness_mm: self.edge.softness_mm * hairline.softness_mm,
            jitter: self.edge.jitter * hairline.jitter,
            sentinels: self.edge.sentinels * hairline.sentinels,
        }
    }
}

impl HairlineShape {
    /// The drawn shape of a plan, before waves.
    pub fn of(hairline: &Hairline) -> HairlineShape {
        let shape = HairlineShape { height_mm: hairline.height_mm, ..Style::of(hairline.style).shape };
        shape.moved(hairline)
    }
}
