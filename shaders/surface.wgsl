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

@fragment
fn fs(v: Varying) -> Targets {
    let pixel = SurfacePixel(v.position, normalize(v.normal), v.traits.x, v.made_of.z, v.traits.w, v.traits.z, v.made_of.y, v.traits.y, v.made_of.x, v.atlas_mm);
    return Targets(packed_place(pixel), packed_traits(pixel));
}
