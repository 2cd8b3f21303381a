//! The head as the renderer wants it: one vertex list with what each pixel needs to know of its place.

use std::sync::Arc;

use glam::{Vec2, Vec3};
use image::{RgbaImage, imageops};
use rayon::prelude::*;

use crate::math::smoothstep;
use crate::plan::ScanSkin;
use crate::render::Revision;
use crate::render::albedo::Albedo;
use crate::render::atlas::Atlas;
use crate::render::coarse::coarse;
use crate::render::garment::Garment;
use crate::render::layout::{ClientVertex, SurfaceVertex};
use crate::scalp::coordinates::atlas_from_mean;
use crate::scalp::creases::NECK_RING_MM;
use crate::scalp::eyes::Tissue;
use crate::scalp::head::Head;
use crate::scalp::{Mesh, beard, regions};

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
    /// Height of the upper ring of the neck in the plane through the ears, mm.
    pub neck_ring_mm: f32,
    /// The client's own skin, from a scan with pictures.
    pub client: Option<Arc<ClientSkin>>,
    /// Radius about `center` that shadows and framing cover, mm.
    pub radius_mm: f32,
    /// Changes whenever the content may have changed.
    pub revision: Revision,
}

/// The client's own skin on the head.
#[derive(Clone, Debug)]
pub struct ClientSkin {
    /// Three for each triangle.
    pub vertices: Vec<ClientVertex>,
    /// The picture of [`Albedo`], from its finest level to the coarsest.
    pub levels: Vec<RgbaImage>,
}

impl ClientSkin {
    /// Of a scan with pictures; none where it has none or the plan wants the model's skin.
    pub fn of(head: &Head, skin: ScanSkin) -> Option<ClientSkin> {
        let Albedo { picture, corners } = Albedo::of(head, skin)?;
        let vertex = |(v, uv): (&u32, Vec2)| ClientVertex {
            position: head.mesh.positions[*v as usize].to_array(),
            uv: uv.to_array(),
        };
        let vertices = head
            .mesh
            .triangles
            .iter()
            .zip(corners)
            .flat_map(|(t, uv)| t.iter().zip(uv).map(vertex))
            .collect();
        let mut levels = vec![picture];
        while let Some(level) = levels.last().filter(|level| level.width().max(level.height()) > 1) {
            let half = |px: u32| (px / 2).max(1);
            let (width, height) = (half(level.width()), half(level.height()));
            levels.push(imageops::resize(level, width, height, imageops::FilterType::Triangle));
        }
        Some(ClientSkin { vertices, levels })
    }
}

/// Blood, melanin and sebum of a place over those of a calm scalp.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Complexion {
    /// Fraction of the way to reddened skin ([`crate::optics::tables::ERYTHEMA_BLOOD`]).
    erythema: f32,
    /// Exponent of browned skin ([`crate::optics::tables::BROWN`]); negative is paler.
    brown: f32,
    /// Part of the scalp's sebum that is there more, or less.
    sebum: f32,
}

/// A soft-edged place of the mean head: centre (mirror x) and radii, mm; what it adds.
type Zone = (Vec3, Vec3, Complexion);

/// A zone of the face.
const fn zone(center: [f32; 3], radii: [f32; 3], erythema: f32, brown: f32, sebum: f32) -> Zone {
    (Vec3::from_array(center), Vec3::from_array(radii), Complexion { erythema, brown, sebum })
}

