//! Why a head cannot be written for other programs.

use crate::stages::StageError;

/// Why a head cannot be written for other programs.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum ExportError {
    #[error(transparent)]
    Stage(#[from] StageError),
    #[error("a texture cannot be encoded: {0}")]
    Encode(#[from] png::EncodingError),
    #[error("the model has {0} bytes, more than its kind of file can hold; use a head of fewer triangles")]
    TooLarge(usize),
    #[error("the export was stopped")]
    Stopped,
}
