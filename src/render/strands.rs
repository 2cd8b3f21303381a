//! Hairs as straight pieces: how a shaft bends above the skin, by its own weight, towards its tuft, in its curl.
//!
//! Known limits: guesses by eye, all of them; hair is not combed, blown or wet, and no hair rests on another.

use std::f32::consts::TAU;

use glam::Vec3;

use crate::appearance::contact_shadow;
use crate::deposit::Hair;
use crate::math::octahedral_encode;
use crate::render::layout::ShaftInstance;

/// Longest straight piece of a shaft, mm; longer hair is drawn in pieces along its bend.
const PIECE_MM: f32 = 4.0;
/// Most pieces of one hair.
const MOST_PIECES: f32 = 6.0;
/// A piece of a curl turns no further than this, radians.
const PIECE_RAD: f32 = 1.1;
/// Length over which long hair lies down by its own weight, mm. A guess by eye.
const LIE_DOWN_MM: f32 = 7.0;
/// Radius of the head that long hair follows, mm.
const HEAD_MM: f32 = 85.0;
/// How much paler the end of a cut hair is than its length: it lies open, and light comes in. By eye.
const TIP_PALER: f32 = 0.05;
/// Vellus is so fine that it shines on its own, as hair of this length does, mm.
const SHINES_MM: f32 = 6.0;

/// The pieces of one hair.
pub fn pieces(hair: &Hair) -> impl Iterator<Item = ShaftInstance> + use<> {
    let hair = *hair;
    let pieces = count(&hair);
    let at = move |piece: f32| hair.position + along(&hair, hair.length_mm.max(1e-3) * piece / pieces);
    let pale = if hair.grey { 1.0 } else { hair.lie.pale };
    (0..pieces as u32).map(move |piece| {
        let is_tip = piece as f32 + 1.0 == pieces;
        let opened = if is_tip && piece > 0 { TIP_PALER } else { 0.0 };
        ShaftInstance {
            root: at(piece as f32).to_array(),
            tip: at(piece as f32 + 1.0).to_array(),
            radius_mm: hair.radius_mm,
            grows: if hair.grows && is_tip { 1.0 } else { 0.0 },
            beyond_mm: hair.length_mm * (1.0 - (piece as f32 + 1.0) / pieces + hair.lie.under).max(0.0),
            length_mm: if hair.lie.is_vellus { SHINES_MM } else { hair.length_mm },
            white: (pale + opened).min(1.0),
            contact: if hair.lie.is_vellus { 0.0 } else { contact_shadow(hair.length_mm) },
            normal: octahedral_encode(hair.normal),
            is_close: if hair.lie.is_close { 1.0 } else { 0.0 },
            lid_mm: hair.lie.lid_mm,
        }
    })
}

/// How many pieces a hair is drawn in.
fn count(hair: &Hair) -> f32 {
    if hair.lie.curl_mm > 0.0 {
        (hair.length_mm / (hair.lie.curl_mm * PIECE_RAD)).ceil().clamp(1.0, MOST_PIECES)
    } else {
        (hair.length_mm / PIECE_MM).ceil().clamp(1.0, MOST_PIECES)
    }
}

/// Where a hair is `length_mm` from its root, mm from there.
fn along(hair: &Hair, length_mm: f32) -> Vec3 {
    let part = length_mm / hair.length_mm.max(1e-3);
    let drawn = hair.lie.drawn_mm * part * part;
    if hair.lie.curl_mm > 0.0 {
        return curled(hair, length_mm) + drawn;
    }
    if hair.length_mm <= PIECE_MM {
        return hair.direction * length_mm + drawn;
    }
    let rise = hair.direction.dot(hair.normal);
    let lying = (hair.direction - hair.normal * rise).normalize_or(hair.direction);
    let upright_mm = LIE_DOWN_MM * (1.0 - (-length_mm / LIE_DOWN_MM).exp());
    let forward_mm = length_mm - (1.0 - (1.0 - rise * rise).max(0.0).sqrt()) * upright_mm;
    let sunk_mm = forward_mm * forward_mm / (2.0 * HEAD_MM);
    lying * forward_mm + hair.normal * (rise * upright_mm - sunk_mm) + drawn
}

/// The same for a hair that curls: rings that lie on the skin, drawn out along the hair's way.
fn curled(hair: &Hair, length_mm: f32) -> Vec3 {
    /// How far a ring moves on for each mm of hair, and how far a whole hair rises at most, in rings.
    const PITCH: f32 = 0.3;
    const RISE: f32 = 1.6;
    let (n, t) = (hair.normal, hair.direction);
    let lean = (TAU * hair.lie.curl_phase).sin_cos();
    let across = (n.cross(t).normalize_or(n) * lean.1.signum() + 0.5 * n * lean.0).normalize_or(n);
    let r = hair.lie.curl_mm;
    let (sine, cosine) = (length_mm / r).sin_cos();
    let way = t * (r * sine * (1.0 - PITCH) + PITCH * length_mm) + across * (r * (1.0 - cosine));
    let height = way.dot(n);
    // Hair lies on the skin and not in it, and tufts stay low.
    let low = RISE * r * (1.0 - (-height.abs() / (RISE * r)).exp());
    way + n * (low - height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hair(length_mm: f32) -> Hair {
        Hair {
            position: Vec3::ZERO,
            normal: Vec3::Y,
            direction: Vec3::new(0.8, 0.6, 0.0),
            radius_mm: 0.04,
            length_mm,
            grows: true,
            grey: false,
            lie: Default::default(),
        }
    }

    fn curly(length_mm: f32, curl_phase: f32) -> Hair {
        let straight = hair(length_mm);
        Hair { lie: crate::deposit::Lie { curl_mm: 1.2, curl_phase, ..straight.lie }, ..straight }
    }

    fn drawn_mm(hair: &Hair) -> f32 {
        pieces(hair).map(|p| Vec3::from(p.root).distance(Vec3::from(p.tip))).sum()
    }

    #[test]
    fn pieces_hang_together_and_are_as_long_as_the_hair() {
        for length_mm in [0.3, 3.0, 12.0, 22.0] {
            let all: Vec<_> = pieces(&hair(length_mm)).collect();
            assert!(all.windows(2).all(|two| two[0].tip == two[1].root));
            let off = drawn_mm(&hair(length_mm)) / length_mm - 1.0;
            assert!(off.abs() < 0.06, "{length_mm}: {off}");
        }
        let mut planted = hair(12.0);
        planted.lie.drawn_mm = Vec3::Z * 9.0;
        assert!(drawn_mm(&planted) / 12.0 > 1.06, "planted: a hair drawn out must be seen");
    }

    #[test]
    fn curls_lie_low_and_never_in_the_skin() {
        for phase in [0.0, 0.2, 0.4, 0.6, 0.8] {
            let lowest = pieces(&curly(8.0, phase)).map(|p| p.tip[1]).fold(f32::MAX, f32::min);
            let reach = pieces(&curly(8.0, phase)).map(|p| Vec3::from(p.tip).length()).fold(0.0, f32::max);
            assert!(lowest >= 0.0 && reach < 5.0, "{lowest} {reach}");
        }
        let reach = pieces(&hair(8.0)).map(|p| Vec3::from(p.tip).length()).fold(0.0, f32::max);
        assert!(reach > 5.0, "planted: straight hair must be seen");
    }
}
