//! A walk over the tables of a TOML document that collects problems instead of stopping at one. It knows TOML, and
//! nothing of plans.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::findings::{Findings, shown};
use super::ranges::Limit;
use super::words::{Word, nearest};

/// What to go on with when a key is absent or wrong.
pub(super) enum Or<T> {
    /// The key may be left out, and then means this.
    Default(T),
    /// The key must be there; this only stands in so that the rest can be read.
    Required(T),
}

/// Why a value was not taken.
enum Wrong {
    /// It is not of the kind wanted.
    Kind,
    /// It is, but: the rest of the sentence that begins with the key.
    Value(String),
}

/// One table of the document while it is being read. Every key asked for is known; the others are problems.
pub(super) struct Section<'a, 't> {
    findings: &'a mut Findings<'t>,
    table: &'a DeTable<'t>,
    path: String,
    offset: usize,
    known: Vec<&'static str>,
    rest_ignored: bool,
}

impl<'a, 't> Section<'a, 't> {
    /// Reads the whole document with `read`.
    pub(super) fn read_root<T>(
        findings: &'a mut Findings<'t>,
        table: &'a DeTable<'t>,
        read: impl FnOnce(&mut Section<'_, 't>) -> T,
    ) -> T {
        let mut root = Section {
            findings,
            table,
            path: String::new(),
            offset: 0,
            known: Vec::new(),
            rest_ignored: false,
        };
        let value = read(&mut root);
        root.report_unknown();
        value
    }

