//! The model as USDZ: a scene in USD's text and its textures, stored unpacked in a zip whose files each begin at a
//! multiple of 64 bytes, as Pixar's specification asks (USDZ 1.3, "Layout"). Metres, +Y up.

use std::fmt::{Display, Write};

use super::patches::Patch;
use super::{ExportError, Model, Part};

/// Files begin at multiples of this.
const ALIGNED: usize = 64;
/// Metres in a millimetre.
const M_PER_MM: f32 = 0.001;

/// The file's bytes.
///
/// # Errors
/// [`ExportError::TooLarge`] beyond 4 GiB.
pub fn bytes(model: &Model) -> Result<Vec<u8>, ExportError> {
    let scene = format!("{}.usda", model.name);
    let text = scene_text(model);
    let names: Vec<String> = model.patches.iter().map(|patch| texture_name(patch.part)).collect();
    let textures = names.iter().zip(&model.textures).map(|(name, png)| (name.as_str(), png.as_slice()));
    zip(&[(scene.as_str(), text.as_bytes())].into_iter().chain(textures).collect::<Vec<_>>())
}

/// Name of a part's texture in the file.
fn texture_name(part: Part) -> String {
    format!("{}.png", part.name())
}

/// The scene in USD's text.
fn scene_text(model: &Model) -> String {
    let mut text = String::from(
        "#usda 1.0\n(\n    defaultPrim = \"Head\"\n    metersPerUnit = 1\n    upAxis = \"Y\"\n    \
         doc = \"Papilla. A planning aid, not a promise.\"\n)\n\ndef Xform \"Head\" (\n    kind = \"component\"\n)\n{\n",
    );
    model.patches.iter().for_each(|patch| mesh(&mut text, model, patch));
    text.push_str("    def Scope \"Materials\"\n    {\n");
    model.patches.iter().for_each(|patch| material(&mut text, model, patch.part));
    text.push_str("    }\n}\n");
    text
}

/// Writing to a string cannot fail.
fn put(text: &mut String, line: impl Display) {
    let _ = writeln!(text, "{line}");
}

fn mesh(text: &mut String, model: &Model, patch: &Patch) {
    let points = patch.vertices.iter().map(|v| (model.positions[*v as usize] * M_PER_MM).to_array());
    let normals = patch.vertices.iter().map(|v| model.normals[*v as usize].to_array());
    let ends = (glam::Vec3::splat(f32::MAX), glam::Vec3::splat(f32::MIN));
    let (low, high) =
        points.clone().map(glam::Vec3::from).fold(ends, |(low, high), p| (low.min(p), high.max(p)));
    // USD counts texture rows from the foot.
    let places = patch.uv.iter().map(|uv| [uv.x, 1.0 - uv.y]);
    let name = patch.part.name();
    put(
        text,
        format_args!(
            "    def Mesh \"{name}\" (\n        prepend apiSchemas = [\"MaterialBindingAPI\"]\n    )\n    {{"
        ),
    );
    put(text, format_args!("        rel material:binding = </Head/Materials/{name}>"));
    put(text, "        uniform token subdivisionScheme = \"none\"");
    put(text, format_args!("        float3[] extent = {}", tuples([low.to_array(), high.to_array()])));
    put(text, format_args!("        int[] faceVertexCounts = {}", list(patch.triangles.iter().map(|_| 3))));
    put(text, format_args!("        int[] faceVertexIndices = {}", list(patch.triangles.iter().flatten())));
    put(text, format_args!("        point3f[] points = {}", tuples(points)));
    put(
        text,
        format_args!(
            "        normal3f[] normals = {} (\n            interpolation = \"vertex\"\n        )",
            tuples(normals)
        ),
    );
    put(
        text,
        format_args!(
            "        texCoord2f[] primvars:st = {} (\n            interpolation = \"vertex\"\n        )\n    }}",
            tuples(places)
        ),
    );
}

fn material(text: &mut String, model: &Model, part: Part) {
    let (name, texture, roughness) = (part.name(), texture_name(part), model.roughness(part));
    put(
        text,
        format_args!(
            r#"        def Material "{name}"
        {{
            token outputs:surface.connect = </Head/Materials/{name}/surface.outputs:surface>

            def Shader "surface"
            {{
                uniform token info:id = "UsdPreviewSurface"
                color3f inputs:diffuseColor.connect = </Head/Materials/{name}/colour.outputs:rgb>
                float inputs:metallic = 0
                float inputs:roughness = {roughness}
                token outputs:surface
            }}

            def Shader "colour"
            {{
                uniform token info:id = "UsdUVTexture"
                asset inputs:file = @{texture}@
                token inputs:sourceColorSpace = "sRGB"
                float2 inputs:st.connect = </Head/Materials/{name}/place.outputs:result>
                token inputs:wrapS = "clamp"
                token inputs:wrapT = "clamp"
                float3 outputs:rgb
            }}

            def Shader "place"
            {{
                uniform token info:id = "UsdPrimvarReader_float2"
                string inputs:varname = "st"
                float2 outputs:result
            }}
        }}"#
        ),
    );
}

