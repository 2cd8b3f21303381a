//! glTF: every mesh of the scene in its place, with its colours and pictures.
//!
//! Read here from its JSON: the `gltf` crate refuses scans whose points tell no bounds, as many programs write them,
//! and panics where a file names an accessor that it does not have (gltf-json 1.4.1, `mesh.rs`). Known limits: skins
//! and morphs stay at rest.

use glam::{DMat4, DVec3, Mat2, Vec2, Vec3};

use super::draft::Draft;
use super::faces::{Corner, NO_PICTURE, Tag};
use super::gltf_data::{ABSENT, Document};
use super::gltf_told::{Description, Material, Primitive, TextureUse};
use super::paint::{Paint, encoded};
use super::raw::{Beside, ImportError};

/// Nodes stand in each other no deeper than this.
const DEEPEST: usize = 64;
/// Placements of meshes, at most, and their triangles: a small file can name one mesh without end.
const MOST_NODES: usize = 10_000;
const MOST_TRIANGLES: usize = super::raw::MAX_FACES;
/// Extensions that a file may require.
const KNOWN: [&str; 5] = [
    "KHR_materials_unlit",
    "KHR_texture_transform",
    "KHR_materials_pbrSpecularGlossiness",
    "KHR_mesh_quantization",
    "EXT_texture_webp",
];

/// Reads a description and the bytes that came with it; `name` is for messages.
///
/// # Errors
/// [`ImportError::Damaged`] where the description or the bytes are broken or compressed, [`ImportError::Apart`].
pub fn read(json: &[u8], bin: &[u8], name: &str, beside: &Beside) -> Result<Draft, ImportError> {
    let damaged = |what: String| ImportError::Damaged { name: name.into(), what, format: "plain GLB" };
    let told: Description = serde_json::from_slice(json)
        .map_err(|error| damaged(format!("its description cannot be read ({error})")))?;
    if let Some(extension) = told.extensions_required.iter().find(|e| !KNOWN.contains(&e.as_str())) {
        return Err(damaged(format!("its mesh needs {extension:?}, which is not read")));
    }
    let document =
        Document::new(&told, bin, beside).map_err(|file| ImportError::Apart { name: name.into(), file })?;
    let mut draft = Draft { group_names: vec![String::from("scan")], ..Draft::default() };
    draft.paints = told.materials.iter().map(|material| paint(material, &document)).collect();
    let mut parts = Parts { document, nodes: 0, draft };
    for node in told.scenes.get(told.scene).map_or(&[][..], |scene| &scene.nodes) {
        parts.add(*node, DMat4::IDENTITY, 0).map_err(|what| damaged(what.into()))?;
    }
    Ok(parts.draft)
}

/// The texture that shows a material's colour.
fn texture(material: &Material) -> Option<&TextureUse> {
    let glossy = material.extensions.glossy.as_ref().and_then(|glossy| glossy.texture.as_ref());
    glossy.or(material.pbr_metallic_roughness.texture.as_ref())
}

fn paint(material: &Material, document: &Document) -> Paint {
    let glossy = material.extensions.glossy.as_ref().and_then(|glossy| glossy.factor);
    let factor = glossy.or(material.pbr_metallic_roughness.factor).map(|[r, g, b, _]| [r, g, b]);
    Paint { picture: texture(material).and_then(|texture| document.picture(texture.index)), factor }
}

/// What was gathered of a scene.
struct Parts<'a> {
    document: Document<'a>,
    nodes: usize,
    draft: Draft,
}

