// A studio backdrop: a soft pool of light behind the head. Include after frame.wgsl.

fn backdrop_at(uv: vec2f) -> vec3f {
    let aspect = frame.viewport_px.x / frame.viewport_px.y;
    let from_pool = (uv - vec2f(0.5, 0.42)) * vec2f(min(aspect, 1.6), 1.0);
    let fade = exp(-2.2 * dot(from_pool, from_pool));
    return frame.backdrop * mix(1.0 - frame.vignette, 1.0, fade);
}
