// What every pass of one frame shares. Filled by src/render/layout.rs (`Frame`, `Light`): a test compares the two.

struct Light {
    direction: vec3f,          // towards the light, unit, head frame
    irradiance: f32,           // on a facing surface, over pi
    sampled: vec3f,            // towards the place on the disc or panel that this sample takes, unit
    angular_radius_rad: f32,   // of the disc, or of one as large as the panel
    across: vec3f,             // along the width of a panel, unit
    half_width_rad: f32,       // of a panel; 0: the light is a disc
    upward: vec3f,             // along the height of a panel, unit
    half_height_rad: f32,      // of a panel
    panes: vec2f,              // side by side, one over the other
    gap: f32,                  // fraction of a pane's sides that does not shine
    radiance: f32,             // of a panel's panes in the mean, as that of surroundings
    casts_shadow: f32,         // 1: has a shadow map
    falloff: f32,              // how much darker the edges of a panel are than its middle
    gradient: f32,             // how much brighter its top is than its middle, and how much darker its foot
}

// A rectangle or a disc far behind the head, out of focus.
struct BackgroundShape {
    at_rad: vec2f,             // right of where the viewer faces, above the horizon
    half_rad: vec2f,           // half width and height
    colour: vec3f,             // linear sRGB
    corner_rad: f32,           // radius of its corners; 0: a rectangle
    steep_per_rad: f32,        // of its blurred rim
    cover: f32,                // how much of what is behind it hides, 0..1
}

struct Frame {
    clip_from_world: mat4x4f,
    shadow_from_world: array<mat4x4f, MAX_LIGHTS>,
    eye: vec3f,                // mm, head frame
    sample_index: f32,         // of the accumulation, 0..
    outward: vec3f,            // from the target to the eye, unit
    light_count: f32,
    viewport_px: vec2f,
    atlas_half_mm: f32,        // half the side of the halo atlas
    grown_mm: f32,             // hair grown since the last trim
    white: vec3f,              // linear sRGB of a perfect white under this illuminant
    sky: f32,                  // irradiance of the environment from above, over pi
    bare: vec3f,               // bare skin reflectance per channel
    ground: f32,               // irradiance of the environment from below, over pi
    reddened: vec3f,           // bare skin with blood up threefold
    oiliness: f32,             // of the scalp, 0 matt .. 1 oily
    hair: vec3f,               // reflectance of hair
    mottle: f32,               // amplitude of natural blood variation, 0..1
    backdrop: vec3f,           // linear sRGB
    exposure: f32,             // factor
    scarred: vec3f,            // scarred skin reflectance per channel
    erythema_sigma_mm: f32,    // width of the erythema about a fresh dot
    brown_log: vec3f,          // ln of browned over bare skin
    pixel_rad: f32,            // angle of a pixel
    transport_mm: vec3f,       // width over which light travels sideways in skin
    relief: f32,               // fine relief and uneven colour: 1 drawn, 0 flat skin
    vein: vec3f,               // fraction of light that a vein takes
    shadow_range_mm: f32,      // depth that a shadow map spans
    grey: vec3f,               // reflectance of hair that has turned white
    hair_per_mm2: f32,         // of skin where none are lost
    vignette: f32,             // how much darker the backdrop is at the corners
    instance_weight: f32,      // dots and hairs that each drawn one stands for
    end_mm: vec2f,             // heights between which the lower end of all that is drawn fades in
    crowding_of_sums: vec3f,   // how much more is taken in a crowd that is seen from afar, per unit of its sum
    white_fraction: f32,       // of the cover of short hair
    upright2: f32,             // mean square cosine between short hair and the skin's normal
    shadow_taps: f32,          // of a shadow map, by pixel and light: 1 or 4
    short_mm: f32,             // hair up to this length takes the light of its skin
    far_field_texel_mm: f32,   // of the atlas of what is seen from afar; 0: dots are drawn one by one
    gloss: f32,                // specular light: 1 drawn, 0 not
    background_count: f32,     // shapes in use
    down_rad: f32,             // how far the viewer looks down
    zenith: f32,               // how the sky brightens from the horizon up, over its mean
    through_per_mm: vec3f,     // decay of light that goes through thin parts
    grain_px: f32,             // size of film's grain; 0: none
    grain_seed: f32,           // what makes the grain of a view its own
    blink: f32,                // how far open eyes are shut, 0..1
    neck_ring_mm: f32,         // height of the upper ring of the neck in the plane through the ears
    neck_rings_deep_mm: f32,   // depth of the rings of the neck
    lights: array<Light, MAX_LIGHTS>,
    background: array<BackgroundShape, MAX_BACKGROUND_SHAPES>,   // from the furthest to the nearest
}

@group(0) @binding(0) var<uniform> frame: Frame;
