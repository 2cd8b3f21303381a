//! Nothing typed or drawn is ever lost: the real window killed, closed, and fed by others.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use papilla::plan::Plan;

use crate::support::screen::{Running, Screen, until};
use crate::window::shows_head;

/// Takes the knob of the hairline's height on the 1280x800 screen along its slider.
const DRAG: &str = "mousemove 67 607 sleep 0.5 mousedown 1 sleep 0.5 mousemove 90 607 sleep 0.5";

/// A screen with a plan's file on it.
struct Desk {
    screen: Screen,
    _folder: tempfile::TempDir,
    file: PathBuf,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("client.toml");
        fs::write(&file, Plan::DEMO).unwrap();
        Desk { screen: Screen::open(), _folder: folder, file }
    }

    fn start(&self) -> Running {
        let mut program = self.screen.papilla(&[&self.file]);
        self.screen.wait(&mut program, "a head", shows_head);
        self.screen.focus();
        program
    }

    /// Drags the hairline down, and leaves the button pressed.
    fn drag(&self) {
        self.screen.xdotool(DRAG);
        until("the recovery file", || self.kept_mm().is_some_and(|height_mm| height_mm > 73.0));
    }

    fn edit(&self) {
        self.drag();
        self.screen.xdotool("mouseup 1 sleep 0.5");
    }

    /// The hairline's height in the recovery file.
    fn kept_mm(&self) -> Option<f32> {
        let text = fs::read_to_string(self.screen.kept().first()?).ok()?;
        let table: toml::Table = text.parse().unwrap();
        Some(Plan::from_toml(table["plan"].as_str()?, "").unwrap().hairline.height_mm)
    }

    fn saved_mm(&self) -> f32 {
        height_mm(&self.file)
    }
}

fn height_mm(file: &Path) -> f32 {
    Plan::load(file).unwrap().hairline.height_mm
}

/// The question's dialog is over the head: its place is nearly black.
fn asks(shot: &image::RgbImage) -> bool {
    (600..840).step_by(8).filter(|x| shot.get_pixel(*x, 400).0.iter().all(|c| *c < 60)).count() > 18
}

fn title_marks_unsaved(screen: &Screen) -> bool {
    let mut command = screen.command("xdotool");
    let output = command.args(["search", "--name", "Papilla", "getwindowname"]).output().unwrap();
    String::from_utf8_lossy(&output.stdout).contains('•')
}

#[test]
#[ignore = "the window answers too slowly on a software rasteriser for its waits; run by hand"]
fn an_edit_survives_kill_minus_nine_and_a_save_ends_its_recovery() {
    let desk = Desk::new();
    let mut program = desk.start();
    assert!(desk.screen.kept().is_empty(), "a recovery file without an edit");
    desk.drag();
    program.0.kill().unwrap();
    program.0.wait().unwrap();
    desk.screen.xdotool("mouseup 1");
    let kept = desk.kept_mm().unwrap();
    assert_eq!(desk.saved_mm(), Plan::demo().hairline.height_mm, "the file was written without a save");

    let mut program = desk.screen.papilla(&[]);
    let offered = desk.screen.wait(&mut program, "the offer", asks);
    assert!(!asks(&image::RgbImage::from_pixel(1280, 800, image::Rgb([90, 90, 90]))));
    drop(offered);
    desk.screen.focus();
    std::thread::sleep(std::time::Duration::from_secs(2));
    desk.screen.xdotool("key Return");
    until("the recovered plan", || title_marks_unsaved(&desk.screen));
    assert_eq!(desk.kept_mm(), Some(kept), "the recovery file went before the plan was saved");
    desk.screen.xdotool("key ctrl+s");
    until("the save", || desk.saved_mm() == kept);
    until("the end of the recovery file", || desk.screen.kept().is_empty());
    // All is saved, so the window closes without a question.
    desk.screen.xdotool("key ctrl+q");
    until("the end", || program.0.try_wait().unwrap().is_some());
}

#[test]
#[ignore = "the window answers too slowly on a software rasteriser for its waits; run by hand"]
fn closing_with_changes_asks_first() {
    let desk = Desk::new();
    let mut program = desk.start();
    desk.edit();
    let quit = || desk.screen.xdotool("key ctrl+q");
    quit();
    desk.screen.wait(&mut program, "the question", asks);
    assert!(!desk.screen.kept().is_empty(), "the recovery file went while the question was open");
    desk.screen.xdotool("key Escape");
    desk.screen.wait(&mut program, "the head again", |shot| shows_head(shot) && !asks(shot));
    quit();
    desk.screen.wait(&mut program, "the question", asks);
    std::thread::sleep(std::time::Duration::from_secs(2));
    // The first answer is to save.
    desk.screen.xdotool("key Return");
    until("the end", || program.0.try_wait().unwrap().is_some());
    assert!(desk.saved_mm() > 73.0);
    assert!(desk.screen.kept().is_empty());
}

#[test]
#[ignore = "the window answers too slowly on a software rasteriser for its waits; run by hand"]
fn a_plan_that_another_program_edited_is_not_overwritten_unasked() {
    let desk = Desk::new();
    let mut program = desk.start();
    desk.edit();
    let theirs = Plan::DEMO.replace("seed = 7", "seed = 77");
    assert_ne!(theirs, Plan::DEMO);
    fs::write(&desk.file, &theirs).unwrap();
    desk.screen.xdotool("key ctrl+s");
    desk.screen.wait(&mut program, "the question", asks);
    assert_eq!(fs::read_to_string(&desk.file).unwrap(), theirs, "overwritten unasked");
    std::thread::sleep(std::time::Duration::from_secs(2));
    // The second answer is to overwrite.
    desk.screen.xdotool("key Tab sleep 1 key Return");
    until("the save", || desk.saved_mm() > 73.0);
    assert_eq!(Plan::load(&desk.file).unwrap().seed, 7);
}

/// Where nothing can be written, the window says so, goes on, and saves once there is room again.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "the window answers too slowly on a software rasteriser for its waits; run by hand"]
fn a_full_disk_loses_nothing() {
    let desk = Desk::new();
    let mut shell = desk.screen.command("sh");
    shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$1\"", env!("CARGO_BIN_EXE_papilla")]).arg(&desk.file);
    let mut program = Running(shell.stderr(std::process::Stdio::null()).spawn().unwrap());
    desk.screen.wait(&mut program, "a head", shows_head);
    desk.screen.focus();
    // A limit on what the process may write stands for a full disk: it can be lifted again.
    let id = program.0.id().to_string();
    let limit = |bytes: &str| {
        let limit = format!("--fsize={bytes}:unlimited");
        assert!(Command::new("prlimit").args([&limit, "--pid", &id]).status().unwrap().success());
    };
    limit("512");
    desk.screen.xdotool(DRAG);
    until("the unsaved mark", || title_marks_unsaved(&desk.screen));
    desk.screen.xdotool("key ctrl+s sleep 3");
    assert_eq!(fs::read_to_string(&desk.file).unwrap(), Plan::DEMO, "the old plan was harmed");
    assert!(title_marks_unsaved(&desk.screen) && program.0.try_wait().unwrap().is_none());
    assert_eq!(fs::read_dir(desk.file.parent().unwrap()).unwrap().count(), 1, "half a file was left");
    limit("unlimited");
    desk.screen.xdotool("key ctrl+s");
    until("the save", || desk.saved_mm() > 73.0);
}
