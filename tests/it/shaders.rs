//! Every shader file is listed, composes, parses and validates, without a GPU.

use naga::valid::{Capabilities, ValidationFlags, Validator};
use papilla::render::shader::{self, Sources};

fn validate(text: &str) -> Result<naga::Module, String> {
    let module = naga::front::wgsl::parse_str(text).map_err(|e| e.emit_to_string(text))?;
    Validator::new(ValidationFlags::all(), Capabilities::empty())
        .validate(&module)
        .map_err(|e| format!("{e:?}"))?;
    Ok(module)
}

#[test]
fn every_file_in_the_folder_is_listed() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("shaders");
    let mut found = Vec::new();
    for dir in ["", "common/"] {
        for entry in std::fs::read_dir(root.join(dir)).unwrap() {
            let entry = entry.unwrap();
            if entry.path().extension().is_some_and(|e| e == "wgsl") {
                found.push(format!("{dir}{}", entry.file_name().to_string_lossy()));
            }
        }
    }
    found.sort();
    let mut listed: Vec<_> = shader::FILES.iter().map(|(name, _)| name.to_string()).collect();
    listed.sort();
    assert_eq!(found, listed);
}

#[test]
fn every_pass_validates() {
    for (name, _) in shader::FILES.iter().filter(|(name, _)| !name.starts_with("common/")) {
        if let Err(reason) = validate(&Sources::default().compose(name)) {
            panic!("{name}: {reason}");
        }
    }
}

#[test]
fn planted_defects_are_caught() {
    let good = Sources::default().compose("pigment.wgsl");
    assert!(validate(&good).is_ok());
    assert!(validate(&good.replace("vec3f(0.995)", "vec2f(0.995)")).is_err());
    assert!(validate(&Sources::default().compose("no_such_file.wgsl")).is_err());
    assert!(validate(&good.replace("struct Frame", "struct Fame")).is_err());
}