/// Face and neck are 1 to 2 a* redder than the scalp that lay under hair: bald scalp minus forehead is -2.3 a* in the
/// median of 11 photographs, and foreheads are the reddest skin that Xiao 2017 measured (doi 10.1111/srt.12295).
const FACE: Complexion = Complexion { erythema: 0.27, brown: 0.0, sebum: 0.1 };
/// The passage from forehead to scalp, from and to so far inside the scalp's edge, mm: hairlines recede, and sun follows.
const FACE_EDGE_MM: [f32; 2] = [-4.0, 24.0];
/// What the zones of nearly every pictured face add: nose, its wings, cheeks, ears and chin redder, temples yellower,
/// lids and what lies under the eyes browner. Gloss is most on nose and forehead, less on cheeks (149 faces, Weyrich 2006,
/// ACM Trans. Graph. 25(3), 1013), least on lids and ears. Placed on the landmarks of `assets/head/landmarks.csv`;
/// amounts by eye.
const ZONES: [Zone; 9] = [
    zone([0.0, -14.0, 110.0], [13.0, 13.0, 14.0], 0.34, 0.0, 0.35),
    zone([14.0, -20.0, 96.0], [8.0, 9.0, 10.0], 0.24, 0.0, 0.25),
    zone([41.0, -10.0, 80.0], [21.0, 19.0, 26.0], 0.34, 0.0, -0.4),
    zone([86.0, -2.0, -14.0], [14.0, 36.0, 24.0], 0.62, 0.0, -0.5),
    zone([0.0, -84.0, 94.0], [17.0, 11.0, 14.0], 0.12, 0.0, 0.0),
    zone([66.0, 40.0, 48.0], [15.0, 22.0, 22.0], -0.18, 0.02, -0.15),
    zone([32.0, 15.0, 80.0], [17.0, 8.0, 12.0], 0.12, 0.07, -0.35),
    zone([27.0, 3.0, 82.0], [14.0, 6.0, 12.0], 0.1, 0.08, -0.35),
    zone([14.0, 12.0, 90.0], [6.0, 9.0, 10.0], 0.05, 0.05, 0.0),
];
/// The red of the lips has little melanin over much blood; it has no sebum, but is moist.
const LIPS: Complexion = Complexion { erythema: 0.95, brown: -0.1, sebum: 0.1 };
/// Its soft border, in distances from the middle of the lips.
const LIPS_EDGE: [f32; 2] = [1.1, 0.82];
/// Browns are told to the shaders up to this, either way.
pub const MOST_BROWN: f32 = 0.25;
/// Sebum over that of the scalp is told up to this.
pub const MOST_SEBUM: f32 = 2.0;

