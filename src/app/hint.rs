//! Three hints of the first start. Each goes when it is done or put away, for good.

use serde::{Deserialize, Serialize};

use crate::words::text;

/// Something to try first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hint {
    Turn,
    Time,
    UndoStep,
}

impl Hint {
    /// All of them, in the order to try them.
    pub const ALL: [Hint; 3] = [Self::Turn, Self::Time, Self::UndoStep];

    /// What to try.
    pub fn text(self) -> &'static str {
        match self {
            Self::Turn => text("hint-turn"),
            Self::Time => text("hint-time"),
            Self::UndoStep => text("hint-step"),
        }
    }
}
