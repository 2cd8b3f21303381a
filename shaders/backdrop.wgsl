// What stands behind the head.
//!include common/frame.wgsl
//!include common/fullscreen.wgsl
//!include common/backdrop.wgsl
//!include common/bits.wgsl

@fragment
fn fs(v: Fullscreen) -> @location(0) vec4u {
    return bits_from_light(backdrop_at(v.uv));
}
