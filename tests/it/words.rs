//! Words that people read stand in the catalogue, and what stands there is used.

mod catalogue;
mod source;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use catalogue::{Catalogue, choices, read};
use papilla::words;
use source::{Literal, literals, named_arguments, without_tests};

/// Calls that take a key, and the attributes that they read; "" is the message's own text.
const CALLS: &[(&str, &[&str])] = &[
    ("text", &[""]),
    ("tip", &[".tip"]),
    ("unit", &[".unit"]),
    ("section", &[""]),
    ("fold", &[""]),
    ("button", &["", ".tip"]),
    ("button_if", &["", ".tip"]),
    ("checkbox", &["", ".tip"]),
    ("choice", &["", ".tip"]),
    ("menu", &["", ".tip"]),
    ("add_slider", &["", ".tip"]),
    ("slider", &["", ".tip"]),
    ("fraction_slider", &["", ".tip"]),
    ("whole_slider", &["", ".tip"]),
    ("long_slider", &["", ".tip"]),
    ("row", &["", ".term", ".tip"]),
    ("care", &["", ".what"]),
];

/// Calls whose literals nobody reads in the window: names of widgets and files, logs, errors, attributes.
const SILENT_CALLS: &[&str] = &[
    "unique",
    ".id_salt",
    ".with",
    ".with_extension",
    ".join",
    "warn!",
    "debug!",
    "expect",
    "serde",
    "error",
    "template",
    "anyhow!",
    ".context",
];

/// Sources whose words all stand in the catalogue; errors excepted.
const WORDLESS: &[&str] = &["app", "pictures/handout.rs", "report/warnings.rs", "report/difference.rs"];

/// Literals there that nobody reads as words: names of widgets, files and their kinds; the program's own.
const SILENT: &[&str] = &[
    "steps",
    "plan",
    "difference",
    "clinic",
    "papilla",
    "Papilla",
    "{mark}{} - Papilla",
    "papilla.loupe",
    "papilla.panels",
    "papilla.clear",
    "papilla.png",
    "before-after.png",
    "story.png",
    "turning-head.gif",
    "treatment-plan.html",
    "plan.toml",
    "png",
    "gif",
    "html",
    "toml",
    "obj",
];

/// Faults of one file's text; notes in `named` what it names.
fn faults(is_wordless: bool, text: &str, catalogue: &Catalogue, named: &mut BTreeSet<String>) -> Vec<String> {
    let mut faults = Vec::new();
    for literal in literals(without_tests(text)) {
        named.insert(literal.text.clone());
        let callee = literal.callee();
        let is_ours = is_wordless || literal.within.last().is_some_and(|name| name.contains("words::"));
        if callee == "say!" && literal.is_first {
            let given: BTreeSet<String> = named_arguments(&literal.rest).into_iter().collect();
            if catalogue.get(&literal.text) != Some(&given) {
                faults.push(format!("{}: \"{}\" is given {given:?}", literal.line, literal.text));
            }
        }
        let calls = CALLS.iter().filter(|(name, _)| is_ours && *name == callee);
        for key in calls.flat_map(|(_, reads)| reads.iter().map(|read| format!("{}{read}", literal.text))) {
            if catalogue.get(&key).is_none_or(|needs| !needs.is_empty()) {
                faults.push(format!("{}: there is no text \"{key}\" without arguments", literal.line));
            }
        }
        let is_choice = callee == "of" && literal.is_first
            || literal.rest.starts_with(" {") && literal.within == ["words!"];
        if is_choice && !choices().iter().any(|(choice, _)| *choice == literal.text) {
            faults.push(format!("{}: this test does not know the choice \"{}\"", literal.line, literal.text));
        }
        if is_wordless && !is_choice && !catalogue.contains_key(&literal.text) && !is_silent(&literal) {
            faults.push(format!("{}: \"{}\" is not in the catalogue", literal.line, literal.text));
        }
    }
    faults
}

/// Whether nobody reads a literal as words.
fn is_silent(literal: &Literal) -> bool {
    let is_option = literal.callee() == "of" && !literal.is_first;
    let outside_braces =
        literal.text.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after));
    let has_words = outside_braces.flat_map(str::chars).any(char::is_alphabetic);
    let is_silent_call =
        |name: &String| SILENT_CALLS.iter().any(|call| name == call || name.ends_with(&format!("::{call}")));
    let in_silent_call = literal.within.iter().any(is_silent_call);
    !has_words || is_option || in_silent_call || SILENT.contains(&literal.text.as_str())
}

fn is_wordless(path: &Path) -> bool {
    WORDLESS.iter().any(|wordless| path.starts_with(wordless))
}

/// Path and text of every source of the product, and of the handout's page.
fn sources() -> Vec<(PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    crate::imports::rust_files(&src, &mut paths);
    let is_test = |path: &Path| path.iter().any(|part| part.to_string_lossy().contains("tests"));
    let inside = paths.iter().map(|path| path.strip_prefix(&src).unwrap().to_owned());
    let page = PathBuf::from("../templates/handout.html");
    inside
        .filter(|path| !is_test(path))
        .chain([page])
        .map(|path| (path.clone(), std::fs::read_to_string(src.join(path)).unwrap()))
        .collect()
}

