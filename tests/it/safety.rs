//! Nothing typed or drawn is ever lost: the real window killed, closed, and fed by others.

use std::fs;
use std::process::Command;

use papilla::plan::Plan;

use crate::support::desk::Desk;
use crate::support::screen::{Screen, until};

/// Takes the knob of the freckles on the 1280x800 screen along its slider.
const DRAG: &str = "mousemove 135 130 sleep 0.5 mousedown 1 sleep 0.5 mousemove 170 130 sleep 0.5";

/// Adds freckles, and leaves the button pressed.
fn drag(desk: &Desk) {
    desk.screen.xdotool(DRAG);
    until("the recovery file", || desk.kept().is_some_and(|plan| is_edited(&plan)));
}

fn edit(desk: &Desk) {
    drag(desk);
    desk.screen.xdotool("mouseup 1 sleep 0.5");
}

fn is_edited(plan: &Plan) -> bool {
    plan.client.freckles != Plan::demo().client.freckles
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
fn an_edit_survives_kill_minus_nine_and_a_save_ends_its_recovery() {
    let desk = Desk::new();
    let mut program = desk.start();
    assert!(desk.screen.kept().is_empty(), "a recovery file without an edit");
    drag(&desk);
    program.0.kill().unwrap();
    program.0.wait().unwrap();
    desk.screen.xdotool("mouseup 1");
    let kept = desk.kept().unwrap();
    assert_eq!(desk.saved(), Plan::demo(), "the file was written without a save");

    let mut program = desk.screen.papilla(&[]);
    desk.screen.wait(&mut program, "the offer", asks);
    assert!(!asks(&image::RgbImage::from_pixel(1280, 800, image::Rgb([90, 90, 90]))));
    desk.screen.focus();
    // The first answer is to recover.
    desk.insist("key Return", "the recovered plan", || title_marks_unsaved(&desk.screen));
    assert_eq!(desk.kept().as_ref(), Some(&kept), "the recovery file went before the plan was saved");
    desk.insist("key ctrl+s", "the save", || desk.saved() == kept);
    until("the end of the recovery file", || desk.screen.kept().is_empty());
    // All is saved, so the window closes without a question.
    desk.insist("key ctrl+q", "the end", || program.0.try_wait().unwrap().is_some());
}

#[test]
fn closing_with_changes_asks_first() {
    let desk = Desk::new();
    let mut program = desk.start();
    edit(&desk);
    desk.insist("key ctrl+q", "the question", || asks(&desk.screen.shot()));
    assert!(!desk.screen.kept().is_empty(), "the recovery file went while the question was open");
    desk.insist("key Escape", "the head again", || !asks(&desk.screen.shot()));
    assert!(program.0.try_wait().unwrap().is_none() && !is_edited(&desk.saved()));
    desk.insist("key ctrl+q", "the question", || asks(&desk.screen.shot()));
    // The first answer is to save.
    desk.insist("key Return", "the end", || program.0.try_wait().unwrap().is_some());
    assert!(is_edited(&desk.saved()));
    assert!(desk.screen.kept().is_empty());
}

#[test]
fn a_plan_that_another_program_edited_is_not_overwritten_unasked() {
    let desk = Desk::new();
    let _program = desk.start();
    edit(&desk);
    let theirs = Plan::DEMO.replace("seed = 7", "seed = 77");
    assert_ne!(theirs, Plan::DEMO);
    fs::write(&desk.file, &theirs).unwrap();
    desk.insist("key ctrl+s", "the question", || asks(&desk.screen.shot()));
    assert_eq!(fs::read_to_string(&desk.file).unwrap(), theirs, "overwritten unasked");
    // The button to overwrite.
    desk.insist("mousemove 536 443 sleep 0.5 click 1", "the save", || is_edited(&desk.saved()));
    assert_eq!(desk.saved().seed, 7);
}

/// Where nothing can be written, the window says so, goes on, and saves once there is room again.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    let desk = Desk::new();
    let mut shell = desk.screen.command("sh");
    shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$1\"", env!("CARGO_BIN_EXE_papilla")]);
    let mut program = desk.start_as(&mut shell);
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
    desk.insist("key ctrl+s", "the save", || is_edited(&desk.saved()));
}
