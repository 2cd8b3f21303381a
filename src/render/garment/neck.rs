//! The neck of a head where a collar lies round it: place, lean and radius by direction.
//!
//! Known limits: a head from a file that has shoulders of its own, or too little neck below its chin, has none; a hole
//! in its neck is closed from both sides.

use std::f32::consts::TAU;

use glam::Vec3;

use crate::scalp::head::Head;

/// Directions about the axis.
pub const SECTORS: usize = 48;
/// The collar is lower in front, mm for each mm forward: nape to the pit of the throat.
pub const SLOPE: f32 = 0.3;
/// The upper edge of the collar stays so far above the cut end of the neck, mm.
const ABOVE_END_MM: f32 = 12.0;
/// Usual height of the middle of that edge below the chin, mm, and the least that is a neck.
const BELOW_CHIN_MM: f32 = 42.0;
const LEAST_NECK_MM: f32 = 24.0;
/// Cloth keeps so far off the skin behind and in front, mm: a collar hangs on the nape.
const CLEARANCE_MM: [f32; 2] = [1.2, 5.0];
/// The band of a collar holds skin from so far above its edge to so far below it, mm.
const BAND_MM: [f32; 2] = [-20.0, 5.0];
/// What is so much wider than the neck is a shoulder.
const SHOULDER: f32 = 1.5;

/// A neck.
#[derive(Clone, Debug)]
pub struct Neck {
    /// Middle of the collar's upper edge, mm, head frame.
    pub middle: Vec3,
    /// How far the axis goes forward, mm for each mm up.
    pub lean: f32,
    /// Radius about the axis, mm, by turn from the front to the left.
    radius_mm: [f32; SECTORS],
}

impl Neck {
    /// The neck of a head; none where there is too little, or where shoulders follow it.
    pub fn of(head: &Head) -> Option<Neck> {
        let chin_mm = head.landmarks.get("menton")?.y;
        let below: Vec<Vec3> = head.mesh.positions.iter().copied().filter(|p| p.y < chin_mm - 10.0).collect();
        let section = |from_mm: f32, to_mm: f32| middle_of(&below, from_mm, to_mm);
        let axis = section(chin_mm - 45.0, chin_mm - 20.0)?;
        let middle_mm = edge_height(&below, axis)?.max(chin_mm - BELOW_CHIN_MM);
        let (upper, lower) =
            (section(middle_mm + 5.0, middle_mm + 25.0), section(middle_mm - 22.0, middle_mm - 2.0));
        let lean = match (upper, lower) {
            (Some(upper), Some(lower)) => ((upper.z - lower.z) / 27.0).clamp(-0.2, 0.6),
            _ => 0.28,
        };
        let at = upper.or(lower).unwrap_or(axis);
        let z = at.z + lean * (middle_mm - at.y);
        let mut neck = Neck { middle: Vec3::new(at.x, middle_mm, z), lean, radius_mm: [0.0; SECTORS] };
        neck.radius_mm = neck.measured(&below)?;
        let is_neck = middle_mm < chin_mm - LEAST_NECK_MM && !neck.has_shoulders(&below);
        is_neck.then_some(neck)
    }

    /// Girth round the skin, mm.
    pub fn girth_mm(&self) -> f32 {
        TAU * (self.radius_mm.iter().sum::<f32>() / SECTORS as f32
            - 0.5 * (CLEARANCE_MM[0] + CLEARANCE_MM[1]))
    }

    /// From the axis at that height, mm.
    pub fn from_axis(&self, p: Vec3) -> Vec3 {
        let up = p.y - self.middle.y;
        Vec3::new(p.x - self.middle.x, up, p.z - self.middle.z - self.lean * up)
    }

    /// Height above the edge of the collar, mm.
    pub fn above_edge_mm(&self, p: Vec3) -> f32 {
        p.y - self.middle.y + SLOPE * (p.z - self.middle.z)
    }

