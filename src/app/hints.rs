//! Three hints of the first start. Each goes when it is done or put away, for good.

use serde::{Deserialize, Serialize};

use super::state::State;
use crate::words::text;

/// Something to try first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hint {
    Turn,
    Time,
    Step,
}

impl Hint {
    /// All of them, in the order to try them.
    pub const ALL: [Hint; 3] = [Self::Turn, Self::Time, Self::Step];

    /// What to try.
    pub fn text(self) -> &'static str {
        match self {
            Self::Turn => text("hint-turn"),
            Self::Time => text("hint-time"),
            Self::Step => text("hint-step"),
        }
    }
}

impl State {
    /// Hints that are still to be shown.
    pub fn hints(&self) -> impl Iterator<Item = Hint> + '_ {
        Hint::ALL.into_iter().filter(|hint| !self.settings.hints_seen.contains(hint))
    }

    pub(super) fn hint_done(&mut self, hint: Hint) {
        if !self.settings.hints_seen.contains(&hint) {
            self.settings.hints_seen.push(hint);
        }
    }
}
