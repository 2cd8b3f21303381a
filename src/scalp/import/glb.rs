//! GLB files: glTF in one binary file.

use super::draft::Draft;
use super::gltf;
use super::raw::{Beside, ImportError};

/// Reads the bytes of a GLB file; `name` is for messages.
///
/// # Errors
/// [`ImportError::Damaged`] where it breaks off, and all that glTF may say.
pub fn read(bytes: &[u8], name: &str, beside: &Beside) -> Result<Draft, ImportError> {
    let broken = || ImportError::Damaged {
        name: name.into(),
        what: "the file breaks off".into(),
        format: "plain GLB",
    };
    let (json, bin) = chunks(bytes).ok_or_else(broken)?;
    gltf::read(json, bin, name, beside)
}

/// The description and the bytes behind it.
fn chunks(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let chunk = |at: usize| {
        let length = u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        bytes.get(at + 8..at.checked_add(8)?.checked_add(length)?)
    };
    let json = chunk(12)?;
    Some((json, chunk(12 + 8 + json.len()).unwrap_or(&[])))
}
