//! The words that people read, by key, from one catalogue: `assets/words/en.ftl`, in Mozilla's Fluent format
//! (<https://projectfluent.org/fluent/guide>). A message has attributes: `.tip` appears under the pointer, `.unit`
//! follows a number, and each option of a choice is one. Written `message.attribute`, an attribute is a key too.
//!
//! Another language: translate a copy of the catalogue and name it in [`CATALOGUE`]. `tests/it/words.rs` then tells
//! what is missing, left over or misspelt.
//!
//! Sentences of errors, the command line's help and log lines stay in the code.

use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use fluent_syntax::ast::{Entry, Pattern};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentArgs as Arguments;

/// The language, which says how plurals are formed, and its catalogue.
pub const CATALOGUE: (&str, &str) = ("en", include_str!("../assets/words/en.ftl"));

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(CATALOGUE.0, CATALOGUE.1));

/// A catalogue that has been read.
struct Words {
    bundle: FluentBundle<FluentResource>,
    /// Texts without arguments, made once: they are asked for at every frame.
    fixed: HashMap<String, String>,
}

/// The text of a key: `freckles`, `freckles.tip`. A key that is missing stands for itself.
pub fn text(key: &'static str) -> &'static str {
    WORDS.fixed(key).unwrap_or_else(|| missing(key, key))
}

/// What a control does, under the pointer.
pub fn tip(key: &'static str) -> &'static str {
    let whole = format!("{key}.tip");
    WORDS.fixed(&whole).unwrap_or_else(|| missing(&whole, key))
}

/// What follows a number, as it is appended to it; nothing where the number has no unit.
pub fn unit(key: &str) -> String {
    match WORDS.fixed(&format!("{key}.unit")) {
        None => String::new(),
        Some(degrees) if degrees.starts_with('°') => degrees.to_owned(),
        Some(unit) => format!(" {unit}"),
    }
}

/// An option of a choice: the attribute `option` of the message `choice`.
pub fn of(choice: &str, option: &'static str) -> &'static str {
    let whole = format!("{choice}.{option}");
    WORDS.fixed(&whole).unwrap_or_else(|| missing(&whole, option))
}

/// A text with arguments; `say!` writes it shorter.
pub fn with(key: &'static str, arguments: &Arguments<'_>) -> String {
    let Some(pattern) = WORDS.pattern(key) else { return missing(key, key).to_owned() };
    let mut faults = Vec::new();
    let text = WORDS.bundle.format_pattern(pattern, Some(arguments), &mut faults);
    assert!(!cfg!(test) || faults.is_empty(), "{key}: {faults:?}");
    text.into_owned()
}

/// A text with arguments: `say!("visit-on", dots = count, day = format!("{day:.0}"))`. Numbers are passed as such where
/// a language may need a plural.
macro_rules! say {
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut arguments = $crate::words::Arguments::new();
        $(arguments.set(stringify!($name), $value);)+
        $crate::words::with($key, &arguments)
    }};
}
pub(crate) use say;

/// What stands for the text of a key that is missing; this library's tests end here.
fn missing(key: &str, shown: &'static str) -> &'static str {
    if cfg!(test) {
        // Never in the program: only this library is built with `test`.
        panic!("assets/words/en.ftl has no text \"{key}\"");
    }
    shown
}

impl Words {
    /// Lines that cannot be read are left out.
    fn read(language: &str, catalogue: &str) -> Words {
        let language: LanguageIdentifier = language.parse().unwrap_or_default();
        let read = FluentResource::try_new(catalogue.to_owned());
        let resource = read.unwrap_or_else(|(readable, _)| readable);
        let keys = keys(&resource);
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // No invisible marks around arguments: texts go to files and screen readers too.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        let mut words = Words { bundle, fixed: HashMap::new() };
        for key in keys {
            if let Some(text) = words.without_arguments(&key) {
                words.fixed.insert(key, text);
            }
        }
        words
    }

    fn fixed(&self, key: &str) -> Option<&str> {
        self.fixed.get(key).map(String::as_str)
    }

    fn pattern(&self, key: &str) -> Option<&Pattern<&str>> {
        match key.split_once('.') {
            None => self.bundle.get_message(key)?.value(),
            Some((message, attribute)) => {
                Some(self.bundle.get_message(message)?.get_attribute(attribute)?.value())
            }
        }
    }

    /// The text of a key; none where it needs arguments.
    fn without_arguments(&self, key: &str) -> Option<String> {
        let mut faults = Vec::new();
        let text = self.bundle.format_pattern(self.pattern(key)?, None, &mut faults).into_owned();
        faults.is_empty().then_some(text)
    }
}

/// Every key of a catalogue.
fn keys(resource: &FluentResource) -> Vec<String> {
    let mut keys = Vec::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        let name = message.id.name;
        keys.extend(message.value.is_some().then(|| name.to_owned()));
        keys.extend(message.attributes.iter().map(|attribute| format!("{name}.{}", attribute.id.name)));
    }
    keys
}
