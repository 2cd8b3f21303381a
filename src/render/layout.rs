//! Every struct that Rust and WGSL share, in one place. `tests/it/layout.rs` compares names, offsets and sizes with
//! what naga reads from the shaders, so a renamed, swapped or grown field fails a test, not a picture.

use bytemuck::{Pod, Zeroable};

/// Name, byte offset of one field of a shared struct.
pub type Field = (&'static str, usize);

/// A struct whose layout a shader repeats.
pub trait Shared {
    /// Name in WGSL.
    const NAME: &'static str;
    /// Fields in order.
    const FIELDS: &'static [Field];
}

macro_rules! gpu_struct {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)+ }) => {
        $(#[$doc])*
        #[repr(C)]
        #[derive(Clone, Copy, Debug, Default, Pod, Zeroable)]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind,)+ }

        impl Shared for $name {
            const NAME: &'static str = stringify!($name);
            const FIELDS: &'static [Field] =
                &[$((stringify!($field), std::mem::offset_of!($name, $field))),+];
        }
    };
}

/// Lights a preset may have.
pub const MAX_LIGHTS: usize = 4;

gpu_struct! {
    /// One light of the preset.
    Light {
        /// Unit vector towards the light, head frame.
        direction: [f32; 3],
        /// Irradiance on a facing surface over π.
        irradiance: f32,
        /// Unit vector towards the place on the disc or panel that this sample takes.
        sampled: [f32; 3],
        /// Angular radius of the emitting disc, or of a disc as large as the panel, radians.
        angular_radius_rad: f32,
        /// Unit vector along the width of a panel.
        across: [f32; 3],
        /// Half the width of a panel, radians; 0: the light is a disc.
        half_width_rad: f32,
        /// Unit vector along the height of a panel.
        upward: [f32; 3],
        /// Half the height of a panel, radians.
        half_height_rad: f32,
        /// Panes side by side and one over the other.
        panes: [f32; 2],
        /// Share of a pane's sides that does not shine.
        gap: f32,
        /// Radiance of a panel's panes, as that of surroundings.
        radiance: f32,
        /// 1: has a shadow map.
        casts_shadow: f32,
        /// Array stride of a uniform is a multiple of 16 bytes.
        unused: [f32; 3],
    }
}

gpu_struct! {
    /// What every pass of one frame shares (group 0).
    Frame {
        /// Clip space from the head frame.
        clip_from_world: [f32; 16],
        /// Clip space of each light's shadow map from the head frame.
        shadow_from_world: [[f32; 16]; MAX_LIGHTS],
        /// Eye, mm.
        eye: [f32; 3],
        /// Index of the accumulated sample.
        sample_index: f32,
        /// From the target to the eye, unit.
        outward: [f32; 3],
        /// Lights in use.
        light_count: f32,
        /// Picture size, px.
        viewport_px: [f32; 2],
        /// Half the side of the halo atlas, mm.
        atlas_half_mm: f32,
        /// Hair grown since the last trim, mm.
        grown_mm: f32,
        /// Linear sRGB of a perfect white.
        white: [f32; 3],
        /// Irradiance from above over π.
        sky: f32,
        /// Bare skin reflectance.
        bare: [f32; 3],
        /// Irradiance from below over π.
        ground: f32,
        /// Bare skin with blood up threefold.
        flushed: [f32; 3],
        /// 0 matte to 1 oily; negative: no specular light at all.
        shine: f32,
        /// Reflectance of hair.
        hair: [f32; 3],
        /// Amplitude of natural blood variation.
        mottle: f32,
        /// Backdrop, linear sRGB.
        backdrop: [f32; 3],
        /// Exposure factor.
        exposure: f32,
        /// Scarred skin reflectance.
        scarred: [f32; 3],
        /// Width of the flush about a fresh dot, mm.
        flush_sigma_mm: f32,
        /// ln of browned over bare skin.
        brown_log: [f32; 3],
        /// Angle of a pixel, radians.
        pixel_rad: f32,
        /// Width over which light travels sideways in skin, mm.
        transport_mm: [f32; 3],
        /// Fine relief and uneven colour: 1 drawn, 0 flat skin.
        relief: f32,
        /// Share of light that a vein takes.
        vein: [f32; 3],
        /// Depth that a shadow map spans, mm.
        shadow_range_mm: f32,
        /// Reflectance of hair that has turned white.
        grey: [f32; 3],
        /// Hairs per mm² of skin where none are lost: how they shade each other.
        hair_per_mm2: f32,
        /// How much darker the backdrop is at the picture's corners.
        vignette: f32,
        /// Dots and hairs that each drawn one stands for.
        stands_for: f32,
        /// Heights between which the neck fades in, from its cut end, mm.
        neck_mm: [f32; 2],
        /// Share of the cover of short hair that is white.
        white_share: f32,
        /// Mean square cosine between short hair and the skin's normal.
        upright2: f32,
        /// Taps of a shadow map by pixel and light: 1 or 4.
        shadow_taps: f32,
        /// Hair up to this length takes the light of its skin, mm.
        short_mm: f32,
        /// Texel of the atlas of what is seen from afar, mm.
        afar_texel_mm: f32,
        /// Lights stand at a multiple of 16 bytes.
        unused: [f32; 3],
        /// The lights.
        lights: [Light; MAX_LIGHTS],
    }
}

