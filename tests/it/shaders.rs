//! Every shader file is listed, composes, parses and validates, without a GPU.

use naga::valid::{Capabilities, ModuleInfo, ValidationFlags, Validator};
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
    found.sort();
    let mut listed: Vec<_> = shader::FILES.iter().map(|(name, _)| name.to_string()).collect();
    listed.sort();
    assert_eq!(found, listed);
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
    assert!(validate(&good.replace("vec3f(0.995)", "vec2f(0.995)")).is_err());
    assert!(validate(&sources.compose("no_such_file.wgsl")).is_err());
    assert!(validate(&good.replace("struct Frame", "struct Fame")).is_err());
}
