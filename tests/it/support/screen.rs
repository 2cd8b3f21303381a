//! The real window on a display in memory, and hands and eyes for it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use image::RgbImage;

/// How long a software driver may take for its first picture on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A process that ends with the test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; either way nothing is left to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn need(tool: &str) {
    let found = Command::new("sh").args(["-c", &format!("command -v {tool}")]).output().unwrap();
    assert!(found.status.success(), "this test needs {tool}: apt-get install xvfb xauth xdotool imagemagick");
}

/// A display of 1280x800 in memory, with a user's folders of its own.
pub struct Screen {
    display: String,
    _server: Running,
    pub home: tempfile::TempDir,
}

impl Screen {
    pub fn open() -> Screen {
        for tool in ["Xvfb", "xdotool", "import"] {
            need(tool);
        }
        // It stays as it is when a killed window was its last client; a server that resets refuses who comes just then.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        let output = server.stdout.take().unwrap();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(output), &mut number).unwrap();
        let display = format!(":{}", number.trim());
        Screen { display, _server: Running(server), home: tempfile::tempdir().unwrap() }
    }

    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("XDG_CONFIG_HOME", self.home.path())
            .env("XDG_STATE_HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.home.path());
        command
    }

    /// The window, on these arguments.
    pub fn papilla(&self, arguments: &[&Path]) -> Running {
        let mut command = self.command(env!("CARGO_BIN_EXE_papilla"));
        Running(command.args(arguments).stderr(Stdio::null()).spawn().unwrap())
    }

    pub fn xdotool(&self, words: &str) {
        let status = self.command("xdotool").args(words.split(' ')).status().unwrap();
        assert!(status.success(), "xdotool {words}");
    }

    pub fn shot(&self) -> RgbImage {
        let output = self.command("import").args(["-window", "root", "png:-"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        image::load_from_memory(&output.stdout).unwrap().into_rgb8()
    }

    /// Waits for a screen that `wanted` accepts.
    pub fn wait(&self, program: &mut Running, what: &str, wanted: impl Fn(&RgbImage) -> bool) -> RgbImage {
        let start = Instant::now();
        loop {
            let shot = self.shot();
            if wanted(&shot) {
                return shot;
            }
            if let Some(status) = program.0.try_wait().unwrap() {
                panic!("the program ended with {status} before it showed {what}");
            }
            assert!(start.elapsed() < PATIENCE, "{what} never came");
            std::thread::sleep(Duration::from_millis(300));
        }
    }

    /// Gives the window the keyboard; there is no window manager here to do so.
    pub fn focus(&self) {
        self.xdotool("search --name Papilla windowfocus sleep 0.5");
    }

    /// Recovery files there are.
    pub fn kept(&self) -> Vec<PathBuf> {
        let folder = self.home.path().join("papilla/recovery");
        let entries = std::fs::read_dir(folder).map(|all| all.map(|entry| entry.unwrap().path()).collect());
        let mut files: Vec<PathBuf> = entries.unwrap_or_default();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        files
    }
}

/// Waits until `wanted` holds.
pub fn until(what: &str, mut wanted: impl FnMut() -> bool) {
    let start = Instant::now();
    while !wanted() {
        assert!(start.elapsed() < PATIENCE, "{what} never came");
        std::thread::sleep(Duration::from_millis(100));
    }
}