    /// Radius of what lies round the neck, mm, at a turn from the front to the left, radians: smooth between directions.
    pub fn radius_mm(&self, turn_rad: f32) -> f32 {
        let place = (turn_rad / TAU).rem_euclid(1.0) * SECTORS as f32;
        let (i, t) = (place.floor() as usize, place.fract());
        let [a, b, c, d] = [SECTORS - 1, 0, 1, 2].map(|k| self.radius_mm[(i + k) % SECTORS]);
        b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))
    }

    /// Widest in each direction within the band, closed over holes and smoothed outwards.
    fn measured(&self, skin: &[Vec3]) -> Option<[f32; SECTORS]> {
        let mut widest = [0.0f32; SECTORS];
        let in_band = |p: &&Vec3| (BAND_MM[0]..BAND_MM[1]).contains(&self.above_edge_mm(**p));
        for p in skin.iter().filter(in_band).map(|p| self.from_axis(*p)) {
            let sector = sector_of(p);
            widest[sector] = widest[sector].max(p.x.hypot(p.z));
        }
        let filled = widest.iter().filter(|radius| **radius > 0.0).count();
        if filled * 4 < SECTORS * 3 {
            return None;
        }
        let closed: [f32; SECTORS] = std::array::from_fn(|i| closed_at(&widest, i));
        let smooth = smoothed(&smoothed(&closed));
        let outside: [f32; SECTORS] = std::array::from_fn(|i| smooth[i].max(closed[i]));
        let outside = smoothed(&outside);
        let [behind, before] = CLEARANCE_MM;
        let clearance = |i: usize| {
            let front = 0.5 + 0.5 * (TAU * i as f32 / SECTORS as f32).cos();
            behind + (before - behind) * front
        };
        Some(std::array::from_fn(|i| outside[i] + clearance(i)))
    }

    fn has_shoulders(&self, skin: &[Vec3]) -> bool {
        let mut radii = self.radius_mm;
        radii.sort_by(f32::total_cmp);
        let wide = SHOULDER * radii[SECTORS / 2];
        let is_wide = |p: &&Vec3| {
            let from = self.from_axis(**p);
            from.y < 0.0 && from.x.hypot(from.z) > wide
        };
        skin.iter().filter(is_wide).count() > 20
    }
}

fn sector_of(from_axis: Vec3) -> usize {
    let turn = from_axis.x.atan2(from_axis.z).rem_euclid(TAU) / TAU;
    ((turn * SECTORS as f32).round() as usize) % SECTORS
}

/// Middle of the box about the skin between two heights; none where there is hardly any.
fn middle_of(skin: &[Vec3], from_mm: f32, to_mm: f32) -> Option<Vec3> {
    let within = || skin.iter().filter(|p| (from_mm..to_mm).contains(&p.y));
    if within().count() < 24 {
        return None;
    }
    let low = within().copied().reduce(Vec3::min)?;
    let high = within().copied().reduce(Vec3::max)?;
    Some(0.5 * (low + high))
}

/// Least height of the middle of the collar's edge at which all but a few directions have skin below the edge, mm.
fn edge_height(skin: &[Vec3], axis: Vec3) -> Option<f32> {
    let mut ends: [Option<Vec3>; SECTORS] = [None; SECTORS];
    for p in skin {
        let end = &mut ends[sector_of(*p - axis)];
        *end = Some(end.filter(|lowest| lowest.y < p.y).unwrap_or(*p));
    }
    let mut needed: Vec<f32> = ends
        .iter()
        .flatten()
        .map(|end| end.y + ABOVE_END_MM + SLOPE * (end.z + CLEARANCE_MM[1] - axis.z))
        .collect();
    needed.sort_by(f32::total_cmp);
    needed.get((needed.len() * 15 / 16).min(needed.len().saturating_sub(1))).copied()
}

/// A direction's radius, or what lies between the nearest two that have one.
fn closed_at(radii: &[f32; SECTORS], i: usize) -> f32 {
    let found = |step: usize| {
        (0..SECTORS).map(|k| (k, radii[(i + k * step) % SECTORS])).find(|(_, radius)| *radius > 0.0)
    };
    match (found(1), found(SECTORS - 1)) {
        (Some((0, own)), _) => own,
        (Some((after, b)), Some((before, a))) => a + (b - a) * before as f32 / (before + after) as f32,
        _ => 0.0,
    }
}

fn smoothed(radii: &[f32; SECTORS]) -> [f32; SECTORS] {
    std::array::from_fn(|i| {
        0.25 * (radii[(i + SECTORS - 1) % SECTORS] + 2.0 * radii[i] + radii[(i + 1) % SECTORS])
    })
}
