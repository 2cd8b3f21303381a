//! Reads the values of a section: a value of the wrong kind or range is reported, and a default takes its place so
//! that reading can go on to the next mistake.

use toml::Spanned;
use toml::de::DeValue;

use super::findings::shown;
use super::ranges::Limit;
use super::section::Section;
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

impl<'a, 't> Section<'a, 't> {
    /// The rest of the sentence about a value that is not of the kind wanted.
    pub(super) fn wrong_kind(&self, value: &Spanned<DeValue<'t>>, wanted: &str) -> String {
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
        self.value(key, &format!("a number, {limit}"), or, number)
    }

    /// A list of three numbers; whether each is within its range is for [`Plan::validate`](super::Plan::validate).
    pub(super) fn triple(&mut self, key: &'static str, what: &str, or: Or<[f32; 3]>) -> [f32; 3] {
        self.value(key, &format!("a list of three numbers, {what}"), or, numbers)
    }

    /// A list of two numbers, likewise.
    pub(super) fn pair(&mut self, key: &'static str, what: &str, or: Or<[f32; 2]>) -> [f32; 2] {
        self.value(key, &format!("a list of two numbers, {what}"), or, numbers)
    }

    /// A list of such pairs, likewise.
    pub(super) fn pairs(&mut self, key: &'static str, what: &str, or: Or<Vec<[f32; 2]>>) -> Vec<[f32; 2]> {
        self.value(key, &format!("a list of pairs of numbers, {what}"), or, |value| {
            value.as_array().ok_or(Wrong::Kind)?.iter().map(|pair| numbers(pair.get_ref())).collect()
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
    /// A word that may be left out; `usual` stands for one that is not on the list.
    pub(super) fn word_if_there<W: Word>(&mut self, key: &'static str, usual: W) -> Option<W> {
        self.has(key).then(|| self.word(key, Or::Default(usual)))
    }

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

/// The number that `value` is, however it is written.
fn number(value: &DeValue<'_>) -> Result<f32, Wrong> {
    match value {
        DeValue::Float(float) => float.as_str().parse().map_err(|_| Wrong::Kind),
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().map_err(|_| Wrong::Kind),
        DeValue::Integer(_) => whole(value).map(|number| number as f32),
        _ => Err(Wrong::Kind),
    }
}

/// The list of `N` numbers that `value` is.
fn numbers<const N: usize>(value: &DeValue<'_>) -> Result<[f32; N], Wrong> {
    let list = value.as_array().ok_or(Wrong::Kind)?;
    let numbers: Vec<f32> = list.iter().map(|item| number(item.get_ref())).collect::<Result<_, _>>()?;
    numbers.try_into().map_err(|_| Wrong::Kind)
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
