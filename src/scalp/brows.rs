//! Where eyebrows grow: inside the measured outline `eyebrow` of `scalp_lines.csv`.

use std::sync::LazyLock;

use glam::Vec3;

use crate::scalp::coordinates::{atlas_from_mean, line};
use crate::scalp::field::Outline;

/// Brow hairs per cm² (250 to 500 hairs on 3 to 4 cm² a side; from memory, not a measured figure).
pub const DENSITY_PER_CM2: f32 = 170.0;
/// Keeps the brows' pattern apart from the scalp's.
pub const SEED: u64 = 0xb209;

static OUTLINE: LazyLock<Outline> = LazyLock::new(|| Outline::new(&line("eyebrow"), &[]));

/// Whether a brow hair may root here; a point of the mean frame, mm.
pub fn is_brow(mean_position: Vec3) -> bool {
    let near = mean_position.z > 45.0 && (25.0..70.0).contains(&mean_position.y);
    near && OUTLINE.nearest(atlas_from_mean(mean_position)).distance_mm > 0.0
}
