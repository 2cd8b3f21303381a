// Light on knitted cotton: a matt body, and fibres that stand off it and catch light at the rim. Include in skin.wgsl,
// whose lights it takes. Numbers by eye, unless their source is given.

// Reflectance of charcoal heather, and how uneven its yarn is.
const YARN: vec3f = vec3f(0.088, 0.088, 0.092);
const HEATHER: f32 = 0.07;
// Light wanders between fibres: so much softer than a wall is the edge between light and dark.
const FIBRE_WRAP: f32 = 0.3;
// What standing fibres send back at grazing view, and how sharply that sets in.
const FUZZ: f32 = 0.055;
const FUZZ_POWER: f32 = 3.5;
// Ribs of the collar: their width, mm, and how far their sides lean.
const RIB_MM: f32 = 2.3;
const RIB_LEAN: f32 = 0.7;
// Stitched seams: half width, mm, and the light that is left in them; the shoulder's ends at a sleeve. Meridians of the
// cloth spread by the width of the neck over so many mm.
const SEAM_MM: f32 = 0.8;
const SEAM_LEFT: f32 = 0.55;
const SHOULDER_SEAM_MM: f32 = 165.0;
const SPREAD_MM: f32 = 62.0;

struct Cloth {
    below: vec3f,
    lit: Lit,
}

// How much of a groove at a distance is seen in a pixel that is so wide, mm.
fn groove(distance_mm: f32, footprint_mm: f32) -> f32 {
    let width = SEAM_MM + 0.5 * footprint_mm;
    return SEAM_MM / width * exp(-distance_mm * distance_mm / (width * width));
}

// A pixel of cloth: its place on the cloth is where skin has its place in the atlas.
fn light_on_cloth(g: SurfacePixel, s: Surface, away_mm: f32) -> Cloth {
    let across_mm = g.atlas_mm.x;
    let along_mm = g.atlas_mm.y;
    let n_dot_v = max(dot(s.normal, s.view), LEAST_FOOTPRINT_COSINE);
    let footprint_mm = frame.pixel_rad * away_mm * inverseSqrt(n_dot_v);

    let band = smoothstep(CLOTH_BAND_MM - 1.0, CLOTH_BAND_MM - 2.5, along_mm) * smoothstep(0.6, 2.0, along_mm);
    let ribs = band * smoothstep(0.6 * RIB_MM, 0.2 * RIB_MM, footprint_mm);
    let sideways = normalize(cross(vec3f(0.0, 1.0, 0.0), s.normal) + vec3f(1e-4, 0.0, 0.0));
    let phase = 2.0 * PI * across_mm / RIB_MM;
    let normal = normalize(s.normal + ribs * RIB_LEAN * cos(phase) * sideways);
    var yarn = YARN * (1.0 + 0.3 * ribs * sin(phase));
    if frame.relief > 0.5 {
        yarn *= 1.0 + HEATHER * mottle_at(s.position, s.normal, footprint_mm).y;
    }
    let shoulder = groove(across_mm * (1.0 + along_mm / SPREAD_MM), footprint_mm) * smoothstep(SHOULDER_SEAM_MM, SHOULDER_SEAM_MM - 3.0, along_mm)
        * smoothstep(CLOTH_BAND_MM, CLOTH_BAND_MM + 1.0, along_mm);
    yarn *= 1.0 - (1.0 - SEAM_LEFT) * clamp(groove(along_mm - CLOTH_BAND_MM, footprint_mm) + shoulder, 0.0, 1.0);

    var lit = Lit(s.ambient * mix(vec3f(frame.ground), vec3f(frame.sky), 0.5 + 0.5 * normal.y), 0.0, 1.0);
    for (var i = 0u; i < u32(frame.light_count); i++) {
        let light = frame.lights[i];
        var arrives = smoothstep(0.0, OPEN_TO_ALL, s.ambient);
        if light.casts_shadow > 0.5 {
            arrives = visibility(i, s);
        }
        lit.irradiance += arrives * light.irradiance * softened_cosine(vec3f(dot(normal, light.sampled)), vec3f(FIBRE_WRAP));
    }
    lit.open = s.ambient;
    let fuzz = FUZZ * pow(1.0 - clamp(n_dot_v, 0.0, 1.0), FUZZ_POWER);
    return Cloth((yarn + fuzz) * lit.irradiance * frame.white, lit);
}
