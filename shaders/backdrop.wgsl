// What stands behind the head. All of it is out of focus: it is reckoned at the corners of a grid and drawn between.
//!include common/frame.wgsl
//!include common/backdrop.wgsl
//!include common/bits.wgsl

struct Varying {
    @builtin(position) position: vec4f,
    @location(0) light: vec3f,
}

// A row of the grid is a strip, from its upper and lower corners at the left to those at the right; as far away as can be.
@vertex
fn vs(@builtin(vertex_index) corner: u32, @builtin(instance_index) row: u32) -> Varying {
    let place = vec2f(f32(corner / 2u), f32(row + corner % 2u));
    let uv = place / vec2f(BACKDROP_COLUMNS, BACKDROP_ROWS);
    return Varying(vec4f(2.0 * uv.x - 1.0, 1.0 - 2.0 * uv.y, 1.0, 1.0), backdrop_at(uv));
}

@fragment
fn fs(v: Varying) -> @location(0) vec4u {
    return bits_from_light(v.light);
}
