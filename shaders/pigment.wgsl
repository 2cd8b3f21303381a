// The sharp core of every dot, splatted on the tangent plane (docs/optics.md#law-4-core, law 6). What adds is
// -ln(1 - b), so the order of the dots does not matter. The pixel's own footprint is one more variance, mapped onto
// the tangent plane (EWA, Zwicker et al. 2001), so that a dot keeps its absorbed area at every zoom and angle.
//!include common/frame.wgsl
//!include common/geometry.wgsl
//!include common/gauss.wgsl

@group(1) @binding(0) var disc_blur: texture_2d<f32>;
@group(1) @binding(1) var disc_sampler: sampler;
@group(2) @binding(0) var states: texture_2d<f32>;
//!include common/pigment_state.wgsl

const LIFT_MM: f32 = 0.25;          // towards the eye, past the chords of the mesh
const EDGE_ON: f32 = 0.035;         // cosine of skin that is seen within 2 degrees of edge-on
const REACH_SIGMAS: f32 = 3.0;

struct CoreInstance {
    @location(0) position: vec3f,
    @location(1) normal: vec2f,     // octahedral
    @location(2) radius_mm: f32,
    @location(3) tau_550: f32,
    @location(4) state: u32,
    @location(5) streak_mm: vec2f,  // of a root, along the tangents; 0 for a dot
}

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) offset_mm: vec2f,
    @location(1) @interpolate(flat) narrow: vec4f,   // inverse covariance (xx, xy, yy), radius over sigma
    @location(2) @interpolate(flat) wide: vec4f,
    @location(3) @interpolate(flat) absorbed: vec3f, // a_o times discs
    @location(4) @interpolate(flat) contrast: vec3f,
    @location(5) @interpolate(flat) mix: vec3f,      // p
}

struct Targets {
    @location(0) loss: vec4f,
    @location(1) weighted: vec4f,
}

const HIDDEN = vec4f(0.0, 0.0, 2.0, 1.0);

// Pixels per mm along a tangent vector at a point with clip coordinates `clip`.
fn px_per_mm(clip: vec4f, tangent: vec3f) -> vec2f {
    let d = frame.clip_from_world * vec4f(tangent, 0.0);
    return (d.xy - clip.xy * (d.w / clip.w)) / clip.w * 0.5 * frame.viewport_px;
}

// Inverse of (footprint + sigma² I) and radius over the mean sigma, for a Gaussian blur of a disc.
fn blur_ellipse(footprint: vec3f, sigma_mm: f32, radius_mm: f32) -> vec4f {
    let c = footprint + vec3f(sigma_mm * sigma_mm, 0.0, sigma_mm * sigma_mm);
    let det = c.x * c.z - c.y * c.y;
    return vec4f(c.z / det, -c.y / det, c.x / det, radius_mm * inverseSqrt(sqrt(det)));
}

@vertex
fn vs(@builtin(vertex_index) index: u32, core: CoreInstance) -> Varying {
    let normal = octahedral_decode(core.normal);
    let basis = tangent_frame(normal);
    let to_eye = normalize(frame.eye - core.position);
    let clip = frame.clip_from_world * vec4f(core.position, 1.0);
    let jx = px_per_mm(clip, basis[0]);
    let jy = px_per_mm(clip, basis[1]);
    let det = jx.x * jy.y - jx.y * jy.x;
    var out: Varying;
    out.clip = HIDDEN;
    let scale = max(dot(jx, jx), dot(jy, jy));
    // Behind the eye, facing away or edge-on: nothing to draw.
    if clip.w <= 0.0 || dot(normal, to_eye) < EDGE_ON || abs(det) < 1e-4 * scale {
        return out;
    }
    let state = pigment_state_at(core.state);
    if state.mass < LEAST_MASS {
        return out;
    }
    let pigment = aged(state, core.radius_mm, core.tau_550);
    // Covariance of one pixel on the tangent plane, mm²: J^-1 J^-T times the pixel's variance.
    let footprint = PIXEL_SIGMA_PX * PIXEL_SIGMA_PX / (det * det)
        * vec3f(dot(vec2f(jy.y, jy.x), vec2f(jy.y, jy.x)), -dot(jx, jy), dot(jx, jx));
    let radius_mm = sqrt(pigment.radius2_mm2);
    // A streak is its disc spread evenly along a line: as wide a Gaussian along it, and the area of a stadium.
    let s = core.streak_mm;
    let spread = footprint + vec3f(s.x * s.x, s.x * s.y, s.y * s.y) / 12.0;
    let discs = 1.0 + 2.0 * length(s) / (PI * radius_mm);
    let reach2 = pigment.radius2_mm2 + state.core_sigma_mm.y * state.core_sigma_mm.y;
    let extent = REACH_SIGMAS * sqrt(reach2 + vec2f(spread.x, spread.z));
    let offset = strip_corner(index) * extent;
    let corner = core.position + basis * (offset + 0.5 * s) + to_eye * LIFT_MM;
    out.clip = frame.clip_from_world * vec4f(corner, 1.0);
    out.offset_mm = offset;
    out.narrow = blur_ellipse(spread, state.core_sigma_mm.x, radius_mm);
    out.wide = blur_ellipse(spread, state.core_sigma_mm.y, radius_mm);
    out.absorbed = discs * core_saturation(pigment.tau) * (1.0 - state.veil);
    out.contrast = state.contrast;
    out.mix = state.core_mix;
    return out;
}

// D(rho; r, s) from optics::disc::disc_blur_table, which says what its axes are.
fn disc(offset: vec2f, ellipse: vec4f) -> f32 {
    let rho = sqrt(max(offset.x * offset.x * ellipse.x + 2.0 * offset.x * offset.y * ellipse.y
        + offset.y * offset.y * ellipse.z, 0.0));
    let y = ellipse.w;
    let inner = min(y, DISC_TABLE_EDGE);
    let u = (rho - y + inner) / (inner + DISC_TABLE_EDGE);
    let size = vec2f(textureDimensions(disc_blur));
    let uv = (clamp(vec2f(u, y / (y + DISC_TABLE_RADIUS)), vec2f(0.0), vec2f(1.0)) * (size - 1.0) + 0.5) / size;
    let value = (1.0 - exp(-0.5 * y * y)) * textureSampleLevel(disc_blur, disc_sampler, uv, 0.0).r;
    return select(0.0, value, u < 1.0);
}

@fragment
fn fs(v: Varying) -> Targets {
    let covered = mix(vec3f(disc(v.offset_mm, v.wide)), vec3f(disc(v.offset_mm, v.narrow)), v.mix);
    let loss = -frame.instance_weight * log(1.0 - min(v.absorbed * covered, vec3f(MOST_COVERED)));
    return Targets(vec4f(loss, 0.0), vec4f(loss * v.contrast, 0.0));
}
