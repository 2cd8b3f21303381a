// Accumulated scene light to the display: exposure, tone curve, sRGB, grain where it is asked for, and a dither of half a step against banding.
//!include common/frame.wgsl
//!include common/fullscreen.wgsl
//!include common/bits.wgsl
//!include common/tone.wgsl
//!include common/film.wgsl

@group(1) @binding(0) var accumulated: texture_2d<u32>;

// Weights of the channels in brightness (ITU-R BT.709).
const LUMA: vec3f = vec3f(0.2126, 0.7152, 0.0722);

// Integer hash of the pixel (Jarzynski and Olano 2020, JCGT 9(3), pcg2d).
fn pixel_noise(pixel: vec2u) -> f32 {
    var v = pixel * 1664525u + 1013904223u;
    v.x += v.y * 1664525u;
    v.y += v.x * 1664525u;
    v = v ^ (v >> vec2u(16u));
    v.x += v.y * 1664525u;
    return f32(v.x >> 8u) / 16777216.0;
}

@fragment
fn fs(v: Fullscreen) -> @location(0) vec4f {
    let pixel = vec2i(v.uv * frame.viewport_px);   // the picture may be one part of the window
    let scene = light_from_bits(textureLoad(accumulated, pixel, 0));
    var display = srgb_encode(tone_curve(scene * frame.exposure));
    if frame.grain_px > 0.0 {
        let luma = dot(display, LUMA);
        display += grain_deviation(frame.grain_px, luma) * grain_at(vec2f(pixel), frame.grain_px, frame.grain_seed);
    }
    return vec4f(display + (pixel_noise(vec2u(pixel)) - 0.5) / 255.0, 1.0);
}
