//! Recovery files: each window keeps its unsaved plan in one of its own, so that nothing is lost whatever is killed.
//!
//! A folder of the user's holds `ID.toml`, the plan with its file's name and text, beside `ID.lock`, which the window
//! holds locked. The system lets go of the lock when the window ends, however it ends: a file whose lock is free was
//! left behind.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::files;
use crate::plan::Plan;
use crate::words::say;

/// An unsaved plan, and the file it is to go to.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The plan.
    pub plan: Plan,
    /// Its file.
    pub path: Option<PathBuf>,
    /// The file's text when it was last read or written.
    pub on_disk: Option<String>,
}

/// A draft as it is written. The paths of plans are UTF-8, so that of the plan's file is the only one that may not be.
#[derive(Serialize, Deserialize)]
struct RecoveryRecord {
    kept_at_s: u64,
    path: Option<String>,
    plan: String,
    on_disk: Option<String>,
}

/// A draft that was left behind.
#[derive(Clone, Debug, PartialEq)]
pub struct RecoveredDraft {
    /// The draft.
    pub draft: Draft,
    /// When it was kept.
    pub kept_at: SystemTime,
}

/// A recovery file and the lock on it.
#[derive(Debug)]
pub struct RecoveryFile {
    file: PathBuf,
    lock: Option<File>,
}

/// Where recovery files lie.
pub fn folder() -> Option<PathBuf> {
    let dirs = directories::ProjectDirs::from("", "", "papilla")?;
    Some(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).join("recovery"))
}

impl RecoveryFile {
    /// A new one in `folder`, of this window alone.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn new(folder: &Path) -> io::Result<RecoveryFile> {
        make_private(folder)?;
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let file = folder.join(format!("{}-{}.toml", std::process::id(), since.as_nanos()));
        let lock = File::create_new(file.with_extension("lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(RecoveryFile { file, lock: Some(lock) }),
            // A file system without locks: the name is still ours alone.
            Err(TryLockError::Error(_)) => Ok(RecoveryFile { file, lock: None }),
            Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        }
    }

    /// The left behind recovery file `file`; none while its window is open.
    fn left_behind(file: PathBuf) -> Option<RecoveryFile> {
        let lock = File::options().write(true).create(true).truncate(false).open(file.with_extension("lock"));
        let Ok(lock) = lock else { return Some(RecoveryFile { file, lock: None }) };
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => None,
            Ok(()) => Some(RecoveryFile { file, lock: Some(lock) }),
            Err(TryLockError::Error(_)) => Some(RecoveryFile { file, lock: None }),
        }
    }

    /// Keeps a draft, all of it or the one before.
    ///
    /// # Errors
    /// One sentence that names file, place and a way out.
    pub fn keep(&self, draft: &Draft) -> Result<(), String> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let kept = RecoveryRecord {
            kept_at_s: since.as_secs(),
            path: draft.path.as_ref().and_then(|path| path.to_str()).map(str::to_owned),
            plan: draft.plan.to_toml(),
            on_disk: draft.on_disk.clone(),
        };
        let text = toml::to_string_pretty(&kept).map_err(|error| error.to_string())?;
        files::write(&self.file, text.as_bytes()).map_err(|error| error.to_string())
    }

    /// What it holds.
    ///
    /// # Errors
    /// One sentence that names the file.
    pub fn read(&self) -> Result<RecoveredDraft, String> {
        let at_fault = |reason: String| {
            say!("recovery-unreadable", path = self.file.display().to_string(), reason = reason)
        };
        let text = fs::read_to_string(&self.file).map_err(|error| at_fault(error.to_string()))?;
        let kept: RecoveryRecord =
            toml::from_str(&text).map_err(|error| at_fault(error.message().to_owned()))?;
        let plan =
            Plan::from_toml(&kept.plan, &self.file.display().to_string()).map_err(|e| e.to_string())?;
        Ok(RecoveredDraft {
            draft: Draft { plan, path: kept.path.map(PathBuf::from), on_disk: kept.on_disk },
            kept_at: UNIX_EPOCH + Duration::from_secs(kept.kept_at_s),
        })
    }

    /// Forgets what it holds; there is then nothing to offer.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn clear(&self) -> io::Result<()> {
        fs::remove_file(&self.file).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })
    }
}

impl Drop for RecoveryFile {
    /// A lock with nothing beside it is of no use to anybody.
    fn drop(&mut self) {
        if !self.file.exists() {
            let _ = fs::remove_file(self.file.with_extension("lock"));
        }
        self.lock = None;
    }
}

/// All recovery files whose windows have ended, newest first; nobody else is offered them meanwhile.
pub fn left_behind(folder: &Path) -> Vec<RecoveryFile> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort_by_key(|file| std::cmp::Reverse(fs::metadata(file).and_then(|data| data.modified()).ok()));
    files.into_iter().filter_map(RecoveryFile::left_behind).filter(|slot| slot.file.exists()).collect()
}

/// Makes the folder; plans are the client's, so no other user may look into it.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(seed: u64) -> Draft {
        Draft {
            plan: Plan { seed, name: "Zoë ''' \"\"\" \\n".into(), ..Plan::demo() },
            path: Some("/clients/zoë.toml".into()),
            on_disk: Some("format = 2\n# '''\r\n".into()),
        }
    }

    #[test]
    fn a_draft_comes_back_as_it_was_once_its_window_has_ended() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("state/recovery");
        assert!(left_behind(&inside).is_empty());
        let slot = RecoveryFile::new(&inside).unwrap();
        slot.keep(&draft(1)).unwrap();
        slot.keep(&draft(2)).unwrap();
        assert!(left_behind(&inside).is_empty(), "an open window's draft was offered");
        drop(slot);
        let found = left_behind(&inside);
        assert_eq!(found.len(), 1);
        let read = found[0].read().unwrap();
        assert_eq!(read.draft, draft(2));
        assert_ne!(read.draft, draft(1));
        assert!(read.kept_at.elapsed().unwrap() < Duration::from_secs(60));
        assert!(left_behind(&inside).is_empty(), "two windows were offered the same draft");
    }

    #[test]
    fn two_windows_keep_two_drafts() {
        let folder = tempfile::tempdir().unwrap();
        let slots = [RecoveryFile::new(folder.path()).unwrap(), RecoveryFile::new(folder.path()).unwrap()];
        for (slot, seed) in slots.iter().zip([3, 4]) {
            slot.keep(&draft(seed)).unwrap();
        }
        drop(slots);
        let mut seeds: Vec<u64> =
            left_behind(folder.path()).iter().map(|slot| slot.read().unwrap().draft.plan.seed).collect();
        seeds.sort_unstable();
        assert_eq!(seeds, [3, 4]);
    }

    #[test]
    fn a_cleared_slot_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let slot = RecoveryFile::new(folder.path()).unwrap();
        slot.keep(&draft(1)).unwrap();
        slot.clear().unwrap();
        slot.clear().unwrap();
        drop(slot);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_damaged_file_is_named_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1-2.toml");
        fs::write(&path, "kept_at_s = 1\nplan = \"format = 9\"").unwrap();
        let found = left_behind(folder.path());
        assert!(found[0].read().unwrap_err().contains("1-2.toml"));
        drop(found);
        assert!(path.exists());
    }
}
