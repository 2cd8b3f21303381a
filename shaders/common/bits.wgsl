// Light kept as the bits of full floats in targets of unsigned integers: OpenGL ES 3.0 and WebGL2 draw to them without
// an extension, where float targets may be missing; functions only.

fn bits_from_light(light: vec3f) -> vec4u {
    return vec4u(bitcast<vec3u>(light), 0u);
}

fn light_from_bits(bits: vec4u) -> vec3f {
    return bitcast<vec3f>(bits.xyz);
}
