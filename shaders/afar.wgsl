// Dots, roots and short shafts as they are seen from afar: what each takes away at all, in the texel of the atlas that
// it stands in. Summed with the halos of `halo.wgsl`; alpha of the weighted loss carries the area of the shafts
// from the side, per area of skin.
//!include common/frame.wgsl

@group(1) @binding(0) var levels: texture_2d<f32>;
//!include common/level.wgsl

struct Mark {
    @location(0) atlas_mm: vec2f,
    @location(1) atlas_from_tangent: vec4f,   // 2x2, columns
    @location(2) settled: vec4f,              // radius (mm), tau at 550 nm, level, shadow (mm²)
    @location(3) afar: vec3f,                 // area of shafts (mm²), their width (mm), in the atlas
}

const PI: f32 = 3.14159265;

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) @interpolate(flat) loss: vec3f,
    @location(1) @interpolate(flat) weighted: vec4f,
}

struct Targets {
    @location(0) loss: vec4f,
    @location(1) weighted: vec4f,
}

@vertex
fn vs(dot_in: Mark) -> Varying {
    let level = level_at(u32(dot_in.settled.z));
    let pigment = aged(level, dot_in.settled.x, dot_in.settled.y);
    let j = dot_in.atlas_from_tangent;
    let per_mm2 = abs(j.x * j.w - j.y * j.z) / (frame.afar_texel_mm * frame.afar_texel_mm);
    let area = select(PI * pigment.radius2_mm2, 0.0, level.mass < 1e-3);
    let loss = core_saturation(pigment.tau) * (1.0 - level.veil) * area * per_mm2;
    let shafts = (dot_in.afar.x + frame.grown_mm * dot_in.afar.y) * per_mm2;
    let place = dot_in.atlas_mm / frame.atlas_half_mm;
    let clip = vec4f(place.x, -place.y, 0.0, 1.0);
    return Varying(select(vec4f(2.0, 2.0, 2.0, 1.0), clip, dot_in.afar.z > 0.0), loss, vec4f(loss * level.contrast, shafts));
}

@fragment
fn fs(v: Varying) -> Targets {
    return Targets(vec4f(v.loss, 0.0), v.weighted);
}
