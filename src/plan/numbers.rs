//! The numbers of a part of a plan, each with its key and range, and whether it may be left out: one list for the
//! reader, the writer, the check and the tables of `docs/plan.md`.

use super::ranges::Limit;

/// Whether a number must stand in a plan file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// A file must have it.
    Required,
    /// It may be left out; it is always written.
    Written,
    /// It may be left out; it is written where it is not the usual one.
    Optional,
}

/// A number of a plan.
pub(super) struct Number<'a> {
    /// The TOML key.
    pub(super) key: &'static str,
    /// The value itself.
    pub(super) value: &'a mut f32,
    /// What is allowed.
    pub(super) limit: Limit,
    /// Whether it must be there.
    pub(super) need: Need,
}

/// Shorthand for a list of them: an optional number.
pub(super) fn number<'a>(key: &'static str, value: &'a mut f32, limit: Limit) -> Number<'a> {
    Number { key, value, limit, need: Need::Optional }
}

impl Number<'_> {
    /// The same, but a file must have it.
    pub(super) fn required(self) -> Self {
        Number { need: Need::Required, ..self }
    }

    /// The same, but always written.
    pub(super) fn written(self) -> Self {
        Number { need: Need::Written, ..self }
    }
}

/// A part of a plan whose numbers are listed.
pub(super) trait Numbers {
    /// All of them, in the order in which they are written. The same list whatever the values.
    fn numbers(&mut self) -> Vec<Number<'_>>;
}
