// Light on an eyeball: sclera, and the iris through the cornea. Include in skin.wgsl, whose lights and gloss it takes.
// Spheres and gaze are those of src/scalp/eyes.rs. Colours are linear sRGB reflectances; numbers by eye, unless their
// source is given.

// Refraction at the cornea: aqueous humour against air (Gullstrand).
const TO_AQUEOUS: f32 = 1.0 / 1.336;
// Vessels of the sclera repeat only beyond any eye, in cells of their noise.
const VESSEL_PERIOD: f32 = 300.0;
// Reflectance of the tear film facing the eye, of its oily outer layer (refractive index 1.48); widths of its lobe on cornea and sclera.
const TEAR_F0: f32 = 0.037;
const TEAR_ALPHA: vec2f = vec2f(0.035, 0.11);
// The iris is a shallow cone: how far its root lies behind the limbus and its pupil edge before the root, mm.
const IRIS_ROOT_MM: f32 = 0.25;
const PUPIL_MM: f32 = 1.75;
// Radii over which cornea becomes sclera, mm: its form and its colour.
const LIMBUS_FORM: vec2f = vec2f(5.5, 6.3);
const LIMBUS_COLOUR: vec2f = vec2f(5.25, 6.2);
// Brown irises and light ones, round the pupil and outside; light hair goes with light eyes.
const BROWN_INNER: vec3f = vec3f(0.082, 0.037, 0.0165);
const BROWN_OUTER: vec3f = vec3f(0.04, 0.0185, 0.0095);
const LIGHT_INNER: vec3f = vec3f(0.25, 0.2, 0.12);
const LIGHT_OUTER: vec3f = vec3f(0.15, 0.2, 0.22);
const LIGHT_HAIR: vec2f = vec2f(0.09, 0.22);
const SCLERA: vec3f = vec3f(0.53, 0.43, 0.36);
const SCLERA_CORNER: vec3f = vec3f(0.45, 0.24, 0.19);
const SCLERA_VEIN: vec3f = vec3f(0.42, 0.13, 0.1);
// Light wanders so far under the sclera, mm.
const SCLERA_WAY: vec3f = vec3f(2.4, 1.6, 1.2);
// Light that the cornea gathers on the side of the iris away from it.
const CAUSTIC: f32 = 0.75;
// Shade at the lids: darkest, and over which distance it ends, mm; upper, lower.
const LID_SHADE: vec2f = vec2f(0.2, 0.7);
const LID_SHADE_MM: vec2f = vec2f(3.6, 1.2);
// The tear along the lower lid: height, mm, and how far it leans.
const TEAR_MM: f32 = 0.42;
const TEAR_LEAN: f32 = 1.3;

// Heights between ground and sky as a mirror shows them: sharper than skin does.
const SKYLINE: vec2f = vec2f(-0.05, 0.3);

struct Eyeball {
    below: vec3f,      // light from sclera or iris, before gloss
    lit: Lit,
}

// Across (to the temple), up, along the gaze, of the eye on a side of the head, 1 left or -1 right.
fn eye_axes(side: f32) -> mat3x3f {
    let down = vec2f(sin(EYE_LOWERED_RAD), cos(EYE_LOWERED_RAD));
    let inward = vec2f(sin(EYE_CONVERGED_RAD), cos(EYE_CONVERGED_RAD));
    let gaze = vec3f(-inward.x * down.y, -down.x, inward.y * down.y);
    let across = vec3f(inward.y, 0.0, inward.x);
    let mirror = vec3f(side, 1.0, 1.0);
    return mat3x3f(across * mirror, cross(gaze, across) * mirror, gaze * mirror);
}

// Noise of period `cells` along x, 0..1.
fn eye_noise(at: vec2f, cells: f32) -> f32 {
    let cell = floor(at);
    let t = at - cell;
    let u = t * t * (3.0 - 2.0 * t);
    var corner = vec4f(0.0);
    for (var i = 0u; i < 4u; i++) {
        let c = cell + vec2f(f32(i & 1u), f32(i >> 1u));
        let x = c.x - cells * floor(c.x / cells);
        corner[i] = fract(sin(x * 12.9898 + c.y * 78.233) * 43758.5453);
    }
    return mix(mix(corner.x, corner.y, u.x), mix(corner.z, corner.w, u.x), u.y);
}

