// Grain of a camera's picture; the law is that of src/render/film.rs. Functions only.

// How much of each neighbour is taken off. By eye: a quarter would leave nothing in the large.
const BLUE: f32 = 0.17;

// Three numbers of one cell, of mean 0 and variance 1: sums of two even ones, from an integer hash (Jarzynski and Olano
// 2020, JCGT 9(3), pcg3d).
fn grain_of_cell(cell: vec2i, seed: f32) -> vec3f {
    var v = vec3u(bitcast<vec2u>(cell), u32(seed)) * 1664525u + 1013904223u;
    v.x += v.y * v.z;
    v.y += v.z * v.x;
    v.z += v.x * v.y;
    v = v ^ (v >> vec3u(16u));
    v.x += v.y * v.z;
    v.y += v.z * v.x;
    v.z += v.x * v.y;
    let even = vec3f(v & vec3u(0xffffu)) + vec3f(v >> vec3u(16u));
    return (even / 65535.0 - 1.0) * sqrt(6.0);
}

// The same without what its neighbours have in common: little of it is left in the large (blue noise). Variance 1.
fn blue_grain(cell: vec2i, seed: f32) -> vec3f {
    let around = grain_of_cell(cell + vec2i(1, 0), seed) + grain_of_cell(cell - vec2i(1, 0), seed)
        + grain_of_cell(cell + vec2i(0, 1), seed) + grain_of_cell(cell - vec2i(0, 1), seed);
    return (grain_of_cell(cell, seed) - BLUE * around) / sqrt(1.0 + 4.0 * BLUE * BLUE);
}

// Grain of a size at a pixel, of variance 1 in each channel.
fn grain_at(pixel: vec2f, grain_px: f32, seed: f32) -> vec3f {
    var grain = vec3f(0.0);
    if grain_px <= 1.0 {
        grain = blue_grain(vec2i(pixel), seed);
    } else {
        let at = pixel / grain_px;
        let cell = floor(at);
        let t = at - cell;
        let u = t * t * (3.0 - 2.0 * t);
        var norm = 0.0;
        for (var i = 0; i < 4; i++) {
            let corner = vec2f(f32(i & 1), f32(i >> 1u));
            let sides = mix(1.0 - u, u, corner);
            grain += sides.x * sides.y * blue_grain(vec2i(cell + corner), seed);
            norm += sides.x * sides.y * sides.x * sides.y;
        }
        grain /= sqrt(norm);
    }
    let together = dot(grain, vec3f(1.0 / sqrt(3.0)));
    return sqrt(1.0 - FILM_SHARED) * grain + (sqrt(1.0 + 2.0 * FILM_SHARED) - sqrt(1.0 - FILM_SHARED)) / sqrt(3.0) * vec3f(together);
}

// As deviation of src/render/film.rs.
fn grain_deviation(grain_px: f32, code: f32) -> f32 {
    let lit = clamp(code, 0.0, 1.0);
    return FILM_FACTOR * min(grain_px, 1.0) * sqrt(lit) * (1.0 - lit);
}
