//! Problems found while reading a text, and the places they belong to.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Place, Problem};

/// What was found while reading: problems, and where each key lies.
pub(super) struct Findings<'t> {
    text: &'t str,
    problems: Vec<(usize, Problem)>,
    offsets: BTreeMap<String, usize>,
    /// Absent keys are no news, because what is around them is wrong.
    pub(super) hushed: bool,
}

impl<'t> Findings<'t> {
    /// Nothing found yet. `errors` are what the TOML parser says of `text`.
    pub(super) fn new(text: &'t str, errors: &[toml::de::Error]) -> Self {
        let problem = |error: &toml::de::Error| {
            let message = format!("this is not TOML: {}", error.message());
            (error.span().map_or(0, |span| span.start), Problem { place: None, key: String::new(), message })
        };
        let problems = errors.iter().map(problem).collect();
        Self { text, problems, offsets: BTreeMap::new(), hushed: !errors.is_empty() }
    }

    /// Adds problems that name their key, each at the place of that key or of the nearest section around it.
    pub(super) fn extend(&mut self, problems: Vec<Problem>) {
        for problem in problems {
            let offset = self.offset(&problem.key);
            self.problems.push((offset, problem));
        }
    }

    /// Adds a problem at a place in the text, given in bytes.
    pub(super) fn push(&mut self, offset: usize, key: String, message: String) {
        self.problems.push((offset, Problem { place: None, key, message }));
    }

    /// Remembers where `key` lies in the text, in bytes.
    pub(super) fn locate(&mut self, key: String, offset: usize) {
        self.offsets.insert(key, offset);
    }

    /// The written form of something at `span`.
    pub(super) fn written(&self, span: Range<usize>) -> String {
        shown(self.text.get(span).unwrap_or_default())
    }

    fn offset(&self, key: &str) -> usize {
        match (self.offsets.get(key), key.rsplit_once('.')) {
            (Some(&offset), _) => offset,
            (None, Some((around, _))) => self.offset(around),
            (None, None) => 0,
        }
    }

    /// All problems in the order of the text, with their places.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|(offset, _)| *offset);
        let (mut place, mut at) = (Place { line: 1, column: 1 }, 0);
        for (offset, problem) in &mut self.problems {
            for letter in self.text.get(at..*offset).unwrap_or_default().chars() {
                let Place { line, column } = place;
                place = if letter == '\n' {
                    Place { line: line + 1, column: 1 }
                } else {
                    Place { line, column: column + 1 }
                };
            }
            at = at.max(*offset);
            problem.place = Some(place);
        }
        self.problems.into_iter().map(|(_, problem)| problem).collect()
    }
}

/// At most 40 characters of `written`, on one line, safe for a terminal.
pub(super) fn shown(written: &str) -> String {
    let end = written.char_indices().nth(40).map_or(written.len(), |(end, _)| end);
    let more = if end < written.len() { "..." } else { "" };
    let safe = |letter: char| if letter.is_control() { letter.escape_default().to_string() } else { letter.into() };
    written[..end].chars().map(safe).chain([more.to_owned()]).collect()
}
