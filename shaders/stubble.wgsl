// Shafts of hair above the skin: cylinders whose coverage sums, as -ln(1 - covered), into the alpha of the loss target.
// Width is filtered by the pixel, so a 0.07 mm hair keeps its area from any distance. Long hair brings its own light,
// weighted by that coverage; stubble takes the light of the skin that it stands on, and throws its contact shadow there.
//!include common/frame.wgsl
//!include common/geometry.wgsl
//!include common/gauss.wgsl

const LIFT_MM: f32 = 0.3;           // towards the eye, past the chords of the mesh
const REACH_SIGMAS: f32 = 3.0;
const LEAST_LENGTH_PX: f32 = 0.01;  // of a shaft that points at the eye

struct ShaftInstance {
    @location(0) root: vec3f,
    @location(1) tip: vec3f,
    @location(2) radius_mm: f32,
    @location(3) grows: f32,          // 1: from trim to trim
    @location(4) beyond_mm: f32,      // hair beyond the tip end
    @location(5) length_mm: f32,      // of the whole hair
    @location(6) white: f32,          // 1: turned white
    @location(7) contact: f32,        // how much of it throws a contact shadow
    @location(8) normal: vec2f,       // of the skin, octahedral
    @location(9) is_close: f32,       // 1: close to the skin, under the horizon
    @location(10) lid_mm: f32,        // how far its lid comes down in a blink
}

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) offset_px: vec2f,                 // along, across
    @location(1) @interpolate(flat) half_px: vec2f, // half length, half width
    @location(2) light: vec3f,
    @location(3) @interpolate(flat) fraction: vec2f,   // short, short and white
    @location(4) @interpolate(flat) instance_weight: f32,
    @location(5) @interpolate(flat) shadow: vec2f,     // strength, deviation in px
}

struct Targets {
    @location(0) loss: vec4f,
    @location(1) weighted: vec4f,
    @location(2) strand: vec4f,
}

// Marschner et al. 2003: tilt of the cuticle's scales and width of the first lobe, radians; reflectance at the surface.
const SCALE_TILT: f32 = 0.052;
const LOBE: f32 = 0.14;
const SURFACE: f32 = 0.046;
// The second inner reflection, coloured by the hair, is twice as wide and this strong. By eye.
const INNER: f32 = 0.08;
// What scatters inside: as much as lets white hair under an even sky send back what it gets and no more
// (`tests/it/light.rs`).
const BODY: f32 = 0.44;
// Hair from this length on has its own light, mm; short hair has that of its skin.
const LONG_MM: f32 = 5.0;

const SQRT_TAU: f32 = 2.5066;

fn lobe(angle: f32, width: f32) -> f32 {
    return exp(-0.5 * angle * angle / (width * width)) / (width * SQRT_TAU);
}

// Fraction of light that reaches a hair through `beyond_mm` of the coat that lies over it: so many shafts per area,
// each as wide and as long, seen from the light.
fn through_coat(beyond_mm: f32, radius_mm: f32, sine: f32, cosine: f32) -> f32 {
    return exp(-frame.hair_per_mm2 * 2.0 * radius_mm * beyond_mm * sine / max(cosine, 0.25));
}

// How far light from a direction of this cosine to the skin's normal reaches a hair: the head itself stands before lights
// from behind. Hair of the scalp rises over the horizon; brows and lashes lie close to the skin.
fn over_horizon(cosine: f32, is_close: f32) -> f32 {
    return smoothstep(mix(-0.25, 0.0, is_close), mix(0.2, 0.35, is_close), cosine);
}

// Light that a hair at `at` along unit `t` sends to the eye, over pi (Kajiya and Kay 1989 for what scatters inside,
// Marschner et al. 2003 for the two visible lobes). Several hairs over each other shade by the closed form above.
fn hair_light(at: vec3f, t: vec3f, normal: vec3f, beyond_mm: f32, radius_mm: f32, is_close: f32, colour: vec3f) -> vec3f {
    let view = normalize(frame.eye - at);
    let sin_v = clamp(dot(t, view), -1.0, 1.0);
    let across_v = normalize(view - t * sin_v + vec3f(1e-4, 0.0, 0.0));
    let around = mix(frame.ground, frame.sky, 0.5 + 0.5 * normal.y);
    var sum = colour * around * through_coat(beyond_mm, radius_mm, 0.7, 0.7);
    // All of them, those not in use being dark: where a vertex shader's loop ends at a uniform, Mesa's software driver
    // compiles the shader anew for every frame and never gives the old one back.
    for (var i = 0u; i < MAX_LIGHTS; i++) {
        let light = frame.lights[i];
        let sin_l = clamp(dot(t, light.direction), -1.0, 1.0);
        let cos_l = sqrt(1.0 - sin_l * sin_l);
        let facing = over_horizon(dot(normal, light.direction), is_close);
        let arrives = facing * light.irradiance * through_coat(beyond_mm, radius_mm, cos_l, dot(normal, light.direction));
        let half_angle = 0.5 * (asin(sin_l) + asin(sin_v));
        let across_l = normalize(light.direction - t * sin_l + vec3f(1e-4, 0.0, 0.0));
        let half_turn = sqrt(max(0.5 + 0.5 * dot(across_l, across_v), 0.0));
        let width = LOBE + 0.5 * light.angular_radius_rad;
        let surface = SURFACE * lobe(half_angle + SCALE_TILT, width) * 0.25 * half_turn;
        let inner = INNER * lobe(half_angle - 1.5 * SCALE_TILT, 2.0 * width) * half_turn;
        let lobes = PI * (surface * frame.white + inner * colour) * cos_l;
        sum += arrives * (colour * BODY * cos_l + lobes);
    }
    return sum;
}