    /// Reads the table at `key`, or an empty one where there is none, with `read`.
    pub(super) fn table<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Section<'_, 't>) -> T) -> T {
        let path = self.key_path(key);
        let empty = DeTable::new();
        match self.find(key) {
            None => self.inner(path, self.offset, &empty, read),
            Some(found) => match found.get_ref() {
                DeValue::Table(table) => self.inner(path, self.offset_of(key), table, read),
                _ => {
                    let wrong = self.wrong_kind(found, &format!("a section, headed [{key}]"));
                    self.complain(key, &wrong);
                    self.hushed(|hushed| hushed.inner(path, 0, &empty, read))
                }
            },
        }
    }

    /// Reads each table of the list at `key` with `read`, which also gets its index and the tables read before it.
    pub(super) fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Section<'_, 't>, &[T]) -> T,
    ) -> Vec<T> {
        let mut done = Vec::new();
        let Some(value) = self.find(key) else { return done };
        let Some(list) = value.get_ref().as_array() else {
            self.complain_no_list(key, value);
            return done;
        };
        for (index, item) in list.iter().enumerate() {
            let path = self.key_path(&format!("{key}[{}]", index + 1));
            let offset = item.span().start;
            let next = match item.get_ref() {
                DeValue::Table(table) => self.inner(path, offset, table, |section| read(section, &done)),
                _ => {
                    let message = self.wrong_kind(item, &format!("a section, headed [[{key}]]"));
                    self.findings.push(offset, path.clone(), message);
                    self.hushed(|list| {
                        list.inner(path, offset, &DeTable::new(), |section| read(section, &done))
                    })
                }
            };
            done.push(next);
        }
        done
    }

    /// Says that `key` is no list of sections. `[key]` for `[[key]]` makes every next one a duplicate in the eyes of
    /// the parser, which is then not worth saying; after any other broken TOML, the fault is more likely there.
    fn complain_no_list(&mut self, key: &str, value: &Spanned<DeValue<'t>>) {
        if value.get_ref().is_table() {
            if self.findings.first_syntax_line().is_some_and(|line| !line.starts_with(&format!("[{key}]"))) {
                return;
            }
            self.findings.forget_syntax();
        }
        let message = self.wrong_kind(value, &format!("a list of sections, each headed [[{key}]]"));
        self.complain(key, &message);
    }

    fn inner<T>(
        &mut self,
        path: String,
        offset: usize,
        table: &DeTable<'t>,
        read: impl FnOnce(&mut Section<'_, 't>) -> T,
    ) -> T {
        self.findings.locate(path.clone(), offset);
        let mut inner =
            Section { findings: self.findings, table, path, offset, known: Vec::new(), rest_ignored: false };
        let value = read(&mut inner);
        inner.report_unknown();
        value
    }

    /// Runs `read` while absent keys are no news.
    fn hushed<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.findings.hushed, true);
        let value = read(self);
        self.findings.hushed = before;
        value
    }

    /// Leaves keys that were not asked for without a word.
    pub(super) fn ignore_rest(&mut self) {
        self.rest_ignored = true;
    }

    fn report_unknown(&mut self) {
        if self.rest_ignored {
            return;
        }
        let table = self.table;
        for key in table.keys().filter(|key| !self.known.contains(&key.get_ref().as_ref())) {
            let hint = nearest(key.get_ref(), self.known.iter().copied());
            let hint = hint.map_or(String::new(), |hint| format!("; did you mean {hint}?"));
            let path = self.key_path(&shown(key.get_ref()));
            self.findings.push(key.span().start, path, format!("is not a known key{hint}"));
        }
    }

    fn key_path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Whether the section has `key`.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Where `key` is worth pointing at: a table at its name, anything else at its value, absent at the section.
    fn offset_of(&self, key: &str) -> usize {
        match self.table.get_key_value(key) {
            Some((name, value)) if value.get_ref().is_table() => name.span().start,
            Some((_, value)) => value.span().start,
            None => self.offset,
        }
    }

    /// A problem with `key`: the rest of the sentence that begins with the key.
    pub(super) fn complain(&mut self, key: &str, message: &str) {
        self.findings.push(self.offset_of(key), self.key_path(key), message.to_owned());
    }

    /// Says that `key` is missing, unless that only follows from another problem.
    pub(super) fn complain_missing(&mut self, key: &str, wanted: &str) {
        if !self.findings.hushed {
            self.complain(key, &format!("is missing; {wanted}"));
        }
    }

    /// The value of `key`, which is from now on a known one.
    fn find(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'t>>> {
        self.known.push(key);
        let value = self.table.get(key)?;
        self.findings.locate(self.key_path(key), self.offset_of(key));
        Some(value)
    }

    fn wrong_kind(&self, value: &Spanned<DeValue<'t>>, wanted: &str) -> String {
        let kind = match value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a decimal number",
            DeValue::Boolean(_) => "a yes or no",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(list) if list.iter().any(|item| item.get_ref().is_table()) => "a list of sections",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => return format!("is a section; it must be {wanted}"),
        };
        format!("= {} is {kind}; it must be {wanted}", self.findings.written(value.span()))
    }

    /// The value of `key` as `take` understands it; `wanted` says what that is.
    fn value<T>(
        &mut self,
        key: &'static str,
        wanted: &str,
        or: Or<T>,
        take: impl FnOnce(&'a DeValue<'t>) -> Result<T, Wrong>,
    ) -> T {
        let (or, required) = match or {
            Or::Default(value) => (value, false),
            Or::Required(value) => (value, true),
        };
        let Some(value) = self.find(key) else {
            if required {
                self.complain_missing(key, &format!("it must be {wanted}"));
            }
            return or;
        };
        if let Some(error) = self.findings.take_syntax(value.span()) {
            let written = self.findings.written_line(value.span().start);
            let message = format!("= {written} is not TOML: {error}");
            self.complain(key, if written.is_empty() { "has no value" } else { &message });
            return or;
        }
        take(value.get_ref()).unwrap_or_else(|wrong| {
            let message = match wrong {
                Wrong::Kind => self.wrong_kind(value, wanted),
                Wrong::Value(message) => message,
            };
            self.complain(key, &message);
            or
        })
    }

    /// Free text.
    pub(super) fn text(&mut self, key: &'static str, or: Or<String>) -> String {
        self.value(key, "text in quotes", or, |value| value.as_str().map(str::to_owned).ok_or(Wrong::Kind))
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, key: &'static str, or: Or<bool>) -> bool {
        self.value(key, "true or false", or, |value| value.as_bool().ok_or(Wrong::Kind))
    }

    /// A number; whether it is within `limit` is for [`Plan::validate`](super::Plan::validate) to say.
    pub(super) fn number(&mut self, key: &'static str, limit: Limit, or: Or<f32>) -> f32 {
        self.value(key, &format!("a number, {limit}"), or, |value| match value {
            DeValue::Float(float) => float.as_str().parse().map_err(|_| Wrong::Kind),
            DeValue::Integer(number) if number.radix() == 10 => {
                number.as_str().parse().map_err(|_| Wrong::Kind)
            }
            DeValue::Integer(_) => whole(value).map(|number| number as f32),
            _ => Err(Wrong::Kind),
        })
    }

    /// A whole number of any size.
    pub(super) fn integer(&mut self, key: &'static str, wanted: &str, or: Or<i128>) -> i128 {
        self.value(key, wanted, or, whole)
    }

    /// A whole number from 0 to `max`.
    pub(super) fn whole(&mut self, key: &'static str, max: u64, or: Or<u64>) -> u64 {
        self.value(key, &format!("a whole number, 0 to {max}"), or, |value| {
            let number = whole(value)?;
            let outside = || Wrong::Value(format!("= {number} is outside 0 to {max}"));
            u64::try_from(number).ok().filter(|number| *number <= max).ok_or_else(outside)
        })
    }

    /// One of a list of words.
    pub(super) fn word<W: Word>(&mut self, key: &'static str, or: Or<W>) -> W {
        let wanted = format!("one of {}", W::choices());
        self.value(key, &wanted, or, |value| choice(value.as_str().ok_or(Wrong::Kind)?))
    }

    /// A list of words, or the text `all`.
    pub(super) fn words<W: Word, S: FromIterator<W> + Copy>(&mut self, key: &'static str, all: S) -> S {
        let wanted = format!("\"all\" or a list of {}", W::choices());
        let list = self.value(key, &wanted, Or::Default(None), |value| match value {
            DeValue::String(word) if word == "all" => Ok(None),
            DeValue::Array(list) => Ok(Some(list)),
            _ => Err(Wrong::Kind),
        });
        let Some(list) = list else { return all };
        let words: Vec<Option<W>> = list.iter().map(|item| self.item(key, item)).collect();
        words.into_iter().collect::<Option<S>>().unwrap_or(all)
    }

    fn item<W: Word>(&mut self, key: &str, item: &Spanned<DeValue<'t>>) -> Option<W> {
        let wrong = match item.get_ref().as_str().ok_or(Wrong::Kind).and_then(choice) {
            Ok(word) => return Some(word),
            Err(Wrong::Value(message)) => message,
            Err(Wrong::Kind) => self.wrong_kind(item, &format!("one of {}", W::choices())),
        };
        self.findings.push(item.span().start, self.key_path(key), wrong);
        None
    }
}

/// The integer that `value` is, however it is written; beyond 128 bits, the nearest of those.
fn whole(value: &DeValue<'_>) -> Result<i128, Wrong> {
    let integer = value.as_integer().ok_or(Wrong::Kind)?;
    let beyond = if integer.as_str().starts_with('-') { i128::MIN } else { i128::MAX };
    Ok(i128::from_str_radix(integer.as_str(), integer.radix()).unwrap_or(beyond))
}

fn choice<W: Word>(word: &str) -> Result<W, Wrong> {
    W::from_key(word).ok_or_else(|| {
        let hint = nearest(word, W::CHOICES.iter().map(|choice| choice.key()));
        let hint = hint.map_or(String::new(), |hint| format!("; did you mean \"{hint}\"?"));
        Wrong::Value(format!("= \"{}\" is not one of {}{hint}", shown(word), W::choices()))
    })
}
