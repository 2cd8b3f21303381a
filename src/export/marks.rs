//! Sharp marks on a chart: cores of dots and of hair roots as `shaders/pigment.wgsl` draws them, short shafts and their
//! contact shadows as `shaders/stubble.wgsl` does, all seen straight from above.

use std::f32::consts::PI;
use std::sync::LazyLock;

use glam::{Mat2, Vec2, Vec3, vec2};

use super::chart::Chart;
use super::state::State;
use crate::appearance::{CONTACT_SHARE, CONTACT_SIGMA_MM};
use crate::math::{bilinear, octahedral_decode, tangent_frame};
use crate::optics::disc::{TABLE_EDGE, TABLE_RADIUS, disc_blur_table};
use crate::optics::dot::MOST_COVERED;
use crate::render::layout::{CoreInstance, ShaftInstance};

/// A texel's own footprint: the deviation of the Gaussian that marks are filtered with, texels.
const TEXEL_SIGMA: f32 = 0.5;
const REACH_SIGMAS: f32 = 3.0;
/// Marks lie on skin no further from them than this, mm: what lies behind an ear is not on it.
const SAME_SKIN_MM: f32 = 2.5;
/// Of a longer piece of hair only so much is painted, mm: it stands off the skin.
const LONGEST_PAINTED_MM: f32 = 4.0;
/// The normal integral of x is nearly logistic in so many x (Bowling et al. 2009).
const LOGISTIC: f32 = 1.702;

/// What marks take at a texel.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    /// S per channel.
    pub s: [f32; 3],
    /// Q per channel.
    pub q: [f32; 3],
    /// Cover of hair, as -ln(1 - covered), and of white hair.
    pub hair: [f32; 2],
}

/// One mark on a chart.
pub struct Mark {
    /// Its middle, texels.
    pub middle: Vec2,
    /// Half of the box that holds it, texels.
    pub reach: Vec2,
    skin: Vec3,
    mm_from_texels: Mat2,
    kind: Kind,
}

enum Kind {
    /// Ellipses of the narrow and the wide Gaussian; opacity times discs; contrast; share of the narrow one.
    Core { ellipses: [Ellipse; 2], absorbed: [f32; 3], contrast: [f32; 3], mix: [f32; 3] },
    /// Direction along it; half length and width, deviation of a texel, mm; how white; how strong its shadow is.
    Shaft { along: Vec2, half_mm: Vec2, sigma_mm: f32, white: f32, contact: f32 },
}

/// Inverse covariance (xx, xy, yy), 1/mm²; radius of the disc over the mean deviation, and the disc at its middle.
#[derive(Clone, Copy)]
struct Ellipse {
    inverse: [f32; 3],
    radius: f32,
    peak: f32,
}

impl Mark {
    /// The core of a dot or a root.
    pub fn core(core: &CoreInstance, states: &[State], chart: &Chart) -> Option<Mark> {
        let state = states.get(core.state as usize).filter(|state| state.is_there())?;
        let (position, normal) = (Vec3::from(core.position), octahedral_decode(core.normal));
        let (place, texels_from_mm) = placed(position, normal, chart)?;
        let mm_from_texels = texels_from_mm.inverse();
        let pigment = state.aged(core.radius_mm, core.tau_550);
        let radius_mm = pigment.radius2_mm2.sqrt();
        // A streak is its disc spread evenly along a line: as wide a Gaussian along it, and the area of a stadium.
        let streak = Vec2::from(core.streak_mm);
        let footprint = (mm_from_texels * mm_from_texels.transpose()) * (TEXEL_SIGMA * TEXEL_SIGMA);
        let spread = footprint + Mat2::from_cols(streak * streak.x, streak * streak.y) * (1.0 / 12.0);
        let discs = 1.0 + 2.0 * streak.length() / (PI * radius_mm);
        let [narrow, wide] = state.core_sigma_mm;
        let reach2 = pigment.radius2_mm2 + wide * wide;
        let reach_mm = REACH_SIGMAS * (vec2(spread.x_axis.x, spread.y_axis.y) + reach2).max_element().sqrt();
        let opacity = pigment.core();
        Some(Mark {
            middle: place + texels_from_mm * (0.5 * streak),
            reach: reach(texels_from_mm, reach_mm),
            skin: position,
            mm_from_texels,
            kind: Kind::Core {
                ellipses: [narrow, wide].map(|sigma_mm| Ellipse::of(spread, sigma_mm, radius_mm)),
                absorbed: opacity.map(|opacity| discs * opacity * state.seen),
                contrast: state.contrast,
                mix: state.core_mix,
            },
        })
    }

    /// A shaft as it lies over the skin, and its shadow; `grown_mm`: hair grown since the last trim.
    pub fn shaft(shaft: &ShaftInstance, grown_mm: f32, chart: &Chart) -> Option<Mark> {
        let (root, normal) = (Vec3::from(shaft.root), octahedral_decode(shaft.normal));
        let way = Vec3::from(shaft.tip) - root;
        let length_mm = way.length().max(1e-6);
        let painted_mm = (length_mm + shaft.grows * grown_mm).min(LONGEST_PAINTED_MM);
        let (place, texels_from_mm) = placed(root, normal, chart)?;
        let lying = tangent_frame(normal).map(|tangent| tangent.dot(way) * painted_mm / length_mm);
        let lying = Vec2::from(lying);
        let mm_from_texels = texels_from_mm.inverse();
        let sigma_mm = TEXEL_SIGMA * mm_from_texels.determinant().abs().sqrt();
        let half_mm = vec2((0.5 * lying.length()).max(1e-3), shaft.radius_mm);
        let blur_mm = if shaft.contact > 0.0 { sigma_mm.hypot(CONTACT_SIGMA_MM) } else { sigma_mm };
        Some(Mark {
            middle: place + texels_from_mm * (0.5 * lying),
            reach: reach(texels_from_mm, half_mm.x + half_mm.y + REACH_SIGMAS * blur_mm),
            skin: root,
            mm_from_texels,
            kind: Kind::Shaft {
                along: lying.normalize_or(Vec2::X),
                half_mm,
                sigma_mm,
                white: shaft.white,
                // It is as large as the shaft from its side.
                contact: shaft.contact * 0.5 * painted_mm / half_mm.x,
            },
        })
    }

