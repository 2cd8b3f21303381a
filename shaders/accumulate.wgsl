// Running mean of the samples of a resting view: mean_k = mean_(k-1) + (sample_k - mean_(k-1)) / k. Both are kept as
// the bits of full floats (`common/bits.wgsl`).
//!include common/frame.wgsl
//!include common/fullscreen.wgsl
//!include common/bits.wgsl

@group(1) @binding(0) var sampled: texture_2d<u32>;
@group(1) @binding(1) var mean: texture_2d<u32>;

@fragment
fn fs(v: Fullscreen) -> @location(0) vec4u {
    let pixel = vec2i(v.position.xy);
    let sample = textureLoad(sampled, pixel, 0);
    if frame.sample_index < 0.5 {
        return sample;
    }
    let before = light_from_bits(textureLoad(mean, pixel, 0));
    return bits_from_light(mix(before, light_from_bits(sample), 1.0 / (frame.sample_index + 1.0)));
}
