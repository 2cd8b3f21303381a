//! STL files: triangles without shared points, as text or as 50 bytes each.

use glam::DVec3;

use super::draft::Draft;
use super::text::{lines, number, words};

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

/// Reads the bytes of an STL file. A point that cannot be read is not-a-number, and its line is counted.
pub fn read(bytes: &[u8]) -> Draft {
    let (points, odd) = if is_binary(bytes) { (of_binary(bytes), Vec::new()) } else { of_text(bytes) };
    let count = points.len() as u32 / 3;
    let mut draft = Draft::of_triangles(points, (0..count).map(|t| [3 * t, 3 * t + 1, 3 * t + 2]));
    odd.into_iter().for_each(|line| draft.odd_line(line));
    draft
}

fn of_binary(bytes: &[u8]) -> Vec<DVec3> {
    let number = |bytes: &[u8]| f64::from(bytes.try_into().map_or(f32::NAN, f32::from_le_bytes));
    let point = |bytes: &[u8]| DVec3::new(number(&bytes[..4]), number(&bytes[4..8]), number(&bytes[8..12]));
    let triangles = bytes[HEADING..].chunks_exact(TRIANGLE);
    triangles.flat_map(|triangle| [12, 24, 36].map(|at| point(&triangle[at..at + 12]))).collect()
}

/// The points, and the lines that are odd.
fn of_text(bytes: &[u8]) -> (Vec<DVec3>, Vec<usize>) {
    let (mut points, mut odd) = (Vec::new(), Vec::new());
    for (k, line) in lines(bytes) {
        let mut words = words(&line).skip_while(|word| !word.eq_ignore_ascii_case(b"vertex"));
        if words.next().is_none() {
            continue;
        }
        let mut coordinate = || words.next().and_then(number);
        if let (Some(x), Some(y), Some(z)) = (coordinate(), coordinate(), coordinate()) {
            points.push(DVec3::new(x, y, z));
        } else {
            odd.push(k);
            points.push(DVec3::NAN);
        }
    }
    (points, odd)
}
