//! Reads scans into clean polygons: OBJ, PLY, STL and GLB, told apart by what is in them. Vertices are welded,
//! degenerate faces dropped.
//!
//! Known limits: pictures and colours of a scan are not read yet; what GLB compresses is refused in words.

mod glb;
mod obj;
mod ply;
mod raw;
mod stl;

use glam::Vec3;

pub use raw::{ImportError, MAX_BYTES, MAX_FACES, RawMesh};

/// Endings of the files of scans that are read.
pub const ENDINGS: [&str; 4] = ["obj", "ply", "stl", "glb"];

/// Reads the bytes of a scan; `name` is for messages. What is in it tells its format, not its name.
///
/// Faces with a non-finite point and faces without area are left out.
///
/// # Errors
/// [`ImportError`], one sentence each.
pub fn read_scan(bytes: &[u8], name: &str) -> Result<RawMesh, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { name: name.into(), megabytes: bytes.len() >> 20 });
    }
    let other = |what, mend| Err(ImportError::OtherFormat { name: name.into(), what, mend });
    let mut mesh = match bytes {
        [b'g', b'l', b'T', b'F', ..] => glb::read(bytes, name)?,
        [b'p', b'l', b'y', b'\n' | b'\r', ..] => ply::read(bytes, name)?,
        [b'P', b'K', 3 | 5, 4 | 6, ..] => {
            return other("is a zip or USDZ archive", "unpack it, or export the scan as GLB");
        }
        _ if bytes.trim_ascii_start().first() == Some(&b'{') => {
            return other("is glTF as text, whose points lie in another file", "export the scan as GLB");
        }
        _ if stl::is_stl(bytes) => stl::read(bytes, name)?,
        _ => obj::read(bytes, name)?,
    };
    if mesh.faces.len() > MAX_FACES {
        return Err(ImportError::TooManyFaces { name: name.into(), faces: mesh.faces.len() });
    }
    if mesh.faces.is_empty() && !mesh.positions.is_empty() && mesh.groups.is_empty() {
        return Err(ImportError::NoFaces { name: name.into(), points: mesh.positions.len() });
    }
    weld(&mut mesh);
    if mesh.faces.is_empty() {
        return Err(ImportError::NothingSound { name: name.into() });
    }
    Ok(mesh)
}

/// Points at one place become one; unused points and faces that collapse go.
fn weld(mesh: &mut RawMesh) {
    // -0 and 0 are one place
    let bits = |p: &Vec3| (*p + Vec3::ZERO).to_array().map(f32::to_bits);
    let mut order: Vec<([u32; 3], u32)> =
        mesh.positions.iter().enumerate().map(|(v, p)| (bits(p), v as u32)).collect();
    order.sort_unstable();
    let mut same = vec![0; order.len()];
    for place in order.chunk_by(|a, b| a.0 == b.0) {
        place.iter().for_each(|(_, v)| same[*v as usize] = place[0].1);
    }
    let mut slot = vec![u32::MAX; mesh.positions.len()];
    let (mut positions, mut shade) = (Vec::new(), mesh.shade.as_ref().map(|_| Vec::new()));
    let (mut faces, mut groups) =
        (Vec::with_capacity(mesh.faces.len()), Vec::with_capacity(mesh.faces.len()));
    for (mut ring, group) in std::mem::take(&mut mesh.faces).into_iter().zip(&mesh.groups) {
        ring.iter_mut().for_each(|v| *v = same[*v as usize]);
        ring.dedup();
        while ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        if ring.len() < 3 || area_vector(&mesh.positions, &ring) == Vec3::ZERO {
            continue;
        }
        for v in &mut ring {
            let old = *v as usize;
            if slot[old] == u32::MAX {
                slot[old] = positions.len() as u32;
                positions.push(mesh.positions[old]);
                if let (Some(new), Some(from)) = (&mut shade, &mesh.shade) {
                    new.push(from[old]);
                }
            }
            *v = slot[old];
        }
        faces.push(ring);
        groups.push(*group);
    }
    *mesh = RawMesh { positions, shade, faces, groups, group_names: std::mem::take(&mut mesh.group_names) };
}

/// Twice the area of a ring, along its normal.
pub fn area_vector(positions: &[Vec3], ring: &[u32]) -> Vec3 {
    let origin = positions[ring[0] as usize];
    let edge = |k: usize| positions[ring[k] as usize] - origin;
    (1..ring.len() - 1).map(|k| edge(k).cross(edge(k + 1))).sum()
}

/// A ring cut into triangles of its own turning: quads by the diagonal that lies inside, larger ones ear by ear.
pub fn triangulate(positions: &[Vec3], ring: &[u32], out: &mut Vec<[u32; 3]>) {
    let normal = area_vector(positions, ring);
    let turn = |t: [u32; 3]| {
        let [a, b, c] = t.map(|v| positions[v as usize]);
        (b - a).cross(c - a).dot(normal)
    };
    if let [a, b, c, d] = *ring {
        let at = |v: u32| positions[v as usize];
        let ac = turn([a, b, c]).min(turn([a, c, d]));
        let bd = turn([a, b, d]).min(turn([b, c, d]));
        let shorter = at(a).distance_squared(at(c)) <= at(b).distance_squared(at(d));
        let by_ac = if ac > 0.0 && bd > 0.0 { shorter } else { ac >= bd };
        return out.extend(if by_ac { [[a, b, c], [a, c, d]] } else { [[a, b, d], [b, c, d]] });
    }
    // A ring of thousands is a cap over a hole, not a face worth minutes: a fan will do.
    let mut rest = ring.to_vec();
    while rest.len() > 3 && ring.len() <= 1000 {
        let n = rest.len();
        let ear = |k: &usize| {
            let t = [rest[(k + n - 1) % n], rest[*k], rest[(k + 1) % n]];
            let holds = |v: &u32| !t.contains(v) && (0..3).all(|e| turn([t[e], t[(e + 1) % 3], *v]) >= 0.0);
            turn(t) > 0.0 && !rest.iter().any(holds)
        };
        let Some(k) = (0..n).find(ear) else { break };
        out.push([rest[(k + n - 1) % n], rest[k], rest[(k + 1) % n]]);
        rest.remove(k);
    }
    out.extend((1..rest.len().saturating_sub(1)).map(|k| [rest[0], rest[k], rest[k + 1]]));
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod formats_tests;
