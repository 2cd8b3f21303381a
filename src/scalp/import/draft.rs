//! What a reader gathers from a file, and the way from there to one sound list of points and faces.

use glam::{DVec3, Vec2, Vec3};

use super::faces::{Corner, Faces};
use super::mended::Mended;
use super::paint::{self, Paint};
use super::raw::{Beside, RawMesh};

/// Farther from the origin than so many times its own size, a scan is moved to it: `f32` would round its skin to steps.
const FAR: f64 = 16.0;

/// What a reader found.
#[derive(Default)]
pub struct Draft {
    /// Points as the file has them; not-a-number where a line was odd.
    pub points: Vec<DVec3>,
    /// Colours of as many points, sRGB; not-a-number where there is none. Empty or shorter where no more have one.
    pub colours: Vec<Vec3>,
    /// Faces; a corner may name a point that is not there. Pictures are indices of `paints`.
    pub faces: Faces,
    /// Names of objects and groups.
    pub group_names: Vec<String>,
    /// Materials.
    pub paints: Vec<Paint>,
    /// Lines that could not be read: how many, and the first.
    pub odd_lines: usize,
    /// See `odd_lines`.
    pub first_odd_line: usize,
    /// What else was mended.
    pub mended: Vec<Mended>,
}

impl Draft {
    /// Triangles of one object.
    pub fn of_triangles(points: Vec<DVec3>, triangles: impl Iterator<Item = [u32; 3]>) -> Draft {
        let faces = Faces::from_triangles(triangles);
        Draft { points, faces, group_names: vec![String::from("scan")], ..Draft::default() }
    }

    /// Counts a line that could not be read.
    pub fn odd_line(&mut self, number: usize) {
        self.odd_lines += 1;
        if self.first_odd_line == 0 {
            self.first_odd_line = number;
        }
    }

    /// The mesh, without faces that cannot be sound.
    pub fn finish(mut self, beside: &Beside) -> RawMesh {
        let mut mended = std::mem::take(&mut self.mended);
        if self.odd_lines > 0 {
            mended.push(Mended::Lines { lines: self.odd_lines, first: self.first_odd_line });
        }
        let is_there = |c: &Corner| (c.point as usize) < self.points.len();
        let faces = self.faces.retain(|_, ring| ring.len() >= 3 && ring.iter().all(is_there));
        if faces > 0 {
            mended.push(Mended::BadFaces { faces });
        }
        let points = self.points.iter().filter(|p| !p.is_finite()).count();
        if points > 0 {
            self.faces.retain(|_, ring| ring.iter().all(|c| self.points[c.point as usize].is_finite()));
            mended.push(Mended::NotNumbers { points });
        }
        let positions = centred(&self.points, &mut mended);
        // What is finite as f64 may not be so as f32.
        self.faces.retain(|_, ring| ring.iter().all(|c| positions[c.point as usize].is_finite()));
        let colours = filled(self.colours, positions.len(), &mut mended);
        let pictures = paint::pictures(&self.paints, &mut self.faces, beside, &mut mended);
        if pictures.is_empty() {
            // Places in a picture that is not there would only be seams.
            self.faces.corners_mut().iter_mut().for_each(|corner| corner.uv = Vec2::ZERO);
        }
        RawMesh { positions, colours, faces: self.faces, group_names: self.group_names, pictures, mended }
    }
}

/// The points as `f32`, about their middle where they lie far from the origin.
fn centred(points: &[DVec3], mended: &mut Vec<Mended>) -> Vec<Vec3> {
    let sound = || points.iter().filter(|p| p.is_finite());
    let middle = nth_along(sound().copied().collect(), 0.5);
    let spread = nth_along(sound().map(|p| (*p - middle).abs()).collect(), 0.9);
    let shift = if middle.abs().max_element() > FAR * spread.max_element() {
        mended.push(Mended::Moved { farthest: middle.abs().max_element().round() as u64 });
        middle
    } else {
        DVec3::ZERO
    };
    points.iter().map(|p| (*p - shift).as_vec3()).collect()
}

/// The value below which that fraction lies, along each axis: a few points at the end of the world do not move it.
fn nth_along(points: Vec<DVec3>, fraction: f64) -> DVec3 {
    if points.is_empty() {
        return DVec3::ZERO;
    }
    let at = (points.len() as f64 * fraction) as usize;
    let along = |axis: usize| {
        let mut values: Vec<f64> = points.iter().map(|p| p[axis]).collect();
        *values.select_nth_unstable_by(at, f64::total_cmp).1
    };
    DVec3::new(along(0), along(1), along(2))
}

/// One colour a point, the mean where there is none; empty where hardly any point has one.
fn filled(mut colours: Vec<Vec3>, points: usize, mended: &mut Vec<Mended>) -> Vec<Vec3> {
    let sound: Vec<Vec3> = colours.iter().filter(|c| c.is_finite()).copied().collect();
    if sound.len() * 10 < points || points == 0 {
        return Vec::new();
    }
    let largest = sound.iter().fold(0.0_f32, |most, c| most.max(c.max_element()));
    // Some programs count from 0 to 255.
    let scale = if largest > 2.0 { 1.0 / 255.0 } else { 1.0 };
    let mean = (sound.iter().map(|c| c.as_dvec3()).sum::<DVec3>() / sound.len() as f64).as_vec3();
    colours.resize(points, Vec3::NAN);
    for colour in &mut colours {
        *colour = if colour.is_finite() { *colour } else { mean };
        *colour = (*colour * scale).clamp(Vec3::ZERO, Vec3::ONE);
    }
    if sound.len() < points {
        mended.push(Mended::Uncoloured { points: points - sound.len() });
    }
    colours
}
