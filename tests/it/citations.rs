//! What comments and documents point to is there: paths of the repository, and headings of its documents.

use std::path::{Path, PathBuf};

use papilla::render::frame::FRAME;

/// Folders that a path of the repository begins with.
const ROOTS: [&str; 8] =
    ["src/", "shaders/", "tests/", "benches/", "assets/", "docs/", "templates/", "examples/"];
/// Kinds of files that are read, and how their comments begin; documents are read whole.
const KINDS: [(&str, &str); 5] = [("rs", "//"), ("wgsl", "//"), ("toml", "#"), ("csv", "#"), ("md", "")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

/// The comments of a text, or a document without its blocks of code.
fn comments(text: &str, mark: &str) -> String {
    if mark.is_empty() {
        return text.split("```").step_by(2).collect();
    }
    text.lines().filter_map(|line| line.split_once(mark)).map(|(_, comment)| format!("{comment}\n")).collect()
}

/// A heading as GitHub makes an anchor of it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || "_- ".contains(*c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn has_anchor(document: &Path, wanted: &str) -> bool {
    let text = std::fs::read_to_string(document).unwrap_or_default();
    let text = comments(&text, "");
    text.lines().any(|line| line.starts_with('#') && anchor(line.trim_start_matches('#')) == wanted)
}

/// What of a text points nowhere; links are relative to `folder`.
fn faults(text: &str, folder: &Path) -> Vec<String> {
    let is_of_path = |c: char| c.is_alphanumeric() || "_./-#".contains(c);
    let words = text.split(|c| !is_of_path(c)).map(|word| word.trim_end_matches(['.', '-', '#']));
    let named = words.filter(|word| ROOTS.iter().any(|top| word.starts_with(top)));
    let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let linked = linked
        .filter(|link| !link.contains("::") && !link.contains("://") && !link.contains(char::is_whitespace));
    let targets = named.map(|word| (root(), word)).chain(linked.map(|link| (folder, link)));
    let is_nowhere = |(folder, target): &(&Path, &str)| {
        let (path, wanted) = target.split_once('#').unwrap_or((target, ""));
        !folder.join(path).exists() || !wanted.is_empty() && !has_anchor(&folder.join(path), wanted)
    };
    targets.filter(is_nowhere).map(|(_, target)| target.to_owned()).collect()
}

#[test]
fn every_path_and_anchor_is_there() {
    let mut paths =
        vec![root().join("README.md"), root().join("CONTRIBUTING.md"), root().join("CHANGELOG.md")];
    ROOTS.iter().for_each(|top| files(&root().join(top), &mut paths));
    let mut bad = Vec::new();
    for path in paths {
        let kind = path.extension().unwrap_or_default().to_string_lossy();
        let Some((_, mark)) = KINDS.iter().find(|(name, _)| *name == kind) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        // A link within a document begins with the mark of its headings.
        let text = match path.file_name().unwrap().to_str() {
            Some(name) if kind == "md" => text.replace("](#", &format!("]({name}#")),
            _ => text,
        };
        let found = faults(&comments(&text, mark), path.parent().unwrap());
        bad.extend(found.into_iter().map(|fault| format!("{}: {fault}", path.display())));
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn a_planted_wrong_path_and_a_wrong_anchor_are_caught() {
    // Plants begin comments with a sign of their own, so that this file is not found to hold them.
    let said = |text: &str| faults(&comments(&text.replace('§', "//"), "//"), &root().join("docs"));
    assert_eq!(said("§ as `docs/optics.md#law-2-saturation` says, and src/lib.rs."), [""; 0]);
    assert_eq!(
        said("x § src/nowhere.rs, in brackets (tests/it/none.rs)"),
        ["src/nowhere.rs", "tests/it/none.rs"]
    );
    assert_eq!(said("§ docs/optics.md#law-99-nothing"), ["docs/optics.md#law-99-nothing"]);
    assert_eq!(
        said("§ [text](plan.md#words), [text](plan.md#no-words), [text](no.md)"),
        ["plan.md#no-words", "no.md"]
    );
    assert_eq!(said("let path = \"src/nowhere.rs\";"), [""; 0], "a literal is no citation");
}

/// First cells of the table of a section.
fn first_cells<'a>(text: &'a str, heading: &str) -> Vec<&'a str> {
    let section = text.split(heading).nth(1).unwrap_or_default().split("\n## ").next().unwrap_or_default();
    section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect()
}

#[test]
fn the_table_of_passes_is_the_frame() {
    let house = std::fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let frame: Vec<&str> = FRAME.iter().map(|(pass, _)| *pass).chain(["resolve"]).collect();
    assert_eq!(first_cells(&house, "## The frame"), frame, "docs/architecture.md, src/render/frame.rs");
    assert_ne!(first_cells(&house.replace("| `halo` |", "| halo |"), "## The frame"), frame, "planted");
}
