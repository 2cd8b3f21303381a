// Light on skin, hair and pigment, once per visible pixel.
//!include common/frame.wgsl
//!include common/fullscreen.wgsl
//!include common/geometry.wgsl
//!include common/brdf.wgsl
//!include common/skin.wgsl

@group(1) @binding(0) var surface_position: texture_2d<f32>;   // position, ambient; ambient < 0: nothing there
@group(1) @binding(1) var surface_normal: texture_2d<f32>;     // octahedral normal, flush, scalp
@group(1) @binding(2) var surface_atlas: texture_2d<f32>;
@group(1) @binding(3) var loss: texture_2d<f32>;               // S per channel, stubble
@group(1) @binding(4) var weighted: texture_2d<f32>;           // Q per channel
@group(1) @binding(5) var halo_loss: texture_2d<f32>;          // S of the halo, redness
@group(1) @binding(6) var halo_weighted: texture_2d<f32>;
@group(1) @binding(7) var smooth_sampler: sampler;
@group(1) @binding(8) var shadow_map: texture_depth_2d;
@group(1) @binding(9) var shadow_sampler: sampler_comparison;
@group(1) @binding(10) var marks: texture_2d<f32>;             // paleness of scars, over the atlas

// How far red, green and blue light carry past the terminator of a rounded feature. Not physical: a stand-in for
// subsurface transport until the look issue; on a scalp of 80 mm radius the true width is under 1 %.
const TERMINATOR_WRAP = vec3f(0.16, 0.07, 0.045);
const SHADOW_LIFT_MM: f32 = 0.9;

struct Surface {
    position: vec3f,
    normal: vec3f,
    view: vec3f,
    ambient: f32,
}

// Value noise of integer lattice points; enough for slow variation of blood under the skin.
fn lattice(p: vec3i) -> f32 {
    var h = u32(p.x) * 374761393u + u32(p.y) * 668265263u + u32(p.z) * 2147483647u;
    h = (h ^ (h >> 13u)) * 1274126177u;
    return f32((h ^ (h >> 16u)) >> 8u) / 16777216.0 - 0.5;
}

fn value_noise(p: vec3f) -> f32 {
    let cell = vec3i(floor(p));
    let f = fract(p);
    let t = f * f * (3.0 - 2.0 * f);
    var corners = array<f32, 8>();
    for (var i = 0; i < 8; i++) {
        corners[i] = lattice(cell + vec3i(i & 1, (i >> 1u) & 1, i >> 2u));
    }
    let x0 = mix(mix(corners[0], corners[1], t.x), mix(corners[2], corners[3], t.x), t.y);
    let x1 = mix(mix(corners[4], corners[5], t.x), mix(corners[6], corners[7], t.x), t.y);
    return mix(x0, x1, t.z);
}

// Share of the key light that arrives, 0..1; four taps within one texel.
fn key_visibility(s: Surface) -> f32 {
    let lifted = s.position + s.normal * SHADOW_LIFT_MM;
    let p = frame.shadow_from_world * vec4f(lifted, 1.0);
    let uv = vec2f(0.5 + 0.5 * p.x, 0.5 - 0.5 * p.y);
    let texel = 0.75 / vec2f(textureDimensions(shadow_map));
    var lit = 0.0;
    for (var i = 0u; i < 4u; i++) {
        let tap = uv + strip_corner(i) * texel;
        lit += textureSampleCompareLevel(shadow_map, shadow_sampler, tap, p.z - 0.0005);
    }
    return 0.25 * lit;
}

// Lambert, carried a little past the terminator; integrates to the same irradiance (d'Eon 2007, wrap over (1+w)²).
fn wrapped_cosine(n_dot_l: f32) -> vec3f {
    let w = TERMINATOR_WRAP;
    return max(vec3f(n_dot_l) + w, vec3f(0.0)) / ((1.0 + w) * (1.0 + w));
}

// Two GGX lobes over one light, widened by the light's own size (Karis 2013).
fn specular_of(s: Surface, light: Light) -> f32 {
    let h = normalize(s.view + light.direction);
    let n_dot_l = dot(s.normal, light.direction);
    if n_dot_l <= 0.0 {
        return 0.0;
    }
    let n_dot_v = max(dot(s.normal, s.view), 0.05);
    let n_dot_h = clamp(dot(s.normal, h), 0.0, 1.0);
    let oil_alpha = pow(mix(0.42, 0.24, frame.shine), 2.0);
    let skin_alpha = 0.25;
    let oil_weight = mix(0.1, 0.5, frame.shine);
    var sum = 0.0;
    for (var lobe = 0; lobe < 2; lobe++) {
        let base = select(skin_alpha, oil_alpha, lobe == 0);
        let alpha = clamp(base + 0.35 * light.angular_radius_rad, 0.0, 1.0);
        let value = ggx_distribution(n_dot_h, alpha) * smith_visibility(n_dot_v, n_dot_l, alpha);
        sum += value * select(1.0 - oil_weight, oil_weight, lobe == 0);
    }
    let f0 = mix(0.028, 0.042, frame.shine);
    return sum * fresnel(f0, dot(s.view, h)) * n_dot_l * light.irradiance * 3.14159265;
}

