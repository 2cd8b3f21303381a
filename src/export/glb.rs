//! The model as binary glTF 2.0: metres, +Y up, +Z forward, one file with everything in it.

use glam::{Vec2, Vec3};
use serde_json::{Value, json};

use super::{ExportError, Model};

const MAGIC: u32 = 0x4654_6C67;
const JSON: u32 = 0x4E4F_534A;
const BIN: u32 = 0x004E_4942;
/// Kinds of numbers and of buffers (glTF 2.0, 3.6.2 and 3.6.1).
const FLOAT: u32 = 5126;
const UNSIGNED_INT: u32 = 5125;
const ARRAY: u32 = 34962;
const ELEMENT_ARRAY: u32 = 34963;
/// Metres in a millimetre.
const M_PER_MM: f32 = 0.001;

/// What is written so far.
#[derive(Default)]
struct Buffer {
    bytes: Vec<u8>,
    views: Vec<Value>,
    accessors: Vec<Value>,
}

/// The file's bytes.
///
/// # Errors
/// [`ExportError::TooLarge`] beyond 4 GiB.
pub fn bytes(model: &Model) -> Result<Vec<u8>, ExportError> {
    let mut buffer = Buffer::default();
    let primitives: Vec<Value> = (0..model.patches.len()).map(|k| primitive(&mut buffer, model, k)).collect();
    let images: Vec<Value> = model
        .textures
        .iter()
        .map(|png| json!({ "bufferView": buffer.view(png, None), "mimeType": "image/png" }))
        .collect();
    let materials: Vec<Value> = (0..model.patches.len()).map(|k| material(model, k)).collect();
    let textures: Vec<Value> = (0..images.len()).map(|k| json!({ "source": k, "sampler": 0 })).collect();
    let scene = json!({
        "asset": { "version": "2.0", "generator": "Papilla", "extras": { "note": "A planning aid, not a promise." } },
        "scene": 0,
        "scenes": [{ "name": model.name, "nodes": [0] }],
        "nodes": [{ "name": "head", "mesh": 0 }],
        "meshes": [{ "name": "head", "primitives": primitives }],
        "materials": materials,
        "textures": textures,
        // Linear between texels and between their smaller copies; no texture repeats.
        "samplers": [{ "magFilter": 9729, "minFilter": 9987, "wrapS": 33071, "wrapT": 33071 }],
        "images": images,
        "accessors": buffer.accessors,
        "bufferViews": buffer.views,
        "buffers": [{ "byteLength": buffer.bytes.len() }],
    });
    framed(scene.to_string().into_bytes(), buffer.bytes)
}

/// The material of a patch, on the texture of the same place.
fn material(model: &Model, patch: usize) -> Value {
    let part = model.patches[patch].part;
    json!({
        "name": part.name(),
        "pbrMetallicRoughness": {
            "baseColorTexture": { "index": patch },
            "metallicFactor": 0.0,
            "roughnessFactor": model.roughness(part),
        },
    })
}

fn primitive(buffer: &mut Buffer, model: &Model, k: usize) -> Value {
    let patch = &model.patches[k];
    let of = |all: &[Vec3]| -> Vec<Vec3> { patch.vertices.iter().map(|v| all[*v as usize]).collect() };
    let positions: Vec<Vec3> = of(&model.positions).into_iter().map(|p| p * M_PER_MM).collect();
    let normals: Vec<Vec3> = of(&model.normals).into_iter().map(|n| n.normalize_or(Vec3::Y)).collect();
    json!({
        "attributes": {
            "POSITION": buffer.points(&positions),
            "NORMAL": buffer.vectors(&normals),
            "TEXCOORD_0": buffer.places(&patch.uv),
        },
        "indices": buffer.corners(&patch.triangles),
        "material": k,
    })
}

impl Buffer {
    /// Appends bytes; the view of them.
    fn view(&mut self, bytes: &[u8], target: Option<u32>) -> usize {
        let mut view = json!({ "buffer": 0, "byteOffset": self.bytes.len(), "byteLength": bytes.len() });
        if let Some(target) = target {
            view["target"] = json!(target);
        }
        self.bytes.extend_from_slice(bytes);
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
        self.views.push(view);
        self.views.len() - 1
    }

    fn accessor(&mut self, view: usize, component: u32, count: usize, kind: &str) -> usize {
        let accessor =
            json!({ "bufferView": view, "componentType": component, "count": count, "type": kind });
        self.accessors.push(accessor);
        self.accessors.len() - 1
    }

    /// Positions, which tell their bounds.
    fn points(&mut self, points: &[Vec3]) -> usize {
        let accessor = self.vectors(points);
        let ends = (Vec3::splat(f32::MAX), Vec3::splat(f32::MIN));
        let (low, high) = points.iter().fold(ends, |(low, high), p| (low.min(*p), high.max(*p)));
        self.accessors[accessor]["min"] = json!(low.to_array());
        self.accessors[accessor]["max"] = json!(high.to_array());
        accessor
    }

    fn vectors(&mut self, vectors: &[Vec3]) -> usize {
        let view = self.view(&floats(vectors.iter().flat_map(|v| v.to_array())), Some(ARRAY));
        self.accessor(view, FLOAT, vectors.len(), "VEC3")
    }

    fn places(&mut self, places: &[Vec2]) -> usize {
        let view = self.view(&floats(places.iter().flat_map(|p| p.to_array())), Some(ARRAY));
        self.accessor(view, FLOAT, places.len(), "VEC2")
    }

    fn corners(&mut self, triangles: &[[u32; 3]]) -> usize {
        let bytes: Vec<u8> = triangles.iter().flatten().flat_map(|v| v.to_le_bytes()).collect();
        let view = self.view(&bytes, Some(ELEMENT_ARRAY));
        self.accessor(view, UNSIGNED_INT, 3 * triangles.len(), "SCALAR")
    }
}

fn floats(values: impl Iterator<Item = f32>) -> Vec<u8> {
    values.flat_map(f32::to_le_bytes).collect()
}

/// Header and two chunks.
fn framed(mut text: Vec<u8>, binary: Vec<u8>) -> Result<Vec<u8>, ExportError> {
    text.resize(text.len().next_multiple_of(4), b' ');
    let length = 12 + 8 + text.len() + 8 + binary.len();
    let whole = u32::try_from(length).map_err(|_| ExportError::TooLarge(length))?;
    let mut bytes = Vec::with_capacity(length);
    for word in [MAGIC, 2, whole, text.len() as u32, JSON] {
        bytes.extend(word.to_le_bytes());
    }
    bytes.extend(&text);
    for word in [binary.len() as u32, BIN] {
        bytes.extend(word.to_le_bytes());
    }
    bytes.extend(&binary);
    Ok(bytes)
}