// Reflectance of the iris at a place from its middle, mm.
fn iris_colour(at: vec2f) -> vec3f {
    let r = length(at) / EYE_IRIS_MM;
    let turn = atan2(at.y, at.x) / (2.0 * PI) + 0.5;
    let light = smoothstep(LIGHT_HAIR.x, LIGHT_HAIR.y, dot(frame.hair, vec3f(0.3, 0.6, 0.1)));
    let inner = mix(BROWN_INNER, LIGHT_INNER, light);
    let outer = mix(BROWN_OUTER, LIGHT_OUTER, light);
    // Fibres run outwards; the collarette is a ragged ring at two fifths.
    let coarse = eye_noise(vec2f(turn * 46.0, 2.2 * r), 46.0);
    let fine = eye_noise(vec2f(turn * 128.0, 3.5 * r + 7.0), 128.0);
    let ragged = 0.44 + 0.07 * (eye_noise(vec2f(turn * 17.0, 3.0), 17.0) - 0.5);
    let ring = exp(-pow((r - ragged) / 0.06, 2.0));
    let fibres = 0.62 + 0.5 * coarse * fine + 0.35 * fine + 0.2 * ring;
    let colour = mix(inner, outer, smoothstep(ragged - 0.06, ragged + 0.14, r)) * fibres;
    let limbal = 1.0 - 0.8 * smoothstep(0.74, 1.0, r);
    let pupil = smoothstep(PUPIL_MM - 0.1, PUPIL_MM + 0.16, length(at) + 0.05 * (coarse - 0.5));
    return colour * limbal * pupil + vec3f(0.0015);
}

// Reflectance of the sclera at a place of the globe.
fn sclera_colour(place: vec2f, from_lids: vec2f) -> vec3f {
    let corner = smoothstep(5.8, 10.8, abs(place.x) + select(0.0, 0.6, place.x < 0.0));
    let under = 1.0 - smoothstep(0.0, 1.6, min(from_lids.x, from_lids.y));
    var colour = mix(SCLERA, SCLERA_CORNER, clamp(0.75 * corner + 0.35 * under, 0.0, 1.0));
    // Fine vessels run from the corners towards the iris and die out before it.
    let bent = place.y + 0.9 * eye_noise(place * 0.55 + vec2f(40.0, 9.0), VESSEL_PERIOD);
    let vessel = abs(eye_noise(vec2f(0.22 * place.x + 50.0, 1.3 * bent + 20.0), VESSEL_PERIOD) - 0.5);
    let thread = smoothstep(0.05, 0.0, vessel) * smoothstep(6.4, 9.0, abs(place.x));
    colour = mix(colour, SCLERA_VEIN, 0.4 * thread);
    return colour;
}

