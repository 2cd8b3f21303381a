//! The head as the renderer wants it: one vertex list with what each pixel needs to know of its place.

use glam::Vec3;
use rayon::prelude::*;

use crate::math::smoothstep;
use crate::render::Revision;
use crate::render::atlas::Atlas;
use crate::render::coarse::coarse;
use crate::render::garment::Garment;
use crate::render::layout::SurfaceVertex;
use crate::scalp::eyes::Tissue;
use crate::scalp::head::Head;
use crate::scalp::{Mesh, beard};

/// Vertices, triangles and bounds of what is drawn.
#[derive(Clone, Debug)]
pub struct Surface {
    /// Vertex data.
    pub vertices: Vec<SurfaceVertex>,
    /// Triangle corners.
    pub indices: Vec<u32>,
    /// The same of a coarser head, for quick views.
    pub few_indices: Vec<u32>,
    /// Where its skin lies in the halo atlas.
    pub atlas: Atlas,
    /// Vertices of the head itself: the first ones. The others are a garment's.
    pub head_vertices: usize,
    /// Middle of the part to frame, mm.
    pub center: Vec3,
    /// Heights over which its lower end fades in, mm: the hem of the garment, or the cut end of a neck that bears none.
    pub end_mm: Option<[f32; 2]>,
    /// Radius about `center` that shadows and framing cover, mm.
    pub radius_mm: f32,
    /// Changes whenever the content may have changed.
    pub revision: Revision,
}

/// Lips, nose, cheeks and ears carry more blood than the rest: centre on the mean head (mirror x), radius (mm),
/// fraction of a threefold blood fraction. Placed on the landmarks of `assets/head/landmarks.csv`; amounts chosen by
/// eye.
const FLUSHED_PLACES: [(Vec3, Vec3, f32); 6] = [
    (Vec3::new(9.0, -46.5, 97.0), Vec3::new(15.0, 5.0, 9.0), 0.55),
    (Vec3::new(8.0, -57.5, 94.0), Vec3::new(14.0, 5.0, 9.0), 0.6),
    (Vec3::new(0.0, -15.0, 108.0), Vec3::new(17.0, 14.0, 14.0), 0.38),
    (Vec3::new(42.0, -12.0, 78.0), Vec3::new(22.0, 22.0, 26.0), 0.3),
    (Vec3::new(86.0, -2.0, -14.0), Vec3::new(13.0, 34.0, 22.0), 0.5),
    (Vec3::new(32.0, 13.0, 79.0), Vec3::new(15.0, 7.0, 10.0), 0.22),
];

/// The same for the red of the lips.
const LIPS_FLUSH: f32 = 0.72;

/// Blood above the usual at a place of the mean head, as the fraction of a threefold blood fraction.
fn erythema(mean_position: Vec3) -> f32 {
    let p = Vec3::new(mean_position.x.abs(), mean_position.y, mean_position.z);
    FLUSHED_PLACES
        .iter()
        .map(|(center, radius, amount)| {
            let d = (p - center) / radius;
            amount * (-d.length_squared()).exp()
        })
        .fold(LIPS_FLUSH * smoothstep(1.02, 0.86, beard::off_lips(p)), f32::max)
}

/// Mean curvature of the surface at each vertex, 1/mm, 0 where it is hollow: how much the normal turns along the edges,
/// smoothed over the neighbours.
fn curvature(mesh: &Mesh) -> Vec<f32> {
    /// Rims of less than this radius are all the same, mm.
    const SHARPEST_MM: f32 = 2.0;
    let mut sums = vec![(0.0f32, 0.0f32); mesh.positions.len()];
    for triangle in &mesh.triangles {
        for k in 0..3 {
            let [a, b] = [triangle[k] as usize, triangle[(k + 1) % 3] as usize];
            let step = mesh.positions[b] - mesh.positions[a];
            let turn = (mesh.normals[b] - mesh.normals[a]).dot(step) / step.length_squared().max(1e-6);
            for v in [a, b] {
                sums[v].0 += turn;
                sums[v].1 += 1.0;
            }
        }
    }
    let own: Vec<f32> =
        sums.iter().map(|(sum, n)| (sum / n.max(1.0)).clamp(0.0, SHARPEST_MM.recip())).collect();
    let mut smooth: Vec<(f32, f32)> = own.iter().map(|c| (*c, 1.0)).collect();
    for triangle in &mesh.triangles {
        for k in 0..3 {
            let (a, b) = (triangle[k] as usize, triangle[(k + 1) % 3] as usize);
            smooth[a].0 += own[b];
            smooth[a].1 += 1.0;
        }
    }
    smooth.into_iter().map(|(sum, n)| sum / n).collect()
}

