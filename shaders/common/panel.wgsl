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

// Fraction of a GGX lobe about `mirror` that a panel fills: a Gaussian as wide at half height, in angles from its
// middle.
fn filled_by_panel(light: Light, mirror: vec3f, alpha: f32) -> f32 {
    let sigma = max(1.1 * alpha, 0.01);
    let x = atan2(dot(mirror, light.across), dot(mirror, light.direction));
    let y = asin(clamp(dot(mirror, light.upward), -1.0, 1.0));
    return fraction_in_panes(x, light.half_width_rad, light.panes.x, light.gap, sigma)
        * fraction_in_panes(y, light.half_height_rad, light.panes.y, light.gap, sigma);
}
