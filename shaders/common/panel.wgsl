// Panels that shine: softboxes, windows with their bars, tubes in a row. Include after frame.wgsl and gauss.wgsl.

// Fraction of a Gaussian about x that lies on panes in a row over |x| < half.
fn fraction_in_panes(x: f32, half: f32, panes: f32, gap: f32, sigma: f32) -> f32 {
    let pitch = 2.0 * half / panes;
    var sum = 0.0;
    for (var i = 0.5; i < panes; i += 1.0) {
        sum += fraction_within(abs(x + half - i * pitch), 0.5 * pitch * (1.0 - gap), sigma);
    }
    return sum;
}

// Light along one side of a panel over the mean, as a lobe of that width sees it: as Panel::profile where it is narrow,
// even where it is wider than the panel.
fn panel_profile(x: f32, half: f32, falloff: f32, gradient: f32, sigma: f32) -> f32 {
    let at = clamp(x / half, -1.0, 1.0);
    // Variance of a place on an even panel: half² / 3.
    let wide = sigma * sigma / (sigma * sigma + half * half / 3.0);
    return (1.0 + gradient * at * (1.0 - wide) - falloff * mix(at * at, 1.0 / 3.0, wide)) / (1.0 - falloff / 3.0);
}

// Fraction of a GGX lobe about `mirror` that a panel fills, weighed by its light: a Gaussian as wide at half height, in
// angles from its middle.
fn filled_by_panel(light: Light, mirror: vec3f, alpha: f32) -> f32 {
    let sigma = max(1.1 * alpha, 0.01);
    let x = atan2(dot(mirror, light.across), dot(mirror, light.direction));
    let y = asin(clamp(dot(mirror, light.upward), -1.0, 1.0));
    return fraction_in_panes(x, light.half_width_rad, light.panes.x, light.gap, sigma)
        * panel_profile(x, light.half_width_rad, light.falloff, 0.0, sigma)
        * fraction_in_panes(y, light.half_height_rad, light.panes.y, light.gap, sigma)
        * panel_profile(y, light.half_height_rad, light.falloff, light.gradient, sigma);
}
