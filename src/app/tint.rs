//! What is painted, as a tint on the head: points of the skin on a grid, and what marks each. Made on the window's
//! thread at every edit, so that paint shows at once while dots are still to come.

use std::sync::Arc;

use glam::{Vec2, Vec3, vec2};
use rayon::prelude::*;

use crate::plan::Stroke;
use crate::scalp::coordinates::{ATLAS_RADIUS_MM, mean_surface};
use crate::scalp::head::Head;
use crate::scalp::strokes::{Painted, Strokes};

/// Distance of the grid's points, atlas mm.
const CELL_MM: f32 = 2.5;
const SIDE: usize = (2.0 * ATLAS_RADIUS_MM / CELL_MM) as usize + 1;
/// A change of density by this much is marked in full.
const DENSITY: f32 = 0.1;

/// What a place of the skin may be marked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Work here.
    Treat,
    /// No dots here.
    Leave,
    /// More dots.
    Denser,
    /// Fewer dots.
    Thinner,
    /// A scar.
    Scar,
}

impl Mark {
    /// All of them.
    pub const ALL: [Mark; 5] = [Mark::Treat, Mark::Leave, Mark::Denser, Mark::Thinner, Mark::Scar];

    /// How far a place is marked so, 0..=1.
    pub fn fraction(self, painted: &Painted) -> f32 {
        let denser = (painted.density - 1.0) / DENSITY;
        match self {
            Mark::Treat => painted.treat,
            Mark::Leave => painted.leave,
            Mark::Denser => denser.clamp(0.0, 1.0),
            Mark::Thinner => (-denser).clamp(0.0, 1.0),
            Mark::Scar => painted.scar,
        }
    }
}

/// A point of the skin.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// Place, mm, head frame.
    pub place: Vec3,
    /// Unit outward normal.
    pub normal: Vec3,
    /// What is painted there.
    pub painted: Painted,
    /// One of every four, for marks that need room.
    pub is_sparse: bool,
}

/// The tint of a plan's strokes on a head.
pub struct Tint {
    of: (Vec<Stroke>, Arc<Head>),
    /// Painted points and those around them.
    pub points: Vec<Point>,
    /// Four corners each, indices of points, in turn around the cell.
    pub cells: Vec<[u32; 4]>,
}

impl Tint {
    /// Lays strokes on a head.
    pub fn new(strokes: &[Stroke], head: &Arc<Head>) -> Tint {
        let law = Strokes::new(strokes);
        let painted: Vec<Painted> = match law.is_empty() {
            true => Vec::new(),
            false => (0..SIDE * SIDE).into_par_iter().map(|i| law.at_atlas(node(i))).collect(),
        };
        let corners = |i: usize| [i, i + 1, i + SIDE + 1, i + SIDE];
        let is_inside = |i: &usize| i % SIDE + 1 < SIDE && i / SIDE + 1 < SIDE;
        let is_painted = |i: &usize| corners(*i).iter().any(|&k| painted[k] != Painted::NONE);
        let cells: Vec<[usize; 4]> =
            (0..painted.len()).filter(is_inside).filter(is_painted).map(corners).collect();
        let mut nodes: Vec<usize> = cells.iter().flatten().copied().collect();
        nodes.sort_unstable();
        nodes.dedup();
        let point = |&i: &usize| {
            let on_mean = mean_surface(node(i));
            let near = head.mean_from_head.head_point(on_mean);
            let (place, normal) = head.nearest(near).unwrap_or((near, Vec3::Y));
            let is_sparse = (i % SIDE).is_multiple_of(2) && (i / SIDE).is_multiple_of(2);
            Point { place, normal, painted: painted[i], is_sparse }
        };
        let points = nodes.par_iter().map(point).collect();
        let index = |i: usize| nodes.binary_search(&i).unwrap_or_default() as u32;
        let cells = cells.into_iter().map(|corners| corners.map(index)).collect();
        Tint { of: (strokes.to_vec(), head.clone()), points, cells }
    }

    /// Whether it is the tint of these strokes on this head.
    pub fn is_of(&self, strokes: &[Stroke], head: &Arc<Head>) -> bool {
        self.of.0 == strokes && Arc::ptr_eq(&self.of.1, head)
    }

    /// What is marked anywhere, for a legend.
    pub fn marks(&self) -> impl Iterator<Item = Mark> + '_ {
        let is_seen = |mark: &Mark| self.points.iter().any(|point| mark.fraction(&point.painted) > 0.5);
        Mark::ALL.into_iter().filter(is_seen)
    }
}

/// Atlas place of a node, mm.
fn node(i: usize) -> Vec2 {
    let place = vec2((i % SIDE) as f32, (i / SIDE) as f32) * CELL_MM - ATLAS_RADIUS_MM;
    place.clamp_length_max(ATLAS_RADIUS_MM)
}
