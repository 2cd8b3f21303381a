//! Files import in one direction: no two of them need each other, directly or through others.
//!
//! Reads the text only: `use` trees and paths that begin with `crate`, `super`, `self` or a child's name. Tests are
//! left out. A name that a door-plate passes on (`pub use`) leads to the file that holds it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::imports::rust_files;

/// Place of a file in the tree of modules: `["app", "state"]`.
type Module = Vec<String>;

/// The files of a crate and what they import.
struct House {
    /// Paths that each file names, from the root of the crate.
    named: BTreeMap<Module, Vec<Vec<String>>>,
    /// Names that each file passes on, and where to.
    passed_on: BTreeMap<Module, BTreeMap<String, Vec<String>>>,
}

impl House {
    /// Reads files: their modules and texts.
    fn of(files: &[(Module, String)]) -> House {
        let modules: BTreeSet<&Module> = files.iter().map(|(module, _)| module).collect();
        let (mut named, mut passed_on) = (BTreeMap::new(), BTreeMap::new());
        for (module, text) in files {
            let text = product_code(text);
            let (mut paths, mut passed) = (Vec::new(), BTreeMap::new());
            for (is_public, path) in used_paths(&text) {
                let Some(path) = from_root(module, &path, &modules) else { continue };
                if let (true, Some(name)) = (is_public, path.last()) {
                    passed.insert(name.clone(), path.clone());
                }
                paths.push(path);
            }
            let inline = inline_paths(&text);
            paths.extend(inline.iter().filter_map(|path| from_root(module, path, &modules)));
            named.insert(module.clone(), paths);
            passed_on.insert(module.clone(), passed);
        }
        House { named, passed_on }
    }

    /// The file that a path leads to.
    fn file_of(&self, path: &[String]) -> Option<Module> {
        let mut at = 0;
        while at < path.len() && self.named.contains_key(&path[..=at]) {
            at += 1;
        }
        let file = path[..at].to_vec();
        let passed = path.get(at).and_then(|name| self.passed_on.get(&file)?.get(name));
        match passed {
            Some(elsewhere) if elsewhere.as_slice() != path => self.file_of(elsewhere),
            _ => (at > 0).then_some(file),
        }
    }

    /// Circles of files that import each other, largest first.
    fn circles(&self) -> Vec<Vec<Module>> {
        let imports: BTreeMap<&Module, BTreeSet<Module>> = self
            .named
            .iter()
            .map(|(file, paths)| {
                let files = paths.iter().filter_map(|path| self.file_of(path));
                (file, files.filter(|other| other != file).collect())
            })
            .collect();
        let reached: BTreeMap<&Module, BTreeSet<&Module>> =
            imports.keys().map(|&file| (file, reach(file, &imports))).collect();
        let mut circles: Vec<Vec<Module>> = Vec::new();
        for &file in imports.keys().filter(|file| reached[*file].contains(*file)) {
            if !circles.iter().any(|circle| circle.contains(file)) {
                let mutual = reached[file].iter().filter(|other| reached[**other].contains(file));
                circles.push(mutual.map(|&module| module.clone()).collect());
            }
        }
        circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
        circles
    }
}

/// All files that one leads to.
fn reach<'a>(from: &'a Module, imports: &'a BTreeMap<&'a Module, BTreeSet<Module>>) -> BTreeSet<&'a Module> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(file) = open.pop() {
        for next in imports.get(file).into_iter().flatten() {
            if reached.insert(next) {
                open.push(next);
            }
        }
    }
    reached
}

/// The text without comments and tests.
fn product_code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Paths of `use` lines, and whether they are passed on.
fn used_paths(text: &str) -> Vec<(bool, Vec<String>)> {
    let statements = text.split(';').filter_map(|statement| {
        let line = statement
            .rsplit_once('}')
            .map_or(statement, |(before, after)| if before.contains("use ") { statement } else { after });
        let (before, tree) = line.split_once("use ")?;
        let lead = before.rsplit('\n').next().unwrap_or_default().trim();
        (lead.is_empty() || lead.starts_with("pub")).then(|| (lead.starts_with("pub"), tree.to_owned()))
    });
    statements
        .flat_map(|(is_public, tree)| branches(&tree).into_iter().map(move |path| (is_public, path)))
        .collect()
}

