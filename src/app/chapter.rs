//! The steps of a consultation, in its order. Each shows only the controls it needs.

/// A step of the consultation. (A `Step` is one of undo.)
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
            Self::Client => "Client",
            Self::HairToday => "Hair today",
            Self::Hairline => "Hairline",
            Self::Sessions => "Sessions",
            Self::Result => "Result",
        }
    }

    /// What happens in it, for client and technician.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Client => "Make the head look like yours: skin, hair and face.",
            Self::HairToday => "Show where hair is missing today, and scars.",
            Self::Hairline => "Choose the line that the hair will seem to start from.",
            Self::Sessions => "Each visit adds a layer of tiny dots.",
            Self::Result => "Look at it from all sides, in other light and in years to come.",
        }
    }
}
