// Surface reflection; functions only.
//!include common/gauss.wgsl

// GGX distribution (Walter et al. 2007, eq. 33). Integrates to 1 over the projected hemisphere.
fn ggx_distribution(n_dot_h: f32, alpha: f32) -> f32 {
    let a2 = alpha * alpha;
    let d = n_dot_h * n_dot_h * (a2 - 1.0) + 1.0;
    return a2 / (PI * d * d);
}

// Height-correlated Smith visibility over 4 (n.l)(n.v) (Heitz 2014; Lagarde and de Rousiers 2014).
fn smith_visibility(n_dot_v: f32, n_dot_l: f32, alpha: f32) -> f32 {
    let a2 = alpha * alpha;
    let v = n_dot_l * sqrt(n_dot_v * n_dot_v * (1.0 - a2) + a2);
    let l = n_dot_v * sqrt(n_dot_l * n_dot_l * (1.0 - a2) + a2);
    return 0.5 / max(v + l, 1e-5);
}

// Schlick 1994.
fn fresnel(f0: f32, cosine: f32) -> f32 {
    return f0 + (1.0 - f0) * pow(1.0 - clamp(cosine, 0.0, 1.0), 5.0);
}

// Directional albedo of a GGX lobe, fit by Karis 2014 ("Physically based shading on mobile").
fn environment_albedo(f0: f32, roughness: f32, n_dot_v: f32) -> f32 {
    let r = roughness * vec4f(-1.0, -0.0275, -0.572, 0.022) + vec4f(1.0, 0.0425, 1.04, -0.04);
    let a004 = min(r.x * r.x, exp2(-9.28 * n_dot_v)) * r.x + r.y;
    return f0 * (-1.04 * a004 + r.z) + 1.04 * a004 + r.w;
}

// Variance of the logistic distribution, pi²/3.
const LOGISTIC_VARIANCE: f32 = 3.2899;

// The cosine as curved skin shows it: light wanders sideways, so the terminator of a ball is the ramp max(x, 0) under a
// Gaussian as wide as that way over the ball's radius. Closed form of it, the normal integral taken as logistic; the
// idea of tables by curvature is Penner's (2011). Sends back what came in: the mean over a ball is 1/4.
fn softened_cosine(n_dot_l: vec3f, way_over_radius: vec3f) -> vec3f {
    let width = max(way_over_radius, vec3f(1e-3)) / LOGISTIC;
    let x = n_dot_l / width;
    let ramp = width * select(log(1.0 + exp(min(x, vec3f(20.0)))), x, x > vec3f(20.0));
    return ramp / (1.0 + LOGISTIC_VARIANCE * width * width);
}