/// `[a, b, c]`.
fn list(values: impl Iterator<Item = impl Display>) -> String {
    let mut text = String::from("[");
    for (i, value) in values.enumerate() {
        let _ = write!(text, "{}{value}", if i == 0 { "" } else { ", " });
    }
    text.push(']');
    text
}

/// `[(a, b), (c, d)]`.
fn tuples<const N: usize>(values: impl IntoIterator<Item = [f32; N]>) -> String {
    let tuple = |of: [f32; N]| format!("({})", of.map(|v| v.to_string()).join(", "));
    list(values.into_iter().map(tuple))
}

/// A zip of files stored as they are, with the day of 1980 on which zip's calendar begins: the same bytes every time.
fn zip(files: &[(&str, &[u8])]) -> Result<Vec<u8>, ExportError> {
    /// Version 1.0, no flags, stored; midnight of 1 January 1980.
    const COMMON: [u8; 10] = [10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    let fits = |length: usize| u32::try_from(length).map_err(|_| ExportError::TooLarge(length));
    for (name, content) in files {
        let start = fits(bytes.len())?;
        let sums = [crc32fast::hash(content), fits(content.len())?, fits(content.len())?];
        let begins = bytes.len() + 30 + name.len();
        // A field that nobody reads shifts the content; it is at least 4 bytes long where there is one.
        let extra = match begins.next_multiple_of(ALIGNED) - begins {
            0 => 0,
            gap @ 1..4 => gap + ALIGNED,
            gap => gap,
        };
        let mut entry = COMMON.to_vec();
        sums.iter().for_each(|word| entry.extend(word.to_le_bytes()));
        entry.extend((name.len() as u16).to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&entry);
        bytes.extend((extra as u16).to_le_bytes());
        bytes.extend(name.as_bytes());
        if extra > 0 {
            // Of a kind that no program knows, and so long.
            bytes.extend([0x86, 0x19]);
            bytes.extend((extra as u16 - 4).to_le_bytes());
            bytes.resize(bytes.len() + extra - 4, 0);
        }
        bytes.extend(*content);
        directory.extend(b"PK\x01\x02");
        directory.extend([10, 0]);
        directory.extend(&entry);
        // No field, no comment, first disk, no attributes.
        directory.extend([0; 12]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length) = (fits(bytes.len())?, fits(directory.len())?);
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06");
    bytes.extend([0; 4]);
    let count = files.len() as u16;
    [count, count].iter().for_each(|word| bytes.extend(word.to_le_bytes()));
    [length, start].iter().for_each(|word| bytes.extend(word.to_le_bytes()));
    bytes.extend([0; 2]);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where each stored content begins, by the signatures of its header.
    fn contents(bytes: &[u8], files: &[(&str, &[u8])]) -> Vec<usize> {
        let mut at = 0;
        let word = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
        files
            .iter()
            .map(|(name, content)| {
                assert_eq!(&bytes[at..at + 4], b"PK\x03\x04");
                let begins = at + 30 + word(at + 26) + word(at + 28);
                assert_eq!(&bytes[at + 30..at + 30 + word(at + 26)], name.as_bytes());
                assert_eq!(&bytes[begins..begins + content.len()], *content);
                at = begins + content.len();
                begins
            })
            .collect()
    }

    #[test]
    fn every_content_begins_at_a_multiple_of_64_bytes() {
        for length in 0..130 {
            let name = "x".repeat(1 + length % 67);
            let content = vec![7; length];
            let files = [(name.as_str(), content.as_slice()), ("scalp.png", b"png"), ("face.png", b"")];
            let begins = contents(&zip(&files).unwrap(), &files);
            assert!(begins.iter().all(|at| at % ALIGNED == 0), "{length}: {begins:?}");
            assert!(
                !(30 + name.len()).is_multiple_of(ALIGNED) || begins[0] == 64,
                "planted: no field where none is needed"
            );
        }
    }
}
