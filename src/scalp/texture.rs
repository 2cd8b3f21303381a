//! The colours of a scan on the head that was made of it.

use glam::{Vec2, Vec3};
use image::{Rgba, RgbaImage};
use parry3d::query::PointQueryWithLocation;
use parry3d::shape::TriMesh;

use super::import::{Corner, Faces, NO_PICTURE, RawMesh, triangulated};
use super::mesh::{narrow, tree};

/// Pictures of a scan and where each triangle of the head lies in them.
#[derive(Clone, Debug, PartialEq)]
pub struct ScanTexture {
    /// As the scan has them: lit, sRGB, the top row first, at most 8192 pixels a side. One of a single clear pixel
    /// stands for "nothing is known here"; one of a single opaque pixel for a material without a picture.
    pub pictures: Vec<RgbaImage>,
    /// Places of the corners of each triangle of the head's mesh in its picture, in parts of its width and height from
    /// the top left; beyond 0 to 1 the picture repeats.
    pub corners: Vec<[Vec2; 3]>,
    /// Index into `pictures` for each triangle.
    pub picture_of: Vec<u8>,
}

impl ScanTexture {
    /// Of faces that are all triangles; none where there is no picture.
    pub fn of(faces: &Faces, mut pictures: Vec<RgbaImage>) -> Option<ScanTexture> {
        if pictures.is_empty() {
            return None;
        }
        let unknown = pictures.len() as u8;
        let mut picture_of: Vec<u8> = (0..faces.len()).map(|face| faces.tag(face).picture).collect();
        if picture_of.contains(&NO_PICTURE) {
            pictures.push(RgbaImage::from_pixel(1, 1, Rgba([0; 4])));
            picture_of.iter_mut().filter(|p| **p == NO_PICTURE).for_each(|p| *p = unknown);
        }
        let corners = |ring: &[Corner]| Some(<&[Corner; 3]>::try_from(ring).ok()?.map(|c| c.uv));
        Some(ScanTexture { pictures, corners: faces.rings().filter_map(corners).collect(), picture_of })
    }
}

/// Colours of a scan's points, to be looked up on the surface between them.
pub struct Colours {
    tree: TriMesh,
    triangles: Vec<[u32; 3]>,
    colours: Vec<Vec3>,
}

impl Colours {
    /// Those of a scan; none where it has no colours.
    pub fn of(raw: &RawMesh) -> Option<Colours> {
        if raw.colours.is_empty() {
            return None;
        }
        let triangles = triangulated(&raw.positions, &raw.faces).triangles();
        Some(Colours { tree: tree(&raw.positions, &triangles)?, triangles, colours: raw.colours.clone() })
    }

    /// The colour nearest to each point.
    pub fn at(&self, points: impl Iterator<Item = Vec3>) -> Vec<[u8; 3]> {
        let colour = |point: Vec3| {
            let (_, place) = self.tree.project_local_point_and_get_location(narrow(point), false);
            let weights = place.1.barycentric_coordinates().unwrap_or([1.0, 0.0, 0.0]);
            let corners = self.triangles.get(place.0 as usize).copied().unwrap_or_default();
            let mixed: Vec3 = (0..3).map(|k| self.colours[corners[k] as usize] * weights[k]).sum();
            mixed.to_array().map(|c| (c * 255.0).round() as u8)
        };
        points.map(colour).collect()
    }
}
