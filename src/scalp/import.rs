//! Reads scans into clean polygons: OBJ, PLY, STL, GLB and glTF, bare or in a zip archive, told apart by what is in
//! them. What is odd in a file is left out and told; points at one place become one.
//!
//! Known limits: USDZ and compressed GLB are refused in words; of a material only colour and picture are read.

mod archive;
mod draft;
mod faces;
mod glb;
mod gltf;
mod gltf_data;
mod gltf_told;
mod mended;
mod mtl;
mod obj;
mod paint;
mod ply;
mod ply_data;
mod raw;
mod stl;
mod text;
mod triangulate;
mod weld;

pub use archive::{ENDINGS, ENDINGS_OF_PARTS, is_scan, of_files, of_folder, pick, scan_in};
pub use faces::{Corner, Faces, NO_PICTURE, Tag, area_vector, bare};
pub use mended::Mended;
pub use paint::file_name;
pub use raw::{Beside, ImportError, MAX_BYTES, MAX_FACES, RawMesh};
pub use triangulate::triangulated;
pub use weld::join;

/// Nothing lies beside a scan that came alone.
pub fn nothing(_: &str) -> Option<Vec<u8>> {
    None
}

/// Reads the bytes of a scan; `name` is for messages. What is in it tells its format, not its name. `beside` finds the
/// files that it names.
///
/// # Errors
/// [`ImportError`], one sentence each.
pub fn read_scan(bytes: &[u8], name: &str, beside: &Beside) -> Result<RawMesh, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { name: name.into(), megabytes: bytes.len() >> 20 });
    }
    if archive::is_archive(bytes) {
        let (files, scan) = archive::unpack(bytes, name, archive::MOST_UNPACKED)?;
        let inside = |file: &str| archive::find(&files, file);
        return read_one(&files[scan].1, &format!("{name}/{}", files[scan].0), &inside);
    }
    read_one(bytes, name, beside)
}

/// Reads a scan that is no archive.
fn read_one(bytes: &[u8], name: &str, beside: &Beside) -> Result<RawMesh, ImportError> {
    let plain = text::plain(bytes);
    let draft = match &plain[..] {
        [b'g', b'l', b'T', b'F', ..] => glb::read(bytes, name, beside)?,
        [b'p', b'l', b'y', b'\n' | b'\r', ..] => ply::read(&plain, name)?,
        _ if stl::is_stl(bytes) => stl::read(bytes),
        text if text.trim_ascii_start().first() == Some(&b'{') => gltf::read(text, &[], name, beside)?,
        text if stl::is_stl(text) => stl::read(text),
        text => obj::read(text, name, beside)?,
    };
    drop(plain);
    if draft.faces.len() > MAX_FACES {
        return Err(ImportError::TooManyFaces { name: name.into(), faces: draft.faces.len() });
    }
    if draft.faces.is_empty() && draft.group_names.len() < 2 {
        return Err(ImportError::NoFaces { name: name.into(), points: draft.points.len() });
    }
    let mut mesh = draft.finish(beside);
    weld::weld(&mut mesh);
    if mesh.faces.is_empty() {
        return Err(ImportError::NothingSound { name: name.into() });
    }
    Ok(mesh)
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod formats_tests;

#[cfg(test)]
mod texture_tests;
