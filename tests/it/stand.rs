//! The real window at a stand: it moves by itself, closes only when Escape is held, and leaves no trace.

use std::path::Path;
use std::time::Duration;

use crate::support::screen::{Screen, until};
use crate::window::{difference, shows_head};

#[test]
fn a_stand_moves_by_itself_and_closes_only_when_escape_is_held() {
    let screen = Screen::open();
    let mut program = screen.papilla(&[Path::new("--kiosk")]);
    let first = screen.wait(&mut program, "a head", shows_head);
    screen.wait(&mut program, "a head turned by itself", |shot| difference(&first, shot) > 0.05);
    screen.focus();
    screen.xdotool("key ctrl+q sleep 1 keydown Escape sleep 1 keyup Escape sleep 2");
    assert!(program.0.try_wait().unwrap().is_none(), "a short press closed it");
    // A key takes over: now nothing moves until the minute is over.
    until("a head that stands still", || {
        let before = screen.shot();
        std::thread::sleep(Duration::from_secs(6));
        difference(&before, &screen.shot()) < 0.05
    });
    screen.xdotool("keydown Escape sleep 6 keyup Escape");
    until("the end", || program.0.try_wait().unwrap().is_some());
    assert!(screen.kept().is_empty() && !screen.home.path().join("papilla/window.toml").exists());
}
