// Light on skin, hair and pigment, once per visible pixel.
//!include common/frame.wgsl
//!include common/fullscreen.wgsl
//!include common/geometry.wgsl
//!include common/brdf.wgsl
//!include common/gauss.wgsl
//!include common/panel.wgsl
//!include common/skin.wgsl
//!include common/backdrop.wgsl
//!include common/bits.wgsl

@group(1) @binding(0) var surface_place: texture_2d<u32>;      // position, ambient visibility, curvature
@group(1) @binding(1) var surface_traits: texture_2d<u32>;     // normal, erythema, scalp, place in the atlas
// The shadow map as plain numbers, the depth that each light sees: OpenGL ES reads no texel of a depth texture.
@group(1) @binding(2) var shadow_depth: texture_2d<f32>;
@group(1) @binding(3) var loss: texture_2d<f32>;               // S per channel, stubble
@group(1) @binding(4) var weighted: texture_2d<f32>;           // Q per channel, white stubble
@group(1) @binding(5) var halo_loss: texture_2d<f32>;          // S of the halo, redness
@group(1) @binding(6) var halo_weighted: texture_2d<f32>;
@group(1) @binding(7) var smooth_sampler: sampler;
@group(1) @binding(8) var shadow_map: texture_depth_2d;
@group(1) @binding(9) var shadow_sampler: sampler_comparison;
@group(1) @binding(10) var marks: texture_2d<f32>;             // scars' paleness, brown, veins, over the atlas
@group(1) @binding(11) var relief_tile: texture_2d<f32>;
@group(1) @binding(12) var mottle_tile: texture_2d<f32>;
@group(1) @binding(13) var tile_sampler: sampler;
@group(1) @binding(14) var strand: texture_2d<f32>;            // light of long hair, cover of stubble; by coverage
@group(1) @binding(16) var client: texture_2d<f32>;            // the client's own skin over the plan's, how much of it
@group(1) @binding(15) var creases: texture_2d<f32>;           // height that they take from the skin, mm, over the atlas
//!include common/detail.wgsl
//!include common/eye.wgsl
//!include common/cloth.wgsl

