//! Every shader file is listed, composes, parses and validates, without a GPU.

use naga::valid::{Capabilities, ModuleInfo, ValidationFlags, Validator};
use papilla::render::constants::{self, Constant, Constant::Real};
use papilla::render::shader::{self, Sources};

fn validate(text: &str) -> Result<(naga::Module, ModuleInfo), String> {
    let module = naga::front::wgsl::parse_str(text).map_err(|e| e.emit_to_string(text))?;
    let info = Validator::new(ValidationFlags::all(), Capabilities::empty())
        .validate(&module)
        .map_err(|e| format!("{e:?}"))?;
    Ok((module, info))
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
    found.retain(|name| shader::FILES.iter().all(|(listed, _)| listed != name));
    assert!(found.is_empty(), "src/render/shader.rs does not list {found:?}");
}

/// Files with entry points.
fn passes() -> impl Iterator<Item = &'static str> {
    shader::FILES.iter().map(|(name, _)| *name).filter(|name| !name.starts_with("common/"))
}

#[test]
fn every_pass_validates() {
    for name in passes() {
        if let Err(reason) = validate(&Sources::default().compose(name)) {
            panic!("{name}: {reason}");
        }
    }
}

/// A shader as an OpenGL ES 3.0 or WebGL2 driver would get it, stage by stage; and that it keeps to the least that
/// such a driver has: 16 textures a stage (OpenGL ES 3.0, table 6.33), each pair of texture and sampler being one.
fn write_glsl_es(text: &str) -> Result<(), String> {
    use naga::back::glsl::{Options, PipelineOptions, Version, Writer, WriterFlags};
    const TEXTURES: usize = 16;
    let (module, info) = validate(text)?;
    let options = Options {
        version: Version::Embedded { version: 300, is_webgl: true },
        writer_flags: WriterFlags::ADJUST_COORDINATE_SPACE,
        ..Default::default()
    };
    for entry in &module.entry_points {
        let pipeline =
            PipelineOptions { shader_stage: entry.stage, entry_point: entry.name.clone(), multiview: None };
        let mut out = String::new();
        let policies = naga::proc::BoundsCheckPolicies::default();
        let written = Writer::new(&mut out, &module, &info, &options, &pipeline, policies)
            .and_then(|mut writer| writer.write())
            .map_err(|e| format!("{}: {e}", entry.name))?;
        let textures = written.texture_mapping.len();
        if textures > TEXTURES {
            return Err(format!("{}: {textures} textures", entry.name));
        }
        if !out.starts_with("#version 300 es") {
            return Err(format!("{}: {}", entry.name, out.lines().next().unwrap_or_default()));
        }
    }
    Ok(())
}

#[test]
fn every_pass_is_written_as_glsl_es_300() {
    for name in passes() {
        if let Err(reason) = write_glsl_es(&Sources::default().compose(name)) {
            panic!("{name}: {reason}");
        }
    }
}

#[test]
fn what_glsl_es_300_lacks_is_caught() {
    let refused = |sources: Sources| write_glsl_es(&sources.compose("skin.wgsl")).unwrap_err();
    // What version 0.1 did, which no OpenGL driver could draw.
    let depth_load = refused(Sources::default().with(
        "skin.wgsl",
        "textureLoad(shadow_depth, texel, 0).r",
        "textureLoad(shadow_map, texel, 0)",
    ));
    assert!(depth_load.contains("depth textures"), "{depth_load}");
    let many = (0..5).map(|k| format!("@group(2) @binding({k}) var more{k}: texture_2d<f32>;\n"));
    let reads: String = (0..5).map(|k| format!(" + textureLoad(more{k}, pixel, 0).r")).collect();
    let many = Sources::default()
        .with("skin.wgsl", "struct Surface {", &(many.collect::<String>() + "struct Surface {"))
        .with("skin.wgsl", "let away = frame.eye", &format!("let away = frame.eye{reads}"));
    let many = refused(many);
    assert!(many.contains("textures"), "{many}");
}

#[test]
fn planted_defects_are_caught() {
    let sources = Sources::default();
    let good = sources.compose("pigment.wgsl");
    assert!(validate(&good).is_ok());
    assert!(validate(&good.replace("vec3f(MOST_COVERED)", "vec2f(MOST_COVERED)")).is_err());
    assert!(validate(&sources.compose("no_such_file.wgsl")).is_err());
    assert!(validate(&good.replace("struct Frame", "struct Fame")).is_err());
}

/// Names and numbers of a text's code.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let code = text.lines().filter_map(|line| line.split("//").next());
    code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.'))
}

/// Whether a number is so long that it hardly stands for two things.
fn is_telling(value: Constant) -> bool {
    let Real(real) = value else { return false };
    real.to_string().trim_start_matches(['0', '.']).chars().filter(char::is_ascii_digit).count() > 2
}

/// Whether a text has a shared constant again: by name, or by a telling value.
fn repeats(text: &str, constant: &str, value: Constant) -> bool {
    let words: Vec<&str> = words(text).filter(|word| !word.is_empty()).collect();
    let declares = |two: &[&str]| ["const", "let", "var", "override"].contains(&two[0]) && two[1] == constant;
    let is_value = |word: &&str| word.parse().is_ok_and(|real: f32| Real(real) == value);
    words.windows(2).any(declares) || (is_telling(value) && words.iter().any(is_value))
}

/// Shared constants that a shader has again, or that none uses.
fn constant_faults(sources: &Sources) -> Vec<String> {
    let mut faults = Vec::new();
    let refused = |text: &str| naga::front::wgsl::parse_str(text).err();
    let composed: Vec<_> = passes().map(|name| (name, sources.compose(name))).collect();
    for (name, text) in &composed {
        faults.extend(refused(text).map(|error| format!("{name}: {error}")));
    }
    for ((constant, value), line) in constants::all().into_iter().zip(constants::wgsl().lines()) {
        if !composed.iter().any(|(_, text)| refused(&text.replacen(line, "", 1)).is_some()) {
            faults.push(format!("no pass uses {constant}"));
        }
        let again = shader::FILES.iter().filter(|(file, _)| repeats(sources.text(file), constant, value));
        faults.extend(again.map(|(file, _)| format!("{file} has {constant} again")));
    }
    faults
}

#[test]
fn shared_constants_are_used_and_stand_in_rust_alone() {
    assert_eq!(constant_faults(&Sources::default()), Vec::<String>::new());
}

#[test]
fn constants_that_are_typed_again_or_idle_are_caught() {
    let planted = [
        (
            "common/pigment_state.wgsl",
            "const LEAST_MASS",
            "const PI: f32 = 3.0;\nconst LEAST_MASS",
            "pigment_state.wgsl has PI again",
        ),
        ("stubble.wgsl", "let lobes = PI", "let PI = 3.0; let lobes = PI", "stubble.wgsl has PI again"),
        ("pigment.wgsl", "vec3f(MOST_COVERED)", "vec3f(0.995)", "pigment.wgsl has MOST_COVERED again"),
        ("common/tone.wgsl", "TONE_DESATURATION", "0.2", "no pass uses TONE_DESATURATION"),
    ];
    for (file, from, to, told) in planted {
        let faults = constant_faults(&Sources::default().with(file, from, to));
        assert!(faults.iter().any(|fault| fault.contains(told)), "planted: {told}: {faults:?}");
    }
}
