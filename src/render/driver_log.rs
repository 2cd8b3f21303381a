//! How drivers fared when they were tried. Those that crashed are passed over the next time: while a driver is tried a
//! locked file with its name lies in a folder of the user's; a file that is left and that nobody holds tells of a
//! crash. Those that passed the probe are not held to it again by the same program, which saves a start a third of a
//! second.
//!
//! Known limit: a program that is killed in the half second of a trial leaves such a file too.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The folder of what is being tried, of what crashed and of what passed.
#[derive(Clone, Debug)]
pub struct DriverLog {
    folder: Option<PathBuf>,
}

/// A trial that is going on; it ends when this is dropped, and with the process it leaves its mark.
#[must_use = "the trial ends when this is dropped"]
pub struct Trial {
    held: Option<(PathBuf, File)>,
}

impl Drop for Trial {
    fn drop(&mut self) {
        if let Some((path, _)) = self.held.take() {
            // Where it cannot be removed the driver is passed over next time, and `papilla doctor` tells.
            let _ = fs::remove_file(path);
        }
    }
}

impl DriverLog {
    /// In the user's state folder; where there is none, nothing is remembered.
    pub fn of_user() -> DriverLog {
        let dirs = directories::ProjectDirs::from("", "", "papilla");
        let state = dirs.map(|dirs| dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned());
        DriverLog { folder: state.map(|state| state.join("drivers")) }
    }

    /// In this folder.
    pub fn within(folder: &Path) -> DriverLog {
        DriverLog { folder: Some(folder.to_owned()) }
    }

    /// Whether the process that last tried this driver ended in the trial.
    pub fn has_crashed(&self, driver: &str) -> bool {
        let left = self.path(driver).and_then(|path| File::open(path).ok());
        left.is_some_and(|file| file.try_lock().is_ok())
    }

    /// Begins to try a driver. Where another process tries it too, or the folder cannot be written to, nothing is
    /// marked.
    pub fn begin(&self, driver: &str) -> Trial {
        Trial { held: self.path(driver).and_then(|path| Some((path.clone(), mark(&path, driver)?))) }
    }

    /// Forgets a crash: the driver passed after all.
    pub fn forget(&self, driver: &str) {
        if let Some(path) = self.path(driver) {
            // Mostly there is none.
            let _ = fs::remove_file(path);
        }
    }

    /// Remembers that a driver passed the probe of a program.
    pub fn note_passed(&self, driver: &str, program: &str) {
        // Where it cannot be written the driver is probed again.
        let written = self.passed_path(driver).map(|path| {
            fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
            fs::write(path, program)
        });
        if let Some(Err(error)) = written {
            tracing::debug!("not remembered that {driver} passed: {error}");
        }
    }

    /// Forgets that a driver passed.
    pub fn forget_passed(&self, driver: &str) {
        if let Some(path) = self.passed_path(driver) {
            // Mostly there is none.
            let _ = fs::remove_file(path);
        }
    }

    /// Whether a driver passed the probe of this very program.
    pub fn has_passed(&self, driver: &str, program: &str) -> bool {
        self.passed_path(driver)
            .and_then(|path| fs::read_to_string(path).ok())
            .is_some_and(|of| of == program)
    }

    fn passed_path(&self, driver: &str) -> Option<PathBuf> {
        self.path(driver).map(|path| path.with_extension("passed"))
    }

    fn path(&self, driver: &str) -> Option<PathBuf> {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let name: String = driver.chars().map(plain).take(120).collect();
        Some(self.folder.as_ref()?.join(name + ".txt"))
    }
}

fn mark(path: &Path, driver: &str) -> Option<File> {
    fs::create_dir_all(path.parent()?).ok()?;
    let file = File::options().create(true).append(true).open(path).ok()?;
    file.try_lock().ok()?;
    let words = format!("Papilla ended while it tried {driver}; `papilla doctor` tries it again.\n");
    fs::write(path, words).ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ended_in_a_trial_is_remembered_until_it_passes() {
        let folder = tempfile::tempdir().unwrap();
        let log = DriverLog::within(&folder.path().join("drivers"));
        let driver = "Bad GPU 3000 (v1.2), Vulkan";
        drop(log.begin(driver));
        assert!(!log.has_crashed(driver), "a trial that ended well");
        // A process that dies drops nothing, and its lock goes.
        let mut trial = log.begin(driver);
        assert!(!log.has_crashed(driver), "it is being tried");
        let (path, file) = trial.held.take().unwrap();
        drop((file, trial));
        assert!(path.exists() && log.has_crashed(driver));
        assert!(!log.has_crashed("Bad GPU 3000 (v1.3), Vulkan"), "another version of the driver");
        log.forget(driver);
        assert!(!log.has_crashed(driver));
    }

    #[test]
    fn a_driver_that_passed_is_remembered_for_one_program() {
        let folder = tempfile::tempdir().unwrap();
        let log = DriverLog::within(&folder.path().join("drivers"));
        let driver = "Good GPU 3000 (v1.2), Vulkan";
        assert!(!log.has_passed(driver, "0.2.0 a"));
        log.note_passed(driver, "0.2.0 a");
        assert!(log.has_passed(driver, "0.2.0 a") && !log.has_crashed(driver));
        assert!(!log.has_passed(driver, "0.2.0 b"), "planted: other shaders");
        assert!(
            !log.has_passed("Good GPU 3000 (v1.3), Vulkan", "0.2.0 a"),
            "planted: another version of the driver"
        );
        log.forget_passed(driver);
        assert!(!log.has_passed(driver, "0.2.0 a"));
    }
}
