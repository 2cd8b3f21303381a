//! What can be wrong with a plan, said in sentences.

use std::fmt;

/// A place in a plan file, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePosition {
    /// Line.
    pub line: usize,
    /// Character within the line.
    pub column: usize,
}

impl FilePosition {
    /// The place behind `letter`, which stands here.
    pub(super) fn behind(self, letter: char) -> Self {
        match letter {
            '\n' => Self { line: self.line + 1, column: 1 },
            _ => Self { column: self.column + 1, ..self },
        }
    }
}

/// One thing wrong with a plan. Displays as a sentence: the key, then what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file; `None` when the plan was not read from one.
    pub place: Option<FilePosition>,
    /// The key at fault, as `sessions[2].depth_mm`, sessions counted from 1 as people do; empty for bad TOML.
    pub key: String,
    /// The rest of the sentence: `= 3 is outside 0.02 to 2 mm`.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gap = if self.key.is_empty() { "" } else { " " };
        write!(f, "{}{gap}{}", self.key, self.message)
    }
}

/// Why a plan could not be read or saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The file itself is at fault: missing, a directory, not text, too big, not writable.
    #[error("{file} {reason}")]
    Io {
        /// The file, as it was named.
        file: String,
        /// The rest of the sentence.
        reason: String,
    },
    /// The plan in the file is at fault. Displays one line per problem: `plan.toml:14: sessions[2]. ...`
    #[error("{}", lines(file, problems))]
    Invalid {
        /// The file, as it was named.
        file: String,
        /// All that is wrong, in the order of the file; never empty.
        problems: Vec<Problem>,
    },
}

fn lines(file: &str, problems: &[Problem]) -> String {
    let line = |problem: &Problem| match problem.place {
        Some(FilePosition { line, column }) if problem.key.is_empty() => {
            format!("{file}:{line}:{column}: {problem}")
        }
        Some(FilePosition { line, .. }) => format!("{file}:{line}: {problem}"),
        None => format!("{file}: {problem}"),
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}
