//! A mesh, and what every one needs, whatever it came from: smooth normals, a tree for rays.

use glam::Vec3;
use parry3d::math::Vector;
use parry3d::shape::TriMesh;

/// A triangle mesh in the head frame, mm. All vertex lists have one length.
#[derive(Clone, Debug, Default)]
pub struct Mesh {
    /// Vertex positions, mm, head frame.
    pub positions: Vec<Vec3>,
    /// Smooth unit normals, outward.
    pub normals: Vec<Vec3>,
    /// Unoccluded fraction of the sky above each vertex, 0 (crevice) to 1 (open).
    pub ambient: Vec<f32>,
    /// Counter-clockwise seen from outside.
    pub triangles: Vec<[u32; 3]>,
}

/// Unit normals: each triangle's, weighted by its angle at the vertex, so that the cut of quads leaves no trace.
pub fn smooth_normals(positions: &[Vec3], triangles: &[[u32; 3]]) -> Vec<Vec3> {
    let mut normals = vec![Vec3::ZERO; positions.len()];
    for t in triangles {
        let p = t.map(|v| positions[v as usize]);
        let face = (p[1] - p[0]).cross(p[2] - p[0]).normalize_or_zero();
        for k in 0..3 {
            let (a, b) = (p[(k + 1) % 3] - p[k], p[(k + 2) % 3] - p[k]);
            let angle = a.normalize_or_zero().dot(b.normalize_or_zero()).clamp(-1.0, 1.0).acos();
            normals[t[k] as usize] += face * angle;
        }
    }
    normals.into_iter().map(|n| n.try_normalize().unwrap_or(Vec3::Y)).collect()
}

/// A tree over the triangles, for rays and nearest points; none for a mesh without triangles.
pub fn tree(positions: &[Vec3], triangles: &[[u32; 3]]) -> Option<TriMesh> {
    let points = positions.iter().map(|p| narrow(*p)).collect();
    TriMesh::new(points, triangles.to_vec()).ok()
}

/// The vector in parry's own version of glam.
pub fn narrow(p: Vec3) -> Vector {
    Vector::new(p.x, p.y, p.z)
}

/// Back from parry's version of glam.
pub fn wide(p: Vector) -> Vec3 {
    Vec3::new(p.x, p.y, p.z)
}
