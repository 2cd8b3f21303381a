// Depth of the head as each light sees it: one instance for each light.
//!include common/frame.wgsl

@vertex
fn vs(@location(0) position: vec3f, @builtin(instance_index) light: u32) -> @builtin(position) vec4f {
    return frame.shadow_from_world[light] * vec4f(position, 1.0);
}
