//! PLY files: points and faces, as text or binary in either order of bytes.

use std::io::Cursor;

use glam::Vec3;
use ply_rs_bw::parser::{ParseError, Parser, Reader};
use ply_rs_bw::ply::{DefaultElement, Property, PropertyAccess, PropertyAccessResult};

use super::raw::{ImportError, RawMesh};

/// Reads the bytes of a PLY file; `name` is for messages.
///
/// # Errors
/// [`ImportError::Damaged`] where the file breaks off or its heading promises something else.
pub fn read(bytes: &[u8], name: &str) -> Result<RawMesh, ImportError> {
    let damaged = |what: String| ImportError::Damaged { name: name.into(), what, format: "PLY" };
    let broken = |error: ParseError| damaged(first_line(&error.to_string()));
    let mut reader = Reader::new(Cursor::new(bytes));
    let header = Parser::<Point>::new().read_header(&mut reader).map_err(broken)?;
    let (mut positions, mut faces) = (Vec::new(), Vec::new());
    for element in header.elements.values() {
        // Nothing takes less than a byte: a larger count is damage, and would be counted out for hours.
        if element.count > bytes.len() || (element.properties.is_empty() && element.count > 0) {
            return Err(damaged(format!("its heading promises {} of \"{}\"", element.count, element.name)));
        }
        match element.name.as_str() {
            "vertex" => {
                let points = Parser::<Point>::new().read_payload_for_element(&mut reader, element, &header);
                positions = points.map_err(broken)?.into_iter().map(|point| point.0).collect();
            }
            "face" => {
                let found = Parser::<Face>::new().read_payload_for_element(&mut reader, element, &header);
                faces = found.map_err(broken)?.into_iter().map(|face| face.0).collect();
            }
            // What comes behind the faces is of no use, and may be long.
            _ if !faces.is_empty() => break,
            _ => {
                let other =
                    Parser::<DefaultElement>::new().read_payload_for_element(&mut reader, element, &header);
                other.map_err(broken)?;
            }
        }
    }
    let sound = |v: &u32| positions.get(*v as usize).is_some_and(|p: &Vec3| p.is_finite());
    faces.retain(|face| face.len() >= 3 && face.iter().all(sound));
    let groups = vec![0; faces.len()];
    Ok(RawMesh { positions, shade: None, faces, groups, group_names: vec![String::from("scan")] })
}

/// The first line of a reason; the rest quotes the file.
fn first_line(reason: &str) -> String {
    let line = reason.lines().next().unwrap_or_default();
    line.trim_end_matches(['.', ':']).chars().take(120).collect()
}

/// Where a point is, file units.
struct Point(Vec3);

impl PropertyAccess for Point {
    fn new() -> Point {
        Point(Vec3::NAN)
    }

    fn set_property(&mut self, key: &str, property: Property) -> PropertyAccessResult {
        let axis = match key {
            "x" => 0,
            "y" => 1,
            "z" => 2,
            _ => return PropertyAccessResult::Ignored,
        };
        let Some(value) = property.to_f32_lossy() else { return PropertyAccessResult::UnsupportedType };
        self.0[axis] = value;
        PropertyAccessResult::Set
    }
}

/// Corners of a face.
struct Face(Vec<u32>);

impl PropertyAccess for Face {
    fn new() -> Face {
        Face(Vec::new())
    }

    fn set_property(&mut self, key: &str, property: Property) -> PropertyAccessResult {
        if !matches!(key, "vertex_indices" | "vertex_index") {
            return PropertyAccessResult::Ignored;
        }
        let Some(corners) = property.to_u32_list() else { return PropertyAccessResult::UnsupportedType };
        self.0 = corners;
        PropertyAccessResult::Set
    }
}
