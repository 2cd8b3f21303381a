//! What can go wrong while the mean head is built.

/// Why the mean head could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A measured table is damaged.
    #[error("assets/head/{file}, line {line}: not a row of numbers; restore the table from version control")]
    Table {
        /// Name in `assets/head`.
        file: &'static str,
        /// Line in the file, counted from 1; 0 for the table as a whole.
        line: usize,
    },
    /// The ear did not fit the hole in the head.
    #[error("the ear cannot be joined to the head: {holes} openings were found beside the ears, not 2")]
    Seam {
        /// Openings found.
        holes: usize,
    },
}
