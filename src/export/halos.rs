//! The wide halos of dots and roots over the scalp's atlas, as `shaders/halo.wgsl` sums them.

use std::ops::Range;

use glam::{Mat2, Vec2, vec2};
use rayon::prelude::*;

use super::state::State;
use crate::appearance::CONTACT_SHARE;
use crate::math::bilinear;
use crate::optics::dot::CROWDING;
use crate::optics::tables::Loss;
use crate::render::atlas::SIDE_TEXELS;
use crate::render::layout::HaloInstance;

/// So many widths leave 0.3 % of the widest channel outside.
const REACH_SIGMAS: f32 = 3.2;
/// Rows that are summed together.
const STRIP_ROWS: usize = 32;
const SIDE: usize = SIDE_TEXELS as usize;

/// S and Q of the halos per channel, and what of the skin around is covered by dots, over the atlas.
pub struct Halos {
    nodes: Vec<[f32; 7]>,
    half_mm: f32,
}

/// One halo on the atlas.
struct Splat {
    middle: Vec2,
    mm_from_texels: Mat2,
    reach_texels: Vec2,
    falloff: [f32; 3],
    loss: [f32; 3],
    weighted: [f32; 3],
    coverage: f32,
}

impl Halos {
    /// The sum of these halos; `half_mm`: half the side of the atlas.
    pub fn sum<'a>(
        halos: impl IntoParallelIterator<Item = &'a HaloInstance>,
        states: &[State],
        half_mm: f32,
    ) -> Halos {
        let splats: Vec<Splat> =
            halos.into_par_iter().filter_map(|halo| Splat::of(halo, states, half_mm)).collect();
        let mut of_strip = vec![Vec::new(); SIDE / STRIP_ROWS];
        for (i, splat) in splats.iter().enumerate() {
            let rows = reached(splat.middle.y, splat.reach_texels.y);
            if rows.is_empty() {
                continue;
            }
            (rows.start / STRIP_ROWS..=(rows.end - 1) / STRIP_ROWS).for_each(|strip| of_strip[strip].push(i));
        }
        let strip = |(strip, of): (usize, Vec<usize>)| {
            let first = strip * STRIP_ROWS;
            let mut nodes = vec![[0.0; 7]; STRIP_ROWS * SIDE];
            of.into_iter().for_each(|i| splats[i].add(&mut nodes, first));
            nodes
        };
        let strips: Vec<Vec<[f32; 7]>> = of_strip.into_par_iter().enumerate().map(strip).collect();
        Halos { nodes: strips.concat(), half_mm }
    }

    /// What they take at a place of the atlas, mm, where a fraction `scalp` of it shows.
    pub fn at(&self, atlas_mm: Vec2, scalp: f32) -> Loss {
        let place = (0.5 + 0.5 * atlas_mm / self.half_mm) * SIDE as f32 - 0.5;
        let place = place.clamp(Vec2::ZERO, Vec2::splat(SIDE as f32 - 1.001));
        let [sr, sg, sb, qr, qg, qb, coverage] =
            bilinear(&self.nodes, SIDE, place.x, place.y).map(|v| v * scalp);
        let crowd = 1.0 + CROWDING as f32 * coverage;
        Loss { s: [sr, sg, sb].map(|s| crowd * s), q: [qr, qg, qb].map(|q| crowd * q) }
    }
}

impl Splat {
    fn of(halo: &HaloInstance, states: &[State], half_mm: f32) -> Option<Splat> {
        let state = states.get(halo.state as usize).filter(|state| state.is_there())?;
        let pigment = state.aged(halo.radius_mm, halo.tau_550);
        let (strength, opacity) = (state.halo_strength(pigment.radius2_mm2.sqrt()), pigment.halo());
        // The disc's own variance, r²/4 on each axis, joins the halo's.
        let sigma2 = state.halo_sigma_mm.map(|sigma| sigma * sigma + 0.25 * pigment.radius2_mm2);
        let scattered = |c: usize| state.seen * strength[c] * opacity[c] * pigment.radius2_mm2;
        let shadow =
            |c: usize| (halo.shadow_mm2 - CONTACT_SHARE[c] * halo.contact_mm2) / std::f32::consts::PI;
        let [jxx, jxy, jyx, jyy] = halo.atlas_from_tangent;
        let texels_from_mm = Mat2::from_cols(vec2(jxx, jxy), vec2(jyx, jyy)) * (0.5 * SIDE as f32 / half_mm);
        if texels_from_mm.determinant().abs() < 1e-6 {
            return None;
        }
        let reach_mm = REACH_SIGMAS * sigma2.into_iter().fold(0.0, f32::max).sqrt();
        let rows = texels_from_mm.transpose();
        Some(Splat {
            middle: (0.5 + 0.5 * Vec2::from(halo.atlas_mm) / half_mm) * SIDE as f32,
            mm_from_texels: texels_from_mm.inverse(),
            reach_texels: reach_mm * vec2(rows.x_axis.length(), rows.y_axis.length()),
            falloff: sigma2.map(|variance| -0.5 / variance),
            loss: std::array::from_fn(|c| (scattered(c) + shadow(c)) / (2.0 * sigma2[c])),
            weighted: std::array::from_fn(|c| {
                (scattered(c) * state.contrast[c] + shadow(c)) / (2.0 * sigma2[c])
            }),
            coverage: state.seen * opacity[1] * pigment.radius2_mm2 / (2.0 * sigma2[1]),
        })
    }

    /// Adds it to the rows of a strip that begins at row `first`.
    fn add(&self, nodes: &mut [[f32; 7]], first: usize) {
        let rows = reached(self.middle.y, self.reach_texels.y);
        for row in rows.start.max(first)..rows.end.min(first + STRIP_ROWS) {
            for column in reached(self.middle.x, self.reach_texels.x) {
                let off = self.mm_from_texels * (vec2(column as f32, row as f32) + 0.5 - self.middle);
                let off2 = off.length_squared();
                let falloff = self.falloff.map(|rate| (rate * off2).exp());
                let coverage = self.coverage * falloff[1];
                // Less what it would crowd itself.
                let alone = 1.0 - CROWDING as f32 * coverage;
                let node = &mut nodes[(row - first) * SIDE + column];
                for c in 0..3 {
                    node[c] += self.loss[c] * falloff[c] * alone;
                    node[3 + c] += self.weighted[c] * falloff[c] * alone;
                }
                node[6] += coverage;
            }
        }
    }
}

/// Texels whose middles lie within `reach` of a place.
fn reached(middle: f32, reach: f32) -> Range<usize> {
    let end = |place: f32| place.clamp(0.0, SIDE as f32) as usize;
    end((middle - reach + 0.5).floor())..end((middle + reach + 0.5).floor())
}
