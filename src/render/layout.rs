//! Every struct that Rust and WGSL share: the uniforms and what vertex buffers hold. Each is declared once, in
//! `shared_structs`, which makes the vertex attributes too. `tests/it/layout.rs` walks [`ALL`] and compares names,
//! types, places and sizes with what naga reads from the shaders, so a renamed, swapped or grown field fails a test,
//! not a picture.

use bytemuck::{Pod, Zeroable};

/// Name, byte offset of one field of a shared struct.
pub type SharedField = (&'static str, usize);

/// A struct whose layout a shader repeats.
pub trait Shared: Pod {
    /// What the shader must repeat.
    const LAYOUT: Layout;
}

/// Names and places of a shared struct's fields.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Name in WGSL.
    pub name: &'static str,
    /// Size, bytes.
    pub size: usize,
    /// Fields in order.
    pub fields: &'static [SharedField],
    /// The same as vertex attributes, location after location; none in a uniform.
    pub attributes: &'static [wgpu::VertexAttribute],
}

/// What a field of a vertex buffer may be.
trait Attribute {
    /// How shaders read it.
    const FORMAT: wgpu::VertexFormat;
}

macro_rules! attribute_formats {
    ($($kind:ty => $format:ident),+ $(,)?) => {
        $(impl Attribute for $kind {
            const FORMAT: wgpu::VertexFormat = wgpu::VertexFormat::$format;
        })+
    };
}

attribute_formats! {
    f32 => Float32,
    [f32; 2] => Float32x2,
    [f32; 3] => Float32x3,
    [f32; 4] => Float32x4,
    u32 => Uint32,
    [i16; 2] => Snorm16x2,
}

/// Attributes at locations from 0 on.
const fn located<const N: usize>(mut attributes: [wgpu::VertexAttribute; N]) -> [wgpu::VertexAttribute; N] {
    let mut location = 0;
    while location < N {
        attributes[location].shader_location = location as u32;
        location += 1;
    }
    attributes
}

/// The attributes of a `uniform` (none) or of a `vertex` struct.
macro_rules! attributes {
    (uniform $name:ident { $($rest:tt)* }) => { &[] };
    (vertex $name:ident { $($field:ident: $kind:ty,)+ }) => {
        &located([$(wgpu::VertexAttribute {
            format: <$kind as Attribute>::FORMAT,
            offset: std::mem::offset_of!($name, $field) as u64,
            shader_location: 0,
        }),+])
    };
}

