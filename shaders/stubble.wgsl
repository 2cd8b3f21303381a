// Shafts of trimmed hair above the skin: short cylinders whose coverage sums, as -ln(1 - covered), into the alpha
// of the loss target. Width is filtered by the pixel, so a 0.07 mm hair keeps its area from any distance.
//!include common/frame.wgsl
//!include common/geometry.wgsl

const PIXEL_SIGMA_PX: f32 = 0.5;
const LIFT_MM: f32 = 0.3;

struct Instance {
    @location(0) root: vec3f,
    @location(1) tip: vec3f,
    @location(2) radius_mm: f32,
    @location(3) grows: f32,
}

struct Varying {
    @builtin(position) clip: vec4f,
    @location(0) offset_px: vec2f,                 // along, across
    @location(1) @interpolate(flat) half_px: vec2f, // half length, half width
}

@vertex
fn vs(@builtin(vertex_index) index: u32, hair: Instance) -> Varying {
    let shaft = hair.tip - hair.root;
    let tip = hair.tip + shaft * (hair.grows * frame.grown_mm / max(length(shaft), 1e-6));
    let middle = 0.5 * (hair.root + tip);
    let lift = normalize(frame.eye - middle) * LIFT_MM;
    let a = frame.clip_from_world * vec4f(hair.root + lift, 1.0);
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
    let half_px = vec2f(0.5 * length_px, hair.radius_mm * px_per_mm);
    let reach = half_px + 3.0 * PIXEL_SIGMA_PX;
    let corner = strip_corner(index);
    let place_px = 0.5 * (a_px + b_px) + along * corner.x * reach.x + across * corner.y * reach.y;
    out.clip = vec4f(place_px / half_viewport * c.w, c.z, c.w);
    out.offset_px = corner * reach;
    out.half_px = half_px;
    return out;
}

// Share of a Gaussian pixel inside |x| < half width: logistic form of the normal integral (Bowling et al. 2009).
fn inside(x: f32, half_px: f32) -> f32 {
    let k = 1.702 / PIXEL_SIGMA_PX;
    return 1.0 / (1.0 + exp(-k * (half_px - x))) - 1.0 / (1.0 + exp(k * (half_px + x)));
}

@fragment
fn fs(v: Varying) -> @location(0) vec4f {
    let covered = inside(abs(v.offset_px.x), v.half_px.x) * inside(abs(v.offset_px.y), v.half_px.y);
    return vec4f(0.0, 0.0, 0.0, -log(1.0 - clamp(covered, 0.0, 0.995)));
}
