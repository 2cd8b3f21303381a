// The dot law's last two lines (docs/optics.md#law-7-sums, docs/optics.md#law-8-reflectance); functions only.

// Relative reflectance under summed log loss S and contrast-weighted loss Q, per channel.
// S -> 0 gives 1 - Q; one depth gives 1 - c_inf (1 - e^-S), never below the floor 1 - c_inf.
fn relative_reflectance(s: vec3f, q: vec3f) -> vec3f {
    let covered = select((1.0 - exp(-s)) / max(s, vec3f(1e-4)), 1.0 - 0.5 * s, s < vec3f(1e-4));
    return 1.0 - q * covered;
}
