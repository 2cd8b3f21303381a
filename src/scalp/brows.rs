//! Where eyebrows grow: inside the measured outline `eyebrow` of `scalp_lines.csv`.

use std::sync::LazyLock;

use glam::Vec3;

use crate::scalp::coordinates::{atlas_from_mean, line};
use crate::scalp::field::Outline;

/// Brow hairs per cm² in the core (250 to 500 hairs on 3 to 4 cm² a side; from memory, not a measured figure).
pub const DENSITY_PER_CM2: f32 = 230.0;
/// Single hairs stand so far outside the outline, mm: a man's brow is that much bushier than the outline.
pub const STRAYS_MM: f32 = 4.5;
/// Keeps the brows' pattern apart from the scalp's.
pub const SEED: u64 = 0xb209;

static OUTLINE: LazyLock<Outline> = LazyLock::new(|| Outline::new(&line("eyebrow"), &[]));

/// Whether a brow hair may root here; a point of the mean frame, mm.
pub fn is_brow(mean_position: Vec3) -> bool {
    let near = mean_position.z > 45.0 && (25.0..70.0).contains(&mean_position.y);
    near && inside_mm(mean_position) > -STRAYS_MM
}

/// How far inside the outline a point of the mean frame near a brow is, mm.
pub fn inside_mm(mean_position: Vec3) -> f32 {
    OUTLINE.nearest(atlas_from_mean(mean_position)).distance_mm
}