    /// Adds what it takes at a texel whose middle is `at`, on the skin at `skin`, mm.
    pub fn add(&self, sum: &mut Sum, at: Vec2, skin: Vec3) {
        let off = self.mm_from_texels * (at - self.middle);
        if skin.distance_squared(self.skin) > (off.length() + SAME_SKIN_MM).powi(2) {
            return;
        }
        match &self.kind {
            Kind::Core { ellipses, absorbed, contrast, mix } => {
                let [narrow, wide] = ellipses.each_ref().map(|ellipse| ellipse.disc(off));
                if narrow.max(wide) <= 0.0 {
                    return;
                }
                for c in 0..3 {
                    let covered = absorbed[c] * (wide + mix[c] * (narrow - wide));
                    let loss = log_loss(covered);
                    sum.s[c] += loss;
                    sum.q[c] += loss * contrast[c];
                }
            }
            Kind::Shaft { along, half_mm, sigma_mm, white, contact } => {
                let place = vec2(off.dot(*along), off.perp_dot(*along)).abs();
                let blur_mm = if *contact > 0.0 { sigma_mm.hypot(CONTACT_SIGMA_MM) } else { *sigma_mm };
                if (place - *half_mm).max_element() > REACH_SIGMAS * blur_mm {
                    return;
                }
                let within = |sigma: f32| {
                    fraction_within(place.x, half_mm.x, sigma) * fraction_within(place.y, half_mm.y, sigma)
                };
                let cover = log_loss(within(*sigma_mm).max(0.0));
                sum.hair[0] += cover;
                sum.hair[1] += cover * white;
                if *contact > 0.0 {
                    let shadow = contact * within(blur_mm);
                    for (c, share) in CONTACT_SHARE.into_iter().enumerate() {
                        sum.s[c] += shadow * share;
                        sum.q[c] += shadow * share;
                    }
                }
            }
        }
    }
}

impl Ellipse {
    fn of(spread: Mat2, sigma_mm: f32, radius_mm: f32) -> Ellipse {
        let [xx, xy, yy] =
            [spread.x_axis.x + sigma_mm * sigma_mm, spread.x_axis.y, spread.y_axis.y + sigma_mm * sigma_mm];
        let determinant = xx * yy - xy * xy;
        let radius = radius_mm / determinant.sqrt().sqrt();
        let peak = -(-0.5 * radius * radius).exp_m1();
        Ellipse { inverse: [yy / determinant, -xy / determinant, xx / determinant], radius, peak }
    }

    /// The disc blurred by it, at an offset, mm: [`disc_blur_table`] says what its axes are.
    fn disc(&self, off: Vec2) -> f32 {
        const SIDE: usize = 64;
        static TABLE: LazyLock<Vec<[f32; 1]>> =
            LazyLock::new(|| disc_blur_table(SIDE, SIDE).into_iter().map(|value| [value]).collect());
        let [xx, xy, yy] = self.inverse;
        let rho = (off.x * off.x * xx + 2.0 * off.x * off.y * xy + off.y * off.y * yy).max(0.0).sqrt();
        let y = self.radius;
        let inner = y.min(TABLE_EDGE as f32);
        let u = (rho - y + inner) / (inner + TABLE_EDGE as f32);
        if u >= 1.0 {
            return 0.0;
        }
        let last = SIDE as f32 - 1.001;
        let (x, row) = (u.max(0.0) * (SIDE - 1) as f32, y / (y + TABLE_RADIUS as f32) * (SIDE - 1) as f32);
        let [value] = bilinear(&TABLE, SIDE, x.min(last), row.min(last));
        value * self.peak
    }
}

/// -ln(1 - covered). Most texels lie at the foot of a mark, where two terms of its series are all of it.
fn log_loss(covered: f32) -> f32 {
    const LITTLE: f32 = 1e-3;
    if covered < LITTLE {
        covered + 0.5 * covered * covered
    } else {
        -(-covered.min(MOST_COVERED as f32)).ln_1p()
    }
}

/// Place on the chart and steps there; none off the chart or where it is flat.
fn placed(position: Vec3, normal: Vec3, chart: &Chart) -> Option<(Vec2, Mat2)> {
    let (place, steps) = chart.place_and_steps(position, normal);
    let is_on = place.cmpge(Vec2::ZERO).all() && place.cmple(Vec2::splat(chart.side as f32)).all();
    (is_on && steps.determinant().abs() > 1e-3).then_some((place, steps))
}

/// Half of the box in texels that holds a circle of this radius, mm.
fn reach(texels_from_mm: Mat2, radius_mm: f32) -> Vec2 {
    let rows = texels_from_mm.transpose();
    radius_mm * vec2(rows.x_axis.length(), rows.y_axis.length())
}

/// Fraction of a Gaussian about `x` that lies within |x| < half.
fn fraction_within(x: f32, half: f32, sigma: f32) -> f32 {
    let k = LOGISTIC / sigma;
    1.0 / (1.0 + (-k * (half - x)).exp()) - 1.0 / (1.0 + (k * (half + x)).exp())
}
