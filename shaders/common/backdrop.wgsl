// What stands behind the head: a backdrop with a soft pool of light, and before it what a lens that is focused on the
// head leaves of a room. It stays with the viewer as the lights do: the head turns on its chair; only looking up or
// down moves it. Include after frame.wgsl.

// Where the viewer looks at a place of the picture: right of the middle, and above the horizon, radians. A cylinder
// about the axis across the picture, so that no view from above or below has a pole in it.
fn sight_rad(uv: vec2f) -> vec2f {
    let across = (uv - 0.5) * frame.viewport_px * frame.pixel_rad;
    return vec2f(across.x, -frame.down_rad - atan(across.y));
}

// How much of a shape is seen in a direction: of a rectangle both sides by themselves, so that a wide blur has no
// mitres.
fn seen_of(shape: BackgroundShape, sight: vec2f) -> f32 {
    let inside = shape.half_rad - abs(sight - shape.at_rad);
    if shape.corner_rad > 0.0 {
        let rim = shape.corner_rad - length(max(shape.corner_rad - inside, vec2f(0.0)));
        let t = clamp(rim * shape.steep_per_rad + 0.5, 0.0, 1.0);
        return t * t * (3.0 - 2.0 * t);
    }
    let t = clamp(inside * shape.steep_per_rad + 0.5, vec2f(0.0), vec2f(1.0));
    let sides = t * t * (3.0 - 2.0 * t);
    return sides.x * sides.y;
}

fn backdrop_at(uv: vec2f) -> vec3f {
    let aspect = frame.viewport_px.x / frame.viewport_px.y;
    let from_pool = (uv - vec2f(0.5, 0.42)) * vec2f(min(aspect, 1.6), 1.0);
    let fade = exp(-2.2 * dot(from_pool, from_pool));
    let sight = sight_rad(uv);
    var seen = frame.backdrop;
    for (var i = 0u; i < u32(frame.background_count); i++) {
        let shape = frame.background[i];
        let cover = shape.cover * seen_of(shape, sight);
        seen = mix(seen, shape.colour, cover);
    }
    return seen * mix(1.0 - frame.vignette, 1.0, fade);
}
