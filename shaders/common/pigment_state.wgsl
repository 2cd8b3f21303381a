// What the day and the light make of a dot: the table of src/render/pigment_states.rs read back, and the pigment of one
// dot under it. Include after a binding `states` of texture_2d<f32>.

// Dots of less pigment than this are not there.
const LEAST_MASS: f32 = 1e-3;

struct PigmentState {
    swelling: f32,         // factor on the radius
    spread2_mm2: f32,      // four times the variance of migration
    mass: f32,             // 1 settled
    redness: f32,          // of the skin around it
    tau_rgb: vec3f,        // relative to 550 nm
    veil: f32,             // fraction of its loss that new skin hides
    core_sigma_mm: vec2f,  // sigma A, sigma B
    core_mix: vec3f,       // p
    contrast: vec3f,       // c_inf
    halo_sigma_mm: vec3f,
    halo_gain: vec3f,      // nu - 1 of this column, as thin as can be
    self_overlap_per_mm: f32, // what each mm of radius takes of it
    scab_tau: vec3f,
}

fn pigment_state_at(index: u32) -> PigmentState {
    let at = vec2u(index % STATES_PER_ROW, index / STATES_PER_ROW * TEXELS_PER_STATE);
    let a = textureLoad(states, at, 0);
    let b = textureLoad(states, at + vec2u(0u, 1u), 0);
    let c = textureLoad(states, at + vec2u(0u, 2u), 0);
    let d = textureLoad(states, at + vec2u(0u, 3u), 0);
    let e = textureLoad(states, at + vec2u(0u, 4u), 0);
    let f = textureLoad(states, at + vec2u(0u, 5u), 0);
    let g = textureLoad(states, at + vec2u(0u, 6u), 0);
    return PigmentState(a.x, a.y, a.z, a.w, b.rgb, b.w, c.xy, g.rgb, d.rgb, e.rgb, f.rgb, c.z, vec3f(c.w, d.w, e.w));
}

struct Aged {
    radius2_mm2: f32,
    tau: vec3f,
}

// As PigmentState of src/appearance.rs. Mass is kept: a dot that swells or spreads thins (docs/optics.md#law-1-mass:
// r_eff = 2 s).
fn aged(state: PigmentState, radius_mm: f32, tau: f32) -> Aged {
    let swollen = radius_mm * state.swelling;
    let radius2 = swollen * swollen + state.spread2_mm2;
    let fraction = tau * state.mass * radius_mm * radius_mm / radius2;
    return Aged(radius2, state.tau_rgb * fraction + state.scab_tau);
}

// Law 2, as core_saturation and halo_saturation of src/optics/dot.rs.
fn core_saturation(tau: vec3f) -> vec3f {
    let x = 1.0 + CORE_SATURATION_RATE * tau;
    return 1.0 - 1.0 / (x * x * x * x);
}

fn halo_saturation(tau: vec3f) -> vec3f {
    return 1.0 - exp(-HALO_SATURATION_RATE * tau);
}
