//! Reads OBJ files into clean triangles: cleans text that `tobj` would reject, then welds vertices and drops
//! degenerate faces.

use glam::Vec3;
use tobj::LoadError;

/// Largest file taken, bytes, and most faces: beyond this the file is no head but an accident.
pub const MAX_BYTES: usize = 512 << 20;
/// See [`MAX_BYTES`].
pub const MAX_FACES: usize = 20_000_000;

/// Polygons as the file has them, in the file's own unit and axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawMesh {
    /// Points, file units. Only those in use; equal ones are one.
    pub positions: Vec<Vec3>,
    /// First channel of each point's colour, where every point has one (our own files keep occlusion there).
    pub shade: Option<Vec<f32>>,
    /// Corners of each face, outward by the file's word.
    pub faces: Vec<Vec<u32>>,
    /// Index into `group_names` of each face.
    pub groups: Vec<u32>,
    /// Names of objects and groups.
    pub group_names: Vec<String>,
}

/// Why a file is not a head.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum ImportError {
    #[error("{name}: the file is {megabytes} MB, more than the {} MB taken; decimate or crop the mesh first", MAX_BYTES >> 20)]
    TooLarge { name: String, megabytes: usize },
    #[error("{name}: {faces} faces are more than the {MAX_FACES} taken; decimate the mesh first")]
    TooManyFaces { name: String, faces: usize },
    #[error("{name}: {what}; is it an OBJ file, exported as text?")]
    Unreadable { name: String, what: String },
    #[error("{name}: no faces ({points} points); export the scan as a mesh, not as a point cloud")]
    NoFaces { name: String, points: usize },
    #[error("{name}: every face has a point that is not a number or has no area; export the mesh again")]
    NothingSound { name: String },
}

/// Reads the bytes of an OBJ file; `name` is for messages.
///
/// Faces with a non-finite point and faces without area are left out, materials are never read.
///
/// # Errors
/// [`ImportError`], one sentence each.
pub fn read_obj(bytes: &[u8], name: &str) -> Result<RawMesh, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { name: name.into(), megabytes: bytes.len() >> 20 });
    }
    let text = clean(bytes);
    let options = tobj::LoadOptions { ignore_points: true, ignore_lines: true, ..Default::default() };
    let no_materials = |_: &std::path::Path| Err(LoadError::OpenFileFailed);
    let (models, _) = tobj::load_obj_buf(&mut text.as_slice(), &options, no_materials)
        .map_err(|e| ImportError::Unreadable { name: name.into(), what: explain(&e) })?;
    let faces = models.iter().map(|m| (m.mesh.indices.len() / 3).max(m.mesh.face_arities.len())).sum();
    if faces > MAX_FACES {
        return Err(ImportError::TooManyFaces { name: name.into(), faces });
    }
    let points = models.iter().map(|m| m.mesh.positions.len() / 3).sum::<usize>();
    if faces == 0 {
        let points = points.max(text.split(|b| *b == b'\n').filter(|l| l.starts_with(b"v ")).count());
        return Err(ImportError::NoFaces { name: name.into(), points });
    }
    let mut mesh = gather(&models);
    weld(&mut mesh);
    if mesh.faces.is_empty() {
        return Err(ImportError::NothingSound { name: name.into() });
    }
    Ok(mesh)
}

/// tobj's reason in a person's words.
fn explain(error: &LoadError) -> String {
    let text = match error {
        LoadError::FaceVertexOutOfBounds => "a face names a point that the file does not have",
        LoadError::FaceTexCoordOutOfBounds | LoadError::FaceNormalOutOfBounds => {
            "a face names a texture coordinate or normal that the file does not have"
        }
        LoadError::FaceColorOutOfBounds => "some points have colours and some have none",
        LoadError::PositionParseError => "a `v` line does not hold three numbers",
        LoadError::FaceParseError | LoadError::InvalidPolygon => {
            "an `f` line does not hold indices of points"
        }
        _ => return format!("it cannot be read ({error})"),
    };
    text.into()
}

/// What tobj would stumble over, taken out: byte order mark, old line ends, continued lines, foreign letters, lines
/// other than `v`, `f`, `o` and `g`, comments behind data, and what a face says of textures and normals.
fn clean(bytes: &[u8]) -> Vec<u8> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut out = Vec::with_capacity(bytes.len() + 1);
    let mut rest = bytes;
    let mut joined = Vec::new();
    while !rest.is_empty() {
        let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        let line = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or(&[]);
        if line.last() == Some(&b'\\') {
            rest = if rest.first() == Some(&b'\n') { &rest[1..] } else { rest };
            joined.extend_from_slice(&line[..end - 1]);
            joined.push(b' ');
        } else if joined.is_empty() {
            clean_line(line, &mut out);
        } else {
            joined.extend_from_slice(line);
            clean_line(&joined, &mut out);
            joined.clear();
        }
    }
    clean_line(&joined, &mut out);
    out
}

fn clean_line(line: &[u8], out: &mut Vec<u8>) {
    let line = line.split(|b| *b == b'#').next().unwrap_or(line).trim_ascii();
    let (word, data) = line.split_at(line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len()));
    match word {
        b"v" if line.is_ascii() => out.extend_from_slice(line),
        b"f" if line.is_ascii() => {
            out.push(b'f');
            for corner in data.split(u8::is_ascii_whitespace).filter(|c| !c.is_empty()) {
                out.push(b' ');
                out.extend_from_slice(corner.split(|b| *b == b'/').next().unwrap_or(corner));
            }
        }
        b"o" | b"g" => out.extend_from_slice(String::from_utf8_lossy(line).as_bytes()),
        // A line that is none of these may be text of any kind; `v` with foreign letters is left for tobj to refuse.
        b"v" | b"f" => out.extend_from_slice(String::from_utf8_lossy(line).as_bytes()),
        _ => return,
    }
    out.push(b'\n');
}

/// All models in one mesh, without faces that cannot be sound.
fn gather(models: &[tobj::Model]) -> RawMesh {
    let shaded = models.iter().all(|m| m.mesh.vertex_color.len() == m.mesh.positions.len());
    let mut mesh = RawMesh { shade: shaded.then(Vec::new), ..RawMesh::default() };
    for (group, model) in models.iter().enumerate() {
        let first = mesh.positions.len() as u32;
        let m = &model.mesh;
        mesh.group_names.push(model.name.clone());
        mesh.positions.extend(m.positions.chunks_exact(3).map(Vec3::from_slice));
        if let Some(shade) = &mut mesh.shade {
            shade.extend(m.vertex_color.chunks_exact(3).map(|c| c[0]));
        }
        let mut at = 0;
        for k in 0..m.face_arities.len().max(if m.face_arities.is_empty() { m.indices.len() / 3 } else { 0 })
        {
            let n = m.face_arities.get(k).map_or(3, |n| *n as usize);
            let corners = m.indices.get(at..at + n).unwrap_or(&[]);
            at += n;
            let sound = |v: &u32| mesh.positions.get((first + v) as usize).is_some_and(|p| p.is_finite());
            if n >= 3 && corners.len() == n && corners.iter().all(sound) {
                mesh.faces.push(corners.iter().map(|v| first + v).collect());
                mesh.groups.push(group as u32);
            }
        }
    }
    mesh
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