// Numbers by eye, unless their source is given.
//
// Shadows. Skin is looked up so far above itself, and so much nearer to the light, as a fraction of the map's depth.
const SHADOW_LIFT_MM: f32 = 0.35;
const SHADOW_BIAS: f32 = 0.0005;
// Taps lie so far from the middle, texels; a light's part of the map ends so far within its edge, in parts.
const SHADOW_TAP_TEXELS: f32 = 0.75;
const SHADOW_MARGIN: f32 = 0.002;
// Lights without a map: ambient visibility from which they arrive whole.
const OPEN_TO_ALL: f32 = 0.7;
// Ambient visibility of cavities that the mesh has no room for, nostrils and ear canals: light does not find its way in.
const CAVITY: vec2f = vec2f(0.02, 0.26);
// Where light leaves a thin part, its thickness is looked up so far inside, mm.
const INSIDE_MM: f32 = 1.0;
//
// Light that leaves from inside the skin.
// How much of the relief it still shows, red to blue: it averages over its own path.
const INNER_RELIEF: vec3f = vec3f(0.6, 0.85, 1.0);
// What a hollow of the relief takes of it and what stands out gains, red to blue, 1/mm; heights that count, mm.
const HOLLOW_PER_MM: vec3f = vec3f(6.0, 7.5, 8.0);
const HOLLOW_RANGE: vec2f = vec2f(-0.012, 0.012);
// What is closed to the surroundings is skin that sends light too: as much as skin here and as a ball in the open, by
// this share of the latter: by eye, and held against a path tracer (examples/cycles).
const AROUND_OPEN: f32 = 0.5;
// Long hair is dimmed by ambient visibility to the lights, so much of it, and to all around; a light counts until skin
// is turned so far from it, as a cosine.
const OPEN_TO_LIGHTS: f32 = 0.7;
const WRAP: f32 = 0.25;
//
// Colour.
// Swelling of fully reddened skin, mm: what a finger feels over a fresh field; its steepest slope.
const SWELLING_MM: f32 = 0.22;
const STEEPEST: f32 = 0.5;
// Rings of the neck: how far they stray and how often, mm and 1/mm; depth of the lower over the upper; where they fade
// out towards the back, mm. By eye.
const NECK_RING_WAVE_MM: f32 = 1.6;
const NECK_RING_WAVES: f32 = 0.07;
const NECK_LOWER_RING: f32 = 0.7;
const NECK_RING_ENDS: vec2f = vec2f(-58.0, -18.0);
// How much darker a crease is for its depth, 1/mm: it sees less of the light.
const CREASE_DARKENS_PER_MM: f32 = 0.5;
// Least and most blood, as fractions of the way to reddened skin.
const ERYTHEMA_RANGE: vec2f = vec2f(-0.25, 1.2);
// Unevenness of blood, as a multiple of the frame's.
const UNEVEN_BLOOD: f32 = 2.6;
// Paleness of skin that hair has shaded for years, and unevenness of melanin, in exponents of the brown one.
const SHADED: f32 = 0.08;
const UNEVEN_BROWN: f32 = 0.06;
// A mole's melanin lies deep too, where it takes all colours alike: fraction of light, and the brown over which it sets
// in.
const DEEP_BROWN: f32 = 0.45;
const DEEP_BROWN_RANGE: vec2f = vec2f(0.25, 0.9);
//
// Gloss.
// Fraction of light that horn cells and down send back. Brown forearms send 0.066 at 400 nm with their gloss (NIST), the
// skin of these laws 0.038 and the gloss 0.028: little is left for it.
const HORN: f32 = 0.008;
// Width of the dry lobe, of matt skin and of skin from so oily on: sebum fills what scatters; roughness of the oily one, its weight, and what both reflect facing the light, matt to oily.
const DRY_ALPHA: vec2f = vec2f(0.34, 0.15);
const DRY_FILLED: f32 = 0.45;
const OILY_ROUGHNESS: vec2f = vec2f(0.36, 0.16);
const OILY_WEIGHT: vec2f = vec2f(0.2, 0.8);
const F0: vec2f = vec2f(0.028, 0.042);
// A disc of light widens lobes by this fraction of its radius (after Karis 2013).
const DISC_WIDENING: f32 = 0.35;
// Lobes of grazing view are those of this cosine.
const LEAST_COSINE: f32 = 0.05;
// Cosines of the skin, without its relief, over which gloss sets in.
const GLOSS_RISE: vec2f = vec2f(-0.02, 0.1);
// Surroundings: heights between ground and sky; fraction of the oily lobe in their one lobe, and what that reflects.
const HORIZON: vec2f = vec2f(-0.45, 0.6);
const MIRROR_OILY: f32 = 0.3;
const MIRROR_F0: f32 = 0.035;
// A chest hides the floor, whether there is a mesh of it or not: share left, and heights over which it ends.
const CHEST_LEAVES: f32 = 0.3;
const CHEST: vec2f = vec2f(-0.7, 0.1);
// What skin that swells and weeps where it is fully red looks oilier by.
const FRESH_OIL: f32 = 0.6;
// How the mottle varies oil; how pores hide gloss and what stands out has more of it, 1/mm, and within what.
const UNEVEN_OIL: f32 = 0.3;
const PORES_PER_MM: f32 = 18.0;
const PORES_RANGE: vec2f = vec2f(0.4, 1.7);
// Fraction of gloss that whole cover by hair hides.
const HAIR_HIDES: f32 = 0.6;
//
// Lid edges and what lies in the corners of the eyes: no melanin to speak of, much blood; share of it where moist.
const MUCOSA: vec3f = vec3f(0.46, 0.2, 0.165);
const MUCOSA_SHARE: f32 = 0.75;
const MUCOSA_DARKEST: f32 = 0.55;   // of it on the darkest skin
const MOIST_GLOSS: f32 = 0.6;
//
// Least cosine that lengthens a footprint, and the cover of short hair.
const LEAST_FOOTPRINT_COSINE: f32 = 0.1;
const LEAST_COAT_COSINE: f32 = 0.12;