// An eyeball's pixel: place on the globe and distances from the lids are where skin has atlas, erythema and curvature.
fn light_on_eye(g: SurfacePixel, s: Surface) -> Eyeball {
    let place = g.atlas_mm;
    let from_lids = (2.0 * vec2f(g.erythema, g.curvature) - 1.0) * EYE_LIDS_MM;   // below the upper, above the lower
    let axes = eye_axes(sign(s.position.x));
    let view = s.view * axes;
    let r = length(place);
    let cornea_z = sqrt(max(EYE_CORNEA_MM * EYE_CORNEA_MM - r * r, 0.0));
    let sclera_z = sqrt(max(EYE_SCLERA_MM * EYE_SCLERA_MM - r * r, 0.0));
    let on_sclera = smoothstep(LIMBUS_FORM.x, LIMBUS_FORM.y, r);
    let normal = normalize(mix(vec3f(place, cornea_z) / EYE_CORNEA_MM, vec3f(place, sclera_z) / EYE_SCLERA_MM, on_sclera));
    let outward = axes * normal;

    // The iris as the cornea bends the way to it.
    let limbus_z = sqrt(EYE_SCLERA_MM * EYE_SCLERA_MM - EYE_IRIS_MM * EYE_IRIS_MM);
    let inward = refract(-view, normal, TO_AQUEOUS);
    let depth = EYE_CORNEA_AHEAD_MM + cornea_z - limbus_z + IRIS_ROOT_MM;
    let on_iris = place + inward.xy * (max(depth, 0.0) / max(-inward.z, 0.2));
    let white = smoothstep(LIMBUS_COLOUR.x, LIMBUS_COLOUR.y, r);
    let sclera = sclera_colour(place, from_lids);
    let iris = iris_colour(on_iris);

    let shade = mix(LID_SHADE, vec2f(1.0), smoothstep(vec2f(-0.2), LID_SHADE_MM, from_lids));
    let dimmed = shade.x * shade.y;
    let tear = smoothstep(TEAR_MM, 0.1, from_lids.y) * smoothstep(-0.25, 0.0, from_lids.y);
    let wet = normalize(outward + axes[1] * TEAR_LEAN * tear);
    let alpha = mix(TEAR_ALPHA.x, TEAR_ALPHA.y, on_sclera * (1.0 - tear));
    let film = Lobes(alpha, alpha, 1.0, TEAR_F0);

    let around = mix(vec3f(frame.ground), vec3f(frame.sky), 0.5 + 0.5 * outward.y) * s.ambient;
    var on_white = around;
    var in_iris = around;
    var lit = Lit(vec3f(0.0), 0.0, 1.0);
    var facing = 1e-4;
    var arrived = 1e-4;
    // A little inside the skin's own lift: lids are thin.
    let at = Surface(s.position - outward * 0.5, outward, s.view, s.ambient, 0.0);
    for (var i = 0u; i < u32(frame.light_count); i++) {
        let light = frame.lights[i];
        var arrives = smoothstep(0.0, OPEN_TO_ALL, s.ambient);
        if light.casts_shadow > 0.5 {
            arrives = visibility(i, at);
        }
        let n_dot_l = dot(outward, light.sampled);
        on_white += arrives * light.irradiance * softened_cosine(vec3f(n_dot_l), SCLERA_WAY / EYE_SCLERA_MM);
        let to_light = light.sampled * axes;
        let gathered = 1.0 - CAUSTIC * dot(on_iris, to_light.xy) / EYE_IRIS_MM;
        in_iris += arrives * light.irradiance * smoothstep(-0.1, 0.6, to_light.z) * max(gathered, 0.0);
        var gloss = 0.0;
        if light.half_width_rad > 0.0 {
            gloss = gloss_of_panel(film, wet, s.view, light);
        } else {
            gloss = gloss_of_disc(film, wet, s.view, light);
        }
        lit.specular += arrives * gloss;
        let weight = light.irradiance * clamp(n_dot_l + WRAP, 0.0, 1.0);
        facing += weight;
        arrived += weight * arrives;
    }
    lit.open = mix(s.ambient, arrived / facing, OPEN_TO_LIGHTS);
    lit.irradiance = on_white * dimmed;
    // What is mirrored from above is hidden by the upper lid close to it.
    let mirror = reflect(-s.view, wet);
    let n_dot_v = max(dot(wet, s.view), LEAST_COSINE);
    let free = smoothstep(0.0, 1.0, from_lids.x / (0.15 + 1.0 * max(mirror.y, 0.0)));
    let chest = mix(CHEST_LEAVES, 1.0, smoothstep(CHEST.x, CHEST.y, mirror.y));
    let surroundings = mix(frame.ground, sky_at(mirror.y), smoothstep(SKYLINE.x, SKYLINE.y, mirror.y));
    lit.specular += s.ambient * chest * surroundings * environment_albedo(TEAR_F0, sqrt(alpha), n_dot_v);
    lit.specular *= free;
    let below = mix(iris * in_iris, sclera * on_white, white) * dimmed;
    return Eyeball(below, lit);
}
