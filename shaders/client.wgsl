// The client's own skin, from the picture of a scan: reflectance over the plan's, and how much of it is seen.
//!include common/frame.wgsl

struct ClientVertex {
    @location(0) position: vec3f,
    @location(1) uv: vec2f,
}

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) uv: vec2f,
}

@group(1) @binding(0) var picture: texture_2d<f32>;
@group(1) @binding(1) var picture_sampler: sampler;

// Towards the viewer, so that it lies on the surface that was drawn, a coarser one too, mm.
const LIFT_MM: f32 = 1.0;

@vertex
fn vs(v: ClientVertex) -> Varying {
    let lifted = v.position + LIFT_MM * normalize(frame.eye - v.position);
    return Varying(frame.clip_from_world * vec4f(lifted, 1.0), v.uv);
}

@fragment
fn fs(v: Varying) -> @location(0) vec4f {
    let seen = textureSample(picture, picture_sampler, v.uv);
    return vec4f(seen.rgb * CLIENT_MOST, seen.a);
}
