// Geometry of the nearest surface: position, normal, place on the scalp, as bits (`common/geometry.wgsl`).
//!include common/frame.wgsl
//!include common/geometry.wgsl

struct SurfaceVertex {
    @location(0) position: vec3f,
    @location(1) normal: vec3f,
    @location(2) atlas_mm: vec2f,
    @location(3) ambient: f32,
    @location(4) scalp: f32,
    @location(5) erythema: f32,
    @location(6) curvature_per_mm: f32,
    @location(7) tissue: f32,
    @location(8) brown: f32,
    @location(9) sebum: f32,
}

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) position: vec3f,
    @location(1) normal: vec3f,
    @location(2) atlas_mm: vec2f,
    @location(3) traits: vec4f,      // ambient, scalp, erythema, curvature (1/mm)
    @location(4) made_of: vec3f,     // tissue, brown, sebum
}

struct Targets {
    @location(0) place: vec4u,
    @location(1) traits: vec4u,
}

@vertex
fn vs(v: SurfaceVertex) -> Varying {
    let traits = vec4f(v.ambient, v.scalp, v.erythema, v.curvature_per_mm);
    return Varying(frame.clip_from_world * vec4f(v.position, 1.0), v.position, v.normal, v.atlas_mm, traits, vec3f(v.tissue, v.brown, v.sebum));
}

const LASH_LINE_MM: f32 = 0.9;   // how high the roots of lashes stand above the edge of a lid, with their shadow
const LASH_LINE: f32 = 0.25;     // what they leave of the light around

// A blink: the upper lid comes down over the globe, as skin that lies on it, and the moist edges of both lids turn to
// skin as they meet. Known limit: the lid keeps the form of the globe; it is over in a third of a second.
fn blinking(pixel: SurfacePixel) -> SurfacePixel {
    var lid = pixel;
    if pixel.tissue < 0.75 {
        lid.tissue = pixel.tissue * (1.0 - frame.blink);
        return lid;
    }
    let from_lids = (2.0 * vec2f(pixel.erythema, pixel.curvature) - 1.0) * EYE_LIDS_MM;   // below the upper, above the lower
    let above_edge_mm = frame.blink * (from_lids.x + from_lids.y) - from_lids.x;
    if pixel.tissue > 0.5 * (1.0 + TISSUE_CLOTH) || above_edge_mm < 0.0 {
        return pixel;
    }
    lid.tissue = 0.0;
    lid.curvature = 1.0 / EYE_SCLERA_MM;
    lid.erythema = LID_ERYTHEMA;
    lid.ambient = pixel.ambient * mix(LASH_LINE, 1.0, smoothstep(0.5 * LASH_LINE_MM, LASH_LINE_MM, above_edge_mm));
    return lid;
}

@fragment
fn fs(v: Varying) -> Targets {
    var pixel = SurfacePixel(v.position, normalize(v.normal), v.traits.x, v.made_of.z, v.traits.w, v.traits.z, v.made_of.y, v.traits.y, v.made_of.x, v.atlas_mm);
    if frame.blink > 0.0 {
        pixel = blinking(pixel);
    }
    return Targets(packed_place(pixel), packed_traits(pixel));
}
