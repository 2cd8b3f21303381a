// Directions and frames; functions only.

// Any right-handed frame about a unit normal (Duff et al. 2017, JCGT 6(1), "Building an orthonormal basis, revisited").
// As in Rust: instance data is laid out in the same frame.
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

// What the surface pass leaves at a pixel. It is kept as bits in two targets of unsigned integers, the only format of
// 16 bytes that OpenGL ES 3.0 and WebGL2 can draw to without an extension, so nothing is rounded to half floats.
struct SurfacePixel {
    position: vec3f,   // mm, head frame
    normal: vec3f,     // unit
    ambient: f32,      // ambient visibility, 0..1
    sebum: f32,        // over that of the scalp, up to MOST_SEBUM
    curvature: f32,    // 0..1 per mm
    erythema: f32,     // 0..1
    brown: f32,        // up to MOST_BROWN either way
    scalp: f32,        // 0..1
    tissue: f32,       // 0 skin, 0.5 moist, 1 eyeball, TISSUE_CLOTH
    atlas_mm: vec2f,
}

// Numbers of ten bits and of six: of the latter, an even number of steps has one for the middle.
const STEPS: vec2f = vec2f(1023.0, 62.0);

// Two numbers of 0..1 in sixteen bits.
fn packed_ten_and_six(numbers: vec2f) -> u32 {
    let coded = vec2u(round(clamp(numbers, vec2f(0.0), vec2f(1.0)) * STEPS));
    return coded.x | (coded.y << 10u);
}

fn unpacked_ten_and_six(bits: u32) -> vec2f {
    return vec2f(vec2u(bits & 0x3ffu, (bits >> 10u) & 0x3fu)) / STEPS;
}

fn packed_place(p: SurfacePixel) -> vec4u {
    let open = packed_ten_and_six(vec2f(p.ambient, p.sebum / MOST_SEBUM));
    return vec4u(bitcast<vec3u>(p.position), open | (pack2x16unorm(vec2f(0.0, p.curvature))));
}

fn packed_traits(p: SurfacePixel) -> vec4u {
    let normal = pack2x16snorm(octahedral_encode(p.normal));
    let bytes = vec2u(round(255.0 * clamp(vec2f(p.scalp, p.tissue / TISSUE_CLOTH), vec2f(0.0), vec2f(1.0))));
    let colour = packed_ten_and_six(vec2f(p.erythema, 0.5 + 0.5 * p.brown / MOST_BROWN));
    let skin = colour | (bytes.x << 16u) | (bytes.y << 24u);
    return vec4u(normal, skin, bitcast<vec2u>(p.atlas_mm));
}

fn unpacked_surface(place: vec4u, traits: vec4u) -> SurfacePixel {
    let open = unpacked_ten_and_six(place.w);
    let curvature = unpack2x16unorm(place.w).y;
    let colour = unpacked_ten_and_six(traits.y);
    let brown = (2.0 * colour.y - 1.0) * MOST_BROWN;
    let bytes = vec2f(vec2u((traits.y >> 16u) & 0xffu, traits.y >> 24u)) / 255.0;
    let normal = octahedral_decode(unpack2x16snorm(traits.x));
    return SurfacePixel(bitcast<vec3f>(place.xyz), normal, open.x, MOST_SEBUM * open.y, curvature, colour.x, brown, bytes.x, TISSUE_CLOTH * bytes.y, bitcast<vec2f>(traits.zw));
}
