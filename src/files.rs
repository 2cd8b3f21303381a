//! Files written whole or not at all, and one clear sentence where that fails.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// A file that could not be written; what it held before is untouched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file} {reason}")]
pub struct NotWritten {
    /// The file, as it was named.
    pub file: String,
    /// The rest of the sentence: what is wrong, where, and what to do.
    pub reason: String,
}

/// Writes `bytes` so that the file holds either all of the old or all of the new, whatever happens on the way.
///
/// # Errors
/// [`NotWritten`] names the file, the place and a way out.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), NotWritten> {
    let at_fault = |reason: String| NotWritten { file: path.display().to_string(), reason };
    if path.is_dir() {
        return Err(at_fault("is a folder; name a file".into()));
    }
    if fs::metadata(path).is_ok_and(|old| old.permissions().readonly()) {
        return Err(at_fault("is read-only; save under another name".into()));
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let draft = draft(&target);
    write_draft(&target, &draft, bytes).and_then(|()| fs::rename(&draft, &target)).map_err(|error| {
        // The draft may not be there; that it should not be is all that counts.
        let _ = fs::remove_file(&draft);
        at_fault(format!("cannot be saved: {}", mend(&error, &target)))
    })?;
    sync_folder(&target);
    Ok(())
}

/// What is wrong, where, and what to do about it.
fn mend(error: &io::Error, target: &Path) -> String {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let folder = folder.display();
    let what = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            format!("there is no room left in {folder}; make room there,")
        }
        ErrorKind::FileTooLarge => format!("files in {folder} may not grow that large; allow it,"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            format!("the folder {folder} is read-only; allow writing there,")
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            format!("the folder {folder} does not exist; make it,")
        }
        _ => format!("{error} in {folder}; try again,"),
    };
    format!("{what} or save in another folder")
}

/// A name beside `path` that no other save, in this process or another, is using.
fn draft(path: &Path) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}-{}.tmp", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
    path.with_file_name(name)
}

fn write_draft(path: &Path, draft: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(draft)?;
    if let Ok(old) = fs::metadata(path) {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the rename last through a power cut, on systems where a directory can be synced; a file that was saved is
/// saved even where it cannot.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent().and_then(|parent| File::open(parent).ok()) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_names_the_place_and_a_way_out() {
        let target = Path::new("/somewhere/plan.toml");
        for (kind, word) in [
            (ErrorKind::StorageFull, "no room left in /somewhere"),
            (ErrorKind::QuotaExceeded, "no room left in /somewhere"),
            (ErrorKind::FileTooLarge, "may not grow"),
            (ErrorKind::PermissionDenied, "/somewhere is read-only"),
            (ErrorKind::ReadOnlyFilesystem, "/somewhere is read-only"),
            (ErrorKind::NotFound, "/somewhere does not exist"),
            (ErrorKind::Interrupted, "/somewhere"),
        ] {
            let said = mend(&io::Error::from(kind), target);
            assert!(said.contains(word) && said.ends_with("save in another folder"), "{kind:?}: {said}");
        }
    }

    #[test]
    fn a_write_that_fails_half_way_leaves_the_old_file_and_no_draft() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept.toml");
        write(&path, b"old").unwrap();
        // A folder in the way of the rename stands for any failure after the draft was written.
        let blocked = folder.path().join("blocked");
        fs::create_dir(&blocked).unwrap();
        assert!(write(&blocked, b"new").is_err());
        assert!(write(&folder.path().join("no folder/x"), b"new").is_err());
        let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["blocked", "kept.toml"]);
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }
}
