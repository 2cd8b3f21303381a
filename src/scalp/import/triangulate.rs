//! Cuts polygons into triangles.

use glam::Vec3;

use super::faces::{Corner, Faces, Tag, area_vector};

/// A ring of more corners is a cap over a hole, not a face worth minutes: a fan will do.
const MOST_CORNERS: usize = 100;

/// All faces as triangles of their own turning.
pub fn triangulated(positions: &[Vec3], faces: &Faces) -> Faces {
    let mut out = Faces::with_capacity(faces.triangle_count());
    for face in 0..faces.len() {
        triangulate(positions, faces.ring(face), faces.tag(face), &mut out);
    }
    out
}

/// A ring cut into triangles of its own turning: quads by the diagonal that lies inside, larger ones ear by ear.
fn triangulate(positions: &[Vec3], ring: &[Corner], tag: Tag, out: &mut Faces) {
    let normal = area_vector(positions, ring);
    let at = |c: Corner| positions[c.point as usize];
    let turn = |[a, b, c]: [Corner; 3]| (at(b) - at(a)).cross(at(c) - at(a)).dot(normal);
    if let [a, b, c, d] = *ring {
        let ac = turn([a, b, c]).min(turn([a, c, d]));
        let bd = turn([a, b, d]).min(turn([b, c, d]));
        let shorter = at(a).distance_squared(at(c)) <= at(b).distance_squared(at(d));
        let by_ac = if ac > 0.0 && bd > 0.0 { shorter } else { ac >= bd };
        let cut = if by_ac { [[a, b, c], [a, c, d]] } else { [[a, b, d], [b, c, d]] };
        return cut.into_iter().for_each(|t| out.push(t, tag));
    }
    let mut rest = ring.to_vec();
    while rest.len() > 3 && ring.len() <= MOST_CORNERS {
        let n = rest.len();
        let ear = |k: &usize| {
            let t = [rest[(k + n - 1) % n], rest[*k], rest[(k + 1) % n]];
            let is_corner = |v: &Corner| t.iter().any(|c| c.point == v.point);
            let holds = |v: &Corner| !is_corner(v) && (0..3).all(|e| turn([t[e], t[(e + 1) % 3], *v]) >= 0.0);
            turn(t) > 0.0 && !rest.iter().any(holds)
        };
        let Some(k) = (0..n).find(ear) else { break };
        out.push([rest[(k + n - 1) % n], rest[k], rest[(k + 1) % n]], tag);
        rest.remove(k);
    }
    (1..rest.len().saturating_sub(1)).for_each(|k| out.push([rest[0], rest[k], rest[k + 1]], tag));
}

#[cfg(test)]
mod tests {
    use super::super::faces::bare;
    use super::*;

    #[test]
    fn concave_polygons_are_cut_inside_themselves() {
        let area = |ring: &[(f32, f32)]| {
            let p: Vec<Vec3> = ring.iter().map(|(x, y)| Vec3::new(*x, *y, 0.0)).collect();
            let mut faces = Faces::default();
            faces.push((0..p.len() as u32).map(bare), Tag::default());
            let out = triangulated(&p, &faces);
            assert_eq!(out.len(), p.len() - 2);
            // planted: a plain fan of the dart has a triangle that faces down
            out.rings().map(|t| area_vector(&p, t).z.min(0.0)).sum::<f32>()
        };
        let dart = [(0.0, 0.0), (2.0, 1.0), (0.0, 2.0), (0.5, 1.0)];
        let arrow = [(0.5, 1.0), (0.0, 0.0), (2.0, 1.0), (0.0, 2.0)];
        let comb = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (3.0, 0.5), (2.0, 2.0), (1.0, 0.5), (0.0, 2.0)];
        for ring in [&dart[..], &arrow, &comb] {
            assert_eq!(area(ring), 0.0);
        }
    }
}
