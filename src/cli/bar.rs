//! A bar on the terminal while something is drawn.

use std::ops::ControlFlow;

use crate::pictures::Progress;

/// Steps of a bar.
const STEPS: u64 = 1000;

/// Shows a bar while `make` goes on.
pub fn during<T, E>(make: impl FnOnce(Progress<'_>) -> Result<T, E>) -> Result<T, E> {
    let bar = indicatif::ProgressBar::new(STEPS);
    let made = make(&mut |fraction| {
        bar.set_position((fraction * STEPS as f32) as u64);
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    made
}