/// The cut end of a neck without a garment fades over this height, mm.
const NECK_FADE_MM: f32 = 42.0;

/// On an eyeball, distances from the lids are told up to this, mm.
pub const LIDS_MM: f32 = 8.0;

/// A point of skin, made of something else.
fn made_of(skin: SurfaceVertex, tissue: Tissue) -> SurfaceVertex {
    let coded = |mm: f32| (0.5 + 0.5 * mm / LIDS_MM).clamp(0.0, 1.0);
    match tissue {
        Tissue::Skin => skin,
        Tissue::Moist => SurfaceVertex { tissue: 0.5, scalp: 0.0, ..skin },
        Tissue::Eyeball(place) => SurfaceVertex {
            atlas_mm: place.across_mm.to_array(),
            scalp: 0.0,
            erythema: coded(place.below_upper_mm),
            curvature_per_mm: coded(place.above_lower_mm),
            tissue: 1.0,
            ..skin
        },
    }
}

impl Surface {
    /// A head; `on_scalp[i]` tells whether dots near vertex i reach its skin, 0 to 1.
    pub fn head(head: &Head, on_scalp: &[f32]) -> Surface {
        let (mesh, mean_from_head) = (&head.mesh, head.mean_from_head);
        let atlas = Atlas::Scalp { mean_from_head };
        let curvature = curvature(mesh);
        let garment = Garment::of(head);
        let open_above = |p| garment.as_ref().map_or(1.0, |garment| garment.open_above(p));
        let mut vertices: Vec<SurfaceVertex> = (0..mesh.positions.len())
            .into_par_iter()
            .map(|i| {
                let position = mesh.positions[i];
                let scalp = on_scalp.get(i).copied().unwrap_or(0.0);
                let ambient = mesh.ambient.get(i).copied().unwrap_or(1.0);
                let skin = SurfaceVertex {
                    position: position.to_array(),
                    normal: mesh.normals[i].to_array(),
                    atlas_mm: atlas.place(position).to_array(),
                    ambient: ambient * open_above(position),
                    scalp,
                    erythema: erythema(mean_from_head.point(position)),
                    curvature_per_mm: curvature[i],
                    tissue: 0.0,
                };
                made_of(skin, head.tissue.get(i).copied().unwrap_or_default())
            })
            .collect();
        // The skull and face, without most of the neck: what a portrait frames.
        let center = mean_from_head.head_point(Vec3::new(0.0, 12.0, -4.0));
        let crown = mean_from_head.head_point(Vec3::new(0.0, 132.0, -12.0));
        let mut indices: Vec<u32> = mesh.triangles.iter().flatten().copied().collect();
        let mut few_indices = coarse(&vertices, &indices);
        let lowest = vertices.iter().map(|v| v.position[1]).min_by(f32::total_cmp);
        let mut end_mm = lowest.map(|end_mm| [end_mm, end_mm + NECK_FADE_MM]);
        let head_vertices = vertices.len();
        if let Some(garment) = garment {
            let shifted = |i: &u32| i + head_vertices as u32;
            indices.extend(garment.indices.iter().map(shifted));
            few_indices.extend(garment.few_indices.iter().map(shifted));
            vertices.extend(garment.vertices);
            end_mm = Some(garment.end_mm);
        }
        Surface {
            vertices,
            indices,
            few_indices,
            end_mm,
            head_vertices,
            atlas,
            center,
            radius_mm: 1.28 * center.distance(crown),
            revision: Revision::next(),
        }
    }

    /// A flat square of bare skin in the plane y = 0.
    pub fn square(side_mm: f32) -> Surface {
        let half_mm = 0.5 * side_mm;
        let vertex = |x: f32, z: f32| SurfaceVertex {
            position: [x, 0.0, z],
            normal: [0.0, 1.0, 0.0],
            atlas_mm: [x, z],
            ambient: 1.0,
            scalp: 1.0,
            ..Default::default()
        };
        Surface {
            vertices: vec![
                vertex(-half_mm, -half_mm),
                vertex(-half_mm, half_mm),
                vertex(half_mm, half_mm),
                vertex(half_mm, -half_mm),
            ],
            indices: vec![0, 1, 2, 0, 2, 3],
            few_indices: vec![0, 1, 2, 0, 2, 3],
            end_mm: None,
            head_vertices: 4,
            atlas: Atlas::Square { half_mm },
            center: Vec3::ZERO,
            radius_mm: half_mm,
            revision: Revision::next(),
        }
    }
}