/// Vertex of the head.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, Pod, Zeroable)]
pub struct SurfaceVertex {
    /// mm, head frame.
    pub position: [f32; 3],
    /// Unit outward.
    pub normal: [f32; 3],
    /// Place in the halo atlas, mm.
    pub atlas_mm: [f32; 2],
    /// Ambient openness, scalp mask, flush, each 0 to 1; curvature, 1/mm.
    pub traits: [f32; 4],
}

impl SurfaceVertex {
    /// Attributes in shader order.
    pub const ATTRIBUTES: [wgpu::VertexAttribute; 4] =
        wgpu::vertex_attr_array![0 => Float32x3, 1 => Float32x3, 2 => Float32x2, 3 => Float32x4];
}

/// Instance of the pigment pass: one dot or hair root.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct CoreInstance {
    /// mm, head frame.
    pub position: [f32; 3],
    /// Octahedral normal.
    pub normal: [i16; 2],
    /// As settled: radius (mm), optical thickness at 550 nm, level.
    pub settled: [f32; 3],
}

impl CoreInstance {
    /// Attributes in shader order.
    pub const ATTRIBUTES: [wgpu::VertexAttribute; 3] =
        wgpu::vertex_attr_array![0 => Float32x3, 1 => Snorm16x2, 2 => Float32x3];
}

/// Instance of the halo pass: the wide halo of one dot or of the hair roots of one follicular unit.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct HaloInstance {
    /// Place in the atlas, mm.
    pub atlas_mm: [f32; 2],
    /// 2x2 Jacobian of the atlas on the tangent plane, columns.
    pub atlas_from_tangent: [f32; 4],
    /// As settled: radius (mm), optical thickness at 550 nm, level; and the shadow of shafts, mm².
    pub settled: [f32; 4],
    /// What of it is seen from afar in the atlas: area of short shafts from the side (mm²), their width summed (mm), and
    /// 1, or 0 for what is drawn by itself.
    pub afar: [f32; 3],
}

impl HaloInstance {
    /// Attributes in shader order.
    pub const ATTRIBUTES: [wgpu::VertexAttribute; 4] =
        wgpu::vertex_attr_array![0 => Float32x2, 1 => Float32x4, 2 => Float32x4, 3 => Float32x3];
}

/// Instance of the stubble pass: one shaft.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct ShaftInstance {
    /// Where it leaves the skin, mm.
    pub root: [f32; 3],
    /// Its cut end, mm.
    pub tip: [f32; 3],
    /// Shaft radius, mm.
    pub radius_mm: f32,
    /// 1: grows from trim to trim.
    pub grows: f32,
    /// Hair beyond the tip end, mm; length of the whole hair, mm; 1: turned white.
    pub traits: [f32; 3],
    /// Octahedral normal of the skin.
    pub normal: [i16; 2],
}

impl ShaftInstance {
    /// Attributes in shader order.
    pub const ATTRIBUTES: [wgpu::VertexAttribute; 6] = wgpu::vertex_attr_array![
        0 => Float32x3, 1 => Float32x3, 2 => Float32, 3 => Float32, 4 => Float32x3, 5 => Snorm16x2];
}
