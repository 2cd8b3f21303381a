//! What the head stands on: shoulders under a plain crew-neck shirt with a ribbed collar, made for the neck that a head has.
//! It is drawn, and throws shadows; it is no part of the head: nothing is picked, framed, counted or treated on it.
//!
//! Known limits: cloth does not move when the head turns; its folds are a noise laid along the body, not a draped
//! sheet; skin does not take up light from it.

mod body;
mod neck;

use std::f32::consts::TAU;

use glam::{Vec2, Vec3, vec2};
use rayon::prelude::*;

use crate::math::smoothstep;
use crate::render::layout::SurfaceVertex;
use crate::render::noise;
use crate::scalp::head::Head;
use crate::scalp::mesh::smooth_normals;
use crate::scalp::{Mesh, occlusion};
use body::Body;
pub use neck::Neck;

/// [`SurfaceVertex::tissue`] of cloth; the greatest of all.
pub const CLOTH: f32 = 2.0;
/// Width of the collar's band along the cloth, mm.
pub const BAND_MM: f32 = 18.0;
/// Vertices round the neck; even.
const AROUND: usize = 128;
/// Distances along the cloth of the rings that are the same all round, mm, and how many go on to the hem; together with
/// the ring inside the neck an odd number.
const NEAR_MM: [f32; 20] = [
    0.0, 0.7, 2.0, 5.0, 9.0, 13.0, 16.0, 17.6, 18.4, 20.0, 23.0, 27.0, 31.0, 35.0, 40.0, 45.0, 50.0, 56.0,
    62.0, 68.0,
];
const FAR: usize = 28;
const RINGS: usize = 1 + NEAR_MM.len() + FAR;
/// The hem lies so far below the collar, mm, and fades over so much.
const HEM_MM: f32 = 650.0;
const HEM_FADE_MM: f32 = 70.0;
/// The first ring lies so deep in the neck and below the edge, mm: no gap, however the neck is made.
const INSIDE_MM: [f32; 2] = [14.0, 4.0];

/// Shoulders under cloth.
#[derive(Clone, Debug)]
pub struct Garment {
    /// The neck it was made for.
    pub neck: Neck,
    /// Vertices, ring after ring.
    pub vertices: Vec<SurfaceVertex>,
    /// Triangle corners.
    pub indices: Vec<u32>,
    /// The same of every other ring and vertex.
    pub few_indices: Vec<u32>,
    /// Heights between which it fades in from its hem, mm.
    pub end_mm: [f32; 2],
}

impl Garment {
    /// Made for a head; none where it has no neck to lay a collar round.
    pub fn of(head: &Head) -> Option<Garment> {
        let neck = Neck::of(head)?;
        let positions = positions(&neck);
        let indices = triangles(1);
        let few_indices = triangles(2);
        let normals = smooth_normals(&positions, &indices);
        let ambient = ambient(head, &positions, &normals, &few_indices);
        let vertex = |i: usize| SurfaceVertex {
            position: positions[i].to_array(),
            normal: normals[i].to_array(),
            atlas_mm: place_on_cloth(&positions, &neck, i).to_array(),
            ambient: ambient[i],
            tissue: CLOTH,
            ..Default::default()
        };
        let hem_mm = positions[(RINGS - 1) * AROUND..].iter().map(|p| p.y).fold(f32::MIN, f32::max);
        Some(Garment {
            vertices: (0..positions.len()).map(vertex).collect(),
            indices: indices.into_iter().flatten().collect(),
            few_indices: few_indices.into_iter().flatten().collect(),
            end_mm: [hem_mm, hem_mm + HEM_FADE_MM],
            neck,
        })
    }

