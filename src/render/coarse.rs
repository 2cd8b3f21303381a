//! A coarser head for views that move on slow machines: fewer triangles over the same vertices.
//!
//! Vertices are gathered into cells and every triangle takes the one nearest to the middle of each corner's cell; what
//! collapses is left out (Rossignac and Borrel 1993, "Multi-resolution 3D approximations for rendering complex
//! scenes"). Cells are small where skin is sharply curved, and keep the two faces of a thin part apart.

use glam::Vec3;

use crate::render::layout::SurfaceVertex;

/// Cells of the wide, even parts, mm: facets of a skull then rise 0.1 mm over it.
const WIDE_MM: f32 = 7.0;
/// Cells of nose, lips, lids and ears, mm.
const FINE_MM: f32 = 2.2;
/// Skin whose normal turns more than this along an edge is of the second kind, 1/mm.
const SHARP_PER_MM: f32 = 1.0 / 28.0;

/// Vertices of one cell that face one way.
type CellKey = (bool, [i32; 3], [bool; 3]);

/// Triangle corners of the coarser head, three a triangle.
pub fn coarse(vertices: &[SurfaceVertex], indices: &[u32]) -> Vec<u32> {
    gathered(vertices, indices, [WIDE_MM, FINE_MM])
}

fn gathered(vertices: &[SurfaceVertex], indices: &[u32], cells_mm: [f32; 2]) -> Vec<u32> {
    let sharp = sharp(vertices, indices);
    let cells: Vec<CellKey> = vertices.iter().zip(sharp).map(|(v, sharp)| cell(v, sharp, cells_mm)).collect();
    let nearest = nearest(vertices, &cells);
    let kept = beside_eyes(vertices, indices);
    let taken = |i: u32| if kept[i as usize] { i } else { nearest[i as usize] };
    indices
        .chunks_exact(3)
        .map(|t| [taken(t[0]), taken(t[1]), taken(t[2])])
        .filter(|[a, b, c]| a != b && b != c && c != a)
        .flatten()
        .collect()
}

/// For each vertex the one of its cell that is nearest to the middle of all in it.
fn nearest(vertices: &[SurfaceVertex], cells: &[CellKey]) -> Vec<u32> {
    let place = |i: &u32| Vec3::from(vertices[*i as usize].position);
    let mut order: Vec<u32> = (0..vertices.len() as u32).collect();
    order.sort_by_key(|i| cells[*i as usize]);
    let mut nearest = vec![0; vertices.len()];
    for cell in order.chunk_by(|a, b| cells[*a as usize] == cells[*b as usize]) {
        let middle = cell.iter().map(place).sum::<Vec3>() / cell.len() as f32;
        let away = |i: &u32| place(i).distance_squared(middle);
        let taken = cell.iter().min_by(|a, b| away(a).total_cmp(&away(b)));
        cell.iter().for_each(|i| nearest[*i as usize] = *taken.unwrap_or(i));
    }
    nearest
}

/// Eyes and the skin next to them are small and looked at: they keep their points.
fn beside_eyes(vertices: &[SurfaceVertex], indices: &[u32]) -> Vec<bool> {
    let mut beside = vec![false; vertices.len()];
    for triangle in indices.chunks_exact(3).filter(|t| t.iter().any(|v| vertices[*v as usize].tissue > 0.0)) {
        triangle.iter().for_each(|v| beside[*v as usize] = true);
    }
    beside
}

/// Whether the skin at each vertex is sharply curved, bulging or hollow.
fn sharp(vertices: &[SurfaceVertex], indices: &[u32]) -> Vec<bool> {
    let mut sharp = vec![false; vertices.len()];
    for triangle in indices.chunks_exact(3) {
        for k in 0..3 {
            let [a, b] = [triangle[k] as usize, triangle[(k + 1) % 3] as usize];
            let turn = Vec3::from(vertices[a].normal).distance(vertices[b].normal.into());
            let step_mm = Vec3::from(vertices[a].position).distance(vertices[b].position.into());
            if turn > SHARP_PER_MM * step_mm {
                (sharp[a], sharp[b]) = (true, true);
            }
        }
    }
    sharp
}

fn cell(v: &SurfaceVertex, sharp: bool, [wide_mm, fine_mm]: [f32; 2]) -> CellKey {
    let side_mm = if sharp { fine_mm } else { wide_mm };
    let octant = v.normal.map(|n| sharp && n >= 0.0);
    (sharp, (Vec3::from(v.position) / side_mm).floor().as_ivec3().to_array(), octant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::surface::Surface;
    use crate::scalp::head::Head;

    fn corner(surface: &Surface, i: u32) -> Vec3 {
        Vec3::from(surface.vertices[i as usize].position)
    }

    fn area_mm2(surface: &Surface, indices: &[u32]) -> f32 {
        let area = |t: &[u32]| {
            let [a, b, c] = [t[0], t[1], t[2]].map(|i| corner(surface, i));
            0.5 * (b - a).cross(c - a).length()
        };
        indices.chunks_exact(3).map(area).sum()
    }

    /// Volume under the surface as its triangles enclose it (divergence theorem), mm³.
    fn volume_mm3(surface: &Surface, indices: &[u32]) -> f32 {
        let part = |t: &[u32]| {
            let [a, b, c] = [t[0], t[1], t[2]].map(|i| corner(surface, i));
            a.dot(b.cross(c)) / 6.0
        };
        indices.chunks_exact(3).map(part).sum()
    }

    #[test]
    fn far_fewer_triangles_keep_the_shape() {
        let head = Head::built_in().unwrap();
        let surface = Surface::head(&head, &[]);
        let off = |indices: &[u32]| {
            let ratio =
                |of: fn(&Surface, &[u32]) -> f32| of(&surface, indices) / of(&surface, &surface.indices);
            [ratio(area_mm2), ratio(volume_mm3)].map(|ratio| (ratio - 1.0).abs())
        };
        let few = coarse(&surface.vertices, &surface.indices);
        assert!(few.len() * 5 < surface.indices.len() * 2, "{} of {}", few.len(), surface.indices.len());
        let [area, volume] = off(&few);
        assert!(area < 0.02 && volume < 0.01, "{area} {volume}");
        let [area, volume] = off(&gathered(&surface.vertices, &surface.indices, [30.0, 12.0]));
        assert!(area > 0.02 || volume > 0.01, "planted: a head of far too few must be seen, {area} {volume}");
    }
}
