//! The named patterns of loss as laws of the mean head.
//!
//! Three soft shapes make the Norwood types ([`Norwood`]): a receding front line of the hairline family, a round
//! patch at the crown, and loss over the whole top down to the lateral fringe; in the A variants the front is swept
//! back to a coronal plane instead. Women's types ([`Ludwig`]) thin the top behind a front band.
//!
//! Geometry: `docs/practice.md#norwood-and-ludwig` (Norwood as tabled in PMC6580804: in II the temple triangles reach
//! no further back than 2 cm before the coronal line through the ear canals, in III they pass it; IIa ends within 2 cm
//! of the front line, IIIa at the mid-coronal line, IVa behind it, Va before the vertex; women keep a front band of 1
//! to 3 cm). Areas there (II 20..30 cm², III 40..60, IV 80..100, V 120..150, VI 150..200, VII 200..250) are from memory
//! and for scalps of about 520 cm²; this one has 645, so the upper types exceed them by up to that ratio, and the shape
//! of the fringe decided. A test prints what is lost here.
//! Known limits: borders (8..20 mm) and the shares lost by women are our choice; Olsen's widening of the parting to
//! the front is not drawn; no sparse island is left in IIa.

use super::next;
use crate::math::smoothstep;
use crate::plan::LossPattern;
use crate::scalp::coordinates::mean_surface;
use crate::scalp::field::{Field, Outline};
use crate::scalp::hairline::HairlineShape;
use crate::scalp::regions::distances_at;
use glam::{Vec2, Vec3, vec2};
use std::sync::{LazyLock, OnceLock};

const COUNT: usize = LossPattern::ALL.len();

/// Hair left by a pattern, built on first use; each keeps at most what the milder ones before it on its scale kept.
pub fn retained(pattern: LossPattern) -> &'static Field<1> {
    static FIELDS: [OnceLock<Field<1>>; COUNT] = [const { OnceLock::new() }; COUNT];
    FIELDS[pattern as usize].get_or_init(|| {
        let before = |milder: &LossPattern| *milder != pattern && next(*milder) == pattern;
        let milder: Vec<_> = LossPattern::ALL.into_iter().filter(before).map(retained).collect();
        let law = law(pattern);
        Field::new(|atlas| [milder.iter().map(|field| field.at_atlas(atlas)[0]).fold(law(atlas), f32::min)])
    })
}

type LossLaw = Box<dyn Fn(Vec2) -> f32 + Sync>;

fn law(pattern: LossPattern) -> LossLaw {
    use LossPattern::*;
    match pattern {
        None => Box::new(full),
        Total => Box::new(|_| 0.0),
        I => norwood(62.0, 1.0, 8.0).law(),
        II => norwood(66.0, 17.0, 10.0).law(),
        III => norwood(70.0, 38.0, 12.0).law(),
        IIIVertex => norwood(70.0, 38.0, 12.0).crown(24.0).law(),
        IV => norwood(77.0, 42.0, 14.0).crown(30.0).top(36.0, 0.08).law(),
        V => norwood(90.0, 34.0, 16.0).crown(38.0).top(40.0, 0.35).law(),
        VI => norwood(110.0, 19.0, 16.0).crown(42.0).top(34.0, 1.0).law(),
        VII => norwood(110.0, 24.0, 16.0).crown(42.0).top(10.0, 1.0).law(),
        IIa => norwood(76.0, 12.0, 10.0).law(),
        IIIa => norwood(76.0, 18.0, 14.0).swept(0.0, 28.0).law(),
        IVa => norwood(84.0, 24.0, 18.0).swept(-26.0, 22.0).law(),
        Va => norwood(92.0, 28.0, 18.0).swept(-48.0, 14.0).law(),
        LudwigI => Ludwig { even: 0.12, parting: 0.5 }.law(),
        LudwigII => Ludwig { even: 0.45, parting: 0.5 }.law(),
        LudwigIII => Ludwig { even: 0.9, parting: 0.6 }.law(),
    }
}

/// Centre of loss at the crown, atlas mm (mid-plane, behind the vertex, at the hair whorl).
const CROWN: Vec2 = vec2(0.0, -70.0);
/// Usual height of the border of loss over the top above the fringe line behind the ears, mm.
const TOP_MM: f32 = 30.0;
/// The same over the temples, where it meets the bays, mm.
const TOP_FRONT_MM: f32 = 6.0;
/// From the temples to the back that height changes between these planes, mm before the ear canals.
const TOP_PLANES_MM: [f32; 2] = [45.0, -60.0];

/// The measures of one Norwood type.
#[derive(Clone, Copy, Debug)]
struct Norwood {
    /// Own front line: mid-frontal height above the glabella, mm.
    front_mm: f32,
    /// Depth of the temple bays beyond the measured line, mm.
    recess_mm: f32,
    /// Radius of the bald patch at the crown, mm; 0 is none.
    crown_mm: f32,
    /// Height of the lower border of loss over the top above the measured fringe line behind the ears, mm.
    top_mm: f32,
    /// Fraction of hair lost between the borders of the two sides, bays and crown apart.
    top_loss: f32,
    /// The top is bare before a coronal plane, mm before the ear canals, and so far above that border, mm.
    swept_mm: Option<[f32; 2]>,
    /// Width of the miniaturised border, mm.
    border_mm: f32,
}

