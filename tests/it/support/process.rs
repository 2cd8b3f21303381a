//! The program as a person runs it.

use std::process::{Command, Output};

/// `papilla` with these arguments.
pub fn papilla(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_papilla")).args(arguments).output().unwrap()
}

/// Its standard output as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Its standard error as text, without what drivers write there.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr)
        .lines()
        .filter(|line| !line.contains("XDG_RUNTIME_DIR") && !line.contains("eglInitialize"))
        .collect::<Vec<_>>()
        .join("\n")
}
