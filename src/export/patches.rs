//! The head's mesh cut into patches that lie flat without folding much: scalp, and face with ears and neck; and the eyes,
//! which lie on the chart of the face but shine.

use glam::{Vec2, Vec3};

use super::chart::Chart;
use crate::scalp::eyes::Tissue;
use crate::scalp::head::Head;
use crate::scalp::regions;

/// The scalp's patch reaches so far past the hair-bearing skin, mm: halos end there.
const MARGIN_MM: f32 = 8.0;

/// A part of the head with a material of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All skin that can bear dots.
    Scalp,
    /// Face, ears and neck.
    Face,
    /// The globes of open eyes.
    Eyes,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 3] = [Part::Scalp, Part::Face, Part::Eyes];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        ["scalp", "face", "eyes"][self as usize]
    }
}

/// Triangles of one part.
#[derive(Clone, Debug)]
pub struct Patch {
    /// What it is of.
    pub part: Part,
    /// Vertices of the head that it uses, ascending.
    pub vertices: Vec<u32>,
    /// Corners, as places in `vertices`; counter-clockwise from outside.
    pub triangles: Vec<[u32; 3]>,
    /// Texture coordinates of each vertex, 0..=1.
    pub uv: Vec<Vec2>,
}

impl Patch {
    /// The part's triangles of a head; texture coordinates are still to come.
    pub fn of(part: Part, head: &Head) -> Patch {
        let of: Vec<[u32; 3]> =
            head.mesh.triangles.iter().copied().filter(|triangle| part_of(head, triangle) == part).collect();
        let mut vertices: Vec<u32> = of.iter().flatten().copied().collect();
        vertices.sort_unstable();
        vertices.dedup();
        let place = |v: u32| vertices.binary_search(&v).unwrap_or_default() as u32;
        let triangles = of.iter().map(|triangle| triangle.map(place)).collect();
        Patch { part, vertices, triangles, uv: Vec::new() }
    }

    /// Its points on the mean head, mm.
    pub fn mean_positions(&self, head: &Head) -> Vec<Vec3> {
        self.vertices.iter().map(|v| head.mean_positions[*v as usize]).collect()
    }

    /// Laid on a chart.
    pub fn laid_on(self, chart: &Chart, head: &Head) -> Patch {
        let uv =
            self.mean_positions(head).iter().map(|p| chart.uv(*p).clamp(Vec2::ZERO, Vec2::ONE)).collect();
        Patch { uv, ..self }
    }
}

fn part_of(head: &Head, triangle: &[u32; 3]) -> Part {
    let is_eye = |v: &u32| matches!(head.tissue.get(*v as usize), Some(Tissue::Eyeball(_)));
    if triangle.iter().any(is_eye) {
        Part::Eyes
    } else if triangle.iter().all(|v| bears_dots(head, *v as usize)) {
        Part::Scalp
    } else {
        Part::Face
    }
}

/// Whether dots or their halos can lie at a vertex.
fn bears_dots(head: &Head, vertex: usize) -> bool {
    let p = head.mean_positions[vertex];
    !head.outer[vertex] && (regions::is_scalp(p) || regions::boundary_distance_mm(p) > -MARGIN_MM)
}