@vertex
fn vs(@builtin(vertex_index) index: u32, hair: ShaftInstance) -> Varying {
    let shaft = hair.tip - hair.root;
    let lid = vec3f(0.0, -frame.blink * hair.lid_mm, 0.0);
    let root = hair.root + lid;
    let tip = hair.tip + lid + shaft * (hair.grows * frame.grown_mm / max(length(shaft), 1e-6));
    let normal = octahedral_decode(hair.normal);
    let short = 1.0 - smoothstep(frame.short_mm, LONG_MM, hair.length_mm);
    let middle = 0.5 * (root + tip);
    let lift = normalize(frame.eye - middle) * LIFT_MM;
    let a = frame.clip_from_world * vec4f(root + lift, 1.0);
    let b = frame.clip_from_world * vec4f(tip + lift, 1.0);
    var out: Varying;
    out.clip = vec4f(0.0, 0.0, 2.0, 1.0);
    if min(a.w, b.w) <= 0.0 {
        return out;
    }
    let half_viewport = 0.5 * frame.viewport_px;
    let a_px = a.xy / a.w * half_viewport;
    let b_px = b.xy / b.w * half_viewport;
    let along_px = b_px - a_px;
    let length_px = length(along_px);
    let along = select(vec2f(0.0, 1.0), along_px / length_px, length_px > 1e-3);
    let across = vec2f(-along.y, along.x);
    // px per mm at this distance, from a step across the line of sight.
    let side = normalize(cross(frame.outward, vec3f(0.37, 0.61, 0.70)));
    let step = frame.clip_from_world * vec4f(middle + lift + side, 1.0);
    let c = 0.5 * (a + b);
    let px_per_mm = length((step.xy / step.w - c.xy / c.w) * half_viewport);
    let half_px = vec2f(0.5 * max(length_px, LEAST_LENGTH_PX), hair.radius_mm * px_per_mm);
    let shadow_px = select(0.0, CONTACT_SIGMA_MM * px_per_mm, hair.contact > 0.0);
    let blur_px = length(vec2f(PIXEL_SIGMA_PX, shadow_px));
    let reach = half_px + REACH_SIGMAS * blur_px;
    let corner = strip_corner(index);
    let place_px = 0.5 * (a_px + b_px) + along * corner.x * reach.x + across * corner.y * reach.y;
    out.clip = vec4f(place_px / half_viewport * c.w, c.z, c.w);
    out.offset_px = corner * reach;
    out.half_px = half_px;
    out.fraction = vec2f(short, short * hair.white);
    out.instance_weight = mix(1.0, frame.instance_weight, hair.grows);   // brows and lashes are too few to stand for others
    // The shadow lies on the skin: it is as large as the shaft from its side, seen as the skin is.
    let facing = max(dot(normal, normalize(frame.eye - middle)), 0.0);
    let lying_px = facing * distance(root, tip) * px_per_mm;
    out.shadow = vec2f(hair.contact * lying_px / max(length_px, LEAST_LENGTH_PX), blur_px);
    out.light = vec3f(0.0);
    if short < 1.0 {
        let at_tip = corner.x > 0.0;
        let beyond_mm = hair.beyond_mm + select(length(shaft), 0.0, at_tip);
        let colour = mix(frame.hair, frame.grey, hair.white);
        let at = select(root, tip, at_tip);
        let along_shaft = normalize(shaft + vec3f(1e-6, 0.0, 0.0));
        out.light = (1.0 - short) * hair_light(at, along_shaft, normal, beyond_mm, hair.radius_mm, hair.is_close, colour);
    }
    return out;
}

@fragment
fn fs(v: Varying) -> Targets {
    let place_px = abs(v.offset_px);
    let covered = fraction_within(place_px.x, v.half_px.x, PIXEL_SIGMA_PX) * fraction_within(place_px.y, v.half_px.y, PIXEL_SIGMA_PX);
    let sum = -v.instance_weight * log(1.0 - clamp(covered, 0.0, MOST_COVERED));
    let within = fraction_within(place_px.x, v.half_px.x, v.shadow.y) * fraction_within(place_px.y, v.half_px.y, v.shadow.y);
    let shadow = v.instance_weight * v.shadow.x * within * CONTACT_SHARE;
    return Targets(vec4f(shadow, sum), vec4f(shadow, sum * v.fraction.y), sum * vec4f(v.light, v.fraction.x));
}