// Radiance of the surroundings in a direction: ground below, sky above, soft between.
fn environment(direction: vec3f) -> f32 {
    return mix(frame.ground, frame.sky, smoothstep(-0.45, 0.6, direction.y));
}

struct Lit {
    irradiance: vec3f,   // over pi, per channel
    specular: f32,
}

fn gather_light(s: Surface, albedo: vec3f) -> Lit {
    // Light that bounces inside a crevice is brighter where skin is brighter (Jimenez et al. 2016, ambient occlusion colour).
    let open = pow(vec3f(s.ambient), 1.0 - 0.45 * albedo);
    var lit = Lit(open * mix(frame.ground, frame.sky, 0.5 + 0.5 * s.normal.y), 0.0);
    let shadow = key_visibility(s);
    for (var i = 0u; i < u32(frame.light_count); i++) {
        let light = frame.lights[i];
        // Lights without a map are dimmed by openness instead.
        let arrives = mix(smoothstep(0.0, 0.7, s.ambient), shadow, light.casts_shadow);
        lit.irradiance += arrives * light.irradiance * wrapped_cosine(dot(s.normal, light.direction));
        lit.specular += arrives * specular_of(s, light);
    }
    let mirror = reflect(-s.view, s.normal);
    let n_dot_v = max(dot(s.normal, s.view), 0.05);
    let occlusion = s.ambient * clamp(pow(n_dot_v + s.ambient, 2.0) - 1.0 + s.ambient, 0.0, 1.0);
    lit.specular += occlusion * environment(mirror) * environment_albedo(0.035, 0.5, n_dot_v);
    return lit;
}

struct Pigment {
    pale: f32,
    loss: vec3f,
    weighted: vec3f,
    stubble: f32,
    redness: f32,
}

fn gather_pigment(pixel: vec2i, scalp: f32) -> Pigment {
    let s = textureLoad(loss, pixel, 0);
    let q = textureLoad(weighted, pixel, 0);
    let atlas = textureLoad(surface_atlas, pixel, 0).xy / frame.atlas_half_mm;
    let uv = 0.5 + 0.5 * atlas;
    let halo_s = textureSampleLevel(halo_loss, smooth_sampler, uv, 0.0) * scalp;
    let halo_q = textureSampleLevel(halo_weighted, smooth_sampler, uv, 0.0) * scalp;
    let pale = textureSampleLevel(marks, smooth_sampler, uv, 0.0).r * scalp;
    return Pigment(pale, s.rgb + halo_s.rgb, q.rgb + halo_q.rgb, s.a, halo_s.a);
}

@fragment
fn fs(v: Fullscreen) -> @location(0) vec4f {
    let pixel = vec2i(v.position.xy);
    let g0 = textureLoad(surface_position, pixel, 0);
    if g0.w < 0.0 {
        discard;
    }
    let g1 = textureLoad(surface_normal, pixel, 0);
    let view = normalize(frame.eye - g0.xyz);
    let s = Surface(g0.xyz, octahedral_decode(g1.xy), view, g0.w);

    let pigment = gather_pigment(pixel, g1.w);
    let mottle = frame.mottle * (value_noise(s.position / 14.0) + 0.6 * value_noise(s.position / 4.0));
    let flush = clamp(g1.z + mottle + pigment.redness, -0.25, 1.2);
    let sound = max(mix(frame.bare, frame.flushed, flush), vec3f(0.0));
    let bare = mix(sound, frame.scarred, pigment.pale);
    let skin = bare * relative_reflectance(pigment.loss, pigment.weighted);

    let lit = gather_light(s, bare);
    let shaft = 1.0 - exp(-pigment.stubble);
    let reflectance = mix(skin, frame.hair, shaft);
    let specular = lit.specular * select(0.0, 1.0, frame.shine >= 0.0) * (1.0 - 0.6 * shaft);
    return vec4f(reflectance * lit.irradiance + specular * frame.white, 1.0);
}