/// Declares structs as `uniform Name { .. }` or `vertex Name { .. }` and lists them all.
macro_rules! shared_structs {
    ($($(#[$doc:meta])* $sort:ident $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)+ })+) => {
        $(
            $(#[$doc])*
            #[repr(C)]
            #[derive(Clone, Copy, Debug, Default, Pod, Zeroable)]
            pub struct $name { $($(#[$field_doc])* pub $field: $kind,)+ }

            impl Shared for $name {
                const LAYOUT: Layout = Layout {
                    name: stringify!($name),
                    size: size_of::<$name>(),
                    fields: &[$((stringify!($field), std::mem::offset_of!($name, $field))),+],
                    attributes: attributes!($sort $name { $($field: $kind,)+ }),
                };
            }
        )+

        /// Every shared struct.
        pub const ALL: &[Layout] = &[$($name::LAYOUT),+];
    };
}

/// Lights a preset may have.
pub const MAX_LIGHTS: usize = 4;

/// Shapes that a background may have.
pub const MAX_BACKGROUND_SHAPES: usize = 14;

/// Shadow maps of lights, side by side in one texture.
pub const SHADOW_MAPS_ACROSS: u32 = 2;

shared_structs! {
    /// One light of the preset.
    uniform Light {
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
        /// Fraction of a pane's sides that does not shine.
        gap: f32,
        /// Mean radiance of a panel's panes, as that of surroundings.
        radiance: f32,
        /// 1: has a shadow map.
        casts_shadow: f32,
        /// How much darker the edges of a panel are than its middle.
        falloff: f32,
        /// How much brighter its top is than its middle, and how much darker its foot.
        gradient: f32,
        /// Array stride of a uniform is a multiple of 16 bytes.
        unused: f32,
    }

    /// A rectangle or a disc far behind the head, out of focus: angles as the viewer sees them.
    uniform BackgroundShape {
        /// Middle: right of where the viewer faces, above the horizon, radians.
        at_rad: [f32; 2],
        /// Half width and height, radians.
        half_rad: [f32; 2],
        /// Linear sRGB.
        colour: [f32; 3],
        /// Radius of its corners, radians; 0: a rectangle.
        corner_rad: f32,
        /// How steep its blurred rim is, 1/radians: one over twice the blur to each side.
        steep_per_rad: f32,
        /// How much of what is behind it hides, 0..=1.
        cover: f32,
        /// Array stride of a uniform is a multiple of 16 bytes.
        unused: [f32; 2],
    }

    /// What every pass of one frame shares (group 0).
    uniform Frame {
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
        reddened: [f32; 3],
        /// How oily the scalp is, 0 matt to 1.
        oiliness: f32,
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
        /// Width of the erythema about a fresh dot, mm.
        erythema_sigma_mm: f32,
        /// ln of browned over bare skin.
        brown_log: [f32; 3],
        /// Angle of a pixel, radians.
        pixel_rad: f32,
        /// Width over which light travels sideways in skin, mm.
        transport_mm: [f32; 3],
        /// Fine relief and uneven colour: 1 drawn, 0 flat skin.
        relief: f32,
        /// Fraction of light that a vein takes.
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
        instance_weight: f32,
        /// Heights between which the lower end of all that is drawn fades in, mm.
        end_mm: [f32; 2],
        /// How much more is taken in a crowd that is seen from afar, per unit of its sum, per channel.
        crowding_of_sums: [f32; 3],
        /// Fraction of the cover of short hair that is white.
        white_fraction: f32,
        /// Mean square cosine between short hair and the skin's normal.
        upright2: f32,
        /// Taps of a shadow map by pixel and light: 1 or 4.
        shadow_taps: f32,
        /// Hair up to this length takes the light of its skin, mm.
        short_mm: f32,
        /// Texel of the atlas of what is seen from afar, mm; 0: dots are drawn one by one.
        far_field_texel_mm: f32,
        /// Specular light: 1 drawn, 0 not.
        gloss: f32,
        /// Shapes of the background in use.
        background_count: f32,
        /// How far the viewer looks down, radians.
        down_rad: f32,
        /// How the sky brightens from the horizon to straight above, over its mean.
        zenith: f32,
        /// Decay of light that goes through thin parts, mm⁻¹.
        through_per_mm: [f32; 3],
        /// Size of film's grain, px; 0: none.
        grain_px: f32,
        /// What makes the grain of a view its own.
        grain_seed: f32,
        /// How far open eyes are shut for a blink, 0..=1.
        blink: f32,
        /// Height of the upper ring of the neck in the plane through the ears, mm.
        neck_ring_mm: f32,
        /// Depth of the rings of the neck, mm.
        neck_rings_deep_mm: f32,
        /// The lights.
        lights: [Light; MAX_LIGHTS],
        /// What stands far behind, from the furthest to the nearest.
        background: [BackgroundShape; MAX_BACKGROUND_SHAPES],
    }

    /// Vertex of the head.
    vertex SurfaceVertex {
        /// mm, head frame.
        position: [f32; 3],
        /// Unit outward.
        normal: [f32; 3],
        /// Place in the halo atlas, mm.
        atlas_mm: [f32; 2],
        /// Ambient visibility, 0..=1.
        ambient: f32,
        /// Whether dots reach its skin, 0..=1.
        scalp: f32,
        /// Blood above the usual, 0..=1.
        erythema: f32,
        /// Mean curvature, 1/mm, 0 where it is hollow.
        curvature_per_mm: f32,
        /// What it is made of: 0 skin, 0.5 moist, 1 eyeball, [`super::garment::CLOTH`]. On cloth `atlas_mm` is the place
        /// across from the shoulder seam and along from the collar's edge. On an eyeball `atlas_mm` is the place across and up from
        /// the gaze, `erythema` how far below the upper lid and `curvature_per_mm` how far above the lower one, both
        /// from -[`super::surface::LIDS_MM`] to that as 0 to 1.
        tissue: f32,
        /// Melanin above the usual, as an exponent of brown; up to [`super::surface::MOST_BROWN`] either way.
        brown: f32,
        /// Sebum over that of the scalp, up to [`super::surface::MOST_SEBUM`].
        sebum: f32,
    }

    /// Vertex of the client's own skin.
    vertex ClientVertex {
        /// mm, head frame.
        position: [f32; 3],
        /// Place in the picture, 0 to 1 from its top left.
        uv: [f32; 2],
    }

    /// Instance of the pigment pass: one dot or hair root, as settled.
    vertex CoreInstance {
        /// mm, head frame.
        position: [f32; 3],
        /// Octahedral normal.
        normal: [i16; 2],
        /// Radius, mm.
        radius_mm: f32,
        /// Optical thickness at 550 nm.
        tau_550: f32,
        /// Its place in the table of [`super::pigment_states`].
        state: u32,
        /// How far a root runs on under the skin, along the tangents of [`crate::math::tangent_frame`], mm; 0 for a dot.
        streak_mm: [f32; 2],
    }

    /// Instance of the halo pass: the wide halo of one dot, as settled, or of the hair roots of one follicular unit;
    /// and what of both is seen from afar.
    vertex HaloInstance {
        /// Place in the atlas, mm.
        atlas_mm: [f32; 2],
        /// 2x2 Jacobian of the atlas on the tangent plane, columns.
        atlas_from_tangent: [f32; 4],
        /// Radius, mm.
        radius_mm: f32,
        /// Optical thickness at 550 nm.
        tau_550: f32,
        /// Its place in the table of [`super::pigment_states`].
        state: u32,
        /// Shadow of shafts on the skin, mm².
        shadow_mm2: f32,
        /// Area of short shafts from the side, mm².
        shaft_area_mm2: f32,
        /// Width of short shafts, summed, mm.
        shaft_width_mm: f32,
        /// 1: from afar the atlas shows it; 0: it is drawn by itself.
        is_in_atlas: u32,
        /// Area of the streaks of roots beyond their discs, mm²; 0 for a dot.
        streak_mm2: f32,
        /// Area from the side of the shafts that throw contact shadows, mm².
        contact_mm2: f32,
    }

    /// Instance of the stubble pass: one straight piece of a shaft.
    vertex ShaftInstance {
        /// Where it leaves the skin, mm.
        root: [f32; 3],
        /// Its cut end, mm.
        tip: [f32; 3],
        /// Shaft radius, mm.
        radius_mm: f32,
        /// 1: grows from trim to trim.
        grows: f32,
        /// Hair beyond the tip end, mm.
        beyond_mm: f32,
        /// Length of the whole hair, mm.
        length_mm: f32,
        /// 1: turned white.
        white: f32,
        /// How much of it throws a contact shadow, 0..=1.
        contact: f32,
        /// Octahedral normal of the skin.
        normal: [i16; 2],
        /// 1: close to the skin, under the horizon.
        is_close: f32,
        /// How far its lid comes down in a blink, mm.
        lid_mm: f32,
    }
}
