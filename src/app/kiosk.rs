//! The stand: the head turns and tells its story by itself, any touch takes over, and a while without one brings the
//! start back and forgets the visitor.

use crate::rng;

/// Keeps the moments of blinks apart from all other draws.
const BLINK_SEED: u64 = 0xb11c;
/// Without a touch for this long, the visitor is forgotten, seconds.
pub const IDLE_S: f64 = 60.0;
/// Escape held for this long closes the window, seconds.
pub const HOLD_S: f64 = 3.0;
/// How fast the head turns by itself, points of a drag per second: once round in a minute and a half.
pub const TURN_POINTS_PER_S: f64 = 9.0;
/// Size of text and targets, percent.
pub const TEXT_PERCENT: u16 = 150;

/// A blink is due once in so many seconds, at a moment that differs (17 a minute at rest, Bentivoglio 1997,
/// doi 10.1002/mds.870120629).
const BLINK_EVERY_S: f64 = 3.5;
/// The lids come down, stay and rise again, seconds (VanderWerf 2003, doi 10.1152/jn.00557.2002).
const BLINK_S: [f64; 3] = [0.09, 0.05, 0.18];

/// How far the eyes are shut at a time, 0 to 1: people who never blink are not people.
pub fn blink_at(now_s: f64) -> f32 {
    let turn = (now_s / BLINK_EVERY_S).floor();
    let [down_s, shut_s, up_s] = BLINK_S;
    let free_s = BLINK_EVERY_S - BLINK_S.iter().sum::<f64>();
    let since_s = now_s - turn * BLINK_EVERY_S - free_s * f64::from(rng::unit(BLINK_SEED, turn as u64));
    let falling = (since_s / down_s).clamp(0.0, 1.0);
    let rising = ((since_s - down_s - shut_s) / up_s).clamp(0.0, 1.0);
    (falling - rising) as f32
}

/// Where the stand is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kiosk {
    /// When the visitor last touched anything; none while nobody is there.
    pub touched_s: Option<f64>,
    /// Since when Escape is held.
    pub held_since_s: Option<f64>,
}

impl Kiosk {
    /// Whether the head turns and tells its story by itself.
    pub fn attracts(&self) -> bool {
        self.touched_s.is_none()
    }

    /// For how long Escape has been held, seconds.
    pub fn exit_held_s(&self, now_s: f64) -> Option<f64> {
        Some(now_s - self.held_since_s?)
    }

    /// Whether the visitor has gone.
    pub fn is_left(&self, now_s: f64) -> bool {
        self.touched_s.is_some_and(|touched_s| now_s - touched_s >= IDLE_S)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eyes_blink_about_seventeen_times_a_minute_and_are_open_nearly_always() {
        let frames: Vec<f32> = (0..60_000).map(|ms| blink_at(1000.0 + f64::from(ms) / 1000.0)).collect();
        let begun = frames.windows(2).filter(|pair| pair[0] < 0.5 && pair[1] >= 0.5).count();
        let shut = frames.iter().filter(|shut| **shut > 0.5).count() as f32 / frames.len() as f32;
        let step = frames.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
        assert!((16..=18).contains(&begun), "{begun}");
        assert!((0.03..0.08).contains(&shut), "{shut}");
        assert!(step < 0.05 && frames.iter().all(|shut| (0.0..=1.0).contains(shut)), "{step}");
        assert!(frames.contains(&1.0), "planted: lids that never meet");
    }
}