/// Blood, melanin and sebum at a place of the mean head.
fn complexion(mean_position: Vec3) -> Complexion {
    let p = Vec3::new(mean_position.x.abs(), mean_position.y, mean_position.z);
    let face = smoothstep(FACE_EDGE_MM[1], FACE_EDGE_MM[0], regions::boundary_distance_mm(mean_position));
    let mut sum =
        Complexion { erythema: face * FACE.erythema, brown: face * FACE.brown, sebum: face * FACE.sebum };
    for (center, radii, adds) in &ZONES {
        let there = (-((p - center) / radii).length_squared()).exp();
        sum.erythema += there * adds.erythema;
        sum.brown += there * adds.brown;
        sum.sebum += there * adds.sebum;
    }
    let lips = smoothstep(LIPS_EDGE[0], LIPS_EDGE[1], beard::off_lips(p));
    Complexion {
        erythema: (sum.erythema + lips * (LIPS.erythema - sum.erythema)).clamp(0.0, 1.0),
        brown: (sum.brown + lips * (LIPS.brown - sum.brown)).clamp(-MOST_BROWN, MOST_BROWN),
        sebum: (sum.sebum + lips * (LIPS.sebum - sum.sebum)).clamp(-1.0, MOST_SEBUM - 1.0),
    }
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

/// Blood in the skin of a lid that comes down over the eye, 0..=1: as in [`complexion`] just above it.
pub const LID_ERYTHEMA: f32 = 0.39;

/// Cavities that the mesh has no room for, on the mean head (mirror x): middle and radii, mm, and what is left of the
/// light. Nostrils lie in the shallow pits of the table, ear canals behind the tragus; by eye.
const CAVITIES: [(Vec3, Vec3, f32); 2] = [
    (Vec3::new(8.4, -23.0, 97.0), Vec3::new(3.4, 2.6, 4.8), 0.0),
    (Vec3::new(74.0, -6.0, -7.0), Vec3::new(6.0, 6.0, 4.5), 0.22),
];

/// How much of the ambient light is left in the cavities of the head, 0 to 1.
fn cavity(mean_position: Vec3) -> f32 {
    let p = mean_position.with_x(mean_position.x.abs());
    let shut = |(middle, radii, least): &(Vec3, Vec3, f32)| {
        least + (1.0 - least) * smoothstep(0.4, 1.3, ((p - middle) / radii).length())
    };
    CAVITIES.iter().map(shut).product()
}

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
                let mean_position = head.mean_positions.get(i).copied().unwrap_or(position);
                let scalp = on_scalp.get(i).copied().unwrap_or(0.0);
                let ambient = mesh.ambient.get(i).copied().unwrap_or(1.0);
                // A scan has cavities of its own.
                let ambient = if head.fit.is_some() { ambient } else { ambient * cavity(mean_position) };
                let Complexion { erythema, brown, sebum } = complexion(mean_position);
                let skin = SurfaceVertex {
                    position: position.to_array(),
                    normal: mesh.normals[i].to_array(),
                    atlas_mm: atlas_from_mean(mean_position).to_array(),
                    ambient: ambient * open_above(position),
                    scalp,
                    erythema,
                    curvature_per_mm: curvature[i],
                    tissue: 0.0,
                    brown,
                    sebum: 1.0 + sebum,
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
            client: None,
            neck_ring_mm: mean_from_head.head_point(NECK_RING_MM).y,
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
            sebum: 1.0,
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
            client: None,
            neck_ring_mm: 0.0,
            head_vertices: 4,
            atlas: Atlas::Square { half_mm },
            center: Vec3::ZERO,
            radius_mm: half_mm,
            revision: Revision::next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether colour lies on a face as photographs show it.
    fn is_a_face(at: impl Fn(Vec3) -> Complexion) -> bool {
        let red = |x: f32, y: f32, z: f32| at(Vec3::new(x, y, z)).erythema;
        let brown = |x: f32, y: f32, z: f32| at(Vec3::new(x, y, z)).brown;
        let sebum = |x: f32, y: f32, z: f32| at(Vec3::new(x, y, z)).sebum;
        let (nose, cheek, lid) =
            (sebum(0.0, -14.0, 110.0), sebum(41.0, -10.0, 80.0), sebum(32.0, 15.0, 80.0));
        let (scalp, forehead) = (red(0.0, 125.0, 0.0), red(0.0, 60.0, 100.0));
        let redder = [red(0.0, -14.0, 110.0), red(41.0, -10.0, 80.0), red(86.0, -2.0, -14.0)];
        scalp < 0.02
            && (0.25..0.5).contains(&forehead)
            && redder.iter().all(|place| *place > forehead + 0.2)
            && red(66.0, 40.0, 48.0) < forehead - 0.1
            && red(8.0, -53.0, 97.0) > 0.8
            && brown(8.0, -53.0, 97.0) < -0.05
            && brown(30.0, 12.0, 80.0) > 0.04
            && nose > sebum(0.0, 60.0, 100.0)
            && sebum(0.0, 60.0, 100.0) > sebum(0.0, 125.0, 0.0)
            && sebum(0.0, 125.0, 0.0) > cheek.max(lid) + 0.2
    }

    #[test]
    fn a_face_has_its_zones_on_both_sides() {
        assert!(is_a_face(complexion));
        assert!(is_a_face(|p| complexion(p * Vec3::new(-1.0, 1.0, 1.0))));
        assert!(!is_a_face(|p| complexion(Vec3::new(p.x, 60.0, p.z))), "planted: all face is forehead");
        assert!(!is_a_face(|_| FACE), "planted: one colour all over");
    }
}