/// A type of front line and bays alone.
const fn norwood(front_mm: f32, recess_mm: f32, border_mm: f32) -> Norwood {
    Norwood { front_mm, recess_mm, crown_mm: 0.0, top_mm: TOP_MM, top_loss: 0.0, swept_mm: None, border_mm }
}

impl Norwood {
    const fn crown(self, crown_mm: f32) -> Norwood {
        Norwood { crown_mm, ..self }
    }

    const fn top(self, top_mm: f32, top_loss: f32) -> Norwood {
        Norwood { top_mm, top_loss, ..self }
    }

    const fn swept(self, plane_mm: f32, above_mm: f32) -> Norwood {
        Norwood { swept_mm: Some([plane_mm, above_mm]), ..self }
    }

    fn law(self) -> LossLaw {
        let half = 0.5 * self.border_mm;
        let (front, crown) = (front_line(self.front_mm, self.recess_mm), mean_surface(CROWN));
        let hair = move |d: f32| smoothstep(-half, half, d); // d: mm into the hair
        Box::new(move |atlas| {
            let p = mean_surface(atlas);
            let top = self.top_border_mm(p.z) - distances_at(atlas).fringe_mm;
            let crown = if self.crown_mm > 0.0 { p.distance(crown) - self.crown_mm } else { f32::MAX };
            let mut bare = merged(front.nearest(atlas).distance_mm, crown);
            if let Some([plane_mm, above_mm]) = self.swept_mm {
                bare = merged(bare, common(plane_mm - p.z, top + above_mm));
            }
            let thinned = 1.0 - self.top_loss * (1.0 - hair(top));
            if self.top_loss < 1.0 { hair(bare) * thinned } else { hair(merged(bare, top)) }
        })
    }

    /// Height of that border above the fringe line at a place `z`: in front it meets the temple bays.
    fn top_border_mm(&self, z: f32) -> f32 {
        let front = self.top_mm.min(TOP_FRONT_MM);
        front + (self.top_mm - front) * smoothstep(TOP_PLANES_MM[0], TOP_PLANES_MM[1], z)
    }
}

fn front_line(height_mm: f32, recess_mm: f32) -> Outline {
    HairlineShape { peak_mm: 1.0, round_mm: 6.0, ..HairlineShape::measured(height_mm, recess_mm) }.outline()
}

/// Distance to the union of two bald shapes, mm, with the notch between them filled over about 30 mm.
fn merged(a: f32, b: f32) -> f32 {
    const FILL_MM: f32 = 30.0;
    let h = (1.0 - (a - b).abs() / FILL_MM).max(0.0);
    a.min(b) - 0.25 * FILL_MM * h * h
}

/// Distance to what two bald shapes have in common, mm, with the corner where they cross rounded as much.
fn common(a: f32, b: f32) -> f32 {
    -merged(-a, -b)
}

/// A full head of hair: all of it behind the juvenile line, none before.
fn full(atlas: Vec2) -> f32 {
    const JUVENILE_MM: f32 = 60.0;
    const BORDER_MM: f32 = 8.0;
    static FRONT: LazyLock<Outline> = LazyLock::new(|| HairlineShape::measured(JUVENILE_MM, 0.0).outline());
    smoothstep(-BORDER_MM, 0.0, FRONT.nearest(atlas).distance_mm)
}

/// The measures of one of Ludwig's types.
#[derive(Clone, Copy, Debug)]
struct Ludwig {
    /// Fraction of hair lost on top and crown.
    even: f32,
    /// Fraction of what is left there that goes along the parting besides.
    parting: f32,
}

impl Ludwig {
    /// The front band: full up to the first, as thin as the top from the second distance behind the front line, mm.
    const BAND_MM: [f32; 2] = [10.0, 30.0];
    /// Loss sets in at the fringe line and is whole so far above it, mm.
    const SIDE_MM: f32 = 35.0;
    /// Half width of the parting, mm.
    const PARTING_MM: f32 = 12.0;

    fn law(self) -> LossLaw {
        let front = HairlineShape::measured(60.0, 0.0).outline();
        Box::new(move |atlas| {
            let p: Vec3 = mean_surface(atlas);
            let [near, far] = Self::BAND_MM;
            let behind = smoothstep(near, far, front.nearest(atlas).distance_mm);
            let place = behind * smoothstep(0.0, Self::SIDE_MM, distances_at(atlas).fringe_mm);
            let strip = self.parting * (-(p.x / Self::PARTING_MM).powi(2)).exp();
            full(atlas) * (1.0 - place * self.even) * (1.0 - place * strip)
        })
    }
}
