// What the day and the light make of a dot: the table of src/render/levels.rs read back, and the pigment of one dot
// under it. Include after a binding `levels` of texture_2d<f32>.

// Dots of less pigment than this are not there.
const LEAST_MASS: f32 = 1e-3;

struct Level {
    swelling: f32,         // factor on the radius
    spread2_mm2: f32,      // four times the variance of migration
    mass: f32,             // 1 settled
    redness: f32,          // of the skin around it
    tau_rgb: vec3f,        // relative to 550 nm
    veil: f32,             // share of its loss that new skin hides
    core: vec3f,           // sigma A, sigma B (mm), mix p
    contrast: vec3f,       // c_inf
    halo_sigma_mm: vec3f,
    halo_gain: vec3f,      // nu - 1 of this column, as thin as can be
    swallowed_per_mm: f32, // what each mm of radius takes of it
    scab_tau: vec3f,
}

fn level_at(index: u32) -> Level {
    let at = vec2u(index % LEVELS_PER_ROW, index / LEVELS_PER_ROW * TEXELS_PER_LEVEL);
    let a = textureLoad(levels, at, 0);
    let b = textureLoad(levels, at + vec2u(0u, 1u), 0);
    let c = textureLoad(levels, at + vec2u(0u, 2u), 0);
    let d = textureLoad(levels, at + vec2u(0u, 3u), 0);
    let e = textureLoad(levels, at + vec2u(0u, 4u), 0);
    let f = textureLoad(levels, at + vec2u(0u, 5u), 0);
    return Level(a.x, a.y, a.z, a.w, b.rgb, b.w, c.rgb, d.rgb, e.rgb, f.rgb, f.w, vec3f(c.w, d.w, e.w));
}

struct Aged {
    radius2_mm2: f32,
    tau: vec3f,
}

// As PigmentState of src/appearance.rs. Mass is kept: a dot that swells or spreads thins (docs/optics.md#law-1-mass: r_eff = 2 s).
fn aged(level: Level, radius_mm: f32, tau: f32) -> Aged {
    let swollen = radius_mm * level.swelling;
    let radius2 = swollen * swollen + level.spread2_mm2;
    let share = tau * level.mass * radius_mm * radius_mm / radius2;
    return Aged(radius2, level.tau_rgb * share + level.scab_tau);
}

// Law 2, as core_saturation and halo_saturation of src/optics/dot.rs.
fn core_saturation(tau: vec3f) -> vec3f {
    let x = 1.0 + CORE_SATURATION_RATE * tau;
    return 1.0 - 1.0 / (x * x * x * x);
}

fn halo_saturation(tau: vec3f) -> vec3f {
    return 1.0 - exp(-HALO_SATURATION_RATE * tau);
}
