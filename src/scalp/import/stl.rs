//! STL files: triangles without shared points, as text or as 50 bytes each.

use glam::Vec3;

use super::raw::{ImportError, RawMesh, of_triangles};

/// Bytes of the heading and of the count behind it.
const HEADING: usize = 84;
/// Bytes of a triangle: normal, three points, two bytes more.
const TRIANGLE: usize = 50;

/// Whether these bytes are an STL file. Some binary files begin with the word of those in text, so the length decides.
pub fn is_stl(bytes: &[u8]) -> bool {
    is_binary(bytes) || is_text(bytes)
}

fn is_binary(bytes: &[u8]) -> bool {
    let count =
        bytes.get(HEADING - 4..HEADING).and_then(|count| count.try_into().ok()).map(u32::from_le_bytes);
    count.is_some_and(|count| bytes.len() as u64 == HEADING as u64 + TRIANGLE as u64 * u64::from(count))
}

fn is_text(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"solid") && start.windows(5).any(|word| word == b"facet")
}

/// Reads the bytes of an STL file; `name` is for messages.
///
/// # Errors
/// [`ImportError::Damaged`] where text holds something else than points.
pub fn read(bytes: &[u8], name: &str) -> Result<RawMesh, ImportError> {
    let positions = if is_binary(bytes) { of_binary(bytes) } else { of_text(bytes, name)? };
    let count = positions.len() as u32 / 3;
    Ok(of_triangles(positions, (0..count).map(|t| [3 * t, 3 * t + 1, 3 * t + 2])))
}

fn of_binary(bytes: &[u8]) -> Vec<Vec3> {
    let number = |bytes: &[u8]| bytes.try_into().map_or(f32::NAN, f32::from_le_bytes);
    let point = |bytes: &[u8]| Vec3::new(number(&bytes[..4]), number(&bytes[4..8]), number(&bytes[8..12]));
    let triangles = bytes[HEADING..].chunks_exact(TRIANGLE);
    triangles.flat_map(|triangle| [12, 24, 36].map(|at| point(&triangle[at..at + 12]))).collect()
}

fn of_text(bytes: &[u8], name: &str) -> Result<Vec<Vec3>, ImportError> {
    let text = String::from_utf8_lossy(bytes);
    let mut words = text.split_ascii_whitespace();
    let mut positions = Vec::new();
    while let Some(word) = words.next() {
        if word.eq_ignore_ascii_case("vertex") {
            let mut number = || words.next().and_then(|word| word.parse::<f32>().ok());
            let (Some(x), Some(y), Some(z)) = (number(), number(), number()) else {
                let what = format!("vertex {} does not hold three numbers", positions.len() + 1);
                return Err(ImportError::Damaged { name: name.into(), what, format: "STL" });
            };
            positions.push(Vec3::new(x, y, z));
        }
    }
    Ok(positions)
}