#[test]
fn what_is_named_is_in_the_catalogue_and_the_window_has_no_words_of_its_own() {
    let catalogue = read(words::CATALOGUE.1);
    let mut bad = Vec::new();
    for (path, text) in sources() {
        let found = faults(is_wordless(&path), &text, &catalogue, &mut BTreeSet::new());
        bad.extend(found.into_iter().map(|fault| format!("{}:{fault}", path.display())));
    }
    for (choice, options) in choices() {
        let keys = options.iter().map(|option| format!("{choice}.{option}"));
        bad.extend(keys.filter(|key| !catalogue.contains_key(key)).map(|key| format!("no option {key}")));
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn what_is_in_the_catalogue_is_named() {
    let catalogue = read(words::CATALOGUE.1);
    let mut named = BTreeSet::new();
    for (path, text) in sources() {
        faults(is_wordless(&path), &text, &catalogue, &mut named);
    }
    for (choice, options) in choices() {
        named.extend(options.iter().map(|option| format!("{choice}.{option}")));
    }
    let is_named = |key: &str| {
        let message = [".tip", ".unit", ".term", ".what"].into_iter().find_map(|read| key.strip_suffix(read));
        named.contains(key) || message.is_some_and(|message| named.contains(message))
    };
    let left: Vec<&String> = catalogue.keys().filter(|key| !is_named(key)).collect();
    assert!(left.is_empty(), "{left:#?}");
}

/// Faults of one line of a window's source.
fn planted(line: &str) -> Vec<String> {
    faults(true, line, &read(words::CATALOGUE.1), &mut BTreeSet::new())
}

#[test]
fn planted_faults_are_caught() {
    for (line, fault) in [
        (r#"ui.label("Two words");"#, "not in the catalogue"),
        (r#"ui.button("swap");"#, "not in the catalogue"),
        (r#"let text = format!("{count} of them");"#, "not in the catalogue"),
        (r#"slider(ui, &mut x, range(), "freckels");"#, "\"freckels.tip\""),
        (r#"fraction_slider(ui, &mut x, range(), "file");"#, "\"file.tip\""),
        (r#"super::button(ui, "file");"#, "\"file.tip\""),
        (r#"words::text("painted.scars")"#, "\"painted.scars\""),
        (r#"text("brush-full")"#, "without arguments"),
        (r#"say!("brush-full", least = 3)"#, "is given"),
        (r#"words::of("no-choice", paint.key())"#, "does not know"),
        (r#"words!(Zone in "places" { Front = "front"; });"#, "does not know"),
    ] {
        let found = planted(line);
        assert!(found.iter().any(|each| each.contains(fault)), "{line}: {found:?}");
    }
    for line in [
        r#"slider(ui, &mut x, range(), "freckles"); // "Two words""#,
        r#"say!("brush-full", most = format!("{most:.0}"))"#,
        r#"tracing::warn!("this goes to the log: {reason}");"#,
        "#[cfg(test)]\nmod tests { fn f() { ui.label(\"Two words\"); } }",
    ] {
        assert_eq!(planted(line), [] as [String; 0], "{line}");
    }
    let outside = faults(false, r#"words::text("no-such")"#, &read(words::CATALOGUE.1), &mut BTreeSet::new());
    assert_eq!(outside.len(), 1, "{outside:?}");
}

#[test]
fn literals_are_found_with_the_calls_around_them() {
    let text = "f(a::b(\"x \\\" y\", '\"', g.h(1)), [\"z\"]) // \"no\"\n<'a>(\"w\")";
    let found: Vec<(usize, String, String)> = literals(text)
        .into_iter()
        .map(|each| (each.line, each.text.clone(), each.callee().to_owned()))
        .collect();
    let expected = [(1, "x \\\" y", "b"), (1, "z", ""), (2, "w", "")];
    assert_eq!(found, expected.map(|(line, text, callee)| (line, text.to_owned(), callee.to_owned())));
    assert_eq!(named_arguments(", a = f(b, c), d = \"e\") + g(h = 1)"), ["a", "d"]);
}

#[test]
fn a_missing_key_stands_for_itself() {
    assert_eq!(words::text("no-such-key"), "no-such-key");
    assert_eq!(words::tip("no-such-key"), "no-such-key");
    assert_eq!(words::unit("no-such-key"), "");
    assert_eq!(words::of("zone", "no-such-option"), "no-such-option");
    assert_eq!(words::with("no-such-key", &words::Arguments::new()), "no-such-key");
}

#[test]
fn units_and_plurals_are_written_as_people_do() {
    assert_eq!(words::unit("hair-shaft"), " mm");
    assert_eq!(words::unit("ita"), "°");
    let days = |count: f32| {
        let mut arguments = words::Arguments::new();
        arguments.set("count", count);
        words::with("days", &arguments)
    };
    assert_eq!([days(1.0), days(2.0), days(1200.0)], ["1 day", "2 days", "1200 days"]);
}

/// A window asks for about a hundred labels, units and tips at every frame.
#[test]
fn words_cost_little() {
    let ask =
        || [words::text("freckles").len(), words::tip("freckles").len(), words::unit("hair-shaft").len()];
    ask();
    let start = std::time::Instant::now();
    let length: usize = (0..100_000).flat_map(|_| ask()).sum();
    let per_widget = start.elapsed() / 100_000;
    println!("{} ns a widget ({length} letters)", per_widget.as_nanos());
    assert!(per_widget.as_micros() < 50, "{per_widget:?}");
}
