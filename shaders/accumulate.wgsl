// Running mean of the samples of a resting view: mean_k = mean_(k-1) + (sample_k - mean_(k-1)) / k.
//!include common/frame.wgsl
//!include common/fullscreen.wgsl

@group(1) @binding(0) var sampled: texture_2d<f32>;
@group(1) @binding(1) var mean: texture_2d<f32>;

@fragment
fn fs(v: Fullscreen) -> @location(0) vec4f {
    let pixel = vec2i(v.position.xy);
    let sample = textureLoad(sampled, pixel, 0);
    if frame.sample_index < 0.5 {
        return sample;
    }
    return mix(textureLoad(mean, pixel, 0), sample, 1.0 / (frame.sample_index + 1.0));
}
