// Directions and frames; functions only.

// Any right-handed frame about a unit normal (Duff et al. 2017, JCGT 6(1), "Building an orthonormal basis, revisited").
// Its twin in Rust is render::splats::tangent_frame: instance data is laid out in the same frame.
fn tangent_frame(n: vec3f) -> mat2x3f {
    let s = select(-1.0, 1.0, n.z >= 0.0);
    let a = -1.0 / (s + n.z);
    let b = n.x * n.y * a;
    return mat2x3f(vec3f(1.0 + s * n.x * n.x * a, s * b, -s * n.x), vec3f(b, s + n.y * n.y * a, -n.y));
}

// Octahedral coding of a unit vector into -1..1 (Cigolle et al. 2014, JCGT 3(2)).
fn octahedral_encode(n: vec3f) -> vec2f {
    let p = n.xy / (abs(n.x) + abs(n.y) + abs(n.z));
    let folded = (1.0 - abs(p.yx)) * select(vec2f(-1.0), vec2f(1.0), p >= vec2f(0.0));
    return select(folded, p, n.z >= 0.0);
}

fn octahedral_decode(e: vec2f) -> vec3f {
    var n = vec3f(e, 1.0 - abs(e.x) - abs(e.y));
    let fold = max(-n.z, 0.0);
    n.x += select(fold, -fold, n.x >= 0.0);
    n.y += select(fold, -fold, n.y >= 0.0);
    return normalize(n);
}

// Corner 0..3 of a triangle strip as -1..1.
fn strip_corner(index: u32) -> vec2f {
    return vec2f(f32(index & 1u), f32(index >> 1u)) * 2.0 - 1.0;
}

// Ambient openness (0..1, in 255 steps) and curvature (0..0.5 per mm) in one number that is never negative.
fn pack_openness(ambient: f32, curvature: f32) -> f32 {
    return round(clamp(ambient, 0.0, 1.0) * 255.0) + clamp(curvature, 0.0, 0.99);
}

fn unpack_openness(packed: f32) -> vec2f {
    return vec2f(floor(packed) / 255.0, fract(packed));
}
