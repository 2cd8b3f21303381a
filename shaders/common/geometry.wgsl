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
    curvature: f32,    // 0..1 per mm
    erythema: f32,     // 0..1
    brown: f32,        // up to MOST_BROWN either way
    scalp: f32,        // 0..1
    tissue: f32,       // 0 skin, 0.5 moist, 1 eyeball, TISSUE_CLOTH
    atlas_mm: vec2f,
}

// Steps of erythema and of brown; an even number of the latter has one for none.
const COLOUR_STEPS: vec2f = vec2f(1023.0, 62.0);

fn packed_place(p: SurfacePixel) -> vec4u {
    return vec4u(bitcast<vec3u>(p.position), pack2x16unorm(vec2f(p.ambient, p.curvature)));
}

fn packed_traits(p: SurfacePixel) -> vec4u {
    let normal = pack2x16snorm(octahedral_encode(p.normal));
    let bytes = vec2u(round(255.0 * clamp(vec2f(p.scalp, p.tissue / TISSUE_CLOTH), vec2f(0.0), vec2f(1.0))));
    // Ten bits and six.
    let colour = clamp(vec2f(p.erythema, 0.5 + 0.5 * p.brown / MOST_BROWN), vec2f(0.0), vec2f(1.0));
    let coded = vec2u(round(colour * COLOUR_STEPS));
    let skin = coded.x | (coded.y << 10u) | (bytes.x << 16u) | (bytes.y << 24u);
    return vec4u(normal, skin, bitcast<vec2u>(p.atlas_mm));
}

fn unpacked_surface(place: vec4u, traits: vec4u) -> SurfacePixel {
    let open = unpack2x16unorm(place.w);
    let colour = vec2f(vec2u(traits.y & 0x3ffu, (traits.y >> 10u) & 0x3fu)) / COLOUR_STEPS;
    let brown = (2.0 * colour.y - 1.0) * MOST_BROWN;
    let bytes = vec2f(vec2u((traits.y >> 16u) & 0xffu, traits.y >> 24u)) / 255.0;
    let normal = octahedral_decode(unpack2x16snorm(traits.x));
    return SurfacePixel(bitcast<vec3f>(place.xyz), normal, open.x, open.y, colour.x, brown, bytes.x, TISSUE_CLOTH * bytes.y, bitcast<vec2f>(traits.zw));
}
