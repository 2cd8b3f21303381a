//! Points of a textured mesh, once for every place in the picture that they have: a point on a seam has several.

use super::super::import::{Corner, Faces, RawMesh, Tag};
use super::ring::Rings;

/// A mesh between wedges.
pub struct Wedges {
    /// Corners of each triangle, as indices of wedges.
    pub triangles: Vec<[u32; 3]>,
    /// The point of each wedge, and its place in the picture.
    pub corners: Vec<Corner>,
    /// What holds for each triangle.
    pub tags: Vec<Tag>,
}

impl Wedges {
    /// Of a mesh of triangles only.
    pub fn of(mesh: &RawMesh) -> Wedges {
        let points = mesh.faces.triangles();
        let rings = Rings::new(&points, mesh.positions.len());
        let mut triangles = vec![[0; 3]; points.len()];
        let mut corners: Vec<Corner> = Vec::with_capacity(mesh.positions.len());
        let mut pictures: Vec<u8> = Vec::new();
        for point in 0..mesh.positions.len() {
            let first = corners.len();
            pictures.clear();
            for face in rings.around(point) {
                let (ring, picture) =
                    (mesh.faces.ring(*face as usize), mesh.faces.tag(*face as usize).picture);
                for (k, corner) in ring.iter().enumerate().filter(|(_, c)| c.point as usize == point) {
                    let known = (first..corners.len())
                        .find(|w| corners[*w] == *corner && pictures[w - first] == picture);
                    triangles[*face as usize][k] = known.unwrap_or(corners.len()) as u32;
                    if known.is_none() {
                        corners.push(*corner);
                        pictures.push(picture);
                    }
                }
            }
        }
        let tags = (0..mesh.faces.len()).map(|face| mesh.faces.tag(face)).collect();
        Wedges { triangles, corners, tags }
    }

    /// The points of a triangle.
    pub fn points(&self, triangle: usize) -> [u32; 3] {
        self.triangles[triangle].map(|wedge| self.corners[wedge as usize].point)
    }

    /// The points of all triangles.
    pub fn all_points(&self) -> Vec<[u32; 3]> {
        (0..self.triangles.len()).map(|t| self.points(t)).collect()
    }

    /// Drops triangles that have collapsed.
    pub fn drop_collapsed(&mut self) {
        let mut kept = 0;
        for t in 0..self.triangles.len() {
            let [a, b, c] = self.points(t);
            if a != b && b != c && c != a {
                (self.triangles[kept], self.tags[kept]) = (self.triangles[t], self.tags[t]);
                kept += 1;
            }
        }
        self.triangles.truncate(kept);
        self.tags.truncate(kept);
    }

    /// Back to faces.
    pub fn faces(&self) -> Faces {
        let mut faces = Faces::with_capacity(self.triangles.len());
        for (triangle, tag) in self.triangles.iter().zip(&self.tags) {
            faces.push(triangle.map(|wedge| self.corners[wedge as usize]), *tag);
        }
        faces
    }
}
