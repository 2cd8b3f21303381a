//! Shaders while they are edited: a build for development that finds its own `shaders` folder draws with what is saved
//! there. A release build never looks.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, SystemTime};

use crate::render::shader::{FILES, FOLDER, Sources};

/// How often the folder is looked at.
const EVERY: Duration = Duration::from_millis(200);

/// The thread that looks, and what it has read.
pub struct ShaderWatch(Receiver<Sources>);

impl ShaderWatch {
    /// Starts the thread; `wake` is called whenever a file has changed. None in a release build, or where the program
    /// was taken away from its sources.
    pub fn start(wake: impl Fn() + Send + 'static) -> Option<ShaderWatch> {
        let folder = Path::new(FOLDER);
        (cfg!(debug_assertions) && folder.is_dir()).then(|| ShaderWatch::on(folder.to_owned(), wake))
    }

    fn on(folder: PathBuf, wake: impl Fn() + Send + 'static) -> ShaderWatch {
        let (outbox, changed) = channel();
        let seen = times(&folder);
        std::thread::spawn(move || watch(&folder, seen, &outbox, wake));
        ShaderWatch(changed)
    }

    /// The newest texts, if any file has changed since the last call.
    pub fn changed(&self) -> Option<Sources> {
        self.0.try_iter().last()
    }
}

fn watch(folder: &Path, mut seen: Vec<Option<SystemTime>>, outbox: &Sender<Sources>, wake: impl Fn()) {
    loop {
        std::thread::sleep(EVERY);
        let now = times(folder);
        if now == seen {
            continue;
        }
        // A file that is just being replaced cannot be read: it will be the next time.
        let Ok(sources) = Sources::of_folder(folder) else { continue };
        seen = now;
        if outbox.send(sources).is_err() {
            return; // The window has closed.
        }
        wake();
    }
}

/// When each file was written.
fn times(folder: &Path) -> Vec<Option<SystemTime>> {
    let time = |(name, _): &(&str, &str)| std::fs::metadata(folder.join(name)).ok()?.modified().ok();
    FILES.iter().map(time).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_is_read_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("common")).unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        FILES.iter().for_each(|(name, text)| write(name, text));
        let (tell, told) = channel();
        let watch = ShaderWatch::on(folder.path().to_owned(), move || tell.send(()).unwrap());
        assert!(
            told.recv_timeout(3 * EVERY).is_err() && watch.changed().is_none(),
            "planted: nothing was saved"
        );
        write("common/gauss.wgsl", "// edited");
        told.recv_timeout(Duration::from_secs(20)).unwrap();
        let sources = watch.changed().unwrap();
        assert_eq!(sources.text("common/gauss.wgsl"), "// edited");
        assert_eq!(sources.text("skin.wgsl"), Sources::default().text("skin.wgsl"));
        assert!(watch.changed().is_none());
    }
}
