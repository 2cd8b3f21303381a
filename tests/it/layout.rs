//! Structs shared by Rust and WGSL have the same names, offsets and sizes, as naga reads them.

use papilla::render::layout::{Field, Frame, Light, Shared};
use papilla::render::shader::Sources;

/// (name, offset) of the fields of a struct, and its span, as the shader lays it out.
fn shader_fields(text: &str, name: &str) -> (Vec<(String, usize)>, usize) {
    let module = naga::front::wgsl::parse_str(text).unwrap();
    let found = module.types.iter().find(|(_, t)| t.name.as_deref() == Some(name));
    let (_, kind) = found.unwrap_or_else(|| panic!("no struct {name}"));
    let naga::TypeInner::Struct { members, span } = &kind.inner else { panic!("{name} is no struct") };
    let fields = members.iter().map(|m| (m.name.clone().unwrap(), m.offset as usize)).collect();
    (fields, *span as usize)
}

/// Rust's padding fields, named `unused`, have no twin in WGSL.
fn differences(text: &str, name: &str, fields: &[Field], size: usize) -> Vec<String> {
    let (theirs, span) = shader_fields(text, name);
    let ours: Vec<(String, usize)> =
        fields.iter().filter(|(n, _)| *n != "unused").map(|(n, o)| (n.to_string(), *o)).collect();
    let mut out = Vec::new();
    if ours != theirs {
        out.push(format!("{name}: Rust {ours:?}, WGSL {theirs:?}"));
    }
    if size != span {
        out.push(format!("{name}: Rust {size} bytes, WGSL {span}"));
    }
    out
}

fn check<T: Shared>(text: &str) -> Vec<String> {
    differences(text, T::NAME, T::FIELDS, size_of::<T>())
}

#[test]
fn shared_structs_agree() {
    let text = Sources::default().compose("skin.wgsl");
    let bad = [check::<Frame>(&text), check::<Light>(&text)].concat();
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn rename_swap_and_growth_are_caught() {
    let text = Sources::default().compose("skin.wgsl");
    assert!(!check::<Frame>(&text.replace("exposure: f32", "exposed: f32")).is_empty());
    let swapped = text
        .replace("sky: f32", "swap: f32")
        .replace("ground: f32", "sky: f32")
        .replace("swap: f32", "ground: f32");
    assert!(!check::<Frame>(&swapped).is_empty());
    assert!(
        !check::<Light>(&text.replace("casts_shadow: f32,", "casts_shadow: f32, more: vec4f,")).is_empty()
    );
}
