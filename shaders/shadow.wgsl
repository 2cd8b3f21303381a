// Depth of the head as the key light sees it.
//!include common/frame.wgsl

@vertex
fn vs(@location(0) position: vec3f) -> @builtin(position) vec4f {
    return frame.shadow_from_world * vec4f(position, 1.0);
}
