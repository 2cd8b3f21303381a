//! GLB files: glTF in one binary file. Every mesh of the scene in its place.
//!
//! Read here from its JSON: the `gltf` crate refuses scans whose points tell no bounds, as many programs write them,
//! and panics where a file names an accessor that it does not have (gltf-json 1.4.1, `mesh.rs`). Every index and every
//! range of bytes is checked. Known limits: pictures and colours are not read; skins and morphs stay at rest.

use glam::{Mat4, Quat, Vec3};
use serde::Deserialize;

use super::raw::{ImportError, RawMesh, of_triangles};

/// Nodes stand in each other no deeper than this.
const DEEPEST: usize = 64;
/// Placements of meshes, at most: a small file can name one mesh without end.
const MOST_NODES: usize = 10_000;
/// Extensions that a file may require without any change to its points.
const HARMLESS: [&str; 4] = [
    "KHR_materials_unlit",
    "KHR_texture_transform",
    "KHR_materials_pbrSpecularGlossiness",
    "EXT_texture_webp",
];
/// Kinds of numbers (`componentType`).
const U8: u32 = 5121;
const U16: u32 = 5123;
const U32: u32 = 5125;
const F32: u32 = 5126;

/// What of glTF's description is of use (Khronos glTF 2.0, section 5).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Description {
    extensions_required: Vec<String>,
    scene: usize,
    scenes: Vec<Scene>,
    nodes: Vec<Node>,
    meshes: Vec<MeshOf>,
    accessors: Vec<Accessor>,
    buffer_views: Vec<View>,
    buffers: Vec<Buffer>,
}

#[derive(Deserialize)]
struct Scene {
    #[serde(default)]
    nodes: Vec<usize>,
}

#[derive(Deserialize)]
struct Node {
    mesh: Option<usize>,
    #[serde(default)]
    children: Vec<usize>,
    matrix: Option<[f32; 16]>,
    translation: Option<[f32; 3]>,
    rotation: Option<[f32; 4]>,
    scale: Option<[f32; 3]>,
}

#[derive(Deserialize)]
struct MeshOf {
    primitives: Vec<Primitive>,
}

#[derive(Deserialize)]
struct Primitive {
    attributes: Attributes,
    indices: Option<usize>,
    mode: Option<u32>,
}

