//! The tiles that every renderer reads, made once a run. They need no device, so they can be begun before one is opened.

use std::sync::LazyLock;
use std::thread;

use crate::render::mottle;
use crate::render::relief::Relief;

static RELIEF: LazyLock<Relief> = LazyLock::new(Relief::new);
static MOTTLE: LazyLock<Vec<Vec<[u8; 4]>>> = LazyLock::new(mottle::levels);

/// The relief of skin. Not for rayon's jobs: the tile is made by them, and one that waits for it may take up its own part.
pub fn relief() -> &'static Relief {
    &RELIEF
}

/// The unevenness of skin's colour, from the finest level to the coarsest. Not for rayon's jobs, as [`relief`].
pub fn mottle() -> &'static [Vec<[u8; 4]>] {
    &MOTTLE
}

/// Makes them beside what the caller does next.
pub fn begin() {
    thread::spawn(|| (relief(), mottle()));
}