    /// What the collar and the shoulders leave of the surroundings' light on the neck at a place. Rays from bare necks
    /// find 0.6 of the hemisphere open at the collar's edge, 0.85 from 12 mm above it on and all at 150 mm; what they hide
    /// is ground, which sends about 0.6 of the mean, and cloth sends some light of its own.
    pub fn open_above(&self, p: Vec3) -> f32 {
        /// What is taken at the collar's edge, and over which distances that ends, mm.
        const EDGE: [f32; 2] = [0.14, 3.5];
        const SHOULDERS: [f32; 2] = [0.09, 80.0];
        let above_mm = self.neck.above_edge_mm(p);
        // Inside the collar it grows dark.
        let edge = (EDGE[0] * (-above_mm / EDGE[1]).exp()).min(1.0);
        let shoulders = SHOULDERS[0] * (-above_mm.max(0.0) / SHOULDERS[1]).exp();
        (1.0 - edge) * (1.0 - shoulders)
    }
}

/// Places of all vertices, ring after ring from inside the neck to the hem.
fn positions(neck: &Neck) -> Vec<Vec3> {
    let body = Body::below(neck);
    let turns: Vec<f32> = (0..AROUND).map(|k| TAU * k as f32 / AROUND as f32).collect();
    let outlines: Vec<Vec<Vec3>> = turns.par_iter().map(|turn| ring_places(&body, neck, *turn)).collect();
    (0..RINGS).flat_map(|ring| outlines.iter().map(move |outline| outline[ring])).collect()
}

/// One vertex of each ring at a turn.
fn ring_places(body: &Body<'_>, neck: &Neck, turn_rad: f32) -> Vec<Vec3> {
    const STEP_MM: f32 = 3.0;
    let outline = body.outline(turn_rad, HEM_MM, STEP_MM);
    let length_mm = (outline.len() - 1) as f32 * STEP_MM;
    let at = |along_mm: f32| {
        let place = (along_mm / STEP_MM).clamp(0.0, (outline.len() - 1) as f32 - 1e-3);
        let (i, t) = (place.floor() as usize, place.fract());
        (outline[i].lerp(outline[i + 1], t), (outline[i + 1] - outline[i]).normalize_or(Vec2::NEG_Y))
    };
    let last_mm = NEAR_MM[NEAR_MM.len() - 1];
    let far = (1..=FAR).map(|k| {
        let t = k as f32 / FAR as f32;
        last_mm + (length_mm - last_mm) * t * (0.35 + 0.65 * t)
    });
    let (sin, cos) = turn_rad.sin_cos();
    let place = |p: Vec2| neck.middle + Vec3::new(sin * p.x, p.y, cos * p.x);
    let (edge, _) = at(0.0);
    let inside = place(edge - Vec2::from(INSIDE_MM));
    let cloth = NEAR_MM.into_iter().chain(far).map(|along_mm| {
        let (p, along) = at(along_mm);
        let out = vec2(-along.y, along.x);
        let fold_mm = fold_mm(turn_rad, along_mm) + armpit_fold_mm(place(p) - neck.middle);
        place(p + out * (thickness_mm(along_mm) + fold_mm))
    });
    std::iter::once(inside).chain(cloth).collect()
}

/// How far cloth stands off what is under it, mm: a rolled edge, a band, a seam, one layer.
fn thickness_mm(along_mm: f32) -> f32 {
    let rolled = 0.3 + 1.9 * smoothstep(0.0, 2.2, along_mm);
    let seam = 1.1 * (-((along_mm - BAND_MM) / 0.9).powi(2)).exp();
    rolled - 0.9 * smoothstep(BAND_MM - 1.5, BAND_MM + 1.0, along_mm) - seam
}

/// Soft folds, mm: small ones that the collar pulls, long ones that hang from the shoulders.
fn fold_mm(turn_rad: f32, along_mm: f32) -> f32 {
    const SEED: u64 = 0x7368_6972;
    let turn = turn_rad / TAU;
    let noise = |around: i32, length_mm: f32, seed: u64| {
        let drift = 0.35 * noise::value(vec2(turn * 6.0, along_mm / 130.0), 6, SEED ^ (seed + 9));
        noise::value(vec2((turn + 0.06 * drift) * around as f32, along_mm / length_mm), around, SEED ^ seed)
    };
    // Round backs, and creases between them.
    let ridge = |value: f32| value.abs().min(1.0) - 0.5;
    let pulled = 4.2
        * ridge(2.4 * noise(13, 75.0, 1))
        * smoothstep(BAND_MM + 1.0, 48.0, along_mm)
        * smoothstep(230.0, 80.0, along_mm);
    let hanging = 11.0 * ridge(2.4 * noise(11, 230.0, 2)) * smoothstep(60.0, 260.0, along_mm);
    let across = 4.0 * ridge(2.6 * noise(5, 58.0, 3)) * smoothstep(70.0, 170.0, along_mm);
    pulled + hanging + across
}