struct Surface {
    position: vec3f,
    normal: vec3f,
    view: vec3f,
    ambient: f32,
    curvature: f32,    // 1/mm
}

// What of light comes back from the surface itself.
struct Gloss {
    normal: vec3f,
    variance: f32,     // of slopes within the pixel
    oil: f32,          // 0..1
    open: f32,         // pores hide some, ridges have more
}

struct Pigment {
    marks: vec4f,      // scar, brown, vein, shaded by hair
    loss: vec3f,
    weighted: vec3f,
    stubble: f32,      // sum of -ln(1 - covered)
    white_stubble: f32,
    cover: f32,         // what of the stubble is in the atlas
    redness: f32,
}

// Place in the part of the shadow map that belongs to a light, and depth there.
fn shadow_place(light: u32, position: vec3f) -> vec3f {
    let p = frame.shadow_from_world[light] * vec4f(position, 1.0);
    let part = vec2f(f32(light % SHADOW_MAPS_ACROSS), f32(light / SHADOW_MAPS_ACROSS));
    let uv = clamp(vec2f(0.5 + 0.5 * p.x, 0.5 - 0.5 * p.y), vec2f(SHADOW_MARGIN), vec2f(1.0 - SHADOW_MARGIN));
    // What lies beyond the map, as shoulders may, is lit.
    let depth = select(min(p.z, 1.0), 0.0, any(abs(p.xy) > vec2f(1.0)));
    return vec3f((uv + part) / f32(SHADOW_MAPS_ACROSS), depth);
}

// Fraction of a light that arrives, 0..1; four taps within one texel.
fn visibility(light: u32, s: Surface) -> f32 {
    let place = shadow_place(light, s.position + s.normal * SHADOW_LIFT_MM);
    let reach = SHADOW_TAP_TEXELS / vec2f(textureDimensions(shadow_map));
    if frame.shadow_taps < 2.0 {
        return textureSampleCompareLevel(shadow_map, shadow_sampler, place.xy, place.z - SHADOW_BIAS);
    }
    var lit = 0.0;
    for (var i = 0u; i < 4u; i++) {
        let tap = place.xy + strip_corner(i) * reach;
        lit += textureSampleCompareLevel(shadow_map, shadow_sampler, tap, place.z - SHADOW_BIAS);
    }
    return 0.25 * lit;
}

// Light that came in on the far side and through: thickness along the light from its shadow map, then the decay
// of src/optics/through.rs (after Jimenez et al. 2010, "Real-time realistic skin translucency").
fn passed_through(light: u32, s: Surface, n_dot_l: f32) -> vec3f {
    if n_dot_l >= 0.0 {
        return vec3f(0.0);
    }
    let place = shadow_place(light, s.position - INSIDE_MM * s.normal);
    let texel = vec2i(place.xy * vec2f(textureDimensions(shadow_depth)));
    let entry = textureLoad(shadow_depth, texel, 0).r;
    let thickness_mm = max(place.z - entry, 0.0) * frame.shadow_range_mm - n_dot_l * INSIDE_MM;
    return -n_dot_l * exp(-thickness_mm * frame.through_per_mm);
}

fn oil_alpha(oil: f32) -> f32 {
    let roughness = mix(OILY_ROUGHNESS.x, OILY_ROUGHNESS.y, oil);
    return roughness * roughness;
}

fn dry_alpha(oil: f32) -> f32 {
    return mix(DRY_ALPHA.x, DRY_ALPHA.y, min(oil / DRY_FILLED, 1.0));
}

// Width of a lobe over a pixel whose slopes vary (Kaplanyan et al. 2016: alpha squared adds up).
fn widened(alpha: f32, variance: f32) -> f32 {
    return min(sqrt(alpha * alpha + variance), 1.0);
}

