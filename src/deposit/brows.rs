//! Eyebrows: what makes a bald head a face. Untouched by treatment; they take the client's hair colour.
//!
//! Hairs of the head of a brow stand up, those of its body lie outwards, the lower ones rising and the upper ones
//! sinking to its ridge, those of its tail lead down and out. Dense in the core, single hairs about it. Lengths of 8 to
//! 12 mm in the body; all else by eye. A scan is taken for a man's.

use glam::Vec3;

use super::{Hair, Lie};
use crate::math::smoothstep;
use crate::plan::{HeadSource, Plan, Sex};
use crate::scalp::site::Draw;
use crate::scalp::{Site, brows as outline};

/// What a sex has: a woman's brow is the measured outline's, a man's is bushier and lower over the tail.
struct Brow {
    /// Hairs are as many as in the core so far inside the outline, mm, from none at the first.
    core_mm: [f32; 2],
    /// How much lower than the outline's the outer half lies, mm.
    lower_mm: f32,
    /// Scatter of directions, as slopes, in the core and added at the rim.
    stray: [f32; 2],
    /// Thickness of a hair over the scalp's.
    thickness: f32,
}

const WOMAN: Brow = Brow { core_mm: [-2.0, 2.2], lower_mm: 0.0, stray: [0.30, 0.35], thickness: 0.80 };
const MAN: Brow = Brow { core_mm: [-4.0, 2.0], lower_mm: 2.6, stray: [0.42, 0.5], thickness: 0.86 };
/// From the mid-plane, mm: where hairs no longer stand, where the tail begins and ends.
const HEAD_MM: [f32; 2] = [10.0, 24.0];
const TAIL_MM: [f32; 2] = [34.0, 54.0];

/// Brow hairs for the brow sites of a head.
pub fn brows(plan: &Plan, sites: &[Site]) -> Vec<Hair> {
    let sex = match &plan.head {
        HeadSource::BuiltIn(shape) => shape.sex,
        HeadSource::File { .. } => Sex::Male,
    };
    let brow = if sex == Sex::Female { &WOMAN } else { &MAN };
    sites.iter().filter_map(|site| hair(plan, brow, site)).collect()
}

fn hair(plan: &Plan, brow: &Brow, site: &Site) -> Option<Hair> {
    let draw = |what: Draw| what.unit(site.hash);
    let lower_mm = brow.lower_mm * smoothstep(18.0, 42.0, site.mean_position.x.abs());
    let inside_mm = outline::inside_mm(site.mean_position + Vec3::Y * lower_mm);
    let core = smoothstep(brow.core_mm[0], brow.core_mm[1], inside_mm);
    if draw(Draw::BrowRim) > core {
        return None;
    }
    let side = site.mean_position.x.signum();
    let outward_mm = site.mean_position.x.abs();
    let upright = 1.0 - smoothstep(HEAD_MM[0], HEAD_MM[1], outward_mm);
    let tail = smoothstep(TAIL_MM[0], TAIL_MM[1], outward_mm);
    // Above the ridge hairs sink, below they rise.
    let above = ((site.mean_position.y + lower_mm - ridge_mm(outward_mm)) / 4.0).clamp(-1.0, 1.0);
    let to_ridge = -0.42 * above * (1.0 - upright) * (1.0 - 0.5 * tail);
    let stray = (brow.stray[0] + brow.stray[1] * (1.0 - core)) * (2.0 * draw(Draw::BrowStray) - 1.0);
    let slope = 0.22 + 2.2 * upright * upright - 0.85 * tail + to_ridge + stray;
    let tangent = |slope: f32| {
        let along = Vec3::new(side, slope, 0.0);
        (along - site.normal * along.dot(site.normal)).normalize_or(Vec3::Y)
    };
    let length_mm = (7.5 + 4.0 * draw(Draw::BrowLength))
        * (0.62 + 0.38 * core)
        * (1.0 - 0.3 * tail)
        * (1.0 - 0.25 * upright);
    // They start steeper than they end.
    let (first, last) = (tangent(slope + 0.25 * (1.0 - tail)), tangent(slope - 0.45 * (1.0 - tail)));
    Some(Hair {
        position: site.position,
        normal: site.normal,
        direction: (first + site.normal * (0.10 + 0.16 * draw(Draw::BrowTilt))).normalize(),
        radius_mm: 0.5
            * plan.client.hair.shaft_mm
            * brow.thickness
            * (0.69 + 0.31 * core + 0.31 * draw(Draw::BrowWidth)),
        length_mm,
        grows: false,
        // Brows turn later than the scalp.
        grey: draw(Draw::BrowGrey) < 0.4 * plan.client.hair.grey,
        lie: Lie {
            drawn_mm: 0.5 * length_mm * (last - first),
            pale: 0.25 * (1.0 - core),
            is_close: true,
            ..Lie::default()
        },
    })
}

/// Height of the ridge of a brow so far from the mid-plane, mm, mean frame: it rises to the tail and then falls.
fn ridge_mm(outward_mm: f32) -> f32 {
    35.2 + 7.0 * smoothstep(8.0, 40.0, outward_mm) - 6.0 * smoothstep(42.0, 58.0, outward_mm)
}
