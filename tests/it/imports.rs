//! Data flows one way: a module of the library names only the modules above it.

use std::path::{Path, PathBuf};

/// Which modules each may name.
const ALLOWED: &[(&str, &[&str])] = &[
    ("rng", &[]),
    ("math", &[]),
    ("memo", &[]),
    ("words", &[]),
    ("files", &[]),
    ("plan", &["rng", "words", "files"]),
    ("scalp", &["math", "rng", "plan"]),
    ("deposit", &["math", "memo", "rng", "plan", "scalp"]),
    ("optics", &["math", "rng", "words", "plan"]),
    ("appearance", &["math", "plan", "deposit", "optics"]),
    ("stages", &["memo", "plan", "scalp", "deposit", "optics"]),
    ("report", &["rng", "words", "plan", "scalp", "deposit", "optics", "appearance", "stages"]),
    ("summary", &["plan", "scalp", "stages"]),
    ("render", &["math", "memo", "rng", "words", "plan", "scalp", "deposit", "optics", "appearance"]),
    (
        "studio",
        &[
            "memo",
            "plan",
            "scalp",
            "deposit",
            "optics",
            "appearance",
            "stages",
            "report",
            "summary",
            "render",
        ],
    ),
    ("export", &["math", "words", "plan", "scalp", "optics", "appearance", "stages", "render", "studio"]),
    ("timeline", &["words", "plan", "deposit", "studio"]),
    (
        "pictures",
        &[
            "rng",
            "words",
            "plan",
            "scalp",
            "deposit",
            "optics",
            "appearance",
            "report",
            "render",
            "stages",
            "studio",
            "timeline",
        ],
    ),
    (
        "app",
        &[
            "rng", "words", "files", "plan", "scalp", "deposit", "optics", "stages", "report", "summary",
            "render", "studio", "timeline", "pictures",
        ],
    ),
    (
        "cli",
        &[
            "rng", "files", "plan", "scalp", "deposit", "optics", "stages", "report", "summary", "render",
            "studio", "export", "pictures", "app",
        ],
    ),
];

pub fn rust_files(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Modules named as `crate::x` in a text. Groups (`use crate::{…}`) could hide a name and count as a fault.
fn named_modules(text: &str) -> Vec<String> {
    text.match_indices("crate::")
        .map(|(at, word)| {
            let rest = &text[at + word.len()..];
            rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
        })
        .collect()
}

/// Faults of one file's text that belongs to `module`.
fn faults(module: &str, text: &str) -> Vec<String> {
    let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == module) else {
        return vec![format!("module {module} is not in the table")];
    };
    named_modules(text)
        .into_iter()
        .filter(|named| named != module && !allowed.contains(&named.as_str()))
        .map(|named| format!("{module} names {named:?}"))
        .collect()
}

#[test]
fn modules_name_only_those_above_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    assert!(files.len() > 30, "the walk found only {} files", files.len());
    let mut bad = Vec::new();
    for path in files {
        let inside = path.strip_prefix(&src).unwrap();
        let first = inside.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        if first == "lib" || first == "main" {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        bad.extend(faults(&first, &text).into_iter().map(|f| format!("{}: {f}", inside.display())));
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn a_planted_upward_import_is_caught() {
    assert_eq!(faults("optics", "use crate::deposit::Dot;").len(), 1);
    assert_eq!(faults("plan", "use crate::{render, scalp};").len(), 1);
    assert!(faults("render", "use crate::optics::tables::Tables;").is_empty());
}

/// Rooms of the window that a file of it must not name.
fn closed_to(file: &str) -> &'static [&'static str] {
    match file.split('/').next().unwrap_or_default() {
        "panels" => &["update", "io"],
        "update" => &["io", "panels"],
        "io" | "mod.rs" | "testing.rs" => &[],
        "state.rs" | "command.rs" | "effect.rs" | "event.rs" => &["update", "io", "panels"],
        // What the state is made of.
        _ => &["state", "command", "effect", "event", "update", "io", "panels"],
    }
}

/// Faults of one file of the window.
fn window_faults(file: &str, text: &str) -> Vec<String> {
    let names = |room: &&str| {
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        ["super::", "app::"].iter().any(|root| {
            let path = format!("{root}{room}");
            text.match_indices(&path).any(|(at, _)| ends(&text[at + path.len()..]))
        })
    };
    let named = closed_to(file).iter().filter(|room| names(room)).map(|room| format!("{file} names {room}"));
    let methods = (file != "state.rs" && text.contains("impl State {"))
        .then(|| format!("{file} gives the state methods"));
    named.chain(methods).collect()
}

#[test]
fn rooms_of_the_window_name_only_those_they_may() {
    let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
    let mut files = Vec::new();
    rust_files(&app, &mut files);
    assert!(files.len() > 50, "the walk found only {} files", files.len());
    let mut bad = Vec::new();
    for path in files.iter().filter(|path| !path.iter().any(|part| part == "tests")) {
        let inside = path.strip_prefix(&app).unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).unwrap();
        bad.extend(window_faults(&inside, text.split("#[cfg(test)]").next().unwrap_or_default()));
    }
    assert!(bad.is_empty(), "{bad:#?}");
    assert_eq!(window_faults("loupe.rs", "use super::state::State;").len(), 1, "planted");
    assert_eq!(window_faults("panels/rail.rs", "use crate::app::update::execute;").len(), 1, "planted");
    assert_eq!(window_faults("update/brush.rs", "impl State {").len(), 1, "planted");
    assert!(window_faults("loupe.rs", "use super::statement;").is_empty());
}
