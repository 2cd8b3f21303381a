//! Adapters as the program finds them: chosen by name, and a driver that crashes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::process::{papilla, stderr, stdout};

/// A Vulkan driver that takes its process down as soon as it is loaded.
fn crashing_driver(folder: &Path) -> std::path::PathBuf {
    let [source, library, manifest] = ["bad.c", "libbad.so", "bad.json"].map(|name| folder.join(name));
    fs::write(
        &source,
        "#include <stdlib.h>\n__attribute__((constructor)) static void on_load(void) { abort(); }\n",
    )
    .unwrap();
    let built =
        Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&library, &source]).status().unwrap();
    assert!(built.success());
    let named = format!(
        r#"{{"file_format_version": "1.0.0", "ICD": {{"library_path": "{}", "api_version": "1.1.0"}}}}"#,
        library.display()
    );
    fs::write(&manifest, named).unwrap();
    manifest
}

#[test]
fn a_driver_that_crashed_is_passed_over_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = crashing_driver(folder.path());
    let picture = folder.path().join("head.png");
    let run = |arguments: &[&str]| -> Output {
        Command::new(env!("CARGO_BIN_EXE_papilla"))
            .args(arguments)
            .env("XDG_STATE_HOME", folder.path())
            .env("VK_ICD_FILENAMES", &manifest)
            .env("VK_DRIVER_FILES", &manifest)
            .output()
            .unwrap()
    };
    let draw = ["render", "--size", "64x48", "--samples", "1", "-o", picture.to_str().unwrap()];
    let first = run(&draw);
    assert_eq!(first.status.code(), None, "planted: nothing crashed: {}", stderr(&first));
    assert!(!picture.exists());
    let second = run(&draw);
    assert!(second.status.success(), "{}", stderr(&second));
    assert!(stderr(&second).contains("passed over Vulkan: its driver crashed"), "{}", stderr(&second));
    assert!(picture.exists());
    // Where nothing else draws, it is tried again all the same.
    let only = [&draw[..], &["--adapter", "vulkan"]].concat();
    assert_eq!(run(&only).status.code(), None, "asked for by name");
    let doctor = run(&["doctor", "--quick"]);
    assert!(doctor.status.success(), "{}", stderr(&doctor));
    let told = stdout(&doctor);
    assert!(told.contains("Vulkan: its driver crashed (signal"), "{told}");
    assert!(told.lines().any(|line| line.starts_with("chosen: ") && line.ends_with("OpenGL")), "{told}");
}

#[test]
fn an_adapter_is_chosen_by_a_part_of_its_name() {
    let doctor = papilla(&["doctor", "--quick", "--adapter", "opengl"]);
    let told = stdout(&doctor);
    assert!(doctor.status.success(), "{told}");
    assert!(told.lines().any(|line| line.starts_with("chosen: ") && line.ends_with("OpenGL")), "{told}");
    let wrong = papilla(&["render", "--adapter", "no such card", "-o", "never.png"]);
    assert_eq!(wrong.status.code(), Some(2));
    let sentence = stderr(&wrong);
    assert!(
        sentence.contains("no graphics adapter's name holds \"no such card\"; there are: "),
        "{sentence}"
    );
    assert!(sentence.contains("OpenGL"), "{sentence}");
}

#[test]
fn a_driver_of_opengl_es_3_0_draws() {
    // Mesa told to be no more than that.
    let doctor = Command::new(env!("CARGO_BIN_EXE_papilla"))
        .args(["doctor", "--quick", "--adapter", "opengl"])
        .envs([
            ("MESA_GL_VERSION_OVERRIDE", "2.1"),
            ("MESA_GLES_VERSION_OVERRIDE", "3.0"),
            ("WGPU_GLES_MINOR_VERSION", "0"),
        ])
        .output()
        .unwrap();
    let told = stdout(&doctor);
    assert!(told.contains("OpenGL (OpenGL ES 3.0"), "{told}");
    assert!(doctor.status.success(), "{told}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let program = format!("{} doctor --quick | true", env!("CARGO_BIN_EXE_papilla"));
    let output = Command::new("sh").args(["-c", &program]).output().unwrap();
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
}