// The two lobes of a pixel of skin: how wide, how much of the oily one.
struct Lobes {
    dry: f32,
    oily: f32,
    oil_weight: f32,
    f0: f32,
}

fn lobes_of(g: Gloss) -> Lobes {
    let oily = widened(oil_alpha(g.oil), g.variance);
    let weight = mix(OILY_WEIGHT.x, OILY_WEIGHT.y, g.oil);
    return Lobes(widened(dry_alpha(g.oil), g.variance), oily, weight, mix(F0.x, F0.y, g.oil));
}

// Two GGX lobes over a disc, widened by its size (Karis 2013). Over pi.
fn gloss_of_disc(lobes: Lobes, n: vec3f, view: vec3f, light: Light) -> f32 {
    let n_dot_l = dot(n, light.direction);
    if n_dot_l <= 0.0 {
        return 0.0;
    }
    let h = normalize(view + light.direction);
    let n_dot_v = max(dot(n, view), LEAST_COSINE);
    let n_dot_h = clamp(dot(n, h), 0.0, 1.0);
    let size = DISC_WIDENING * light.angular_radius_rad;
    let oily = clamp(lobes.oily + size, 0.0, 1.0);
    let dry = clamp(lobes.dry + size, 0.0, 1.0);
    let sum = mix(ggx_distribution(n_dot_h, dry) * smith_visibility(n_dot_v, n_dot_l, dry),
                  ggx_distribution(n_dot_h, oily) * smith_visibility(n_dot_v, n_dot_l, oily), lobes.oil_weight);
    return sum * fresnel(lobes.f0, dot(view, h)) * n_dot_l * light.irradiance * PI;
}

// Two lobes over a panel: what they send back at all, times the fraction of each that the panel fills. Over pi.
fn gloss_of_panel(lobes: Lobes, n: vec3f, view: vec3f, light: Light) -> f32 {
    let n_dot_v = max(dot(n, view), LEAST_COSINE);
    let mirror = reflect(-view, n);
    let dry = environment_albedo(lobes.f0, sqrt(lobes.dry), n_dot_v) * filled_by_panel(light, mirror, lobes.dry);
    let oily = environment_albedo(lobes.f0, sqrt(lobes.oily), n_dot_v) * filled_by_panel(light, mirror, lobes.oily);
    return mix(dry, oily, lobes.oil_weight) * light.radiance;
}

// Radiance of the sky so high, as a sine: its mean over a level surface is that of an even one.
fn sky_at(height: f32) -> f32 {
    return frame.sky * (1.0 + frame.zenith * (max(height, 0.0) - 2.0 / 3.0));
}

// Radiance of the surroundings in a direction: ground below, sky above, soft between.
fn environment(direction: vec3f) -> f32 {
    return mix(frame.ground, sky_at(direction.y), smoothstep(HORIZON.x, HORIZON.y, direction.y));
}

struct Lit {
    irradiance: vec3f,   // over pi, per channel
    specular: f32,
    open: f32,           // fraction of the lights' light that arrives
}

