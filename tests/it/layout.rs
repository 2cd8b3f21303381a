//! Structs shared by Rust and WGSL have the same names, types and places, as naga reads them.

use naga::{Binding, Module, ScalarKind, TypeInner, VectorSize};
use papilla::render::layout::{self, Layout};
use papilla::render::shader::{self, Sources};
use wgpu::VertexFormat;

/// A shader as naga reads it.
fn parsed(sources: &Sources, name: &str) -> Module {
    naga::front::wgsl::parse_str(&sources.compose(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// How WGSL reads an attribute.
fn wgsl_type(format: VertexFormat) -> &'static str {
    match format {
        VertexFormat::Float32 => "f32",
        VertexFormat::Float32x2 | VertexFormat::Snorm16x2 => "vec2f",
        VertexFormat::Float32x3 => "vec3f",
        VertexFormat::Float32x4 => "vec4f",
        VertexFormat::Uint32 => "u32",
        other => panic!("no field has the format {other:?}"),
    }
}

fn type_name(inner: &TypeInner) -> String {
    let kind = |kind: ScalarKind| match kind {
        ScalarKind::Float => "f",
        ScalarKind::Uint => "u",
        other => panic!("no field is of {other:?}"),
    };
    match inner {
        TypeInner::Scalar(scalar) => format!("{}32", kind(scalar.kind)),
        TypeInner::Vector { size: VectorSize::Bi, scalar } => format!("vec2{}", kind(scalar.kind)),
        TypeInner::Vector { size: VectorSize::Tri, scalar } => format!("vec3{}", kind(scalar.kind)),
        TypeInner::Vector { size: VectorSize::Quad, scalar } => format!("vec4{}", kind(scalar.kind)),
        other => panic!("no field is {other:?}"),
    }
}

/// The fields at locations of what the entry point `vs` takes, as (location, name, type), and the struct they are in.
fn vertex_inputs(module: &Module) -> (Option<String>, Vec<(u32, String, String)>) {
    let vs = module.entry_points.iter().find(|entry| entry.name == "vs").unwrap();
    let (mut from, mut found) = (None, Vec::new());
    let mut note = |binding: &Option<Binding>, name: &Option<String>, ty| {
        let Some(Binding::Location { location, .. }) = binding else { return };
        found.push((*location, name.clone().unwrap(), type_name(&module.types[ty].inner)));
    };
    for argument in &vs.function.arguments {
        note(&argument.binding, &argument.name, argument.ty);
        if let TypeInner::Struct { members, .. } = &module.types[argument.ty].inner {
            from.clone_from(&module.types[argument.ty].name);
            members.iter().for_each(|member| note(&member.binding, &member.name, member.ty));
        }
    }
    (from, found)
}

/// The same as Rust declares it.
fn attributes(layout: &Layout) -> Vec<(u32, String, String)> {
    let attribute = |((name, _), a): (&layout::SharedField, &wgpu::VertexAttribute)| {
        (a.shader_location, name.to_string(), wgsl_type(a.format).to_owned())
    };
    layout.fields.iter().zip(layout.attributes).map(attribute).collect()
}

/// What differs between the struct a vertex shader takes and the one of the same name in Rust. Inputs that stand by
/// themselves must be the first of a declared struct.
fn vertex_differences(sources: &Sources, name: &str) -> Vec<String> {
    let (from, theirs) = vertex_inputs(&parsed(sources, name));
    let same = |layout: &Layout| match &from {
        Some(from) => layout.name == from && attributes(layout) == theirs,
        None => attributes(layout).starts_with(&theirs),
    };
    let is_declared = theirs.is_empty() || layout::ALL.iter().any(same);
    let wrong = || format!("{name}: {from:?} takes {theirs:?}; Rust has {:#?}", layout::ALL);
    if is_declared { Vec::new() } else { vec![wrong()] }
}

/// What differs in a uniform, by names, offsets and size. Rust's padding fields, named `unused`, have no twin in WGSL.
fn uniform_differences(module: &Module, layout: &Layout) -> Vec<String> {
    let found = module.types.iter().find(|(_, ty)| ty.name.as_deref() == Some(layout.name));
    let Some((_, naga::Type { inner: TypeInner::Struct { members, span }, .. })) = found else {
        return vec![format!("no struct {}", layout.name)];
    };
    let theirs: Vec<_> = members.iter().map(|m| (m.name.as_deref().unwrap(), m.offset as usize)).collect();
    let ours: Vec<_> = layout.fields.iter().copied().filter(|(name, _)| *name != "unused").collect();
    let mut out = Vec::new();
    if ours != theirs {
        out.push(format!("{}: Rust {ours:?}, WGSL {theirs:?}", layout.name));
    }
    if layout.size != *span as usize {
        out.push(format!("{}: Rust {} bytes, WGSL {span}", layout.name, layout.size));
    }
    out
}

/// What differs in any uniform.
fn frame_differences(sources: &Sources) -> Vec<String> {
    let module = parsed(sources, "skin.wgsl");
    let uniforms = layout::ALL.iter().filter(|layout| layout.attributes.is_empty());
    uniforms.flat_map(|layout| uniform_differences(&module, layout)).collect()
}

#[test]
fn shared_structs_agree() {
    let sources = Sources::default();
    let passes = shader::FILES.iter().map(|(name, _)| *name).filter(|name| !name.starts_with("common/"));
    let mut bad = frame_differences(&sources);
    let mut taken = Vec::new();
    for name in passes {
        bad.extend(vertex_differences(&sources, name));
        taken.extend(vertex_inputs(&parsed(&sources, name)).0);
    }
    let vertices = layout::ALL.iter().filter(|layout| !layout.attributes.is_empty());
    let idle = vertices.filter(|layout| !taken.iter().any(|name| name == layout.name));
    bad.extend(idle.map(|layout| format!("no pass takes {}", layout.name)));
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn attributes_cover_their_structs_without_a_gap() {
    for layout in layout::ALL.iter().filter(|layout| !layout.attributes.is_empty()) {
        let mut end = 0;
        for (attribute, (name, offset)) in layout.attributes.iter().zip(layout.fields) {
            assert_eq!((attribute.offset, *offset as u64), (end, end), "{}.{name}", layout.name);
            end += attribute.format.size();
        }
        assert_eq!(end, layout.size as u64, "{}", layout.name);
    }
}

#[test]
fn rename_swap_and_growth_are_caught() {
    let defects: [(&str, &[(&str, &str)]); 7] = [
        ("common/frame.wgsl", &[("exposure: f32", "exposed: f32")]),
        (
            "common/frame.wgsl",
            &[("sky: f32", "swap: f32"), ("ground: f32", "sky: f32"), ("swap: f32", "ground: f32")],
        ),
        ("common/frame.wgsl", &[("casts_shadow: f32,", "casts_shadow: f32, more: vec4f,")]),
        // Two fields of one format, by name and by location.
        (
            "pigment.wgsl",
            &[
                ("radius_mm: f32,\n", "swap: f32,\n"),
                ("tau_550: f32", "radius_mm: f32"),
                ("swap: f32", "tau_550: f32"),
            ],
        ),
        (
            "stubble.wgsl",
            &[
                ("(4) beyond_mm", "(9) beyond_mm"),
                ("(5) length_mm", "(4) length_mm"),
                ("(9) beyond", "(5) beyond"),
            ],
        ),
        ("common/halo_instance.wgsl", &[("@location(8)", "@location(9) more: f32, @location(8)")]),
        ("shadow.wgsl", &[("@location(0) position", "@location(1) position")]),
    ];
    for (name, edits) in defects {
        let planted = edits.iter().fold(Sources::default(), |sources, (from, to)| {
            let edited = sources.clone().with(name, from, to);
            assert_ne!(edited.compose(name), sources.compose(name), "{name} has no {from:?}");
            edited
        });
        let found = match name {
            "common/frame.wgsl" => frame_differences(&planted),
            "common/halo_instance.wgsl" => vertex_differences(&planted, "halo.wgsl"),
            pass => vertex_differences(&planted, pass),
        };
        assert!(!found.is_empty(), "planted: {name} {edits:?}");
    }
}