impl Parts<'_> {
    fn add(&mut self, node: usize, scene_from_parent: DMat4, depth: usize) -> Result<(), &'static str> {
        self.nodes += 1;
        if depth > DEEPEST || self.nodes > MOST_NODES {
            return Err("its nodes stand in each other without end");
        }
        let told = self.document.told;
        let node = told.nodes.get(node).ok_or(ABSENT)?;
        let scene_from_node = scene_from_parent * node.parent_from_node();
        if let Some(mesh) = node.mesh {
            let mesh = told.meshes.get(mesh).ok_or(ABSENT)?;
            mesh.primitives
                .iter()
                .try_for_each(|primitive| self.add_primitive(primitive, scene_from_node))?;
        }
        node.children.iter().try_for_each(|child| self.add(*child, scene_from_node, depth + 1))
    }

    fn add_primitive(&mut self, primitive: &Primitive, scene_from_node: DMat4) -> Result<(), &'static str> {
        let Some(places) = primitive.attributes.get("POSITION") else { return Ok(()) };
        let points = self.document.numbers::<3>(*places)?;
        let corners = match primitive.indices {
            Some(indices) => self.document.numbers::<1>(indices)?.iter().map(|[i]| *i as u32).collect(),
            None => (0..points.len() as u32).collect::<Vec<u32>>(),
        };
        let first = self.draft.points.len();
        if first + points.len() > MOST_TRIANGLES * 3
            || self.draft.faces.len() + corners.len() > MOST_TRIANGLES * 3
        {
            return Err("its meshes are placed without end");
        }
        self.add_colours(primitive, first, points.len())?;
        let uvs = self.uvs(primitive)?;
        self.draft.points.extend(points.iter().map(|p| scene_from_node.transform_point3(DVec3::from(*p))));
        let picture = primitive.material.and_then(|m| u8::try_from(m).ok()).unwrap_or(NO_PICTURE);
        let is_mirrored = scene_from_node.determinant() < 0.0;
        for [a, b, c] in triangles(&corners, primitive.mode.unwrap_or(4)) {
            let corner = |v: u32| Corner {
                // What points beyond this part must not reach into the next.
                point: if (v as usize) < points.len() { first as u32 + v } else { u32::MAX },
                uv: uvs.get(v as usize).copied().unwrap_or_default(),
            };
            let turned = if is_mirrored { [a, c, b] } else { [a, b, c] };
            self.draft.faces.push(turned.map(corner), Tag { group: 0, picture });
        }
        Ok(())
    }

    /// Vertex colours, which are linear here.
    fn add_colours(&mut self, primitive: &Primitive, first: usize, count: usize) -> Result<(), &'static str> {
        let Some(colours) = primitive.attributes.get("COLOR_0") else { return Ok(()) };
        let colours = self.document.numbers::<3>(*colours)?;
        self.draft.colours.resize(first, Vec3::NAN);
        let shown =
            |colour: &[f64; 3]| Vec3::from_array(colour.map(|light| encoded((light as f32).clamp(0.0, 1.0))));
        self.draft.colours.extend(colours.iter().take(count).map(shown));
        Ok(())
    }

    /// The place of each point in its picture.
    fn uvs(&self, primitive: &Primitive) -> Result<Vec<Vec2>, &'static str> {
        let material = primitive.material.and_then(|material| self.document.told.materials.get(material));
        let Some(texture) = material.and_then(texture) else { return Ok(Vec::new()) };
        let transform = texture.extensions.transform.as_ref();
        let set = transform.and_then(|transform| transform.tex_coord).unwrap_or(texture.tex_coord);
        let Some(uvs) = primitive.attributes.get(&format!("TEXCOORD_{set}")) else { return Ok(Vec::new()) };
        let moved = |uv: Vec2| match transform {
            Some(told) => {
                let scaled = uv * told.scale.map_or(Vec2::ONE, Vec2::from);
                Mat2::from_angle(-told.rotation) * scaled + Vec2::from(told.offset)
            }
            None => uv,
        };
        let sound = |uv: Vec2| if uv.is_finite() { uv } else { Vec2::ZERO };
        let uvs = self.document.numbers::<2>(*uvs)?;
        Ok(uvs.iter().map(|[u, v]| sound(moved(Vec2::new(*u as f32, *v as f32)))).collect())
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