fn gather_light(s: Surface, g: Gloss, albedo: vec3f) -> Lit {
    let up = s.normal.y + INNER_RELIEF * (g.normal.y - s.normal.y);
    var lit = Lit(s.ambient * mix(vec3f(frame.ground), vec3f(frame.sky), 0.5 + 0.5 * up), 0.0, 1.0);
    var over_ball = 0.5 * (frame.ground + frame.sky);
    var facing = 1e-4;
    var arrived = 1e-4;
    let lobes = lobes_of(g);
    for (var i = 0u; i < u32(frame.light_count); i++) {
        let light = frame.lights[i];
        // Body light takes each sample's own place on the light, as its shadow does: together they converge to a large
        // light's. Gloss takes the light whole instead, or it would fall apart into points.
        let n_dot_l = dot(s.normal, light.sampled);
        // Lights without a map are dimmed by ambient visibility instead.
        var arrives = smoothstep(0.0, OPEN_TO_ALL, s.ambient);
        if light.casts_shadow > 0.5 {
            arrives = visibility(i, s) * smoothstep(CAVITY.x, CAVITY.y, s.ambient);
            lit.irradiance += light.irradiance * passed_through(i, s, n_dot_l);
        }
        let uneven = n_dot_l + INNER_RELIEF * (dot(g.normal, light.sampled) - n_dot_l);
        lit.irradiance += arrives * light.irradiance * softened_cosine(uneven, frame.transport_mm * s.curvature);
        // The relief may lean towards a light that the skin itself is turned away from.
        var gloss = 0.0;
        if light.half_width_rad > 0.0 {
            gloss = gloss_of_panel(lobes, g.normal, s.view, light);
        } else {
            gloss = gloss_of_disc(lobes, g.normal, s.view, light);
        }
        lit.specular += smoothstep(GLOSS_RISE.x, GLOSS_RISE.y, n_dot_l) * arrives * g.open * gloss;
        over_ball += 0.25 * light.irradiance;
        let weight = light.irradiance * clamp(n_dot_l + WRAP, 0.0, 1.0);
        facing += weight;
        arrived += weight * arrives;
    }
    // E = E0 + closed R ((1 - share) E + share over_ball), solved for E.
    let sent = smoothstep(CAVITY.x, CAVITY.y, s.ambient) * (1.0 - s.ambient) * albedo;
    lit.irradiance = (lit.irradiance + AROUND_OPEN * sent * over_ball) / (1.0 - (1.0 - AROUND_OPEN) * sent);
    // What horn cells and down scatter before any pigment sees it (asperity scattering, Koenderink and Pont 2003):
    // white on every skin, so that dark skin is brown and not orange.
    lit.specular += HORN * dot(lit.irradiance, vec3f(1.0 / 3.0));
    lit.open = mix(s.ambient, arrived / facing, OPEN_TO_LIGHTS);
    let mirror = reflect(-s.view, g.normal);
    let n_dot_v = max(dot(g.normal, s.view), LEAST_COSINE);
    let occlusion = s.ambient * clamp(pow(n_dot_v + s.ambient, 2.0) - 1.0 + s.ambient, 0.0, 1.0);
    let roughness = sqrt(widened(mix(dry_alpha(g.oil), oil_alpha(g.oil), MIRROR_OILY), g.variance));
    let chest = mix(CHEST_LEAVES, 1.0, smoothstep(CHEST.x, CHEST.y, mirror.y));
    lit.specular += occlusion * g.open * chest * environment(mirror) * environment_albedo(MIRROR_F0, roughness, n_dot_v);
    return lit;
}

fn gather_pigment(pixel: vec2i, atlas_mm: vec2f, scalp: f32, normal: vec3f, view: vec3f) -> Pigment {
    let s = textureLoad(loss, pixel, 0);
    let q = textureLoad(weighted, pixel, 0);
    let uv = 0.5 + 0.5 * atlas_mm / frame.atlas_half_mm;
    let halo_s = textureSampleLevel(halo_loss, smooth_sampler, uv, 0.0) * scalp;
    let halo_q = textureSampleLevel(halo_weighted, smooth_sampler, uv, 0.0) * scalp;
    // As Field::loss of src/optics/tables.rs; from afar cores and halos are one sum.
    let is_far = frame.far_field_texel_mm > 0.0;
    let crowd = 1.0 + select(vec3f(CROWDING * halo_q.a), frame.crowding_of_sums * halo_s.rgb, is_far);
    let found = textureSampleLevel(marks, smooth_sampler, uv, 0.0) * vec4f(scalp, 1.0, 1.0, 1.0);
    // From afar short hair is in the atlas, as area from the side: seen leaning every way.
    let cos_view = max(dot(normal, view), LEAST_COAT_COSINE);
    let sine = sqrt(max(1.0 - mix(0.5 * (1.0 - frame.upright2), frame.upright2, cos_view * cos_view), 0.0));
    let cover = select(0.0, halo_q.a * sine / cos_view, is_far);
    return Pigment(found, s.rgb + crowd * halo_s.rgb, q.rgb + crowd * halo_q.rgb, s.a + cover, q.a + cover * frame.white_fraction, cover, halo_s.a);
}

