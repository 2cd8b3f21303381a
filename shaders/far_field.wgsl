// Total loss of each dot, root and short shaft, written to one texel of the atlas: what views from afar read. Summed
// with the halos of `halo.wgsl`; alpha of the weighted loss carries the area of the shafts from the side, per area of
// skin.
//!include common/frame.wgsl

@group(1) @binding(0) var states: texture_2d<f32>;
//!include common/pigment_state.wgsl
//!include common/halo_instance.wgsl

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) @interpolate(flat) loss: vec3f,
    @location(1) @interpolate(flat) weighted: vec4f,
}

struct Targets {
    @location(0) loss: vec4f,
    @location(1) weighted: vec4f,
}

@vertex
fn vs(halo: HaloInstance) -> Varying {
    let state = pigment_state_at(halo.state);
    let pigment = aged(state, halo.radius_mm, halo.tau_550);
    let j = halo.atlas_from_tangent;
    let per_mm2 = abs(j.x * j.w - j.y * j.z) / (frame.far_field_texel_mm * frame.far_field_texel_mm);
    let core = select(core_saturation(pigment.tau) * (1.0 - state.veil), vec3f(0.0), state.mass < LEAST_MASS);
    let shafts_mm2 = halo.shaft_area_mm2 + frame.grown_mm * halo.shaft_width_mm;
    // Only halos crowd, by k of each other, but here all is summed. What that would add to streaks and contact shadows X
    // among halos H, k X (2 H + X), is taken off them beforehand, as where hair is whole and H is X.
    let streak = core * halo.streak_mm2;
    let contact = CONTACT_SHARE * shafts_mm2;
    let crowd = 1.0 + 3.0 * frame.crowding_of_sums * frame.hair_per_mm2 * (streak + contact);
    let pigmented = core * PI * pigment.radius2_mm2 + streak / crowd;
    let loss = (pigmented + contact / crowd) * per_mm2;
    let weighted = (pigmented * state.contrast + contact / crowd) * per_mm2;
    let place = halo.atlas_mm / frame.atlas_half_mm;
    let clip = vec4f(place.x, -place.y, 0.0, 1.0);
    return Varying(select(vec4f(2.0, 2.0, 2.0, 1.0), clip, halo.is_in_atlas == 1u), loss, vec4f(weighted, shafts_mm2 * per_mm2));
}

@fragment
fn fs(v: Varying) -> Targets {
    return Targets(vec4f(v.loss, 0.0), v.weighted);
}
