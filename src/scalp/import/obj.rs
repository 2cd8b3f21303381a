//! OBJ files: text that `tobj` would reject is cleaned before it reads.

use glam::Vec3;
use tobj::LoadError;

use super::raw::{ImportError, MAX_FACES, RawMesh};

/// Reads the bytes of an OBJ file; `name` is for messages.
///
/// Faces with a non-finite point are left out, materials are never read.
///
/// # Errors
/// [`ImportError`], one sentence each.
pub fn read(bytes: &[u8], name: &str) -> Result<RawMesh, ImportError> {
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
    Ok(gather(&models))
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
