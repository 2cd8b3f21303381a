//! Problems found while reading a text, and the places they belong to.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{FilePosition, Problem};

/// What was found while reading: problems, what the TOML parser says, and where each key lies. Places are in bytes.
pub(super) struct Findings<'t> {
    text: &'t str,
    syntax: BTreeMap<usize, String>,
    problems: Vec<(usize, Problem)>,
    offsets: BTreeMap<String, usize>,
    /// Absent keys are no news, because what is around them is wrong.
    pub(super) hushed: bool,
}

impl<'t> Findings<'t> {
    /// Nothing found yet but what the parser says of `text`.
    pub(super) fn new(text: &'t str, errors: &[toml::de::Error]) -> Self {
        let mut syntax = BTreeMap::new();
        for error in errors {
            let offset = error.span().map_or(0, |span| span.start);
            syntax.entry(offset).or_insert_with(|| error.message().to_owned());
        }
        let hushed = !errors.is_empty();
        Self { text, syntax, problems: Vec::new(), offsets: BTreeMap::new(), hushed }
    }

    /// Takes all syntax errors from the start of `span` to just behind its end, and gives back the first: the rest
    /// follow from it.
    pub(super) fn take_syntax(&mut self, span: Range<usize>) -> Option<String> {
        let offsets: Vec<usize> =
            self.syntax.range(span.start..=span.end).map(|(offset, _)| *offset).collect();
        let errors: Vec<String> = offsets.iter().filter_map(|offset| self.syntax.remove(offset)).collect();
        let comma = offsets.first().is_some_and(|&first| self.text.as_bytes().get(first) == Some(&b','));
        Some(errors.into_iter().next()? + if comma { "; decimals are written with a point" } else { "" })
    }

    /// The line that the first syntax error is on.
    pub(super) fn first_syntax_line(&self) -> Option<&'t str> {
        let (before, behind) = self.text.split_at_checked(*self.syntax.keys().next()?)?;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let length = behind.find('\n').unwrap_or(behind.len());
        self.text.get(start..before.len() + length)
    }

    /// Forgets all syntax errors, which follow from some other mistake.
    pub(super) fn forget_syntax(&mut self) {
        self.syntax.clear();
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

    /// What stands from `offset` to the end of the line or to a comment.
    pub(super) fn written_line(&self, offset: usize) -> String {
        let rest = self.text.get(offset..).unwrap_or_default();
        shown(rest.split(['\n', '#']).next().unwrap_or_default().trim_end())
    }

    fn offset(&self, key: &str) -> usize {
        match (self.offsets.get(key), key.rsplit_once('.')) {
            (Some(&offset), _) => offset,
            (None, Some((around, _))) => self.offset(around),
            (None, None) => 0,
        }
    }

    /// All problems in the order of the text, with their places; of broken TOML the first on a line, as the others
    /// follow from it.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        for (offset, message) in std::mem::take(&mut self.syntax) {
            self.push(offset, String::new(), format!("this is not TOML: {message}"));
        }
        self.problems.sort_by_key(|(offset, _)| *offset);
        let (mut place, mut at) = (FilePosition { line: 1, column: 1 }, 0);
        for (offset, problem) in &mut self.problems {
            place = self.text.get(at..*offset).unwrap_or_default().chars().fold(place, FilePosition::behind);
            at = at.max(*offset);
            problem.place = Some(place);
        }
        let mut problems: Vec<Problem> = self.problems.into_iter().map(|(_, problem)| problem).collect();
        problems
            .dedup_by(|next, first| next.key.is_empty() && first.key.is_empty() && line(next) == line(first));
        problems
    }
}

fn line(problem: &Problem) -> Option<usize> {
    problem.place.map(|place| place.line)
}

/// At most 40 characters of `written`, on one line, safe for a terminal.
pub(super) fn shown(written: &str) -> String {
    let end = written.char_indices().nth(40).map_or(written.len(), |(end, _)| end);
    let more = if end < written.len() { "..." } else { "" };
    let safe =
        |letter: char| if letter.is_control() { letter.escape_default().to_string() } else { letter.into() };
    written[..end].chars().map(safe).chain([more.to_owned()]).collect()
}
