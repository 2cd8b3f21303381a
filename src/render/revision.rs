//! Whether data on the device is still what it was made from.

use std::sync::atomic::{AtomicU64, Ordering};

/// Identity of a piece of data: two equal revisions mean the same content, so it need not be uploaded again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision(u64);

impl Revision {
    /// A revision that no other data has.
    pub fn next() -> Revision {
        static COUNTER: AtomicU64 = AtomicU64::new(1);
        Revision(COUNTER.fetch_add(1, Ordering::Relaxed))
    }
}