// Slope of a height that is known at the pixels around, along the surface (Mikkelsen 2010).
fn slope_of(height_mm: f32, position: vec3f, n: vec3f) -> vec3f {
    let dx = dpdx(position);
    let dy = dpdy(position);
    let r1 = cross(dy, n);
    let r2 = cross(n, dx);
    let det = dot(dx, r1);
    let slope = (dpdx(height_mm) * r1 + dpdy(height_mm) * r2) * sign(det) / max(abs(det), 1e-9);
    return slope / max(1.0, length(slope) / STEEPEST);   // at outlines neighbours are no neighbours
}

// Height that the rings of the neck take, mm: two lines that rise to the back and fade out there. The neck lies off the
// atlas of creases.
fn neck_rings_mm(p: vec3f) -> f32 {
    let below = frame.neck_ring_mm - NECK_RING_RISE * p.z - p.y + NECK_RING_WAVE_MM * sin(NECK_RING_WAVES * p.x + 1.0);
    if frame.neck_rings_deep_mm <= 0.0 || below < -NECK_RINGS_APART_MM || below > 2.0 * NECK_RINGS_APART_MM {
        return 0.0;
    }
    let off = vec2f(below, below - NECK_RINGS_APART_MM) / NECK_RING_HALF_WIDTH_MM;
    let rings = exp(-0.5 * off * off);
    return -frame.neck_rings_deep_mm * (rings.x + NECK_LOWER_RING * rings.y) * smoothstep(NECK_RING_ENDS.x, NECK_RING_ENDS.y, p.z);
}

// What the hairs of a pixel send: stubble in the light of its skin, long hair in its own, by their cover.
fn hair_radiance(pixel: vec2i, pigment: Pigment, lit: Lit) -> vec3f {
    let long = textureLoad(strand, pixel, 0);
    let stubble = (long.a + pigment.cover) * frame.hair + pigment.white_stubble * (frame.grey - frame.hair);
    return (stubble * lit.irradiance + long.rgb * lit.open) / max(pigment.stubble, 1e-4);
}

// What ends below, a garment or a neck without one, fades away before.
fn faded(uv: vec2f, seen: vec3f, height_mm: f32) -> vec3f {
    if height_mm > frame.end_mm.y {
        return seen;
    }
    return mix(backdrop_at(uv), seen, smoothstep(frame.end_mm.x, frame.end_mm.y, height_mm));
}

