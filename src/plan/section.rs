//! A walk over the tables of a TOML document that collects problems instead of stopping at one. It knows TOML, and
//! nothing of plans.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::findings::{Findings, shown};
use super::words::nearest;

/// One table of the document while it is being read. Every key asked for is known; the others are problems.
pub(super) struct Section<'a, 't> {
    pub(super) findings: &'a mut Findings<'t>,
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
        let path = String::new();
        Section { findings, table, path, offset: 0, known: Vec::new(), rest_ignored: false }.run(read)
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

    /// Reads each table of the list at `key` with `read`, which also gets what was read before it.
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
        let findings = &mut *self.findings;
        Section { findings, table, path, offset, known: Vec::new(), rest_ignored: false }.run(read)
    }

    fn run<T>(mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let value = read(&mut self);
        self.report_unknown();
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

    pub(super) fn key_path(&self, key: &str) -> String {
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
    pub(super) fn find(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'t>>> {
        self.known.push(key);
        let value = self.table.get(key)?;
        self.findings.locate(self.key_path(key), self.offset_of(key));
        Some(value)
    }
}
