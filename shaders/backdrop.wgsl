// What stands behind the head.
//!include common/frame.wgsl
//!include common/fullscreen.wgsl
//!include common/backdrop.wgsl

@fragment
fn fs(v: Fullscreen) -> @location(0) vec4f {
    return vec4f(backdrop_at(v.uv), 1.0);
}
