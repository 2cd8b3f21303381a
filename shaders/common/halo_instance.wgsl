// A halo as `halo.wgsl` and `far_field.wgsl` get it: `HaloInstance` of src/render/layout.rs, a test compares the two.

struct HaloInstance {
    @location(0) atlas_mm: vec2f,
    @location(1) atlas_from_tangent: vec4f,   // 2x2, columns
    @location(2) radius_mm: f32,
    @location(3) tau_550: f32,
    @location(4) state: u32,
    @location(5) shadow_mm2: f32,
    @location(6) shaft_area_mm2: f32,         // from the side
    @location(7) shaft_width_mm: f32,
    @location(8) is_in_atlas: u32,            // 0: drawn by itself from afar too
    @location(9) streak_mm2: f32,             // of roots, beyond their discs
    @location(10) contact_mm2: f32,           // shafts that throw contact shadows, from the side
}