@fragment
fn fs(v: Fullscreen) -> @location(0) vec4u {
    let pixel = vec2i(v.position.xy);
    let g = unpacked_surface(textureLoad(surface_place, pixel, 0), textureLoad(surface_traits, pixel, 0));
    let away = frame.eye - g.position;
    let s = Surface(g.position, g.normal, normalize(away), g.ambient, g.curvature);
    let pigment = gather_pigment(pixel, g.atlas_mm, g.scalp, s.normal, s.view);
    let folded_mm = textureSampleLevel(creases, smooth_sampler, 0.5 + 0.5 * g.atlas_mm / frame.atlas_half_mm, 0.0).r;
    let crease_mm = (folded_mm + neck_rings_mm(s.position)) * frame.relief;
    let swelling = slope_of(SWELLING_MM * pigment.redness + crease_mm, s.position, s.normal);

    if g.tissue > 0.5 * (1.0 + TISSUE_CLOTH) {
        let cloth = light_on_cloth(g, s, length(away));
        let strands = 1.0 - exp(-pigment.stubble);
        let seen = mix(cloth.below, hair_radiance(pixel, pigment, cloth.lit), strands);
        return bits_from_light(faded(v.uv, seen, s.position.y));
    }
    if g.tissue > 0.75 {
        let eye = light_on_eye(g, s);
        let lashes = 1.0 - exp(-pigment.stubble);
        let seen = mix(eye.below, hair_radiance(pixel, pigment, eye.lit), lashes);
        return bits_from_light(seen + eye.lit.specular * frame.gloss * (1.0 - HAIR_HIDES * lashes) * frame.white);
    }

    var gloss = Gloss(s.normal, 0.0, clamp(frame.oiliness * g.sebum + FRESH_OIL * pigment.redness, 0.0, 1.0), 1.0);
    var mottle = vec3f(0.0);
    var height_mm = 0.0;
    if frame.relief > 0.5 {
        let footprint_mm = frame.pixel_rad * length(away) * inverseSqrt(max(dot(s.normal, s.view), LEAST_FOOTPRINT_COSINE));
        let relief = relief_at(s.position, s.normal, footprint_mm);
        mottle = mottle_at(s.position, s.normal, footprint_mm);
        height_mm = relief.height_mm;
        gloss.normal = normalize(s.normal - relief.gradient - swelling);
        gloss.variance = relief.variance;
        gloss.oil = clamp(gloss.oil + UNEVEN_OIL * mottle.z, 0.0, 1.0);
        gloss.open = clamp(1.0 + PORES_PER_MM * relief.height_mm, PORES_RANGE.x, PORES_RANGE.y);
    }

    let moist = clamp(2.0 * g.tissue, 0.0, 1.0);
    gloss.normal = normalize(mix(gloss.normal, s.normal, moist));
    gloss.variance *= 1.0 - moist;
    gloss.oil = mix(gloss.oil, 1.0, moist);
    gloss.open = mix(gloss.open, MOIST_GLOSS, moist);
    height_mm *= 1.0 - moist;

    // Where the client's own skin is known, it has its own zones and unevenness.
    let own = textureLoad(client, pixel, 0);
    let model = 1.0 - own.a;
    let erythema = clamp(model * (g.erythema + UNEVEN_BLOOD * frame.mottle * mottle.x) + pigment.redness, ERYTHEMA_RANGE.x, ERYTHEMA_RANGE.y);
    let sound = max(mix(frame.bare, frame.reddened, erythema), vec3f(0.0)) * mix(vec3f(1.0), own.rgb, own.a);
    let brown = pigment.marks.y + model * g.brown - SHADED * pigment.marks.w + frame.relief * UNEVEN_BROWN * mottle.y;
    let deep = 1.0 - DEEP_BROWN * smoothstep(DEEP_BROWN_RANGE.x, DEEP_BROWN_RANGE.y, brown);
    let coloured = sound * exp(brown * frame.brown_log) * deep * (1.0 - pigment.marks.z * frame.vein);
    let mucosa = MUCOSA * clamp(MUCOSA_DARKEST + frame.bare.r, MUCOSA_DARKEST, 1.0);
    let bare = mix(mix(coloured, frame.scarred, pigment.marks.x), mucosa, MUCOSA_SHARE * moist);
    let hollow = (1.0 + CREASE_DARKENS_PER_MM * crease_mm) + HOLLOW_PER_MM * clamp(height_mm, HOLLOW_RANGE.x, HOLLOW_RANGE.y);
    let skin = bare * hollow * relative_reflectance(pigment.loss, pigment.weighted);

    var lit = gather_light(s, gloss, bare);
    // Lids are thinner than a shadow map can tell: no light through their edges.
    lit.irradiance = mix(lit.irradiance, min(lit.irradiance, vec3f(lit.irradiance.g)), moist);
    let shaft = 1.0 - exp(-pigment.stubble);
    let specular = lit.specular * frame.gloss * (1.0 - HAIR_HIDES * shaft);
    let below = skin * lit.irradiance;
    let seen = mix(below, hair_radiance(pixel, pigment, lit), shaft) + specular * frame.white;
    return bits_from_light(faded(v.uv, seen, s.position.y));
}
