//! The real window on a display in memory: it opens, shows a head, and a drag turns it.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use image::RgbImage;

/// How long a software driver may take for its first picture on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// The head's part of the 1280x800 screen: right of the panel, above the timeline.
const HEAD: [u32; 4] = [420, 60, 1180, 680];

/// A process that ends with the test.
struct Running(Child);

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

struct Screen {
    display: String,
    _server: Running,
    home: tempfile::TempDir,
}

impl Screen {
    fn open() -> Screen {
        for tool in ["Xvfb", "xdotool", "import"] {
            need(tool);
        }
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
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

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("XDG_CONFIG_HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.home.path());
        command
    }

    fn xdotool(&self, words: &str) {
        let status = self.command("xdotool").args(words.split(' ')).status().unwrap();
        assert!(status.success(), "xdotool {words}");
    }

    fn shot(&self) -> RgbImage {
        let output = self.command("import").args(["-window", "root", "png:-"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        image::load_from_memory(&output.stdout).unwrap().into_rgb8()
    }

    /// Waits for a screen that `wanted` accepts.
    fn wait(&self, program: &mut Running, what: &str, wanted: impl Fn(&RgbImage) -> bool) -> RgbImage {
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
}

fn skin_like(pixel: &image::Rgb<u8>) -> bool {
    let [r, g, b] = pixel.0.map(i32::from);
    r > g + 15 && g > b
}

/// Share of the head's rectangle for which `test` holds.
fn share(image: &RgbImage, test: impl Fn(u32, u32) -> bool) -> f32 {
    let [x0, y0, x1, y1] = HEAD;
    let mut hits = 0;
    for y in y0..y1.min(image.height()) {
        for x in x0..x1.min(image.width()) {
            hits += u32::from(test(x, y));
        }
    }
    hits as f32 / ((x1 - x0) * (y1 - y0)) as f32
}

fn shows_head(image: &RgbImage) -> bool {
    share(image, |x, y| skin_like(image.get_pixel(x, y))) > 0.2
}

fn difference(a: &RgbImage, b: &RgbImage) -> f32 {
    share(a, |x, y| a.get_pixel(x, y).0.iter().zip(b.get_pixel(x, y).0).any(|(p, q)| p.abs_diff(q) > 24))
}

#[test]
fn a_drag_turns_the_head_and_a_key_brings_a_view() {
    let screen = Screen::open();
    let program = screen.command(env!("CARGO_BIN_EXE_papilla")).stderr(Stdio::null()).spawn().unwrap();
    let mut program = Running(program);
    let first = screen.wait(&mut program, "a head", shows_head);
    assert!(!shows_head(&RgbImage::new(1280, 800)), "an empty screen passed for a head");
    screen.xdotool(
        "mousemove 800 350 sleep 0.4 mousedown 1 sleep 0.6 mousemove 860 352 sleep 0.6 mousemove 940 355 sleep 0.6 mousemove 1040 358 sleep 0.6 mouseup 1",
    );
    let turned = screen.wait(&mut program, "the turned head", |shot| difference(&first, shot) > 0.08);
    assert!(shows_head(&turned));
    // No window manager here gives the window the keyboard.
    screen.xdotool("search --name Papilla windowfocus sleep 0.5 key 5");
    let back = screen.wait(&mut program, "the back", |shot| difference(&turned, shot) > 0.08);
    std::thread::sleep(Duration::from_secs(1));
    screen.xdotool("search --name Papilla windowsize 900 640");
    screen.wait(&mut program, "the smaller window", |shot| {
        (930..1270).all(|x| shot.get_pixel(x, 700).0 == [0, 0, 0])
    });
    assert!(back.width() == 1280 && program.0.try_wait().unwrap().is_none(), "the window did not survive");
}
