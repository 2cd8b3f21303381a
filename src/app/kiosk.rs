//! The stand: the head turns and tells its story by itself, any touch takes over, and a while without one brings the
//! start back and forgets the visitor.

/// Without a touch for this long, the visitor is forgotten, seconds.
pub const IDLE_S: f64 = 60.0;
/// Escape held for this long closes the window, seconds.
pub const HOLD_S: f64 = 3.0;
/// How fast the head turns by itself, points of a drag per second: once round in a minute and a half.
pub const TURN_POINTS_PER_S: f64 = 9.0;
/// Size of text and targets, percent.
pub const TEXT_PERCENT: u16 = 150;

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
