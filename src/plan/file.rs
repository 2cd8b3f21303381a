//! Plans as files.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use super::PlanError;

/// Largest plan file, bytes. A full plan takes some 10 kB.
const SIZE_MAX: u64 = 1 << 20;

fn at_fault(path: &Path, reason: impl Into<String>) -> PlanError {
    PlanError::Io { file: path.display().to_string(), reason: reason.into() }
}

/// The text of a plan file.
pub(super) fn load(path: &Path) -> Result<String, PlanError> {
    if path.is_dir() {
        return Err(at_fault(path, "is a directory; a plan is a file"));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(SIZE_MAX + 1).read_to_end(&mut bytes)).map_err(|error| {
        at_fault(
            path,
            if error.kind() == ErrorKind::NotFound {
                String::from("does not exist")
            } else {
                format!("cannot be read: {error}")
            },
        )
    })?;
    if bytes.len() as u64 > SIZE_MAX {
        return Err(at_fault(path, "is larger than 1 MB; that is not a plan"));
    }
    if bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii().is_empty() {
        return Err(at_fault(path, "is empty; a plan begins with format = 1"));
    }
    String::from_utf8(bytes)
        .map_err(|_| at_fault(path, "is not text in UTF-8; save it as UTF-8 and try again"))
}

/// Writes `text` so that the file holds either all of the old or all of the new, whatever happens on the way.
pub(super) fn save(path: &Path, text: &str) -> Result<(), PlanError> {
    if path.is_dir() {
        return Err(at_fault(path, "is a directory; a plan is a file"));
    }
    if fs::metadata(path).is_ok_and(|old| old.permissions().readonly()) {
        return Err(at_fault(path, "is read-only; save under another name"));
    }
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let draft = draft(path);
    write_draft(path, &draft, text).and_then(|()| fs::rename(&draft, path)).map_err(|error| {
        // The draft may not be there; that it should not be is all that counts.
        let _ = fs::remove_file(&draft);
        at_fault(path, format!("cannot be saved: {error}"))
    })?;
    sync_directory(path);
    Ok(())
}

/// A name beside `path` that no other save, in this process or another, is using.
fn draft(path: &Path) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}-{}.tmp", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
    path.with_file_name(name)
}

fn write_draft(path: &Path, draft: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(draft)?;
    if let Ok(old) = fs::metadata(path) {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Makes the rename last through a power cut, on systems where a directory can be synced; a file that was saved is
/// saved even where it cannot.
fn sync_directory(path: &Path) {
    if let Some(directory) = path.parent().and_then(|parent| File::open(parent).ok()) {
        let _ = directory.sync_all();
    }
}
