// Scene light to display; functions only.

// Khronos PBR Neutral tone mapper (Khronos 2024): leaves colours below 0.8 - f90 alone, so skin keeps its hue.
fn tone_curve(scene: vec3f) -> vec3f {
    let start = 0.8 - 0.04;
    let desaturation = 0.15;
    let x = min(scene.r, min(scene.g, scene.b));
    let offset = select(0.04, x - 6.25 * x * x, x < 0.08);
    var color = scene - offset;
    let peak = max(color.r, max(color.g, color.b));
    if peak < start {
        return color;
    }
    let d = 1.0 - start;
    let new_peak = 1.0 - d * d / (peak + d - start);
    color *= new_peak / peak;
    let g = 1.0 - 1.0 / (desaturation * (peak - new_peak) + 1.0);
    return mix(color, vec3f(new_peak), g);
}

// IEC 61966-2-1.
fn srgb_encode(linear: vec3f) -> vec3f {
    let c = clamp(linear, vec3f(0.0), vec3f(1.0));
    return select(1.055 * pow(c, vec3f(1.0 / 2.4)) - 0.055, 12.92 * c, c <= vec3f(0.0031308));
}
