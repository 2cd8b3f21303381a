//! The sampled surface as a chart of flat faces one can walk over.

use glam::Vec3;
use rayon::prelude::*;

use super::Domain;
use crate::rng;
use crate::scalp::Mesh;

/// No face: the edge lies on the border of the patch.
const BORDER: u32 = u32::MAX;
/// Faces crossed by one walk at most: a bound against cycles over folded meshes.
const MAX_STEPS: usize = 256;

/// A place on the patch: a face and the point on it, mm.
#[derive(Clone, Copy, Debug)]
pub(super) struct FacePoint {
    pub face: u32,
    pub position: Vec3,
}

/// One triangle: `position = origin + b1 edges[0] + b2 edges[1]` and, for any point, `b = (point - origin) · duals`.
struct Face {
    origin: Vec3,
    edges: [Vec3; 2],
    duals: [Vec3; 2],
    /// The face across the edge opposite each corner, or `BORDER`.
    across: [u32; 3],
}

impl Face {
    fn new([a, b, c]: [Vec3; 3]) -> Option<(Self, f64)> {
        let (u, v) = (b - a, c - a);
        let normal = u.cross(v);
        let twice_area = normal.length_squared();
        let duals = [v.cross(normal) / twice_area, normal.cross(u) / twice_area];
        let sound = twice_area > 0.0 && duals[0].is_finite() && duals[1].is_finite();
        let face = Self { origin: a, edges: [u, v], duals, across: [BORDER; 3] };
        sound.then_some((face, 0.5 * f64::from(twice_area.sqrt())))
    }

    fn barycentric(&self, point: Vec3) -> [f32; 3] {
        let offset = point - self.origin;
        let (b1, b2) = (offset.dot(self.duals[0]), offset.dot(self.duals[1]));
        [1.0 - b1 - b2, b1, b2]
    }

    fn point(&self, [_, b1, b2]: [f32; 3]) -> Vec3 {
        self.origin + b1 * self.edges[0] + b2 * self.edges[1]
    }
}

/// The faces of a domain that have an area, joined along their shared edges.
pub(super) struct SurfacePatch {
    faces: Vec<Face>,
    /// The mesh triangle of each face.
    triangles: Vec<u32>,
    /// Area of the faces before each face, mm²; one more entry for the total.
    area_before: Vec<f64>,
}

impl SurfacePatch {
    pub fn new(domain: &Domain) -> Self {
        let mut patch = Self { faces: Vec::new(), triangles: Vec::new(), area_before: vec![0.0] };
        let mut total = 0.0;
        for &triangle in domain.triangles {
            if let Some((face, area)) = corners(domain.mesh, triangle).and_then(Face::new) {
                total += area;
                patch.faces.push(face);
                patch.triangles.push(triangle);
                patch.area_before.push(total);
            }
        }
        patch.join(domain.mesh);
        patch
    }

    /// Finds the faces that share an edge.
    fn join(&mut self, mesh: &Mesh) {
        let sides = |(face, &triangle): (usize, &u32)| {
            let t = mesh.triangles[triangle as usize];
            [0, 1, 2].map(|k| {
                let (a, b) = (t[(k + 1) % 3], t[(k + 2) % 3]);
                (u64::from(a.min(b)) << 32 | u64::from(a.max(b)), face as u32, k as u32)
            })
        };
        let mut edges: Vec<_> = self.triangles.iter().enumerate().flat_map(sides).collect();
        edges.par_sort_unstable();
        for pair in edges.windows(2) {
            let ((e, f, i), (e2, f2, j)) = (pair[0], pair[1]);
            if e == e2 {
                self.faces[f as usize].across[i as usize] = f2;
                self.faces[f2 as usize].across[j as usize] = f;
            }
        }
    }

    /// Total area, mm².
    pub fn area(&self) -> f64 {
        self.area_before.last().copied().unwrap_or(0.0)
    }

    /// The box around the patch, mm.
    pub fn bounds(&self) -> [Vec3; 2] {
        let corners =
            self.faces.iter().flat_map(|f| [f.origin, f.origin + f.edges[0], f.origin + f.edges[1]]);
        corners.fold([Vec3::MAX, Vec3::MIN], |[low, high], p| [low.min(p), high.max(p)])
    }

    /// `count` places, area-uniform and stratified along the list of faces.
    pub fn scatter(&self, seed: u64, count: usize) -> Vec<FacePoint> {
        let step = self.area() / count as f64;
        (0..count as u64)
            .into_par_iter()
            .map(|i| {
                self.at_area(
                    (i as f64 + f64::from(rng::unit(seed, 3 * i))) * step,
                    [rng::unit(seed, 3 * i + 1), rng::unit(seed, 3 * i + 2)],
                )
            })
            .collect()
    }

    fn at_area(&self, area: f64, [u, v]: [f32; 2]) -> FacePoint {
        let face = self.area_before.partition_point(|&a| a <= area).clamp(1, self.faces.len()) - 1;
        let (u, v) = if u + v > 1.0 { (1.0 - u, 1.0 - v) } else { (u, v) };
        FacePoint { face: face as u32, position: self.faces[face].point([1.0 - u - v, u, v]) }
    }

    /// Walks from `face` towards `target` and stops above or below it on the surface, or at the border.
    pub fn walk(&self, face: u32, target: Vec3) -> FacePoint {
        let mut at = face;
        for _ in 0..MAX_STEPS {
            let here = &self.faces[at as usize];
            let b = here.barycentric(target);
            let k = if b[0] < b[1] {
                if b[0] < b[2] { 0 } else { 2 }
            } else if b[1] < b[2] {
                1
            } else {
                2
            };
            if b[k] >= 0.0 {
                return FacePoint { face: at, position: here.point(b) };
            }
            if here.across[k] == BORDER {
                break;
            }
            at = here.across[k];
        }
        let here = &self.faces[at as usize];
        FacePoint { face: at, position: here.point(inside(here.barycentric(target))) }
    }

    /// Two orthonormal vectors in the plane of a face.
    pub fn frame(&self, face: u32) -> [Vec3; 2] {
        let [u, v] = self.faces[face as usize].edges;
        let x = u.normalize_or_zero();
        [x, (v - x * v.dot(x)).normalize_or_zero()]
    }

    /// The mesh triangle of a spot and its barycentric coordinates there.
    pub fn locate(&self, spot: FacePoint) -> (u32, [f32; 3]) {
        let b = self.faces[spot.face as usize].barycentric(spot.position);
        (self.triangles[spot.face as usize], inside(b))
    }
}

/// The corners of a mesh triangle, where the indices are in range.
fn corners(mesh: &Mesh, triangle: u32) -> Option<[Vec3; 3]> {
    let [a, b, c] = *mesh.triangles.get(triangle as usize)?;
    let at = |v: u32| mesh.positions.get(v as usize).copied();
    Some([at(a)?, at(b)?, at(c)?])
}

/// Barycentric coordinates pulled inside their triangle.
fn inside(b: [f32; 3]) -> [f32; 3] {
    let b = b.map(|x| x.max(0.0));
    let sum: f32 = b.iter().sum();
    b.map(|x| x / sum)
}
