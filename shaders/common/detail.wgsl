// Relief and uneven colour of skin from the tiles of src/render/relief/mod.rs and mottle.rs, laid on from three sides.
// Include after bindings `relief_tile`, `mottle_tile` of texture_2d<f32> and `tile_sampler`.

struct Relief {
    gradient: vec3f,   // of height along the skin
    variance: f32,     // of slopes within the pixel, both axes summed
    height_mm: f32,    // of what is fine, level in the mean
}

// Weights of the three sides: the one that faces the normal most counts most.
fn side_weights(n: vec3f) -> vec3f {
    let w = n * n * n * n;
    return w / (w.x + w.y + w.z);
}

fn relief_at(p: vec3f, n: vec3f, footprint_mm: f32) -> Relief {
    let level = log2(max(footprint_mm * RELIEF_SIDE_TEXELS / RELIEF_SIDE_MM, 1.0));
    let w = side_weights(n);
    let q = p / RELIEF_SIDE_MM;
    var relief = Relief(vec3f(0.0), 0.0, 0.0);
    var mean2 = 0.0;
    // Offsets keep the sides from meeting in a mirror.
    if w.x > 0.02 {
        let t = textureSampleLevel(relief_tile, tile_sampler, q.zy + vec2f(0.37, 0.11), level);
        relief.gradient += w.x * vec3f(0.0, t.y, t.x);
        relief.variance += w.x * t.z;
        relief.height_mm += w.x * t.w;
        mean2 += w.x * dot(t.xy, t.xy);
    }
    if w.y > 0.02 {
        let t = textureSampleLevel(relief_tile, tile_sampler, q.xz + vec2f(0.71, 0.53), level);
        relief.gradient += w.y * vec3f(t.x, 0.0, t.y);
        relief.variance += w.y * t.z;
        relief.height_mm += w.y * t.w;
        mean2 += w.y * dot(t.xy, t.xy);
    }
    if w.z > 0.02 {
        let t = textureSampleLevel(relief_tile, tile_sampler, q.xy + vec2f(0.05, 0.83), level);
        relief.gradient += w.z * vec3f(t.x, t.y, 0.0);
        relief.variance += w.z * t.z;
        relief.height_mm += w.z * t.w;
        mean2 += w.z * dot(t.xy, t.xy);
    }
    relief.gradient -= n * dot(n, relief.gradient);
    relief.variance = max(relief.variance - mean2, 0.0);
    return relief;
}

// Blood, melanin and oil, each -1..1.
fn mottle_at(p: vec3f, n: vec3f, footprint_mm: f32) -> vec3f {
    let level = log2(max(footprint_mm * MOTTLE_SIDE_TEXELS / MOTTLE_SIDE_MM, 1.0));
    let w = side_weights(n);
    let q = p / MOTTLE_SIDE_MM;
    var sum = vec3f(0.0);
    if w.x > 0.02 { sum += w.x * textureSampleLevel(mottle_tile, tile_sampler, q.zy + vec2f(0.37, 0.11), level).rgb; }
    if w.y > 0.02 { sum += w.y * textureSampleLevel(mottle_tile, tile_sampler, q.xz + vec2f(0.71, 0.53), level).rgb; }
    if w.z > 0.02 { sum += w.z * textureSampleLevel(mottle_tile, tile_sampler, q.xy + vec2f(0.05, 0.83), level).rgb; }
    return (255.0 * sum - 128.0) / 127.0;
}
