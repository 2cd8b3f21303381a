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
