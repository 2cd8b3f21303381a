// The wide halo of every dot, summed into the scalp atlas when dots change: light that goes in beside a dot and
// comes out through it, or the reverse (docs/optics.md#law-5-halo). Alpha of the loss carries fresh redness, that of the
// weighted loss how much of the skin around is covered by dots, but in views from afar (docs/optics.md#law-8-reflectance).
//!include common/frame.wgsl
//!include common/geometry.wgsl

@group(1) @binding(0) var states: texture_2d<f32>;
//!include common/pigment_state.wgsl
//!include common/halo_instance.wgsl

// So many widths leave 0.3 % of the widest channel outside.
const REACH_SIGMAS: f32 = 3.2;

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) offset_mm: vec2f,
    @location(1) @interpolate(flat) loss: vec4f,
    @location(2) @interpolate(flat) falloff: vec4f,
    @location(3) @interpolate(flat) weighted: vec3f,
    @location(4) @interpolate(flat) coverage: f32,
}

struct Targets {
    @location(0) loss: vec4f,
    @location(1) weighted: vec4f,
}

@vertex
fn vs(@builtin(vertex_index) index: u32, halo: HaloInstance) -> Varying {
    let state = pigment_state_at(halo.state);
    let pigment = aged(state, halo.radius_mm, halo.tau_550);
    // The disc's own variance, r²/4 on each axis, joins the halo's; its area pi r² is kept.
    let sigma2 = state.halo_sigma_mm * state.halo_sigma_mm + 0.25 * pigment.radius2_mm2;
    let strength = state.halo_gain / (1.0 + state.self_overlap_per_mm * sqrt(pigment.radius2_mm2));
    let scattered = (1.0 - state.veil) * strength * halo_saturation(pigment.tau) * pigment.radius2_mm2;
    // Contact shadows are drawn with their shafts.
    let shadow = (halo.shadow_mm2 - CONTACT_SHARE * halo.contact_mm2) / PI;
    let loss = (scattered + shadow) / (2.0 * sigma2);
    let weighted = (scattered * state.contrast + shadow) / (2.0 * sigma2);
    let variance = vec4f(sigma2, frame.erythema_sigma_mm * frame.erythema_sigma_mm);
    // The erythema counts only while there is one.
    let widest2 = max(max(sigma2.x, sigma2.y), max(sigma2.z, select(0.0, variance.w, state.redness > 0.0)));
    let reach_mm = select(REACH_SIGMAS * sqrt(widest2), 0.0, state.mass < LEAST_MASS);
    let offset_mm = strip_corner(index) * reach_mm;
    let jacobian = mat2x2f(halo.atlas_from_tangent.xy, halo.atlas_from_tangent.zw);
    let place = (halo.atlas_mm + jacobian * offset_mm) / frame.atlas_half_mm;
    let clip = vec4f(place.x, -place.y, 0.0, 1.0);
    // As Tables::seen of src/optics/tables.rs.
    let covered = (1.0 - state.veil) * halo_saturation(pigment.tau).g * pigment.radius2_mm2 / (2.0 * sigma2.g);
    let coverage = select(covered, 0.0, frame.far_field_texel_mm > 0.0);
    return Varying(clip, offset_mm, vec4f(loss, state.redness), -0.5 / variance, weighted, coverage);
}

@fragment
fn fs(v: Varying) -> Targets {
    let falloff = exp(v.falloff * dot(v.offset_mm, v.offset_mm));
    let coverage = v.coverage * falloff.g;
    // Less what it would crowd itself.
    let halo = falloff.rgb * (1.0 - CROWDING * coverage);
    return Targets(vec4f(v.loss.rgb * halo, v.loss.a * falloff.a), vec4f(v.weighted * halo, coverage));
}
