//! The steps of a consultation, in its order. Each shows only the controls it needs.

use crate::words::text;

/// A step of the consultation. (A `UndoStep` is one of undo.)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chapter {
    #[default]
    Client,
    HairToday,
    Hairline,
    Sessions,
    Result,
}

impl Chapter {
    /// All steps, first to last.
    pub const ALL: [Chapter; 5] =
        [Self::Client, Self::HairToday, Self::Hairline, Self::Sessions, Self::Result];

    /// Its name on the rail.
    pub fn label(self) -> &'static str {
        match self {
            Self::Client => text("step-client"),
            Self::HairToday => text("step-hair-today"),
            Self::Hairline => text("step-hairline"),
            Self::Sessions => text("step-sessions"),
            Self::Result => text("step-result"),
        }
    }

    /// What happens in it, for client and technician.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Client => text("step-client.purpose"),
            Self::HairToday => text("step-hair-today.purpose"),
            Self::Hairline => text("step-hairline.purpose"),
            Self::Sessions => text("step-sessions.purpose"),
            Self::Result => text("step-result.purpose"),
        }
    }
}