#[derive(Deserialize)]
struct Attributes {
    #[serde(rename = "POSITION")]
    position: Option<usize>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Accessor {
    buffer_view: Option<usize>,
    #[serde(default)]
    byte_offset: usize,
    component_type: u32,
    count: usize,
    #[serde(rename = "type")]
    shape: String,
    sparse: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct View {
    buffer: usize,
    #[serde(default)]
    byte_offset: usize,
    byte_length: usize,
    byte_stride: Option<usize>,
}

#[derive(Deserialize)]
struct Buffer {
    uri: Option<serde::de::IgnoredAny>,
}

impl Node {
    fn parent_from_node(&self) -> Mat4 {
        if let Some(matrix) = &self.matrix {
            return Mat4::from_cols_array(matrix);
        }
        Mat4::from_scale_rotation_translation(
            self.scale.map_or(Vec3::ONE, Vec3::from),
            self.rotation.map_or(Quat::IDENTITY, Quat::from_array),
            self.translation.map_or(Vec3::ZERO, Vec3::from),
        )
    }
}

/// Reads the bytes of a GLB file; `name` is for messages.
///
/// # Errors
/// [`ImportError::Damaged`] where the description or the bytes are broken, compressed or elsewhere.
pub fn read(bytes: &[u8], name: &str) -> Result<RawMesh, ImportError> {
    let damaged = |what: String| ImportError::Damaged { name: name.into(), what, format: "plain GLB" };
    let (json, bin) = chunks(bytes).ok_or_else(|| damaged("the file breaks off".into()))?;
    let told: Description = serde_json::from_slice(json)
        .map_err(|error| damaged(format!("its description cannot be read ({error})")))?;
    if let Some(extension) = told.extensions_required.iter().find(|e| !HARMLESS.contains(&e.as_str())) {
        return Err(damaged(format!("its mesh needs {extension:?}, which is not read")));
    }
    let mut parts = Parts { told: &told, bin, nodes: 0, positions: Vec::new(), triangles: Vec::new() };
    for node in told.scenes.get(told.scene).map_or(&[][..], |scene| &scene.nodes) {
        parts.add(*node, Mat4::IDENTITY, 0).map_err(|what| damaged(what.into()))?;
    }
    Ok(of_triangles(parts.positions, parts.triangles.into_iter()))
}

/// The description and the bytes behind it.
fn chunks(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let chunk = |at: usize| {
        let length = u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        bytes.get(at + 8..at.checked_add(8)?.checked_add(length)?)
    };
    let json = chunk(12)?;
    Some((json, chunk(12 + 8 + json.len()).unwrap_or(&[])))
}

/// What was gathered of a scene.
struct Parts<'a> {
    told: &'a Description,
    bin: &'a [u8],
    nodes: usize,
    positions: Vec<Vec3>,
    triangles: Vec<[u32; 3]>,
}

const OUTSIDE: &str = "it names bytes that the file does not have";
const ABSENT: &str = "it names a part that the file does not have";

impl Parts<'_> {
    fn add(&mut self, node: usize, scene_from_parent: Mat4, depth: usize) -> Result<(), &'static str> {
        self.nodes += 1;
        if depth > DEEPEST || self.nodes > MOST_NODES {
            return Err("its nodes stand in each other without end");
        }
        let node = self.told.nodes.get(node).ok_or(ABSENT)?;
        let scene_from_node = scene_from_parent * node.parent_from_node();
        if let Some(mesh) = node.mesh {
            let mesh = self.told.meshes.get(mesh).ok_or(ABSENT)?;
            mesh.primitives
                .iter()
                .try_for_each(|primitive| self.add_primitive(primitive, scene_from_node))?;
        }
        node.children.iter().try_for_each(|child| self.add(*child, scene_from_node, depth + 1))
    }

    fn add_primitive(&mut self, primitive: &Primitive, scene_from_node: Mat4) -> Result<(), &'static str> {
        let Some(places) = primitive.attributes.position else { return Ok(()) };
        let points = self.points(places)?;
        let corners = match primitive.indices {
            Some(indices) => self.indices(indices)?,
            None => (0..points.len() as u32).collect(),
        };
        let first = self.positions.len() as u32;
        self.positions.extend(points.into_iter().map(|point| scene_from_node.transform_point3(point)));
        let is_mirrored = scene_from_node.determinant() < 0.0;
        let turned = |[a, b, c]: [u32; 3]| if is_mirrored { [a, c, b] } else { [a, b, c] };
        let found = triangles(&corners, primitive.mode.unwrap_or(4));
        self.triangles.extend(found.map(|t| turned(t).map(|v| first.saturating_add(v))));
        Ok(())
    }

    fn points(&self, accessor: usize) -> Result<Vec<Vec3>, &'static str> {
        let accessor = self.told.accessors.get(accessor).ok_or(ABSENT)?;
        if accessor.component_type != F32 || accessor.shape != "VEC3" {
            return Err("its points are not three numbers of 32 bits each");
        }
        let number = |bytes: &[u8]| bytes.try_into().map_or(f32::NAN, f32::from_le_bytes);
        let point =
            |bytes: &[u8]| Vec3::new(number(&bytes[..4]), number(&bytes[4..8]), number(&bytes[8..12]));
        Ok(self.items(accessor, 12)?.map(point).collect())
    }

    fn indices(&self, accessor: usize) -> Result<Vec<u32>, &'static str> {
        let accessor = self.told.accessors.get(accessor).ok_or(ABSENT)?;
        let size = match (accessor.component_type, accessor.shape.as_str()) {
            (U8, "SCALAR") => 1,
            (U16, "SCALAR") => 2,
            (U32, "SCALAR") => 4,
            _ => return Err("its indices are not whole numbers"),
        };
        let index = |bytes: &[u8]| bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
        Ok(self.items(accessor, size)?.map(index).collect())
    }

    /// The bytes of each item of an accessor, each of `size`.
    fn items(&self, accessor: &Accessor, size: usize) -> Result<impl Iterator<Item = &[u8]>, &'static str> {
        let view = accessor.buffer_view.filter(|_| accessor.sparse.is_none());
        let view = view.ok_or("its points are told as changes of others")?;
        let view = self.told.buffer_views.get(view).ok_or(ABSENT)?;
        if view.buffer != 0 || self.told.buffers.first().is_none_or(|buffer| buffer.uri.is_some()) {
            return Err("its points lie in another file");
        }
        let end = view.byte_offset.checked_add(view.byte_length).ok_or(OUTSIDE)?;
        let bytes = self.bin.get(view.byte_offset..end).ok_or(OUTSIDE)?;
        let bytes = bytes.get(accessor.byte_offset..).ok_or(OUTSIDE)?;
        let (count, stride) = (accessor.count, view.byte_stride.unwrap_or(size));
        let last = count.saturating_sub(1);
        let needed = last.checked_mul(stride).and_then(|start| start.checked_add(size)).ok_or(OUTSIDE)?;
        if stride < size || (count > 0 && needed > bytes.len()) {
            return Err(OUTSIDE);
        }
        Ok((0..count).map(move |i| &bytes[i * stride..i * stride + size]))
    }
}

/// The triangles of a list, strip or fan of corners (`mode`); none of points and lines.
fn triangles(corners: &[u32], mode: u32) -> Box<dyn Iterator<Item = [u32; 3]> + '_> {
    let windows = || corners.windows(3).map(|w| [w[0], w[1], w[2]]);
    match mode {
        4 => Box::new(corners.chunks_exact(3).map(|c| [c[0], c[1], c[2]])),
        5 => {
            let turned = |(k, [a, b, c]): (usize, [u32; 3])| if k % 2 == 0 { [a, b, c] } else { [a, c, b] };
            Box::new(windows().enumerate().map(turned))
        }
        6 => Box::new(windows().map(|[_, b, c]| [corners[0], b, c])),
        _ => Box::new(std::iter::empty()),
    }
}