/// Folds that run together where the arm meets chest and back, mm.
fn armpit_fold_mm(p: Vec3) -> f32 {
    const ARMPIT_MM: Vec2 = vec2(158.0, -215.0);
    const REACH_MM: f32 = 95.0;
    let from = vec2(p.x.abs(), p.y) - ARMPIT_MM;
    let seed = 11 + u64::from(p.x > 0.0) + 2 * u64::from(p.z > 0.0);
    let turn = from.to_angle() / TAU;
    let fan = noise::value(vec2(turn * 14.0, from.length() / 160.0), 14, seed);
    13.0 * fan * (-from.length_squared() / (REACH_MM * REACH_MM)).exp() * smoothstep(0.0, 30.0, from.length())
}

/// Place on the cloth, mm: across from the nearer shoulder seam as at the collar's edge, and along from that edge.
fn place_on_cloth(positions: &[Vec3], neck: &Neck, i: usize) -> Vec2 {
    let p = positions[i] - neck.middle;
    let (ring, k) = (i / AROUND, i % AROUND);
    let step = |ring: usize| positions[ring * AROUND + k].distance(positions[(ring - 1) * AROUND + k]);
    let along_mm = NEAR_MM.get(ring.saturating_sub(1)).copied().unwrap_or_else(|| (2..=ring).map(step).sum());
    let edge = positions[AROUND + k] - neck.middle;
    vec2(p.z.atan2(p.x.abs()) * edge.x.hypot(edge.z), along_mm)
}

/// Triangles over every `stride`th ring and vertex, counter-clockwise seen from outside.
fn triangles(stride: usize) -> Vec<[u32; 3]> {
    let at = |ring: usize, k: usize| (ring * AROUND + k % AROUND) as u32;
    let mut triangles = Vec::new();
    for ring in (0..RINGS - stride).step_by(stride) {
        for k in (0..AROUND).step_by(stride) {
            let [a, b] = [at(ring, k), at(ring, k + stride)];
            let [c, d] = [at(ring + stride, k), at(ring + stride, k + stride)];
            triangles.extend([[a, c, b], [b, c, d]]);
        }
    }
    triangles
}

/// What each vertex sees of the surroundings, past the head and its own folds: by rays at every other vertex.
fn ambient(head: &Head, positions: &[Vec3], normals: &[Vec3], few: &[[u32; 3]]) -> Vec<f32> {
    let rings = RINGS.div_ceil(2);
    let around = AROUND / 2;
    let all = |i: usize| 2 * (i / around) * AROUND + 2 * (i % around);
    let pick = |of: &[Vec3]| (0..rings * around).map(|i| of[all(i)]).collect::<Vec<_>>();
    let number = |i: u32| {
        let i = i as usize;
        ((i / AROUND / 2) * around + (i % AROUND) / 2) as u32
    };
    let coarse = Mesh {
        positions: pick(positions),
        normals: pick(normals),
        ambient: Vec::new(),
        triangles: few.iter().map(|triangle| triangle.map(number)).collect(),
    };
    let found =
        occlusion::ambient_beside(&coarse, &|origin, direction| head.ray_hit(origin, direction).is_some());
    let between = |i: usize| {
        let (ring, k) = (i / AROUND, i % AROUND);
        let rows = [ring / 2, ring.div_ceil(2)];
        let columns = [k / 2, k.div_ceil(2) % around];
        0.25 * rows.iter().flat_map(|row| columns.map(|column| found[row * around + column])).sum::<f32>()
    };
    (0..positions.len()).map(between).collect()
}

#[cfg(test)]
mod tests;