/// All paths of a `use` tree.
fn branches(tree: &str) -> Vec<Vec<String>> {
    let segments = |path: &str| -> Vec<String> {
        let path = path.split(" as ").next().unwrap_or_default();
        path.split("::").map(|segment| segment.trim().to_owned()).filter(|s| !s.is_empty()).collect()
    };
    let (Some(open), Some(close)) = (tree.find('{'), tree.rfind('}')) else { return vec![segments(tree)] };
    let head = segments(&tree[..open]);
    let (mut depth, mut start, mut all) = (0, open + 1, Vec::new());
    for (at, letter) in tree[..=close].char_indices().skip_while(|(at, _)| *at <= open) {
        match letter {
            '{' => depth += 1,
            '}' if at < close => depth -= 1,
            ',' | '}' if depth == 0 => {
                let part = tree[start..at].trim();
                start = at + 1;
                if !part.is_empty() {
                    all.extend(branches(part).into_iter().map(|tail| [head.clone(), tail].concat()));
                }
            }
            _ => {}
        }
    }
    all
}

/// Paths in the code itself, such as `super::name::function(`.
fn inline_paths(text: &str) -> Vec<Vec<String>> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    text.split(|c: char| !is_part(c))
        .filter(|word| word.contains("::") && !word.starts_with("::") && !word.ends_with("::"))
        .map(|word| word.split("::").filter(|segment| !segment.is_empty()).map(str::to_owned).collect())
        .collect()
}

/// A path from the root of the crate; none where it leads out of the crate.
fn from_root(module: &Module, path: &[String], modules: &BTreeSet<&Module>) -> Option<Vec<String>> {
    let mut base = module.clone();
    let mut rest = path;
    match path.first()?.as_str() {
        "crate" => (base, rest) = (Vec::new(), &path[1..]),
        "self" => rest = &path[1..],
        "super" => {
            while rest.first().is_some_and(|first| first == "super") {
                base.pop();
                rest = &rest[1..];
            }
        }
        child => {
            let inside = [base.clone(), vec![child.to_owned()]].concat();
            if !modules.contains(&inside) {
                return None;
            }
        }
    }
    // `self` at the end of a tree is the module before it.
    let rest = rest.iter().filter(|segment| *segment != "self").cloned();
    Some(base.into_iter().chain(rest).collect())
}

/// Every file of the library but its root and its tests.
fn library() -> Vec<(Module, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let module = |path: &Path| -> Module {
        let inside = path.strip_prefix(&src).unwrap().with_extension("");
        let mut segments: Module =
            inside.iter().map(|segment| segment.to_string_lossy().into_owned()).collect();
        if segments.last().is_some_and(|last| last == "mod") {
            segments.pop();
        }
        segments
    };
    let is_product = |module: &Module| {
        let is_test = |segment: &String| segment == "tests" || segment.ends_with("_tests");
        !matches!(module.join("/").as_str(), "lib" | "main") && !module.iter().any(is_test)
    };
    files
        .iter()
        .map(|path| (module(path), path))
        .filter(|(module, _)| is_product(module))
        .map(|(module, path)| (module, std::fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn no_file_imports_itself_through_others() {
    let files = library();
    assert!(files.len() > 200, "the walk found only {} files", files.len());
    let circles = House::of(&files).circles();
    let shown: Vec<Vec<String>> =
        circles.iter().map(|circle| circle.iter().map(|module| module.join("/")).collect()).collect();
    assert!(shown.is_empty(), "{shown:#?}");
}

#[test]
fn a_planted_circle_is_seen_and_a_door_plate_is_none() {
    let house = |texts: &[(&str, &str)]| {
        let files: Vec<(Module, String)> = texts
            .iter()
            .map(|(module, text)| (module.split('/').map(str::to_owned).collect(), (*text).to_owned()))
            .collect();
        House::of(&files).circles().iter().map(Vec::len).collect::<Vec<_>>()
    };
    let planted = [
        ("a", "use crate::b::{self, c::Deep};\nfn f() {}"),
        ("b", "mod c;"),
        ("b/c", "fn g() { super::super::d::h() }"),
        ("d", "pub use crate::a::{\n    f,\n};"),
    ];
    assert_eq!(house(&planted), [3]);
    let straight = [
        ("room", "mod state;\nmod panel;\npub use state::State;"),
        ("room/state", "// use super::panel;\npub struct State;\n#[cfg(test)]\nuse super::panel;"),
        ("room/panel", "use super::State;"),
    ];
    assert_eq!(house(&straight), [0_usize; 0], "what the door-plate passes on is the child's");
    let through =
        [("room", "mod panel;\npub struct State;\nuse panel::ui;"), ("room/panel", "use super::State;")];
    assert_eq!(house(&through), [2], "planted: a child that needs what its door-plate holds");
}
