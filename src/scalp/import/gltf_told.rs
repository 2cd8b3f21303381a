//! What of glTF's description is of use (Khronos glTF 2.0, section 5).

use glam::{DMat4, DQuat, DVec3};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Description {
    pub extensions_required: Vec<String>,
    pub scene: usize,
    pub scenes: Vec<Scene>,
    pub nodes: Vec<Node>,
    pub meshes: Vec<MeshOf>,
    pub accessors: Vec<Accessor>,
    pub buffer_views: Vec<View>,
    pub buffers: Vec<Buffer>,
    pub materials: Vec<Material>,
    pub textures: Vec<Texture>,
    pub images: Vec<Image>,
}

#[derive(Deserialize)]
pub struct Scene {
    #[serde(default)]
    pub nodes: Vec<usize>,
}

#[derive(Deserialize)]
pub struct Node {
    pub mesh: Option<usize>,
    #[serde(default)]
    pub children: Vec<usize>,
    pub matrix: Option<[f64; 16]>,
    pub translation: Option<[f64; 3]>,
    pub rotation: Option<[f64; 4]>,
    pub scale: Option<[f64; 3]>,
}

#[derive(Deserialize)]
pub struct MeshOf {
    pub primitives: Vec<Primitive>,
}

#[derive(Deserialize)]
pub struct Primitive {
    pub attributes: std::collections::BTreeMap<String, usize>,
    pub indices: Option<usize>,
    pub mode: Option<u32>,
    pub material: Option<usize>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Accessor {
    pub buffer_view: Option<usize>,
    #[serde(default)]
    pub byte_offset: usize,
    pub component_type: u32,
    #[serde(default)]
    pub normalized: bool,
    pub count: usize,
    #[serde(rename = "type")]
    pub shape: String,
    pub sparse: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct View {
    pub buffer: usize,
    #[serde(default)]
    pub byte_offset: usize,
    pub byte_length: usize,
    pub byte_stride: Option<usize>,
}

#[derive(Deserialize)]
pub struct Buffer {
    pub uri: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Material {
    pub pbr_metallic_roughness: Surface,
    pub extensions: MaterialExtensions,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct MaterialExtensions {
    #[serde(rename = "KHR_materials_pbrSpecularGlossiness")]
    pub glossy: Option<Surface>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Surface {
    #[serde(rename = "baseColorTexture", alias = "diffuseTexture")]
    pub texture: Option<TextureUse>,
    #[serde(rename = "baseColorFactor", alias = "diffuseFactor")]
    pub factor: Option<[f32; 4]>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextureUse {
    pub index: usize,
    #[serde(default)]
    pub tex_coord: usize,
    #[serde(default)]
    pub extensions: UseExtensions,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct UseExtensions {
    #[serde(rename = "KHR_texture_transform")]
    pub transform: Option<Transform>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Transform {
    pub offset: [f32; 2],
    pub rotation: f32,
    pub scale: Option<[f32; 2]>,
    pub tex_coord: Option<usize>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Texture {
    pub source: Option<usize>,
    pub extensions: TextureExtensions,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct TextureExtensions {
    #[serde(rename = "EXT_texture_webp")]
    pub webp: Option<TextureSource>,
}

#[derive(Deserialize)]
pub struct TextureSource {
    pub source: usize,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Image {
    pub uri: Option<String>,
    pub buffer_view: Option<usize>,
}

impl Node {
    /// The node's place in its parent.
    pub fn parent_from_node(&self) -> DMat4 {
        if let Some(matrix) = &self.matrix {
            return DMat4::from_cols_array(matrix);
        }
        DMat4::from_scale_rotation_translation(
            self.scale.map_or(DVec3::ONE, DVec3::from),
            self.rotation.map_or(DQuat::IDENTITY, DQuat::from_array),
            self.translation.map_or(DVec3::ZERO, DVec3::from),
        )
    }
}
