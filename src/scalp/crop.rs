//! Leaves of a scan what is the head: no shoulders, chair or wall.

use glam::Vec3;

use super::icp::Pose;
use super::import::{Mended, RawMesh};

/// What a head may fill, hair and all, mm, mean frame: from the least to the most corner.
const ROOM: [Vec3; 2] = [Vec3::new(-135.0, -165.0, -165.0), Vec3::new(135.0, 205.0, 150.0)];
/// Under the chin there is a neck: what is farther from its middle than this, mm, and lower than that, is shoulders.
const NECK_MM: f32 = 92.0;
const NECK_MIDDLE: Vec3 = Vec3::new(0.0, 0.0, -20.0);
const UNDER_CHIN: f32 = -115.0;

/// Drops the faces that lie outside of where the mean head was found.
pub fn crop(mesh: &mut RawMesh, head: &Pose) {
    let is_head: Vec<bool> = mesh.positions.iter().map(|p| is_head(head.undo(*p))).collect();
    let faces = mesh.faces.retain(|_, ring| ring.iter().all(|corner| is_head[corner.point as usize]));
    if faces > 0 {
        mesh.compact();
        mesh.mended.push(Mended::NotHead { faces });
    }
}

fn is_head(p: Vec3) -> bool {
    let neck = (p - NECK_MIDDLE) * Vec3::new(1.0, 0.0, 1.0);
    p.cmpge(ROOM[0]).all() && p.cmple(ROOM[1]).all() && (p.y > UNDER_CHIN || neck.length() < NECK_MM)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalp::import::Faces;

    #[test]
    fn shoulders_and_walls_go_and_a_head_of_hair_stays() {
        let small = |at: Vec3| [at, at + Vec3::X, at + Vec3::Y];
        let places = [
            (Vec3::new(0.0, 130.0, 0.0), true),
            (Vec3::new(110.0, 100.0, 0.0), true),
            (Vec3::new(60.0, -140.0, -20.0), true),
            (Vec3::new(110.0, -140.0, -20.0), false),
            (Vec3::new(0.0, 0.0, -400.0), false),
        ];
        let head = Pose { origin: Vec3::new(5.0, 900.0, 0.0), ..Pose::default() };
        let mut mesh = RawMesh {
            positions: places.iter().flat_map(|(at, _)| small(*at + head.origin)).collect(),
            faces: Faces::from_triangles((0..places.len() as u32).map(|k| [3 * k, 3 * k + 1, 3 * k + 2])),
            ..RawMesh::default()
        };
        crop(&mut mesh, &head);
        let kept: Vec<Vec3> = mesh.positions.iter().step_by(3).map(|p| *p - head.origin).collect();
        let wanted: Vec<Vec3> = places.iter().filter(|(_, is_head)| *is_head).map(|(at, _)| *at).collect();
        assert_eq!(kept, wanted);
        assert_eq!(mesh.mended, [Mended::NotHead { faces: 2 }]);
        crop(&mut mesh, &Pose::default());
        assert!(mesh.faces.is_empty(), "planted: a head that is elsewhere");
    }
}
