// The wide halo of every dot, summed into the scalp atlas when dots change: light that goes in beside a dot and
// comes out through it, or the reverse (skin_optics 10.1, 5). Alpha of the loss carries fresh redness.
//!include common/frame.wgsl
//!include common/geometry.wgsl

struct Instance {
    @location(0) atlas_mm: vec2f,
    @location(1) atlas_from_tangent: vec4f,   // 2x2, columns
    @location(2) loss: vec4f,                 // peak of (nu - 1) h per channel, redness
    @location(3) sigma_mm: vec4f,             // per channel, and of redness
    @location(4) contrast: vec4f,             // c_inf per channel
}

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) offset_mm: vec2f,
    @location(1) @interpolate(flat) loss: vec4f,
    @location(2) @interpolate(flat) falloff: vec4f,
    @location(3) @interpolate(flat) contrast: vec3f,
}

struct Targets {
    @location(0) loss: vec4f,
    @location(1) weighted: vec4f,
}

@vertex
fn vs(@builtin(vertex_index) index: u32, dot: Instance) -> Varying {
    let widest_mm = max(max(dot.sigma_mm.x, dot.sigma_mm.y), max(dot.sigma_mm.z, dot.sigma_mm.w));
    let offset_mm = strip_corner(index) * 2.7 * widest_mm;   // leaves 1.4 % of the widest channel outside
    let jacobian = mat2x2f(dot.atlas_from_tangent.xy, dot.atlas_from_tangent.zw);
    let place = (dot.atlas_mm + jacobian * offset_mm) / frame.atlas_half_mm;
    let clip = vec4f(place.x, -place.y, 0.0, 1.0);
    return Varying(clip, offset_mm, dot.loss, -0.5 / (dot.sigma_mm * dot.sigma_mm), dot.contrast.rgb);
}

@fragment
fn fs(v: Varying) -> Targets {
    let loss = v.loss * exp(v.falloff * dot(v.offset_mm, v.offset_mm));
    return Targets(loss, vec4f(loss.rgb * v.contrast, 0.0));
}
