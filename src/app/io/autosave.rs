//! Writes recovery files and settings off the window's thread, so that a slow disk never holds up an edit. Only the
//! newest draft counts; it is at most a fraction of a second behind.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::app::recovery::{Draft, RecoveryFile};
use crate::app::settings::Settings;
use crate::words::{say, text};

/// Least time between two writes: a drag changes the plan at every frame.
const PAUSE: Duration = Duration::from_millis(150);

/// What to write.
enum Job {
    Keep(Option<Box<Draft>>),
    TakeOver(RecoveryFile),
    Remember(Box<Settings>),
}

/// The thread and its mailboxes.
pub struct Autosave {
    jobs: Option<Sender<Job>>,
    reports: Receiver<Result<(), String>>,
    latest: Option<Draft>,
    thread: Option<JoinHandle<()>>,
}

impl Autosave {
    /// Starts the thread; `wake` is called when keeping begins to fail, and when it works again.
    pub fn start(folder: Option<PathBuf>, wake: impl Fn() + Send + 'static) -> Autosave {
        let (jobs, inbox) = channel();
        let (outbox, reports) = channel();
        let thread = std::thread::spawn(move || {
            let mut writer = Writer { folder, slot: None };
            let mut last = Ok(());
            while let Ok(job) = inbox.recv() {
                let jobs = std::iter::once(job).chain(inbox.try_iter()).collect();
                let result = writer.work(jobs);
                if result != last {
                    last = result.clone();
                    // A window that is gone needs no report.
                    let _ = outbox.send(result);
                    wake();
                }
                std::thread::sleep(PAUSE);
            }
        });
        Autosave { jobs: Some(jobs), reports, latest: None, thread: Some(thread) }
    }

    /// Keeps the unsaved plan; none when all is saved. Nothing is done when nothing changed.
    pub fn keep(&mut self, draft: Option<Draft>) {
        if self.latest != draft {
            self.latest.clone_from(&draft);
            self.post(Job::Keep(draft.map(Box::new)));
        }
    }

    /// Goes on in a slot that was left behind, whose draft this window now shows.
    pub fn take_over(&mut self, slot: RecoveryFile) {
        self.post(Job::TakeOver(slot));
    }

    /// Writes the settings.
    pub fn remember(&mut self, settings: Settings) {
        self.post(Job::Remember(Box::new(settings)));
    }

    /// Whether keeping has begun to fail, with one sentence why, or works again.
    pub fn report(&mut self) -> Option<Result<(), String>> {
        self.reports.try_iter().last()
    }

    fn post(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // The thread ends only with the window.
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Autosave {
    /// Waits until the last job is done.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the thread works with.
struct Writer {
    folder: Option<PathBuf>,
    slot: Option<RecoveryFile>,
}

impl Writer {
    /// Does the newest job of each kind.
    fn work(&mut self, jobs: Vec<Job>) -> Result<(), String> {
        let mut newest = None;
        let mut settings = None;
        for job in jobs {
            match job {
                Job::Keep(draft) => newest = Some(draft),
                Job::TakeOver(slot) => {
                    if let Some(old) = self.slot.replace(slot) {
                        old.clear().map_err(|error| error.to_string())?;
                    }
                }
                Job::Remember(wanted) => settings = Some(wanted),
            }
        }
        if let Some(settings) = settings {
            settings.save();
        }
        match newest {
            None => Ok(()),
            Some(Some(draft)) => self.keep(&draft),
            Some(None) => {
                self.slot.as_ref().map_or(Ok(()), RecoveryFile::clear).map_err(|error| error.to_string())
            }
        }
        .map_err(|reason| say!("autosave-failed", reason = reason))
    }

    fn keep(&mut self, draft: &Draft) -> Result<(), String> {
        if self.slot.is_none() {
            let folder = self.folder.as_ref().ok_or_else(|| text("autosave-no-folder"))?;
            let place = || folder.display().to_string();
            let slot = RecoveryFile::new(folder)
                .map_err(|error| say!("autosave-bad-folder", path = place(), reason = error.to_string()))?;
            self.slot = Some(slot);
        }
        self.slot.as_ref().map_or(Ok(()), |slot| slot.keep(draft))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::recovery::left_behind;
    use crate::plan::Plan;

    fn draft(seed: u64) -> Option<Draft> {
        Some(Draft { plan: Plan { seed, ..Plan::demo() }, path: None, on_disk: None })
    }

    #[test]
    fn the_newest_draft_is_kept_and_a_saved_one_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let start = || Autosave::start(Some(folder.path().to_owned()), || {});
        let mut autosave = start();
        (1..=200).for_each(|seed| autosave.keep(draft(seed)));
        drop(autosave);
        let found = left_behind(folder.path());
        assert_eq!(found[0].read().unwrap().draft.plan.seed, 200);
        drop(found);
        let mut autosave = start();
        autosave.take_over(left_behind(folder.path()).remove(0));
        autosave.keep(draft(201));
        std::thread::sleep(3 * PAUSE);
        assert!(left_behind(folder.path()).is_empty(), "the slot is ours");
        autosave.keep(None);
        drop(autosave);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn trouble_is_told_once_and_its_end_too() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("not a folder");
        std::fs::write(&inside, "in the way").unwrap();
        let (tell, told) = channel();
        let mut autosave = Autosave::start(Some(inside.clone()), move || tell.send(()).unwrap());
        autosave.keep(draft(1));
        told.recv_timeout(Duration::from_secs(20)).unwrap();
        let said = autosave.report().unwrap().unwrap_err();
        assert!(said.contains("save often") && said.contains("not a folder"), "{said}");
        std::fs::remove_file(&inside).unwrap();
        autosave.keep(draft(2));
        told.recv_timeout(Duration::from_secs(20)).unwrap();
        assert_eq!(autosave.report(), Some(Ok(())));
    }
}
