// Scene light to display; functions only.

// Khronos PBR Neutral tone mapper (Khronos 2024): leaves colours below TONE_START alone, so skin keeps its hue.
fn tone_curve(scene: vec3f) -> vec3f {
    let x = min(scene.r, min(scene.g, scene.b));
    let offset = select(TONE_OFFSET, x - TONE_TOE * x * x, x < 2.0 * TONE_OFFSET);
    var color = scene - offset;
    let peak = max(color.r, max(color.g, color.b));
    if peak < TONE_START {
        return color;
    }
    let d = 1.0 - TONE_START;
    let new_peak = 1.0 - d * d / (peak + d - TONE_START);
    color *= new_peak / peak;
    let g = 1.0 - 1.0 / (TONE_DESATURATION * (peak - new_peak) + 1.0);
    return mix(color, vec3f(new_peak), g);
}

// IEC 61966-2-1.
fn srgb_encode(linear: vec3f) -> vec3f {
    let c = clamp(linear, vec3f(0.0), vec3f(1.0));
    let power = (1.0 + SRGB_SHIFT) * pow(c, vec3f(1.0 / SRGB_GAMMA)) - SRGB_SHIFT;
    return select(power, SRGB_SLOPE * c, c <= vec3f(SRGB_LINE_END));
}
