//! The string literals of a Rust source, and the calls they stand in. Raw strings are read as plain ones.

/// A string literal.
#[derive(Debug, PartialEq)]
pub struct Literal {
    /// Its line, from 1.
    pub line: usize,
    /// What stands between its quotes.
    pub text: String,
    /// The calls, macros and attributes around it, outermost first: `say!`, `words::text`, `.context`. Brackets without
    /// a name count as "".
    pub within: Vec<String>,
    /// Whether it is their first argument.
    pub is_first: bool,
    /// The source behind it.
    pub rest: String,
}

impl Literal {
    /// The call that it is an argument of, without its path.
    pub fn callee(&self) -> &str {
        self.within.last().map_or("", |name| name.rsplit("::").next().unwrap_or_default())
    }
}

/// The part of a source that goes into the product.
pub fn without_tests(source: &str) -> &str {
    source.split("#[cfg(test)]\nmod ").next().unwrap_or_default()
}

/// All string literals of a source.
pub fn literals(source: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut within: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(letter) = source[at..].chars().next() {
        let here = &source[at..];
        at += match letter {
            '/' if here.starts_with("//") => here.find('\n').unwrap_or(here.len()),
            '\'' => past_quote(here),
            '"' => {
                let length = past_string(here);
                let line = 1 + source[..at].matches('\n').count();
                let (text, rest) = (here[1..length - 1].to_owned(), here[length..].to_owned());
                let is_first = source[..at].trim_end().ends_with('(');
                found.push(Literal { line, text, within: within.clone(), is_first, rest });
                length
            }
            '(' | '[' | '{' => {
                within.push(if letter == '(' { name_before(&source[..at]) } else { String::new() });
                1
            }
            ')' | ']' | '}' => {
                within.pop();
                1
            }
            _ => letter.len_utf8(),
        };
    }
    found
}

/// Length of a string literal with its quotes.
fn past_string(here: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in here.char_indices().skip(1) {
        match letter {
            '"' if !escaped => return at + 1,
            _ => escaped = letter == '\\' && !escaped,
        }
    }
    here.len()
}

/// Length of a character literal, or of the quote of a lifetime.
fn past_quote(here: &str) -> usize {
    let mut letters = here.char_indices().skip(1);
    match (letters.next(), letters.next(), letters.next()) {
        (Some((_, '\\')), Some(_), _) => 2 + here[2..].find('\'').map_or(0, |end| end.max(1) + 1),
        (Some(_), Some((end, '\'')), _) => end + 1,
        _ => 1,
    }
}

/// The name that ends a text: of a function with its path, of a macro, or with a dot of a method.
fn name_before(text: &str) -> String {
    let is_part = |letter: char| letter.is_alphanumeric() || "_:!.".contains(letter);
    let start = text.char_indices().rev().take_while(|(_, letter)| is_part(*letter)).last();
    let name = start.map_or("", |(start, _)| &text[start..]);
    match name.rfind('.') {
        Some(dot) => name[dot..].to_owned(),
        None => name.to_owned(),
    }
}

/// Names of `name = value` up to the end of the call that `rest` begins in.
pub fn named_arguments(rest: &str) -> Vec<String> {
    let (mut depth, mut arguments) = (0, vec![String::new()]);
    for letter in rest.chars() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => arguments.push(String::new()),
            _ => {}
        }
        if let Some(argument) = arguments.last_mut() {
            argument.push(letter);
        }
    }
    let name =
        |argument: &String| Some(argument.trim_start_matches(',').split_once(" =")?.0.trim().to_owned());
    arguments.iter().filter_map(name).collect()
}
