//! Plans as files: texts, and pictures that carry one.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read, Seek};
use std::path::Path;

use super::{HeadSource, Plan, PlanError, ScanFrame, ScanSkin, picture};
use crate::files;

/// Largest plan file, bytes. A full plan takes some 10 kB.
const SIZE_MAX: u64 = 1 << 20;

fn at_fault(path: &Path, reason: impl Into<String>) -> PlanError {
    PlanError::Io { file: path.display().to_string(), reason: reason.into() }
}

/// The text of a plan file, or of the plan that a picture carries.
pub(super) fn load(path: &Path) -> Result<String, PlanError> {
    if path.is_dir() {
        return Err(at_fault(path, "is a directory; a plan is a file"));
    }
    let unreadable = |error: std::io::Error| {
        at_fault(
            path,
            if error.kind() == ErrorKind::NotFound {
                String::from("does not exist")
            } else {
                format!("cannot be read: {error}")
            },
        )
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    (&mut file).take(SIZE_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if picture::begins(&bytes) {
        file.rewind().map_err(unreadable)?;
        return carried(path, file);
    }
    if bytes.len() as u64 > SIZE_MAX {
        return Err(at_fault(path, "is larger than 1 MB; that is not a plan"));
    }
    if bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii().is_empty() {
        return Err(at_fault(path, "is empty; a plan begins with format = 2"));
    }
    String::from_utf8(bytes)
        .map_err(|_| at_fault(path, "is not text in UTF-8; save it as UTF-8 and try again"))
}

/// The text that a picture carries.
fn carried(path: &Path, file: File) -> Result<String, PlanError> {
    let text = picture::plan_text(BufReader::new(file), SIZE_MAX as usize)
        .map_err(|error| at_fault(path, format!("is a damaged picture: {error}")))?;
    match text {
        None => Err(at_fault(
            path,
            "is a picture that carries no plan; those that Papilla saved do, unless another program changed them",
        )),
        Some(text) if text.len() as u64 > SIZE_MAX => {
            Err(at_fault(path, "carries a text larger than 1 MB; that is not a plan"))
        }
        Some(text) => Ok(text),
    }
}

/// Writes the plan's text, all of it or nothing.
pub(super) fn save(path: &Path, text: &str) -> Result<(), PlanError> {
    if path.is_dir() {
        return Err(at_fault(path, "is a directory; a plan is a file"));
    }
    files::write(path, text.as_bytes()).map_err(|error| at_fault(path, error.reason))
}

impl Plan {
    /// The demo plan on the head in a scan.
    pub fn on_scan(path: &Path) -> Plan {
        let head = HeadSource::File {
            path: path.to_owned(),
            frame: ScanFrame::default(),
            skin: ScanSkin::default(),
        };
        Plan { name: "A scan with the demo plan".into(), head, ..Plan::demo() }
    }

    /// The same plan with its head's file named from the root, so that it may be written in any folder; relative
    /// paths start at `base_dir`.
    pub fn anchored(mut self, base_dir: &Path) -> Plan {
        if let HeadSource::File { path, .. } = &mut self.head
            && let Ok(absolute) = std::path::absolute(base_dir.join(&*path))
        {
            *path = absolute;
        }
        self
    }
}
