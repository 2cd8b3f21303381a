//! The real window at a stand: it moves by itself, closes only when Escape is held, and leaves no trace.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use papilla::rng;

use crate::support::screen::{Running, Screen, until};
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

/// Memory that the process holds, MiB.
fn held_mib(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().unwrap() / 1024.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A touch, a drag or a pause by number; some pauses are long enough for the stand to forget its visitor.
fn visitor(step: u64) -> String {
    let random = |item: u64, from: f32, to: f32| from + (to - from) * rng::unit(step, item);
    let [x, y, to_x, to_y] = [(0, 1280.0), (1, 800.0), (2, 1280.0), (3, 800.0)]
        .map(|(item, side)| random(item, 8.0, side - 8.0) as u32);
    match (random(4, 0.0, 10.0)) as u32 {
        0 => "sleep 75".into(),
        1..=4 => format!(
            "mousemove {x} {y} mousedown 1 sleep 0.3 mousemove {to_x} {to_y} sleep 0.3 mouseup 1 sleep 2"
        ),
        5 => format!("mousemove {x} {y} click 4 sleep 0.5 click 5 sleep 2"),
        6 => "key Right sleep 1 key Tab sleep 1".into(),
        _ => format!("mousemove {x} {y} mousedown 1 sleep 0.1 mouseup 1 sleep 4"),
    }
}

/// `cargo test --test it -- --ignored --nocapture a_stand_runs`, for `PAPILLA_SOAK_MINUTES` (30).
#[test]
#[ignore = "runs for half an hour"]
fn a_stand_runs_for_long_without_growing() {
    let minutes: u64 = std::env::var("PAPILLA_SOAK_MINUTES").map_or(30, |words| words.parse().unwrap());
    let screen = Screen::open();
    let log = screen.home.path().join("frames.log");
    let said = std::fs::File::create(&log).unwrap();
    let mut program = Running(
        screen
            .command(env!("CARGO_BIN_EXE_papilla"))
            .arg("--kiosk")
            .env("PAPILLA_LOG", "papilla=debug")
            .stdout(Stdio::null())
            .stderr(said)
            .spawn()
            .unwrap(),
    );
    screen.wait(&mut program, "a head", shows_head);
    screen.focus();
    let start = Instant::now();
    let mut held = Vec::new();
    for step in 0.. {
        let past_s = start.elapsed().as_secs_f64();
        if past_s > 60.0 * minutes as f64 {
            break;
        }
        assert!(program.0.try_wait().unwrap().is_none(), "it ended after {past_s:.0} s");
        held.push((past_s, held_mib(program.0.id())));
        screen.xdotool(&visitor(step));
    }
    let end_s = held.last().unwrap().0;
    let mean = |from: f64, to: f64| {
        let part: Vec<f64> =
            held.iter().filter(|(s, _)| (from..to).contains(&(s / end_s))).map(|(_, mib)| *mib).collect();
        part.iter().sum::<f64>() / part.len() as f64
    };
    // What is made once, such as every pipeline and the tables of all lights, is there after a while.
    let [early, late] = [mean(0.3, 0.5), mean(0.8, 1.01)];
    let frames_s: Vec<f64> = std::fs::read_to_string(&log)
        .unwrap()
        .lines()
        .filter_map(|line| line.split("frame at ").nth(1)?.trim_end_matches(" s").parse().ok())
        .collect();
    let steps: Vec<f64> =
        frames_s.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step < 2.0).collect();
    let [first, last] =
        [&steps[..steps.len() / 3], &steps[2 * steps.len() / 3..]].map(|part| median(part.to_vec()));
    println!(
        "{minutes} min, {} acts, {} frames: {early:.1} MiB, then {late:.1}; frame {first:.3} s, then {last:.3}",
        held.len(),
        steps.len()
    );
    println!(
        "MiB by minute: {:?}",
        held.iter().step_by(8).map(|(s, mib)| ((s / 60.0).round(), mib.round())).collect::<Vec<_>>()
    );
    assert!(late < 1.02 * early, "memory grows: {early:.1} MiB, {late:.1} MiB");
    assert!(last < 1.5 * first, "frames grow slower: {first} s, {last} s");
}
