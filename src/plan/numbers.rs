//! The numbers of a part of a plan, each with its key and range: one list for the reader, the writer and the check.

use super::ranges::Limit;

/// A number of a plan.
pub(super) struct Number<'a> {
    /// The TOML key.
    pub(super) key: &'static str,
    /// The value itself.
    pub(super) value: &'a mut f32,
    /// What is allowed.
    pub(super) limit: Limit,
}

/// Shorthand for a list of them.
pub(super) fn number<'a>(key: &'static str, value: &'a mut f32, limit: Limit) -> Number<'a> {
    Number { key, value, limit }
}

/// A part of a plan whose optional numbers are listed.
pub(super) trait Numbers {
    /// All of them, in the order in which they are written. The same list whatever the values.
    fn numbers(&mut self) -> Vec<Number<'_>>;
}
