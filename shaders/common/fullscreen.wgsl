// One triangle that covers the target, as far away as can be.

struct Fullscreen {
    @builtin(position) position: vec4f,
    @location(0) uv: vec2f,    // 0..1, y down
}

@vertex
fn vs(@builtin(vertex_index) index: u32) -> Fullscreen {
    let corner = vec2f(f32((index << 1u) & 2u), f32(index & 2u));
    return Fullscreen(vec4f(corner * 2.0 - 1.0, 1.0, 1.0), vec2f(corner.x, 1.0 - corner.y));
}
