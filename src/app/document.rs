//! A plan's file: where the plan came from, what it held then, and whether another program has changed it since.

use std::fs;
use std::path::{Path, PathBuf};

use crate::plan::{Plan, PlanError, picture};
use crate::scalp::import::is_scan;
use crate::words::{say, text};

/// A plan as last opened or saved, and its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// File to save to; none for the demo and for a picture's plan.
    pub path: Option<PathBuf>,
    /// The plan as last opened or saved.
    pub saved: Plan,
    /// The file's text when it was last read or written here.
    pub on_disk: Option<String>,
    /// What to know of a plan that an older version wrote.
    pub note: Option<&'static str>,
    origin: String,
}

impl Document {
    /// The demo plan.
    pub fn demo() -> Document {
        Document {
            path: None,
            saved: Plan::demo(),
            on_disk: None,
            note: None,
            origin: text("file-origin.demo").to_owned(),
        }
    }

    /// A plan file, the plan of a picture, or the demo plan on the head of a scan. Neither of the latter has a file to save
    /// to: a plan never overwrites its picture.
    ///
    /// # Errors
    /// As [`Plan::load`].
    pub fn load(path: &Path) -> Result<Document, PlanError> {
        if picture::is_picture(path) {
            let (plan, note) = Plan::load_with_note(path)?;
            let saved = plan.anchored(&folder(path));
            let origin = say!("file-origin.picture", path = path.display().to_string());
            return Ok(Document { path: None, saved, on_disk: None, note, origin });
        }
        if is_scan(path) {
            let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            let origin = text("file-origin.scan").to_owned();
            return Ok(Document {
                path: None,
                saved: Plan::on_scan(&absolute),
                on_disk: None,
                note: None,
                origin,
            });
        }
        // Read before the plan: should it change in between, that is noticed at the next save.
        let on_disk = fs::read_to_string(path).ok();
        let (saved, note) = Plan::load_with_note(path)?;
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Ok(Document { path: Some(path), saved, on_disk, note, origin: String::new() })
    }

    /// A plan whose window ended without saving it, and its file.
    pub fn recovered(path: Option<PathBuf>, on_disk: Option<String>) -> Document {
        let before = on_disk.as_deref().and_then(|text| Plan::from_toml(text, "").ok());
        Document {
            path,
            saved: before.unwrap_or_else(Plan::demo),
            on_disk,
            note: None,
            origin: text("file-origin.recovered").to_owned(),
        }
    }

    /// Where the plan lies, in words.
    pub fn place(&self) -> String {
        self.path.as_ref().map_or_else(|| self.origin.clone(), |path| path.display().to_string())
    }

    /// Folder of the plan's relative paths.
    pub fn base_dir(&self) -> PathBuf {
        self.path.as_deref().map(folder).unwrap_or_default()
    }

    /// Whether another program has changed the file since it was last read or written here. A file that is gone
    /// holds nothing that a save could destroy.
    pub fn changed_meanwhile(&self) -> bool {
        let Some(path) = &self.path else { return false };
        fs::read(path).is_ok_and(|now| self.on_disk.as_ref().is_none_or(|then| now != then.as_bytes()))
    }

    /// Writes `plan` to `path`, which becomes the plan's file; gives the plan as written, whose scan is named from
    /// the root when the plan moved to another folder.
    ///
    /// # Errors
    /// As [`Plan::save`]; all stays as it was.
    pub fn save(&mut self, plan: &Plan, path: &Path) -> Result<Plan, PlanError> {
        let moved = self.path.as_deref().is_none_or(|old| folder(old) != folder(path));
        let plan = if moved { plan.clone().anchored(&self.base_dir()) } else { plan.clone() };
        plan.save(path)?;
        *self = Document {
            path: Some(path.to_owned()),
            on_disk: Some(plan.to_toml()),
            saved: plan.clone(),
            note: None,
            origin: String::new(),
        };
        Ok(plan)
    }
}

fn folder(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{HeadSource, ScanFrame, ScanSkin};

    #[test]
    fn a_change_by_another_program_is_noticed_and_a_save_of_ones_own_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.toml");
        fs::write(&path, Plan::DEMO).unwrap();
        let mut document = Document::load(&path).unwrap();
        assert!(!document.changed_meanwhile());
        document.save(&Plan { seed: 9, ..Plan::demo() }, &path).unwrap();
        assert!(!document.changed_meanwhile(), "our own save counted as another's");
        // The same length within the same second: only the bytes tell.
        let text = fs::read_to_string(&path).unwrap().replace("seed = 9", "seed = 8");
        fs::write(&path, text).unwrap();
        assert!(document.changed_meanwhile());
        fs::remove_file(&path).unwrap();
        assert!(!document.changed_meanwhile());
    }

    #[test]
    fn a_scan_is_still_found_when_the_plan_is_saved_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("other")).unwrap();
        let head =
            HeadSource::File { path: "scan.obj".into(), frame: ScanFrame::default(), skin: ScanSkin::Face };
        let plan = Plan { head, ..Plan::demo() };
        let path = folder.path().join("plan.toml");
        plan.save(&path).unwrap();
        let mut document = Document::load(&path).unwrap();
        let beside = folder.path().join("beside.toml");
        assert_eq!(document.save(&plan, &beside).unwrap(), plan, "beside the old plan nothing changes");
        let away = folder.path().join("other/plan.toml");
        let written = document.save(&plan, &away).unwrap();
        assert_eq!(written.head.file_from_plan(&away), Some(folder.path().join("scan.obj")));
    }
}
